/**
 * What filing writes, kept until several mails have been filed: people, cases, letters, what the cases know of them and fates go
 * to the database in one statement of each sort; then the acknowledgements, whose caps are asked for once.
 */
import type { Happening } from '../audit/record.ts';
import { type ComposedLetter, writeLetters } from '../cases/add-letter.ts';
import { keepConsents, type NewConsent } from '../cases/consents.ts';
import { callDuty } from '../cases/duty-calls.ts';
import { type GivenAnswers, keepAnswers } from '../cases/keep-answers.ts';
import { type ComposedKonseli, writeKonseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { type OpenedCase, writeCases } from '../cases/open-case.ts';
import { keepRequest, takeCode } from '../cases/own-requests.ts';
import type { Key } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { readItemsFrom } from '../instruments/keep-items.ts';
import { type GivenAnswer, keepKonseliAnswer } from '../referrals/konseli-answer.ts';
import { type Acknowledged, type LetterToAcknowledge, queueAcknowledgements } from '../replies/acknowledge.ts';
import { type Settlement, settleAll } from './inbound-mail.ts';
import type { OwnWish } from './own-wish.ts';

export interface FiledTogether {
  addKonseli(person: ComposedKonseli): void;
  openCase(opened: OpenedCase): void;
  addLetter(kasus: CaseRow, letter: ComposedLetter): void;
  /** what a letter that was added answers to our questions */
  addAnswers(kasus: CaseRow, letters: Key, answers: GivenAnswers): void;
  /** a letter that was added may answer the instrument that its case asks */
  readItems(kasus: CaseRow, letters: Key, from: { messageId: string; text: string }): void;
  /** to what a letter that was added agrees */
  addConsents(kasus: CaseRow, consents: NewConsent): void;
  /** what a letter that was added asks of the program itself */
  addWish(kasus: CaseRow, messageId: string, wish: OwnWish): void;
  /** what a letter that was added says of the referral it was asked about */
  addReferralAnswer(kasus: CaseRow, given: GivenAnswer): void;
  /** a letter with signs of danger, that was added */
  callDuty(kasus: CaseRow, messageId: string): void;
  settle(mailId: string, settlement: Settlement): void;
  /** @param told what became of it, when everything is written */
  acknowledge(letter: LetterToAcknowledge, told: (done: Acknowledged) => void): void;
  happened(...happenings: Happening[]): void;
  /** everything so far; whoever asks the database for it then finds it */
  write(tx: Tx): Promise<void>;
  /** to be recorded, last of all */
  readonly happenings: readonly Happening[];
}

export function fileTogether(vault: Vault, now: Date): FiledTogether {
  const people: ComposedKonseli[] = [];
  const opened: OpenedCase[] = [];
  const letters: ComposedLetter[] = [];
  const cases = new Set<CaseRow>();
  const answers: Parameters<FiledTogether['addAnswers']>[] = [];
  const consents: Parameters<FiledTogether['addConsents']>[] = [];
  const items: Parameters<FiledTogether['readItems']>[] = [];
  const wishes: Parameters<FiledTogether['addWish']>[] = [];
  const referrals: Parameters<FiledTogether['addReferralAnswer']>[] = [];
  const calls: Parameters<FiledTogether['callDuty']>[] = [];
  const settlements = new Map<string, Settlement>();
  const toAcknowledge: Parameters<FiledTogether['acknowledge']>[] = [];
  const happenings: Happening[] = [];
  return {
    addKonseli: (person) => void people.push(person),
    openCase: (one) => void opened.push(one),
    addLetter(kasus, letter) {
      cases.add(kasus);
      letters.push(letter);
    },
    addAnswers: (...one) => void answers.push(one),
    addConsents: (...one) => void consents.push(one),
    readItems: (...one) => void items.push(one),
    addWish: (...one) => void wishes.push(one),
    addReferralAnswer: (...one) => void referrals.push(one),
    callDuty: (...one) => void calls.push(one),
    settle: (mailId, settlement) => void settlements.set(mailId, settlement),
    acknowledge: (...one) => void toAcknowledge.push(one),
    happened: (...more) => void happenings.push(...more),
    async write(tx) {
      await writeKonseli(tx, people.splice(0));
      await writeCases(tx, opened.splice(0));
      await writeLetters(tx, letters.splice(0), cases);
      cases.clear();
      for (const one of consents.splice(0)) happenings.push(...(await keepConsents(tx, ...one)));
      for (const one of answers.splice(0)) happenings.push(...(await keepAnswers(tx, ...one)));
      for (const one of items.splice(0)) happenings.push(...(await readItemsFrom(tx, ...one, now)));
      for (const one of wishes.splice(0)) happenings.push(...(await keepWish(tx, ...one)));
      for (const one of referrals.splice(0)) happenings.push(...(await keepKonseliAnswer(tx, ...one)));
      for (const one of calls.splice(0)) happenings.push(...(await callDuty(tx, ...one, now)));
      await settleAll(tx, settlements);
      settlements.clear();
      await acknowledgeAll(tx, toAcknowledge.splice(0));
    },
    happenings,
  };

  function keepWish(tx: Tx, kasus: CaseRow, messageId: string, wish: OwnWish): Promise<Happening[]> {
    return wish.command === 'code'
      ? takeCode(tx, vault, kasus.konseli_id, wish.codes, now)
      : keepRequest(tx, kasus, { ...wish, kind: wish.command, messageId }, now);
  }

  async function acknowledgeAll(tx: Tx, some: typeof toAcknowledge): Promise<void> {
    if (!some.length) return;
    const done = await queueAcknowledgements(
      tx,
      vault,
      some.map(([letter]) => letter),
      now,
    );
    for (const [n, [, told]] of some.entries()) told(done[n]!);
  }
}
