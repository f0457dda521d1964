// Whether letters still suit is looked at again after each third of ours, and whenever danger was read.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lockCase } from '../../../src/cases/lock-case.ts';
import { recordItem } from '../../../src/cases/record-item.ts';
import { readSuitabilityReview } from '../../../src/cases/suitability-review.ts';
import { aCase, type CastCase, enterCounselling, konseliWrites } from '../../support/cast.ts';
import { formFor, MINUTE, openStage, press, type Stage } from '../replies/stage.ts';

let stage: Stage;
let sari: CastCase;
let names = 0;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(async () => {
  sari = await aCase(stage, { konseli: `Sari${++names}`, counsellor: stage.buAni, at: stage.now() });
  stage.pass(MINUTE);
});
afterAll(() => stage.end());

const review = () => stage.tx(async (tx) => readSuitabilityReview(tx, (await lockCase(tx, sari.id))!));
async function exchange(more: { stillOwed?: boolean } = {}) {
  stage.pass(MINUTE);
  await konseliWrites(stage, sari, { konseli: `Sari${names}`, text: 'Iya, Bu.', at: stage.now() });
  stage.pass(MINUTE);
  const form = await formFor(stage, sari, 'Terima kasih, saya membacanya pelan-pelan.');
  return press(stage, stage.buAni, sari, { ...form, ...more });
}
const put = (item: string, value: string, remark = '') =>
  stage.tx((tx) =>
    recordItem(tx, stage.vault, stage.buAni, sari.code, { item, value, remark, messageId: null }, stage.now()),
  );

test('no case passes four exchanges without it; a word in passing and help in danger do go out', async () => {
  await enterCounselling(stage, sari, stage.buAni, stage.now());
  expect(await review()).toEqual({ due: false, overdue: false });
  for (const expected of [false, false, true]) {
    expect(await exchange()).toHaveProperty('outboundId');
    expect(await review()).toEqual({ due: expected, overdue: false });
  }
  expect(await exchange()).toHaveProperty('outboundId');
  expect(await review()).toEqual({ due: true, overdue: true });
  expect(await exchange()).toEqual({ refused: 'needs_suitability_review' });
  expect(await exchange({ stillOwed: true })).toHaveProperty('outboundId');

  expect(await put('suitability', 'fits_with_care', 'Lebih mudah menulis daripada bertemu')).toHaveProperty('recorded');
  expect(await review()).toEqual({ due: false, overdue: false });
  expect(await exchange()).toHaveProperty('outboundId');
});

test('danger that was read asks at once; calm does not', async () => {
  await enterCounselling(stage, sari, stage.buAni, stage.now());
  stage.pass(MINUTE);
  await put('risk_reread', 'none');
  expect(await review()).toMatchObject({ due: false });
  stage.pass(MINUTE);
  await put('risk_reread', 'concern');
  expect(await review()).toMatchObject({ due: true, overdue: false });
  stage.pass(MINUTE);
  await put('suitability', 'fits');
  expect(await review()).toMatchObject({ due: false });
});

test('outside of counselling nothing is asked', async () => {
  expect(await review()).toBeNull();
  for (let n = 0; n < 6; n++) expect(await exchange()).toHaveProperty('outboundId');
});

test('whoever is in danger is written to all the same', async () => {
  await enterCounselling(stage, sari, stage.buAni, stage.now());
  for (let n = 0; n < 4; n++) await exchange();
  await stage.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', sari.id).execute();
  expect(await exchange()).toHaveProperty('outboundId');
});
