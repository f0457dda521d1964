// Every command our reader sends, answered in every wrong way: the reader says what is wrong without the server's words, comes
// back by itself, and in the end has every mail, byte for byte, handed over once.
import { expect, test } from 'vitest';
import type { ImapCode } from '../../../src/mail/imap/imap-code.ts';
import { WATCH_TIMINGS } from '../../../src/mail/imap/watch-mailbox.ts';
import { type Command, commands, type Fault, faults, startScriptedImap } from '../../support/scripted-imap.ts';
import { startTaker, until, watch } from './taker.ts';

const mails = Array.from({ length: 5 }, (_, n) => Buffer.from(`X-N: ${n}\r\n\r\nisi ${'é'.repeat(n)}\r\n`, 'latin1'));
const QUICK = {
  connectMs: 3_000,
  commandMs: 2_000,
  silenceMs: 10_000,
  pollEveryMs: 300,
  probeEveryMs: 100,
  probeAnswerMs: 2_000,
  retryFirstMs: 5,
  retryMaxMs: 20,
  retryAuthMs: 5,
};

/** What is said of each wrong answer; null: it is none, or the next look makes it good. */
const expected: Record<Fault, ImapCode | null> = {
  no: 'server_said_no',
  bad: 'server_said_no',
  bye: 'disconnected',
  garbage: 'timeout',
  half_literal: 'disconnected',
  stuck_literal: 'timeout',
  never: 'timeout',
  reset: 'disconnected',
  wrong_tag: 'timeout',
  empty: null,
};
const unlike: Partial<Record<Command, Partial<Record<Fault, ImapCode | null>>>> = {
  LOGIN: { no: 'auth_failed', bad: 'auth_failed', bye: 'cannot_connect', half_literal: 'cannot_connect' },
  EXAMINE: { empty: 'bad_answer' },
  IDLE: { no: null, bad: null }, // a hint, and a server may refuse to give it
  NOOP: { no: null, bad: null },
};

test.concurrent.each(commands)('%s answered in every wrong way', async (command) => {
  const said = await Promise.all(faults.map((fault) => outcome(command, fault)));
  expect(Object.fromEntries(said)).toEqual({ ...expected, ...unlike[command] });
});

async function outcome(command: Command, fault: Fault): Promise<[Fault, ImapCode | null | undefined]> {
  const server = await startScriptedImap(mails, { command, fault, times: 1 });
  const taker = startTaker();
  const watching = watch(server.url, taker, { timings: QUICK });
  const problems = () => watching.health.flatMap(({ error }) => error ?? []);
  const awaited = { ...expected, ...unlike[command] }[fault] !== null;
  try {
    await until(() => server.faulted > 0 && taker.cursor.lastUid === 5 && (!awaited || problems().length > 0), 20_000);
    await until(() => watching.health.at(-1)?.state === 'connected', 5_000);
    const taken = [...taker.mails.values()].sort((a, b) => a.uid - b.uid);
    expect(taken.map(({ raw }) => raw)).toEqual(mails);
    expect(taker.repeated).toBe(0);
    expect(JSON.stringify(watching.health)).not.toContain('@');
    return [fault, problems()[0] ?? null];
  } finally {
    await watching.stop();
    await server.stop();
  }
}

test('a body is asked for once when nothing goes wrong, however often the mailbox is looked at', async () => {
  const server = await startScriptedImap(mails, { command: 'LOGIN', fault: 'no', times: 0 });
  const taker = startTaker();
  const watching = watch(server.url, taker, { timings: { ...QUICK, pollEveryMs: 30 } });
  await until(() => watching.health.filter(({ state }) => state === 'connected').length > 8);
  await watching.stop();
  await server.stop();
  expect(server.bodies).toEqual([1, 2, 3, 4, 5]);
  expect(server.connections).toBe(1);
});

test('with its own times, a line that is open on one side alone is found within a minute', () => {
  const { probeEveryMs, probeAnswerMs, commandMs, silenceMs, connectMs } = WATCH_TIMINGS;
  expect(probeEveryMs + probeAnswerMs).toBeLessThan(60_000);
  for (const ms of [commandMs, silenceMs, connectMs]) expect(ms).toBeLessThan(60_000);
});
