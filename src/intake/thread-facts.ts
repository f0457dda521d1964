/** Gathers what core/threading.ts decides from. Message-IDs and addresses are looked up by keyed hashes alone. */

import { sql } from 'kysely';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { messageIdIsOurs, readReplyAddress, replyProofHolds } from '../core/reply-token.ts';
import type { KnownCase, ThreadingFacts } from '../core/threading.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';

/** References beyond this many say nothing more about where a letter belongs, and cost a look-up each. */
const MOST_REFERENCES = 50;

export interface GatheredFacts extends ThreadingFacts {
  /** a letter in some case, or one of ours, already bears this Message-ID */
  repeatsMessageId: boolean;
}

export async function gatherThreadFacts(
  db: Reader,
  vault: Vault,
  mail: UnderstoodMail,
  ourAddresses: readonly string[],
  konseliId: string | null,
): Promise<GatheredFacts> {
  const sender = mail.report.from?.address.toLowerCase() ?? '';
  const { messageId } = mail.report;
  const ids = namedIds(mail);
  const letters = await lettersNamed(db, vault, messageId ? [...ids, messageId] : ids);
  const named = ids.flatMap((id) => letters.filter((letter) => letter.messageId === id));
  return {
    fromAmbiguous: mail.fromAmbiguous || !sender,
    sender: await whoIs(db, sender, ourAddresses),
    tokenCase: await caseByToken(db, vault, mail, ourAddresses, konseliId, named),
    referencedCases: [...new Map(named.map((l) => [l.id, known(l, konseliId)])).values()],
    ...(konseliId ? await casesOf(db, konseliId) : { openCases: [], lastClosedCase: null }),
    repeatsMessageId: letters.some((letter) => letter.messageId === messageId),
  };
}

/** Staff have no way in by mail: what claims to come from them is looked at by a person. */
export async function whoIs(
  db: Reader,
  sender: string,
  ourAddresses: readonly string[],
): Promise<ThreadingFacts['sender']> {
  if (ourAddresses.some((ours) => isOurs(sender, ours))) return 'ourselves';
  const staff = await db.selectFrom('staff').select('id').where('email', '=', sender).executeTakeFirst();
  return staff ? 'staff' : 'person';
}

/** Also with any detail after a plus sign (RFC 5233): it comes to the same mailbox. */
function isOurs(address: string, ours: string): boolean {
  const at = ours.lastIndexOf('@');
  return address === ours || (address.startsWith(`${ours.slice(0, at)}+`) && address.endsWith(ours.slice(at)));
}

async function caseByToken(
  db: Reader,
  vault: Vault,
  mail: UnderstoodMail,
  ourAddresses: readonly string[],
  konseliId: string | null,
  named: readonly NamedLetter[],
): Promise<KnownCase | null> {
  for (const recipient of mail.recipients) {
    const claim = ourAddresses.map((ours) => readReplyAddress(recipient, ours)).find(Boolean);
    const found = claim && (await caseByCode(db, claim.code));
    if (
      claim &&
      found &&
      (await isBoundTo(db, vault, found, (bound) => replyProofHolds(vault.token.secret, bound, claim)))
    )
      return known(found, konseliId);
  }
  for (const letter of named.filter(({ direction }) => direction === 'out')) {
    const { messageId } = letter;
    if (await isBoundTo(db, vault, letter, (bound) => messageIdIsOurs(vault.token.secret, bound, messageId)))
      return known(letter, konseliId);
  }
  return null;
}

interface FoundCase {
  id: string;
  konseli_id: string;
  stage: string;
}

const known = (found: FoundCase, konseliId: string | null): KnownCase => ({
  id: found.id,
  open: found.stage !== 'closed',
  senderTakesPart: konseliId !== null && found.konseli_id === konseliId,
});

/** The mark was made for one of the konseli's addresses; which one, the mark does not say. */
async function isBoundTo(
  db: Reader,
  vault: Vault,
  found: FoundCase,
  holds: (bound: { caseId: string; recipient: string }) => boolean,
): Promise<boolean> {
  const key = (await vault.keys(db, 'person', [found.konseli_id])).get(found.konseli_id);
  if (!key) return false;
  const rows = await db
    .selectFrom('konseli_addresses')
    .select('address_sealed')
    .where('konseli_id', '=', found.konseli_id)
    .execute();
  return rows.some((row) =>
    holds({
      caseId: found.id,
      recipient: openText(key, 'konseli_addresses.address', found.konseli_id, row.address_sealed),
    }),
  );
}

const caseByCode = (db: Reader, code: string): Promise<FoundCase | undefined> =>
  db.selectFrom('cases').select(['id', 'konseli_id', 'stage']).where('code', '=', code).executeTakeFirst();

interface NamedLetter extends FoundCase {
  messageId: string;
  direction: 'in' | 'out';
}

/** Letters that bear one of these Message-IDs, with their cases. */
async function lettersNamed(db: Reader, vault: Vault, ids: readonly string[]): Promise<NamedLetter[]> {
  if (!ids.length) return [];
  const byIndex = new Map(ids.map((id) => [vault.blindIndex('message-id', id).toString('hex'), id]));
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .select(['c.id', 'c.konseli_id', 'c.stage', 'm.message_index', 'm.direction'])
    .where('m.message_index', '=', sql<Buffer>`any(${[...byIndex.keys()].map((hex) => Buffer.from(hex, 'hex'))})`)
    .execute();
  return rows.map(({ message_index, ...row }) => ({ ...row, messageId: byIndex.get(message_index!.toString('hex'))! }));
}

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
const namedIds = ({ report }: UnderstoodMail): string[] => [
  ...new Set(
    [...(report.inReplyTo ? [report.inReplyTo] : []), ...report.references.toReversed()].slice(0, MOST_REFERENCES),
  ),
];

/** Open cases of a konseli, the oldest first. */
export async function openCasesOf(db: Reader, konseliId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('konseli_id', '=', konseliId)
    .where('stage', '<>', 'closed')
    .orderBy('opened_at')
    .execute();
  return rows.map((row) => row.id);
}

async function casesOf(db: Reader, konseliId: string): Promise<Pick<ThreadingFacts, 'openCases' | 'lastClosedCase'>> {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'stage'])
    .where('konseli_id', '=', konseliId)
    .orderBy(sql`closed_at desc nulls first`)
    .orderBy('opened_at')
    .execute();
  const ids = (wanted: (stage: string) => boolean) => rows.filter((row) => wanted(row.stage)).map((row) => row.id);
  return {
    openCases: ids((stage) => stage !== 'closed'),
    lastClosedCase: ids((stage) => stage === 'closed')[0] ?? null,
  };
}
