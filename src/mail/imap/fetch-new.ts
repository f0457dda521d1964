// One look at a folder: everything above the cursor is handed to the taker, oldest first, in bounded batches.
// Read-only throughout (EXAMINE, BODY.PEEK): flags, dates and sequence numbers are never the state, UIDs are.
// The cursor a taker is told to keep is the highest UID with no gap below it among those the server lists: a mail the
// server lists but does not deliver holds the cursor back, while the mails above it are handed over all the same.
import type { FetchMessageObject } from 'imapflow';
import type { Folder } from './find-folder.ts';
import { ImapFailure } from './imap-code.ts';
import type { ImapSession } from './imap-session.ts';

export interface Cursor {
  uidValidity: bigint;
  /** Highest UID with no gap below; 0 before the first mail. */
  lastUid: number;
}

export interface FetchedMail {
  uid: number;
  uidValidity: bigint;
  /** The mail byte for byte; of a truncated one only the header block. */
  raw: Buffer;
  /** Size the server gives for the whole mail, in bytes. */
  size: number;
  internalDate: Date | null;
  flags: string[];
  /** Larger than the limit: only the header was read, the rest is still in the mailbox. */
  truncated: boolean;
}

export interface Progress {
  uidValidity: bigint;
  highestUid: number;
  /** The folder is where the server puts what it takes for spam. */
  inSpam: boolean;
}

/** Keeps a batch and the cursor in one transaction. An empty batch only moves the cursor. */
export type Take = (batch: FetchedMail[], seen: Progress) => Promise<void>;

export interface FetchLimits {
  mails: number;
  bytes: number;
  /** A mail above this many bytes is taken as its header only. */
  hardCap: number;
}

export const FETCH_LIMITS: FetchLimits = { mails: 20, bytes: 4 * 1024 * 1024, hardCap: 35 * 1024 * 1024 };

/**
 * What one process knows beyond the cursor: mails already taken above a gap, and mails the server did not deliver.
 * It may be lost at any time; then those above the gap are fetched again and the taker recognises them.
 */
export interface Ahead {
  uidValidity: bigint;
  taken: Set<number>;
  withheld: Map<number, { failures: number; retryAt: number }>;
}

export const nothingAhead = (): Ahead => ({ uidValidity: 0n, taken: new Set(), withheld: new Map() });

export interface FetchJob {
  folder: Folder;
  cursor(): Promise<Cursor>;
  take: Take;
  ahead: Ahead;
  limits: FetchLimits;
}

/**
 * Hands all new mail of the folder to `take`.
 * @returns how many listed mails the server has not delivered so far
 * @throws {ImapFailure | ImapFlowError} what was taken before stays taken
 */
export async function fetchNew(session: ImapSession, job: FetchJob): Promise<number> {
  const folder = await session.within(session.client.mailboxOpen(job.folder.path, { readOnly: true }));
  if (!folder.uidValidity) throw new ImapFailure('bad_answer'); // without it no number means anything
  const cursor = await stored(job.cursor());
  // A new UIDVALIDITY voids every UID known so far (RFC 9051 §2.3.1.1): all is read again, the taker matches by hash.
  const from = cursor.uidValidity === folder.uidValidity ? cursor.lastUid : 0;
  if (job.ahead.uidValidity !== folder.uidValidity) {
    Object.assign(job.ahead, { ...nothingAhead(), uidValidity: folder.uidValidity });
  }

  const listed = folder.exists === 0 ? [] : await listUids(session, from);
  const pass = { ...job, session, listed, from, uidValidity: folder.uidValidity };
  await fetchAll(pass, duePlan(listed, job.ahead));
  await moveCursor(pass, []);
  return forgetGone(pass);
}

/**
 * Fetches just these mails of the folder that is open, wherever the cursor stands.
 * @returns the UIDs of those the server did not deliver
 * @throws {ImapFailure | ImapFlowError} what was taken before stays taken
 */
export async function fetchThese(
  session: ImapSession,
  uids: readonly number[],
  job: Pick<FetchJob, 'folder' | 'take' | 'limits'> & { uidValidity: bigint },
): Promise<number[]> {
  const ahead = { ...nothingAhead(), uidValidity: job.uidValidity };
  const pass = { ...job, ahead, session, listed: [...uids], from: 0 };
  await fetchAll(pass, uids);
  return [...ahead.withheld.keys()];
}

async function fetchAll(pass: Pass, uids: readonly number[]): Promise<void> {
  for (const some of slices(uids, 500)) {
    for (const batch of await planBatches(pass, some)) await fetchBatch(pass, batch);
  }
}

interface Pass extends Omit<FetchJob, 'cursor'> {
  session: ImapSession;
  listed: number[];
  from: number;
  uidValidity: bigint;
}

/** `n:*` always names the last message even when its UID is below n (RFC 9051 §9 seq-range), hence the filter. */
async function listUids(session: ImapSession, above: number): Promise<number[]> {
  const found = await session.within(session.client.search({ uid: `${above + 1}:*` }, { uid: true }));
  if (!Array.isArray(found)) throw new ImapFailure('server_said_no'); // a refused search is not an empty mailbox
  return found.filter((uid) => uid > above).sort((a, b) => a - b);
}

/** Mails that failed before come last, so that they stand in nobody's way. */
function duePlan(listed: number[], { taken, withheld }: Ahead): number[] {
  const fresh = listed.filter((uid) => !taken.has(uid) && !withheld.has(uid));
  const again = listed.filter((uid) => (withheld.get(uid)?.retryAt ?? Number.POSITIVE_INFINITY) <= Date.now());
  return [...fresh, ...again];
}

interface Planned {
  uid: number;
  size: number;
}

async function planBatches({ session, ahead, limits }: Pass, uids: readonly number[]): Promise<Planned[][]> {
  const sizes = new Map<number, number>();
  const answers = session.client.fetch(uids.join(','), { uid: true, size: true }, { uid: true });
  for await (const mail of inTime(session, answers)) sizes.set(mail.uid, mail.size ?? 0);

  const batches: Planned[][] = [];
  let bytes = 0;
  let open: Planned[] | undefined;
  for (const uid of uids) {
    const size = sizes.get(uid) ?? 0; // a size that did not come does not excuse from asking for the mail
    const alone = size > limits.hardCap || ahead.withheld.has(uid);
    if (!open || alone || open.length >= limits.mails || bytes + size > limits.bytes) {
      open = [];
      bytes = 0;
      batches.push(open);
    }
    open.push({ uid, size });
    bytes += size;
    if (alone) open = undefined;
  }
  return batches;
}

/** What arrived before a failure is kept; the first that did not arrive is remembered as the likely cause. */
async function fetchBatch(pass: Pass, batch: Planned[]): Promise<void> {
  const mails: FetchedMail[] = [];
  try {
    for await (const answer of inTime(pass.session, ask(pass, batch), batch)) {
      const mail = readAnswer(answer, pass, batch);
      if (mail) mails.push(mail);
    }
    countMissing(pass.ahead, missing(batch, mails));
  } catch (failure) {
    countMissing(pass.ahead, missing(batch, mails).slice(0, 1));
    if (mails.length > 0) await moveCursor(pass, mails);
    throw failure;
  }
  if (mails.length > 0) await moveCursor(pass, mails);
}

function ask({ session, limits }: Pass, batch: Planned[]): AsyncIterable<FetchMessageObject> {
  const tooLarge = batch.some(({ size }) => size > limits.hardCap); // such a mail is always alone
  const content = tooLarge ? { bodyParts: [HEADER] } : { source: true };
  const range = batch.map(({ uid }) => uid).join(',');
  return session.client.fetch(range, { uid: true, flags: true, internalDate: true, ...content }, { uid: true });
}

const HEADER = { key: 'HEADER', start: 0, maxLength: 256 * 1024 };

function readAnswer(
  answer: FetchMessageObject,
  { uidValidity, limits }: Pass,
  batch: Planned[],
): FetchedMail | undefined {
  const planned = batch.find(({ uid }) => uid === answer.uid);
  const truncated = (planned?.size ?? 0) > limits.hardCap;
  const raw = truncated ? answer.headers : answer.source;
  if (!planned || !raw) return undefined; // flags of some other mail, or an answer without the mail
  const internalDate = answer.internalDate ? new Date(answer.internalDate) : null;
  return {
    uid: planned.uid,
    uidValidity,
    raw,
    size: truncated ? planned.size : raw.length,
    internalDate: internalDate && !Number.isNaN(internalDate.getTime()) ? internalDate : null,
    flags: [...(answer.flags ?? [])],
    truncated,
  };
}

async function moveCursor(pass: Pass, mails: FetchedMail[]): Promise<void> {
  const { taken, withheld } = pass.ahead;
  const done = new Set(mails.map(({ uid }) => uid));
  let highestUid = pass.from;
  for (const uid of pass.listed) {
    if (!taken.has(uid) && !done.has(uid)) break;
    highestUid = uid;
  }
  if (mails.length === 0 && highestUid <= pass.from) return;
  await stored(pass.take(mails, { uidValidity: pass.uidValidity, highestUid, inSpam: pass.folder.isSpam }));

  pass.from = highestUid;
  for (const uid of done) {
    taken.add(uid);
    withheld.delete(uid);
  }
  pass.listed = pass.listed.filter((uid) => uid > highestUid);
  for (const uid of taken) if (uid <= highestUid) taken.delete(uid);
}

function missing(batch: Planned[], mails: FetchedMail[]): number[] {
  const arrived = new Set(mails.map(({ uid }) => uid));
  return batch.map(({ uid }) => uid).filter((uid) => !arrived.has(uid));
}

/** Three tries at once, for a line that breaks; then ever more seldom, for a mail that breaks the line. */
function countMissing({ withheld }: Ahead, uids: number[]): void {
  for (const uid of uids) {
    const failures = (withheld.get(uid)?.failures ?? 0) + 1;
    const pause = failures < 3 ? 0 : Math.min(60_000 * 2 ** (failures - 3), 3_600_000);
    withheld.set(uid, { failures, retryAt: Date.now() + pause });
  }
}

/** A mail deleted before it was delivered is no longer listed, so it is no gap any more. */
function forgetGone({ ahead, listed }: Pass): number {
  const present = new Set(listed);
  for (const uid of ahead.withheld.keys()) if (!present.has(uid)) ahead.withheld.delete(uid);
  return ahead.withheld.size;
}

/** Gives each answer of a FETCH its own deadline, longer for larger mails: 20 KB a second is slow but alive. */
async function* inTime(
  session: ImapSession,
  answers: AsyncIterable<FetchMessageObject>,
  expected: Planned[] = [],
): AsyncGenerator<FetchMessageObject> {
  const largest = Math.max(0, ...expected.map(({ size }) => size));
  const iterator = answers[Symbol.asyncIterator]();
  while (true) {
    const next = await session.within(iterator.next(), session.timings.commandMs + largest / 20);
    if (next.done) return;
    yield next.value;
  }
}

/** The database's failures are told apart from the mail server's. */
async function stored<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new ImapFailure('not_stored', error);
  }
}

function slices<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
