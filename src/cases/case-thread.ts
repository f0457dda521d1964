/**
 * The thread of a case, oldest first: letters from both sides, notes in their place, and what happened to the case between
 * them. A list in time, never a tree.
 */
import type { EventKind } from '../audit/event-kinds.ts';
import type { Letter } from '../core/letter.ts';
import type { MailAttachment } from '../core/mail-report.ts';
import type { Occasion } from '../core/occasions.ts';
import { type Key, openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import type { MessagesTable, OutboundState } from '../db/schema.ts';
import type { CaseRow } from './lock-case.ts';

export type ThreadEntry = ThreadLetter | ThreadNote | ThreadHappening;

export interface ThreadLetter {
  entry: 'letter';
  id: string;
  at: Date;
  direction: 'in' | 'out';
  kind: 'letter' | 'acknowledgement' | 'automatic' | 'service';
  /** what the konseli asks in it of the program itself */
  command: MessagesTable['command'];
  /** a letter of the service: what it is about */
  occasion: Occasion | null;
  /** a letter of ours: who wrote it; null: the program */
  author: string | null;
  /** null: erased */
  letter: Letter | null;
  attachments: { id: string; name: string; size: number }[];
  delivery: Delivery | null;
  /** the bytes as they came or went are still kept */
  hasRaw: boolean;
  /** the sender's own date, where it differs from the arrival by more than an hour */
  claimedAt: Date | null;
  unread: boolean;
}

export interface Delivery {
  outboundId: string;
  state: OutboundState;
  dueAt: Date;
  problem: string | null;
  bounce: string | null;
  bounced: boolean;
  bouncePermanent: boolean;
}

export interface ThreadNote {
  entry: 'note';
  id: string;
  at: Date;
  author: string;
  text: string;
}

export interface ThreadHappening {
  entry: 'happening';
  id: string;
  at: Date;
  actor: string;
  kind: EventKind;
  data: Record<string, unknown>;
}

/** What is worth a line between the letters. A supervisor's reading is: who is read should know it. */
const shownHappenings: readonly EventKind[] = [
  'case.claimed',
  'case.assigned',
  'case.released',
  'case.shared',
  'case.unshared',
  'case.excluded',
  'case.moved',
  'case.closed',
  'case.slept',
  'case.woke',
  'risk.read',
  'override.asked',
  'override.agreed',
  'override.refused',
  'outcome.chosen',
  'outcome.completed',
  'reading.began',
  'address.added',
  'request.made',
  'request.done',
  'request.turned_down',
  'request.lapsed',
  'receipt.sent',
];

/**
 * @param staffId whose unread letters are marked
 * @param withNotes whether this person may read the notes
 */
export async function readThread(
  db: Reader,
  vault: Vault,
  kasus: CaseRow,
  staffId: number,
  withNotes: boolean,
): Promise<ThreadEntry[]> {
  const letters = await readLetters(db, vault, kasus, staffId);
  const notes = withNotes ? await readNotes(db, vault, kasus) : [];
  const happenings = await readHappenings(db, kasus);
  return [...letters, ...notes, ...happenings].sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function readLetters(db: Reader, vault: Vault, kasus: CaseRow, staffId: number): Promise<ThreadLetter[]> {
  const rows = await db
    .selectFrom('messages as m')
    .leftJoin('staff', 'staff.id', 'm.author_id')
    .leftJoin('outbound_mails as o', 'o.id', 'm.outbound_id')
    .leftJoin('inbound_mails as i', 'i.id', 'm.inbound_id')
    .leftJoin('case_seen as seen', (join) =>
      join.onRef('seen.case_id', '=', 'm.case_id').on('seen.staff_id', '=', staffId),
    )
    .selectAll('m')
    .select([
      'staff.name as author',
      'o.state',
      'o.occasion',
      'o.due_at',
      'o.problem',
      'o.bounce',
      'o.bounced_at',
      'o.bounce_permanent',
      'seen.message_id as seen_id',
    ])
    .select((eb) => [eb.or([eb('i.raw_sealed', 'is not', null), eb('o.raw_sealed', 'is not', null)]).as('has_raw')])
    .where('m.case_id', '=', kasus.id)
    .orderBy('m.arrived_at')
    .orderBy('m.id')
    .execute();
  const key = (await vault.keys(db, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const files = await readAttachments(db, key, kasus);
  return rows.map((row) => {
    const letter = key && row.content_sealed ? openLetter(key, row.id, row.content_sealed) : null;
    return {
      entry: 'letter',
      id: row.id,
      at: row.arrived_at,
      direction: row.direction,
      kind: row.kind,
      command: row.command,
      occasion: row.occasion as Occasion | null,
      author: row.author,
      letter,
      attachments: files.get(row.id) ?? [],
      delivery:
        row.outbound_id && row.state && row.due_at
          ? {
              outboundId: row.outbound_id,
              state: row.state,
              dueAt: row.due_at,
              problem: row.problem,
              bounce: row.bounce,
              bounced: row.bounced_at !== null,
              bouncePermanent: row.bounce_permanent === true,
            }
          : null,
      hasRaw: Boolean(row.has_raw),
      claimedAt: row.direction === 'in' ? claimedElsewhen(letter, row.arrived_at) : null,
      // Ids are UUIDs of version 7: a later letter has a greater one.
      unread: row.direction === 'in' && (row.seen_id === null || row.id > row.seen_id),
    };
  });
}

export const openLetter = (key: Key, messageId: string, sealed: Buffer): Letter =>
  JSON.parse(openText(key, 'messages.content', messageId, sealed)) as Letter;

async function readAttachments(db: Reader, key: Key | null, kasus: CaseRow) {
  const rows = await db
    .selectFrom('attachments as a')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .select(['a.id', 'a.message_id', 'a.facts_sealed', 'a.size'])
    .where('m.case_id', '=', kasus.id)
    .where('a.content_sealed', 'is not', null)
    .orderBy('a.message_id')
    .orderBy('a.position')
    .execute();
  const named = rows.map((row) => {
    const facts = key && row.facts_sealed ? openFacts(key, row.id, row.facts_sealed) : null;
    return { messageId: row.message_id, id: row.id, name: facts?.filename ?? '', size: row.size };
  });
  return Map.groupBy(named, (file) => file.messageId);
}

export const openFacts = (key: Key, attachmentId: string, sealed: Buffer): MailAttachment =>
  JSON.parse(openText(key, 'attachments.facts', attachmentId, sealed)) as MailAttachment;

const HOUR = 3_600_000;

function claimedElsewhen(letter: Letter | null, arrived: Date): Date | null {
  if (!letter?.claimedDate) return null;
  const claimed = new Date(letter.claimedDate);
  return Math.abs(claimed.getTime() - arrived.getTime()) > HOUR ? claimed : null;
}

async function readNotes(db: Reader, vault: Vault, kasus: CaseRow): Promise<ThreadNote[]> {
  const key = (await vault.keys(db, 'notes', [kasus.id])).get(kasus.id);
  if (!key) return [];
  const rows = await db
    .selectFrom('notes as n')
    .innerJoin('staff', 'staff.id', 'n.author_id')
    .select(['n.id', 'n.created_at', 'n.body_sealed', 'staff.name'])
    .where('n.case_id', '=', kasus.id)
    .where('n.body_sealed', 'is not', null)
    .execute();
  return rows.map((row) => ({
    entry: 'note',
    id: row.id,
    at: row.created_at,
    author: row.name,
    text: openText(key, 'notes.body', row.id, row.body_sealed!),
  }));
}

async function readHappenings(db: Reader, kasus: CaseRow): Promise<ThreadHappening[]> {
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'at', 'actor', 'kind', 'data'])
    .where('case_id', '=', kasus.id)
    .where('kind', 'in', shownHappenings)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    entry: 'happening',
    id: `e${row.seq}`,
    at: row.at,
    actor: row.actor,
    kind: row.kind as EventKind,
    data: row.data,
  }));
}
