/**
 * Reminds the konseli of what was agreed, once, in service hours. Where somebody else may see their mail, it comes back,
 * or they asked for quiet, the
 * program writes nothing and puts the case before its counsellor instead. The row is the truth; one short transaction for each.
 */
import { type Happening, record } from '../audit/record.ts';
import { readKonseliIfKept } from '../cases/case-panel.ts';
import { answerAddress } from '../cases/konseli.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { readSafeContact } from '../cases/safe-contact.ts';
import { isOpen, reminderOf } from '../core/meetings.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { calendarOf, readSettings, type ServiceSettings } from '../service/settings.ts';
import { queueMeetingLetter } from './queue-meeting-letter.ts';
import { type Meeting, readMeetings } from './read-meetings.ts';
import { isAboutMeetings, writeMeetingLetter } from './write-meeting-letter.ts';

const AT_ONCE = 100;

/** @returns ids of the mails that now wait to be delivered */
export async function remindOfMeetings(db: Database, from: WritingFrom, now: Date): Promise<string[]> {
  const settings = await readSettings(db);
  if (!isOpen(now, calendarOf(settings))) return [];
  const written: string[] = [];
  for (let n = 0; n < AT_ONCE; n++) {
    const next = await db.transaction().execute((tx) => remindNext(tx, from, settings, now));
    if (next === 'none') break;
    if (next !== 'nothing_written') written.push(next);
  }
  return written;
}

async function remindNext(
  tx: Tx,
  from: WritingFrom,
  settings: ServiceSettings,
  now: Date,
): Promise<string | 'none' | 'nothing_written'> {
  const due = await dueReminders(tx, now).orderBy('remind_at').limit(1).executeTakeFirst();
  if (!due) return 'none';
  const kasus = await lockCase(tx, due.case_id);
  if (!kasus || !(await dueReminders(tx, now).where('id', '=', due.id).executeTakeFirst())) return 'nothing_written';
  const key = (await from.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const meeting = (await readMeetings(tx, key, kasus.id)).find(({ id }) => id === due.id)!;
  const reminded = await remind(tx, from, settings, kasus, meeting, now);
  await record(tx, ...reminded.happenings);
  return reminded.outboundId ?? 'nothing_written';
}

const dueReminders = (tx: Reader, now: Date) =>
  tx
    .selectFrom('meetings')
    .select(['id', 'case_id'])
    .where('remind_at', '<=', now)
    .where('reminder', 'is', null)
    .where('ended', 'is', null);

interface Reminded {
  outboundId: string | null;
  happenings: Happening[];
}

async function remind(
  tx: Tx,
  from: WritingFrom,
  settings: ServiceSettings,
  kasus: CaseRow,
  meeting: Meeting,
  now: Date,
): Promise<Reminded> {
  if (!isNeeded(kasus, meeting, now)) return settle(tx, kasus, meeting, 'not_needed');
  if ((await readSafeContact(tx, kasus.id)) === 'unsafe') return settle(tx, kasus, meeting, 'unsafe');
  const konseli = await readKonseliIfKept(tx, from.vault, kasus.konseli_id);
  const to = konseli && answerAddress(konseli);
  const occasion = reminderOf(meeting.kind);
  if (!konseli || !to || !isAboutMeetings(occasion)) return settle(tx, kasus, meeting, 'unreachable');
  const writer = { language: konseli.language, serviceName: settings.serviceName, name: '' };
  const text = writeMeetingLetter(meeting, occasion, writer);
  const letter = { kasus, meeting, occasion, text, to, settings, by: null };
  const queued = await queueMeetingLetter(tx, from, letter, now);
  if ('refused' in queued) {
    return settle(tx, kasus, meeting, fates[queued.refused]);
  }
  const data = { meeting: meeting.id, reminder: 'sent' };
  return {
    outboundId: queued.outboundId,
    happenings: [queued.happening, { actor: 'system', kind: 'meeting.reminded', caseId: kasus.id, data }],
  };
}

const fates = {
  written_before: 'not_needed',
  asked_to_stop: 'quiet',
  no_address: 'unreachable',
  address_undeliverable: 'unreachable',
  cannot_be_written: 'unreachable',
  paused: 'unsafe',
  no_reading_pin: 'unsafe',
  no_public_page: 'unsafe',
} as const;

/** Not of what the konseli was never told, has just been told, or has declined; and not when the time is over. */
function isNeeded(kasus: CaseRow, meeting: Meeting, now: Date): boolean {
  const { startsAt, sequence, toldSequence, toldAt, remindAt, answer } = meeting;
  if (kasus.stage === 'closed' || startsAt <= now || answer === 'declined') return false;
  return toldSequence === sequence && toldAt !== null && remindAt !== null && toldAt < remindAt;
}

async function settle(
  tx: Tx,
  kasus: CaseRow,
  { id, toldSequence, sequence }: Meeting,
  reminder: 'not_needed' | 'unsafe' | 'quiet' | 'unreachable',
): Promise<Reminded> {
  await tx.updateTable('meetings').set({ reminder }).where('id', '=', id).execute();
  const needsPerson = reminder !== 'not_needed' || toldSequence !== sequence;
  if (needsPerson && kasus.stage !== 'closed')
    await tx.updateTable('cases').set({ turn: 'counsellor', asleep_until: null }).where('id', '=', kasus.id).execute();
  const data = { meeting: id, reminder };
  return { outboundId: null, happenings: [{ actor: 'system', kind: 'meeting.reminded', caseId: kasus.id, data }] };
}
