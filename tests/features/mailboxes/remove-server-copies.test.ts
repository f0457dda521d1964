// Removing the copies on the mail server: only what is safe here, byte for byte, and nothing else for any reason.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reconcileFolder } from '../../../src/intake/reconcile-folder.ts';
import { removeServerCopies } from '../../../src/intake/remove-server-copies.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { openParser } from '../intake/door.ts';
import { type Box, openBox } from './box.ts';

const DAY = 86_400_000;
const users = Array.from({ length: 20 }, (_, n) => `kotak${n}`);

describe.skipIf(!dovecotAvailable)(`removing copies from the mail server (${dovecotMissing})`, () => {
  let dovecot: Dovecot;
  let pool: ParsePool;
  let box: Box;
  let user: string;
  let count = 0;
  beforeAll(async () => {
    dovecot = await startDovecot({ users });
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

  const remove = (port?: number) =>
    removeServerCopies({
      db: box.world.db,
      vault: box.world.vault,
      mailboxId: box.world.mailboxId,
      settings: box.settings('INBOX', port),
      days: 7,
      now: () => box.clock.now,
    });
  /** `n` letters of as many people come, are filed, and lie for so many days. */
  async function letters(n: number, daysAgo = 8): Promise<string[]> {
    const raws = Array.from({ length: n }, (_, k) => box.arrive({ from: `murid${k}@murid.example` }).toString());
    await box.look();
    await box.file(pool);
    box.clock.now = new Date(box.clock.now.getTime() + daysAgo * DAY);
    return raws;
  }
  const compare = () =>
    reconcileFolder({ ...box.world, settings: box.settings(), now: () => box.clock.now, onTakenIn: () => {} });
  const onServer = () => dovecot.mails(user).map(String).sort();

  test('exactly what is filed and old enough goes, and it is on record', async () => {
    const [first, second] = await letters(2);
    const young = box.arrive({ from: 'dewi@murid.example' }).toString();
    await box.look();
    await box.file(pool);
    expect(onServer()).toEqual([first, second, young].sort());
    expect(await remove()).toEqual({ removed: 2, unlike: 0 });
    expect(onServer()).toEqual([young]);
    const rows = await box.rows();
    expect(rows.map(({ removedAt }) => removedAt !== null)).toEqual([true, true, false]);
    const events = await box.world.db
      .selectFrom('events')
      .select('data')
      .where('kind', '=', 'server_copies.removed')
      .execute();
    expect(events).toEqual([{ data: { mailbox: box.world.mailboxId, count: 2, mails: [rows[0]!.id, rows[1]!.id] } }]);
    expect(await remove()).toEqual({ removed: 0, unlike: 0 });
  });

  test('a letter that a person marked as deleted stays until they remove it themselves', async () => {
    await letters(2);
    box.arrive({ from: 'dewi@murid.example' });
    await box.look();
    await box.person(({ client }) => client.messageFlagsAdd('3', ['\\Deleted'], { uid: true }));
    expect(await remove()).toEqual({ removed: 2, unlike: 0 });
    expect(onServer()).toHaveLength(1);
  });

  test.each([
    ['waits to be filed', null],
    ['waits for a person', { state: 'held', fate: 'waits_for_person' }],
    ['could not be read', { state: 'failed', fate: 'could_not_be_read' }],
    ['was set aside', { state: 'ignored', fate: 'list' }],
  ] as const)('a letter that %s stays', async (_, settled) => {
    await letters(1);
    const waiting = box.arrive().toString();
    await box.look();
    const settledAt = box.clock.now;
    if (settled)
      await box.world.db
        .updateTable('inbound_mails')
        .set({ ...settled, settled_at: settledAt })
        .where('uid', '=', 2)
        .execute();
    box.clock.now = new Date(settledAt.getTime() + 80 * DAY);
    expect(await remove()).toEqual({ removed: 1, unlike: 0 });
    expect(onServer()).toEqual([waiting]);
  });

  test.each([
    ['was too large to be taken whole', { truncated: true }],
    ['was forgotten here', { raw_sealed: null }],
  ] as const)('a letter that %s stays', async (_, change) => {
    await letters(2);
    await box.world.db.updateTable('inbound_mails').set(change).where('uid', '=', 1).execute();
    expect(await remove()).toEqual({ removed: 1, unlike: 0 });
    expect(onServer()).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'do not open',
      async () => {
        const { raw_sealed } = await box.world.db
          .selectFrom('inbound_mails')
          .select('raw_sealed')
          .where('uid', '=', 1)
          .executeTakeFirstOrThrow();
        raw_sealed![raw_sealed!.length - 20]! ^= 1;
        return box.world.db.updateTable('inbound_mails').set({ raw_sealed }).where('uid', '=', 1).execute();
      },
    ],
    [
      'have another length than was written down',
      () => box.world.db.updateTable('inbound_mails').set({ size: 5 }).where('uid', '=', 1).execute(),
    ],
    [
      'are not those that were taken in',
      () =>
        box.world.db
          .updateTable('inbound_mails')
          .set({ raw_index: Buffer.alloc(32, 7) })
          .where('uid', '=', 1)
          .execute(),
    ],
    [
      'lost their key',
      async () => {
        const { id } = (await box.rows())[0]!;
        return box.world.tx((tx) => box.world.vault.destroy(tx, [id], box.clock.now));
      },
    ],
  ])('a letter whose bytes here %s stays, and somebody is told', async (_, spoil) => {
    await letters(2);
    await spoil();
    expect(await remove()).toEqual({ removed: 1, unlike: 1 });
    expect(onServer()).toHaveLength(1);
  });

  /** Exchange is known to estimate sizes. @returns a port where every size is wrong */
  async function lyingAboutSizes(work: (port: number) => Promise<void>): Promise<void> {
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    proxy.onWrite(({ from, chunk }) => {
      if (from !== 'server') return;
      for (const { index, 0: found } of chunk.toString('latin1').matchAll(/RFC822\.SIZE \d+/g)) {
        const last = index + found.length - 1;
        chunk[last] = chunk[last] === 0x39 ? 0x38 : 0x39;
      }
    });
    await work(proxy.port).finally(() => proxy.stop());
  }

  test('a server that gives wrong sizes: then the bytes decide', async () => {
    await letters(2);
    await lyingAboutSizes(async (port) => expect(await remove(port)).toEqual({ removed: 2, unlike: 0 }));
    expect(onServer()).toEqual([]);
  });

  test('another letter under the same number is not ours to remove', async () => {
    await letters(1);
    const other = box.arrive({ text: 'Ini surat lain yang lebih panjang daripada surat yang pertama.' }).toString();
    await box.look();
    const { raw_index } = await box.world.db
      .selectFrom('inbound_mails')
      .select('raw_index')
      .where('uid', '=', 1)
      .executeTakeFirstOrThrow();
    // As if the letter that is here once had this number.
    await box.world.db
      .updateTable('inbound_mails')
      .set({ raw_index, state: 'ignored', fate: 'duplicate', settled_at: box.clock.now })
      .where('uid', '=', 2)
      .execute();
    expect(await remove()).toEqual({ removed: 1, unlike: 1 });
    expect(onServer()).toEqual([other]);
  });

  test('what was erased here goes there too, at once; other bytes under its number do not', async () => {
    box.arrive({ from: 'sari@murid.example' });
    const other = box.arrive({ from: 'bima@murid.example' }).toString();
    await box.look();
    await box.world.db
      .updateTable('inbound_mails')
      .set({ state: 'ignored', fate: 'erased', raw_sealed: null, settled_at: box.clock.now })
      .execute();
    await box.world.db
      .updateTable('inbound_mails')
      .set({ raw_index: Buffer.alloc(32, 7) })
      .where('uid', '=', 2)
      .execute();
    expect(await remove()).toEqual({ removed: 1, unlike: 1 });
    expect(onServer()).toEqual([other]);
  });

  test('what was removed and comes back is recognised, and a comparison does not count it as gone', async () => {
    const [first] = await letters(1);
    await remove();
    expect(await compare()).toMatchObject({ onServer: 0, gone: 0 });
    dovecot.deliver(first!, user);
    await box.look();
    await box.file(pool);
    expect((await box.rows()).map(({ fate }) => fate)).toEqual(['new_case', 'duplicate']);
    expect(await remove()).toEqual({ removed: 1, unlike: 0 });
    expect(onServer()).toEqual([]);
  });

  test('also under new numbers the copies go', async () => {
    await letters(3);
    dovecot.dropIndex(user);
    expect(await remove()).toEqual({ refused: 'renumbered' });
    expect(onServer()).toHaveLength(3);
    await box.look();
    expect(await remove()).toEqual({ removed: 3, unlike: 0 });
    expect(onServer()).toEqual([]);
  });

  test('a line that breaks before the answer: the next comparison sees what became of it, and it is tried again', async () => {
    await letters(2);
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    proxy.onWrite(({ from, chunk }) => {
      if (from !== 'client' || !chunk.includes('EXPUNGE')) return;
      proxy.reset();
      return new Promise(() => {});
    });
    await expect(remove(proxy.port)).rejects.toThrow();
    await proxy.stop();
    expect(onServer()).toHaveLength(2);
    expect(await remove()).toEqual({ removed: 0, unlike: 0 });
    await compare();
    expect(await remove()).toEqual({ removed: 2, unlike: 0 });
    expect(onServer()).toEqual([]);
  });

  test('a process that died between the record and the removal: the next comparison finds the copies', async () => {
    await letters(1);
    await box.world.db.updateTable('inbound_mails').set({ removed_at: box.clock.now }).execute();
    expect(await remove()).toEqual({ removed: 0, unlike: 0 });
    await compare();
    expect(await remove()).toEqual({ removed: 1, unlike: 0 });
    expect(onServer()).toEqual([]);
  });
});

describe.skipIf(!dovecotAvailable)('a server that cannot remove single mails', () => {
  test('is left as it is, and it is said', async () => {
    const dovecot = await startDovecot({ users, capabilities: 'IMAP4rev1 SASL-IR LITERAL+ IDLE' });
    const pool = openParser();
    const box = await openBox(dovecot, 'kotak0');
    box.arrive();
    box.arrive({ from: 'bima@murid.example' });
    await box.person(({ client }) => client.messageFlagsAdd('2', ['\\Deleted'], { uid: true }));
    await box.look();
    await box.file(pool);
    const removing = { ...box.world, settings: box.settings(), days: 7, now: () => new Date(Date.now() + 8 * DAY) };
    expect(await removeServerCopies(removing)).toEqual({ refused: 'no_uidplus' });
    expect(dovecot.mails('kotak0')).toHaveLength(2);
    expect((await box.rows()).map(({ removedAt }) => removedAt)).toEqual([null, null]);
    await box.end();
    await pool.close();
    await dovecot.stop();
  });
});
