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
}

/** What the mail server took in, and of which it kept its answer back. */
type Arrived = Pick<SmtpSink, 'received' | 'withheld'>;

/** @returns what is broken, one line each; empty when everything holds */
export async function brokenPromises(
  { db, vault, sink }: { db: Database; vault: Vault; sink: Arrived },
  expected: Expected,
): Promise<string[]> {
  return [
    ...(await brokenMail(db, vault, expected)),
    ...(await brokenSending(db, vault, sink)),
    ...(await brokenRecord(db)),
  ];
}

async function brokenMail(db: Database, vault: Vault, { delivered, cases }: Expected): Promise<string[]> {
  const broken: string[] = [];
  const rows = await db.selectFrom('inbound_mails').select(['id', 'uid', 'state', 'fate', 'case_id']).execute();
  if (rows.length !== delivered.length) broken.push(`${delivered.length} mails delivered, ${rows.length} taken in`);
  const kept: string[] = [];
  for (const row of rows) {
    if (row.state === 'received') broken.push(`mail ${row.uid} still waits`);
    const raw = await readRaw(db, vault, row.id).catch(() => null);
    if (raw) kept.push(hashOf(raw));
    else if (row.fate !== 'duplicate') broken.push(`mail ${row.uid} has no bytes`);
  }
  const wanted = new Set(delivered.map(hashOf));
  for (const hash of wanted) {
    const times = kept.filter((k) => k === hash).length;
    if (times !== 1) broken.push(`the bytes of a mail are kept ${times} times`);
  }
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

async function brokenSending(db: Database, vault: Vault, sink: Arrived): Promise<string[]> {
  const broken: string[] = [];
  const rows = await db.selectFrom('outbound_mails').select(['kind', 'state', 'message_index', 'dedupe_key']).execute();
  const arrived = new Map<string, number>();
  for (const mail of [...sink.received, ...sink.withheld]) {
    const { messageId } = await simpleParser(mail.raw);
    const index = vault.blindIndex('message-id', (messageId ?? '').slice(1, -1)).toString('hex');
    arrived.set(index, (arrived.get(index) ?? 0) + 1);
  }
  for (const row of rows) {
    const index = row.message_index.toString('hex');
    const times = arrived.get(index) ?? 0;
    arrived.delete(index);
    if (row.state === 'sent' && times < 1) broken.push(`a ${row.kind} is called sent and never arrived`);
    if (times > 1 && sink.withheld.length === 0) broken.push(`a ${row.kind} arrived ${times} times`);
    if (['queued', 'sending', 'retry'].includes(row.state)) broken.push(`a ${row.kind} is still ${row.state}`);
    if (row.state === 'failed') broken.push(`a ${row.kind} failed`);
  }
  for (const times of arrived.values()) broken.push(`${times} mails left that no row knows`);
  return broken;
}

async function brokenRecord(db: Database): Promise<string[]> {
  const { broken } = await verifyAudit(db, null);
  return broken.map((seq) => `event ${seq} does not follow from the one before`);
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
