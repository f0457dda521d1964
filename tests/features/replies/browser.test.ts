// The answer form in a real browser: what a counsellor writes is saved without a click, an impatient finger sends once, and
// the rules of accessibility hold in both languages, wide and narrow.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/db/embedded/server.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { aCase, type CastCase, type CastMember } from '../../support/cast.ts';
import { axeViolations, chromiumAvailable, chromiumMissing, openBrowser } from '../../support/chromium.ts';
import { type AnswerDesk, openAnswerDesk } from './answer-desk.ts';
import { answer, answerAndWait, deliver } from './stage.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

describe.skipIf(!chromiumAvailable)(`in Chromium${chromiumAvailable ? '' : ` (${chromiumMissing})`}`, () => {
  let desk: AnswerDesk;
  let browser: Browser;
  beforeAll(async () => {
    desk = await openAnswerDesk(ORIGIN);
    await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.end();
  });

  async function open(member: CastMember, path: string, width = 1280, scripts = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: scripts });
    await context.addCookies([{ ...(await desk.session(member)), url: ORIGIN }]);
    const page = await context.newPage();
    await page.goto(ORIGIN + path);
    return page;
  }

  let someone = 0;
  const fresh = () => aCase(desk, { konseli: `Konseli${++someone}`, counsellor: desk.buAni });
  const ownDraft = async (kasus: CastCase) =>
    (await readDrafts(desk.db, desk.vault, kasus.id, desk.buAni.id)).own?.text;
  const mailsOf = (kasus: CastCase) =>
    desk.db.selectFrom('outbound_mails').select('id').where('case_id', '=', kasus.id).execute();

  test('what Bu Ani writes is saved while she writes', async () => {
    const kasus = await fresh();
    const page = await open(desk.buAni, `/cases/${kasus.code}`);
    await page.fill('#text', 'Halo, saya sedang menulis');
    await page.locator('#written').filter({ hasText: 'tersimpan' }).waitFor({ timeout: 10_000 });
    expect(await ownDraft(kasus)).toBe('Halo, saya sedang menulis');
    await page.context().close();
  });

  test.each([true, false])('pressing Kirim three times sends once (scripts: %s)', async (scripts) => {
    const kasus = await fresh();
    const page = await open(desk.buAni, `/cases/${kasus.code}`, 1280, scripts);
    await page.fill('#text', 'Halo, terima kasih sudah menulis.');
    await page.locator('#reply button[value=send]').click({ clickCount: 3, delay: 5 });
    await page.locator('#outgoing').waitFor();
    expect(await mailsOf(kasus)).toHaveLength(1);
    expect(await ownDraft(kasus)).toBeUndefined();
    await page.context().close();
  });

  test('a template goes in with a click, without scripts too', async () => {
    const kasus = await fresh();
    const page = await open(desk.buAni, `/cases/${kasus.code}`, 1280, false);
    await page.selectOption('#template', 'shipped:holding');
    await page.locator('#reply button[value=insert]').click();
    expect(await page.inputValue('#text')).toContain('Jawaban saya menyusul paling lambat');
    await page.context().close();
  });

  test.each([
    ['id', 1280],
    ['en', 360],
  ] as const)(
    'no rule of accessibility is broken (%s, %d px)',
    async (language, width) => {
      await desk.db.updateTable('staff').set({ language }).where('id', '=', desk.buAni.id).execute();
      const kasus = await fresh();
      await desk.db
        .insertInto('case_people')
        .values({ case_id: kasus.id, staff_id: desk.pakBudi.id, part: 'co', added_by: desk.buAni.id })
        .execute();
      const uncertain = await answerAndWait(desk, desk.buAni, kasus);
      desk.sink.script('drop_after_dot');
      await deliver(desk, uncertain);
      await answer(desk, desk.buAni, kasus, 'Yang ini masih dapat dibatalkan.');
      const page = await open(desk.buAni, `/cases/${kasus.code}`, width);
      for (const path of [
        `/cases/${kasus.code}`,
        '/templates',
        '/templates/new?from=receiving&in=id',
        '/templates/shipped/id/referral',
      ]) {
        await page.goto(ORIGIN + path);
        expect(await axeViolations(page), path).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
      await page.context().close();
      await desk.db.updateTable('staff').set({ language: 'id' }).where('id', '=', desk.buAni.id).execute();
    },
    120_000,
  );
});
