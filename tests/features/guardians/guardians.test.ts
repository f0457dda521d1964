// A child's guardian: left out by two, informed before they agree, and what follows when they take the consent back.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import type { Asked } from '../../../src/core/answers/questions.ts';
import { guardianWithdraws } from '../../../src/guardians/guardian-withdraws.ts';
import { readInformationOnly } from '../../../src/guardians/information-only.ts';
import { answerWaiver, askWaiver } from '../../../src/guardians/waivers.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { shippedTemplates } from '../../../src/replies/shipped-templates.ts';
import { readSettings } from '../../../src/service/settings.ts';
import {
  aCase,
  type CastCase,
  type CastMember,
  enterCounselling,
  FIRST_GATE,
  hours,
  openWorld,
  putOnRecord,
  rowOf,
  type World,
} from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { openCasesDesk } from '../../web/cases-desk.ts';
import { formFor } from '../replies/stage.ts';

let world: World;
let sari: CastCase;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  sari = await aCase(world, { counsellor: world.buAni });
});
afterEach(() => world.db.deleteFrom('case_people').execute());

const MARK = 'rumah-itu-tidak-aman';
const ask = (who = world.buAni, reason = `Wali yang ditakuti anak: ${MARK}`) =>
  world.tx((tx) => askWaiver(tx, world.vault, who, sari.code, { ground: 'guardian_is_danger', reason }, hours(1)));
const answer = (who: CastMember, agreed: boolean) =>
  world.tx((tx) => answerWaiver(tx, who, sari.code, agreed, hours(2)));
const bring = (who: CastMember) =>
  world.db
    .insertInto('case_people')
    .values({ case_id: sari.id, staff_id: who.id, part: 'co', added_by: world.buAni.id })
    .execute();
const enter = () => world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'counselling' }, hours(3)));
const gate = (guardian: string) =>
  putOnRecord(world, sari, world.buAni, [
    ...FIRST_GATE.filter((one) => one.item !== 'guardian' && one.item !== 'age_band'),
    { item: 'age_band', value: 'under_17' },
    ...(guardian ? [{ item: 'guardian', value: guardian, letter: true as const }] : []),
  ]);
const send = async (text: string, wish: { asks?: Asked[]; stillOwed?: boolean } = {}) => {
  const form = { ...(await formFor(world, sari, text)), ...wish };
  const from = { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null, undoMs: 30_000 };
  return world.tx((tx) => sendReply(tx, from, world.buAni, sari.code, form, hours(4)));
};

describe('a guardian is left out', () => {
  test('by two, and with the second yes the gate has its record', async () => {
    await gate('');
    expect(await ask()).toHaveProperty('asked');
    expect(await ask()).toEqual({ refused: 'already_asked' });
    expect(await answer(world.buAni, true)).toEqual({ refused: 'asked_it_yourself' });
    expect(await answer(world.pakBudi, true)).toEqual({ refused: 'not_found' });
    expect(await answer(world.buRatna, true)).toEqual({ refused: 'needs_reason' });
    expect(await enter()).toMatchObject({ missing: ['guardian'] });
    await bring(world.pakBudi);
    expect(await answer(world.pakBudi, true)).toHaveProperty('answered');
    expect(await enter()).toMatchObject({ moved: 'counselling' });
    expect(await tablesHolding(world.url, MARK)).toEqual([]);
    const exported = await world.tx((tx) =>
      exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, hours(5)),
    );
    expect(exported).toMatchObject({ exported: { guardianWaivers: [{ askedBy: 'Bu Ani', answeredBy: 'Pak Budi' }] } });
  });

  test('for a reason that can be weighed; a no leaves the gate shut', async () => {
    await gate('');
    expect(await ask(world.buAni, 'takut')).toEqual({ refused: 'reason_too_short' });
    expect(await ask(world.pakBudi)).toEqual({ refused: 'not_found' });
    await ask();
    await bring(world.pakBudi);
    await answer(world.pakBudi, false);
    expect(await enter()).toMatchObject({ missing: ['guardian'] });
    expect(await ask()).toHaveProperty('asked'); // with another reason, once more
  });
});

describe('before a guardian agrees', () => {
  test('letters inform, so many and no more; the gate stays shut', async () => {
    await gate('information_only');
    expect(await enter()).toMatchObject({ missing: ['guardian'] });
    expect(await send('Ini informasinya.', { asks: ['pulse'] })).toEqual({ refused: 'questions_come_later' });
    for (const n of [1, 2, 3]) expect(await send(`Informasi ke-${n}.`)).toHaveProperty('outboundId');
    expect(await send('Informasi ke-4.')).toEqual({ refused: 'enough_information' });
    expect(await send('Mohon tunggu.', { stillOwed: true })).toHaveProperty('outboundId');
  });

  test('whoever is in danger is written to all the same', async () => {
    await gate('information_only');
    for (const n of [1, 2, 3]) await send(`Informasi ke-${n}.`);
    await world.db.updateTable('cases').set({ signs: 'red' }).where('id', '=', sari.id).execute();
    expect(await send('Saya di sini.')).toHaveProperty('outboundId');
    await world.db.updateTable('cases').set({ signs: 'none', risk: 'urgent' }).where('id', '=', sari.id).execute();
    expect(await send('Saya tetap di sini.')).toHaveProperty('outboundId');
    expect(await enter()).toMatchObject({ moved: 'counselling' });
  });

  test('the form says so, and offers templates of information alone', async () => {
    await gate('information_only');
    const desk = await openCasesDesk(world, hours(5));
    try {
      const { html } = await (await desk.as(world.buAni)).get(`/cases/${sari.code}`);
      expect(html).toContain('Surat informasi terkirim: 0 dari 3');
      const offered = [...html.matchAll(/value="shipped:([\w-]+)"/g)].map(([, name]) => name);
      expect(offered).toEqual(['information-only']);
    } finally {
      await desk.close();
    }
    expect(
      shippedTemplates
        .filter(({ step }) => step === 'information')
        .map(({ language }) => language)
        .sort(),
    ).toEqual(['en', 'id']);
  });
});

describe('a guardian takes the consent back', () => {
  const withdraw = (who = world.buAni) => world.tx((tx) => guardianWithdraws(tx, who, sari.code, hours(3)));
  const informing = async () => readInformationOnly(world.db, await rowOf(world, sari), await readSettings(world.db));

  test('the gates shut, letters only inform, and a new answer opens them', async () => {
    await gate('consented');
    expect(await enter()).toMatchObject({ moved: 'counselling' });
    for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
      expect(await withdraw(who)).toEqual({ refused: 'not_found' });
    expect(await withdraw()).toHaveProperty('withdrew');
    expect(await withdraw()).toEqual({ refused: 'guardian_never_agreed' });
    expect(await informing()).toEqual({ why: 'withdrew', sent: 0, most: 3 });
    const on = { to: 'post_counselling' as const };
    expect(await world.tx((tx) => moveCase(tx, world.buAni, sari.code, on, hours(4)))).toEqual({
      refused: 'guardian_withdrew',
    });
    const desk = await openCasesDesk(world, hours(5));
    const { html } = await (await desk.as(world.buAni)).get(`/cases/${sari.code}`);
    await desk.close();
    expect(html).toContain('3 × 24 jam');
    expect(html).toContain('7 Mar 2026'); // three days after the fourth
    await putOnRecord(world, sari, world.buAni, [{ item: 'guardian', value: 'consented', letter: true }], hours(5));
    expect(await informing()).toBeNull();
    expect((await rowOf(world, sari)).guardian_withdrew_at).toBeNull();
  });

  test('a case can still be ended', async () => {
    await gate('consented');
    await enter();
    await withdraw();
    const end = { to: 'closed' as const, ending: 'withdrawn' as const };
    expect(await world.tx((tx) => moveCase(tx, world.buAni, sari.code, end, hours(4)))).toMatchObject({
      ending: 'withdrawn',
    });
  });

  test('nothing is taken back that was never given', async () => {
    await enterCounselling(world, sari, world.buAni);
    expect(await withdraw()).toEqual({ refused: 'guardian_never_agreed' });
  });
});
