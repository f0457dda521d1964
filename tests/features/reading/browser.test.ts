// A worksheet in a real browser: reached by a key, saved by itself, sound in both languages, light and dark, narrow and wide.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/db/embedded/server.ts';
import { readResonance } from '../../../src/reading/resonances.ts';
import { readWorksheets } from '../../../src/reading/worksheets.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  hours,
  konseliWrites,
  openWorld,
  putOnRecord,
  type World,
} from '../../support/cast.ts';
import { axeViolations, chromiumAvailable, lookLike, openBrowser } from '../../support/chromium.ts';
import { type CasesDesk, openCasesDesk } from '../../web/cases-desk.ts';

const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

let world: World;
let desk: CasesDesk;
let browser: Browser;
let page: Page;
let sari: CastCase;
let last: string;

beforeAll(async () => {
  if (!chromiumAvailable) return;
  world = await openWorld();
  desk = await openCasesDesk(world, hours(200), ORIGIN);
  await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
  browser = await openBrowser();
  await fill();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ ...(await desk.session(world.buAni)), url: ORIGIN }]);
  page = await context.newPage();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await world?.end();
});

describe.skipIf(!chromiumAvailable)('in Chromium', { timeout: 120_000 }, () => {
  const sheet = () => `${ORIGIN}/cases/${sari.code}/letters/${last}/worksheet`;

  test('one key opens the worksheet of the last letter; what is written saves itself; one key leads back', async () => {
    await page.goto(`${ORIGIN}/cases/${sari.code}`);
    await page.keyboard.press('w');
    await page.waitForURL(sheet());
    await page.fill('#resonance', 'Saya ikut sedih membacanya.');
    await page.fill('#theme', 'Ingin didengar.');
    await page.locator('#written time').waitFor();
    await expect
      .poll(async () => (await readWorksheets(world.db, world.vault, sari.id, last))[0]?.words.theme, {
        timeout: 20_000,
      })
      .toBe('Ingin didengar.');
    const place = { caseId: sari.id, messageId: last, authorId: world.buAni.id };
    expect((await readResonance(world.db, world.vault, world.buAni, place))?.words).toBe('Saya ikut sedih membacanya.');
    await page.locator('h1').click();
    await page.keyboard.press('u');
    await page.waitForURL(`${ORIGIN}/cases/${sari.code}#letter-${last}`);
    await page.getByText('Ingin didengar.').waitFor();
  });

  test('is sound and fits in both languages, light and dark, narrow and wide', async () => {
    for (const language of ['id', 'en'] as const) {
      await world.db.updateTable('staff').set({ language }).where('id', '=', world.buAni.id).execute();
      for (const width of [360, 1280])
        for (const colorScheme of ['light', 'dark'] as const)
          for (const path of [sheet(), `${ORIGIN}/resonances`]) {
            await lookLike(page, { width, colorScheme });
            await page.goto(path);
            expect(await page.getAttribute('html', 'lang')).toBe(language);
            await page.evaluate(() => {
              for (const details of document.querySelectorAll('details')) details.open = true;
            });
            const where = `${language} ${width} ${colorScheme} ${path}`;
            expect(await axeViolations(page), where).toEqual([]);
            const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(tooWide, where).toBeLessThanOrEqual(0);
          }
    }
  });
});

async function fill(): Promise<void> {
  const usual =
    'Halo Bu Ani, hari ini saya makan siang bersama teman dan pulang naik angkot seperti biasa. Terima kasih, Sari';
  sari = await aCase(world, { text: usual, counsellor: world.buAni, at: hours(0) });
  await putOnRecord(world, sari, world.buAni, [{ item: 'age_band', value: 'adult' }]);
  let at = 0;
  for (const text of [usual, usual, 'gapapa kok, Bu. tiap malam saya nangis di kamar sampai ketiduran.']) {
    await counsellorAnswers(world, sari, world.buAni, { text: 'Terima kasih sudah menulis.', at: hours(++at) });
    at += 23;
    last = await konseliWrites(world, sari, { text, at: hours(at) });
  }
}
