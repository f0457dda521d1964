/** Letters that a mail names in In-Reply-To and References, found by keyed hashes alone. */
import { sql } from 'kysely';
import type { Asked } from '../core/answers/questions.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';

/** References beyond this many say nothing more about where a letter belongs, and cost a look-up each. */
const MOST_REFERENCES = 50;

export interface FoundCase {
  id: string;
  konseli_id: string;
  stage: string;
}

export interface NamedLetter extends FoundCase {
  messageId: string;
  direction: 'in' | 'out';
  /** of our letters: what it asked in a case that is closed by now; empty where it asked nothing, or the case goes on */
  asked: readonly Asked[];
  /** it was written after the ending, to ask how it goes */
  isAftercare: boolean;
}

/** Letters that bear one of these Message-IDs, with their cases. */
export async function lettersNamed(db: Reader, vault: Vault, ids: readonly string[]): Promise<NamedLetter[]> {
  if (!ids.length) return [];
  const byIndex = new Map(ids.map((id) => [vault.blindIndex('message-id', id).toString('hex'), id]));
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .leftJoin('aftercare as a', 'a.message_id', 'm.id')
    .select([
      'c.id',
      'c.konseli_id',
      'c.stage',
      'c.erased_at',
      'm.message_index',
      'm.direction',
      'm.asks',
      'a.id as aftercare',
    ])
    .where('m.message_index', '=', sql<Buffer>`any(${[...byIndex.keys()].map((hex) => Buffer.from(hex, 'hex'))})`)
    .execute();
  const referrals = (await referralsNamed(db, [...byIndex.keys()])).map((row) => ({
    ...row,
    asks: [],
    aftercare: null,
    erased_at: null,
  }));
  return [...rows, ...referrals].map(({ message_index, asks, aftercare, erased_at, ...row }) => ({
    ...row,
    messageId: byIndex.get(message_index!.toString('hex'))!,
    asked: row.direction === 'out' && row.stage === 'closed' && !erased_at ? (asks as Asked[]) : [],
    isAftercare: aftercare !== null && !erased_at,
  }));
}

/** Mails to the receivers of referrals stand in no thread; whoever answers one is a stranger there, and a person looks. */
const referralsNamed = (db: Reader, indexes: readonly string[]) =>
  db
    .selectFrom('outbound_mails as o')
    .innerJoin('cases as c', 'c.id', 'o.case_id')
    .select(['c.id', 'c.konseli_id', 'c.stage', 'o.message_index', sql<'out'>`'out'`.as('direction')])
    .where('o.kind', '=', 'referral')
    .where('o.message_index', '=', sql<Buffer>`any(${indexes.map((hex) => Buffer.from(hex, 'hex'))})`)
    .execute();

/** Whether a letter in some case, or one of ours, already bears this Message-ID. */
export async function repeatsMessageId(db: Reader, vault: Vault, messageId: string | null): Promise<boolean> {
  if (!messageId) return false;
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('message_index', '=', vault.blindIndex('message-id', messageId))
    .executeTakeFirst();
  return row !== undefined;
}

/** In-Reply-To first, then References from the last, which is the nearest, to the first (RFC 5322 §3.6.4). */
export const namedIds = ({ report }: UnderstoodMail): string[] => [
  ...new Set(
    [...(report.inReplyTo ? [report.inReplyTo] : []), ...report.references.toReversed()].slice(0, MOST_REFERENCES),
  ),
];
