// The demo's mail servers: what a person writes reaches the mailbox, what the service writes reaches the person, and a
// restart neither loses nor repeats a mail.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailWorld, startMailWorld } from '../../../src/dev/mail-world.ts';
import { appendToSent } from '../../../src/mail/imap/append-to-sent.ts';
import { checkImap } from '../../../src/mail/imap/check-imap.ts';
import { checkSmtp, openSmtp } from '../../../src/mail/smtp.ts';
import { startTaker, type Taker, until, watch } from './taker.ts';

const SERVICE = { address: 'konseling@sekolah.example', password: 'sandi demo/1' };
let dir: string;
let world: MailWorld;
const start = async () => {
  world = await startMailWorld({ ...SERVICE, dir });
};
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'mail-world-'));
  await start();
});
afterEach(async () => {
  await world.stop();
  rmSync(dir, { recursive: true });
});

const write = (to: string, text: string, from = 'sari@murid.example') =>
  openSmtp(world.smtpUrl).send({ from, to, raw: Buffer.from(`To: ${to}\r\n\r\n${text}\r\n`, 'latin1') });

async function read(taker: Taker, count: number): Promise<string[]> {
  const watching = watch(world.imapUrl, taker);
  await until(() => taker.mails.size >= count && watching.health.some(({ state }) => state === 'connected'));
  await watching.stop();
  return [...taker.mails.values()].map(({ raw }) => raw.toString('latin1'));
}

test('a letter to the service or one of its plus-addresses is in its mailbox, byte for byte', async () => {
  expect((await write('konseling@sekolah.example', '.satu \xe9\xff\x80')).state).toBe('sent');
  expect((await write('Konseling+K7F3QX@Sekolah.example', 'dua')).state).toBe('sent');
  expect(await read(startTaker(), 2)).toEqual([
    'To: konseling@sekolah.example\r\n\r\n.satu \xe9\xff\x80\r\n',
    'To: Konseling+K7F3QX@Sekolah.example\r\n\r\ndua\r\n',
  ]);
  expect(world.addresses()).toEqual([]);
});

test('an answer is in the mailbox of the person it was written to, and is heard of', async () => {
  const heard: string[] = [];
  const stopHearing = world.onDelivered((address) => heard.push(address));
  await write('Sari@murid.example', 'halo', 'konseling@sekolah.example');
  await write('konseling@sekolah.example', 'balasan');
  stopHearing();
  await write('bima@murid.example', 'halo Bima', 'konseling@sekolah.example');
  expect(heard).toEqual(['sari@murid.example', 'konseling@sekolah.example']);
  expect(world.addresses()).toEqual(['bima@murid.example', 'sari@murid.example']);
  expect(world.mailboxOf('SARI@murid.example').map(({ raw }) => raw.toString())).toEqual([
    'To: Sari@murid.example\r\n\r\nhalo\r\n',
  ]);
  expect(world.mailboxOf('dewi@murid.example')).toEqual([]);
});

test('a restart loses nothing and repeats nothing', async () => {
  const taker = startTaker();
  for (const n of [1, 2, 3]) await write('konseling@sekolah.example', `surat ${n}`);
  await write('sari@murid.example', 'jawaban', 'konseling@sekolah.example');
  const copy = Buffer.from('Message-ID: <b1@sekolah.example>\r\n\r\nsalinan \xe9\r\n', 'latin1');
  await read(taker, 3);
  expect(await appendToSent({ url: world.imapUrl }, copy, '<b1@sekolah.example>')).toEqual({ state: 'appended' });

  for (let round = 0; round < 3; round++) {
    await world.stop();
    await start();
    await write('konseling@sekolah.example', `surat ${round + 4}`);
    const letters = await read(taker, round + 4);
    expect(letters).toHaveLength(round + 4);
    expect(taker.repeated).toBe(0);
    expect(taker.cursor.lastUid).toBe(round + 4);
  }
  expect(new Set([...taker.mails.values()].map(({ uidValidity }) => uidValidity)).size).toBe(1);
  expect(world.mailboxOf('sari@murid.example')).toHaveLength(1);
  expect(await appendToSent({ url: world.imapUrl }, copy, '<b1@sekolah.example>')).toEqual({ state: 'already_there' });
});

test('only the owner can read what is kept', async () => {
  await write('konseling@sekolah.example', 'surat');
  await write('sari@murid.example', 'jawaban', 'konseling@sekolah.example');
  const files = readdirSync(dir, { recursive: true, withFileTypes: true });
  expect(files.filter(({ name }) => name.endsWith('.eml'))).toHaveLength(2);
  for (const file of files) expect(statSync(join(file.parentPath, file.name)).mode & 0o077).toBe(0);
});

test('both servers know the password, and refuse another', async () => {
  expect(await checkImap({ url: world.imapUrl })).toMatchObject({ ok: true, idle: true, sentFolder: 'Sent' });
  expect(await checkSmtp(world.smtpUrl)).toEqual({ ok: true, tls: false });
  const wrong = encodeURIComponent(SERVICE.password);
  expect(await checkImap({ url: world.imapUrl.replace(wrong, 'x') })).toEqual({ ok: false, code: 'auth_failed' });
  expect(await checkSmtp(world.smtpUrl.replace(wrong, 'x'))).toMatchObject({ ok: false, code: 'auth_failed' });
});
