// What the sanitiser lets through, in a real browser and without the second layer (no frame, no policy): nothing runs, nothing is fetched.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sanitizeHtml } from '../../src/mail/understand/sanitize-html.ts';
import { chromiumAvailable, chromiumMissing, openBrowser } from '../support/chromium.ts';
import { hostileHtml } from './hostile-html.ts';

describe.skipIf(!chromiumAvailable)(`safe HTML in Chromium (${chromiumAvailable ? 'found' : chromiumMissing})`, () => {
  let browser: Browser;
  let page: Page;
  const happened: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('request', (request) => happened.push(request.url()));
    page.on('dialog', (dialog) => {
      happened.push(dialog.message());
      void dialog.dismiss();
    });
  }, 60_000);
  afterAll(() => browser.close());

  /** Shows the HTML in a page whose scripts are on, so that anything that could run would; @returns what the browser made of it */
  async function show(html: string): Promise<string> {
    happened.length = 0;
    await page.setContent(`<!doctype html><body>${html}</body>`);
    return await page.evaluate(() => document.body.innerHTML);
  }

  test('the trap works: the same page unsanitised runs and asks', async () => {
    await show('<img src="http://127.0.0.1:9/x.png"><img src="data:," onerror="alert(1)">');
    await expect.poll(() => happened.length).toBeGreaterThan(0);
  });

  test('nothing runs and nothing is asked for, and the browser reads what was written', async () => {
    for (const dirty of hostileHtml) {
      const { html } = sanitizeHtml(dirty);
      const dom = await show(html);
      expect({ dirty, happened }).toEqual({ dirty, happened: [] });
      // Browsers put <tbody> where it was left out.
      expect(sanitizeHtml(dom).html.replaceAll(/<\/?tbody>/g, ''), dirty).toBe(html.replaceAll(/<\/?tbody>/g, ''));
    }
  }, 120_000);
});
