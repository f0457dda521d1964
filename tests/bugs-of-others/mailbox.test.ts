// Bugs that users of other help desks suffered, where the mailbox is read: mails skipped, fetched again, or no longer fetched
// at all. On a real Dovecot; where the letters end is asked of a real database.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ingestMail } from '../../src/intake/ingest-mail.ts';
import { mailBanners } from '../../src/intake/mail-banners.ts';
import { pollMailbox } from '../../src/intake/poll-mailbox.ts';
import { reconcileFolder } from '../../src/intake/reconcile-folder.ts';
import { removeServerCopies } from '../../src/intake/remove-server-copies.ts';
import { words as intakeWords } from '../../src/intake/words.ts';
import { type ImapSettings, openImap } from '../../src/mail/imap/imap-session.ts';
import type { ParsePool } from '../../src/mail/parse-pool.ts';
import { keepConsent, openTokenSource } from '../../src/service/mailbox-logins.ts';
import { mergeWords } from '../../src/web/merge-words.ts';
import { aMail, casesOf, type Door, openDoor, openParser } from '../features/intake/door.ts';
import {
  FAST,
  lastHealth,
  startTaker,
  type Taker,
  until as untilIn,
  type Watching,
  watch,
} from '../mail/transport/taker.ts';
import { CLIENT, startAuthorizationServer } from '../support/authorization-server.ts';
import { days } from '../support/cast.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const HOUR = 3_600_000;
const SLOW = { timeout: 20_000, interval: 20 };
const until = (so: () => boolean) => untilIn(so, SLOW.timeout);

describe.skipIf(!dovecotAvailable)(`a mailbox on Dovecot (${dovecotMissing})`, () => {
  let dovecot: Dovecot;
  let proxy: TcpProxy;
  let user: string;
  let count = 0;
  const cleanUp: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    dovecot = await startDovecot({ users: Array.from({ length: 24 }, (_, n) => `kotak${n}`) });
  });
  afterAll(() => dovecot.stop());
  beforeEach(async () => {
    user = `kotak${count++}`;
    proxy = await startTcpProxy({ port: dovecot.imapPort });
    cleanUp.push(() => proxy.stop());
  });
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });

  const url = () => dovecot.imapUrl(user, proxy.port);
  const mail = (n: number | string, size = 0) =>
    `From: sari@murid.example\r\nSubject: surat ${n}\r\n\r\nisi ${n}\r\n${'x'
      .repeat(76)
      .concat('\r\n')
      .repeat(size / 78)}`;
  const deliver = (n: number) => {
    for (let i = 1; i <= n; i++) dovecot.deliver(mail(i), user);
  };

  function watching(taker: Taker, more: Parameters<typeof watch>[2] = {}): Watching {
    const running = watch(url(), taker, more);
    cleanUp.push(running.stop);
    return running;
  }

  /** Another mail program at the same mailbox. */
  async function person(work: (client: Awaited<ReturnType<typeof openImap>>['client']) => Promise<unknown>) {
    const session = await openImap({ url: dovecot.imapUrl(user) });
    await session.client.mailboxOpen('INBOX');
    await work(session.client);
    session.close();
  }

  /** Everything our side said to the server from now on. */
  function commands(): () => string {
    const said: string[] = [];
    proxy.onWrite(({ from, chunk }) => {
      if (from === 'client') said.push(chunk.toString('latin1'));
    });
    return () => said.join('');
  }

  const looks = (running: Watching) => running.health.filter(({ state }) => state === 'connected').length;

  test('10 no flag is ever set, so no server can say no to it after a letter was kept', async () => {
    const said = commands();
    deliver(3);
    const taker = startTaker();
    const running = watching(taker);
    await until(() => taker.mails.size === 3 && looks(running) >= 3);
    expect(said()).toMatch(/UID FETCH/);
    expect(said()).not.toMatch(/\b(STORE|SELECT|EXPUNGE|COPY|MOVE|CREATE|APPEND)\b/);
    expect(taker.repeated).toBe(0);
  });

  test('13 after a long absence every letter is fetched, however old and however many', async () => {
    await person(async (client) => {
      for (let n = 1; n <= 45; n++) await client.append('INBOX', mail(n), [], new Date(Date.now() - 60 * 24 * HOUR));
    });
    const taker = startTaker();
    watching(taker);
    await until(() => taker.mails.size === 45);
    expect([...taker.mails.values()].map(({ uid }) => uid)).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
  });

  test('15 the date of a mail does not decide whether it is fetched', async () => {
    const said = commands();
    await person(async (client) => {
      for (const year of ['1999', '2038', '2026'])
        await client.append('INBOX', mail(year), [], new Date(`${year}-01-01`));
    });
    const taker = startTaker();
    watching(taker);
    await until(() => taker.mails.size === 3);
    expect(said()).not.toMatch(/\b(SENT)?(SINCE|BEFORE|ON) \d/);
  });

  test('16 the newest letters come too, although flags change while the older ones are read', async () => {
    deliver(9);
    const taker = startTaker();
    watching(taker, {
      limits: { mails: 2 },
      take: async (batch, seen) => {
        await person((client) => client.messageFlagsAdd(batch.map(({ uid }) => uid).join(), ['\\Seen'], { uid: true }));
        await taker.take(batch, seen);
      },
    });
    await until(() => taker.mails.size === 9);
    expect(taker.cursor.lastUid).toBe(9);
  });

  test('17 no letter is skipped when those before it are moved away meanwhile', async () => {
    deliver(8);
    const taker = startTaker();
    watching(taker, {
      limits: { mails: 2 },
      take: async (batch, seen) => {
        await person((client) => client.messageMove(batch.map(({ uid }) => uid).join(), 'Spam', { uid: true }));
        await taker.take(batch, seen);
      },
    });
    await until(() => taker.mails.size === 8);
    expect(dovecot.mails(user, 'Spam')).toHaveLength(8);
  });

  test('18 one mail that breaks the line each time keeps no other away', async () => {
    deliver(2);
    dovecot.deliver(mail('RACUN'), user);
    dovecot.deliver(mail('terakhir'), user);
    proxy.onWrite(({ from, chunk }) => {
      if (from === 'server' && chunk.includes('RACUN')) proxy.reset();
    });
    const taker = startTaker();
    const running = watching(taker);
    await until(() => taker.mails.size === 3 && lastHealth(running)?.withheld === 1);
    const taken = [...taker.mails.values()].map(({ uid }) => uid);
    const missing = [1, 2, 3, 4].find((uid) => !taken.includes(uid))!;
    expect(taker.cursor.lastUid).toBe(missing - 1); // it is not passed over: the cursor waits below it
  });

  test('27 a line that falls silent is left, and reading goes on by itself on one new line', async () => {
    const taker = startTaker();
    const running = watching(taker);
    await until(() => looks(running) >= 1);
    proxy.stall();
    dovecot.deliver(mail(1), user);
    await until(() => lastHealth(running)?.state === 'failed');
    proxy.heal();
    const lines = proxy.connections;
    await until(() => taker.mails.size === 1);
    expect(proxy.connections - lines).toBeLessThanOrEqual(1);
  });

  test('28 a server whose IDLE tells nothing is asked all the same', async () => {
    let isIdle = false;
    let release = () => {};
    proxy.onWrite(({ from, chunk }) => {
      if (from === 'client') {
        isIdle = /IDLE\r\n/.test(chunk.toString('latin1'));
        return release();
      }
      // The hint comes no sooner than we speak ourselves; what comes together with the answer to IDLE is no hint.
      if (isIdle && /^\* \d+ EXISTS/.test(chunk.toString('latin1'))) {
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      }
    });
    const taker = startTaker();
    // The next poll is far off, and a busy machine has time to answer.
    const patient = { connectMs: 20_000, commandMs: 20_000, probeAnswerMs: 10_000, silenceMs: 20_000 };
    const running = watching(taker, { timings: { ...patient, pollEveryMs: 60_000 } });
    await until(() => looks(running) >= 1);
    dovecot.deliver(mail(1), user);
    await until(() => taker.mails.size === 1);
    expect(running.health.every(({ state }) => state !== 'failed')).toBe(true);
  });

  test('30 each byte is fetched once, however often the mailbox is looked at and the line breaks', async () => {
    for (let n = 0; n < 6; n++) dovecot.deliver(mail(n, 100_000), user);
    const taker = startTaker();
    const running = watching(taker);
    await until(() => taker.mails.size === 6);
    for (let n = 0; n < 3; n++) {
      const before = looks(running);
      proxy.reset();
      await until(() => looks(running) >= before + 2);
    }
    expect(proxy.bytes.server).toBeLessThan(6 * 100_000 * 1.1);
  });

  test('33 one very large mail is not read into memory, and stops no other', async () => {
    dovecot.deliver(mail('kecil'), user);
    dovecot.deliver(mail('besar', 3_000_000), user);
    dovecot.deliver(mail('sesudah'), user);
    const taker = startTaker();
    watching(taker, { limits: { mails: 20, bytes: 100_000, hardCap: 1_000_000 } });
    await until(() => taker.mails.size === 3);
    expect([...taker.mails.values()].filter(({ truncated }) => truncated)).toHaveLength(1);
    expect(proxy.bytes.server).toBeLessThan(100_000);
  });

  describe('to its case', () => {
    let pool: ParsePool;
    let door: Door;
    const problems: string[] = [];
    beforeAll(() => {
      pool = openParser();
    });
    afterAll(() => pool.close());
    beforeEach(async () => {
      door = await openDoor(pool);
      cleanUp.push(() => door.world.end());
    });

    const settings = () => ({ url: url(), folder: 'INBOX' });

    /** The poller and the worker of the program. */
    function serve(from: ImapSettings & { folder: string } = settings()): void {
      const abort = new AbortController();
      const filing: Promise<unknown>[] = [];
      const polling = pollMailbox({
        db: door.world.db,
        vault: door.world.vault,
        mailboxId: door.world.mailboxId,
        settings: from,
        pollEveryMs: 200,
        timings: FAST,
        softLimit: Number.POSITIVE_INFINITY,
        onTakenIn: (ids) => void filing.push(...ids.map((id) => ingestMail(door.ingest, id))),
        onRenumbered: () => {},
        onMuchTraffic: () => {},
        onProblem: (code) => void problems.push(code),
        now: () => door.clock.now,
        signal: abort.signal,
      });
      cleanUp.push(async () => {
        abort.abort();
        await polling;
        await Promise.allSettled(filing);
      });
    }

    const fates = async () => (await door.rows()).map(({ fate, state }) => fate ?? state).sort();
    const letters = async () => (await casesOf(door)).map(({ letters }) => letters);

    test('11 a mail that the server will not let go of is imported once', async () => {
      dovecot.deliver(aMail({ from: 'sari@murid.example' }), user);
      serve();
      await expect.poll(fates, SLOW).toEqual(['new_case']);
      proxy.onWrite(({ from, chunk }) => {
        if (from === 'client' && / UID (STORE|EXPUNGE) /.test(chunk.toString('latin1'))) proxy.reset();
      });
      const removing = { ...door.world, settings: settings(), days: 1, now: () => days(30) };
      await expect(removeServerCopies(removing)).rejects.toThrow();
      // What was asked for is not asked for again: the next comparison tells whether the copy has gone.
      expect(await removeServerCopies(removing)).toEqual({ removed: 0, unlike: 0 });
      dovecot.deliver(aMail({ from: 'sari@murid.example' }), user);
      await expect.poll(fates, SLOW).toEqual(['joined', 'new_case']);
      expect(dovecot.mails(user)).toHaveLength(2);
    });

    test('14 what was read elsewhere is fetched, and what was missed is found by night', async () => {
      for (let n = 0; n < 3; n++) dovecot.deliver(aMail({ from: `siswa${n}@murid.example` }), user);
      await person((client) => client.messageFlagsAdd('1:*', ['\\Seen']));
      serve();
      await expect.poll(fates, SLOW).toEqual(['new_case', 'new_case', 'new_case']);
      // As if a mail had never been taken in, though the cursor is past it.
      const lost = await door.world.db.selectFrom('inbound_mails').select('id').where('uid', '=', 2).executeTakeFirst();
      await door.world.db.updateTable('inbound_mails').set({ uid: 99 }).where('id', '=', lost!.id).execute();
      const found = await reconcileFolder({
        ...door.world,
        settings: settings(),
        now: () => days(1),
        onTakenIn: () => {},
      });
      expect(found).toMatchObject({ onServer: 3, fetched: 1, missing: 0 });
    });

    test('19 new numbers for every mail, again and again, lose no letter and repeat none', async () => {
      serve();
      for (let n = 1; n <= 3; n++) {
        dovecot.deliver(aMail({ from: `siswa${n}@murid.example` }), user);
        await expect.poll(letters, SLOW).toEqual(Array(n).fill(1));
        dovecot.dropIndex(user);
      }
      dovecot.deliver(aMail({ from: 'terakhir@murid.example' }), user);
      await expect.poll(letters, SLOW).toEqual([1, 1, 1, 1]);
      expect((await fates()).filter((fate) => fate !== 'duplicate')).toEqual(Array(4).fill('new_case'));
    });

    test('21 the first connection changes nothing in a mailbox, and answers no letter of long ago', async () => {
      await person(async (client) => {
        for (let n = 0; n < 4; n++)
          await client.append('INBOX', aMail({ from: `lama${n}@murid.example` }), [], days(-90));
      });
      const before = [dovecot.flags(user), dovecot.mails(user).map(String).sort()];
      serve();
      await expect.poll(letters, SLOW).toEqual([1, 1, 1, 1]);
      expect(await door.world.db.selectFrom('outbound_mails').select('id').execute()).toEqual([]);
      expect([dovecot.flags(user), dovecot.mails(user).map(String).sort()]).toEqual(before);
    });

    test('29 a refresh token that changes with each use is kept, and a mailbox that needs a person says so', async () => {
      const provider = await startAuthorizationServer();
      cleanUp.push(() => provider.stop());
      provider.rotate(true);
      const { db, vault, mailboxId } = door.world;
      const clock = { now: door.clock.now };
      const tokens = { access: 'lama', lastsMs: 0, refresh: provider.consent() };
      await door.world.tx((tx) => keepConsent(tx, vault, mailboxId, tokens, clock.now));
      const oauth = {
        provider: 'google' as const,
        clientId: CLIENT.id,
        clientSecret: CLIENT.secret,
        tenant: 'organizations',
        authorizeUrl: provider.authorizeUrl,
        tokenUrl: provider.tokenUrl,
      };
      const source = () => openTokenSource({ db, vault, mailboxId, oauth, now: () => clock.now });
      for (let day = 0; day < 90; day += 30) {
        expect(provider.isGood(await source().get())).toBe(true); // each time as a program that was just started
        clock.now = new Date(clock.now.getTime() + 30 * 24 * HOUR);
      }
      provider.withdraw();
      serve({ url: `imap://${user}@127.0.0.1:${dovecot.imapPort}`, folder: 'INBOX', tokens: source() });
      const words = mergeWords(intakeWords);
      const banners = () => mailBanners(db, days(400), (key, values) => words.say('id', key, values));
      await expect.poll(async () => (await banners()).join(), SLOW).toContain('perlu meminta izin sekali lagi');
    });

    test('31 a letter comes all the way in without anybody being asked for permission on the network', async () => {
      const asked = new Set<string>();
      const hear = (message: unknown) => {
        const { socket } = message as { socket: Socket };
        socket.on('lookup', (_error, _address, _family, host) => asked.add(host));
        socket.on('connectionAttempt', (ip, port) => asked.add(`${ip}:${port}`));
      };
      subscribe('net.client.socket', hear);
      cleanUp.push(async () => void unsubscribe('net.client.socket', hear));
      dovecot.deliver(aMail({ from: 'sari@murid.example' }), user);
      serve();
      await expect.poll(fates, SLOW).toEqual(['new_case']);
      const known = [`127.0.0.1:${proxy.port}`, `127.0.0.1:${dovecot.imapPort}`, new URL(door.world.url).host];
      expect(asked).toContain(known[0]);
      expect([...asked].filter((host) => !known.includes(host))).toEqual([]);
    });
  });
});
