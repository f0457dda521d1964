/**
 * The automatic acknowledgement of a first letter: that it arrived, by when a person answers, who can read it, where the
 * limits of confidentiality are, and whom to turn to when it cannot wait. It is the same text for everybody: not a word of the
 * letter, its subject or its sender's name is in it, so that nobody can make us carry a message to a third person.
 *
 * Caps of RFC 3834 §2: once a case, once an address in a day, and so many an hour from each mailbox.
 */
import { randomBytes } from 'node:crypto';
import { composeLetter, writeLetters } from '../cases/add-letter.ts';
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
import { type AutomaticRefusal, automaticRefusals, countAutomatic, holdCaps } from './automatic-caps.ts';
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
  | Exclude<AutomaticRefusal, 'written_before'>
  | 'cannot_be_written';

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
  await holdCaps(tx);
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
  await countAutomatic(tx, vault, outboundId, letter.recipient, now);
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

/** Of each letter, null when it may be acknowledged. */
async function refusals(
  tx: Tx,
  vault: Vault,
  letters: readonly LetterToAcknowledge[],
  now: Date,
): Promise<(AcknowledgementSkipped | null)[]> {
  const asked = letters.map((letter) => {
    const { recipient, from, settings } = letter;
    return {
      key: dedupeKey(letter),
      konseliId: letter.kasus.konseli_id,
      recipient,
      mailbox: from.address,
      anHour: settings.acknowledgementsAnHour,
    };
  });
  const refused = await automaticRefusals(tx, vault, asked, now);
  return refused.map((why) => (why === 'written_before' ? 'already_acknowledged' : why));
}

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
