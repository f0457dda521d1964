// The folders: what stands in which, in which order, page by page, and whose words are opened for whom.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { countFolders, type Folder, type ListWish, listCases } from '../../../src/cases/case-lists.ts';
import type { Person } from '../../../src/core/policy.ts';
import { newId } from '../../../src/db/database.ts';
import {
  aCase,
  counsellorAnswers,
  days,
  hours,
  konseliWrites,
  openWorld,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
const now = days(3);
beforeEach(async () => {
  await world?.end();
  world = await openWorld();
});
afterAll(() => world.end());

test('a new letter waits in Baru for every counsellor, and in nobody’s own folder', async () => {
  const sari = await aCase(world);
  expect(await codes(world.buAni, 'new')).toEqual([sari.code]);
  expect(await codes(world.pakBudi, 'new')).toEqual([sari.code]);
  expect(await codes(world.buAni, 'mine')).toEqual([]);
  expect(await countFolders(world.db, world.buAni, now)).toMatchObject({ new: 1, mine: 0, all: 1, done: 0 });
});

test('a case moves from mine to waiting with the answer, and back with the next letter', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  expect(await codes(world.buAni, 'mine')).toEqual([sari.code]);
  await counsellorAnswers(world, sari, world.buAni, { text: 'Terima kasih sudah menulis.', at: hours(1) });
  expect(await codes(world.buAni, 'mine')).toEqual([]);
  expect(await codes(world.buAni, 'waiting')).toEqual([sari.code]);
  await konseliWrites(world, sari, { text: 'Baik, Bu.', at: hours(2) });
  expect(await codes(world.buAni, 'mine')).toEqual([sari.code]);
});

test('a colleague’s case is in no list and no number', async () => {
  await aCase(world, { counsellor: world.buAni });
  const counts = await countFolders(world.db, world.pakBudi, now);
  expect(Object.values(counts)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await codes(world.pakBudi, 'all')).toEqual([]);
});

test('who is excluded does not see a new letter either', async () => {
  const sari = await aCase(world);
  await world.db
    .insertInto('case_people')
    .values({ case_id: sari.id, staff_id: world.pakBudi.id, part: 'excluded', added_by: world.buAni.id })
    .execute();
  expect(await codes(world.pakBudi, 'new')).toEqual([]);
  expect((await countFolders(world.db, world.pakBudi, now)).new).toBe(0);
});

test('the admin counts nothing', async () => {
  await aCase(world);
  expect(Object.values(await countFolders(world.db, world.pakJoko, now))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test('who has waited longest stands first, newest letters on request', async () => {
  const dewi = await aCase(world, { konseli: 'Dewi', at: hours(5) });
  const sari = await aCase(world, { konseli: 'Sari', at: hours(1) });
  const bima = await aCase(world, { konseli: 'Bima', at: hours(3) });
  await konseliWrites(world, sari, { text: 'Masih menunggu.', at: hours(9) });
  expect(await codes(world.buAni, 'new')).toEqual([sari.code, bima.code, dewi.code]);
  expect(await codes(world.buAni, 'new', { order: 'newest' })).toEqual([sari.code, dewi.code, bima.code]);
});

test('pages of forty rows follow each other without a gap or a row twice, also for cases of the same moment', async () => {
  const made = await manyCases(93);
  for (const order of ['oldest', 'newest'] as const) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listCases(world.db, world.vault, world.buAni, wish('new', { order, after }), false, now);
      seen.push(...page.cases.map((c) => c.code));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(93);
    expect([...seen].sort()).toEqual([...made].sort());
  }
});

test('the stage filters', async () => {
  await aCase(world);
  expect(await codes(world.buAni, 'new', { stage: 'preparation' })).toHaveLength(1);
  expect(await codes(world.buAni, 'new', { stage: 'counselling' })).toEqual([]);
});

test('a sleeping case is in Tertunda until it wakes', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await world.db
    .updateTable('cases')
    .set({ asleep_until: days(4) })
    .where('id', '=', sari.id)
    .execute();
  expect(await codes(world.buAni, 'asleep')).toEqual([sari.code]);
  expect(await codes(world.buAni, 'mine')).toEqual([]);
  const later = await listCases(world.db, world.vault, world.buAni, wish('mine'), false, days(5));
  expect(later.cases.map((c) => c.code)).toEqual([sari.code]);
});

test.each([
  ['failed', {}, true],
  ['failed', { seen_problem_at: START }, false],
  ['uncertain', { seen_problem_at: START }, true],
  ['sent', {}, false],
  ['sent', { bounced_at: START, bounce: '5.1.1', bounce_permanent: true }, true],
] as const)('a letter that is %s %o wants attention: %s', async (state, more, wanted) => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await outbound(sari.id, state, more);
  expect(await codes(world.buAni, 'attention')).toEqual(wanted ? [sari.code] : []);
  expect(await codes(world.pakBudi, 'attention')).toEqual([]);
});

test('urgent risk wants attention', async () => {
  const sari = await aCase(world);
  await world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', sari.id).execute();
  expect(await codes(world.buAni, 'attention')).toEqual([sari.code]);
});

test('drafts are one’s own', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await world.db
    .insertInto('drafts')
    .values({ case_id: sari.id, author_id: world.buAni.id, body_sealed: Buffer.alloc(29) })
    .execute();
  expect(await codes(world.buAni, 'drafts')).toEqual([sari.code]);
  expect(await codes(world.pakBudi, 'drafts')).toEqual([]);
});

test('words are opened for those who may read, not for a supervisor without a reason', async () => {
  const sari = await aCase(world, { counsellor: world.buAni, subject: 'Tentang ujian', text: 'Saya takut gagal.' });
  const own = await listCases(world.db, world.vault, world.buAni, wish('mine'), true, now);
  expect(own.cases[0]?.words).toEqual({ konseli: 'Sari', title: 'Tentang ujian', preview: 'Saya takut gagal.' });
  const before = await listCases(world.db, world.vault, world.buRatna, wish('all'), true, now);
  expect(before.cases[0]).toMatchObject({ code: sari.code, counsellor: 'Bu Ani', words: null });
  await beginReading(sari.id);
  const during = await listCases(world.db, world.vault, world.buRatna, wish('all'), true, now);
  expect(during.cases[0]?.words?.title).toBe('Tentang ujian');
});

test('nothing is opened on a shared screen', async () => {
  await aCase(world, { counsellor: world.buAni });
  const list = await listCases(world.db, world.vault, world.buAni, wish('mine'), false, now);
  expect(list.cases[0]?.words).toBeNull();
});

test('a letter is unread until the last one was seen', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  const unread = async () =>
    (await listCases(world.db, world.vault, world.buAni, wish('mine'), false, now)).cases[0]?.unread;
  expect(await unread()).toBe(true);
  await world.db
    .insertInto('case_seen')
    .values({ case_id: sari.id, staff_id: world.buAni.id, message_id: sari.firstLetterId })
    .execute();
  expect(await unread()).toBe(false);
  await konseliWrites(world, sari, { text: 'Satu lagi.', at: hours(1) });
  expect(await unread()).toBe(true);
});

const wish = (folder: Folder, more: Partial<ListWish> = {}): ListWish => ({
  folder,
  stage: null,
  order: 'oldest',
  after: null,
  ...more,
});

const codes = async (person: Person, folder: Folder, more: Partial<ListWish> = {}) =>
  (await listCases(world.db, world.vault, person, wish(folder, more), true, now)).cases.map((c) => c.code);

/** Opened in one moment, so that only the code tells them apart. */
async function manyCases(count: number): Promise<string[]> {
  const first = await aCase(world);
  const row = await world.db.selectFrom('cases').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow();
  const more = Array.from({ length: count - 1 }, (_, i) => ({
    ...row,
    id: newId(),
    code: `A0000${i}`.slice(-6).padStart(6, '0'),
    title_sealed: null,
    preview_sealed: null,
    last_inbound_id: null,
  }));
  await world.db.insertInto('cases').values(more).execute();
  return [first.code, ...more.map((m) => m.code)];
}

async function outbound(caseId: string, state: 'failed' | 'uncertain' | 'sent', more: object) {
  const id = newId();
  await world.db
    .insertInto('outbound_mails')
    .values({
      id,
      case_id: caseId,
      mailbox_id: world.mailboxId,
      kind: 'reply',
      dedupe_key: `reply:${id}`,
      message_index: Buffer.from(id),
      recipient_sealed: Buffer.alloc(29),
      raw_sealed: Buffer.alloc(29),
      state,
      settled_at: START,
      ...more,
    })
    .execute();
}

async function beginReading(caseId: string) {
  await world.db
    .insertInto('supervisor_readings')
    .values({
      id: newId(),
      case_id: caseId,
      supervisor_id: world.buRatna.id,
      reason_sealed: Buffer.alloc(29),
      began_at: now,
      ends_at: new Date(now.getTime() + 3_600_000),
    })
    .execute();
}
