/**
 * Every look that a person took at the letters of a case, from the record: at its page, a file, the raw letter, a list with
 * names and first words, a hit of a search, an export, the history, and at a mail that lay apart before it was filed here.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { EventKind } from '../audit/event-kinds.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Reader } from '../db/database.ts';

/** What was opened, in the words of a receipt. */
export type LookAt =
  | 'letters'
  | 'file'
  | 'raw'
  | 'held'
  | 'list'
  | 'search'
  | 'export'
  | 'history'
  | 'supervision'
  | 'worksheet'
  | 'protocol';

/** Of events that name the case, or a mail that was filed into it. */
export const looksAt: Readonly<Partial<Record<EventKind, LookAt>>> = {
  'case.read': 'letters',
  'attachment.read': 'file',
  'raw_mail.read': 'raw',
  'mail.read': 'held',
  'case.exported': 'export',
  'audit.read': 'history',
  'reading.began': 'supervision',
  'worksheet.read': 'worksheet',
  'resonance.read': 'worksheet',
  'protocol.read': 'protocol',
  'list.read': 'list',
  'case.searched': 'search',
};

export interface Look {
  at: Date;
  /** null: at the command line, by whoever runs the service */
  by: { id: number; name: string; role: 'counsellor' | 'supervisor' | 'admin'; hasCase: boolean } | null;
  look: LookAt;
}

/** The oldest first. */
export async function readLooks(db: Reader, kasus: Pick<CaseRow, 'id' | 'code' | 'counsellor_id'>): Promise<Look[]> {
  const rows = await db
    .selectFrom('events as e')
    .leftJoin('staff as s', (join) => join.on(sql<SqlBool>`e.actor = 'staff:' || s.id`))
    .select(['e.at', 'e.kind', 's.id', 's.name', 's.role'])
    .where('e.kind', 'in', Object.keys(looksAt))
    .where((eb) => eb.or([eb('e.actor', 'like', 'staff:%'), eb('e.actor', '=', 'cli')]))
    .where((eb) => eb.or([eb('e.case_id', '=', kasus.id), namesTheCase(kasus.code), wasFiledHere(kasus.id)]))
    .orderBy('e.seq')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    by:
      row.id === null
        ? null
        : { id: row.id, name: row.name!, role: row.role!, hasCase: row.id === kasus.counsellor_id },
    look: looksAt[row.kind as EventKind]!,
  }));
}

/** A look at a list or at the hits of a search is one event with the codes of all that was shown. */
const namesTheCase = (code: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`(e.kind in ('list.read', 'case.searched') and jsonb_exists(e.data->'cases', ${code}))`;

const wasFiledHere = (caseId: string): RawBuilder<SqlBool> => sql<SqlBool>`(e.case_id is null
  and e.data->>'mail' in (select i.id::text from inbound_mails i where i.case_id = ${caseId}))`;
