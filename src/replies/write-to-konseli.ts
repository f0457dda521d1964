/**
 * The one place where a letter to a konseli becomes mail: headers that thread, a signed Message-ID and Reply-To, the finished
 * bytes in the outgoing door and the same words in the thread. Who may write, and when, is for the caller to know; how a letter
 * may reach this konseli was agreed in the case, and every letter goes by it. Where others read the konseli's mail, the mail only
 * says that something waits, and the words stay here until they are read on a page (`reading-links.ts`).
 */
import { randomBytes } from 'node:crypto';
import { addLetter } from '../cases/add-letter.ts';
import { type DeliveryAgreement, readDelivery } from '../cases/delivery-agreement.ts';
import type { Konseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Asked } from '../core/answers/questions.ts';
import type { Letter } from '../core/letter.ts';
import type { Occasion } from '../core/occasions.ts';
import { signMessageId, signReplyAddress } from '../core/reply-token.ts';
import { leavesAt } from '../core/safe-hours.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { composeMail, type MailToCompose } from '../mail/compose-mail.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { addAnswerLink, answerPage } from './answer-links.ts';
import { answerSubject } from './answer-subject.ts';
import { mailText } from './mail-texts.ts';
import { addOutboundMail } from './outbound-mail.ts';
import { addReadingLink, hasReadingPin, waitingNote } from './reading-links.ts';
import type { ThreadEnd } from './thread-end.ts';

export interface WritingFrom {
  vault: Vault;
  /** the name in From */
  mailName: string;
  /** where links in letters lead; null: no address is set that a konseli could reach */
  linksTo: string | null;
}

export interface LetterToKonseli {
  /** locked by the caller */
  kasus: CaseRow;
  konseli: Konseli;
  address: string;
  end: ThreadEnd;
  settings: ServiceSettings;
  text: string;
  /** what the letter asks at its end, and how it stands there */
  questions?: { asks: readonly Asked[]; text: string };
  kind: 'reply' | 'service';
  /** of a letter of the service: what it is about, `check_in` */
  occasion?: Occasion;
  /** the same key is never composed twice */
  dedupeKey: string;
  /** null: the program wrote it, and its header says so (RFC 3834 §5) */
  authorId: number | null;
  dueAt: Date;
  /** it does not wait for the konseli's safe hours: a person decided so */
  anyHour?: boolean;
  /** instead of the thread's subject */
  subject?: string;
  /** what stands in the thread, where the mail holds a secret that only the konseli may have */
  kept?: string;
  /** files of ours: a calendar entry. A mail that only says that a letter waits carries none. */
  files?: MailToCompose['attachments'];
}

/**
 * A letter that outlives its case, which is erased in the same transaction: it has no place in a thread, nor on a page. Where
 * others read the konseli's mail it is not written at all: it would tell them that there was a case.
 */
export async function writeApart(
  tx: Tx,
  from: WritingFrom,
  letter: LetterToKonseli,
  now: Date,
): Promise<{ outboundId: string } | { refused: 'cannot_be_written' | 'paused' }> {
  const agreed = await readDelivery(tx, letter.kasus);
  if (agreed && agreed.mode !== 'full') return { refused: 'paused' };
  const leaves = leavesAt(letter.dueAt, agreed?.hours ?? null, letter.settings.timeZone);
  const how = { agreed, discreet: false, leaves };
  const mail = await compose(tx, from, letter, how, now);
  const raw = await composeMail(mail);
  if ('refused' in raw) return { refused: 'cannot_be_written' };
  const outboundId = newId();
  await addOutboundMail(tx, from.vault, { ...rowOf(letter, mail, raw, how, now), id: outboundId, ownKey: true });
  return { outboundId };
}

export type WrittenToKonseli =
  | { outboundId: string; messageId: string; leavesAt: Date }
  | { refused: 'cannot_be_written' | DeliveryRefusal };

/** `paused`: nothing leaves in this case now · the others: the letter would be read on a page, and nobody could open it */
export type DeliveryRefusal = 'paused' | 'no_reading_pin' | 'no_public_page';

/** They hold a secret and no letter, so they leave as they are. */
const SECRETS: readonly (Occasion | undefined)[] = ['reading_pin', 'letter_waits'];

/** @returns ids of the outgoing mail and of the letter in the thread, and when it leaves */
export async function writeToKonseli(
  tx: Tx,
  from: WritingFrom,
  letter: LetterToKonseli,
  now: Date,
): Promise<WrittenToKonseli> {
  const { kasus, kind, authorId, occasion, settings, anyHour = false } = letter;
  const agreed = await readDelivery(tx, kasus);
  if (agreed?.mode === 'paused') return { refused: 'paused' };
  const isSecret = SECRETS.includes(occasion);
  const waits = agreed?.mode === 'notice' && !isSecret;
  if (waits && !from.linksTo) return { refused: 'no_public_page' };
  if (waits && !(await hasReadingPin(tx, kasus.konseli_id))) return { refused: 'no_reading_pin' };

  const leaves = anyHour ? letter.dueAt : leavesAt(letter.dueAt, agreed?.hours ?? null, settings.timeZone);
  const note = waits ? waitingNote(from.linksTo!, letter.konseli.language, settings, leaves) : null;
  const discreet = isSecret || waits;
  const whole = [letter.text, letter.questions?.text ?? ''].filter(Boolean).join('\n\n');
  const page = discreet ? null : answerPage(from.linksTo, letter, leaves);
  const text = note?.text ?? (page ? [letter.text, page.text, letter.questions!.text].join('\n\n') : whole);
  const how = { agreed, discreet, leaves };
  const mail = await compose(tx, from, { ...letter, text }, how, now);
  const raw = await composeMail(mail);
  if ('refused' in raw) return { refused: 'cannot_be_written' };
  const ids = { outboundId: newId(), messageId: newId() };
  await addOutboundMail(tx, from.vault, { ...rowOf(letter, mail, raw, how, now), id: ids.outboundId });
  const added = {
    id: ids.messageId,
    direction: 'out' as const,
    kind: kind === 'reply' ? ('letter' as const) : ('service' as const),
    letter: letterOf(mail, letter.kept ?? whole),
    arrivedAt: now,
    authorId,
    inboundId: null,
    outboundId: ids.outboundId,
    attachments: [],
  };
  await addLetter(tx, from.vault, kasus, added, null);
  if (note) await addReadingLink(tx, { ...note, caseId: kasus.id, messageId: ids.messageId }, now);
  if (page) await addAnswerLink(tx, { ...page, caseId: kasus.id, messageId: ids.messageId }, now);
  return { ...ids, leavesAt: leaves };
}

interface How {
  agreed: DeliveryAgreement | null;
  /** the mail holds not a word of a letter */
  discreet: boolean;
  leaves: Date;
}

const rowOf = (letter: LetterToKonseli, mail: MailToCompose, raw: Buffer, how: How, now: Date) => ({
  kasus: letter.kasus,
  kind: letter.kind,
  occasion: letter.occasion ?? null,
  dedupeKey: letter.dedupeKey,
  messageId: mail.messageId.slice(1, -1),
  recipient: letter.address,
  raw,
  automatic: letter.authorId === null,
  discreet: how.discreet,
  anyHour: letter.anyHour ?? false,
  dueAt: how.leaves,
  at: now,
});

async function compose(
  tx: Tx,
  { vault, mailName }: WritingFrom,
  letter: LetterToKonseli,
  { agreed, discreet }: How,
  now: Date,
): Promise<MailToCompose> {
  const { kasus, konseli, address, end, settings, text, files, authorId } = letter;
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', kasus.mailbox_id)
    .executeTakeFirstOrThrow();
  const bound = { caseId: kasus.id, recipient: address.toLowerCase() };
  const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1);
  const neutral = discreet || agreed?.neutral;
  return {
    from: { name: neutral ? '' : mailName, address: mailbox.address },
    // The name a konseli once wrote under is left out: whoever looks over the shoulder sees an address at most.
    to: { address },
    subject: neutral ? neutralSubject(settings, konseli.language) : subjectOf(letter),
    text,
    messageId: `<${signMessageId(vault.token.secret, bound, randomBytes(16), domain)}>`,
    // A mail that only says that something waits must not be shown below what the konseli once wrote.
    inReplyTo: discreet ? null : end.parent,
    references: discreet ? [] : end.references,
    replyTo: settings.plusAddresses ? signReplyAddress(vault.token.secret, bound, mailbox.address, kasus.code) : null,
    date: now,
    lang: konseli.language,
    automatic: authorId === null,
    ...(files && !discreet && { attachments: files }),
  };
}

const subjectOf = ({ settings, subject, end }: LetterToKonseli): string =>
  settings.neutralSubject || (subject ?? answerSubject(end.subject, settings.serviceName));

const neutralSubject = (settings: ServiceSettings, language: Language): string =>
  settings.neutralSubject || mailText(language, 'letter-waits', { tautan: '', sampai: '' }).subject;

const letterOf = (mail: MailToCompose, text: string): Letter => ({
  subject: mail.subject,
  text,
  newText: text,
  quotedText: '',
  signature: '',
  html: null,
  from: mail.from,
  to: [{ name: '', address: mail.to.address }],
  replyTo: mail.replyTo ? [{ name: mail.from.name, address: mail.replyTo }] : [],
  messageId: mail.messageId.slice(1, -1),
  references: (mail.references ?? []).map((id) => id.slice(1, -1)),
  claimedDate: null,
  authentication: null,
  warnings: [],
});
