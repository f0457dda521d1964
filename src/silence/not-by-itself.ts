/**
 * Why a letter after a silence does not go out by itself: silence may mean danger, a hurt, or that nobody should write at all.
 * Then a person is told, reads the letter, and decides.
 */

import type { CaseRow } from '../cases/lock-case.ts';
import { readOpenRupture } from '../cases/settle-rupture.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import { notUnasked } from '../replies/not-unasked.ts';

export const reasons = [
  'no_counsellor',
  'your_turn',
  'risk',
  'signs',
  'rupture',
  'unsafe_contact',
  'consent_taken_back',
  'asked_to_stop',
  'undeliverable',
  'cannot_be_written',
] as const;

export type Reason = (typeof reasons)[number];

/** @returns null: it may go out */
export async function notByItself(db: Reader, vault: Vault, kasus: CaseRow): Promise<Reason | null> {
  if (!(await hasCounsellor(db, kasus))) return 'no_counsellor';
  if (kasus.turn !== 'konseli') return 'your_turn';
  if (kasus.risk !== 'none') return 'risk'; // also where nobody has read for it
  if (kasus.signs !== 'none') return 'signs';
  if (await readOpenRupture(db, kasus.id)) return 'rupture';
  return notUnasked(db, vault, kasus);
}

async function hasCounsellor(db: Reader, kasus: CaseRow): Promise<boolean> {
  const counsellor = await db
    .selectFrom('staff')
    .select('id')
    .where('id', '=', kasus.counsellor_id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return counsellor !== undefined;
}
