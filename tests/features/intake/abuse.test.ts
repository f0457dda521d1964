// Loops and floods: whoever answers everything, writes hundreds of times, or under hundreds of names, is heard once, and
// nobody else waits for it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { blockSender, liftBlock, listBlocks } from '../../../src/intake/blocks.ts';
import { forgetBytes } from '../../../src/intake/forget-bytes.ts';
import { readRaw } from '../../../src/intake/inbound-mail.ts';
import { ingestMail } from '../../../src/intake/ingest-mail.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { openSmtp } from '../../../src/mail/smtp.ts';
import { deliverMail } from '../../../src/replies/deliver-mail.ts';
import { days, START } from '../../support/cast.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';
import { aMail, casesOf, type Door, fileAll, openDoor, openParser } from './door.ts';

let pool: ParsePool;
let sink: SmtpSink;
let door: Door;
beforeAll(async () => {
  pool = openParser();
  sink = await startSmtpSink();
});
beforeEach(async () => {
  door = await openDoor(pool);
  sink.received.length = 0;
});
afterEach(() => door.world.end());
afterAll(async () => {
  await sink.stop();
  await pool.close();
});

const acknowledgements = () =>
  door.world.db.selectFrom('outbound_mails').select('id').where('kind', '=', 'acknowledgement').execute();

/** Sends whatever waits. @returns what left */
async function sendAll() {
  const { db, vault } = door.world;
  const smtp = openSmtp(sink.url);
  const before = sink.received.length;
  const rows = await db.selectFrom('outbound_mails').select('id').where('state', '=', 'queued').execute();
  for (const { id } of rows) await deliverMail({ db, vault, smtpOf: () => smtp, now: () => door.clock.now }, id);
  return sink.received.slice(before);
}

test.each([
  ['one address', () => 'robot@luar.example'],
  ['a new address each time', (n: number) => `robot${n}@luar.example`],
])(
  'a robot that answers everything, from %s, with a new Message-ID and subject, and knows no RFC 3834: it ends by itself',
  async (_, address) => {
    await door.arrive(aMail({ from: address(0), subject: 'Halo' }));
    let turns = 0;
    for (; turns < 200; turns++) {
      const left = await sendAll();
      if (!left.length) break;
      for (const _mail of left)
        await door.arrive(aMail({ from: address(turns + 1), subject: `ROBOT ${turns}: ${'Re: '.repeat(turns)}` }));
    }
    expect(turns).toBeLessThanOrEqual(31);
    expect((await acknowledgements()).length).toBeLessThanOrEqual(30);
    for (const { from, raw } of sink.received) {
      expect(from).toBe('');
      expect(raw.toString()).not.toContain('ROBOT');
    }
  },
);

test('hundreds of letters of one address are one case and one answer, and another letter is filed among them', async () => {
  const flood = Array.from({ length: 100 }, () => aMail({ from: 'banjir@luar.example' }));
  const more = Array.from({ length: 100 }, () => aMail({ from: 'banjir@luar.example' }));
  const ids = await door.takeIn([...flood, aMail({ from: 'dewi@murid.example' }), ...more]);
  const work = [...ids];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let id = work.shift(); id; id = work.shift()) await ingestMail(door.ingest, id);
    }),
  );
  expect((await casesOf(door)).map(({ letters }) => letters).sort((a, b) => a - b)).toEqual([1, 200]);
  expect(await acknowledgements()).toHaveLength(2);
}, 120_000);

test('a hundred and more forged addresses get no more answers than an hour allows, and none bears a word of theirs', async () => {
  const forged = Array.from({ length: 120 }, (_, n) =>
    aMail({ from: `MARK${n} <palsu${n}@luar.example>`, subject: 'MARK beli' }),
  );
  await fileAll(door, await door.takeIn(forged));
  expect(await acknowledgements()).toHaveLength(30);
  await sendAll();
  for (const { raw } of sink.received) expect(raw.toString()).not.toContain('MARK');
});

describe('a blocked sender', () => {
  const block = (sender: string, more: { evenSo?: boolean; who?: 'buAni' | 'pakJoko' | 'buRatna' } = {}) =>
    door.world.tx((tx) =>
      blockSender(
        tx,
        door.world.vault,
        door.world[more.who ?? 'buAni'],
        { sender, reason: 'abuse', days: 30, evenSo: more.evenSo ?? false },
        door.clock.now,
      ),
    );

  test('writes into no case and is not answered; the letter is kept, however old, and can be read', async () => {
    expect(await block('Iklan@Toko.example')).toHaveProperty('blocked');
    const row = await door.arrive(aMail({ from: 'Iklan <iklan@toko.example>' }));
    expect(row).toMatchObject({ state: 'ignored', fate: 'blocked', caseId: null });
    expect(await acknowledgements()).toEqual([]);
    expect(await forgetBytes(door.world.db, door.world.vault, days(400))).toBe(0);
    expect(await readRaw(door.world.db, door.world.vault, row.id)).not.toBeNull();
    expect(await door.arrive(aMail({ from: 'lain@toko.example' }))).toMatchObject({ fate: 'new_case' });
  });

  test('is heard again when the block ends, or is lifted', async () => {
    const made = (await block('a@toko.example')) as { blocked: string };
    door.clock.now = new Date(START.getTime() + 60_000);
    await block('b@toko.example');
    expect(await listBlocks(door.world.db, door.world.vault, door.clock.now)).toMatchObject([
      { sender: 'b@toko.example', madeBy: 'Bu Ani', reason: 'abuse' },
      { sender: 'a@toko.example', expiresAt: days(30) },
    ]);
    await door.world.tx((tx) => liftBlock(tx, door.world.buAni, made.blocked, START));
    expect(await door.arrive(aMail({ from: 'a@toko.example' }))).toMatchObject({ fate: 'new_case' });
    expect(await door.arrive(aMail({ from: 'b@toko.example' }))).toMatchObject({ fate: 'blocked' });
    door.clock.now = days(31);
    expect(await door.arrive(aMail({ from: 'b@toko.example' }))).toMatchObject({ fate: 'new_case' });
    expect(await block('b@toko.example', { evenSo: true })).toHaveProperty('blocked');
  });

  test('who has an open case is asked about first, and a whole domain never shuts one out', async () => {
    const { caseId } = await door.arrive(aMail({ from: 'sari@murid.example' }));
    expect(await block('sari@murid.example')).toEqual({ refused: 'has_open_case' });
    expect(await block('@murid.example')).toHaveProperty('blocked');
    expect(await door.arrive(aMail({ from: 'sari@murid.example' }))).toMatchObject({ fate: 'joined', caseId });
    expect(await door.arrive(aMail({ from: 'tamu@murid.example' }))).toMatchObject({ fate: 'blocked' });
    expect(await block('sari@murid.example', { evenSo: true })).toHaveProperty('blocked');
    expect(await door.arrive(aMail({ from: 'sari@murid.example' }))).toMatchObject({ fate: 'blocked' });
  });

  test('is no address of ours, no nonsense, and blocked by counsellors alone', async () => {
    for (const ours of ['konseling@sekolah.example', '@sekolah.example', 'ani@sekolah.example'])
      expect(await block(ours)).toEqual({ refused: 'our_own' });
    for (const odd of ['', 'toko', '@', 'a@b', 'a b@toko.example'])
      expect(await block(odd)).toEqual({ refused: 'no_sender' });
    for (const who of ['pakJoko', 'buRatna'] as const)
      expect(await block('a@toko.example', { who })).toEqual({ refused: 'not_found' });
  });
});
