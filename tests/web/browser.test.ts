// The pages of staff in a real browser: sound for those who listen, usable with the keyboard alone and without scripts.

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../src/db/embedded/server.ts';
import { createStaff } from '../../src/staff/create-staff.ts';
import { codeAt } from '../../src/staff/second-factor.ts';
import { bringOnBoard, type OnBoard } from '../features/staff/on-board.ts';
import { hours, openWorld, type World } from '../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../support/chromium.ts';
import { type Desk, openDesk } from './front-desk.ts';

let world: World;
let desk: Desk;
let browser: Browser;
let origin: string;
let pakJoko: OnBoard;
let invitation: string;

beforeAll(async () => {
  if (!chromiumAvailable) return;
  world = await openWorld();
  pakJoko = await bringOnBoard(world, world.pakJoko, hours(-1));
  await bringOnBoard(world, world.buAni, hours(-1));
  const wish = { email: 'rina@sekolah.example', name: 'Bu Rina', role: 'counsellor', madeBy: null } as const;
  const made = await world.tx((tx) => createStaff(tx, wish, hours(0)));
  if ('refused' in made) throw new Error(made.refused);
  invitation = made.invitation;
  const demoLogIns = () => [{ ...pakJoko, code: '123456' }];
  desk = await openDesk({
    db: world.db,
    vault: world.vault,
    now: hours(1),
    publicUrl: ORIGIN,
    frontDoor: { demoLogIns },
  });
  origin = await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.fastify.close();
  await world?.end();
});

/** The server must know its own address before it listens. */
const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;

const pass = () => {
  desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);
};

const pages = () => [
  '/sign-in',
  '/me',
  '/staff',
  '/staff/new',
  '/staff/1',
  '/staff/1?sure=disable',
  `/invitations/${invitation}`,
  '/nowhere',
];

async function signIn(context: BrowserContext): Promise<Page> {
  pass();
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.fill('#email', pakJoko.email);
  await page.fill('#password', pakJoko.password);
  await page.fill('#code', pakJoko.code(desk.clock.now));
  await page.click('main form.form button');
  return page;
}

describe.skipIf(!chromiumAvailable)('in a browser', { timeout: 120_000 }, () => {
  describe('every page', () => {
    let page: Page;
    const messages: string[] = [];
    beforeAll(async () => {
      page = await signIn(await browser.newContext());
      page.on('console', (message) => {
        if (!message.text().includes('404 (Not Found)')) messages.push(message.text()); // the page that is not there
      });
      page.on('pageerror', (error) => messages.push(error.message));
    });
    afterAll(() => page.context().close());

    test.each([
      ['en', false],
      ['id', true],
    ] as const)('is silent and no wider than the screen (%s)', async (lang, withAxe) => {
      const found: string[] = [];
      for (const path of pages()) {
        await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        for (const look of LOOKS) {
          await lookLike(page, look);
          if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
            found.push(`${path} at ${look.width} px: too wide`);
          if (withAxe) for (const violation of await axeViolations(page)) found.push(`${path}: ${violation}`);
        }
      }
      expect(found).toEqual([]);
      expect(messages).toEqual([]);
    });
  });

  test('signing in and out takes the keyboard alone, and focus is always seen', async () => {
    pass();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/sign-in`);
    const press = async (key: string, times = 1) => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');
    await press('Tab');
    expect(await focused()).toBe('skip');
    for (let i = 0; i < 20 && (await focused()) !== 'email'; i++) await press('Tab');
    await page.keyboard.type(pakJoko.email);
    await press('Tab');
    await page.keyboard.type(pakJoko.password);
    await press('Tab');
    await page.keyboard.type(pakJoko.code(desk.clock.now));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
    expect(outline).toBe('solid');
    await press('Enter');
    await page.waitForURL(`${origin}/`);
    await page.goto(`${origin}/me`);
    await page.focus('[popovertarget="personal"]');
    await press('Enter');
    expect(await page.isVisible('#personal')).toBe(true);
    await press('Escape');
    expect(await page.isVisible('#personal')).toBe(false);
    await press('Enter');
    await page.focus('form[action="/sign-out"] button');
    await press('Enter');
    await page.waitForURL(`${origin}/sign-in`);
    expect(await page.textContent('#flash')).toContain('Anda sudah keluar');
    await context.close();
  });

  test('single keys help who wants them, never while writing, and can be turned off', async () => {
    const context = await browser.newContext();
    const page = await signIn(context);
    await page.goto(`${origin}/me`);
    await page.fill('#current', '');
    await page.type('#current', '?u');
    expect(await page.isVisible('#keys')).toBe(false);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.isVisible('#keys')).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await page.click('#keys form button');
    await page.waitForLoadState();
    await page.keyboard.press('?');
    expect(await page.isVisible('#keys')).toBe(false);
    await context.close();
  });

  test('without scripts everything works: a new colleague is made and comes in by the link', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await signIn(context);
    await page.goto(`${origin}/staff/new`);
    await page.fill('#name', 'Bu Wati');
    await page.fill('#email', 'wati@sekolah.example');
    await page.selectOption('#role', 'counsellor');
    await page.click('main form button');
    const link = (await page.textContent('.secret'))!.trim();
    expect(link).toMatch(new RegExp(`^${origin}/invitations/[\\w-]{43}$`));

    const wati = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await wati.goto(link);
    const secret = (await wati.textContent('.secret'))!.replace(/\s/g, '');
    await wati.fill('#password', 'pendek');
    await wati.fill('#code', codeAt(secret, desk.clock.now));
    await wati.click('main form button');
    expect(await wati.textContent('#password-error')).toContain('paling sedikit 12 huruf');
    expect((await wati.textContent('.secret'))!.replace(/\s/g, '')).toBe(secret);
    await wati.fill('#password', 'perahu kertas di sungai');
    await wati.fill('#code', codeAt(secret, desk.clock.now));
    await wati.click('main form button');
    await wati.goto(`${origin}/me`);
    expect(await wati.textContent('h1')).toBe('Akun dan keamanan');
    expect(await wati.textContent('.page-head .lead')).toBe('wati@sekolah.example');
    await wati.goto(link);
    expect(await wati.textContent('h1')).toBe('Tautan ini tidak berlaku');
    await context.close();
  });

  test('what saves itself says when it could not', async () => {
    const context = await browser.newContext();
    const page = await signIn(context);
    await page.goto(`${origin}/me`);
    await page.evaluate(() => {
      const { htmx } = window as unknown as { htmx: { process(element: Element): void } };
      const form = document.querySelector('form[action="/me/password"]') as HTMLFormElement;
      const place = form.appendChild(document.createElement('p'));
      const area = form.appendChild(document.createElement('textarea'));
      place.id = 'place';
      area.id = 'area';
      area.setAttribute('hx-post', '/nowhere');
      area.setAttribute('hx-trigger', 'input');
      area.setAttribute('hx-target', '#place');
      htmx.process(area);
    });
    await page.fill('#area', 'Sari yang baik');
    await page.waitForFunction(() => document.querySelector('#place')?.textContent !== '');
    expect(await page.textContent('#place')).toContain('Belum tersimpan');
    await context.close();
  });

  test('after signing out the back button shows nothing', async () => {
    const context = await browser.newContext();
    const page = await signIn(context);
    await page.goto(`${origin}/staff`);
    expect(await page.content()).toContain('ani@sekolah.example');
    await page.click('[popovertarget="personal"]');
    await page.click('form[action="/sign-out"] button');
    await page.waitForURL(`${origin}/sign-in`);
    await page.goBack();
    expect(await page.content()).not.toContain('ani@sekolah.example');
    await context.close();
  });
});
