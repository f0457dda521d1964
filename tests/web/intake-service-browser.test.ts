// The pages about mail and the service in a real browser: sound for those who listen, at every width and in both languages,
// and whole without scripts.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../src/db/embedded/server.ts';
import { ingestMail } from '../../src/intake/ingest-mail.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { aMail } from '../features/intake/door.ts';
import { aCase, type CastCase, type CastMember, openWorld, START, type World } from '../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../support/chromium.ts';
import { type MailDesk, openMailDesk } from './mail-desk.ts';

/** The server must know its own address before it listens. */
const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

let world: World;
let desk: MailDesk;
let browser: Browser;
let sari: CastCase;
let held: string[];

beforeAll(async () => {
  if (!chromiumAvailable) return;
  world = await openWorld();
  desk = await openMailDesk(world, new Date(START.getTime() + 600_000), ORIGIN);
  sari = await aCase(world, { counsellor: world.buAni });
  const raws = [
    aMail({ from: 'a@x.example, b@y.example', subject: 'Ketidakbertanggungjawabannyaitu'.repeat(4) }),
    aMail({ from: 'ani@sekolah.example' }),
    aMail({ from: 'x@milis.example', headers: ['List-Id: <x.milis.example>'] }),
    ...Array.from({ length: 30 }, (_, n) => aMail({ from: `konseli${n}@murid.example` })),
  ];
  const mails = raws.map((raw, n) => ({ uid: n + 1, raw, size: raw.length, truncated: false, arrivedAt: START }));
  const door = { mailboxId: world.mailboxId, folder: 'INBOX', uidValidity: 1, historic: false };
  held = await takeIn(world.db, world.vault, door, mails, mails.length);
  const ingest = { db: world.db, vault: world.vault, understand: desk.pool.understand, ourName: 'K', leaseMs: 60_000 };
  for (const id of held) await ingestMail({ ...ingest, now: () => START }, id);
  const trouble = { problem: 'auth_failed', problem_since: START, checked_at: START };
  await world.db.updateTable('mailbox_folders').set(trouble).execute();
  await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await world?.end();
});

async function signInto(context: BrowserContext, who: CastMember): Promise<void> {
  await context.addCookies([{ ...(await desk.session(who)), url: ORIGIN }]);
}

async function pageWithoutScripts(who: CastMember): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await signInto(context, who);
  return context.newPage();
}

describe.skipIf(!chromiumAvailable)('in a browser', () => {
  let tab: Page;
  let found: string[];
  beforeAll(async () => {
    tab = await (await browser.newContext()).newPage();
    tab.on('console', (message) => found.push(message.text()));
    tab.on('pageerror', (error) => found.push(error.message));
  });

  test.each(['id', 'en'] as const)(
    'sound, silent and no wider than the screen (%s)',
    async (lang) => {
      const visits: [CastMember, string[]][] = [
        [world.buAni, ['/mail', `/mail/${held[0]}`, `/mail/${held[2]}`, '/crisis-contacts']],
        [world.pakJoko, ['/mail?show=waiting', '/settings', '/crisis-contacts/new', '/crisis-contacts/1']],
      ];
      found = [];
      for (const [who, paths] of visits) {
        await signInto(tab.context(), who);
        await world.db.updateTable('staff').set({ language: lang }).where('id', '=', who.id).execute();
        for (const path of paths) {
          const answer = await tab.goto(`${ORIGIN}${path}`);
          if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
          if ((await tab.getAttribute('html', 'lang')) !== lang) found.push(`${path}: not ${lang}`);
          for (const look of LOOKS) {
            await lookLike(tab, look);
            for (const violation of await axeViolations(tab)) found.push(`${path}: ${violation}`);
            if (await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
              found.push(`${path} at ${look.width} px: too wide`);
          }
        }
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  test('a counsellor decides on a mail without scripts', async () => {
    await world.db.updateTable('staff').set({ language: 'id' }).execute();
    const page = await pageWithoutScripts(world.buAni);
    await page.goto(`${ORIGIN}/mail`);
    await page.click(`a[href="/mail/${held[1]}"]`);
    await page.fill('#code', 'AAAAAA');
    await page.click('form[action$="/filings"] button');
    expect(await page.textContent('#code-error')).toContain('Tidak ada kasus Anda dengan kode ini');
    await page.fill('#code', sari.code);
    await page.click('form[action$="/filings"] button');
    expect(new URL(page.url()).pathname).toBe(`/cases/${sari.code}`);
    expect(await page.textContent('#flash')).toContain(`Surat sudah masuk ke kasus ${sari.code}`);
    await page.context().close();
  });

  test('the admin changes the settings without scripts', async () => {
    const page = await pageWithoutScripts(world.pakJoko);
    await page.goto(`${ORIGIN}/settings`);
    await page.fill('#serviceName', 'Ruang Cerita');
    await page.check('#workday6');
    await page.click('main .form-foot button');
    expect(await page.textContent('#flash')).toContain('Pengaturan tersimpan');
    expect(await page.isChecked('#workday6')).toBe(true);
    await page.context().close();
  });
});
