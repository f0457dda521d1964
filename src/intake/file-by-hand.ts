/** A person decides where a waiting mail belongs: into a case of theirs, or into a new one. */
import { type Happening, record } from '../audit/record.ts';
import { addLetter } from '../cases/add-letter.ts';
import { accessCase } from '../cases/case-access.ts';
import { keepConsents } from '../cases/consents.ts';
import { keepAnswers } from '../cases/keep-answers.ts';
import { addAddress, addKonseli, lockKonseliByAddress } from '../cases/konseli.ts';
import { lockCase } from '../cases/lock-case.ts';
import { openCase } from '../cases/open-case.ts';
import { languageOf } from '../core/language.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { readItemsFrom } from '../instruments/keep-items.ts';
import { keepKonseliAnswer } from '../referrals/konseli-answer.ts';
import { listMailboxes } from '../service/mailboxes.ts';
import { calendarOf, readSettings } from '../service/settings.ts';
import { letterFrom, readAnswersTo, readConsentTo, readReferralTo } from './file-mail.ts';
import { type HeldRefusal, lockHeldFor } from './held-mail.ts';
import { settle } from './inbound-mail.ts';
import { lockAddress } from './lock-address.ts';
import { repeatsMessageId } from './named-letters.ts';
import { isOneOfOurs } from './thread-facts.ts';

export interface ByHand {
  person: Person;
  mailId: string;
  understood: UnderstoodMail;
  now: Date;
}

type SenderRefusal = 'no_sender' | 'sender_is_ourselves';

/**
 * Files the mail into a case this person works on.
 * @param wish.trustAddress the sender's address becomes one of the konseli's: later letters from it join by themselves
 * @returns `not_found` also for a case that exists but is not theirs
 */
export async function fileIntoCase(
  db: Database,
  vault: Vault,
  wish: ByHand & { code: string; trustAddress: boolean },
): Promise<{ caseCode: string } | { refused: HeldRefusal | SenderRefusal | 'closed' | 'address_belongs_to_another' }> {
  return db.transaction().execute(async (tx) => {
    const mail = await lockHeldFor(tx, wish.person, wish.mailId);
    if (!mail) return { refused: 'already_settled' as const };
    const trusted = wish.trustAddress ? await plainSender(tx, wish.understood) : null;
    if (trusted && 'refused' in trusted) return trusted;
    if (trusted) await lockAddress(tx, vault, trusted.address);
    const owner = trusted && (await lockKonseliByAddress(tx, vault, trusted.address));
    const access = await accessCase(tx, wish.person, wish.code, 'record', wish.now);
    if ('refused' in access) return { refused: 'not_found' as const };
    const { kasus } = access;
    if (kasus.stage === 'closed') return { refused: 'closed' as const };
    if (owner && owner !== kasus.konseli_id) return { refused: 'address_belongs_to_another' as const };
    const isNew = trusted !== null && !owner;
    if (isNew) await addAddress(tx, vault, kasus.konseli_id, trusted.address);
    const answered = await addByHand(tx, vault, wish, kasus.id, mail);
    const added = { actor: { staff: wish.person.id }, kind: 'address.added' as const, caseId: kasus.id };
    await record(tx, ...(isNew ? [added] : []), filedByHand(wish, kasus.id), ...answered);
    return { caseCode: kasus.code };
  });
}

/** Opens a case with the mail as its first letter. No acknowledgement is sent: a person has it in hand. */
export async function fileAsNewCase(
  db: Database,
  vault: Vault,
  wish: ByHand,
): Promise<{ caseCode: string } | { refused: HeldRefusal | SenderRefusal }> {
  if (!mayWithService(wish.person, 'settle_held_mail')) return { refused: 'not_found' };
  return db.transaction().execute(async (tx) => {
    const mail = await lockHeldFor(tx, wish.person, wish.mailId);
    if (!mail) return { refused: 'already_settled' as const };
    const sender = await plainSender(tx, wish.understood);
    if ('refused' in sender) return sender;
    await lockAddress(tx, vault, sender.address);
    const konseliId =
      (await lockKonseliByAddress(tx, vault, sender.address)) ??
      (await addKonseli(tx, vault, { ...sender, language: languageOf(wish.understood.report.newText) }));
    const { kasus } = await openCase(tx, vault, {
      mailboxId: mail.mailbox_id,
      konseliId,
      previousId: null,
      openedAt: mail.arrived_at,
    });
    await addByHand(tx, vault, wish, kasus.id, mail);
    await record(
      tx,
      { actor: { staff: wish.person.id }, kind: 'case.opened', caseId: kasus.id },
      filedByHand(wish, kasus.id),
    );
    return { caseCode: kasus.code };
  });
}

/** The one address that may become a konseli's. Ours never does: answers would go round in a ring. */
async function plainSender(
  tx: Tx,
  { report, fromAmbiguous }: UnderstoodMail,
): Promise<{ address: string; name: string } | { refused: SenderRefusal }> {
  if (!report.from || fromAmbiguous) return { refused: 'no_sender' };
  const ours = (await listMailboxes(tx)).map((mailbox) => mailbox.address);
  const address = report.from.address.toLowerCase();
  if (isOneOfOurs(address, ours)) return { refused: 'sender_is_ourselves' };
  return { address, name: report.from.name };
}

async function addByHand(
  tx: Tx,
  vault: Vault,
  wish: ByHand,
  caseId: string,
  mail: { arrived_at: Date; truncated: boolean },
): Promise<Happening[]> {
  const kasus = await lockCase(tx, caseId);
  if (!kasus) throw new Error('the case a letter is filed into is not there');
  const settings = await readSettings(tx);
  const dueAt = answerDueAt(wish.now, calendarOf(settings), settings.promiseDays);
  const facts = { id: wish.mailId, arrivedAt: mail.arrived_at, truncated: mail.truncated, historic: false };
  const repeats = await repeatsMessageId(tx, vault, wish.understood.report.messageId);
  const fate = kasus.letters === 0 ? 'new_case' : 'joined';
  const letter = letterFrom(wish.understood, facts, 'letter', repeats);
  const letterId = await addLetter(tx, vault, kasus, letter, dueAt);
  const given = readAnswersTo(kasus, wish.understood);
  const asked = kasus.asking_instrument && { messageId: letterId, text: wish.understood.report.text };
  const consent = readConsentTo(kasus, wish.understood);
  const referral = await readReferralTo(tx, kasus, wish.understood, letter.letter);
  const answers = given && { messageId: letterId, given, by: null, at: wish.now };
  await settle(tx, wish.mailId, { state: 'filed', fate, caseId, by: wish.person.id, at: wish.now });
  const agreed = consent && { messageId: letterId, given: consent, by: null, at: wish.now };
  const key = await vault.key(tx, 'letters', caseId);
  const said = referral && { messageId: letterId, answer: referral, by: null, at: wish.now };
  return [
    ...(said ? await keepKonseliAnswer(tx, kasus, said) : []),
    ...(agreed ? await keepConsents(tx, kasus, agreed) : []),
    ...(answers ? await keepAnswers(tx, kasus, key, answers) : []),
    ...(asked ? await readItemsFrom(tx, kasus, key, asked, wish.now) : []),
  ];
}

const filedByHand = (wish: ByHand, caseId: string) => ({
  actor: { staff: wish.person.id },
  kind: 'mail.filed' as const,
  caseId,
  data: { mail: wish.mailId, fate: 'by_hand' },
});
