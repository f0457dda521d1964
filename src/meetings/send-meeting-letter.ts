/** One press of the counsellor sends the letter that is due about a meeting, exactly as it was read. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { answerAddress, readKonseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { letterDue } from '../core/meetings.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { DeliveryRefusal, WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';
import { queueMeetingLetter } from './queue-meeting-letter.ts';
import { type Meeting, readMeetings } from './read-meetings.ts';
import {
  carriesEntry,
  fingerprint,
  isAboutMeetings,
  type MeetingOccasion,
  writeMeetingLetter,
} from './write-meeting-letter.ts';

export interface DueLetter {
  meeting: Meeting;
  occasion: MeetingOccasion;
  text: string;
  withEntry: boolean;
  to: string;
  /** what the form sends back, so that a letter is only sent as it was read */
  seen: string;
  settings: ServiceSettings;
}

/** The letter that waits to be read and sent about a meeting; null: none does. */
export async function dueLetter(
  db: Reader,
  vault: Vault,
  kasus: CaseRow,
  meeting: Meeting,
  signedBy: string,
  now: Date,
): Promise<DueLetter | null> {
  const occasion = letterDue(meeting, now);
  // A closed case writes no more, but that nobody goes to a place in vain.
  if (!occasion || !isAboutMeetings(occasion) || kasus.erased_at) return null;
  if (kasus.stage === 'closed' && occasion !== 'meeting_cancelled') return null;
  const konseli = await readKonseli(db, vault, kasus.konseli_id);
  const settings = await readSettings(db);
  const writer = { language: konseli.language, serviceName: settings.serviceName, name: signedBy };
  const text = writeMeetingLetter(meeting, occasion, writer);
  const withEntry = carriesEntry(meeting, occasion);
  const to = answerAddress(konseli) ?? '';
  return { meeting, occasion, text, withEntry, to, seen: fingerprint(text, withEntry), settings };
}

export type SentMeetingLetter =
  | { outboundId: string | null }
  | {
      refused:
        | 'not_found'
        | 'needs_reason'
        | 'no_such_meeting'
        | 'no_letter_is_due'
        | 'letter_changed'
        | 'no_address'
        | 'asked_to_stop'
        | 'address_undeliverable'
        | 'cannot_be_written'
        | DeliveryRefusal;
    };

/**
 * @param seen of the letter as it was shown
 * @returns without an id when it was sent before: pressing twice sends once
 */
export async function sendMeetingLetter(
  tx: Tx,
  from: WritingFrom,
  person: Person & { name: string },
  code: string,
  wish: { meetingId: string; sequence: number; seen: string },
  now: Date,
): Promise<SentMeetingLetter> {
  const found = await accessCase(tx, person, code, 'send_reply', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const key = (await from.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const meeting = (await readMeetings(tx, key, kasus.id)).find(({ id }) => id === wish.meetingId.toLowerCase());
  if (!meeting) return { refused: 'no_such_meeting' };
  const due = await dueLetter(tx, from.vault, kasus, meeting, person.name, now);
  if (!due) return wasSent(meeting, wish.sequence) ? { outboundId: null } : { refused: 'no_letter_is_due' };
  if (due.seen !== wish.seen) return { refused: 'letter_changed' };
  const queued = await queueMeetingLetter(tx, from, { ...due, kasus, by: person.id }, now);
  if (!('refused' in queued)) {
    await record(tx, queued.happening);
    return { outboundId: queued.outboundId };
  }
  return queued.refused === 'written_before' ? { outboundId: null } : { refused: queued.refused };
}

const wasSent = ({ toldSequence }: Meeting, sequence: number): boolean =>
  toldSequence !== null && toldSequence >= sequence;
