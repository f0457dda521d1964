/**
 * The code that opens letters on a page: six digits, hashed like a password and sealed with the konseli's key, so that not even
 * a copy of the database can be tried out. Five wrong ones lock it for an hour, whoever typed them.
 */
import { randomInt } from 'node:crypto';
import type { Happening } from '../audit/record.ts';
import { answerAddress, readKonseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { type Database, newId, type Tx } from '../db/database.ts';
import { mailText } from '../replies/mail-texts.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { hashPassword, verifyPassword } from '../staff/passwords.ts';

export type PinTold = 'letter' | 'other_way';

const MOST_TRIES = 5;
const HOUR = 3_600_000;

/** Why a letter could not tell the code; null: it can. */
export async function cannotTellByLetter(
  tx: Tx,
  { vault }: WritingFrom,
  kasus: CaseRow,
): Promise<'no_address' | 'address_undeliverable' | null> {
  const konseli = await readKonseli(tx, vault, kasus.konseli_id);
  if (!answerAddress(konseli)) return 'no_address';
  return konseli.addresses.every((known) => known.undeliverable) ? 'address_undeliverable' : null;
}

/**
 * A new code; the old one opens nothing any more. The letter that tells it is written after the agreement stands, and the
 * caller has asked `cannotTellByLetter` before.
 * @returns the code where it is to be told in another way
 */
export async function makeReadingPin(
  tx: Tx,
  from: WritingFrom,
  kasus: CaseRow,
  person: Person,
  told: PinTold,
  now: Date,
): Promise<{ pin: string | null; happened: Happening }> {
  const pin = randomInt(1_000_000).toString().padStart(6, '0');
  const key = await from.vault.key(tx, 'person', kasus.konseli_id);
  const made = {
    pin_sealed: seal(key, 'reading_pins.pin', kasus.konseli_id, await hashPassword(pin)),
    told,
    made_by: person.id,
    made_at: now,
    tries: 0,
    locked_until: null,
  };
  await tx
    .insertInto('reading_pins')
    .values({ konseli_id: kasus.konseli_id, ...made })
    .onConflict((c) => c.column('konseli_id').doUpdateSet(made))
    .execute();
  if (told === 'letter') await tellByLetter(tx, from, kasus, person, pin, now);
  return {
    pin: told === 'letter' ? null : pin,
    happened: { actor: { staff: person.id }, kind: 'reading_pin.made', caseId: kasus.id, data: { told } },
  };
}

/** The thread shows that the letter was sent, and not the code. */
async function tellByLetter(tx: Tx, from: WritingFrom, kasus: CaseRow, person: Person, pin: string, now: Date) {
  const told = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'reading_pin',
      dedupeKey: `reading_pin:${newId()}`,
      authorId: person.id,
      dueAt: now,
      write: (language) => ({
        text: mailText(language, 'reading-pin', { kode: pin }).text,
        kept: mailText(language, 'reading-pin', { kode: '••••••' }).text,
      }),
    },
    now,
  );
  if ('refused' in told) throw new Error(`a reading code could not be told: ${told.refused}`);
}

export type PinTried = { right: true } | { wrong: 'wrong_pin' | 'pin_locked'; lockedNow: boolean };

/** Every try is counted before it is looked at, so that many at the same time are no more than one after the other. */
export async function tryReadingPin(
  db: Database,
  vault: Vault,
  konseliId: string,
  pin: string,
  now: Date,
): Promise<PinTried> {
  const counted = await db.transaction().execute((tx) => countTry(tx, konseliId, now));
  if (!counted) return { wrong: 'pin_locked', lockedNow: false };
  const key = await vault.key(db, 'person', konseliId);
  const right = await verifyPassword(openText(key, 'reading_pins.pin', konseliId, counted.sealed), pin);
  if (!right) return { wrong: counted.last ? 'pin_locked' : 'wrong_pin', lockedNow: counted.last };
  await db
    .updateTable('reading_pins')
    .set({ tries: 0, locked_until: null })
    .where('konseli_id', '=', konseliId)
    .where('pin_sealed', '=', counted.sealed)
    .execute();
  return { right: true };
}

/** @returns null: locked, or there is no code */
async function countTry(tx: Tx, konseliId: string, now: Date): Promise<{ sealed: Buffer; last: boolean } | null> {
  const row = await tx
    .selectFrom('reading_pins')
    .selectAll()
    .where('konseli_id', '=', konseliId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row || (row.locked_until && row.locked_until > now)) return null;
  const tries = row.locked_until ? 1 : row.tries + 1; // a lock that has run out begins anew
  const last = tries >= MOST_TRIES;
  await tx
    .updateTable('reading_pins')
    .set({ tries, locked_until: last ? new Date(now.getTime() + HOUR) : null })
    .where('konseli_id', '=', konseliId)
    .execute();
  return { sealed: row.pin_sealed, last };
}
