/**
 * The job that files mails: claim some that wait (a lease, committed) → understand them (in killable threads, no transaction
 * open) → settle those that are understood, several in one transaction. What goes wrong with one of them goes wrong with it
 * alone: then each is settled by itself. A mail that fails five times is set to `failed` with its bytes, and a person sees it.
 */
import { type Happening, record } from '../audit/record.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { listMailboxes } from '../service/mailboxes.ts';
import { readSettings } from '../service/settings.ts';
import { type Filed, fileMail, senderOf } from './file-mail.ts';
import type { FreshBytes } from './fresh-bytes.ts';
import {
  claim,
  claimWaiting,
  type InboundMail,
  MOST_ATTEMPTS,
  readRaw,
  release,
  renewLeases,
  settle,
  stillOurs,
} from './inbound-mail.ts';
import { lockAddress, lockWriters } from './lock-address.ts';

export interface Ingest {
  db: Database;
  vault: Vault;
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  /** bytes that need not be read from the database */
  fresh?: FreshBytes;
  ourName: string;
  leaseMs: number;
  now(): Date;
}

/** What became of a mail; `filed` is null when it was no longer ours to file. */
export type Ingested = { id: string; filed: Filed | null } | { id: string; error: unknown };

/** So many are in one hand at a time, and so many of them are being read. */
const A_HANDFUL = 24;
const IN_WORK = 2;

/**
 * Files whatever waits, the oldest first, until nothing does.
 * @param tell hears of mails as soon as they are settled, or let go for another try
 */
export async function ingestWaiting(
  ingest: Ingest,
  tell: (ingested: readonly Ingested[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  while (!signal?.aborted) {
    const mails = await claimWaiting(ingest.db, A_HANDFUL, ingest.leaseMs, ingest.now());
    if (!mails.length) return;
    await fileClaimed(ingest, mails, tell);
  }
}

/** @returns what became of the mail; null when it was not ours to file. @throws what went wrong; it may be tried again later */
export async function ingestMail(ingest: Ingest, id: string): Promise<Filed | null> {
  const mail = await claim(ingest.db, id, ingest.leaseMs, ingest.now());
  let became: Ingested = { id, filed: null };
  if (mail)
    await fileClaimed(ingest, [mail], ([one]) => {
      became = one!;
    });
  return filedOrThrow(became);
}

function filedOrThrow(became: Ingested): Filed | null {
  if ('error' in became) throw became.error;
  return became.filed;
}

interface Understood {
  mail: InboundMail;
  understood: UnderstoodMail;
}

/** Reading and settling go on side by side: each time, all that were understood meanwhile are settled together. */
async function fileClaimed(
  ingest: Ingest,
  mails: readonly InboundMail[],
  tell: (ingested: readonly Ingested[]) => void,
): Promise<void> {
  const waiting = [...mails];
  const held = new Set(mails);
  const ready: Understood[] = [];
  const ended = (ingested: readonly Ingested[]) => {
    for (const mail of mails) if (ingested.some(({ id }) => id === mail.id)) held.delete(mail);
    tell(ingested);
  };
  let settling: Promise<void> | null = null;
  const settleReady = async () => {
    while (ready.length) ended(await settleTogether(ingest, ready.splice(0)));
    settling = null;
  };
  const read = async () => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      const one = await understandMail(ingest, mail);
      if ('understood' in one) ready.push(one);
      else ended([one]);
      if (ready.length) settling ??= settleReady();
    }
  };
  const stopRenewing = keepRenewing(ingest, held);
  try {
    await Promise.all(Array.from({ length: IN_WORK }, read));
    await settling;
  } finally {
    stopRenewing();
  }
}

/** Reading a mail that is built to take long must not use up the attempts of those in line behind it. */
function keepRenewing({ db, leaseMs, now }: Ingest, held: ReadonlySet<InboundMail>): () => void {
  const renew = () => void renewLeases(db, [...held], leaseMs, now()).catch(() => {});
  const timer = setInterval(renew, leaseMs / 3);
  return () => clearInterval(timer);
}

async function understandMail(ingest: Ingest, mail: InboundMail): Promise<Understood | Ingested> {
  try {
    if (mail.attempts > MOST_ATTEMPTS) return { id: mail.id, filed: await giveUp(ingest, mail) };
    const raw = ingest.fresh?.take(mail.id) ?? (await readRaw(ingest.db, ingest.vault, mail.id));
    if (!raw) throw new Error('a waiting mail has no bytes');
    const understood = await ingest.understand(raw);
    return { mail, understood: mail.inSpam ? markedAsSpam(understood) : understood };
  } catch (error) {
    return letGo(ingest, mail, error);
  }
}

async function letGo({ db, now }: Ingest, mail: InboundMail, error: unknown): Promise<Ingested> {
  await release(db, mail, problemCode(error), retryAt(mail, now())).catch(() => {});
  return { id: mail.id, error };
}

/** Never throws. */
async function settleTogether(ingest: Ingest, some: readonly Understood[]): Promise<Ingested[]> {
  const alone = some.filter(isAlone);
  const together = some.filter((one) => !isAlone(one));
  const settled: Ingested[] = [];
  if (together.length > 1)
    try {
      settled.push(...(await fileUnderstood(ingest, together)));
    } catch {
      alone.push(...together);
    }
  else alone.push(...together);
  for (const one of alone)
    try {
      settled.push(...(await fileUnderstood(ingest, [one])));
    } catch (error) {
      settled.push(await letGo(ingest, one.mail, error));
    }
  return settled;
}

/** What locks more than its sender's own cases: a report locks the case it speaks of, an old letter of ours its receiver's. */
const isAlone = ({ mail, understood }: Understood) => mail.historic || understood.report.kind === 'bounce';

function fileUnderstood(ingest: Ingest, some: readonly Understood[]): Promise<Ingested[]> {
  return ingest.db.transaction().execute(async (tx) => {
    const ours = await stillOurs(
      tx,
      some.map(({ mail }) => mail),
    );
    const kept = some.filter(({ mail }) => ours.has(mail.id));
    await lockSenders(tx, ingest.vault, kept);
    const happenings: Happening[] = [];
    const filed = await fileEach(tx, ingest, kept, happenings);
    await record(tx, ...happenings);
    return some.map(({ mail }) => ({ id: mail.id, filed: filed.get(mail.id) ?? null }));
  });
}

async function lockSenders(tx: Tx, vault: Vault, some: readonly Understood[]): Promise<void> {
  const addresses = some.flatMap(({ understood }) => senderOf(understood) ?? []);
  await lockAddress(tx, vault, ...addresses);
  if (some.length > 1) await lockWriters(tx, vault, addresses);
}

async function fileEach(
  tx: Tx,
  { vault, ourName, now }: Ingest,
  some: readonly Understood[],
  happenings: Happening[],
): Promise<Map<string, Filed>> {
  const filed = new Map<string, Filed>();
  if (!some.length) return filed;
  const mailboxes = await listMailboxes(tx);
  const shared = {
    tx,
    vault,
    settings: await readSettings(tx),
    ourAddresses: mailboxes.map(({ address }) => address),
    ourName,
    now: now(),
    happened: (...more: Happening[]) => void happenings.push(...more),
  };
  for (const { mail, understood } of some) {
    const ourAddress = mailboxes.find(({ id }) => id === mail.mailboxId)!.address;
    filed.set(mail.id, await fileMail({ ...shared, mail, understood, ourAddress }));
  }
  return filed;
}

/** The mail server's own filter has judged a person's letter, as if it had written so into the header. */
const markedAsSpam = ({ report, ...rest }: UnderstoodMail): UnderstoodMail => ({
  ...rest,
  report: report.kind === 'human' ? { ...report, kind: 'spam_marked' } : report,
});

/** The last try has passed: the mail keeps its bytes and waits for a person. */
async function giveUp({ db, now }: Ingest, mail: InboundMail): Promise<Filed | null> {
  return db.transaction().execute(async (tx) => {
    if (!(await stillOurs(tx, [mail])).size) return null;
    const { problem } = await tx
      .selectFrom('inbound_mails')
      .select('problem')
      .where('id', '=', mail.id)
      .executeTakeFirstOrThrow();
    await settle(tx, mail.id, {
      state: 'failed',
      fate: 'could_not_be_read',
      caseId: null,
      problem: problem ?? 'worker_died',
      at: now(),
    });
    await record(tx, { actor: 'system', kind: 'mail.held', data: { mail: mail.id, reason: 'could_not_be_read' } });
    return { fate: 'could_not_be_read', caseId: null, acknowledgementId: null };
  });
}

/** 5 s, 25 s, 2 min, 10 min: a database that restarts has come back by then. */
const retryAt = (mail: InboundMail, now: Date) => new Date(now.getTime() + 1000 * 5 ** Math.min(mail.attempts, 4));

/** A code for people and logs; never the error's message, which may quote the mail. */
function problemCode(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[A-Za-z0-9_]{1,40}$/.test(code) ? code : 'unexpected_error';
}
