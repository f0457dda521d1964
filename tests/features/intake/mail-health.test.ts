// The list of mails and the health of the mailboxes: what is shown, to whom, and from when on it is said aloud.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailBanners } from '../../../src/intake/mail-banners.ts';
import { listMails, MAILS_A_PAGE } from '../../../src/intake/mail-list.ts';
import { readMailboxStates, stoppedSince, watchOnly } from '../../../src/intake/mailbox-health.ts';
import { words as intakeWords } from '../../../src/intake/words.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { mergeWords } from '../../../src/web/merge-words.ts';
import { SERVICE_ADDRESS, START } from '../../support/cast.ts';
import { aMail, type Door, fileAll, MINUTE, openDoor, openParser } from './door.ts';

let pool: ParsePool;
let door: Door;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

const minutesLater = (minutes: number) => new Date(START.getTime() + minutes * MINUTE);
const words = mergeWords(intakeWords);
const banners = (now: Date) => mailBanners(door.world.db, now, (key, values) => words.say('id', key, values));

test('pages of the list follow each other without a gap or a mail twice, also of one batch', async () => {
  const raws = Array.from({ length: 2 * MAILS_A_PAGE + 7 }, (_, n) => aMail({ from: `k${n}@murid.example` }));
  const ids = await door.takeIn(raws);
  const seen: string[] = [];
  for (let before: string | null = null; ; ) {
    const page = await listMails(door.world.db, door.world.buAni, { states: ['received'], before }, START);
    seen.push(...page.map((mail) => mail.id));
    if (page.length < MAILS_A_PAGE) break;
    before = page.at(-1)!.id;
  }
  expect(seen).toHaveLength(raws.length);
  expect([...seen].sort()).toEqual([...ids].sort());
});

test('the case of a mail is named to those who may see it', async () => {
  const [id] = await door.takeIn([aMail()]);
  const [filed] = await fileAll(door, [id!]);
  const { buAni, pakBudi, buRatna, pakJoko, db } = door.world;
  await db.updateTable('cases').set({ counsellor_id: buAni.id }).where('id', '=', filed!.caseId!).execute();
  const codeFor = async (who: typeof buAni) =>
    (await listMails(db, who, { states: ['filed'], before: null }, START))[0]?.caseCode;
  const { code } = await db.selectFrom('cases').select('code').executeTakeFirstOrThrow();
  expect(await Promise.all([buAni, pakBudi, buRatna, pakJoko].map(codeFor))).toEqual([code, null, code, null]);
});

describe('a mailbox', () => {
  test('that was looked at a moment ago is well, and says when its last mail came', async () => {
    await door.takeIn([aMail()]);
    await health({ checkedAt: START });
    expect(await banners(minutesLater(1.8))).toEqual([]);
    expect(await readMailboxStates(door.world.db)).toMatchObject([
      { address: SERVICE_ADDRESS, folder: 'INBOX', lastMailAt: START },
    ]);
  });

  test('that is silent for two minutes is spoken of', async () => {
    await health({ checkedAt: START });
    expect(await mailStopped(minutesLater(1.8))).toBe(false);
    expect(await mailStopped(minutesLater(2))).toBe(true);
    expect(await banners(minutesLater(75))).toEqual([
      expect.stringMatching(/konseling@sekolah\.example tidak masuk sejak 1 jam yang lalu.*tidak memberi kabar/),
    ]);
  });

  test('that is looked at every ten minutes may be silent for longer', async () => {
    await health({ checkedAt: START });
    expect(await mailStopped(minutesLater(10.5), 10 * MINUTE)).toBe(false);
    expect(await mailStopped(minutesLater(11), 10 * MINUTE)).toBe(true);
  });

  test('with a problem is spoken of within two minutes, even when it was looked at', async () => {
    await health({ checkedAt: minutesLater(1.2), problem: 'auth_failed', problemSince: START });
    expect(await banners(minutesLater(1.4))).toEqual([]);
    expect(await banners(minutesLater(2))).toEqual([expect.stringContaining('menolak nama atau sandi')]);
  });

  test.each(['database', 'sesuatu_yang_baru'])('with the unknown problem %s still has words', async (problem) => {
    await health({ checkedAt: START, problem, problemSince: START });
    expect(await banners(minutesLater(5))).toEqual([expect.stringContaining('Ada gangguan yang belum dikenal')]);
  });

  test('that nobody watches any more is not spoken of', async () => {
    await health({ checkedAt: START, problem: 'folder_missing', problemSince: START });
    await health({ checkedAt: START }, 'INBOX/Formulir');
    await watchOnly(door.world.db, [{ mailboxId: door.world.mailboxId, folders: ['INBOX/Formulir'] }]);
    expect(await banners(minutesLater(60))).toHaveLength(1);
    await watchOnly(door.world.db, [{ mailboxId: door.world.mailboxId, folders: ['INBOX'] }]);
    expect(await banners(minutesLater(60))).toEqual([]);
    await watchOnly(door.world.db, [{ mailboxId: door.world.mailboxId + 1, folders: ['INBOX'] }]);
    expect(await banners(minutesLater(60))).toEqual([]);
  });
});

async function mailStopped(now: Date, pollEveryMs?: number): Promise<boolean> {
  return (await readMailboxStates(door.world.db)).some((state) => stoppedSince(state, now, pollEveryMs) !== null);
}

interface Health {
  checkedAt: Date;
  problem?: string;
  problemSince?: Date;
}

async function health({ checkedAt, problem, problemSince }: Health, folder = 'INBOX'): Promise<void> {
  const state = { checked_at: checkedAt, problem: problem ?? null, problem_since: problemSince ?? null };
  await door.world.db
    .insertInto('mailbox_folders')
    .values({ mailbox_id: door.world.mailboxId, folder, ...state })
    .onConflict((c) => c.columns(['mailbox_id', 'folder']).doUpdateSet(state))
    .execute();
}
