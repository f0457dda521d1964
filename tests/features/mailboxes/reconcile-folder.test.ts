// The nightly comparison of a real mailbox with what was taken in: what is missing comes, what went is counted, nothing is
// read again.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Counts, reconcileFolder } from '../../../src/intake/reconcile-folder.ts';
import { lastReconciliations } from '../../../src/intake/reconciliations.ts';
import { SERVICE_ADDRESS } from '../../support/cast.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { type Box, openBox } from './box.ts';

const NOTHING: Counts = { onServer: 0, waiting: 0, fetched: 0, missing: 0, sizeDiffers: 0, gone: 0, goneUnread: 0 };

describe.skipIf(!dovecotAvailable)(`comparing a mailbox with what is here (${dovecotMissing})`, () => {
  let dovecot: Dovecot;
  let box: Box;
  let user: string;
  let count = 0;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: Array.from({ length: 20 }, (_, n) => `kotak${n}`) });
  });
  beforeEach(async () => {
    user = `kotak${count++}`;
    box = await openBox(dovecot, user);
  });
  afterEach(() => box.end());
  afterAll(() => dovecot?.stop());

  const woken: string[] = [];
  const reconcile = (port?: number) =>
    reconcileFolder({
      db: box.world.db,
      vault: box.world.vault,
      mailboxId: box.world.mailboxId,
      settings: box.settings('INBOX', port),
      now: () => box.clock.now,
      onTakenIn: (ids) => void woken.push(...ids),
    });
  const cursor = () =>
    box.world.db.selectFrom('mailbox_folders').select(['uid_validity', 'last_uid']).executeTakeFirstOrThrow();

  test('all is here: numbers, a row, a line in the record', async () => {
    for (let n = 0; n < 5; n++) box.arrive();
    await box.look();
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 5 });
    expect(await lastReconciliations(box.world.db)).toEqual([
      { ...NOTHING, onServer: 5, address: SERVICE_ADDRESS, folder: 'INBOX', endedAt: box.clock.now },
    ]);
    const events = await box.world.db.selectFrom('events').select(['actor', 'kind']).execute();
    expect(events).toEqual([{ actor: 'system', kind: 'mailbox.reconciled' }]);
  });

  test('what is missing below the cursor comes through the same door, and the cursor stays', async () => {
    const raws = Array.from({ length: 6 }, () => box.arrive());
    await box.look();
    const lost = (await box.rows()).filter(({ uid }) => uid === 2 || uid === 5).map(({ id }) => id);
    await box.world.db.deleteFrom('inbound_mails').where('id', 'in', lost).execute(); // a backup that was older
    const before = await cursor();
    woken.length = 0;
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 6, fetched: 2 });
    expect(await cursor()).toEqual(before);
    const rows = await box.rows();
    expect(rows.map(({ uid }) => uid).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rows.find(({ uid }) => uid === 2)?.size).toBe(raws[1]!.length);
    expect([...woken].sort()).toEqual(
      rows
        .filter(({ uid }) => uid === 2 || uid === 5)
        .map(({ id }) => id)
        .sort(),
    );
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 6 });
  });

  test('what a person deleted is counted, and stays here', async () => {
    for (let n = 0; n < 4; n++) box.arrive();
    await box.look();
    await box.person(({ client }) => client.messageDelete('2,3', { uid: true }));
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 2, gone: 2 });
    expect(await box.rows()).toHaveLength(4);
  });

  test('what came and went before it could be read is counted', async () => {
    box.arrive();
    await box.look();
    await reconcile();
    for (let n = 0; n < 3; n++) box.arrive();
    await box.person(({ client }) => client.messageDelete('3', { uid: true }));
    await box.look();
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 3, goneUnread: 1 });
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 3 }); // said once
  });

  test('what the poller has not reached yet is left to it', async () => {
    box.arrive();
    await box.look();
    box.arrive();
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 2, waiting: 1 });
    expect(await box.rows()).toHaveLength(1);
  });

  test('while the mailbox has new numbers nothing is compared; then everything is', async () => {
    for (let n = 0; n < 5; n++) box.arrive();
    await box.look();
    dovecot.dropIndex(user);
    expect(await reconcile()).toBeNull();
    expect(await box.rows()).toHaveLength(5);
    await box.look();
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 5 });
  });

  test('a mail with another size there is counted; no mail that is here is read again', async () => {
    for (let n = 0; n < 10; n++) box.arrive({ text: 'x'.repeat(50_000) });
    await box.look();
    await box.world.db.updateTable('inbound_mails').set({ size: 7 }).where('uid', '=', 4).execute();
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    expect(await reconcile(proxy.port)).toEqual({ ...NOTHING, onServer: 10, sizeDiffers: 1 });
    expect(proxy.bytes.server).toBeLessThan(20_000);
    await proxy.stop();
  });

  test('an empty mailbox, and one that was never read', async () => {
    expect(await reconcile()).toEqual(NOTHING);
    box.arrive();
    expect(await reconcile()).toBeNull();
    await box.look();
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 1 });
  });

  test('a line that breaks in the middle keeps what came, says so, and the next time brings the rest', async () => {
    for (let n = 0; n < 8; n++) box.arrive({ text: 'x'.repeat(100_000) });
    await box.look();
    await box.world.db.deleteFrom('inbound_mails').execute();
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    proxy.cutAfter(450_000, 'server');
    await expect(reconcile(proxy.port)).rejects.toThrow();
    await proxy.stop();
    const came = (await box.rows()).length;
    expect(came).toBeLessThan(8);
    expect(await reconcile()).toEqual({ ...NOTHING, onServer: 8, fetched: 8 - came });
  });
});
