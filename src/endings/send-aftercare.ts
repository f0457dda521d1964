/**
 * Writes the letters that ask after the ending how it goes, when their day has come. Each is looked at once more at that moment:
 * whoever took the consent back, is in danger, is here again, was erased or cannot be reached gets none, and the row says why.
 * One short transaction for each; the row is the truth, so that it may run as often as it likes.
 */
import { record } from '../audit/record.ts';
import { cancelAftercare, followUpConsent } from '../cases/aftercare.ts';
import { standingGoals } from '../cases/goals.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { refuseAftercare } from '../core/aftercare.ts';
import { type Asked, type Goal, questionBlock } from '../core/answers/questions.ts';
import type { Database, Tx } from '../db/database.ts';
import type { AftercareCancelled, Language } from '../db/schema.ts';
import { crisisLines } from '../replies/crisis-lines.ts';
import { mailText } from '../replies/mail-texts.ts';
import { rememberAsking } from '../replies/remember-asking.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { trustedCrisisContacts } from '../service/crisis-contacts.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';

const AT_ONCE = 50;

/** @returns ids of outgoing mails that now wait to be delivered */
export async function sendAftercare(db: Database, from: WritingFrom, now: Date): Promise<string[]> {
  const sent: string[] = [];
  for (let n = 0; n < AT_ONCE; n++) {
    const next = await db.transaction().execute((tx) => sendNext(tx, from, now));
    if (next === 'none') break;
    if (next !== 'settled') sent.push(next.outboundId);
  }
  return sent;
}

async function sendNext(tx: Tx, from: WritingFrom, now: Date): Promise<'none' | 'settled' | { outboundId: string }> {
  const due = await dueAftercare(tx, now).orderBy('due_at').orderBy('id').limit(1).executeTakeFirst();
  if (!due) return 'none';
  // The konseli and the case first: whoever cancels a row holds them already.
  const kasus = await lockWithKonseli(tx, due.case_id);
  const row = await dueAftercare(tx, now).where('id', '=', due.id).executeTakeFirst();
  if (!row) return 'settled';
  const refused = refuseAftercare(await factsOf(tx, kasus));
  if (refused) return cancel(tx, kasus, row, refused, now);
  const letter = await write(tx, from, kasus, row.term, now);
  if ('refused' in letter) return cancel(tx, kasus, row, CANCELLED_FOR[letter.refused], now);
  await tx
    .updateTable('aftercare')
    .set({ message_id: letter.messageId, written_at: now })
    .where('id', '=', row.id)
    .execute();
  const data = { term: row.term, outbound: letter.outboundId, message: letter.messageId };
  await record(tx, { actor: 'system', kind: 'aftercare.written', caseId: kasus.id, data });
  return { outboundId: letter.outboundId };
}

const dueAftercare = (tx: Tx, now: Date) =>
  tx
    .selectFrom('aftercare')
    .select(['id', 'case_id', 'term'])
    .where('due_at', '<=', now)
    .where('written_at', 'is', null)
    .where('cancelled_at', 'is', null);

type Due = { id: string; term: 'short_term' | 'long_term' };

async function lockWithKonseli(tx: Tx, caseId: string): Promise<CaseRow> {
  await tx
    .selectFrom('konseli')
    .select('id')
    .where('id', '=', (eb) => eb.selectFrom('cases').select('konseli_id').where('cases.id', '=', caseId))
    .forNoKeyUpdate()
    .execute();
  const kasus = await lockCase(tx, caseId);
  if (!kasus) throw new Error('the case that a letter is due for is not there');
  return kasus;
}

async function factsOf(tx: Tx, kasus: CaseRow) {
  const open = await tx
    .selectFrom('cases')
    .select('id')
    .where('konseli_id', '=', kasus.konseli_id)
    .where('stage', '<>', 'closed')
    .limit(1)
    .executeTakeFirst();
  return {
    erased: kasus.erased_at !== null,
    consent: await followUpConsent(tx, kasus.id),
    risk: kasus.risk,
    signs: kasus.signs,
    otherOpenCase: open !== undefined,
  };
}

const CANCELLED_FOR: Readonly<
  Record<Extract<ServiceLetterQueued, { refused: unknown }>['refused'], AftercareCancelled>
> = {
  written_before: 'not_written',
  cannot_be_written: 'not_written',
  asked_to_stop: 'konseli_stopped',
  paused: 'not_written',
  no_reading_pin: 'not_written',
  no_public_page: 'not_written',
  no_address: 'no_address',
  address_undeliverable: 'undeliverable',
};

/** Whoever must not be written to now is not written to later either; being here again passes. */
async function cancel(tx: Tx, kasus: CaseRow, due: Due, why: AftercareCancelled, now: Date): Promise<'settled'> {
  if (why !== 'open_case') {
    await record(tx, ...(await cancelAftercare(tx, kasus.id, why, now)));
    return 'settled';
  }
  await tx.updateTable('aftercare').set({ cancelled_at: now, cancelled_for: why }).where('id', '=', due.id).execute();
  const data = { terms: [due.term], why };
  await record(tx, { actor: 'system', kind: 'aftercare.cancelled', caseId: kasus.id, data });
  return 'settled';
}

async function write(
  tx: Tx,
  from: WritingFrom,
  kasus: CaseRow,
  term: Due['term'],
  now: Date,
): Promise<ServiceLetterQueued> {
  const goals = await standingGoals(tx, await from.vault.key(tx, 'letters', kasus.id), kasus.id);
  const asks: Asked[] = goals.length ? ['goals', 'evaluation'] : ['evaluation'];
  const trusted = await trustedCrisisContacts(tx, await readSettings(tx), now);
  const letter = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: `evaluation_${term}`,
      dedupeKey: `evaluation_${term}:${kasus.id}`,
      authorId: null,
      dueAt: now,
      write: (language, settings) => aftercareText(term, language, settings, crisisLines(trusted, language), goals),
    },
    now,
  );
  if (!('refused' in letter)) await rememberAsking(tx, kasus, letter.messageId, asks);
  return letter;
}

/** What stands in the letter, with its questions. */
export function aftercareText(
  term: Due['term'],
  language: Language,
  settings: Pick<ServiceSettings, 'serviceName'>,
  crisis: string,
  goals: readonly Goal[],
): { subject: string; text: string } {
  const name = term === 'short_term' ? 'aftercare-short' : 'aftercare-long';
  const { subject, text } = mailText(language, name, { layanan: settings.serviceName, kontak_krisis: crisis });
  const blocks = [
    ...(goals.length ? [questionBlock('goals', language, goals)] : []),
    questionBlock('evaluation', language),
  ];
  return { subject, text: [text, ...blocks].join('\n\n') };
}
