// The pages of instruments in a real browser: an admin brings a file, a counsellor reads the answers beside the thread.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beside } from '../../../src/beside.ts';
import { caseShower } from '../../../src/cases/pages/case-page.ts';
import { caseRoutes } from '../../../src/cases/pages/routes.ts';
import { freePort } from '../../../src/db/embedded/server.ts';
import { listInstruments } from '../../../src/instruments/instruments.ts';
import { keepItems } from '../../../src/instruments/keep-items.ts';
import { instrumentRoutes } from '../../../src/instruments/pages/routes.ts';
import type { ReplyNeeds } from '../../../src/replies/pages/needs.ts';
import { replyForm } from '../../../src/replies/pages/reply-form.ts';
import { sleep, sleepJson } from '../../core/instruments/sleep.ts';
import { aCase, type CastCase, type CastMember, openWorld, rowOf, START, type World } from '../../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../../support/chromium.ts';
import { type MountedDesk, mountDesk } from '../../web/mount-desk.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

describe.skipIf(!chromiumAvailable)('in Chromium', { timeout: 120_000 }, () => {
  let world: World;
  let desk: MountedDesk;
  let browser: Browser;
  let sari: CastCase;
  beforeAll(async () => {
    world = await openWorld();
    const config = { publicUrl: ORIGIN, mailName: 'Layanan Konseling', linksTo: null, undoMs: 30_000 };
    const app: ReplyNeeds = { db: world.db, vault: world.vault, config, wake: async () => {} };
    const show = caseShower({ reply: replyForm, beside });
    const routes = [...caseRoutes(show), ...instrumentRoutes(show)];
    desk = await mountDesk<ReplyNeeds>({ app, routes, now: () => START, publicUrl: ORIGIN });
    await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
    browser = await openBrowser();
    sari = await aCase(world, { counsellor: world.buAni });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.fastify.close();
    await world?.end();
  });

  async function pageOf(who: CastMember, path: string): Promise<Page> {
    const context = await browser.newContext();
    await context.addCookies([{ ...(await desk.session(who)), url: ORIGIN }]);
    const page = await context.newPage();
    expect((await page.goto(ORIGIN + path))?.status()).toBe(200);
    return page;
  }

  async function isSound(page: Page): Promise<void> {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    for (const look of LOOKS) {
      await lookLike(page, look);
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }

  async function upload(page: Page, json: string): Promise<void> {
    const file = { name: 'instrumen.json', mimeType: 'application/json', buffer: Buffer.from(json) };
    await page.locator('#file').setInputFiles(file);
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Periksa dan tambah' }).click()]);
  }

  test('a file without a licence is refused in words, one with it is offered', async () => {
    const page = await pageOf(world.pakJoko, '/instruments');
    await isSound(page);
    await upload(page, JSON.stringify({ ...sleep, licence: { ...sleep.licence, text: '' } }));
    expect(await page.locator('main').textContent()).toContain('tidak menyebut izinnya');
    await upload(page, sleepJson);
    expect(await page.locator('.card h2').allTextContents()).toEqual(['Tidurmu dua minggu ini']);
    await isSound(page);
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Berhenti menawarkan/ }).click()]);
    expect(await page.locator('main').textContent()).toContain('tidak ditawarkan');
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Tawarkan lagi/ }).click()]);
    await page.context().close();
  });

  test('answers stand beside the thread and are set right there', async () => {
    const [{ id, instrument } = { id: '', instrument: sleep }] = await listInstruments(world.db, START);
    await world.tx(async (tx) => {
      const key = await world.vault.key(tx, 'letters', sari.id);
      const given = { id, instrument, given: { 1: 3, 2: 1 }, messageId: sari.firstLetterId, by: null };
      await keepItems(tx, await rowOf(world, sari), key, given, START);
    });
    const page = await pageOf(world.buAni, `/cases/${sari.code}`);
    expect(await page.locator('#instruments').textContent()).toContain('belum lengkap');
    await isSound(page);
    await page.locator('#item_3').fill('9');
    await Promise.all([page.waitForNavigation(), page.locator('#instruments form .button').click()]);
    expect(await page.locator('main').textContent()).toContain('di luar skala');
    expect(await page.locator('#item_3').inputValue()).toBe('9');
    await page.locator('#item_3').fill('2');
    await Promise.all([page.waitForNavigation(), page.locator('#instruments form .button').click()]);
    expect(await page.locator('#instruments .facts dd').first().textContent()).toBe('3');
    await page.context().close();
  });
});
