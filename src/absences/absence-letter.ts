/**
 * What a konseli who writes to a counsellor who is away is told, once for each case and absence: when the counsellor is back, and
 * that a colleague reads meanwhile. It is not written where that would not be true, or where nothing goes out by itself.
 */
import { record } from '../audit/record.ts';
import { answerAddress, readKonseli } from '../cases/konseli.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { nextOpening } from '../core/service-hours.ts';
import type { Reader, Tx } from '../db/database.ts';
import { type AutomaticRefusal, automaticRefusals, countAutomatic, holdCaps } from '../replies/automatic-caps.ts';
import { type NotUnasked, notUnasked } from '../replies/not-unasked.ts';
import { dayInWords } from '../replies/promise-in-words.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../replies/service-letter.ts';
import { unaskedText } from '../replies/unasked-text.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { trustedCrisisContacts } from '../service/crisis-contacts.ts';
import { calendarOf, readSettings, type ServiceSettings } from '../service/settings.ts';

const DAY = 24 * 3_600_000;

export interface Unanswered {
  messageId: string;
  caseId: string;
  absenceId: string;
}

type WhyNot =
  | NotUnasked
  | AutomaticRefusal
  | 'nobody_reads'
  | 'no_crisis_contacts'
  | 'no_day'
  | Extract<ServiceLetterQueued, { refused: string }>['refused'];

/** The newest letter of each case that came while its counsellor is away; what lay here for a day is answered by no machine. */
export const unansweredLetters = (db: Reader, now: Date): Promise<Unanswered[]> =>
  standingLetters(db, now).orderBy('m.arrived_at').execute();

/** @returns the outgoing mail; null when none was written */
export async function answerFor(tx: Tx, from: WritingFrom, letter: Unanswered, now: Date): Promise<string | null> {
  const { messageId, caseId, absenceId } = letter;
  const absence = await tx
    .selectFrom('absences as a')
    .innerJoin('staff as i', 'i.id', 'a.stand_in_id')
    .select(['a.ends_at', 'a.stand_in_id', 'a.names_stand_in', 'i.name'])
    .where('a.id', '=', absenceId)
    .forShare('a')
    .executeTakeFirstOrThrow();
  const kasus = (await lockCase(tx, caseId))!;
  const still = await standingLetters(tx, now).where('m.id', '=', messageId).executeTakeFirst();
  if (!still) return null;
  const told = await tell(tx, from, { kasus, absenceId, absence }, now);
  const refused = 'whyNot' in told;
  await tx
    .insertInto('answers_by_itself')
    .values({
      message_id: messageId,
      case_id: caseId,
      absence_id: absenceId,
      outbound_id: refused ? null : told.outboundId,
      why_not: refused ? told.whyNot : null,
      at: now,
    })
    .execute();
  if (refused) return null;
  const data = { absence: absenceId, outbound: told.outboundId };
  await record(tx, { actor: 'system', kind: 'absence.told', caseId, data });
  return told.outboundId;
}

interface Telling {
  kasus: CaseRow;
  absenceId: string;
  absence: { ends_at: Date; stand_in_id: number; names_stand_in: boolean; name: string };
}

async function tell(
  tx: Tx,
  from: WritingFrom,
  { kasus, absenceId, absence }: Telling,
  now: Date,
): Promise<{ outboundId: string } | { whyNot: WhyNot }> {
  const settings = await readSettings(tx);
  const back = nextOpening(absence.ends_at, calendarOf(settings));
  if (!back) return { whyNot: 'no_day' };
  if (!(await takesPart(tx, kasus.id, absence.stand_in_id))) return { whyNot: 'nobody_reads' };
  const against = (await notUnasked(tx, from.vault, kasus)) ?? (await lacksContacts(tx, kasus, settings, now));
  if (against) return { whyNot: against };
  const dedupeKey = `absence:${absenceId}:${kasus.id}`;
  const recipient = answerAddress(await readKonseli(tx, from.vault, kasus.konseli_id));
  if (!recipient) return { whyNot: 'no_address' };
  await holdCaps(tx);
  const asked = {
    key: dedupeKey,
    konseliId: kasus.konseli_id,
    recipient,
    mailbox: await mailboxOf(tx, kasus),
    anHour: settings.acknowledgementsAnHour,
  };
  const [capped] = await automaticRefusals(tx, from.vault, [asked], now);
  if (capped) return { whyNot: capped };
  const name = absence.names_stand_in ? 'absence-named' : 'absence';
  const write = await unaskedText(tx, settings, name, true, now, (language) => ({
    sampai: dayInWords(back, settings.timeZone, language),
    ...(absence.names_stand_in && { konselor: absence.name }),
  }));
  const letter = { kasus, occasion: 'absence' as const, dedupeKey, authorId: null, dueAt: now, write };
  const queued = await queueServiceLetter(tx, from, letter, now);
  if ('refused' in queued) return { whyNot: queued.refused };
  await countAutomatic(tx, from.vault, queued.outboundId, recipient, now);
  return { outboundId: queued.outboundId };
}

/** Whoever may be in danger is not told to wait without a number to call. */
async function lacksContacts(
  db: Reader,
  { risk, signs }: CaseRow,
  settings: ServiceSettings,
  now: Date,
): Promise<'no_crisis_contacts' | null> {
  const perhapsInDanger = risk === 'urgent' || risk === 'concern' || signs !== 'none';
  return perhapsInDanger && !(await trustedCrisisContacts(db, settings, now)).length ? 'no_crisis_contacts' : null;
}

async function takesPart(db: Reader, caseId: string, staffId: number): Promise<boolean> {
  const part = await db
    .selectFrom('case_people as p')
    .innerJoin('staff as s', 's.id', 'p.staff_id')
    .select('p.case_id')
    .where('p.case_id', '=', caseId)
    .where('p.staff_id', '=', staffId)
    .where('p.part', '=', 'co')
    .where('s.disabled_at', 'is', null)
    .executeTakeFirst();
  return part !== undefined;
}

const mailboxOf = async (db: Reader, kasus: CaseRow): Promise<string> =>
  (await db.selectFrom('mailboxes').select('address').where('id', '=', kasus.mailbox_id).executeTakeFirstOrThrow())
    .address;

/** The first letter of a case has its receipt, and what a machine sent is answered by none. */
const standingLetters = (db: Reader, now: Date) =>
  db
    .selectFrom('absences as a')
    .innerJoin('cases as c', 'c.counsellor_id', 'a.staff_id')
    .innerJoin('messages as m', 'm.id', 'c.last_inbound_id')
    .select(['m.id as messageId', 'c.id as caseId', 'a.id as absenceId'])
    .where('a.tells_konseli', '=', true)
    .where('a.began_at', 'is not', null)
    .where('a.ended_at', 'is', null)
    .where('a.ends_at', '>', now)
    .where('c.stage', '<>', 'closed')
    .where('m.auto_submitted', '=', false)
    .where('m.command', 'is', null)
    .where(({ eb, ref }) => eb('m.arrived_at', '>=', ref('a.begins_at')))
    .where('m.arrived_at', '>', new Date(now.getTime() - DAY))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('answers_by_itself as b')
            .select('b.message_id')
            .whereRef('b.case_id', '=', 'c.id')
            .where((eb) =>
              eb.or([
                eb('b.message_id', '=', eb.ref('m.id')),
                eb.and([eb('b.absence_id', '=', eb.ref('a.id')), eb('b.outbound_id', 'is not', null)]),
              ]),
            ),
        ),
      ),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('messages as before')
          .select('before.id')
          .whereRef('before.case_id', '=', 'c.id')
          .whereRef('before.arrived_at', '<', 'm.arrived_at')
          .where('before.direction', '=', 'in'),
      ),
    );
