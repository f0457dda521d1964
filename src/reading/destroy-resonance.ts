/**
 * What letters stirred up in a person goes for ever when that person says so, and a set time after their account was closed. It
 * needs no access to the cases any more: what one wrote for oneself alone one may always take back.
 */
import { type Happening, record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import { readSettings } from '../service/settings.ts';
import { destroyResonances } from './resonances.ts';

/** @param code of one case; null: of all */
export async function destroyOwnResonances(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string | null,
  now: Date,
): Promise<{ destroyed: number } | { refused: 'nothing_to_destroy' }> {
  const mine = await casesWithOwnResonance(tx, person.id);
  const kasus = mine.find((one) => one.code === code);
  if (code !== null && !kasus) return { refused: 'nothing_to_destroy' };
  const of = kasus ? { caseId: kasus.id, authorId: person.id } : { authorId: person.id };
  const gone = await destroyResonances(tx, vault, of, now);
  if (!gone.length) return { refused: 'nothing_to_destroy' };
  await record(tx, ...gone.map(({ caseId }) => destroyed({ staff: person.id }, caseId)));
  return { destroyed: gone.length };
}

/** In which cases a person has written for themselves alone; codes and counts, no word of it. */
export const casesWithOwnResonance = (
  db: Reader,
  staffId: number,
): Promise<{ id: string; code: string; letters: number; savedAt: Date }[]> =>
  db
    .selectFrom('resonances as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .select((eb) => ['c.id', 'c.code', eb.fn.countAll<number>().as('letters'), eb.fn.max('r.saved_at').as('savedAt')])
    .where('r.author_id', '=', staffId)
    .groupBy(['c.id', 'c.code'])
    .orderBy('savedAt', 'desc')
    .execute();

const DAY = 86_400_000;

/** Of those who left longer ago than the service keeps it. @returns of how many people */
export async function forgetLeftResonances(db: Database, vault: Vault, now: Date): Promise<number> {
  const { resonanceDays } = await readSettings(db);
  const left = await db
    .selectFrom('staff')
    .select('id')
    .where('disabled_at', '<=', new Date(now.getTime() - resonanceDays * DAY))
    .where((eb) =>
      eb.exists(eb.selectFrom('resonance_keys as k').select('k.owner').whereRef('k.author_id', '=', 'staff.id')),
    )
    .orderBy('id')
    .execute();
  for (const { id } of left)
    await db.transaction().execute(async (tx) => {
      const gone = await destroyResonances(tx, vault, { authorId: id }, now);
      await record(tx, ...gone.map(({ caseId }) => destroyed('system', caseId)));
    });
  return left.length;
}

const destroyed = (actor: Happening['actor'], caseId: string): Happening => ({
  actor,
  kind: 'resonance.destroyed',
  caseId,
});
