/**
 * What must hold of mail whatever happened: every mail that was put into the mailbox is filed exactly once, every answer that
 * was accepted has left exactly once or is shown as uncertain, nothing left that no row knows, and the record is whole.
 */
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Vault } from '../../src/crypto/vault.ts';
import type { Database } from '../../src/db/database.ts';
import { readRaw } from '../../src/intake/inbound-mail.ts';
import type { SmtpSink } from './smtp-sink.ts';

export interface Expected {
  /** the bytes of every mail in the mailbox; the same bytes twice are one letter and one noted duplicate */
  delivered: readonly Buffer[];
  /** how many cases these letters make */
  cases: number;
  /** how many answers of counsellors were accepted; absent: not asked */
  replies?: number;
  /** the mailbox was numbered anew or others took mails out of it: how often a mail was read says nothing then */
  readAgain?: boolean;
  /** ids of outgoing mails that a person let go once more, one for each time; absent: only the mail server is asked */
  sentAgain?: readonly string[];
  /** addresses of machines, to which nothing may ever go */
  machines?: readonly string[];
}

/** What the mail server took in, of which it kept its answer back, and what it refused. */
type Arrived = Pick<SmtpSink, 'received' | 'withheld'> & Partial<Pick<SmtpSink, 'refused'>>;

/** @returns what is broken, one line each; empty when everything holds */
export async function brokenPromises(
  { db, vault, sink }: { db: Database; vault: Vault; sink: Arrived },
  expected: Expected,
): Promise<string[]> {
  return [
    ...(await brokenMail(db, vault, expected)),
    ...(await brokenSending(db, vault, sink, expected)),
    ...(await brokenRecord(db)),
  ];
}

/** Copies of sent letters in the mailbox, one at most of each. */
export function brokenCopies(copies: readonly Buffer[]): string[] {
  const ids = new Set(copies.map((copy) => /^message-id:.*$/im.exec(copy.toString('latin1'))?.[0]));
  return ids.size === copies.length ? [] : [`${copies.length} copies were kept of ${ids.size} letters`];
}

async function brokenMail(
  db: Database,
  vault: Vault,
  { delivered, cases, readAgain = false }: Expected,
): Promise<string[]> {
  const broken: string[] = [];
  const rows = await db.selectFrom('inbound_mails').select(['id', 'uid', 'state', 'fate', 'case_id']).execute();
  if (readAgain ? rows.length < delivered.length : rows.length !== delivered.length)
    broken.push(`${delivered.length} mails delivered, ${rows.length} taken in`);
  const kept: string[] = [];
  const writers = new Map<string, Set<string>>();
  for (const row of rows) {
    if (row.state === 'received') broken.push(`mail ${row.uid} still waits`);
    if (row.state === 'failed' || row.state === 'held') broken.push(`mail ${row.uid} is ${row.state}`);
    const raw = await readRaw(db, vault, row.id).catch(() => null);
    if (raw) kept.push(hashOf(raw));
    else if (row.fate !== 'duplicate') broken.push(`mail ${row.uid} has no bytes`);
    if (raw && row.case_id) writers.set(row.case_id, (writers.get(row.case_id) ?? new Set()).add(writerOf(raw)));
  }
  const wanted = new Set(delivered.map(hashOf));
  for (const hash of wanted) {
    const times = kept.filter((k) => k === hash).length;
    if (times !== 1) broken.push(`the bytes of a mail are kept ${times} times`);
  }
  for (const people of writers.values())
    if (people.size > 1) broken.push(`one case holds the letters of ${people.size} people`);
  const unfiled = await db
    .selectFrom('inbound_mails as i')
    .leftJoin('messages as m', 'm.inbound_id', 'i.id')
    .select('i.uid')
    .where('i.state', '=', 'filed')
    .where('m.id', 'is', null)
    .execute();
  for (const row of unfiled) broken.push(`mail ${row.uid} is filed but in no thread`);
  const caseRows = await db
    .selectFrom('cases as c')
    .leftJoin('messages as m', 'm.case_id', 'c.id')
    .select((eb) => ['c.code', eb.fn.count<number>('m.id').as('letters')])
    .groupBy('c.code')
    .execute();
  if (caseRows.length !== cases) broken.push(`${cases} cases expected, ${caseRows.length} opened`);
  for (const row of caseRows) if (Number(row.letters) === 0) broken.push(`case ${row.code} is empty`);
  return broken;
}

async function brokenSending(db: Database, vault: Vault, sink: Arrived, expected: Expected): Promise<string[]> {
  const broken: string[] = [];
  const rows = await db.selectFrom('outbound_mails').select(['id', 'kind', 'state', 'message_index']).execute();
  const left = [...sink.received, ...sink.withheld];
  const arrived = await countById(vault, left);
  const refused = await countById(vault, sink.refused ?? []);
  for (const row of rows) {
    const index = row.message_index.toString('hex');
    const times = arrived.get(index) ?? 0;
    arrived.delete(index);
    if (row.state === 'sent' && times < 1) broken.push(`a ${row.kind} is called sent and never arrived`);
    if (times > mostTimes(row.id, sink, expected)) broken.push(`a ${row.kind} arrived ${times} times`);
    if (['queued', 'sending', 'retry'].includes(row.state)) broken.push(`a ${row.kind} is still ${row.state}`);
    if (row.state === 'failed' && !refused.has(index)) broken.push(`a ${row.kind} failed`);
  }
  for (const times of arrived.values()) broken.push(`${times} mails left that no row knows`);
  const replies = rows.filter((row) => row.kind === 'reply').length;
  if (expected.replies !== undefined && replies !== expected.replies)
    broken.push(`${expected.replies} answers were accepted, ${replies} are kept`);
  const toMachines = left.filter((mail) => mail.to.some((address) => expected.machines?.includes(address))).length;
  if (toMachines) broken.push(`${toMachines} mails went to machines`);
  return broken;
}

/** Without knowing what people wished, a mail server that withholds answers excuses every second sending. */
function mostTimes(id: string, { withheld }: Arrived, { sentAgain }: Expected): number {
  if (sentAgain) return 1 + sentAgain.filter((again) => again === id).length;
  return withheld.length ? Number.POSITIVE_INFINITY : 1;
}

async function countById(vault: Vault, mails: Arrived['received']): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const mail of mails) {
    const { messageId } = await simpleParser(mail.raw);
    const index = vault.blindIndex('message-id', (messageId ?? '').slice(1, -1)).toString('hex');
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts;
}

async function brokenRecord(db: Database): Promise<string[]> {
  const { broken } = await verifyAudit(db, null);
  return broken.map((seq) => `event ${seq} does not follow from the one before`);
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const writerOf = (raw: Buffer): string => /^From: .*<(.+)>/m.exec(raw.toString('latin1'))?.[1] ?? '';
