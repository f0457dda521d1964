// A busy afternoon: everyone acts on the same few cases at once. Nobody deadlocks, nothing is half done, the record is whole.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { agreeOverride } from '../../../src/cases/agree-override.ts';
import { askOverride } from '../../../src/cases/ask-override.ts';
import { assignCase } from '../../../src/cases/assign-case.ts';
import { beginReading } from '../../../src/cases/begin-reading.ts';
import { chooseOutcome } from '../../../src/cases/choose-outcome.ts';
import { claimCase } from '../../../src/cases/claim-case.ts';
import { excludePerson } from '../../../src/cases/exclude-person.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { recordItem } from '../../../src/cases/record-item.ts';
import { refuseOverride } from '../../../src/cases/refuse-override.ts';
import { releaseCase } from '../../../src/cases/release-case.ts';
import { seeGateItem } from '../../../src/cases/see-gate-item.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { sleepCase } from '../../../src/cases/sleep-case.ts';
import { unshareCase } from '../../../src/cases/unshare-case.ts';
import { wakeCase } from '../../../src/cases/wake-case.ts';
import { withdrawRecord } from '../../../src/cases/withdraw-record.ts';
import { writeNote } from '../../../src/cases/write-note.ts';
import { gateItems } from '../../../src/core/gates.ts';
import { openDatabase, type Tx } from '../../../src/db/database.ts';
import { runFollowUps } from '../../../src/followups/run-follow-ups.ts';
import {
  aCase,
  addStaff,
  type CastCase,
  type CastMember,
  counsellorAnswers,
  days,
  openWorld,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
let everyone: CastMember[];
let cases: CastCase[];

beforeAll(async () => {
  world = await openWorld();
  const buCitra = await addStaff(world.db, 'Bu Citra', 'counsellor');
  const { buAni, pakBudi, buRatna, pakJoko } = world;
  everyone = [buAni, buAni, buAni, pakBudi, pakBudi, buCitra, buRatna, buRatna, pakJoko];
  cases = await Promise.all(['Sari', 'Bima', 'Dewi'].map((konseli) => aCase(world, { konseli, counsellor: buAni })));
  for (const kasus of cases) {
    await counsellorAnswers(world, kasus, buAni, { text: 'Sampai nanti.' });
    for (const guest of [pakBudi, buCitra]) await world.tx((tx) => shareCase(tx, buAni, kasus.code, guest.id, START));
  }
});
afterAll(() => world.end());

type Doing = (tx: Tx, who: CastMember, kasus: CastCase, n: number) => Promise<unknown>;

const REASON = 'Sari hanya bisa membaca surat di sekolah';
const other = (n: number) => everyone[n % everyone.length]!.id;
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

/** What would leave the others little to do is done once in forty times. */
const rarely =
  (doing: Doing): Doing =>
  async (tx, who, kasus, n) =>
    n % 40 === 0 ? doing(tx, who, kasus, n) : undefined;

const doings: Doing[] = [
  (tx, who, k) => claimCase(tx, who, k.code, new Date()),
  rarely((tx, who, k) => releaseCase(tx, who, k.code, START)),
  (tx, who, k, n) => assignCase(tx, who, k.code, other(n), START),
  (tx, who, k, n) => shareCase(tx, who, k.code, other(n), START),
  rarely((tx, who, k, n) => unshareCase(tx, who, k.code, other(n), START)),
  (tx, who, k) => askOverride(tx, world.vault, who, k.code, { to: 'counselling', reason: REASON }, START),
  (tx, who, k) => agreeOverride(tx, who, k.code, START),
  (tx, who, k) => refuseOverride(tx, who, k.code, START),
  (tx, who, k) => beginReading(tx, world.vault, who, k.code, REASON, START),
  (tx, who, k) => writeNote(tx, world.vault, who, k.code, 'Catatan', START),
  (tx, who, k, n) => sleepCase(tx, who, k.code, days(1 + (n % 5)), START),
  (tx, who, k) => wakeCase(tx, who, k.code, START),
  (tx, who, k) => exportCase(tx, world.vault, who, k.code, { notes: true }, START),
  (tx, who, k, n) => withdrawRecord(tx, who, k.code, nth(gateItems, n).item, START),
  (tx, _who, k) => seeGateItem(tx, k.id, 'reachable', 'reached', START),
  (tx, who, k) => moveCase(tx, who, k.code, { to: 'counselling' }, START),
  (tx, who, k) => moveCase(tx, who, k.code, { to: 'post_counselling' }, START),
  rarely((tx, who, k) => moveCase(tx, who, k.code, { to: 'closed', ending: 'withdrawn' }, START)),
  rarely((tx, who, k, n) => excludePerson(tx, who, k.code, other(n), START)),
  ...Array<Doing>(6).fill((tx, who, k, n) => {
    const item = nth(gateItems, n);
    const wish = { item: item.item, value: item.values[0]!, messageId: k.firstLetterId, remark: 'Catatan' };
    return recordItem(tx, world.vault, who, k.code, wish, START);
  }),
  ...Array<Doing>(2).fill((tx, who, k, n) =>
    chooseOutcome(
      tx,
      world.vault,
      who,
      k.code,
      { outcome: 'another_session', details: { why: 'x', aim: 'y' }, happensAt: days(1 + (n % 9)), messageId: null },
      START,
    ),
  ),
];

test('20 at a time, 1,200 acts', async () => {
  const busy = openDatabase(world.url, 20);
  const below = (n: number) => fc.noBias(fc.nat(n - 1));
  const plan = fc.sample(
    fc.tuple(below(doings.length), below(everyone.length), below(cases.length), below(10_000)),
    { numRuns: 1200, seed: 20_260_304 }, // the same acts each time; who is first is left to chance
  );
  let refused = 0;
  try {
    const worker = async (acts: typeof plan) => {
      for (const [what, who, which, n] of acts) {
        const result = await busy.transaction().execute((tx) => doings[what]!(tx, everyone[who]!, cases[which]!, n));
        if (result && typeof result === 'object' && 'refused' in result) refused++;
        if (n % 10 === 0) await runFollowUps(busy, days(n % 9));
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => worker(plan.filter((_act, n) => n % 20 === i))));
  } finally {
    await busy.destroy();
  }
  expect(refused).toBeGreaterThan(100);
  const found = await verifyAudit(world.db, null);
  expect(found.broken).toEqual([]);
  expect(found.events).toBeGreaterThan(100);
  await expectNothingHalfDone();
}, 120_000);

/** What was written and what the record says must be the same number of things. */
async function expectNothingHalfDone() {
  const count = async (kind: string) => {
    const { n } = await world.db
      .selectFrom('events')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow();
    return n;
  };
  const rows = async (table: 'notes' | 'outcomes' | 'gate_overrides' | 'supervisor_readings' | 'case_records') => {
    const { n } = await world.db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  expect(await rows('notes')).toBe(await count('note.written'));
  expect(await rows('outcomes')).toBe(await count('outcome.chosen'));
  expect(await rows('gate_overrides')).toBe(await count('override.asked'));
  expect(await rows('supervisor_readings')).toBe(await count('reading.began'));
  expect(await rows('case_records')).toBe((await count('record.made')) + (await count('risk.read')));
}
