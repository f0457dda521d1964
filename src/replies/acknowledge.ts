/**
 * The automatic acknowledgement of a first letter: that it arrived, by when a person answers, who can read it, where the
 * limits of confidentiality are, and whom to turn to when it cannot wait. It is the same text for everybody: not a word of the
 * letter, its subject or its sender's name is in it, so that nobody can make us carry a message to a third person.
 *
 * Caps of RFC 3834 §2: once a case, once an address in a day, and so many an hour from each mailbox.
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { composeLetter, writeLetters } from '../cases/add-letter.ts';
import { addressIndex } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Letter } from '../core/letter.ts';
import { signMessageId } from '../core/reply-token.ts';
import type { Key } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { composeMail, type MailToCompose } from '../mail/compose-mail.ts';
import { trustedCrisisContacts } from '../service/crisis-contacts.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { crisisLines } from './crisis-lines.ts';
import { mailText } from './mail-texts.ts';
import { addOutboundMail } from './outbound-mail.ts';
import { promiseInWords } from './promise-in-words.ts';

export interface LetterToAcknowledge {
  /** a new case, locked by the caller and up to date, with the konseli's letter already in it */
  kasus: CaseRow;
  /** seals its letters */
  letters: Key;
  /** the one address the letter came from */
  recipient: string;
  language: Language;
  /** null: no date can be promised */
  answerDueAt: Date | null;
  /** Message-ID of the konseli's letter, without angle brackets */
  inReplyTo: string | null;
  from: { name: string; address: string };
  settings: ServiceSettings;
}

export type Acknowledged = { outboundId: string } | { skipped: AcknowledgementSkipped };
export type AcknowledgementSkipped =
  | 'already_acknowledged'
  | 'address_of_a_machine'
  | 'address_answered_today'
  | 'too_many_this_hour'
  | 'others_read_this_mail'
  | 'cannot_be_written';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Writes the acknowledgements of people's first letters into the outgoing door, due at once. Whether a letter is a person's is
 * for the caller to know; automatic mail, lists, bounces and spam never come here. The caller records the filing.
 * @returns what became of each, in their order
 */
export async function queueAcknowledgements(
  tx: Tx,
  vault: Vault,
  letters: readonly LetterToAcknowledge[],
  now: Date,
): Promise<Acknowledged[]> {
  // Of a backlog most are over the cap: they need not wait in line for the count.
  const atFirst = await refusals(tx, vault, letters, now);
  if (atFirst.every((refused) => refused !== null)) return atFirst.map((skipped) => ({ skipped: skipped! }));
  // Counting and adding are one step for the whole service; without the lock a flood would slip past the cap side by side.
  await sql`select pg_advisory_xact_lock(7313)`.execute(tx);
  const refused = await refusals(tx, vault, letters, now);
  const done: Acknowledged[] = [];
  for (const [n, letter] of letters.entries()) {
    const skipped = refused[n]!;
    done.push(skipped ? { skipped } : await queueAcknowledgement(tx, vault, letter, now));
  }
  return done;
}

async function queueAcknowledgement(
  tx: Tx,
  vault: Vault,
  letter: LetterToAcknowledge,
  now: Date,
): Promise<Acknowledged> {
  const { kasus, letters } = letter;
  const outboundId = newId();
  const mail = await write(tx, vault, letter, now);
  const raw = await composeMail(mail);
  if ('refused' in raw) return { skipped: 'cannot_be_written' };
  const messageId = mail.messageId.slice(1, -1);
  await addOutboundMail(tx, vault, {
    id: outboundId,
    kasus,
    kind: 'acknowledgement',
    occasion: null,
    dedupeKey: dedupeKey(letter),
    messageId,
    recipient: letter.recipient,
    raw,
    automatic: true,
    discreet: false,
    anyHour: false,
    dueAt: now,
    at: now,
  });
  await tx
    .insertInto('acknowledgements')
    .values({ outbound_id: outboundId, address_index: addressIndex(vault, letter.recipient), at: now })
    .execute();
  const kept = {
    direction: 'out' as const,
    kind: 'acknowledgement' as const,
    letter: asLetter(mail, messageId),
    arrivedAt: now,
    authorId: null,
    inboundId: null,
    outboundId,
    attachments: [],
  };
  await writeLetters(tx, [composeLetter(vault, kasus, letters, kept, null)], [kasus]);
  return { outboundId };
}

const dedupeKey = (letter: LetterToAcknowledge) => `acknowledgement:${letter.kasus.id}`;

/** Local parts nobody reads (RFC 2142 §5 and habit): an answer to them bounces or starts a loop. */
const MACHINES =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?|owner-.*|.*-bounces?|.*-request)(?:\+.*)?$/i;

/** Of each letter, null when it may be acknowledged; those before it in the list count as if they were. */
async function refusals(
  tx: Tx,
  vault: Vault,
  letters: readonly LetterToAcknowledge[],
  now: Date,
): Promise<(AcknowledgementSkipped | null)[]> {
  const addresses = letters.map(({ recipient }) => addressIndex(vault, recipient).toString('hex'));
  const people = letters.map(({ kasus }) => kasus.konseli_id);
  const before = await acknowledgedBefore(tx, letters.map(dedupeKey), addresses, people, now);
  const cases = new Set(before.cases);
  const today = new Set(before.addressesToday);
  const thisHour = new Map(Object.entries(before.thisHour ?? {}));
  return letters.map((letter, n) => {
    const { recipient, from, settings } = letter;
    const sent = thisHour.get(from.address) ?? 0;
    if (MACHINES.test(recipient.slice(0, recipient.lastIndexOf('@')))) return 'address_of_a_machine';
    if (before.careful.includes(letter.kasus.konseli_id)) return 'others_read_this_mail';
    if (cases.has(dedupeKey(letter))) return 'already_acknowledged';
    if (today.has(addresses[n]!)) return 'address_answered_today';
    if (sent >= settings.acknowledgementsAnHour) return 'too_many_this_hour';
    cases.add(dedupeKey(letter));
    today.add(addresses[n]!);
    thisHour.set(from.address, sent + 1);
    return null;
  });
}

interface AcknowledgedBefore {
  /** deduplication keys of the cases that were acknowledged */
  cases: string[];
  /** indexes in hex */
  addressesToday: string[];
  /** konseli of whom an earlier case says that letters reach them by a page, or not at all */
  careful: string[];
  /** by the address of our mailbox */
  thisHour: Record<string, number> | null;
}

async function acknowledgedBefore(
  tx: Tx,
  keys: readonly string[],
  addresses: readonly string[],
  people: readonly string[],
  now: Date,
): Promise<AcknowledgedBefore> {
  const { rows } = await sql<AcknowledgedBefore>`
    select
      array(select dedupe_key from outbound_mails where dedupe_key = any(${keys})) as cases,
      array(select encode(address_index, 'hex') from acknowledgements
        where address_index = any(${addresses.map((hex) => Buffer.from(hex, 'hex'))})
        and at > ${ago(now, DAY)}) as "addressesToday",
      array(select c.konseli_id::text from delivery_agreements d join cases c on c.id = d.case_id
        where d.replaced_at is null and d.mode <> 'full' and c.konseli_id = any(${people})) as careful,
      (select json_object_agg(address, n) from (
        select m.address, count(*) as n from acknowledgements a
        join outbound_mails o on o.id = a.outbound_id
        join mailboxes m on m.id = o.mailbox_id
        where a.at > ${ago(now, HOUR)} group by m.address) as counted) as "thisHour"`.execute(tx);
  return rows[0]!;
}

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

async function write(tx: Tx, vault: Vault, letter: LetterToAcknowledge, now: Date): Promise<MailToCompose> {
  const { settings, language, from, recipient } = letter;
  const { subject, text } = mailText(language, 'acknowledgement', {
    layanan: settings.serviceName,
    janji: promise(letter),
    kontak_krisis: crisisLines(await trustedCrisisContacts(tx, settings, now), language),
  });
  const bound = { caseId: letter.kasus.id, recipient: recipient.toLowerCase() };
  const id = signMessageId(vault.token.secret, bound, randomBytes(16), from.address.split('@').at(-1)!);
  const parent = letter.inReplyTo ? `<${letter.inReplyTo}>` : null;
  return {
    from,
    to: { address: recipient },
    subject: settings.neutralSubject || subject,
    text,
    messageId: `<${id}>`,
    inReplyTo: parent,
    references: parent ? [parent] : [],
    date: now,
    lang: language,
    automatic: true,
  };
}

const promise = ({ answerDueAt, settings, language }: LetterToAcknowledge): string =>
  answerDueAt
    ? mailText(language, 'promise', { tanggal_janji: promiseInWords(answerDueAt, settings.timeZone, language) }).text
    : mailText(language, 'no-promise', {}).text;

const asLetter = (mail: MailToCompose, messageId: string): Letter => ({
  subject: mail.subject,
  text: mail.text,
  newText: mail.text,
  quotedText: '',
  signature: '',
  html: null,
  from: mail.from,
  to: [{ name: '', address: mail.to.address }],
  replyTo: [],
  messageId,
  references: (mail.references ?? []).map((id) => id.slice(1, -1)),
  claimedDate: null,
  authentication: null,
  warnings: [],
});
