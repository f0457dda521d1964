// The page of a protocol, as counsellors, second persons and strangers meet it; and in a real browser.
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordItem } from '../../../src/cases/record-item.ts';
import { freePort } from '../../../src/db/embedded/server.ts';
import { aCase, type CastCase, type CastMember, hours, openWorld, START, type World } from '../../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../../support/chromium.ts';
import { type CasesDesk, openCasesDesk } from '../../web/cases-desk.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

let world: World;
let desk: CasesDesk;
let sari: CastCase;
beforeAll(async () => {
  world = await openWorld();
  desk = await openCasesDesk(world, hours(48));
});
afterAll(async () => {
  await desk.close();
  await world.end();
});
beforeEach(async () => {
  sari = await aCase(world, { counsellor: world.buAni });
});

const readAsUrgent = (kasus: CastCase, at = START) =>
  world.tx((tx) =>
    recordItem(
      tx,
      world.vault,
      world.buAni,
      kasus.code,
      { item: 'risk_read', value: 'urgent', messageId: null, remark: '' },
      at,
    ),
  );
const answers = { known_wish: 'yes', known_plan: 'no', known_means: 'not_known', known_time: 'no' };
const empty = { handed_to: '', incident: '', konseli: 'not_asked' };

describe('the page', () => {
  test('is offered beside the letters only where somebody is in danger', async () => {
    const ani = await desk.as(world.buAni);
    expect((await ani.get(`/cases/${sari.code}`)).html).not.toContain('id="safety"');
    await readAsUrgent(sari);
    const { html } = await ani.get(`/cases/${sari.code}`);
    expect(html).toContain(`href="/cases/${sari.code}/protocol"`);
    expect(html).toContain('belum ada protokol');
  });

  test('keeps what was written, and what was refused stays in its fields', async () => {
    const ani = await desk.as(world.buAni);
    await ani.get(`/cases/${sari.code}/protocol`);
    const typed = { seen: '0', ...answers, ...empty, danger_self_harm: 'yes', plan_what_helps: 'Menggambar' };
    const refused = await ani.post(`/cases/${sari.code}/protocol`, { ...typed, assessment: ' ' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Menggambar');
    const kept = await ani.post(`/cases/${sari.code}/protocol`, { ...typed, assessment: 'Ada luka kecil.' });
    expect(kept.location).toBe(`/cases/${sari.code}/protocol`);
    const { html } = await ani.follow(kept);
    expect(html).toContain('Ada luka kecil.');
    const drafted = await ani.post(`/cases/${sari.code}/protocol/drafts`, {});
    expect(drafted.location).toBe(`/cases/${sari.code}#reply`);
    expect((await ani.follow(drafted)).html).toContain('Menggambar');
    expect((await ani.get(`/cases/${sari.code}`)).html).not.toContain('Ada luka kecil.'); // the judgement stays on its own page
  });

  test('is not there for strangers, and asks a supervisor for a reason first', async () => {
    for (const who of [world.pakBudi, world.pakJoko]) {
      const browsing = await desk.as(who);
      expect((await browsing.get(`/cases/${sari.code}/protocol`)).status).toBe(404);
      const fields = { seen: '0', ...answers, ...empty, assessment: 'x' };
      expect((await browsing.post(`/cases/${sari.code}/protocol`, fields)).status).toBe(
        who === world.pakJoko ? 404 : 404,
      );
    }
    const ratna = await desk.as(world.buRatna);
    expect((await ratna.get(`/cases/${sari.code}/protocol`)).location).toBe(`/cases/${sari.code}`);
    const pool = await aCase(world, { konseli: 'Rani' });
    expect((await (await desk.as(world.pakBudi)).get(`/cases/${pool.code}/protocol`)).status).toBe(404);
  });

  test('of what was left behind is the supervisor’s', async () => {
    await readAsUrgent(sari);
    expect((await (await desk.as(world.buRatna)).get('/protocols')).html).toContain(sari.code);
    expect((await (await desk.as(world.buAni)).get('/protocols')).status).toBe(404);
  });
});

describe.skipIf(!chromiumAvailable)('in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser;
  let shown: CasesDesk;
  beforeAll(async () => {
    shown = await openCasesDesk(world, hours(48), ORIGIN);
    await shown.fastify.listen({ host: '127.0.0.1', port: PORT });
    browser = await openBrowser();
  });
  afterEach(async () => {
    await world.db.updateTable('staff').set({ language: 'id' }).execute();
  });
  afterAll(async () => {
    await browser.close();
    await shown.close();
  });

  const pages: [name: string, path: (code: string) => string, who: () => CastMember][] = [
    ['protocol', (code) => `/cases/${code}/protocol`, () => world.buAni],
    ['beside', (code) => `/cases/${code}`, () => world.buAni],
    ['due', () => '/protocols', () => world.buRatna],
  ];

  test.each(pages)('%s is sound and fits in both languages', async (name, path, who) => {
    await readAsUrgent(sari);
    const ani = await shown.as(world.buAni);
    await ani.get(`/cases/${sari.code}/protocol`);
    if (name === 'protocol') {
      const plan = { plan_what_helps: 'Menggambar di teras', plan_whom_to_ask: 'Kak Rina' };
      const wish = { seen: '0', ...answers, ...empty, ...plan, danger_wish_to_die: 'yes', assessment: 'Berat sekali.' };
      const headers = { origin: ORIGIN };
      await ani.post(`/cases/${sari.code}/protocol`, wish, headers);
      await ani.get(`/cases/${sari.code}/protocol`);
      const told = { to: 'Ibu Sari', what: 'Perlu ditemani', why: 'Malam ini ia sendirian.', konseli_first: 'told' };
      await ani.post(`/cases/${sari.code}/disclosures`, told, headers);
    }
    for (const [n, lang] of (['id', 'en'] as const).entries()) {
      const context: BrowserContext = await browser.newContext();
      await context.addCookies([{ ...(await shown.session(who())), url: ORIGIN }]);
      await world.db.updateTable('staff').set({ language: lang }).where('id', '=', who().id).execute();
      const page = await context.newPage();
      expect((await page.goto(`${ORIGIN}${path(sari.code)}`))?.status()).toBe(200);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      await lookLike(page, LOOKS[n]!);
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await context.close();
    }
  });
});
