/**
 * The README's first command, as somebody new tries it: it starts on nothing, says how to go on, shows a first letter on an open
 * list by itself, carries the answer back into the konseli's mailbox, leaves no process behind and finds everything again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../src/db/embedded/server.ts';
import { chromiumAvailable, openBrowser } from '../support/chromium.ts';
import { press } from '../support/desk.ts';
import { bareEnvironment, until } from '../support/service.ts';

const demo = join(import.meta.dirname, '../../src/dev/demo.ts');

describe.skipIf(!chromiumAvailable)('the demo', () => {
  let folder: string;
  let port: number;
  let child: ChildProcess | undefined;
  let said = '';
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'suluh-demo-'));
    chmodSync(folder, 0o755); // the account that root lends to PostgreSQL has to get in
    port = await freePort();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

  async function startDemo(): Promise<string> {
    said = '';
    const env = { ...bareEnvironment(), DATA_DIR: folder, PORT: String(port), UNDO_SECONDS: '1' };
    child = spawn(process.execPath, [demo], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk));
    return until(
      'the demo',
      async () => {
        if (child?.exitCode !== null) throw new Error(`it ended instead of starting:\n${said}`);
        return /The desk of the counsellors +(\S+)/.exec(said)?.[1];
      },
      120_000,
    );
  }

  async function stopDemo(): Promise<number | null> {
    const exited = once(child!, 'exit');
    child!.kill('SIGINT');
    await exited;
    return child!.exitCode;
  }

  /** Whatever runs on the folder of this demo, the servers that it started too. */
  const running = () =>
    readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .filter((pid) => ['cmdline', 'environ'].some((file) => readIfThere(`/proc/${pid}/${file}`).includes(folder)));

  test('it says where to go, who may enter, and how to write', async () => {
    const origin = await startDemo();
    expect(origin).toBe(`http://127.0.0.1:${port}`);
    for (const part of ['ani@sekolah.example', 'lampu kecil di meja', `${origin}/demo`, 'SMTP 127.0.0.1:', 'Ctrl+C'])
      expect(said).toContain(part);
    expect(running().length).toBeGreaterThan(2);
  });

  test('a first letter shows itself on the open list', async () => {
    desk = await signIn(/Bu Ani/);
    await desk.goto(`http://127.0.0.1:${port}/folders/new`);
    await desk.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await writeAs('intan', 'Mau bercerita', 'Bu, saya baru pertama kali menulis.');
    await desk.locator('#rows').getByText('Mau bercerita').waitFor();
    expect(await desk.evaluate(() => 'stayed' in globalThis)).toBe(true);
  });

  test('the answer lies in her mailbox', async () => {
    await desk.getByRole('link', { name: 'Mau bercerita' }).click();
    await press(desk, 'Ambil kasus');
    await desk.locator('#text').fill('Intan, terima kasih sudah menulis.\n\nBu Ani');
    await press(desk, 'Kirim');
    const mailbox = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await until('the answer', async () => {
      await mailbox.goto(`http://127.0.0.1:${port}/demo/intan`);
      return (await mailbox.textContent('main'))?.includes('terima kasih sudah menulis');
    });
  });

  test('stopped, it leaves nothing running; started again, it finds what was there', async () => {
    expect(await stopDemo()).toBe(0);
    expect(running()).toEqual([]);
    const origin = await startDemo();
    const again = await signIn(/Pak Budi/);
    await again.goto(`${origin}/demo/intan`);
    expect(await again.textContent('main')).toContain('terima kasih sudah menulis');
    await desk.goto(`${origin}/folders/waiting`);
    expect(await desk.textContent('main')).toContain('Mau bercerita');
    expect(await stopDemo()).toBe(0);
    expect(running()).toEqual([]);
  });

  async function signIn(who: RegExp): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'id-ID' })).newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`http://127.0.0.1:${port}/sign-in`);
    await page.getByRole('button', { name: who }).click();
    await page.waitForURL(/\/folders/);
    return page;
  }

  async function writeAs(slug: string, subject: string, text: string): Promise<void> {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`http://127.0.0.1:${port}/demo/${slug}`);
    await page.fill('input[name=subject]', subject);
    await page.fill('textarea[name=text]', text);
    await page.locator('form:has(textarea) button').click();
  }
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
