/**
 * Imports an archive (an mbox file, a Maildir, or a folder of .eml files) as history: through the same door as IMAP, filed by
 * the same rule, but nothing is acknowledged and no promise begins. A second run finds every mail again and adds none.
 */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Fate } from '../db/schema.ts';
import { ensureMailbox } from '../service/mailboxes.ts';
import { type Ingest, ingestMail } from './ingest-mail.ts';
import { type RawMail, takeIn } from './take-in.ts';

export interface Imported {
  mails: number;
  /** how many ended in each fate; `duplicate` counts those that were here already */
  fates: Partial<Record<Fate, number>>;
}

const A_BATCH = 20;

/** @throws when the path is not there or cannot be read; what was taken in before stays, and a second run goes on */
export async function importMail(ingest: Ingest, address: string, path: string): Promise<Imported> {
  const mailbox = await ingest.db.transaction().execute((tx) => ensureMailbox(tx, address));
  const door = {
    mailboxId: mailbox.id,
    folder: 'import:archive',
    uidValidity: ingest.now().getTime(),
    historic: true,
  };
  const result: Imported = { mails: 0, fates: {} };
  const count = (fate: Fate) => {
    result.fates[fate] = (result.fates[fate] ?? 0) + 1;
  };
  for await (const batch of inBatches(readArchive(path, ingest.now))) {
    const mails = batch.map((mail, n) => ({ ...mail, uid: result.mails + n + 1 }));
    result.mails += mails.length;
    const ids = await takeIn(ingest.db, ingest.vault, door, mails, result.mails);
    for (let known = mails.length - ids.length; known > 0; known--) count('duplicate');
    for (const id of ids) {
      const filed = await ingestMail(ingest, id);
      if (filed) count(filed.fate);
    }
  }
  return result;
}

type ArchivedMail = Omit<RawMail, 'uid'>;

async function* inBatches(mails: AsyncIterable<ArchivedMail>): AsyncIterable<ArchivedMail[]> {
  let batch: ArchivedMail[] = [];
  for await (const mail of mails) {
    batch.push(mail);
    if (batch.length < A_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

async function* readArchive(path: string, now: () => Date): AsyncIterable<ArchivedMail> {
  const facts = await stat(path);
  if (facts.isFile()) {
    const raws = path.endsWith('.eml') ? [readFile(path)] : readMbox(path);
    for await (const raw of raws) yield archived(raw, now());
    return;
  }
  for (const file of await filesOf(path)) yield archived(await readFile(file), (await stat(file)).mtime);
}

/** A Maildir keeps its mails in cur/ and new/; any other folder is searched for .eml files. */
async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  if (names.includes('cur') && names.includes('new')) {
    const inside = async (part: string) => (await readdir(join(folder, part))).sort().map((n) => join(folder, part, n));
    return [...(await inside('cur')), ...(await inside('new'))];
  }
  return names
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => join(folder, name));
}

/** RFC 4155: a mail begins after a line "From " that follows an empty line; ">From " in the text was "From " (mboxrd). */
export async function* readMbox(path: string): AsyncIterable<Buffer> {
  // latin1 keeps every byte as it is
  const lines = createInterface({ input: createReadStream(path, 'latin1'), crlfDelay: Number.POSITIVE_INFINITY });
  let mail: string[] | null = null;
  let afterBlank = true;
  for await (const line of lines) {
    if (afterBlank && line.startsWith('From ')) {
      if (mail?.length) yield asMail(mail);
      mail = [];
    } else mail?.push(/^>+From /.test(line) ? line.slice(1) : line);
    afterBlank = line === '';
  }
  if (mail?.length) yield asMail(mail);
}

function asMail(lines: string[]): Buffer {
  const end = lines.at(-1) === '' ? -1 : undefined; // the blank line before the next "From " is the mbox's, not the mail's
  return Buffer.from(`${lines.slice(0, end).join('\r\n')}\r\n`, 'latin1');
}

/** The Date header would be the sender's claim; the last hop's time is the nearest to when it came (RFC 5321 §4.4). */
function archived(raw: Buffer, otherwise: Date): ArchivedMail {
  const header = raw
    .subarray(0, 16_384)
    .toString('latin1')
    .split(/\r?\n\r?\n/)[0]!
    .replace(/\r?\n[ \t]+/g, ' ');
  const received = /^Received:.*;\s*([^;]+)$/im.exec(header)?.[1] ?? /^Date:\s*(.+)$/im.exec(header)?.[1];
  const time = received ? Date.parse(received.replace(/\(.*\)/, '')) : Number.NaN;
  return {
    raw,
    size: raw.length,
    truncated: false,
    arrivedAt: Number.isNaN(time) ? otherwise : new Date(Math.min(time, otherwise.getTime())),
  };
}
