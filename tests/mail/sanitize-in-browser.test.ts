// The two layers between a stranger's HTML and the browser, each with the other switched off: what the sanitiser lets through in a bare
// page with scripts on, and the unsanitised mail in the sandboxed frame under its policy. Nothing runs, nothing is asked for.
// Whom a mail asks is counted where it would arrive: every name of evil.example leads to a server of ours that takes any connection.
import { createServer as createWeb } from 'node:http';
import { createServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sanitizeHtml } from '../../src/mail/understand/sanitize-html.ts';
import { SANDBOX_HEADERS } from '../../src/web/sandbox.ts';
import { chromiumAvailable, chromiumMissing, openBrowser } from '../support/chromium.ts';
import { type Listening, listenOnLoopback } from '../support/listen.ts';
import { hostileHtml } from './hostile-html.ts';

describe.skipIf(!chromiumAvailable)(
  `foreign HTML in Chromium (${chromiumAvailable ? 'found' : chromiumMissing})`,
  () => {
    let browser: Browser;
    let page: Page;
    let evil: Listening;
    let web: Listening;
    let pages: string;
    const asked: string[] = [];
    const ran: string[] = [];

    beforeAll(async () => {
      const taker = createServer((socket) => {
        asked.push('a connection');
        socket.once('data', (data) => {
          asked.push(/^host: (\S+)/im.exec(data.toString('latin1'))?.[1] ?? 'something else than HTTP');
          socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        });
      });
      const writer = createWeb((request, response) => {
        const [, layers = '', number] = /^\/(bare|frame|alone)(?:\/(\d+))?(?:\?|$)/.exec(request.url ?? '') ?? [];
        if (layers === '') {
          // Asked by a vector, relative to where it stands; the tab itself asks for its icon.
          if (request.url !== '/favicon.ico') asked.push(request.url ?? '');
          return response.writeHead(404).end();
        }
        response.setHeader('content-type', 'text/html; charset=utf-8');
        if (number === undefined) return response.end(frames(layers));
        if (layers !== 'bare')
          for (const [name, value] of Object.entries(SANDBOX_HEADERS)) response.setHeader(name, value);
        response.end(`<!doctype html><body>${armed(Number(number))}`);
      });
      [evil, web] = await Promise.all([listenOnLoopback(taker), listenOnLoopback(writer)]);
      pages = `http://127.0.0.1:${web.port}`;
      browser = await openBrowser([`--host-resolver-rules=MAP *evil.example 127.0.0.1:${evil.port}`]);
      page = await browser.newPage();
      page.on('console', (message) => {
        if (message.type() === 'log') ran.push(message.text());
      });
      page.on('dialog', (dialog) => {
        ran.push(dialog.message());
        void dialog.dismiss();
      });
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await Promise.all([web.stop(), evil.stop()]);
    });

    /** The vector as one that can be told from the others: it says its number where it ran, and asks a host of its own. */
    function armed(number: number): string {
      return (hostileHtml[number] ?? '')
        .replaceAll('alert(1)', `console.log(${number})`)
        .replaceAll('evil.example', `v${number}.evil.example`);
    }

    /** All vectors at once, each in a frame of its own: as the page of a case holds it, opened by itself, or with nothing around it. */
    function frames(layers: string): string {
      const sandbox = layers === 'frame' ? 'sandbox' : '';
      return hostileHtml.map((_, number) => `<iframe ${sandbox} src="/${layers}/${number}"></iframe>`).join('');
    }

    async function showAll(layers: string): Promise<{ ran: string[]; asked: string[] }> {
      ran.length = 0;
      asked.length = 0;
      await page.goto(`${pages}/${layers}`);
      // A page cannot say that nothing more will come; a frame loaded last has waited as long as all the others.
      for (let round = 0; round < 3; round++)
        await page.evaluate(
          () =>
            new Promise((resolve) => {
              const frame = document.createElement('iframe');
              frame.onload = () => requestIdleCallback(resolve);
              frame.src = `/frame/0?${performance.now()}`;
              document.body.append(frame);
            }),
        );
      return { ran: [...new Set(ran)], asked: [...new Set(asked)] };
    }

    test('the trap works: with nothing around them they run and ask', async () => {
      const happened = await showAll('bare');
      expect(happened.ran.length).toBeGreaterThan(25);
      expect(happened.asked.length).toBeGreaterThan(20);
    }, 120_000);

    test.each([
      ['in the frame of a case', 'frame'],
      ['opened by its own address', 'alone'],
    ])(
      'without the sanitiser, %s: nothing runs and nothing is asked for',
      async (_, layers) => {
        expect(await showAll(layers)).toEqual({ ran: [], asked: [] });
      },
      120_000,
    );

    /** Shows the HTML in a page whose scripts are on, so that anything that could run would; @returns what the browser made of it */
    async function showBare(html: string): Promise<string> {
      await page.setContent(`<!doctype html><body>${html}</body>`);
      return await page.evaluate(() => document.body.innerHTML);
    }

    test('without the frame: nothing runs, nothing is asked for, and the browser reads what was written', async () => {
      await page.goto(`${pages}/frame/0`);
      ran.length = 0;
      asked.length = 0;
      const requests: string[] = [];
      const note = (request: { url(): string }) => requests.push(request.url());
      page.on('request', note);
      for (const [number, dirty] of hostileHtml.entries()) {
        const { html } = sanitizeHtml(armed(number));
        const dom = await showBare(html);
        expect({ dirty, ran, asked, requests }).toEqual({ dirty, ran: [], asked: [], requests: [] });
        // Browsers put <tbody> where it was left out.
        expect(sanitizeHtml(dom).html.replaceAll(/<\/?tbody>/g, ''), dirty).toBe(html.replaceAll(/<\/?tbody>/g, ''));
      }
      page.off('request', note);
    }, 120_000);
  },
);
