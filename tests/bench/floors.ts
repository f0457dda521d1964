/**
 * What the same mailbox costs without Suluh, in three steps: downloading it, reading it with mailparser, and the least that
 * files it rightly: known mails passed over, threads joined by References whatever the order, attachments kept, nothing sealed,
 * nothing recorded, no queue.
 */
import { createHash } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import pg from 'pg';

export type Take = (raw: Buffer, uid: number) => Promise<void>;

/** Everything in the folder, oldest first. @returns how many mails came */
export async function download(imapUrl: string, take: Take = async () => {}): Promise<number> {
  const { hostname, port, username, password } = new URL(imapUrl);
  const client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    auth: { user: username, pass: password },
    logger: false,
  });
  await client.connect();
  let count = 0;
  try {
    await client.mailboxOpen('INBOX', { readOnly: true });
    for await (const mail of client.fetch('1:*', { uid: true, source: true }, { uid: true })) {
      await take(mail.source!, mail.uid);
      count++;
    }
  } finally {
    await client.logout();
  }
  return count;
}

export async function downloadAndParse(imapUrl: string): Promise<number> {
  return download(imapUrl, async (raw) => {
    await simpleParser(raw);
  });
}

/** @param perTransaction mails in one transaction */
export async function ingestMinimally(imapUrl: string, databaseUrl: string, perTransaction: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(TABLES);
    let open = 0;
    const count = await download(imapUrl, async (raw, uid) => {
      const mail = await simpleParser(raw);
      if (open === 0) await client.query('begin');
      await file(client, raw, uid, mail);
      if (++open < perTransaction) return;
      await client.query('commit');
      open = 0;
    });
    if (open) await client.query('commit');
    return count;
  } finally {
    await client.end();
  }
}

const TABLES = `
  create schema floor;
  create table floor.threads (id bigint generated always as identity primary key);
  create table floor.ids (message_id text primary key, thread bigint not null references floor.threads);
  create table floor.mails (
    id bigint generated always as identity primary key, uid bigint not null unique, hash bytea not null unique,
    thread bigint not null references floor.threads, message_id text, sender text, subject text, sent_at timestamptz, words text);
  create index on floor.mails (thread);
  create index on floor.ids (thread);
  create table floor.attachments (mail bigint not null references floor.mails, name text, type text, content bytea not null);
`;

async function file(client: pg.Client, raw: Buffer, uid: number, mail: ParsedMail): Promise<void> {
  const hash = createHash('sha256').update(raw).digest();
  const known = await client.query({ name: 'known', text: 'select from floor.mails where hash = $1', values: [hash] });
  if (known.rowCount) return;
  const thread = await threadOf(client, mail);
  const kept = await client.query<{ id: string }>({
    name: 'keep',
    text: `insert into floor.mails (uid, hash, thread, message_id, sender, subject, sent_at, words)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    values: [uid, hash, thread, mail.messageId, mail.from?.text, mail.subject, mail.date, mail.text],
  });
  for (const { filename, contentType, content } of mail.attachments)
    await client.query({
      name: 'attach',
      text: 'insert into floor.attachments (mail, name, type, content) values ($1, $2, $3, $4)',
      values: [kept.rows[0]!.id, filename, contentType, content],
    });
}

/** All ids a mail bears or names are of one thread; a mail that names two threads makes one of them. */
async function threadOf(client: pg.Client, mail: ParsedMail): Promise<string> {
  const ids = [...new Set([mail.messageId, mail.inReplyTo, ...[mail.references ?? []].flat()].filter(Boolean))];
  const found = await client.query<{ thread: string }>({
    name: 'threads',
    text: 'select distinct thread from floor.ids where message_id = any($1) order by thread',
    values: [ids],
  });
  const [first, ...others] = found.rows.map((row) => row.thread);
  const thread = first ?? (await client.query('insert into floor.threads default values returning id')).rows[0].id;
  if (others.length) {
    await client.query('update floor.mails set thread = $1 where thread = any($2)', [thread, others]);
    await client.query('update floor.ids set thread = $1 where thread = any($2)', [thread, others]);
  }
  await client.query({
    name: 'remember',
    text: 'insert into floor.ids (message_id, thread) select unnest($1::text[]), $2 on conflict do nothing',
    values: [ids, thread],
  });
  return thread;
}

/** Which thread each mail was put into; copies are in none. */
export async function threadsFound(databaseUrl: string): Promise<Map<number, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ uid: string; thread: string }>('select uid, thread from floor.mails');
    return new Map(rows.map((row) => [Number(row.uid), row.thread]));
  } finally {
    await client.end();
  }
}
