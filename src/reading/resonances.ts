/**
 * What a letter stirs up in its reader: the only file that seals it or opens it (tests/architecture.test.ts holds that). It has
 * a key for each case and author, so that no look at a case, no export and no key of the case reaches it; destroying the key
 * makes it unreadable in every copy.
 */
import { mayReadResonance, type Person } from '../core/policy.ts';
import { openText, seal } from '../crypto/seal.ts';
import { keepKeys, type Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';

export interface ResonancePlace {
  caseId: string;
  messageId: string;
  authorId: number;
}

export interface Resonance {
  words: string;
  savedAt: Date;
}

/** @returns null where nothing is kept, and for everybody whom the author has not let in */
export async function readResonance(
  db: Reader,
  vault: Vault,
  person: Person,
  place: ResonancePlace,
): Promise<Resonance | null> {
  const sharedWith = (await readShare(db, place))?.supervisorId ?? null;
  if (!mayReadResonance(person, { authorId: place.authorId, sharedWith })) return null;
  const row = await db
    .selectFrom('resonances as r')
    .innerJoin('resonance_keys as k', (join) =>
      join.onRef('k.case_id', '=', 'r.case_id').onRef('k.author_id', '=', 'r.author_id'),
    )
    .select(['k.owner', 'r.words_sealed', 'r.saved_at'])
    .where('r.case_id', '=', place.caseId)
    .where('r.message_id', '=', place.messageId)
    .where('r.author_id', '=', place.authorId)
    .executeTakeFirst();
  if (!row) return null;
  const key = await vault.key(db, 'resonance', row.owner);
  return { words: openText(key, 'resonances.words', rowOf(place), row.words_sealed), savedAt: row.saved_at };
}

/** Only ever with the author's own words: the caller is the author. Without any words nothing is left of it. */
export async function keepResonance(
  tx: Tx,
  vault: Vault,
  place: ResonancePlace,
  written: { words: string; formId: string },
  now: Date,
): Promise<void> {
  if (!written.words.trim()) return forget(tx, place, now);
  const key = await vault.key(tx, 'resonance', await ownerFor(tx, vault, place));
  const kept = {
    words_sealed: seal(key, 'resonances.words', rowOf(place), written.words),
    written_in: written.formId,
    saved_at: now,
  };
  await tx
    .insertInto('resonances')
    .values({ message_id: place.messageId, author_id: place.authorId, case_id: place.caseId, ...kept })
    .onConflict((c) => c.columns(['message_id', 'author_id']).doUpdateSet(kept))
    .execute();
}

/** The owner of the key, made when it is first needed. The case is locked, so nobody makes a second one meanwhile. */
async function ownerFor(tx: Tx, vault: Vault, { caseId, authorId }: ResonancePlace): Promise<string> {
  const row = await tx
    .selectFrom('resonance_keys')
    .select('owner')
    .where('case_id', '=', caseId)
    .where('author_id', '=', authorId)
    .executeTakeFirst();
  if (row) return row.owner;
  const owner = newId();
  await keepKeys(tx, [vault.newKey('resonance', owner)]);
  await tx.insertInto('resonance_keys').values({ case_id: caseId, author_id: authorId, owner }).execute();
  return owner;
}

async function forget(tx: Tx, { messageId, authorId }: ResonancePlace, now: Date): Promise<void> {
  await tx.deleteFrom('resonances').where('message_id', '=', messageId).where('author_id', '=', authorId).execute();
  await withdrawShares(tx, { messageId, authorId }, now);
}

/** With whom it is shared now; null: with nobody. */
export async function readShare(
  db: Reader,
  { messageId, authorId }: Pick<ResonancePlace, 'messageId' | 'authorId'>,
): Promise<{ id: string; supervisorId: number } | null> {
  const row = await db
    .selectFrom('resonance_shares')
    .select(['id', 'supervisor_id'])
    .where('message_id', '=', messageId)
    .where('author_id', '=', authorId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.id, supervisorId: row.supervisor_id } : null;
}

export interface LentResonance {
  code: string;
  messageId: string;
  authorId: number;
  author: string;
  sharedAt: Date;
}

/** Where colleagues let this person read; no word of it. */
export const resonancesLentTo = (db: Reader, staffId: number): Promise<LentResonance[]> =>
  db
    .selectFrom('resonance_shares as h')
    .innerJoin('messages as m', 'm.id', 'h.message_id')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .innerJoin('staff as s', 's.id', 'h.author_id')
    .select([
      'c.code',
      'h.message_id as messageId',
      'h.author_id as authorId',
      's.name as author',
      'h.shared_at as sharedAt',
    ])
    .where('h.supervisor_id', '=', staffId)
    .where('h.withdrawn_at', 'is', null)
    .orderBy('h.shared_at', 'desc')
    .execute();

/** @returns how many were taken back */
export async function withdrawShares(
  tx: Tx,
  { messageId, authorId }: Pick<ResonancePlace, 'messageId' | 'authorId'>,
  now: Date,
): Promise<number> {
  const done = await tx
    .updateTable('resonance_shares')
    .set({ withdrawn_at: now })
    .where('message_id', '=', messageId)
    .where('author_id', '=', authorId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/**
 * Everything that was written, its keys first of all: of a case, of an author, or of an author in a case.
 * @returns in which cases, and whose
 */
export async function destroyResonances(
  tx: Tx,
  vault: Vault,
  of: { caseId: string } | { authorId: number } | { caseId: string; authorId: number },
  now: Date,
): Promise<{ caseId: string; authorId: number }[]> {
  // Whoever writes has locked the case: a word that is being written either goes with the rest or is sealed with a new key.
  const keys = await tx
    .selectFrom('cases as c')
    .innerJoin('resonance_keys as k', 'k.case_id', 'c.id')
    .select(['k.case_id', 'k.author_id', 'k.owner'])
    .$if('caseId' in of, (q) => q.where('k.case_id', '=', 'caseId' in of ? of.caseId : ''))
    .$if('authorId' in of, (q) => q.where('k.author_id', '=', 'authorId' in of ? of.authorId : 0))
    .orderBy('c.id')
    .orderBy('k.author_id')
    .forNoKeyUpdate()
    .execute();
  if (!keys.length) return [];
  const owners = keys.map(({ owner }) => owner);
  await vault.destroy(tx, owners, now);
  await tx
    .updateTable('resonance_shares')
    .set({ withdrawn_at: now })
    .where('withdrawn_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('resonances as r')
          .innerJoin('resonance_keys as k', (join) =>
            join.onRef('k.case_id', '=', 'r.case_id').onRef('k.author_id', '=', 'r.author_id'),
          )
          .select('r.message_id')
          .whereRef('r.message_id', '=', 'resonance_shares.message_id')
          .whereRef('r.author_id', '=', 'resonance_shares.author_id')
          .where('k.owner', 'in', owners),
      ),
    )
    .execute();
  for (const { case_id, author_id } of keys)
    await tx.deleteFrom('resonances').where('case_id', '=', case_id).where('author_id', '=', author_id).execute();
  await tx.deleteFrom('resonance_keys').where('owner', 'in', owners).execute();
  return keys.map(({ case_id, author_id }) => ({ caseId: case_id, authorId: author_id }));
}

/** Bound to letter and author, as the shared layers are. */
const rowOf = ({ messageId, authorId }: ResonancePlace): string => `${messageId}/${authorId}`;
