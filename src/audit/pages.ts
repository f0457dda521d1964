/**
 * The page that verifies the record: whether the chain is whole now, its last seal to copy elsewhere, and who looked last.
 * It says nothing of any case, so that an admin may use it too.
 */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Database, Reader } from '../db/database.ts';
import type { Answer, Route, Visit } from '../web/visit.ts';
import { record } from './record.ts';
import { readStaffNames } from './staff-names.ts';
import { isWhole, type Verification, verifyAudit } from './verify.ts';
import { actorName } from './words.ts';

interface Needs {
  config: Pick<Config, 'dataDir'>;
  db: Database;
}

type AuditVisit = Visit<Needs, { id: number }>;

export const auditRoutes: Route<Needs, { id: number }, 'verify_audit'>[] = [
  { method: 'GET', path: '/audit', may: 'verify_audit', handler: showAudit },
  { method: 'POST', path: '/audit/verifications', may: 'verify_audit', handler: verifyNow },
];

/** GET /audit */
async function showAudit(visit: AuditVisit): Promise<Answer> {
  const { db } = visit.app;
  return auditPage(visit, await verifyAudit(db, anchorFile(visit)));
}

/** POST /audit/verifications: the same, and it is on record that somebody looked */
async function verifyNow(visit: AuditVisit): Promise<Answer> {
  const { db } = visit.app;
  const found = await verifyAudit(db, anchorFile(visit));
  await db.transaction().execute((tx) =>
    record(tx, {
      actor: { staff: visit.staff.id },
      kind: 'audit.verified',
      data: { events: found.events, whole: isWhole(found), head: found.head },
    }),
  );
  return {
    goTo: '/audit',
    say: isWhole(found) ? 'audit.verified_whole' : 'audit.verified_broken',
    tone: isWhole(found) ? 'good' : 'attention',
  };
}

const anchorFile = ({ app }: AuditVisit): string => join(app.config.dataDir, 'audit-anchors');

async function auditPage({ app, say, lang, now }: AuditVisit, found: Verification): Promise<Answer> {
  const last = await lastVerified(app.db);
  return {
    page: 'audit/verify',
    title: say('audit.title'),
    model: {
      whole: isWhole(found),
      events: say('audit.whole_text', { n: found.events.toLocaleString(lang) }),
      troubles: troublesOf(say, found),
      head: found.head,
      count: found.events,
      anchors: say('audit.anchors', found.anchors),
      checkedAt: now,
      lastAt: last?.at ?? null,
      lastBy: last && say('audit.by', { name: actorName(say, last.actor, await readStaffNames(app.db)) }),
    },
  };
}

function troublesOf(say: AuditVisit['say'], found: Verification): string[] {
  const { broken, unreadable } = found.anchors;
  return [
    ...(found.broken.length ? [say('audit.broken_text', { seqs: found.broken.slice(0, 20).join(', ') })] : []),
    ...(broken.length ? [say('audit.anchors_broken', { seqs: broken.slice(0, 20).join(', ') })] : []),
    ...(unreadable ? [say('audit.anchors_unreadable', { n: unreadable })] : []),
  ];
}

const lastVerified = (db: Reader) =>
  db
    .selectFrom('events')
    .select(['at', 'actor'])
    .where('kind', '=', 'audit.verified')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
