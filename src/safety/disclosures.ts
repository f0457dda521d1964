/**
 * Somebody outside is told what was said in confidence: two persons decide it, and the konseli hears of it first where that is
 * safe. Where help cannot wait for a second person, one tells alone, and the second looks at it afterwards.
 */
import type { Selectable } from 'kysely';
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { type ReasonRefusal, refuseReason } from '../cases/reason.ts';
import type { Person } from '../core/policy.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { DisclosuresTable } from '../db/schema.ts';

export interface DisclosureWords {
  to: string;
  what: string;
  why: string;
}

export interface DisclosureWish {
  /** whether the konseli hears of it first */
  konseliFirst: 'told' | 'not_safe';
  words: DisclosureWords;
  /** help cannot wait: it was told already, without a second person */
  alone: boolean;
}

export interface Disclosure {
  id: string;
  konseliFirst: 'told' | 'not_safe';
  words: DisclosureWords;
  askedBy: { id: number; name: string };
  askedAt: Date;
  /** null: nobody answered yet */
  answer: { agreed: boolean; by: string; at: Date } | null;
  alone: boolean;
  toldAt: Date | null;
}

/** The newest first; none where the case was erased. */
export async function readDisclosures(db: Reader, key: Key | null, caseId: string): Promise<Disclosure[]> {
  const rows = await db
    .selectFrom('disclosures as d')
    .innerJoin('staff as asker', 'asker.id', 'd.asked_by')
    .leftJoin('staff as second', 'second.id', 'd.agreed_by')
    .selectAll('d')
    .select(['asker.name as asker', 'second.name as second'])
    .where('d.case_id', '=', caseId)
    .orderBy('d.asked_at', 'desc')
    .orderBy('d.id', 'desc')
    .execute();
  return rows.flatMap((row) => {
    if (!key || !row.words_sealed) return [];
    const at = row.agreed_at ?? row.refused_at;
    return [
      {
        id: row.id,
        konseliFirst: row.konseli_first,
        words: JSON.parse(openText(key, 'disclosures.words', row.id, row.words_sealed)) as DisclosureWords,
        askedBy: { id: row.asked_by, name: row.asker },
        askedAt: row.asked_at,
        answer: at && { agreed: row.agreed_at !== null, by: row.second ?? '', at },
        alone: row.alone,
        toldAt: row.told_at,
      },
    ];
  });
}

type Refusal = 'not_found' | 'needs_reason' | 'closed';

const LONGEST = 4000;

export async function askDisclosure(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: DisclosureWish,
  now: Date,
): Promise<{ asked: string } | { refused: Refusal | ReasonRefusal | 'disclosure_to_nobody' | 'protocol_too_long' }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const words = { to: wish.words.to.trim(), what: wish.words.what.trim(), why: wish.words.why.trim() };
  if (!words.to || !words.what) return { refused: 'disclosure_to_nobody' };
  if (words.to.length > LONGEST || words.what.length > LONGEST) return { refused: 'protocol_too_long' };
  const refused = refuseReason(words.why);
  if (refused) return { refused };
  const id = newId();
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .insertInto('disclosures')
    .values({
      id,
      case_id: kasus.id,
      konseli_first: wish.konseliFirst,
      words_sealed: seal(key, 'disclosures.words', id, JSON.stringify(words)),
      asked_by: person.id,
      asked_at: now,
      alone: wish.alone,
      told_at: wish.alone ? now : null,
    })
    .execute();
  const data = { disclosure: id, konseli_first: wish.konseliFirst, alone: wish.alone };
  await record(tx, { actor: { staff: person.id }, kind: 'disclosure.asked', caseId: kasus.id, data });
  return { asked: id };
}

/** The second person has read the case, so they are asked as one who may read it. */
export async function answerDisclosure(
  tx: Tx,
  person: Person,
  code: string,
  wish: { id: string; agreed: boolean },
  now: Date,
): Promise<{ answered: string } | { refused: Refusal | 'nothing_asked' | 'asked_it_yourself' }> {
  const found = await accessCase(tx, person, code, 'agree_disclosure', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const asked = await lockDisclosure(tx, kasus, wish.id);
  if (!asked || asked.agreed_by !== null) return { refused: 'nothing_asked' };
  if (asked.asked_by === person.id) return { refused: 'asked_it_yourself' };
  await tx
    .updateTable('disclosures')
    .set({ agreed_by: person.id, ...(wish.agreed ? { agreed_at: now } : { refused_at: now }) })
    .where('id', '=', asked.id)
    .execute();
  const kind = wish.agreed ? 'disclosure.agreed' : 'disclosure.refused';
  await record(tx, { actor: { staff: person.id }, kind, caseId: kasus.id, data: { disclosure: asked.id } });
  return { answered: asked.id };
}

/** It has happened: the two agreed, and somebody outside was told. */
export async function noteTold(
  tx: Tx,
  person: Person,
  code: string,
  id: string,
  now: Date,
): Promise<{ told: string } | { refused: Refusal | 'nothing_asked' | 'not_agreed_yet' }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const asked = await lockDisclosure(tx, kasus, id);
  if (!asked || asked.told_at || asked.refused_at) return { refused: 'nothing_asked' };
  if (!asked.agreed_at) return { refused: 'not_agreed_yet' };
  await tx.updateTable('disclosures').set({ told_at: now }).where('id', '=', asked.id).execute();
  const data = { disclosure: asked.id };
  await record(tx, { actor: { staff: person.id }, kind: 'disclosure.told', caseId: kasus.id, data });
  return { told: asked.id };
}

const lockDisclosure = (tx: Tx, kasus: CaseRow, id: string): Promise<Selectable<DisclosuresTable> | undefined> =>
  tx
    .selectFrom('disclosures')
    .selectAll()
    .where('case_id', '=', kasus.id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
