// The pages of load in a real browser: sound for those who listen, whole on a phone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/db/embedded/server.ts';
import { loadRoutes } from '../../../src/load/pages/routes.ts';
import { setPause } from '../../../src/load/pauses.ts';
import { aCase, type CastMember, days, hours, openWorld, START, type World } from '../../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../../support/chromium.ts';
import { type MountedDesk, mountDesk } from '../../web/mount-desk.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

describe.skipIf(!chromiumAvailable)('in Chromium', { timeout: 120_000 }, () => {
  let world: World;
  let desk: MountedDesk;
  let browser: Browser;
  beforeAll(async () => {
    world = await openWorld();
    desk = await mountDesk({ app: { db: world.db }, routes: loadRoutes, now: () => hours(1), publicUrl: ORIGIN });
    await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
    browser = await openBrowser();
    await aCase(world, { counsellor: world.buAni });
    await world.tx((tx) => setPause(tx, world.pakBudi, { staffId: world.pakBudi.id, until: days(3) }, START));
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.fastify.close();
    await world?.end();
  });

  const pages: [path: string, who: () => CastMember, lang: 'id' | 'en'][] = [
    ['/loads', () => world.buRatna, 'id'],
    ['/me/load', () => world.buAni, 'en'],
  ];

  test.each(pages)('%s is sound and fits', async (path, who, lang) => {
    await world.db.updateTable('staff').set({ language: lang }).where('id', '=', who().id).execute();
    const context = await browser.newContext();
    await context.addCookies([{ ...(await desk.session(who())), url: ORIGIN }]);
    const page = await context.newPage();
    expect((await page.goto(ORIGIN + path))?.status()).toBe(200);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    for (const look of LOOKS) {
      await lookLike(page, look);
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
});
