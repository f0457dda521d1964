// A real browser, driven over its own protocol, and the accessibility rules of axe.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findInstalled } from './installed.ts';

/** The shell draws the same pages at half the cost. */
const program = findInstalled('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');

/** Why tests that need it are skipped: `test.skipIf(!chromiumAvailable)`. */
export const chromiumMissing = 'needs Chromium: apt install chromium';
export const chromiumAvailable = program !== undefined;

const flags = [
  '--no-sandbox', // the tests may run as root, and visit our own pages only
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless browser with an empty profile; the caller closes it.
 * @param more flags beside the usual ones
 */
export async function openBrowser(more: string[] = []): Promise<Browser> {
  if (!program) throw new Error(chromiumMissing);
  return chromium.launch({ executablePath: program, args: [...flags, ...more] });
}

export interface Look {
  width: number;
  colorScheme: 'light' | 'dark';
}

/** What every page is looked at as: a page that bears both bears what lies between. */
export const LOOKS: readonly Look[] = [
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
];

/** Turns a tab into a phone in the dark or a wide screen by day; the page in it stays, and needs not be loaded anew. */
export async function lookLike(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // or colours would be half on their way
}

/** Minified: every page has to read it, which takes as long as the looking itself. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @returns one line for each element that breaks a rule, `color-contrast: #promise`; empty when the page is sound */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}
