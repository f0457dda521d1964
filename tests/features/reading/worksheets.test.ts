// A worksheet is read by who works on the case, its first layer by its author alone. What was written is never written over
// unseen, and goes with the letter, with the case, and with its author.
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginReading } from '../../../src/cases/begin-reading.ts';
import { excludePerson } from '../../../src/cases/exclude-person.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { newId } from '../../../src/db/database.ts';
import { agreeErasure, askErasure } from '../../../src/privacy/erasures.ts';
import { destroyOwnResonances, forgetLeftResonances } from '../../../src/reading/destroy-resonance.ts';
import { noWords } from '../../../src/reading/layers.ts';
import { readResonance } from '../../../src/reading/resonances.ts';
import { saveWorksheet, type WorksheetWish } from '../../../src/reading/save-worksheet.ts';
import { shareResonance, unshareResonance } from '../../../src/reading/share-resonance.ts';
import { readWorksheets } from '../../../src/reading/worksheets.ts';
import { disableStaff } from '../../../src/staff/disable-staff.ts';
import {
  aCase,
  addStaff,
  type CastCase,
  type CastMember,
  days,
  eventsOf,
  hours,
  openWorld,
  START,
  type World,
} from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';

const FELT = 'DADAKU-SESAK-MEMBACANYA';
const THEME = 'Ia ingin didengar dulu';

let world: World;
let sari: CastCase;
let names = 0;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  sari = await aCase(world, { konseli: `Sari${++names}`, counsellor: world.buAni });
});
afterAll(() => world.end());

const wish = (more: Partial<WorksheetWish> = {}): WorksheetWish => ({
  words: { ...noWords, theme: THEME },
  resonance: FELT,
  formId: newId(),
  seen: null,
  ...more,
});
const save = (who: CastMember, more: Partial<WorksheetWish> = {}, kasus = sari, at = START) =>
  world.tx((tx) => saveWorksheet(tx, world.vault, who, kasus.code, kasus.firstLetterId, wish(more), at));
const place = (author: CastMember, kasus = sari) => ({
  caseId: kasus.id,
  messageId: kasus.firstLetterId,
  authorId: author.id,
});
const felt = async (who: CastMember, author: CastMember, kasus = sari) =>
  (await readResonance(world.db, world.vault, who, place(author, kasus)))?.words ?? null;
const shared = async (kasus = sari) => {
  const sheets = await readWorksheets(world.db, world.vault, kasus.id, kasus.firstLetterId);
  return sheets.map(({ author, words }) => `${author}: ${words.theme}`);
};
const share = (who: CastMember, with_: CastMember, kasus = sari) =>
  world.tx((tx) => shareResonance(tx, world.vault, who, kasus.code, kasus.firstLetterId, with_.id, START));

describe('writing', () => {
  test('each who works on the case has a worksheet of their own', async () => {
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
    expect(await save(world.buAni)).toEqual({ saved: START });
    expect(await save(world.pakBudi, { words: { ...noWords, theme: 'Takut pulang' } }, sari, hours(1))).toHaveProperty(
      'saved',
    );
    expect(await shared()).toEqual([`Bu Ani: ${THEME}`, 'Pak Budi: Takut pulang']);
    expect(await eventsOf(world, sari)).toEqual(
      [
        expect.stringContaining('case.shared'),
        `staff:${world.buAni.id} worksheet.began`,
        `staff:${world.pakBudi.id} worksheet.began`,
      ].map((one) => one),
    );
  });

  test('is for nobody else, for no letter of ours, and for no closed case', async () => {
    for (const who of [world.pakBudi, world.pakJoko]) expect(await save(who)).toEqual({ refused: 'not_found' });
    expect(await save(world.buRatna)).toEqual({ refused: 'not_found' });
    const other = await aCase(world, { konseli: `Bima${names}`, counsellor: world.buAni });
    const elsewhere = await world.tx((tx) =>
      saveWorksheet(tx, world.vault, world.buAni, sari.code, other.firstLetterId, wish(), START),
    );
    expect(elsewhere).toEqual({ refused: 'no_such_letter' });
    const anything = await world.tx((tx) =>
      saveWorksheet(tx, world.vault, world.buAni, sari.code, "' or 1=1", wish(), START),
    );
    expect(anything).toEqual({ refused: 'no_such_letter' });
    expect(await save(world.buAni, { resonance: 'x'.repeat(20_001) })).toEqual({ refused: 'layer_too_long' });
    await close(sari);
    expect(await save(world.buAni)).toEqual({ refused: 'closed' });
  });

  test('the form that saved last goes on; another that has not seen it does not write over it', async () => {
    const [first, second] = [newId(), newId()];
    await save(world.buAni, { formId: first });
    expect(await save(world.buAni, { formId: first, words: { ...noWords, theme: 'Lebih jauh' } })).toHaveProperty(
      'saved',
    );
    expect(await save(world.buAni, { formId: second })).toEqual({ refused: 'written_elsewhere' });
    expect(await save(world.buAni, { formId: second, resonance: '', words: noWords })).toEqual({
      refused: 'written_elsewhere',
    });
    expect(await shared()).toEqual(['Bu Ani: Lebih jauh']);
    expect(await save(world.buAni, { formId: second, seen: first })).toHaveProperty('saved');
    expect(await shared()).toEqual([`Bu Ani: ${THEME}`]);
  });

  test('emptied, nothing of it is left', async () => {
    const formId = newId();
    await save(world.buAni, { formId });
    await save(world.buAni, { formId, words: { ...noWords, plan: ' \n' }, resonance: ' ' });
    expect([await shared(), await felt(world.buAni, world.buAni)]).toEqual([[], null]);
  });
});

describe('what the letter stirs up', () => {
  beforeEach(() => save(world.buAni));

  test('opens for its author alone', async () => {
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
    await reads(world.buRatna);
    expect(await felt(world.buAni, world.buAni)).toBe(FELT);
    for (const who of [world.pakBudi, world.buRatna, world.pakJoko]) expect(await felt(who, world.buAni)).toBeNull();
  });

  test('opens for the one supervisor it is shared with, until it is taken back', async () => {
    const other = await addStaff(world.db, `Bu Wulan${names}`, 'supervisor');
    expect(await share(world.buAni, world.buRatna)).toHaveProperty('shared');
    expect(await felt(world.buRatna, world.buAni)).toBe(FELT);
    expect(await felt(other, world.buAni)).toBeNull();

    expect(await share(world.buAni, other)).toHaveProperty('shared');
    expect(await felt(world.buRatna, world.buAni)).toBeNull();
    expect(await felt(other, world.buAni)).toBe(FELT);

    const back = () => world.tx((tx) => unshareResonance(tx, world.buAni, sari.code, sari.firstLetterId, START));
    expect(await back()).toEqual({ unshared: true });
    expect(await back()).toEqual({ refused: 'nothing_to_share' });
    expect(await felt(other, world.buAni)).toBeNull();
    expect(await eventsOf(world, sari)).toEqual([
      `staff:${world.buAni.id} worksheet.began`,
      `staff:${world.buAni.id} resonance.shared`,
      `staff:${world.buAni.id} resonance.shared`,
      `staff:${world.buAni.id} resonance.unshared`,
    ]);
  });

  test('is shared with a supervisor of this case only, by its author only', async () => {
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
    expect(await share(world.buAni, world.pakBudi)).toEqual({ refused: 'no_such_supervisor' });
    expect(await share(world.buAni, world.pakJoko)).toEqual({ refused: 'no_such_supervisor' });
    expect(await share(world.pakBudi, world.buRatna)).toEqual({ refused: 'nothing_to_share' });
    const aunt = await addStaff(world.db, `Bu Tante${names}`, 'supervisor');
    await world.tx((tx) => excludePerson(tx, world.buAni, sari.code, aunt.id, START));
    expect(await share(world.buAni, aunt)).toEqual({ refused: 'no_such_supervisor' });
  });

  test('who is no supervisor any more does not read it any more', async () => {
    await share(world.buAni, world.buRatna);
    expect(await felt({ ...world.buRatna, role: 'counsellor' }, world.buAni)).toBeNull();
  });

  test('is in no export, also with the notes; the shared layers are', async () => {
    for (const who of [world.buAni, 'cli'] as const) {
      const done = await world.tx((tx) => exportCase(tx, world.vault, who, sari.code, { notes: true }, START));
      if ('refused' in done) throw new Error(done.refused);
      expect(JSON.stringify(done)).not.toContain(FELT);
      expect(done.exported).toMatchObject({ worksheets: [{ author: 'Bu Ani', theme: THEME }] });
    }
    const plain = await world.tx((tx) => exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, START));
    expect(JSON.stringify(plain)).not.toContain(THEME);
  });

  test('is in no table of a plain dump, and opens with no other key of the vault', async () => {
    expect(await tablesHolding(world.url, FELT)).toEqual([]);
    expect(await tablesHolding(world.url, THEME)).toEqual([]);
    const { owner } = await world.db
      .selectFrom('resonance_keys')
      .select('owner')
      .where('case_id', '=', sari.id)
      .executeTakeFirstOrThrow();
    const purposes = await world.db.selectFrom('vault.keys').select('purpose').where('owner', '=', owner).execute();
    expect(purposes).toEqual([{ purpose: 'resonance' }]);
    // moved to a colleague's name it does not open
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
    await save(world.pakBudi, { resonance: 'lain' });
    await sql`update resonances r set words_sealed = o.words_sealed from resonances o
      where r.message_id = ${sari.firstLetterId} and r.author_id = ${world.pakBudi.id}
        and o.message_id = r.message_id and o.author_id = ${world.buAni.id}`.execute(world.db);
    await expect(felt(world.pakBudi, world.pakBudi)).rejects.toThrow('did not open');
  });
});

describe('goes for ever', () => {
  const keysOf = async (kasus = sari) => {
    const rows = await world.db.selectFrom('resonance_keys').select('owner').where('case_id', '=', kasus.id).execute();
    return rows.map(({ owner }) => owner);
  };
  const kept = async (owners: string[]) =>
    (await world.db.selectFrom('vault.keys').select('wrapped').where('owner', 'in', owners).execute()).map(
      ({ wrapped }) => wrapped !== null,
    );

  test('when its author says so, in one case or in all, with or without the case', async () => {
    const bima = await aCase(world, { konseli: `Bima${names}`, counsellor: world.buAni });
    const formId = newId();
    await save(world.buAni, { formId });
    await save(world.buAni, {}, bima);
    await share(world.buAni, world.buRatna);
    const destroy = (code: string | null, who = world.buAni) =>
      world.tx((tx) => destroyOwnResonances(tx, world.vault, who, code, START));
    expect(await destroy(sari.code, world.pakBudi)).toEqual({ refused: 'nothing_to_destroy' });
    expect(await destroy('K7F3QX')).toEqual({ refused: 'nothing_to_destroy' });
    expect(await felt(world.buAni, world.buAni)).toBe(FELT);

    const keys = await keysOf();
    expect(await kept(keys)).toEqual([true]);
    expect(await destroy(sari.code)).toEqual({ destroyed: 1 });
    expect([await felt(world.buAni, world.buAni), await felt(world.buRatna, world.buAni)]).toEqual([null, null]);
    expect(await kept(keys)).toEqual([false]);
    expect(await felt(world.buAni, world.buAni, bima)).toBe(FELT);
    expect(await shared()).toEqual([`Bu Ani: ${THEME}`]);
    // what is written afterwards has a key of its own, and is shared with nobody
    expect(await save(world.buAni, { formId, resonance: 'Lagi' })).toHaveProperty('saved');
    expect([await felt(world.buAni, world.buAni), await felt(world.buRatna, world.buAni)]).toEqual(['Lagi', null]);

    await world.db.updateTable('cases').set({ counsellor_id: world.pakBudi.id }).where('id', '=', bima.id).execute();
    expect(await destroy(null)).toHaveProperty('destroyed');
    expect(await felt(world.buAni, world.buAni, bima)).toBeNull();
    expect(await eventsOf(world, bima)).toContain(`staff:${world.buAni.id} resonance.destroyed`);
  });

  test('a set time after its author’s account was closed, and not before', async () => {
    const leaving = await addStaff(world.db, `Pak Surya${names}`, 'counsellor');
    const kasus = await aCase(world, { konseli: `Dewi${names}`, counsellor: leaving });
    await save(leaving, {}, kasus);
    const keys = await keysOf(kasus);
    await save(world.buAni);
    await world.tx((tx) => disableStaff(tx, leaving.id, world.pakJoko.id, START));
    expect(await forgetLeftResonances(world.db, world.vault, days(29))).toBe(0);
    expect(await felt(leaving, leaving, kasus)).toBe(FELT);
    expect(await forgetLeftResonances(world.db, world.vault, days(31))).toBe(1);
    expect(await forgetLeftResonances(world.db, world.vault, days(32))).toBe(0);
    expect(await felt(leaving, leaving, kasus)).toBeNull();
    expect(await kept(keys)).toEqual([false]);
    expect(await felt(world.buAni, world.buAni)).toBe(FELT);
    expect(await eventsOf(world, kasus)).toContain('system resonance.destroyed');
    expect(await shared(kasus)).toHaveLength(1);
  });

  test('with its case', async () => {
    await save(world.buAni);
    await share(world.buAni, world.buRatna);
    const owners = (
      await world.db.selectFrom('resonance_keys').select('owner').where('case_id', '=', sari.id).execute()
    ).map((r) => r.owner);
    await close(sari);
    await world.db.updateTable('outbound_mails').set({ state: 'sent', settled_at: START }).execute();
    const asked = await world.tx((tx) =>
      askErasure(tx, world.buAni, { code: sari.code, reason: 'konseli_asked' }, START),
    );
    if ('refused' in asked) throw new Error(asked.refused);
    expect(await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked.asked, START))).toEqual({
      erased: 'case',
    });
    for (const table of ['worksheets', 'resonances', 'resonance_keys'] as const)
      expect(await world.db.selectFrom(table).selectAll().where('case_id', '=', sari.id).execute(), table).toEqual([]);
    const keys = await world.db.selectFrom('vault.keys').select('wrapped').where('owner', 'in', owners).execute();
    expect(keys).toEqual([{ wrapped: null }]);
    expect(await felt(world.buAni, world.buAni)).toBeNull();
  });

  test('with its letter', async () => {
    await save(world.buAni);
    const mail = await world.db
      .selectFrom('messages')
      .select('inbound_id')
      .where('id', '=', sari.firstLetterId)
      .executeTakeFirstOrThrow();
    const asked = await world.tx((tx) =>
      askErasure(tx, world.buAni, { mailId: mail.inbound_id!, reason: 'sent_by_mistake' }, START),
    );
    if ('refused' in asked) throw new Error(asked.refused);
    expect(await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked.asked, START))).toEqual({
      erased: 'mail',
    });
    expect([await shared(), await felt(world.buAni, world.buAni)]).toEqual([[], null]);
  });
});

async function reads(who: CastMember): Promise<void> {
  const began = await world.tx((tx) =>
    beginReading(tx, world.vault, who, sari.code, 'Supervisi rutin bulan ini', START),
  );
  if ('refused' in began) throw new Error(began.refused);
}

async function close(kasus: CastCase): Promise<void> {
  await world.db
    .updateTable('cases')
    .set({
      stage: 'closed',
      ending: 'withdrawn',
      turn: 'nobody',
      closed_at: START,
      waiting_since: null,
      answer_due_at: null,
    })
    .where('id', '=', kasus.id)
    .execute();
}
