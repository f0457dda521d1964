/**
 * Files one mail that has been understood: finds its case or opens one, adds the letter, promises an answer, lets the
 * acknowledgement be written, and settles the mail with a fate. All of it or nothing, in the caller's transaction.
 *
 * Locks: the mail's own row and the address (held by the caller), the konseli, the case; the caller records what happened, last.
 */
import type { Happening } from '../audit/record.ts';
import { addLetter, type NewLetter } from '../cases/add-letter.ts';
import { addKonseli, addressWorks, lockKonseliByAddress, lockSender, type Sender } from '../cases/konseli.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { type OpenedCase, openCase } from '../cases/open-case.ts';
import { languageOf } from '../core/language.ts';
import type { Letter } from '../core/letter.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import { decideThread, type ThreadingDecision } from '../core/threading.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import type { Fate } from '../db/schema.ts';
import { queueAcknowledgement } from '../replies/acknowledge.ts';
import { takeBounce } from '../replies/take-bounce.ts';
import { calendarOf, type ServiceSettings } from '../service/settings.ts';
import { blockOf } from './blocks.ts';
import { holdsLetter } from './holds-letter.ts';
import { type InboundMail, type Settlement, settle } from './inbound-mail.ts';
import { knownBy } from './known-by.ts';
import { type GatheredFacts, gatherThreadFacts, openCasesOf, repeatsMessageId } from './thread-facts.ts';
import { eraseAgain, wasErased } from './tombstones.ts';

export interface Filing {
  tx: Tx;
  vault: Vault;
  mail: InboundMail;
  understood: UnderstoodMail;
  settings: ServiceSettings;
  /** the address of the mailbox the mail came to */
  ourAddress: string;
  /** of every mailbox of the service: what comes from one of them comes from ourselves */
  ourAddresses: readonly string[];
  /** the name that stands in the From of our letters */
  ourName: string;
  now: Date;
  /** hears what the caller must record at the end of the transaction */
  happened(...happenings: Happening[]): void;
}

export interface Filed {
  fate: Fate;
  caseId: string | null;
  /** an acknowledgement that now waits to be delivered */
  acknowledgementId: string | null;
}

export async function fileMail(filing: Filing): Promise<Filed> {
  const { tx, vault, mail, understood } = filing;
  if (await wasErased(tx, vault, understood)) return fileErased(filing);
  if (understood.report.kind === 'bounce') return fileBounce(filing);

  const sender = senderOf(understood);
  const konseli = sender ? await lockSender(tx, vault, sender) : null;
  const facts = await gatherThreadFacts(tx, vault, understood, filing.ourAddresses, konseli?.id ?? null);
  const writer = { address: sender!, konseli, repeats: facts.repeatsMessageId };
  if (mail.historic && facts.sender === 'ourselves') return fileOurOldLetter(filing, facts);
  const decision = decideThread(facts);
  if (sender && (await isBlocked(filing, sender, facts))) return setAside(filing, 'blocked');
  if ('hold' in decision) return hold(filing, decision.hold, decision.suggestion);

  switch (understood.report.kind) {
    case 'human':
      return fileLetter(filing, decision, writer);
    case 'auto_reply':
      return fileAutomatic(filing, decision, 'automatic', writer.repeats);
    case 'calendar':
      return fileAutomatic(filing, decision, 'calendar', writer.repeats);
    case 'list':
      // Whoever already takes part is heard, also when a mailing list passed the letter on.
      return 'join' in decision ? fileLetter(filing, decision, writer) : setAside(filing, 'list');
    case 'own_copy':
      return setAside(filing, 'own_copy');
    case 'spam_marked':
      // A filter's mark is no judgement of ours: whoever already takes part is heard, of others a person decides.
      return 'join' in decision ? fileLetter(filing, decision, writer) : hold(filing, 'marked_as_spam', null);
  }
}

/** Who has an open case is never shut out with a whole domain. */
async function isBlocked({ tx, vault, now }: Filing, sender: string, facts: GatheredFacts): Promise<boolean> {
  const block = await blockOf(tx, vault, sender, now);
  return block === 'address' || (block === 'domain' && facts.openCases.length === 0);
}

/** The one address a mail comes from, in lower case; null where that is in doubt. */
export const senderOf = ({ fromAmbiguous, report }: UnderstoodMail): string | null =>
  fromAmbiguous ? null : (report.from?.address.toLowerCase() ?? null);

interface Writer {
  address: string;
  /** who is known to write from there */
  konseli: Sender | null;
  repeats: boolean;
}

async function fileLetter(
  filing: Filing,
  decision: Exclude<ThreadingDecision, { hold: unknown }>,
  { address: sender, konseli, repeats }: Writer,
): Promise<Filed> {
  const { tx, vault, mail, understood, settings, now } = filing;
  const language = languageOf(understood.report.newText || understood.report.text);
  const konseliId =
    konseli?.id ??
    (await addKonseli(tx, vault, { address: sender, name: understood.report.from?.name ?? '', language }));
  if (konseli?.undeliverable) await addressWorks(tx, vault, sender);
  const opened = 'open' in decision ? await openFor(filing, konseliId, decision.previous) : null;
  const kasus = await lockedCase(tx, opened?.id ?? (decision as { join: string }).join);
  const dueAt = mail.historic ? null : answerDueAt(mail.arrivedAt, calendarOf(settings), settings.promiseDays);
  const letter = letterFrom(understood, mail, 'letter', repeats);
  const maybeACopy = repeats && !opened && !mail.truncated; // of a mail too large to be read, nobody knows
  if (maybeACopy && (await holdsLetter(tx, vault, kasus.id, letter))) return setAside(filing, 'duplicate');
  await addLetter(tx, vault, kasus, letter, dueAt, opened?.letters);
  // Not when its time has passed: a mailbox that is connected for the first time may be full of letters of long ago.
  const canBePromised = dueAt !== null && dueAt > now;
  const acknowledgementId =
    opened && canBePromised && !understood.autoSubmitted
      ? await acknowledge(filing, kasus, sender, language, dueAt)
      : null;
  const fate = opened ? ('open' in decision && decision.returned ? 'returned' : 'new_case') : 'joined';
  await settleAs(filing, { state: 'filed', fate, caseId: kasus.id });
  if (opened) filing.happened({ actor: 'konseli', kind: 'case.opened', caseId: kasus.id });
  filing.happened({ actor: 'konseli', kind: 'mail.filed', caseId: kasus.id, data: { mail: mail.id, fate } });
  return { fate, caseId: kasus.id, acknowledgementId };
}

const openFor = (filing: Filing, konseliId: string, previousId: string | null): Promise<OpenedCase> =>
  openCase(filing.tx, filing.vault, {
    mailboxId: filing.mail.mailboxId,
    konseliId,
    previousId,
    openedAt: filing.mail.arrivedAt,
  });

async function lockedCase(tx: Tx, caseId: string): Promise<CaseRow> {
  const kasus = await lockCase(tx, caseId);
  if (!kasus) throw new Error('the case a letter belongs to is not there');
  return kasus;
}

async function acknowledge(
  { tx, vault, understood, settings, ourAddress, ourName, now }: Filing,
  kasus: CaseRow,
  sender: string,
  language: 'id' | 'en',
  dueAt: Date,
): Promise<string | null> {
  const written = await queueAcknowledgement(
    tx,
    vault,
    {
      kasus,
      recipient: sender,
      language,
      answerDueAt: dueAt,
      inReplyTo: understood.report.messageId,
      from: { name: ourName, address: ourAddress },
      settings,
    },
    now,
  );
  return 'outboundId' in written ? written.outboundId : null;
}

/** In an imported archive our own letters stand among the konseli's: each goes beside the letter it answers. */
async function fileOurOldLetter(filing: Filing, facts: GatheredFacts): Promise<Filed> {
  const { tx, vault, mail, understood } = filing;
  const caseId = facts.referencedCases[0]?.id ?? (await onlyCaseOf(filing, understood.report.to[0]?.address ?? null));
  const kasus = caseId ? await lockCase(tx, caseId) : null;
  if (!kasus || kasus.stage === 'closed') return hold(filing, 'sender_is_ourselves', caseId);
  const letter = letterFrom(understood, mail, 'letter', false);
  await addLetter(tx, vault, kasus, { ...letter, direction: 'out' }, null);
  await settleAs(filing, { state: 'filed', fate: 'joined', caseId: kasus.id });
  filing.happened({ actor: 'cli', kind: 'mail.filed', caseId: kasus.id, data: { mail: mail.id, fate: 'joined' } });
  return { fate: 'joined', caseId: kasus.id, acknowledgementId: null };
}

async function onlyCaseOf({ tx, vault }: Filing, address: string | null): Promise<string | null> {
  const konseliId = address ? await lockKonseliByAddress(tx, vault, address) : null;
  const open = konseliId ? await openCasesOf(tx, konseliId) : [];
  return open.length === 1 ? open[0]! : null;
}

/** An automatic answer stands in the thread it belongs to, without waking anybody; elsewhere it is only listed. */
async function fileAutomatic(
  filing: Filing,
  decision: Exclude<ThreadingDecision, { hold: unknown }>,
  fate: 'automatic' | 'calendar',
  repeats: boolean,
): Promise<Filed> {
  if (!('join' in decision)) return setAside(filing, fate);
  const { tx, vault, mail, understood } = filing;
  const kasus = await lockedCase(tx, decision.join);
  await addLetter(tx, vault, kasus, letterFrom(understood, mail, 'automatic', repeats), null);
  await settleAs(filing, { state: 'filed', fate, caseId: kasus.id });
  filing.happened({ actor: 'system', kind: 'mail.filed', caseId: kasus.id, data: { mail: mail.id, fate } });
  return { fate, caseId: kasus.id, acknowledgementId: null };
}

/** A delivery report marks the letter it speaks of. One that speaks of none of ours may be a person's: a person looks. */
async function fileBounce(filing: Filing): Promise<Filed> {
  const { tx, vault, mail, understood, now } = filing;
  const bounce = understood.report.bounce;
  const marked = bounce?.originalMessageId
    ? await takeBounce(
        tx,
        vault,
        {
          originalMessageId: bounce.originalMessageId,
          recipient: bounce.recipient,
          status: bounce.status,
          permanent: bounce.permanent,
        },
        now,
      )
    : null;
  if (!marked) return hold(filing, 'bounce_of_unknown_letter', null);
  const kasus = await lockedCase(tx, marked.caseId);
  if (kasus.stage !== 'closed') {
    const repeats = await repeatsMessageId(tx, vault, understood.report.messageId);
    await addLetter(tx, vault, kasus, letterFrom(understood, mail, 'automatic', repeats), null);
  }
  await settleAs(filing, { state: 'filed', fate: 'bounce', caseId: kasus.id });
  const filed = { mail: mail.id, fate: 'bounce' };
  filing.happened(...marked.happenings, { actor: 'system', kind: 'mail.filed', caseId: kasus.id, data: filed });
  return { fate: 'bounce', caseId: kasus.id, acknowledgementId: null };
}

async function setAside(
  filing: Filing,
  fate: 'list' | 'own_copy' | 'automatic' | 'calendar' | 'duplicate' | 'blocked',
): Promise<Filed> {
  await settleAs(filing, { state: 'ignored', fate, caseId: null });
  filing.happened({ actor: 'system', kind: 'mail.set_aside', data: { mail: filing.mail.id, fate } });
  return { fate, caseId: null, acknowledgementId: null };
}

async function hold(filing: Filing, problem: string, suggestion: string | null): Promise<Filed> {
  await settleAs(filing, { state: 'held', fate: 'waits_for_person', caseId: null, problem, suggestion });
  filing.happened({ actor: 'system', kind: 'mail.held', data: { mail: filing.mail.id, reason: problem } });
  return { fate: 'waits_for_person', caseId: null, acknowledgementId: null };
}

async function fileErased({ tx, vault, mail, understood, now, happened }: Filing): Promise<Filed> {
  await eraseAgain(tx, vault, mail.id, knownBy(vault, understood), now);
  happened({ actor: 'system', kind: 'mail.set_aside', data: { mail: mail.id, fate: 'erased' } });
  return { fate: 'erased', caseId: null, acknowledgementId: null };
}

const settleAs = (
  { tx, vault, mail, understood, now }: Filing,
  how: Omit<Settlement, 'at' | 'knownBy'>,
): Promise<void> => settle(tx, mail.id, { ...how, knownBy: knownBy(vault, understood), at: now });

/**
 * An understood mail as a letter of a case.
 * @param repeats whether another letter bears its Message-ID: both are kept, so that nobody can suppress a letter by an id
 */
export function letterFrom(
  understood: UnderstoodMail,
  mail: Pick<InboundMail, 'id' | 'arrivedAt' | 'truncated'>,
  kind: 'letter' | 'automatic',
  repeats: boolean,
): NewLetter {
  const { report, contents } = understood;
  const letter: Letter = {
    subject: report.subject,
    text: report.text,
    newText: report.newText,
    quotedText: report.quotedText,
    signature: report.signature,
    html: report.html,
    from: report.from,
    to: report.to,
    replyTo: understood.replyTo,
    messageId: report.messageId,
    references: [...report.references, ...(report.inReplyTo ? [report.inReplyTo] : [])],
    claimedDate: report.date,
    authentication: report.authentication,
    warnings: [...report.warnings, ...(mail.truncated ? ['too_large'] : []), ...(repeats ? ['same_message_id'] : [])],
  };
  return {
    direction: 'in',
    kind,
    letter,
    arrivedAt: mail.arrivedAt,
    authorId: null,
    inboundId: mail.id,
    outboundId: null,
    attachments: report.attachments.map((facts, n) => ({ facts, content: contents[n] ?? new Uint8Array() })),
  };
}
