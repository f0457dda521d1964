/**
 * The job that sends one mail: claim (a lease, committed before any socket opens) → send (no transaction open) → settle. What
 * the server said decides: `sent`, `failed`, or tried again later. When its answer is lost after the letter went out, or this
 * process dies in between, the mail becomes `uncertain` and waits for a person; nothing here ever sends it again.
 */
import { type Happening, record } from '../audit/record.ts';
import { lockCase } from '../cases/lock-case.ts';
import { putBeforeCounsellor } from '../cases/put-before-counsellor.ts';
import { seeGateItem } from '../cases/see-gate-item.ts';
import { retryAfter } from '../core/back-off.ts';
import { KeyDestroyed, type Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import type { SendResult, Smtp } from '../mail/smtp.ts';
import { giveTurnBack } from './give-turn-back.ts';
import { markUndeliverable } from './mark-undeliverable.ts';
import {
  type ClaimedMail,
  claimMail,
  type LockedMail,
  lockOutboundMail,
  openOutboundMail,
  renewLease,
} from './outbound-mail.ts';
import { withinSafeHours } from './within-safe-hours.ts';

export interface Delivering {
  db: Database;
  vault: Vault;
  /** how letters of the mailbox with this address are sent; null: no server is set for it */
  smtpOf(address: string): Smtp | null;
  now(): Date;
  /** how long a claim holds without being renewed, in milliseconds; renewed while the socket is open. Default: 60 s */
  leaseMs?: number;
}

export type Delivery =
  | { state: 'sent' | 'failed' | 'uncertain' }
  | { state: 'retry'; at: Date }
  /** it was not due, in other hands, or another worker has it now */
  | { state: 'not_ours' };

const LEASE_MS = 60_000;

export async function deliverMail(delivering: Delivering, id: string): Promise<Delivery> {
  const { db, leaseMs = LEASE_MS, now } = delivering;
  const mail = await claimMail(db, id, leaseMs, now());
  if (!mail) return { state: 'not_ours' };
  const result = await send(delivering, mail);
  if (!result) return { state: 'not_ours' };
  return db.transaction().execute((tx) => settle(tx, delivering, mail, result));
}

type Result = SendResult | { state: 'failed'; code: 'erased'; reason: '' };

/** @returns null when the lease was lost before the socket opened: nothing was sent, and the row says what is believed of it */
async function send(delivering: Delivering, mail: ClaimedMail): Promise<Result | null> {
  const { db, vault, smtpOf, leaseMs = LEASE_MS, now } = delivering;
  let words: Awaited<ReturnType<typeof openOutboundMail>>;
  try {
    words = await openOutboundMail(db, vault, mail.id);
  } catch (error) {
    if (error instanceof KeyDestroyed) return { state: 'failed', code: 'erased', reason: '' };
    throw error; // the lease runs out and the sweep asks a person: the database failed while we held the mail
  }
  const smtp = smtpOf(words.sender);
  if (!smtp) return { state: 'retry', code: 'bad_settings', reason: '' };
  if (!(await renewLease(db, mail, leaseMs, now()))) return null;
  const heartbeat = setInterval(() => void renewLease(db, mail, leaseMs, now()).catch(() => {}), leaseMs / 3);
  try {
    const letter = { to: words.recipient, raw: words.raw };
    if (!mail.automatic) return await smtp.send({ ...letter, from: words.sender });
    // An automatic letter has no return path, so that nothing answers it (RFC 3834 §3.3). Some servers let their users send
    // nothing without one; refused there, nothing has left, and its header still tells robots to be silent.
    const result = await smtp.send({ ...letter, from: '' });
    const refused = result.state === 'failed' && result.code === 'sender_refused';
    return refused ? await smtp.send({ ...letter, from: words.sender }) : result;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Only the latest claim settles. A late certainty still counts: when the mail was given up as uncertain meanwhile, and nobody
 * has tried again, knowing that it was sent is better than asking a person.
 */
async function settle(tx: Tx, delivering: Delivering, claimed: ClaimedMail, result: Result): Promise<Delivery> {
  const mail = await lockOutboundMail(tx, claimed.id);
  const isLatest = mail?.attempts === claimed.attempts;
  const isOpen = mail?.state === 'sending' || (result.state === 'sent' && isUndecided(mail));
  if (!mail || !isLatest || !isOpen) return { state: 'not_ours' };
  switch (result.state) {
    case 'sent':
      return settleSent(tx, mail, delivering.now());
    case 'uncertain':
      return settleUncertain(tx, mail, problemOf(result), delivering.now());
    case 'failed':
      return settleFailed(tx, delivering.vault, mail, result, delivering.now());
    case 'retry':
      return settleRetry(tx, delivering, mail, result);
  }
}

const isUndecided = (mail: LockedMail | undefined) => mail?.state === 'uncertain' || mail?.state === 'queued';

/** `recipient_refused 550 5.1.1` */
const problemOf = (result: { code: string; reason: string }): string => `${result.code} ${result.reason}`.trim();

async function settleSent(tx: Tx, mail: LockedMail, now: Date): Promise<Delivery> {
  await tx
    .updateTable('outbound_mails')
    .set({ state: 'sent', lease_until: null, settled_at: now, problem: null, copy_due_at: now })
    .where('id', '=', mail.id)
    .execute();
  if (mail.kind === 'acknowledgement') await seeGateItem(tx, mail.case_id, 'acknowledged', 'sent', now);
  else if (mail.kind !== 'referral') await seeGateItem(tx, mail.case_id, 'reachable', 'reached', now);
  const kind = mail.kind === 'acknowledgement' ? 'acknowledgement.sent' : 'delivery.succeeded';
  await record(tx, happened(mail, kind, { attempts: mail.attempts }));
  return { state: 'sent' };
}

async function settleUncertain(tx: Tx, mail: LockedMail, problem: string, now: Date): Promise<Delivery> {
  await tx
    .updateTable('outbound_mails')
    .set({ state: 'uncertain', lease_until: null, settled_at: now, problem, seen_problem_at: null })
    .where('id', '=', mail.id)
    .execute();
  await record(tx, happened(mail, 'delivery.became_uncertain', { problem }));
  return { state: 'uncertain' };
}

async function settleRetry(
  tx: Tx,
  { vault, now }: Delivering,
  mail: LockedMail,
  result: { code: string; reason: string },
): Promise<Delivery> {
  const wait = retryAfter(mail.attempts);
  if (wait === null) return settleFailed(tx, vault, mail, result, now());
  const at = await withinSafeHours(tx, mail, new Date(now().getTime() + wait));
  await tx
    .updateTable('outbound_mails')
    .set({ state: 'retry', lease_until: null, due_at: at, problem: problemOf(result) })
    .where('id', '=', mail.id)
    .execute();
  return { state: 'retry', at };
}

/** No such mailbox, said at the door: as final as a bounce. A 5.7 (policy) says nothing about the address. */
const NO_SUCH_ADDRESS = /\b5\.1\.\d{1,3}$/;

async function settleFailed(
  tx: Tx,
  vault: Vault,
  mail: LockedMail,
  result: { code: string; reason: string },
  now: Date,
): Promise<Delivery> {
  const problem = problemOf(result);
  await tx
    .updateTable('outbound_mails')
    .set({ state: 'failed', lease_until: null, settled_at: now, problem, seen_problem_at: null })
    .where('id', '=', mail.id)
    .execute();
  const kasus = await lockCase(tx, mail.case_id);
  if (result.code !== 'sender_refused' && NO_SUCH_ADDRESS.test(result.reason))
    await markUndeliverable(tx, vault, mail, now);
  if (kasus && mail.kind === 'reply') await giveTurnBack(tx, kasus);
  if (kasus && kasus.stage !== 'closed' && mail.kind === 'referral') await putBeforeCounsellor(tx, kasus.id);
  await record(tx, happened(mail, 'delivery.failed', { problem }));
  return { state: 'failed' };
}

const happened = (
  mail: { id: string; case_id: string },
  kind: Happening['kind'],
  data: Record<string, string | number>,
): Happening => ({ actor: 'system', kind, caseId: mail.case_id, data: { outbound: mail.id, ...data } });
