// The page of absences: what is entered there, by whom, and that it is sound for those who listen and whole on a phone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absenceRoutes } from '../../../src/absences/pages/routes.ts';
import { freePort } from '../../../src/db/embedded/server.ts';
import { type CastMember, hours, openWorld, type World } from '../../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../../support/chromium.ts';
import { type MountedDesk, mountDesk } from '../../web/mount-desk.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

let world: World;
let desk: MountedDesk;
const woken: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  const wake = async (job: string) => {
    woken.push(job);
  };
  desk = await mountDesk({
    app: { db: world.db, wake },
    routes: absenceRoutes,
    now: () => hours(1),
    publicUrl: ORIGIN,
  });
  await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
});
afterAll(async () => {
  await desk?.fastify.close();
  await world?.end();
});

const rows = () => world.db.selectFrom('absences').selectAll().orderBy('begins_at').execute();

test('a counsellor enters their own, a supervisor anybody’s', async () => {
  const ani = await desk.as(world.buAni);
  const budi = await desk.as(world.pakBudi);
  const ratna = await desk.as(world.buRatna);
  await ani.get('/me/absences');
  await ratna.get('/absences');
  await ani.post('/me/absences', { from: '2026-03-09', until: '2026-03-10', standIn: String(world.pakBudi.id) });
  await ani.get('/me/absences');
  await ani.post('/me/absences', { from: '2026-03-09', until: '', standIn: String(world.pakBudi.id) });
  expect(await rows()).toMatchObject([
    {
      staff_id: world.buAni.id,
      begins_at: new Date('2026-03-08T17:00:00Z'),
      ends_at: new Date('2026-03-10T17:00:00Z'),
      tells_konseli: false,
    },
  ]);
  expect(woken).toEqual(['look-after-absences']);
  expect((await budi.get('/absences')).status).toBe(404);
  expect((await budi.get('/me/absences')).html).not.toContain('Pengganti: Pak Budi');
  const [one] = await rows();
  await budi.post('/me/absences/endings', { absence: one!.id });
  expect((await rows())[0]!.ended_at).toBeNull();
  await ratna.post('/absences', {
    staff: String(world.pakBudi.id),
    from: '2026-03-04',
    until: '2026-03-05',
    standIn: String(world.buAni.id),
    tell: 'yes',
    name: 'yes',
  });
  expect((await rows())[0]).toMatchObject({ staff_id: world.pakBudi.id, tells_konseli: true, names_stand_in: true });
  await ratna.get('/absences');
  await ratna.post('/absences/endings', { absence: one!.id });
  expect((await rows()).find(({ id }) => id === one!.id)!.ended_at).toEqual(hours(1));
  expect((await (await desk.as(world.pakJoko)).get('/me/absences')).status).toBe(404);
});

describe.skipIf(!chromiumAvailable)('in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  const pages: [path: string, who: () => CastMember, lang: 'id' | 'en'][] = [
    ['/me/absences', () => world.pakBudi, 'id'],
    ['/absences', () => world.buRatna, 'en'],
  ];

  test.each(pages)('%s is sound and fits', async (path, who, lang) => {
    await world.db.updateTable('staff').set({ language: lang }).where('id', '=', who().id).execute();
    const context = await browser.newContext();
    await context.addCookies([{ ...(await desk.session(who())), url: ORIGIN }]);
    const page = await context.newPage();
    expect((await page.goto(ORIGIN + path))?.status()).toBe(200);
    for (const look of LOOKS) {
      await lookLike(page, look);
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
});
