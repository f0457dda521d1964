/**
 * The caps of RFC 3834 §2 on what the program answers by itself: once for each key, once an address in a day, and so many an
 * hour from each mailbox. Every answer of this kind counts for all of them.
 */
import { sql } from 'kysely';
import { addressIndex } from '../cases/konseli.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';

export interface AutomaticAnswer {
  /** the same is never written twice: the deduplication key of its outgoing mail */
  key: string;
  konseliId: string;
  recipient: string;
  /** the address of ours that it leaves from */
  mailbox: string;
  /** so many an hour */
  anHour: number;
}

export type AutomaticRefusal =
  | 'written_before'
  | 'address_of_a_machine'
  | 'address_answered_today'
  | 'too_many_this_hour'
  | 'others_read_this_mail';

/** Of each answer, null when it may be written; those before it in the list count as if they were. */
export async function automaticRefusals(
  tx: Tx,
  vault: Vault,
  answers: readonly AutomaticAnswer[],
  now: Date,
): Promise<(AutomaticRefusal | null)[]> {
  const addresses = answers.map(({ recipient }) => addressIndex(vault, recipient).toString('hex'));
  const before = await answeredBefore(
    tx,
    answers.map(({ key }) => key),
    addresses,
    answers.map(({ konseliId }) => konseliId),
    now,
  );
  const keys = new Set(before.keys);
  const today = new Set(before.addressesToday);
  const thisHour = new Map(Object.entries(before.thisHour ?? {}));
  return answers.map(({ key, konseliId, recipient, mailbox, anHour }, n) => {
    const sent = thisHour.get(mailbox) ?? 0;
    if (MACHINES.test(recipient.slice(0, recipient.lastIndexOf('@')))) return 'address_of_a_machine';
    if (before.careful.includes(konseliId)) return 'others_read_this_mail';
    if (keys.has(key)) return 'written_before';
    if (today.has(addresses[n]!)) return 'address_answered_today';
    if (sent >= anHour) return 'too_many_this_hour';
    keys.add(key);
    today.add(addresses[n]!);
    thisHour.set(mailbox, sent + 1);
    return null;
  });
}

/**
 * Counting and adding are one step for the whole service, until the transaction ends; without the lock a flood would slip past
 * the cap side by side.
 */
export async function holdCaps(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7313)`.execute(tx);
}

export async function countAutomatic(
  tx: Tx,
  vault: Vault,
  outboundId: string,
  recipient: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('acknowledgements')
    .values({ outbound_id: outboundId, address_index: addressIndex(vault, recipient), at: now })
    .execute();
}

/** Local parts nobody reads (RFC 2142 §5 and habit): an answer to them bounces or starts a loop. */
const MACHINES =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?|owner-.*|.*-bounces?|.*-request)(?:\+.*)?$/i;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface AnsweredBefore {
  keys: string[];
  /** indexes in hex */
  addressesToday: string[];
  /** konseli of whom a case says that letters reach them by a page, or not at all */
  careful: string[];
  /** by the address of our mailbox */
  thisHour: Record<string, number> | null;
}

async function answeredBefore(
  tx: Tx,
  keys: readonly string[],
  addresses: readonly string[],
  people: readonly string[],
  now: Date,
): Promise<AnsweredBefore> {
  const { rows } = await sql<AnsweredBefore>`
    select
      array(select dedupe_key from outbound_mails where dedupe_key = any(${keys})) as keys,
      array(select encode(address_index, 'hex') from acknowledgements
        where address_index = any(${addresses.map((hex) => Buffer.from(hex, 'hex'))})
        and at > ${ago(now, DAY)}) as "addressesToday",
      array(select c.konseli_id::text from delivery_agreements d join cases c on c.id = d.case_id
        where d.replaced_at is null and d.mode <> 'full' and c.konseli_id = any(${people})) as careful,
      (select json_object_agg(address, n) from (
        select m.address, count(*) as n from acknowledgements a
        join outbound_mails o on o.id = a.outbound_id
        join mailboxes m on m.id = o.mailbox_id
        where a.at > ${ago(now, HOUR)} group by m.address) as counted) as "thisHour"`.execute(tx);
  return rows[0]!;
}

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);
