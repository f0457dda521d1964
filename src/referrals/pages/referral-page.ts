/** The page of a case's referral: what the letter says, who must still agree, where it is, what was answered, what comes next. */
import { record } from '../../audit/record.ts';
import { readStaffNames } from '../../audit/staff-names.ts';
import { readCaseAccess } from '../../cases/case-access.ts';
import { showHidden } from '../../cases/link-text.ts';
import type { CaseRow } from '../../cases/lock-case.ts';
import type { RefusedForm } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { type CaseAction, mayWithCase } from '../../core/policy.ts';
import { ended, hasLeft, isAccepted, missingCover, newsIn } from '../../core/referral.ts';
import { type Key, openText } from '../../crypto/seal.ts';
import type { Reader, Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import type { Answer } from '../../web/visit.ts';
import { isFresh } from '../experts.ts';
import { mayRefer } from '../prepare-referral.ts';
import { readReceiver } from '../receiver.ts';
import { lastReferral, type Referral, readCover, wordsOf } from '../standing-referral.ts';
import { contactOf } from '../verify-expert.ts';
import type { ReferralVisit } from './needs.ts';
import { newsModel } from './news-form.ts';
import { newsLines } from './news-lines.ts';
import { overrideModel } from './override-model.ts';
import { prepareModel } from './prepare-model.ts';
import { stateChip } from './state-chip.ts';

export interface ReferralContext {
  visit: ReferralVisit;
  kasus: CaseRow;
  key: Key;
  may(action: CaseAction): boolean;
  /** what was typed into a form that was refused, by field */
  typed: Readonly<Record<string, string>>;
}

/** GET /cases/:code/referral; with `refused`, the same page again after a form that did not go through */
export async function showReferral(visit: ReferralVisit, refused?: RefusedForm): Promise<Answer> {
  const { app, params, now, say } = visit;
  const person = personOf(visit);
  return app.db.transaction().execute(async (tx): Promise<Answer> => {
    const found = await readCaseAccess(tx, person, params.code ?? '', 'read', now);
    if ('refused' in found)
      return found.refused === 'needs_reason' ? { goTo: `/cases/${params.code}` } : { refused: 'not_found' };
    const { kasus, relation } = found;
    if (kasus.erased_at) return { refused: 'not_found' };
    const may = (action: CaseAction) => mayWithCase(person, action, relation) !== 'no';
    const key = await app.vault.key(tx, 'letters', kasus.id);
    const context: ReferralContext = { visit, kasus, key, may, typed: refused?.typed ?? {} };
    const last = await lastReferral(tx, kasus.id);
    const offers = may('refer') && mayRefer(kasus) && (!last || ended(last.row.state));
    const model = {
      code: kasus.code,
      problem: refused?.problem ?? null,
      referral: last ? await referralModel(tx, context, last) : null,
      prepare: offers ? await prepareModel(tx, visit, kasus, key, context.typed) : null,
    };
    await record(tx, {
      actor: { staff: person.id },
      kind: 'case.read',
      caseId: kasus.id,
      data: { letters: 0, notes: false, referral: last?.row.id ?? null },
    });
    const title = say('referral.title', { code: kasus.code });
    return { page: 'referrals/referral', title, status: refused ? 409 : 200, model };
  });
}

async function referralModel(tx: Tx, context: ReferralContext, referral: Referral) {
  const { visit, kasus, key, may, typed } = context;
  const { say, now } = visit;
  const { row, text } = referral;
  const { expert, inWords } = await readReceiver(tx, row);
  const names = await readStaffNames(tx);
  const open = !ended(row.state);
  const mayChange = open && may('refer');
  const prepares = mayChange && !hasLeft(row.state) && kasus.stage !== 'closed';
  const missing = open ? missingCover(await readCover(tx, referral)) : [];
  const covered = !missing.length;
  const address = expert?.email ?? '';
  const words = wordsOf(key, text);
  return {
    chip: stateChip(say, row.state),
    receiver: inWords,
    field: say(`expert_field.${row.field}`),
    contact: expert && contactOf(expert),
    old: expert && !isFresh(expert, await readSettings(tx), now) ? say('referral.receiver_old') : null,
    why: row.why_sealed ? showHidden(openText(key, 'referrals.why', row.id, row.why_sealed)) : null,
    by: names.get(row.prepared_by) ?? say('actor.unknown'),
    at: row.prepared_at,
    text: showHidden(words),
    version: text.version,
    edit: prepares ? { text: typed.text ?? words } : null,
    asks: prepares && text.asked_id === null,
    asked: text.asked_id !== null,
    answer: await answerModel(tx, visit, text.id),
    letters: mayChange && text.asked_id !== null ? await konseliLetters(tx, visit, kasus) : [],
    missing: missing.map((one) => say(`referral.missing.${one}`)),
    override: open ? await overrideModel(tx, context, referral, missing) : null,
    sends: prepares && covered && (!expert || address) ? { address, inside: !expert } : null,
    noMail: prepares && covered && expert !== null && !address,
    again: mayChange && covered && hasLeft(row.state) && address ? { address } : null,
    link: open ? await linkModel(tx, row.id, now) : null,
    news: await newsLines(tx, context, row),
    newsAction: `/cases/${kasus.code}/referrals/news`,
    hears: mayChange ? newsModel(say, newsIn(row.state), typed) : [],
    handover: handoverOf(context, referral),
    settles: mayChange && (await needsOutcome(tx, kasus, row.state)),
    finishes: mayChange && isAccepted(row.state),
    withdraws: mayChange ? say(hasLeft(row.state) ? 'referral.withdraw.left' : 'referral.withdraw') : null,
  };
}

async function answerModel(db: Reader, { say }: ReferralVisit, textId: string) {
  const row = await db
    .selectFrom('referral_answers as a')
    .leftJoin('staff as s', 's.id', 'a.recorded_by')
    .select(['a.answer', 'a.message_id', 'a.recorded_at', 's.name'])
    .where('a.text_id', '=', textId)
    .where('a.withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const by = row.name ?? say('case.record.by_program');
  return { text: say(`referral.konseli.${row.answer}`), letter: row.message_id, by, at: row.recorded_at };
}

/** Letters that can be pointed at as the answer, the newest first. */
async function konseliLetters(db: Reader, { say, now, lang }: ReferralVisit, kasus: CaseRow) {
  const { timeZone } = await readSettings(db);
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'arrived_at'])
    .where('case_id', '=', kasus.id)
    .where('direction', '=', 'in')
    .where('kind', '=', 'letter')
    .orderBy('arrived_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ id, arrived_at }) => ({
    value: id,
    label: say('referral.letter_of', { when: humaneTime(arrived_at, now, lang, timeZone).absolute }),
  }));
}

async function linkModel(db: Reader, referralId: string, now: Date) {
  const row = await db
    .selectFrom('referral_links')
    .select(['opens', 'opened_at', 'expires_at', 'tries'])
    .where('referral_id', '=', referralId)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const { opens, opened_at: openedAt, expires_at: expiresAt, tries } = row;
  return { opens, openedAt, expiresAt, over: expiresAt <= now, locked: tries >= 5 };
}

/** To a colleague who accepted: handing over the case is what ends the access of who had it. */
function handoverOf({ kasus, may }: ReferralContext, { row }: Referral) {
  const offers = row.colleague_id !== null && isAccepted(row.state) && kasus.stage !== 'closed' && may('assign');
  return offers && kasus.counsellor_id !== row.colleague_id ? { to: row.colleague_id } : null;
}

async function needsOutcome(db: Reader, kasus: CaseRow, state: Referral['row']['state']): Promise<boolean> {
  if (kasus.stage !== 'post_counselling' || !hasLeft(state)) return false;
  const standing = await db
    .selectFrom('outcomes')
    .select(['outcome', 'completed_at'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  return standing?.outcome !== 'referred' || (isAccepted(state) && standing.completed_at === null);
}
