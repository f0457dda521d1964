// The pages of cases in a real browser: sound for those who listen, whole on a phone, usable without scripts, and safe
// from what a letter carries even if the sanitiser had let everything through.

import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLetter } from '../../src/cases/add-letter.ts';
import { askOverride } from '../../src/cases/ask-override.ts';
import { lockCase } from '../../src/cases/lock-case.ts';
import { recordItem } from '../../src/cases/record-item.ts';
import { writeNote } from '../../src/cases/write-note.ts';
import type { Letter } from '../../src/core/letter.ts';
import { newId } from '../../src/db/database.ts';
import { freePort } from '../../src/db/embedded/server.ts';
import {
  aCase,
  addStaff,
  aLetter,
  type CastCase,
  type CastMember,
  counsellorAnswers,
  hours,
  konseliWrites,
  openWorld,
  type World,
} from '../support/cast.ts';
import { axeViolations, chromiumAvailable, LOOKS, lookLike, openBrowser } from '../support/chromium.ts';
import { listenOnLoopback } from '../support/listen.ts';
import { type CasesDesk, openCasesDesk } from './cases-desk.ts';

/** The server must know its own address before it listens. */
const PORT = await freePort();
const ORIGIN = `http://127.0.0.1:${PORT}`;
const LONG_WORD = 'Ketidakbertanggungjawabannyalahyangmembuatsayasedihsekalidanbingung';

let world: World;
let desk: CasesDesk;
let browser: Browser;
let sari: CastCase;
let bima: CastCase;

beforeAll(async () => {
  if (!chromiumAvailable) return;
  world = await openWorld();
  desk = await openCasesDesk(world, hours(48), ORIGIN);
  await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
  browser = await openBrowser();
  await fillCases();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await world?.end();
});

describe.skipIf(!chromiumAvailable)('in Chromium', { timeout: 120_000 }, () => {
  const pages: [name: string, path: () => string, who: () => CastMember][] = [
    ['a folder', () => '/folders/mine', () => world.buAni],
    ['an empty folder', () => '/folders/asleep', () => world.buAni],
    ['a case of one’s own', () => `/cases/${sari.code}?from=/folders/mine`, () => world.buAni],
    ['a case that nobody has', () => `/cases/${bima.code}?from=/folders/new`, () => world.pakBudi],
    ['a case before the reason', () => `/cases/${sari.code}`, () => world.buRatna],
    ['a worksheet', () => `/cases/${sari.code}/letters/${sari.firstLetterId}/worksheet`, () => world.buAni],
    ['one’s own resonances', () => '/resonances', () => world.buAni],
    ['the history', () => `/cases/${sari.code}/history`, () => world.buAni],
    ['the overrides', () => '/overrides', () => world.buRatna],
    ['the search', () => '/search', () => world.buAni],
    ['the record', () => '/audit', () => world.pakJoko],
  ];

  let tab: Page;
  beforeAll(async () => {
    tab = await (await browser.newContext()).newPage();
  });

  test.each(pages)('%s is sound and fits, on a phone in the dark and on a wide screen', async (_name, path, who) => {
    await visit(tab.context(), who(), path(), tab);
    await openEverything(tab);
    for (const look of LOOKS) {
      await lookLike(tab, look);
      expect(await axeViolations(tab)).toEqual([]);
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await tab.title()).not.toMatch(/Sari|Bima|ujian/);
    }
  });

  test('results of a search are sound, and the words stay out of the address', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    const page = await visit(context, world.buAni, '/folders/mine');
    await page.fill('.top input[name=q]', 'tidur');
    await page.press('.top input[name=q]', 'Enter');
    await page.waitForSelector('.hits mark');
    expect(page.url()).toBe(`${ORIGIN}/search`);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  test('what comes while a list is open joins its end; no row moves, and none stands twice', async () => {
    const who = await addStaff(world.db, 'Pak Surya', 'counsellor');
    const first = await aCase(world, { konseli: 'Ayu', counsellor: who, at: hours(30) });
    const second = await aCase(world, { konseli: 'Lukman', counsellor: who, at: hours(31) });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await visit(context, who, '/folders/mine');
    const shown = () => page.locator('#rows .who:visible').allTextContents();
    const place = async () => (await page.getByText(`Lukman · ${second.code}`).boundingBox())?.y;
    const before = await place();

    await counsellorAnswers(world, first, who, { text: 'Selamat, Ayu.', konseli: 'Ayu', at: hours(32) });
    await konseliWrites(world, first, { text: 'Terima kasih, Pak.', at: hours(33) });
    const third = await aCase(world, { konseli: 'Intan', counsellor: who, at: hours(34) });
    await page.evaluate(() => document.body.dispatchEvent(new CustomEvent('suluh:changed')));
    await page.getByText(`Intan · ${third.code}`).waitFor();
    expect((await shown()).map((text) => text.replace('Belum dibaca. ', ''))).toEqual([
      `Lukman · ${second.code}`,
      `Ayu · ${first.code}`,
      `Intan · ${third.code}`,
    ]);
    await page.locator('#news a').waitFor();
    expect(await place()).toBe(before);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  test('without scripts: take the case, write a note, put something on record', async () => {
    const kasus = await aCase(world, { konseli: 'Dewi', text: 'Saya ingin bercerita.', at: hours(40) });
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await visit(context, world.pakBudi, `/cases/${kasus.code}`);
    await page.click('.next-step button');
    await page.fill('#note-text', 'Tulisannya tergesa-gesa.');
    await page.click('#note button');
    await page.click('#gate-risk_read summary');
    await page.selectOption('#value-risk_read', 'concern');
    await page.click('#record-risk_read button');
    const text = await page.textContent('main');
    expect(text).toContain('Tulisannya tergesa-gesa.');
    expect(text).toContain('1 dari 12 sudah tercatat');
    await context.close();
  });

  test('a letter runs nothing and asks for nothing, in its text and in its frame, even unsanitised', async () => {
    const kasus = await aCase(world, { konseli: 'Rini', counsellor: world.buAni, at: hours(30) });
    const reached: string[] = [];
    const canary = await listenOnLoopback(
      createServer((request, response) => {
        reached.push(request.url ?? '');
        response.end();
      }),
    );
    const out = `http://127.0.0.1:${canary.port}`;
    const attack = [
      '<script>parent.document.title="MASUK";alert(1)</script>',
      `<img src="${out}/a.png" onerror="alert(2)"><img srcset="${out}/b.png 2x">`,
      '<svg><animate onbegin="alert(3)" attributeName="x" dur="1s"/></svg>',
      `<style>@import "${out}/c.css";body{background:url(${out}/d.png)}</style><link rel="prefetch" href="${out}/e">`,
      `<iframe srcdoc="<script>alert(4)</script>"></iframe><iframe src="${out}/f"></iframe><video poster="${out}/g"></video>`,
      `<a href="javascript:alert(5)">tekan</a><meta http-equiv="refresh" content="0;url=${out}/h">`,
    ].join('\n');
    const name = `${attack.slice(0, 60)}"><img src=x onerror=alert(6)>`;
    await letterOf(kasus, {
      subject: attack,
      text: attack,
      newText: attack,
      signature: attack,
      html: attack,
      from: { name, address: 'rini@murid.example' },
      replyTo: [{ name, address: 'lain@murid.example' }],
      warnings: [attack],
    });
    const context = await browser.newContext();
    const asked: string[] = [];
    const dialogs: string[] = [];
    const page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', async (dialog) => {
      dialogs.push(dialog.message());
      await dialog.dismiss();
    });
    await visit(context, world.buAni, `/cases/${kasus.code}`, page);
    await openEverything(page);
    await page.waitForSelector('iframe.original');
    await page.waitForTimeout(1500);
    expect(dialogs).toEqual([]);
    await fetch(`${out}/alive`); // it would have heard
    await canary.stop();
    expect(reached).toEqual(['/alive']);
    expect(await page.title()).not.toContain('MASUK');
    expect(await page.locator('main script, main [onerror], main [onbegin]').count()).toBe(0);
    expect(asked.some((url) => url.endsWith('/original'))).toBe(true);
    await context.close();
  });

  test('reading begins with the skip link, and goes on at what was said', async () => {
    const context = await browser.newContext();
    const page = await visit(context, world.buAni, `/cases/${sari.code}`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
    const heads = await page.locator('.thread h2').allInnerTexts();
    expect(heads).toContain('Sari · surat ke-1');
    await context.close();
  });
});

async function visit(context: BrowserContext, who: CastMember, path: string, page?: Page): Promise<Page> {
  await context.addCookies([{ ...(await desk.session(who)), url: ORIGIN }]);
  const opened = page ?? (await context.newPage());
  await opened.goto(ORIGIN + path);
  return opened;
}

/** Folded parts must be sound as well. */
const openEverything = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

async function fillCases() {
  const { vault, buAni } = world;
  for (let i = 0; i < 41; i++)
    await aCase(world, {
      konseli: `Konseli${i}`,
      counsellor: buAni,
      at: hours(i / 2),
      subject: i % 7 ? 'Tentang minggu lalu' : LONG_WORD,
      text: `Bu, saya bingung harus mulai dari mana. ${LONG_WORD}`,
      answerDueAt: hours(40 + i),
    });
  bima = await aCase(world, { konseli: 'Bima', text: 'Kak, boleh cerita?', at: hours(46) });
  sari = await aCase(world, {
    counsellor: buAni,
    subject: 'Saya takut gagal ujian',
    text: `Tidak bisa tidur. Baca https://bantuan.example/${'x'.repeat(200)} dan ${LONG_WORD}`,
    answerDueAt: hours(30),
  });
  await counsellorAnswers(world, sari, buAni, { text: 'Terima kasih sudah menulis.', at: hours(5) });
  await letterOf(sari, {
    text: 'Bu, terima kasih.',
    newText: `Bu, terima kasih. ${'Kadang saya merasa semua terlalu berat. '.repeat(600)}`,
    quotedText: '> Terima kasih sudah menulis.',
    signature: 'Sari, kelas 11',
    html: '<p>Bu, <b>terima kasih</b>.</p>',
    from: { name: 'Sari', address: 'sari@murid.example' },
    replyTo: [{ name: '', address: 'lain@tempat.example' }],
    claimedDate: '2026-03-01T00:00:00Z',
    authentication: { trusted: true, spf: 'none', dkim: 'none', dmarc: 'none' },
    warnings: ['remote_images_blocked:3', 'something_new'],
  });
  await world.tx((tx) => writeNote(tx, vault, buAni, sari.code, 'Tanyakan dukungan di rumah.', hours(21)));
  const risk = { item: 'risk_read', value: 'concern', messageId: sari.firstLetterId, remark: 'Tidur.' };
  await world.tx((tx) => recordItem(tx, vault, buAni, sari.code, risk, hours(22)));
  const override = { to: 'counselling', reason: 'Sari meminta mulai segera; izin wali menyusul.' } as const;
  await world.tx((tx) => askOverride(tx, vault, buAni, sari.code, override, hours(23)));
}

/** A letter whose words come as they are: nothing between the test and the page makes them harmless. */
async function letterOf(kasus: CastCase, words: Partial<Letter>): Promise<void> {
  await world.tx(async (tx) => {
    const inboundId = newId();
    await tx
      .insertInto('inbound_mails')
      .values({
        id: inboundId,
        mailbox_id: world.mailboxId,
        folder: 'INBOX',
        uid_validity: 2,
        uid: randomInt(1, 2 ** 31),
        raw_index: world.vault.blindIndex('raw', inboundId),
        size: 1,
        arrived_at: hours(31),
        state: 'filed',
        fate: 'joined',
        case_id: kasus.id,
        settled_at: hours(31),
      })
      .execute();
    const added = { direction: 'in', kind: 'letter', arrivedAt: hours(31), authorId: null, outboundId: null } as const;
    const facts = {
      filename: 'rapor\u202efdp.exe',
      contentType: 'application/pdf',
      size: 3,
      inline: false,
      contentId: null,
    };
    const attachments = [{ facts, content: new Uint8Array(3) }];
    const row = (await lockCase(tx, kasus.id))!;
    await addLetter(tx, world.vault, row, { ...added, letter: aLetter(words), inboundId, attachments }, hours(60));
  });
}
