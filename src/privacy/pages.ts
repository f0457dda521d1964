/** What two persons have to agree on: erasures that are asked for, and those that were answered. */
import { z } from 'zod';
import { mayWithService } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';
import type { StaffRoute, StaffVisit } from '../staff/staff-route.ts';
import { emptyForm, type FieldErrors, type Typed } from '../web/read-form.ts';
import type { Answer } from '../web/visit.ts';
import {
  type AnswerRefusal,
  agreeErasure,
  askErasure,
  erasureReasons,
  type ListedErasure,
  listErasures,
  refuseErasure,
} from './erasures.ts';

interface Needs {
  db: Database;
  vault: Vault;
}

type PrivacyVisit = StaffVisit<Needs>;

const asking = z.strictObject({
  code: z.string().trim().max(20, 'privacy.code.unknown').optional(),
  mail: z.uuid('privacy.code.unknown').optional(),
  reason: z.enum(erasureReasons, 'privacy.reason.missing'),
});
const nothing = z.strictObject({});

/** GET /erasures, with `?mail=` when one mail is meant */
async function showErasures(visit: PrivacyVisit): Promise<Answer> {
  const { wrong, typed } = emptyForm(asking);
  return erasuresPage(visit, wrong, { ...typed, mail: z.uuid().safeParse(visit.query.mail).data ?? '' });
}

/** POST /erasures */
async function ask(visit: PrivacyVisit): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(asking);
  if ('wrong' in form) return erasuresPage(visit, form.wrong, form.typed);
  const { code = '', mail, reason } = form.fields;
  const wish = mail ? { mailId: mail, reason } : { code, reason };
  const asked = await app.db.transaction().execute((tx) => askErasure(tx, staff, wish, now));
  if ('asked' in asked) return { goTo: '/erasures', say: 'privacy.said.asked' };
  const wrong = { code: `privacy.refused.${asked.refused}`, mail: null, reason: null };
  return erasuresPage(visit, wrong, { code, mail: mail ?? '', reason });
}

/** POST /erasures/:id/agreements */
async function agree(visit: PrivacyVisit): Promise<Answer> {
  const { app, staff, params, now } = visit;
  visit.form(nothing);
  const id = idOf(params);
  if (!id) return { refused: 'not_found' };
  const done = await app.db.transaction().execute((tx) => agreeErasure(tx, app.vault, staff, id, now));
  return 'refused' in done ? notDone(done.refused) : { goTo: '/erasures', say: `privacy.said.erased.${done.erased}` };
}

/** POST /erasures/:id/refusals */
async function refuse(visit: PrivacyVisit): Promise<Answer> {
  const { app, staff, params, now } = visit;
  visit.form(nothing);
  const id = idOf(params);
  if (!id) return { refused: 'not_found' };
  const done = await app.db.transaction().execute((tx) => refuseErasure(tx, staff, id, now));
  return 'refused' in done ? notDone(done.refused) : { goTo: '/erasures', say: 'privacy.said.refused' };
}

const idOf = (params: Record<string, string>): string | null => z.uuid().safeParse(params.id).data ?? null;

const notDone = (refused: AnswerRefusal): Answer =>
  refused === 'not_found' ? { refused } : { goTo: '/erasures', say: `privacy.refused.${refused}`, tone: 'attention' };

async function erasuresPage(
  visit: PrivacyVisit,
  wrong: FieldErrors<typeof asking>,
  typed: Typed<typeof asking>,
): Promise<Answer> {
  const { app, staff, say, now } = visit;
  const listed = await listErasures(app.db, staff, now);
  const said = (word: string | null) => word && say(word);
  return {
    page: 'privacy/erasures',
    title: say('privacy.title'),
    status: Object.values(wrong).some(Boolean) ? 422 : 200,
    model: {
      waiting: listed.filter((one) => !one.answer).map((one) => lineOf(one, visit)),
      answered: listed.filter((one) => one.answer).map((one) => lineOf(one, visit)),
      mail: typed.mail || null,
      code: typed.code,
      wrong: { code: said(wrong.code ?? wrong.mail), reason: said(wrong.reason) },
      reasons: ['', ...erasureReasons].map((value) => ({
        value,
        label: say(value ? `privacy.reason.${value}` : 'privacy.reason.choose'),
        chosen: value === typed.reason,
      })),
    },
  };
}

function lineOf(erasure: ListedErasure, { say, staff }: PrivacyVisit) {
  const { id, code, of, reason, askedBy, askedAt, answer } = erasure;
  return {
    id,
    what: code ? say(`privacy.of.${of}`, { code }) : say('privacy.of.loose'),
    code,
    reason: say(`privacy.reason.${reason}`),
    askedBy: askedBy ?? say('actor.konseli'),
    askedAt,
    answer: answer && say(answer.agreed ? 'privacy.agreed' : 'privacy.turnedDown', { name: answer.by }),
    answeredAt: answer?.at ?? null,
    mine: erasure.askedById === staff.id,
    mayAnswer: erasure.askedById !== staff.id && mayWithService(staff, 'agree_mail_erasure'),
  };
}

export const privacyRoutes: readonly StaffRoute<Needs>[] = [
  { method: 'GET', path: '/erasures', may: 'see_erasures', handler: showErasures },
  { method: 'POST', path: '/erasures', may: 'see_erasures', handler: ask },
  { method: 'POST', path: '/erasures/:id/agreements', may: 'see_erasures', handler: agree },
  { method: 'POST', path: '/erasures/:id/refusals', may: 'see_erasures', handler: refuse },
];
