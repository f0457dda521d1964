/**
 * Files one mail that has been understood: finds its case or opens one, adds the letter, promises an answer, lets the
 * acknowledgement be written, and settles the mail with a fate. All of it or nothing, in the caller's transaction; the caller
 * looks up what several mails need to know, writes what they come to, and records what happened, last.
 *
 * Locks: the mail's own row, addresses, konseli and cases are held by the look-up.
 */
import { composeLetter, type NewLetter } from '../cases/add-letter.ts';
import { addressWorks, composeKonseli, lockKonseliByAddress, type Sender } from '../cases/konseli.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { composeCase } from '../cases/open-case.ts';
import type { Asked } from '../core/answers/questions.ts';
import { type Answers, readAnswers } from '../core/answers/read-answers.ts';
import { type Consent, readConsent } from '../core/answers/read-consent.ts';
import { readNews } from '../core/answers/read-news.ts';
import { languageOf } from '../core/language.ts';
import { type Letter, senderFailed } from '../core/letter.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import { decideThread, type ThreadingDecision } from '../core/threading.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { Fate, Language } from '../db/schema.ts';
import { takeCalendarReply } from '../meetings/take-calendar-reply.ts';
import { referralAnswerIn } from '../referrals/konseli-answer.ts';
import type { LetterToAcknowledge } from '../replies/acknowledge.ts';
import { takeBounce } from '../replies/take-bounce.ts';
import { calendarOf, type ServiceSettings } from '../service/settings.ts';
import type { FiledTogether } from './filed-together.ts';
import { holdsLetter } from './holds-letter.ts';
import { type InboundMail, type Settlement, senderOf } from './inbound-mail.ts';
import { knownBy } from './known-by.ts';
import { type CaseInHand, type LookedUp, takeInHand } from './look-up.ts';
import { type OwnWish, readOwnWish } from './own-wish.ts';
import { type GatheredFacts, gatherThreadFacts } from './thread-facts.ts';
import { eraseAgain } from './tombstones.ts';

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
  looked: LookedUp;
  /** takes what is to be written */
  together: FiledTogether;
}

export interface Filed {
  fate: Fate;
  caseId: string | null;
  /** an acknowledgement that now waits to be delivered */
  acknowledgementId: string | null;
  /** it asks something of the program itself */
  asks?: true;
}

export async function fileMail(filing: Filing): Promise<Filed> {
  const { tx, vault, mail, understood, looked } = filing;
  if (looked.erased.has(mail.id)) return fileErased(filing);
  if (understood.report.kind === 'bounce') return fileBounce(filing);

  const sender = senderOf(understood);
  const facts = await gatherThreadFacts(tx, vault, understood, filing.ourAddresses, looked);
  const writer = {
    address: sender ?? '',
    konseli: (sender && looked.senders.get(sender)) || null,
    repeats: facts.repeatsMessageId,
    answersOurs: facts.tokenCase?.senderTakesPart === true,
  };
  if (mail.historic && facts.sender === 'ourselves') return fileOurOldLetter(filing, facts);
  const decision = decideThread(facts);
  if (isBlocked(writer.address, facts, looked)) return setAside(filing, 'blocked');
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
function isBlocked(sender: string, facts: GatheredFacts, looked: LookedUp): boolean {
  const block = looked.blocked.get(sender);
  return block === 'address' || (block === 'domain' && facts.openCases.length === 0);
}

interface Writer {
  address: string;
  /** who is known to write from there */
  konseli: Sender | null;
  repeats: boolean;
  /** by its signed Message-ID or address */
  answersOurs: boolean;
}

async function fileLetter(
  filing: Filing,
  decision: Exclude<ThreadingDecision, { hold: unknown }>,
  writer: Writer,
): Promise<Filed> {
  const { tx, vault, mail, understood, settings, looked, together, now } = filing;
  const { address: sender, konseli, repeats } = writer;
  const language = languageOf(understood.report.newText || understood.report.text);
  const konseliId = konseli?.id ?? addSender(filing, sender, language);
  if (konseli?.undeliverable) await addressWorks(tx, vault, sender);
  const isNew = 'open' in decision;
  const wish = await wishOf(filing, decision, writer);
  if (wish?.bare && isNew) return fileCommand(filing, decision.previous!, wish, repeats);
  const { kasus, letters } = isNew
    ? openFor(filing, konseliId, decision.previous)
    : await takeInHand(tx, vault, looked, decision.join);
  const dueAt = mail.historic ? null : answerDueAt(mail.arrivedAt, calendarOf(settings), settings.promiseDays);
  const plain = letterFrom(understood, mail, wish?.bare ? 'automatic' : 'letter', repeats);
  const letter = wish ? { ...plain, command: wish.command } : plain;
  const maybeACopy = repeats && !isNew && !mail.truncated; // of a mail too large to be read, nobody knows
  if (maybeACopy && (await isCopy(filing, kasus.id, letter))) return setAside(filing, 'duplicate');
  const messageId = addLetter(filing, { kasus, letters }, letter, dueAt);
  if (wish) together.addWish(kasus, messageId, wish);
  if (letter.signs === 'red') together.callDuty(kasus, messageId);
  if (kasus.stage === 'closed') hearNews(filing, kasus, messageId);
  const given = readAnswersTo(kasus, understood);
  const consent = readConsentTo(kasus, understood);
  if (consent) together.addConsents(kasus, { messageId, given: consent, by: null, at: now });
  if (kasus.asking_instrument) together.readItems(kasus, letters, { messageId, text: understood.report.text });
  const referral = await readReferralTo(tx, kasus, understood, letter.letter);
  if (referral) together.addReferralAnswer(kasus, { messageId, answer: referral, by: null, at: now });
  if (given) together.addAnswers(kasus, letters, { messageId, given, by: null, at: now });
  const fate = isNew ? (decision.returned ? 'returned' : 'new_case') : 'joined';
  const filed: Filed = { fate, caseId: kasus.id, acknowledgementId: null, ...(wish && { asks: true }) };
  settleAs(filing, { state: 'filed', fate, caseId: kasus.id });
  // Not when its time has passed: a mailbox that is connected for the first time may be full of letters of long ago.
  // Who asks for something of the program hears about that.
  if (isNew && !wish && dueAt !== null && dueAt > now && !understood.autoSubmitted)
    together.acknowledge(toAcknowledge(filing, { kasus, letters }, sender, language, dueAt), (done) => {
      if ('outboundId' in done) filed.acknowledgementId = done.outboundId;
    });
  if (isNew) together.happened({ actor: 'konseli', kind: 'case.opened', caseId: kasus.id });
  together.happened({ actor: 'konseli', kind: 'mail.filed', caseId: kasus.id, data: { mail: mail.id, fate } });
  return filed;
}

/** Of a letter that belongs to a case, open or closed, whose words are still there. */
async function wishOf(
  { tx, mail, understood, settings, looked, now }: Filing,
  decision: Exclude<ThreadingDecision, { hold: unknown }>,
  { konseli, answersOurs }: Writer,
): Promise<OwnWish | null> {
  const caseId = 'join' in decision ? decision.join : decision.previous;
  if (!caseId || !konseli) return null;
  const kasus =
    looked.cases.get(caseId)?.kasus ??
    (await tx
      .selectFrom('cases')
      .select(['stopped_at', 'quiet_until', 'erased_at'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow());
  if (kasus.erased_at) return null;
  return readOwnWish(tx, { mail, understood, settings, konseliId: konseli.id, kasus, answersOurs, now });
}

/** A letter that asks something of the program and says nothing else lies in the closed case it is about: none is opened. */
async function fileCommand(filing: Filing, caseId: string, wish: OwnWish, repeats: boolean): Promise<Filed> {
  const { tx, vault, mail, understood, looked, together } = filing;
  const found = await takeInHand(tx, vault, looked, caseId);
  const letter = { ...letterFrom(understood, mail, 'automatic', repeats), command: wish.command };
  if (repeats && (await isCopy(filing, caseId, letter))) return setAside(filing, 'duplicate');
  const messageId = addLetter(filing, found, letter, null);
  together.addWish(found.kasus, messageId, wish);
  if (wish.command === 'stop' && found.kasus.stage === 'closed') hearNews(filing, found.kasus, messageId);
  settleAs(filing, { state: 'filed', fate: 'joined', caseId });
  const filed = { mail: mail.id, fate: 'joined' };
  together.happened({ actor: 'konseli', kind: 'mail.filed', caseId, data: filed });
  return { fate: 'joined', caseId, acknowledgementId: null, asks: true };
}

/** What comes back after the ending is kept where it was asked for; whoever wants no more letters gets none. */
function hearNews({ understood, together, now }: Filing, kasus: CaseRow, messageId: string): void {
  if (readNews(understood.report.text).stop)
    together.addConsents(kasus, { messageId, given: { follow_up: false }, by: null, at: now });
  together.happened({ actor: 'konseli', kind: 'aftercare.answered', caseId: kasus.id, data: { letter: messageId } });
}

function addSender({ vault, understood, looked, together }: Filing, address: string, language: Language): string {
  const person = composeKonseli(vault, { address, name: understood.report.from?.name ?? '', language });
  together.addKonseli(person);
  const { id } = person.konseli;
  looked.senders.set(address, { id, undeliverable: false });
  return id;
}

function openFor(filing: Filing, konseliId: string, previousId: string | null): CaseInHand {
  const { vault, mail, looked, together } = filing;
  const opened = composeCase(vault, { mailboxId: mail.mailboxId, konseliId, previousId, openedAt: mail.arrivedAt });
  together.openCase(opened);
  looked.cases.set(opened.kasus.id, opened);
  looked.openCases.set(konseliId, [...(looked.openCases.get(konseliId) ?? []), opened.kasus.id]);
  return opened;
}

async function isCopy({ tx, vault, together }: Filing, caseId: string, letter: NewLetter): Promise<boolean> {
  await together.write(tx); // the first of the two may have come in the same group
  return holdsLetter(tx, vault, caseId, letter);
}

/** @returns the id of the letter in the thread */
function addLetter(filing: Filing, { kasus, letters }: CaseInHand, letter: NewLetter, dueAt: Date | null): string {
  const composed = composeLetter(filing.vault, kasus, letters, letter, dueAt);
  filing.together.addLetter(kasus, composed);
  const { messageId } = letter.letter;
  if (messageId) {
    const { id, konseli_id, stage } = kasus;
    const named = { id, konseli_id, stage, messageId, direction: letter.direction, asked: [], isAftercare: false };
    filing.looked.letters.set(messageId, [...(filing.looked.letters.get(messageId) ?? []), named]);
  }
  return composed.message.id;
}

/** Where only the letters after the ending were asked about, a yes is a yes to them alone. */
export function readConsentTo(kasus: CaseRow, { report }: UnderstoodMail): Consent | null {
  if (kasus.asking.includes('consent')) return readConsent(report.text);
  const given = kasus.asking.includes('follow_up') ? readConsent(report.text)?.follow_up : undefined;
  return given === undefined ? null : { follow_up: given };
}

/** Nothing is asked of the database where no referral was asked about. */
export const readReferralTo = (db: Reader, kasus: CaseRow, { report }: UnderstoodMail, letter: Letter) =>
  referralAnswerIn(db, kasus, { text: report.text, failed: senderFailed(letter) });

/** Only what was asked is looked for: a number in an ordinary letter says nothing about the work together. */
export function readAnswersTo(kasus: CaseRow, { report }: UnderstoodMail): Answers | null {
  if (!kasus.asking.length) return null;
  const given = readAnswers(report.text, kasus.asking as Asked[]);
  return given.pulse || given.goals || given.evaluation || given.satisfaction ? given : null;
}

const toAcknowledge = (
  { understood, settings, ourAddress, ourName }: Filing,
  { kasus, letters }: CaseInHand,
  sender: string,
  language: Language,
  dueAt: Date,
): LetterToAcknowledge => ({
  kasus,
  letters,
  recipient: sender,
  language,
  answerDueAt: dueAt,
  inReplyTo: understood.report.messageId,
  from: { name: ourName, address: ourAddress },
  settings,
});

/** In an imported archive our own letters stand among the konseli's: each goes beside the letter it answers. */
async function fileOurOldLetter(filing: Filing, facts: GatheredFacts): Promise<Filed> {
  const { tx, vault, mail, understood, looked, together } = filing;
  const [named] = facts.referencedCases;
  const caseId = named?.id ?? (await onlyCaseOf(filing, understood.report.to[0]?.address ?? null));
  if (!caseId || named?.open === false) return hold(filing, 'sender_is_ourselves', caseId);
  const found = await takeInHand(tx, vault, looked, caseId);
  const letter = letterFrom(understood, mail, 'letter', false);
  addLetter(filing, found, { ...letter, direction: 'out' }, null);
  settleAs(filing, { state: 'filed', fate: 'joined', caseId });
  const filed = { mail: mail.id, fate: 'joined' };
  together.happened({ actor: 'cli', kind: 'mail.filed', caseId, data: filed });
  return { fate: 'joined', caseId, acknowledgementId: null };
}

async function onlyCaseOf({ tx, vault }: Filing, address: string | null): Promise<string | null> {
  const konseliId = address ? await lockKonseliByAddress(tx, vault, address) : null;
  if (!konseliId) return null;
  const open = await tx
    .selectFrom('cases')
    .select('id')
    .where('konseli_id', '=', konseliId)
    .where('stage', '<>', 'closed')
    .execute();
  return open.length === 1 ? open[0]!.id : null;
}

/** An automatic answer stands in the thread it belongs to, without waking anybody; elsewhere it is only listed. */
async function fileAutomatic(
  filing: Filing,
  decision: Exclude<ThreadingDecision, { hold: unknown }>,
  fate: 'automatic' | 'calendar',
  repeats: boolean,
): Promise<Filed> {
  if (!('join' in decision)) return setAside(filing, fate);
  const { tx, vault, mail, understood, looked, together } = filing;
  const found = await takeInHand(tx, vault, looked, decision.join);
  const caseId = found.kasus.id;
  const { calendarReply } = understood;
  const taken = calendarReply && (await takeCalendarReply(tx, found.kasus, calendarReply, filing.now));
  if (taken?.needsPerson) Object.assign(found.kasus, { turn: 'counsellor', asleep_until: null });
  addLetter(filing, found, letterFrom(understood, mail, 'automatic', repeats), null);
  settleAs(filing, { state: 'filed', fate, caseId });
  together.happened({ actor: 'system', kind: 'mail.filed', caseId, data: { mail: mail.id, fate } });
  if (taken) together.happened(taken.happening);
  return { fate, caseId, acknowledgementId: null };
}

/** A delivery report marks the letter it speaks of. One that speaks of none of ours may be a person's: a person looks. */
async function fileBounce(filing: Filing): Promise<Filed> {
  const { tx, vault, mail, understood, looked, together, now } = filing;
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
  const { caseId } = marked;
  looked.cases.delete(caseId); // the report may have changed it
  if ((await lockCase(tx, caseId))?.stage !== 'closed') {
    const found = await takeInHand(tx, vault, looked, caseId);
    const repeats = looked.letters.has(understood.report.messageId ?? '');
    addLetter(filing, found, letterFrom(understood, mail, 'automatic', repeats), null);
  }
  settleAs(filing, { state: 'filed', fate: 'bounce', caseId });
  const filed = { mail: mail.id, fate: 'bounce' };
  together.happened(...marked.happenings, { actor: 'system', kind: 'mail.filed', caseId, data: filed });
  return { fate: 'bounce', caseId, acknowledgementId: null };
}

function setAside(
  filing: Filing,
  fate: 'list' | 'own_copy' | 'automatic' | 'calendar' | 'duplicate' | 'blocked',
): Filed {
  settleAs(filing, { state: 'ignored', fate, caseId: null });
  filing.together.happened({ actor: 'system', kind: 'mail.set_aside', data: { mail: filing.mail.id, fate } });
  return { fate, caseId: null, acknowledgementId: null };
}

function hold(filing: Filing, problem: string, suggestion: string | null): Filed {
  settleAs(filing, { state: 'held', fate: 'waits_for_person', caseId: null, problem, suggestion });
  filing.together.happened({ actor: 'system', kind: 'mail.held', data: { mail: filing.mail.id, reason: problem } });
  return { fate: 'waits_for_person', caseId: null, acknowledgementId: null };
}

async function fileErased({ tx, vault, mail, understood, now, together }: Filing): Promise<Filed> {
  await eraseAgain(tx, vault, mail.id, knownBy(vault, understood), now);
  together.happened({ actor: 'system', kind: 'mail.set_aside', data: { mail: mail.id, fate: 'erased' } });
  return { fate: 'erased', caseId: null, acknowledgementId: null };
}

const settleAs = ({ vault, mail, understood, together, now }: Filing, how: Omit<Settlement, 'at' | 'knownBy'>): void =>
  together.settle(mail.id, { ...how, knownBy: knownBy(vault, understood), at: now });

/**
 * An understood mail as a letter of a case.
 * @param repeats whether another letter bears its Message-ID: both are kept, so that nobody can suppress a letter by an id
 */
export function letterFrom(
  understood: UnderstoodMail,
  mail: Pick<InboundMail, 'id' | 'arrivedAt' | 'truncated' | 'historic'>,
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
    ...(mail.historic ? {} : { signs: report.risk.lane }),
    arrivedAt: mail.arrivedAt,
    authorId: null,
    inboundId: mail.id,
    outboundId: null,
    attachments: report.attachments.map((facts, n) => ({ facts, content: contents[n] ?? new Uint8Array() })),
    autoSubmitted: understood.autoSubmitted,
  };
}
