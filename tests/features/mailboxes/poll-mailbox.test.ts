// From a real mailbox into a real database: whatever happens to the mailbox, each letter is here once.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { trafficOf } from '../../../src/intake/mailbox-traffic.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { SERVICE_ADDRESS } from '../../support/cast.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { openParser } from '../intake/door.ts';
import { type Box, openBox } from './box.ts';

describe.skipIf(!dovecotAvailable)(`the poller and a mailbox (${dovecotMissing})`, () => {
  let dovecot: Dovecot;
  let pool: ParsePool;
  let box: Box;
  let user: string;
  let count = 0;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: Array.from({ length: 20 }, (_, n) => `kotak${n}`) });
    pool = openParser();
  });
  beforeEach(async () => {
    user = `kotak${count++}`;
    box = await openBox(dovecot, user);
  });
  afterEach(() => box.end());
  afterAll(async () => {
    await pool?.close();
    await dovecot?.stop();
  });

  const fates = async () => (await box.rows()).map(({ state, fate }) => fate ?? state).sort();
  const cases = async () => (await box.world.db.selectFrom('cases').select('id').execute()).length;

  test('a mailbox that gets new numbers: every letter is recognised, none is doubled, and it is said once', async () => {
    for (let n = 0; n < 60; n++) box.arrive({ from: `murid${n}@murid.example` });
    expect((await box.look()).takenIn).toHaveLength(60);
    await box.file(pool);
    dovecot.dropIndex(user);
    box.arrive({ from: 'baru@murid.example' });
    const again = await box.look();
    expect(again.takenIn).toHaveLength(1);
    expect(again.renumbered).toBe(1);
    await box.file(pool);
    expect(await cases()).toBe(61);
    expect((await fates()).filter((fate) => fate === 'duplicate')).toHaveLength(60);
    expect((await box.look()).renumbered).toBe(0);
  });

  test('a letter that is moved away and back, or copied, is one letter', async () => {
    box.arrive();
    await box.look();
    await box.file(pool);
    await box.person(async ({ client }) => {
      await client.mailboxCreate('Arsip');
      await client.messageMove('1', 'Arsip', { uid: true });
      await client.mailboxOpen('Arsip');
      await client.messageCopy('1', 'INBOX', { uid: true });
      await client.messageMove('1', 'INBOX', { uid: true });
    });
    expect((await box.look()).takenIn).toEqual([]);
    expect(await fates()).toEqual(['duplicate', 'duplicate', 'new_case']);
    expect(await cases()).toBe(1);
  });

  test('a person who reads, flags and deletes beside us takes nothing away from what is left', async () => {
    for (let n = 0; n < 10; n++) box.arrive({ from: `murid${n}@murid.example` });
    await box.person(async ({ client }) => {
      await client.messageFlagsAdd('1:6', ['\\Seen'], { uid: true });
      await client.messageDelete('3,4', { uid: true });
    });
    expect((await box.look()).takenIn).toHaveLength(8);
  });

  test('four pollers of one mailbox at once: each letter is taken in once', async () => {
    for (let n = 0; n < 60; n++) box.arrive({ from: `murid${n}@murid.example` });
    const heard = await Promise.all([1, 2, 3, 4].map(() => box.look()));
    // Dovecot may have listed the folder while the last of them were being laid into it.
    for (let n = 0; n < 5 && heard.flatMap(({ takenIn }) => takenIn).length < 60; n++) {
      await sleep(1000);
      heard.push(await box.look());
    }
    expect(new Set(heard.flatMap(({ takenIn }) => takenIn)).size).toBe(60);
    expect(heard.flatMap(({ takenIn }) => takenIn)).toHaveLength(60);
    expect(await box.rows()).toHaveLength(60);
  });

  test('what lies in the spam folder is seen, waits for a person, and is not answered', async () => {
    box.arrive({ from: 'sari@murid.example' });
    await box.person(({ client }) => client.messageMove('1', 'Spam', { uid: true }));
    const heard = await box.look({ settings: box.settings('\\Junk') });
    expect(heard.takenIn).toHaveLength(1);
    await box.file(pool);
    expect(await box.rows()).toMatchObject([
      { folder: '\\Junk', inSpam: true, state: 'held', problem: 'marked_as_spam' },
    ]);
    expect(await box.world.db.selectFrom('outbound_mails').select('id').execute()).toEqual([]);
  });

  test('whoever already takes part is heard out of the spam folder too', async () => {
    box.arrive({ from: 'sari@murid.example' });
    await box.look();
    await box.file(pool);
    box.arrive({ from: 'sari@murid.example' });
    await box.person(({ client }) => client.messageMove('2', 'Spam', { uid: true }));
    await box.look({ settings: box.settings('\\Junk') });
    await box.file(pool);
    expect(await fates()).toEqual(['joined', 'new_case']);
  });

  test('a folder that is not there is said', async () => {
    const { problems } = await box.look({ settings: box.settings('Tidak Ada') });
    expect(problems).toEqual(['folder_missing']);
    expect((await box.look({ settings: box.settings('\\Important') })).problems).toEqual(['folder_missing']);
  });

  test('every letter is downloaded once, and a day with much traffic is spoken of once', async () => {
    const bytes = Array.from({ length: 5 }, () => box.arrive({ text: 'x'.repeat(200_000) }).length);
    const total = bytes.reduce((sum, n) => sum + n, 0);
    const first = await box.look({ softLimit: total / 2 });
    // What was received is written down beside the looking, which does not wait for it.
    await expect.poll(() => first.traffic, { timeout: 10_000 }).toHaveLength(1);
    await expect
      .poll(() => trafficOf(box.world.db, SERVICE_ADDRESS, box.clock.now), { timeout: 10_000 })
      .toBeGreaterThan(total);
    const afterFirst = await trafficOf(box.world.db, SERVICE_ADDRESS, box.clock.now);
    expect(afterFirst).toBeLessThan(total * 1.1);
    const second = await box.look({ softLimit: total / 2 });
    expect(second.traffic).toEqual([]);
    expect((await trafficOf(box.world.db, SERVICE_ADDRESS, box.clock.now)) - afterFirst).toBeLessThan(10_000);
    box.clock.now = new Date(box.clock.now.getTime() + 86_400_000);
    expect(await trafficOf(box.world.db, SERVICE_ADDRESS, box.clock.now)).toBe(0);
  });
});
