/**
 * The job that files mails: claim some that wait (a lease, committed) → understand them (in killable threads, no transaction
 * open) → settle those that are understood, several in one transaction. What goes wrong with one of them goes wrong with it
 * alone: then each is settled by itself. A mail that fails five times is set to `failed` with its bytes, and a person sees it.
 */
import { record } from '../audit/record.ts';
import { giveBack } from '../core/give-back.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { listMailboxes } from '../service/mailboxes.ts';
import { readSettings } from '../service/settings.ts';
import { type Filed, fileMail } from './file-mail.ts';
import { fileTogether } from './filed-together.ts';
import type { FreshBytes } from './fresh-bytes.ts';
import {
  claim,
  claimWaiting,
  type InboundMail,
  type MailInHand,
  MOST_ATTEMPTS,
  readRaw,
  release,
  renewLeases,
  settle,
  stillOurs,
} from './inbound-mail.ts';
import { lookUp } from './look-up.ts';

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

/** So many are claimed at a time, and so many of them, of so many bytes, are being read or wait for their reader. */
const A_HANDFUL = 32;
const IN_WORK = 16;
const MOST_BYTES_IN_WORK = 2_000_000;
/** of files */
const MOST_READY_BYTES = 2_000_000;

/**
 * Files whatever waits, the oldest first, until nothing does.
 * @param tell hears of mails as soon as they are settled, or let go for another try
 */
export function ingestWaiting(
  ingest: Ingest,
  tell: (ingested: readonly Ingested[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { db, leaseMs, now } = ingest;
  return fileClaimed(ingest, async () => (signal?.aborted ? [] : claimWaiting(db, A_HANDFUL, leaseMs, now())), tell);
}

/** @returns what became of the mail; null when it was not ours to file. @throws what went wrong; it may be tried again later */
export async function ingestMail(ingest: Ingest, id: string): Promise<Filed | null> {
  const claimed = [await claim(ingest.db, id, ingest.leaseMs, ingest.now())].filter((mail) => mail !== null);
  let became: Ingested = { id, filed: null };
  await fileClaimed(
    ingest,
    async () => claimed.splice(0),
    ([one]) => {
      became = one!;
    },
  );
  return filedOrThrow(became);
}

function filedOrThrow(became: Ingested): Filed | null {
  if ('error' in became) throw became.error;
  return became.filed;
}

/**
 * Reading and settling go on side by side: each time, all that were read meanwhile are settled together.
 * @param claimMore asked whenever nobody is left to be read; that it gives none is the end
 */
async function fileClaimed(
  ingest: Ingest,
  claimMore: () => Promise<InboundMail[]>,
  tell: (ingested: readonly Ingested[]) => void,
): Promise<void> {
  const held = new Map<string, InboundMail>();
  const ready: MailInHand[] = [];
  let settling: Promise<void> | null = null;
  const ended = (ingested: readonly Ingested[]) => {
    for (const { id } of ingested) {
      held.delete(id);
      ingest.fresh?.done(id);
    }
    tell(ingested);
  };
  const settleReady = async () => {
    while (ready.length) ended(await settleTogether(ingest, ready.splice(0)));
    settling = null;
  };
  const next = oneByOne(async () => {
    const mails = await claimMore();
    for (const mail of mails) held.set(mail.id, mail);
    return mails;
  });
  const asFits = letInWhatFits(MOST_BYTES_IN_WORK);
  const read = async () => {
    for (let mail = await next(); mail; mail = await next()) {
      const one = await asFits(mail.size, understandMail.bind(null, ingest, mail));
      if ('understood' in one) {
        ready.push(one);
        settling ??= settleReady();
        if (isEnough(ready)) await settling;
      } else ended([one]);
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

/** What has been read lies in memory until it is settled. */
const isEnough = (ready: readonly MailInHand[]): boolean =>
  ready.length >= A_HANDFUL || ready.reduce((sum, { understood }) => sum + bytesOf(understood), 0) >= MOST_READY_BYTES;

const bytesOf = ({ contents }: UnderstoodMail) => contents.reduce((sum, { length }) => sum + length, 0);

/** Lets work begin in order while the bytes it holds fit together; what alone is more than that goes alone. */
function letInWhatFits(most: number): <T>(bytes: number, work: () => Promise<T>) => Promise<T> {
  let inside = 0;
  const waiting: { bytes: number; enter: () => void }[] = [];
  const letIn = () => {
    while (waiting.length && (inside === 0 || inside + waiting[0]!.bytes <= most)) {
      const { bytes, enter } = waiting.shift()!;
      inside += bytes;
      enter();
    }
  };
  return async (bytes, work) => {
    await new Promise<void>((enter) => {
      waiting.push({ bytes, enter });
      letIn();
    });
    try {
      return await work();
    } finally {
      inside -= bytes;
      letIn();
    }
  };
}

/** Hands out what `more` brings to all who ask, one at a time, until it brings nothing. */
function oneByOne<T>(more: () => Promise<T[]>): () => Promise<T | null> {
  const waiting: T[] = [];
  let fetching: Promise<boolean> | null = null;
  const fetchMore = async () => {
    const brought = await more();
    waiting.push(...brought);
    if (brought.length) fetching = null;
    return brought.length > 0;
  };
  return async () => {
    while (!waiting.length) {
      fetching ??= fetchMore();
      if (!(await fetching)) return null;
    }
    return waiting.shift()!;
  };
}

/** Reading a mail that is built to take long must not use up the attempts of those in line behind it. */
function keepRenewing({ db, leaseMs, now }: Ingest, held: ReadonlyMap<string, InboundMail>): () => void {
  const renew = () => void renewLeases(db, [...held.values()], leaseMs, now()).catch(() => {});
  const timer = setInterval(renew, leaseMs / 3);
  return () => clearInterval(timer);
}

async function understandMail(ingest: Ingest, mail: InboundMail): Promise<MailInHand | Ingested> {
  try {
    if (mail.attempts > MOST_ATTEMPTS) return { id: mail.id, filed: await giveUp(ingest, mail) };
    const raw = ingest.fresh?.take(mail.id) ?? (await readRaw(ingest.db, ingest.vault, mail.id));
    if (!raw) throw new Error('a waiting mail has no bytes');
    const understood = await ingest.understand(raw);
    giveBack(raw);
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
async function settleTogether(ingest: Ingest, some: readonly MailInHand[]): Promise<Ingested[]> {
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
  for (const { understood } of some) understood.contents.forEach(giveBack);
  return settled;
}

/** What locks more than its sender's own cases: a report locks the case it speaks of, an old letter of ours its receiver's. */
const isAlone = ({ mail, understood }: MailInHand) => mail.historic || understood.report.kind === 'bounce';

function fileUnderstood(ingest: Ingest, some: readonly MailInHand[]): Promise<Ingested[]> {
  return ingest.db.transaction().execute(async (tx) => {
    const ours = await stillOurs(
      tx,
      some.map(({ mail }) => mail),
    );
    const kept = some.filter(({ mail }) => ours.has(mail.id));
    const filed = kept.length ? await fileEach(tx, ingest, kept) : new Map<string, Filed>();
    return some.map(({ mail }) => ({ id: mail.id, filed: filed.get(mail.id) ?? null }));
  });
}

async function fileEach(
  tx: Tx,
  { vault, ourName, now }: Ingest,
  some: readonly MailInHand[],
): Promise<Map<string, Filed>> {
  const mailboxes = await listMailboxes(tx);
  const settings = await readSettings(tx);
  const at = now();
  const looked = await lookUp(tx, vault, some, at);
  const together = fileTogether(vault, at);
  const shared = {
    tx,
    vault,
    settings,
    ourAddresses: mailboxes.map(({ address }) => address),
    ourName,
    now: at,
    looked,
    together,
  };
  const filed = new Map<string, Filed>();
  for (const { mail, understood } of some) {
    const ourAddress = mailboxes.find(({ id }) => id === mail.mailboxId)!.address;
    filed.set(mail.id, await fileMail({ ...shared, mail, understood, ourAddress }));
  }
  await together.write(tx);
  await record(tx, ...together.happenings);
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
