import { expect, test } from 'vitest';
import { changesDatabase, changesMailbox } from './changes.ts';

test.each([
  'begin',
  'start transaction isolation level serializable',
  'select "id" from "cases" where "code" = $1',
  'select count(*) from "events" where "updated_at" > now()',
  'select "id" from "inbound_mails" where "id" = $1 for no key update',
])('a question may be passed over: %s', (sql) => {
  expect(changesDatabase(message('Q', `${sql}\0`))).toBe(false);
  expect(changesDatabase(extended(sql))).toBe(false);
});

test.each([
  'commit',
  'insert into "cases" ("id") values ($1)',
  'with gone as (delete from drafts returning id) select id from gone',
  'select pg_advisory_xact_lock(7313)',
  'select nextval($1)',
  'select bullmq.add_job($1)',
  'select 1; delete from cases',
  'truncate sessions',
])('what may change something counts: %s', (sql) => {
  expect(changesDatabase(message('Q', `${sql}\0`))).toBe(true);
  expect(changesDatabase(extended(sql))).toBe(true);
});

test('a statement that was named in another chunk, or is only begun in this one, counts', () => {
  const whole = extended('select 1');
  expect(changesDatabase(message('E', '\0\0\0\0\0'))).toBe(true);
  expect(changesDatabase(whole.subarray(0, -1))).toBe(true);
  expect(changesDatabase(whole.subarray(3))).toBe(true);
});

test('of a mailbox, looks may be passed over and all else counts', () => {
  expect(changesMailbox(Buffer.from('7 UID FETCH 1:3 (UID BODY.PEEK[])\r\n'))).toBe(false);
  expect(changesMailbox(Buffer.from('8 IDLE\r\nDONE\r\n'))).toBe(false);
  for (const command of [
    '9 APPEND Sent {12}\r\n',
    '9 UID STORE 1 +FLAGS (\\Seen)\r\n',
    '9 UID FETCH 1 BODY[]\r\n',
    'From: s',
  ])
    expect(changesMailbox(Buffer.from(command))).toBe(true);
});

const extended = (sql: string) =>
  Buffer.concat([
    message('P', `\0${sql}\0\0\0`),
    message('B', '\0\0\0\0\0\0\0\0'),
    message('E', '\0\0\0\0\0'),
    message('S', ''),
  ]);

function message(kind: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
}
