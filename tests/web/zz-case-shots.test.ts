import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLetter } from '../../src/cases/add-letter.ts';
import { askOverride } from '../../src/cases/ask-override.ts';
import { lockCase } from '../../src/cases/lock-case.ts';
import { recordItem } from '../../src/cases/record-item.ts';
import { writeNote } from '../../src/cases/write-note.ts';
import { newId } from '../../src/db/database.ts';
import {
  aCase,
  aLetter,
  counsellorAnswers,
  days,
  hours,
  konseliWrites,
  openWorld,
  START,
  type World,
} from '../support/cast.ts';
import { axeViolations, openBrowser } from '../support/chromium.ts';
import { type CasesDesk, openCasesDesk } from './cases-desk.ts';

let world: World;
let desk: CasesDesk;
let browser: Browser;
let origin: string;
const PORT = 20_000 + (process.pid % 20_000);
beforeAll(async () => {
  world = await openWorld();
  desk = await openCasesDesk(world, days(2), `http://127.0.0.1:${PORT}`);
  origin = await desk.fastify.listen({ host: '127.0.0.1', port: PORT });
  browser = await openBrowser();
}, 60000);
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await world?.end();
});

const long = Array.from({ length: 300 }, (_, i) =>
  i % 12 === 11 ? 'tidur lagi.\n\n' : 'Kadang saya merasa pertanggungjawabannya terlalu besar untuk',
).join(' ');

test('shots', async () => {
  const out = process.env.SHOTS ?? '/tmp/case-shots';
  mkdirSync(out, { recursive: true });
  const names = ['Sari', 'Bima', 'Dewi', 'Putri', 'Agus', 'Rini', 'Yoga', 'Tono', 'Wulan', 'Fajar'];
  for (let i = 0; i < 44; i++) {
    const k = await aCase(world, {
      konseli: names[i % 10]! + (i > 9 ? String(i) : ''),
      counsellor: world.buAni,
      at: hours(i / 2),
      subject:
        i % 7 === 3
          ? 'Ketidakbertanggungjawabannyalahyangmembuatsayasedihsekalidanbingung'
          : i % 3
            ? 'Tentang ujian minggu depan'
            : 'Mohon bantuan',
      text: 'Bu, saya bingung harus mulai dari mana. Minggu lalu ada kejadian di kelas yang membuat saya tidak ingin berangkat sekolah lagi.',
      answerDueAt: hours(40 + i / 4),
    });
    if (i % 9 === 0) await world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', k.id).execute();
    if (i % 4 === 0)
      await world.db
        .updateTable('cases')
        .set({ risk: 'concern' })
        .where('id', '=', k.id)
        .where('risk', '=', 'unread')
        .execute();
  }
  const sari = await aCase(world, {
    konseli: 'Sari',
    counsellor: world.buAni,
    subject: 'Saya takut gagal ujian',
    text: 'Assalamualaikum Bu,\n\nSaya Sari, kelas 11. Saya sudah tiga minggu tidak bisa tidur karena ujian.\nKadang saya berpikir lebih baik tidak usah sekolah. Teman saya bilang baca https://bantuan.example/tidur?x=1 tapi saya belum berani.\n\nTerima kasih sudah membaca.',
    answerDueAt: hours(30),
  });
  const p = world.buAni;
  await counsellorAnswers(world, sari, world.buAni, {
    text: "Wa'alaikumsalam Sari,\n\nTerima kasih sudah menulis. Saya membaca suratmu pelan-pelan.\n\nSalam,\nBu Ani",
    at: hours(5),
  });
  await world.tx(async (tx) => {
    const row = (await lockCase(tx, sari.id))!;
    const inboundId = newId();
    await tx
      .insertInto('inbound_mails')
      .values({
        id: inboundId,
        mailbox_id: world.mailboxId,
        folder: 'INBOX',
        uid_validity: 1,
        uid: 999999,
        raw_index: world.vault.blindIndex('raw', inboundId),
        size: 10,
        arrived_at: hours(20),
        state: 'filed',
        fate: 'joined',
        case_id: sari.id,
        settled_at: hours(20),
      })
      .execute();
    await addLetter(
      tx,
      world.vault,
      row,
      {
        direction: 'in',
        kind: 'letter',
        arrivedAt: hours(20),
        authorId: null,
        inboundId,
        outboundId: null,
        letter: aLetter({
          subject: 'Re: Saya takut gagal ujian',
          text: 'Bu, terima kasih.',
          newText: 'Bu, terima kasih. ' + long.slice(0, 900),
          quotedText: '> Terima kasih sudah menulis.\n> Salam',
          signature: '-- \nSari\nKelas 11 IPA 2',
          html: '<p>Bu, <b>terima kasih</b>.</p><p>Ini surat <i>berwarna</i>.</p>',
          from: { name: 'Sari', address: 'sari@murid.example' },
          to: [{ name: '', address: 'konseling@sekolah.example' }],
          replyTo: [{ name: '', address: 'lain@tempat.example' }],
          claimedDate: '2026-03-01T00:00:00Z',
          authentication: { trusted: true, spf: 'none', dkim: 'none', dmarc: 'none' },
          warnings: ['remote_images_blocked:3'],
        }),
        attachments: [
          {
            facts: {
              filename: 'rapor-semester-ganjil.pdf',
              contentType: 'application/pdf',
              size: 240000,
              inline: false,
              contentId: null,
            },
            content: new Uint8Array(240000),
          },
          {
            facts: { filename: 'foto.jpg', contentType: 'image/jpeg', size: 1200, inline: true, contentId: null },
            content: new Uint8Array(1200),
          },
        ],
      },
      hours(48),
    );
  });
  await world.tx((tx) =>
    writeNote(
      tx,
      world.vault,
      p,
      sari.code,
      'Tampak sulit tidur lama. Tanyakan dukungan di rumah.\nKoordinasi dengan wali kelas hanya bila Sari setuju.',
      hours(21),
    ),
  );
  await world.tx((tx) =>
    recordItem(
      tx,
      world.vault,
      p,
      sari.code,
      { item: 'risk_read', value: 'concern', messageId: sari.firstLetterId, remark: '' },
      hours(22),
    ),
  );
  await world.tx((tx) =>
    recordItem(
      tx,
      world.vault,
      p,
      sari.code,
      { item: 'concern', value: 'learning', messageId: null, remark: '“takut gagal, tidak bisa tidur”' },
      hours(22),
    ),
  );
  await world.tx((tx) =>
    askOverride(
      tx,
      world.vault,
      p,
      sari.code,
      { to: 'counselling', reason: 'Sari meminta mulai segera; persetujuan wali menyusul minggu depan.' },
      hours(23),
    ),
  );
  const bima = await aCase(world, {
    konseli: 'Panjang',
    counsellor: world.buAni,
    subject: 'Surat panjang sekali',
    text: long + long,
    at: hours(1),
  });
  const baru = await aCase(world, {
    konseli: 'Baru',
    subject: 'Kak, boleh cerita?',
    text: 'Kak, saya mau cerita tapi malu.',
    at: hours(46),
  });
  console.log('seeded', Math.round(performance.now()));
  const shots: [string, string, typeof world.buAni][] = [
    ['mine', '/folders/mine', world.buAni],
    ['waiting-empty', '/folders/asleep', world.buAni],
    ['case', `/cases/${sari.code}?from=/folders/mine`, world.buAni],
    ['long', `/cases/${bima.code}`, world.buAni],
    ['pool', `/cases/${baru.code}?from=/folders/new`, world.pakBudi],
    ['reason', `/cases/${sari.code}`, world.buRatna],
    ['overrides', '/overrides', world.buRatna],
    ['history', `/cases/${sari.code}/history`, world.buRatna],
    ['audit', '/audit', world.pakJoko],
    ['search', '/search', world.buAni],
  ];
  const only = process.env.ONLY?.split(',');
  const bad: string[] = [];
  for (const [name, path, who] of shots) {
    if (only && !only.includes(name)) continue;
    for (const [width, scheme, lang] of [
      [1280, 'light', 'id'],
      [360, 'dark', 'id'],
      [1280, 'dark', 'en'],
      [360, 'light', 'en'],
    ] as const) {
      const context = await browser.newContext({
        viewport: { width, height: width === 360 ? 740 : 900 },
        colorScheme: scheme,
      });
      const cookie = await desk.session(who);
      await context.addCookies([{ ...cookie, url: origin }]);
      await world.db.updateTable('staff').set({ language: lang }).where('id', '=', who.id).execute();
      const page = await context.newPage();
      page.setDefaultTimeout(20000);
      console.log(name, width, Math.round(performance.now()));
      await page.goto(origin + path);
      if (name === 'search') {
        await page.fill('#q', 'ujian');
        await page.click('main form button');
      }
      await page.screenshot({
        path: `${out}/${name}-${width}-${scheme}-${lang}.png`,
        fullPage: name !== 'long' && name !== 'mine',
      });
      const v = await axeViolations(page);
      if (v.length) bad.push(`${name} ${width} ${scheme}: ${v.join('; ')}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) bad.push(`${name} ${width} overflows by ${over}`);
      await context.close();
    }
  }
  console.log(bad.join('\n'));
  console.log(desk.told.filter((t) => t.status >= 500).map((t) => [t.route, t.error]));
}, 300000);
