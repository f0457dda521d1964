// HAPUS: one who may agrees, and nothing is left to read; the last letter leaves all the same.

import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeNote } from '../../../src/cases/write-note.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { listErasures } from '../../../src/privacy/erasures.ts';
import { forgetLastLetters } from '../../../src/replies/forget-last-letters.ts';
import { saveDraft } from '../../../src/replies/save-draft.ts';
import { agreeToErase } from '../../../src/rights/agree-to-erase.ts';
import { rowOf } from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { aMail } from '../intake/door.ts';
import {
  beginCase,
  confirmed,
  openCheckingParser,
  openLetters,
  openRightsDesk,
  type RightsDesk,
} from './rights-desk.ts';

let pool: ParsePool;
let desk: RightsDesk;
beforeAll(() => {
  pool = openCheckingParser();
});
beforeEach(async () => {
  desk = await openRightsDesk(pool);
});
afterEach(() => desk.end());
afterAll(() => pool.close());

const CANARY = 'kenari-kuning-di-atap';
const agree = (request: string, who = desk.world.buAni) =>
  desk.world.tx((tx) => agreeToErase(tx, desk.from, who, request, desk.clock.now));
/** keys of cases, people and mails that still open something */
const keysLeft = async () => {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from vault.keys where owner is not null and wrapped is not null`.execute(desk.world.db);
  return Number(rows[0]!.n);
};

test('everything goes with one press, and the last letter leaves without any key of the case', async () => {
  const { world, clock } = desk;
  const letter = {
    from: `${CANARY} <sari@murid.example>`,
    subject: CANARY,
    text: CANARY,
    messageId: 'kenari@murid.example',
  };
  const kasus = await beginCase(desk, letter);
  await world.tx((tx) => writeNote(tx, world.vault, world.buAni, kasus.code, CANARY, clock.now));
  await world.tx((tx) =>
    saveDraft(tx, world.vault, world.buAni, kasus.code, { text: CANARY, formId: null }, clock.now),
  );
  const request = await confirmed(desk, kasus, 'HAPUS');

  expect(await agree(request, world.pakBudi)).toEqual({ refused: 'not_found' });
  expect(await agree(request, world.pakJoko)).toEqual({ refused: 'not_found' });
  await world.db.updateTable('cases').set({ signs: 'red' }).execute();
  expect(await agree(request)).toEqual({ refused: 'danger_open' });
  await world.db.updateTable('cases').set({ signs: 'none' }).execute();

  const done = (await agree(request)) as { erased: string; letter: string };
  expect(done.erased).toBe(kasus.code);
  expect(await rowOf(world, kasus)).toMatchObject({ stage: 'closed', ending: 'withdrawn', erased_at: clock.now });
  expect(await agree(request)).toMatchObject({ refused: 'already_settled' });
  // One key is left: that of the last letter.
  expect(await keysLeft()).toBe(1);
  expect(await openLetters(desk)).toEqual([done.letter]);
  await desk.deliver([done.letter]);
  const [last] = desk.sink.received.slice(-1);
  expect(last).toMatchObject({ from: '', to: ['sari@murid.example'] });
  expect(last!.raw.toString()).toContain('Surat terakhir dari kami');
  expect(last!.raw.toString()).not.toContain(CANARY);
  expect(await forgetLastLetters(world.db, world.vault, clock.now)).toBe(1);
  expect(await forgetLastLetters(world.db, world.vault, clock.now)).toBe(0);
  expect(await keysLeft()).toBe(0);

  expect(await tablesHolding(world.url, CANARY)).toEqual([]);
  expect(await tablesHolding(world.url, 'sari@murid.example')).toEqual([]);
  const kept = await sql<{ n: string }>`select
      (select count(*) from notes where body_sealed is not null) + (select count(*) from drafts)
    + (select count(*) from messages where content_sealed is not null) + (select count(*) from konseli_addresses)
    + (select count(*) from inbound_mails where raw_sealed is not null)
    + (select count(*) from outbound_mails where raw_sealed is not null or recipient_sealed is not null)
    + (select count(*) from own_requests where code_hash is not null) as n`.execute(world.db);
  expect(Number(kept.rows[0]!.n)).toBe(0);
  expect(await listErasures(world.db, world.buRatna, clock.now)).toMatchObject([
    { code: kasus.code, reason: 'konseli_asked', askedBy: null, answer: { agreed: true, by: 'Bu Ani' } },
  ]);

  // It does not come back, and whoever writes anew is new.
  expect(await desk.arrive(aMail(letter))).toMatchObject({ fate: 'erased' });
  expect(await desk.arrive(aMail({ text: 'Saya menulis lagi.' }))).toMatchObject({ fate: 'new_case' });
});

test('all cases of the konseli are asked about; each is agreed to by whoever has it', async () => {
  const { world } = desk;
  const first = await beginCase(desk);
  const closed = { stage: 'closed', ending: 'withdrawn', turn: 'nobody', closed_at: desk.clock.now } as const;
  await world.db
    .updateTable('cases')
    .set({ ...closed, waiting_since: null, answer_due_at: null })
    .execute();
  const second = await beginCase(desk, { counsellor: world.pakBudi, text: 'Saya kembali, Bu.' });
  const request = await confirmed(desk, second, 'HAPUS');
  expect((await desk.requests(first.id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['erase confirmed']);
  expect(await agree(request)).toEqual({ refused: 'not_found' });
  expect(await agree(request, world.pakBudi)).toHaveProperty('erased');
  await desk.deliver(await openLetters(desk));
  const [other] = await desk.requests(first.id);
  expect(await agree(other!.id)).toHaveProperty('erased');
  await desk.deliver(await openLetters(desk));
  expect(desk.sink.received.filter(({ raw }) => raw.includes('Surat terakhir')).length).toBe(2);
  await forgetLastLetters(world.db, world.vault, desk.clock.now);
  expect(await keysLeft()).toBe(0);
});

test('a letter that is still on its way holds it up, and nothing is half gone', async () => {
  const { world } = desk;
  const kasus = await beginCase(desk);
  const request = await confirmed(desk, kasus, 'HAPUS');
  await world.db
    .insertInto('outbound_mails')
    .values({
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      case_id: kasus.id,
      mailbox_id: world.mailboxId,
      kind: 'reply',
      dedupe_key: 'reply:1',
      message_index: Buffer.alloc(32),
      recipient_sealed: Buffer.alloc(40),
      raw_sealed: Buffer.alloc(40),
    })
    .execute();
  expect(await agree(request)).toEqual({ refused: 'still_sending' });
  expect((await rowOf(world, kasus)).erased_at).toBeNull();
});

test('a last letter that never leaves is given up after a week, with its address', async () => {
  const { world, clock } = desk;
  const kasus = await beginCase(desk);
  const request = await confirmed(desk, kasus, 'HAPUS');
  const { letter } = (await agree(request)) as { letter: string };
  const weekLater = new Date(clock.now.getTime() + 7.1 * 86_400_000);
  expect(await forgetLastLetters(world.db, world.vault, clock.now)).toBe(0);
  expect(await forgetLastLetters(world.db, world.vault, weekLater)).toBe(1);
  expect(await keysLeft()).toBe(0);
  const row = await world.db.selectFrom('outbound_mails').select('state').where('id', '=', letter).executeTakeFirst();
  expect(row).toEqual({ state: 'failed' });
});
