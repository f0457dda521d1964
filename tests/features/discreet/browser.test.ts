// The konseli's own pages in a real browser: a letter read once, left in a hurry, and questions answered with a finger; with and
// without scripts, small enough for an old phone, and sound by the rules of accessibility.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answeringRoutes } from '../../../src/answering/pages/routes.ts';
import { standingAnswers } from '../../../src/cases/keep-answers.ts';
import { caseShower } from '../../../src/cases/pages/case-page.ts';
import type { Asked } from '../../../src/core/answers/questions.ts';
import { freePort } from '../../../src/db/embedded/server.ts';
import { discreetRoutes } from '../../../src/discreet/pages/routes.ts';
import type { ReplyNeeds } from '../../../src/replies/pages/needs.ts';
import { replyForm } from '../../../src/replies/pages/reply-form.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { aCase, enterCounselling } from '../../support/cast.ts';
import {
  axeViolations,
  chromiumAvailable,
  chromiumMissing,
  LOOKS,
  lookLike,
  openBrowser,
} from '../../support/chromium.ts';
import { type MountedDesk, mountDesk } from '../../web/mount-desk.ts';
import { formFor, MINUTE, openStage, type Stage, UNDO_MS } from '../replies/stage.ts';
import { from, plainOf, rawOf, readOnAPage, tokenIn } from './desk.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;
const WORDS = 'Terima kasih sudah bercerita tentang burung-kertas itu.\n\nSaya membacanya dua kali.';

describe.skipIf(!chromiumAvailable)(`in Chromium${chromiumAvailable ? '' : ` (${chromiumMissing})`}`, () => {
  let stage: Stage;
  let desk: MountedDesk;
  let browser: Browser;
  beforeAll(async () => {
    stage = await openStage();
    const app: ReplyNeeds = {
      config: { publicUrl: ORIGIN, linksTo: ORIGIN, mailName: 'Layanan Konseling', undoMs: UNDO_MS },
      db: stage.db,
      vault: stage.vault,
      wake: async () => {},
    };
    const show = caseShower({ reply: replyForm, beside: {} });
    const routes = [...discreetRoutes(show), ...answeringRoutes];
    desk = await mountDesk<ReplyNeeds>({ app, routes, now: stage.now, publicUrl: ORIGIN });
    await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.fastify.close();
    await stage?.end();
  });

  let n = 0;
  async function write(kasus: { id: string; code: string }, text: string, asks: Asked[] = []): Promise<string> {
    stage.pass(MINUTE);
    const form = { ...(await formFor(stage, kasus, text)), asks };
    const sent = await stage.tx((tx) =>
      sendReply(tx, { ...from(stage), undoMs: UNDO_MS }, stage.buAni, kasus.code, form, stage.now()),
    );
    return 'refused' in sent ? expect.fail(sent.refused) : sent.outboundId;
  }

  async function aWaitingLetter() {
    const kasus = await aCase(stage, { konseli: `Tono${++n}`, counsellor: stage.buAni, at: stage.now() });
    const pin = await readOnAPage(stage, stage.buAni, kasus);
    return { pin, path: `/waiting/${await tokenIn(stage, await write(kasus, WORDS))}` };
  }

  async function aQuestion() {
    const kasus = await aCase(stage, { konseli: `Tono${++n}`, counsellor: stage.buAni, at: stage.now() });
    await enterCounselling(stage, kasus, stage.buAni);
    await write(kasus, WORDS);
    const mail = plainOf(await rawOf(stage, await write(kasus, 'Apa kabar?', ['pulse', 'evaluation'])));
    return { kasus, path: `/answers/${/\/answers\/([\w-]{43})/.exec(mail)![1]}` };
  }

  async function open(path: string, scripts = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, javaScriptEnabled: scripts });
    const page = await context.newPage();
    await page.goto(ORIGIN + path);
    return page;
  }

  test.each([true, false])(
    'a letter is read once, and is gone when one leaves in a hurry (scripts: %s)',
    async (scripts) => {
      const { pin, path } = await aWaitingLetter();
      const page = await open(path, scripts);
      if (!scripts) {
        await page.fill('#pin', pin === '000000' ? '111111' : '000000');
        await page.getByRole('button', { name: 'Buka' }).click();
        await page.getByText('Kode itu belum cocok').waitFor();
      }
      await page.fill('#pin', pin);
      await page.getByRole('button', { name: 'Buka' }).click();
      await page.getByText('burung-kertas').waitFor();
      const other = await open(path, scripts);
      expect(await other.textContent('h1')).toBe('Tautan ini tidak berlaku lagi');
      await other.context().close();
      await page.getByRole('button', { name: 'Tinggalkan halaman ini' }).click();
      await page.waitForURL(`${ORIGIN}/today`);
      await page.goBack();
      expect(await page.content()).not.toContain('burung-kertas');
      await page.goto(ORIGIN + path);
      expect(await page.textContent('h1')).toBe('Tautan ini tidak berlaku lagi');
      await page.context().close();
    },
  );

  test.each([true, false])('questions are answered with a finger (scripts: %s)', async (scripts) => {
    const { kasus, path } = await aQuestion();
    const page = await open(path, scripts);
    for (const item of ['bond', 'aims', 'way', 'understood'])
      await page.locator(`input[name=${item}][value="8"]`).check();
    await page.fill('#comfort', 'lebih lega');
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.getByText('jawaban sudah sampai').waitFor();
    const [kept] = await standingAnswers(stage.db, await stage.vault.key(stage.db, 'letters', kasus.id), kasus.id);
    expect(kept?.given).toMatchObject({ pulse: { bond: 8, understood: 8 }, evaluation: { comfort: 'lebih lega' } });
    await page.context().close();
  });

  test.each(['id', 'en'])(
    'each page is sound and light, narrow and wide, in the dark and by day (%s)',
    async (lang) => {
      const { pin, path } = await aWaitingLetter();
      const question = await aQuestion();
      const context = await browser.newContext();
      const page = await context.newPage();
      let bytes = 0;
      page.on('response', async (response) => {
        bytes += (await response.body().catch(() => Buffer.alloc(0))).length;
      });
      const look = async (name: string) => {
        for (const one of LOOKS) {
          await lookLike(page, one);
          expect([name, await axeViolations(page)]).toEqual([name, []]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        }
      };
      await page.goto(`${ORIGIN}${path}?lang=${lang}`, { waitUntil: 'networkidle' });
      expect(bytes).toBeLessThan(15_000);
      await look('waits');
      await page.fill('#pin', pin);
      await page.locator('form:has(#pin) button').click();
      await page.locator('.letter').waitFor();
      await look('letter');
      await page.goto(`${ORIGIN}/waiting/x?lang=${lang}`);
      await look('gone');
      bytes = 0;
      await page.goto(`${ORIGIN}${question.path}?lang=${lang}`, { waitUntil: 'networkidle' });
      expect(bytes).toBeLessThan(15_000);
      await look('questions');
      await context.close();
    },
  );
});
