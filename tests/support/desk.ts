/** A member of staff at a browser, with the running program: what the stories of tests/flows do by pressing what is there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { codeAt } from '../../src/staff/second-factor.ts';
import { bareEnvironment, type Service } from './service.ts';

const cli = join(import.meta.dirname, '../../src/cli/suluh.ts');

/** Runs a command of `suluh` beside the service; this process goes on meanwhile, for some of its servers live in it. */
export async function suluh(
  service: Pick<Service, 'env'>,
  ...argv: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...bareEnvironment(), ...service.env };
  const child = spawn(process.execPath, [cli, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit');
  const [out, err] = await printed;
  return { code, out, err };
}

export interface Member {
  page: Page;
  context: BrowserContext;
}

/** Makes an account on the command line and accepts its link in a browser of its own. */
export async function hire(
  service: Service,
  browser: Browser,
  origin: string,
  person: { email: string; name: string; role: 'counsellor' | 'supervisor' | 'admin' },
): Promise<Member> {
  const made = await suluh(service, 'create-staff', person.email, person.name, '--role', person.role);
  const path = /\/invitations\/\S+/.exec(made.out)?.[0];
  if (!path) throw new Error(`no link: ${made.out}${made.err}`);
  const context = await browser.newContext({ locale: 'id-ID' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${origin}${path}`);
  const secret = ((await page.locator('.secret').textContent()) ?? '').replace(/\s/g, '');
  await page.locator('#password').fill('suluh kecil menyala terang');
  await page.locator('#code').fill(codeAt(secret, new Date()));
  await page.locator('.form-foot button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/invitations'));
  return { page, context };
}

/** Puts one item on record, on the page of the case. */
export async function recordOn(
  page: Page,
  item: string,
  value: string,
  more: { letter?: boolean; remark?: string } = {},
): Promise<void> {
  const form = page.locator(`#record-${item}`);
  if (!(await form.isVisible())) await page.locator(`#gate-${item} summary`).first().click();
  await form.locator('select[name=value]').selectOption(value);
  if (more.letter) {
    const last = await form.locator('select[name=letter] option').last().getAttribute('value');
    await form.locator('select[name=letter]').selectOption(last);
  }
  if (more.remark) await form.locator('[name=remark]').fill(more.remark);
  await Promise.all([page.waitForNavigation(), form.locator('.form-foot button').click()]);
}

export async function press(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);
}
