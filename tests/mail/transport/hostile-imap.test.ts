// A mail server that lies: withholds mails it lists, refuses to search, answers rubbish, vanishes in the middle.
import { createServer } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { afterEach, expect, test } from 'vitest';
import { checkImap } from '../../../src/mail/imap/check-imap.ts';
import { listenOnLoopback } from '../../support/listen.ts';
import { lastHealth, startTaker, until, watch } from './taker.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

interface LyingServer {
  url: string;
  /** UIDs whose mail the server will not give out, though it lists them. */
  withheld: Set<number>;
  /** Says NO to SEARCH. */
  searches: { refused: boolean };
  /** UIDs whose FETCH ends the connection. */
  deadly: Set<number>;
  add(text: string): void;
  fetches: string[];
}

async function startLyingServer(mails: number): Promise<LyingServer> {
  const withheld = new Set<number>();
  const deadly = new Set<number>();
  const searches = { refused: false };
  const fetches: string[] = [];
  const imap = hoodiecrow({
    plugins: ['SASL-IR', 'AUTH-PLAIN', 'IDLE', lie],
    users: { konseling: { password: 'x' } },
    storage: {
      INBOX: {
        uidvalidity: 7,
        messages: Array.from({ length: mails }, (_, n) => ({ raw: `X-N: ${n + 1}\r\n\r\nisi\r\n` })),
      },
      '': { separator: '/', folders: {} },
    },
  });
  function lie(server: hoodiecrow.ImapServer): void {
    const search = server.getCommandHandler('UID SEARCH');
    server.setCommandHandler('UID SEARCH', (connection, parsed, data, done) => {
      if (!searches.refused) return search(connection, parsed, data, done);
      connection.send({ tag: parsed.tag, command: 'NO' }, 'REFUSED', parsed);
      done();
    });
    server.outputHandlers.push((connection, response, description) => {
      if (description !== 'UID FETCH' || response.tag !== '*') return;
      const text = JSON.stringify(response.attributes);
      const uid = Number(/"UID"\},(\d+)/.exec(text)?.[1]);
      if (text.includes('BODY')) fetches.push(String(uid));
      if (text.includes('BODY') && deadly.has(uid)) connection.socket.destroy();
      if (withheld.has(uid)) response.skipResponse = true;
    });
    server.connectionHandlers.push((connection) => {
      connection.socket.once('close', () => {
        if (connection.inputHandler) connection.inputHandler('DONE');
      });
    });
  }
  const listening = await listenOnLoopback(imap.server);
  cleanUp.push(listening.stop);
  return {
    url: `imap://konseling:x@127.0.0.1:${listening.port}`,
    withheld,
    deadly,
    searches,
    fetches,
    add: (text) => imap.appendMessage('INBOX', [], new Date(), text),
  };
}

test('a mail that is listed but withheld holds the cursor back, not the mails above it', async () => {
  const server = await startLyingServer(6);
  server.withheld.add(3);
  const taker = startTaker();
  const watching = watch(server.url, taker);
  cleanUp.push(watching.stop);
  await until(() => taker.mails.size === 5);
  expect(taker.cursor.lastUid).toBe(2);
  await until(() => lastHealth(watching)?.withheld === 1);
  server.add('X-N: 7\r\n\r\nisi\r\n');
  await until(() => taker.mails.size === 6);
  expect(taker.cursor.lastUid).toBe(2);
  expect(server.fetches.filter((uid) => uid === '6')).toHaveLength(1); // not downloaded again at every poll

  server.withheld.clear();
  await until(() => taker.mails.size === 7);
  expect(taker.cursor.lastUid).toBe(7);
  expect(taker.repeated).toBe(0);
  await until(() => lastHealth(watching)?.withheld === 0);
});

test('above a gap everything comes again after a restart, and the gap is still there', async () => {
  const server = await startLyingServer(4);
  server.withheld.add(2);
  const taker = startTaker();
  const first = watch(server.url, taker);
  await until(() => taker.mails.size === 3);
  await first.stop();
  server.withheld.clear();
  const second = watch(server.url, taker);
  await until(() => taker.cursor.lastUid === 4);
  await second.stop();
  expect(taker.mails.size).toBe(4);
});

test('a mail that breaks the line each time does not keep the others away', async () => {
  const server = await startLyingServer(5);
  server.deadly.add(2);
  const taker = startTaker();
  const watching = watch(server.url, taker);
  cleanUp.push(watching.stop);
  await until(() => taker.mails.size === 4);
  expect(taker.cursor.lastUid).toBe(1);
  expect(server.fetches.slice(0, 5)).toEqual(['1', '2', '3', '4', '5']); // the second try waits behind the others
  await until(() => lastHealth(watching)?.state === 'connected' && lastHealth(watching)?.withheld === 1);
  server.add('X-N: 6\r\n\r\nisi\r\n');
  await until(() => taker.mails.size === 5);
});

test('a refused search is a failure, not an empty mailbox', async () => {
  const server = await startLyingServer(2);
  server.searches.refused = true;
  const taker = startTaker();
  const watching = watch(server.url, taker);
  cleanUp.push(watching.stop);
  await until(() => lastHealth(watching)?.error === 'server_said_no');
  server.searches.refused = false;
  await until(() => taker.mails.size === 2);
});

test.each([
  ['says nothing', '', 'timeout'],
  ['is no IMAP server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'cannot_connect'],
  ['says goodbye', '* BYE konseling@sekolah.example is locked\r\n', 'cannot_connect'],
  ['answers rubbish', '* OK hi\r\n* ((((((((\r\n', 'cannot_connect'],
])('a server that %s', async (_, greeting, expected) => {
  const server = createServer((socket) => {
    socket.write(greeting);
    if (greeting) setTimeout(() => socket.end(), 50);
  });
  const listening = await listenOnLoopback(server);
  cleanUp.push(listening.stop);
  const taker = startTaker();
  const watching = watch(`imap://konseling:x@127.0.0.1:${listening.port}`, taker, { timings: { connectMs: 500 } });
  await until(() => watching.health.length > 0);
  await watching.stop();
  expect(watching.health[0]).toMatchObject({ state: 'failed', error: expected });
  expect(JSON.stringify(watching.health)).not.toContain('@');
});

test('an endless literal is cut off', async () => {
  const server = createServer((socket) => {
    socket.write('* OK hi\r\n');
    socket.once('data', () => socket.write('* CAPABILITY {99999999999}\r\n'));
  });
  const listening = await listenOnLoopback(server);
  cleanUp.push(listening.stop);
  expect(await checkImap({ url: `imap://konseling:x@127.0.0.1:${listening.port}` })).toEqual({
    ok: false,
    code: 'bad_answer',
  });
});
