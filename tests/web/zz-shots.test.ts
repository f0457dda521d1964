import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { ingestMail } from '../../src/intake/ingest-mail.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { aMail } from '../features/intake/door.ts';
import { aCase, openWorld } from '../support/cast.ts';
import { axeViolations, openBrowser } from '../support/chromium.ts';
import { openMailDesk } from './mail-desk.ts';

test('shots', async () => {
  mkdirSync('/tmp/shots', { recursive: true });
  const world = await openWorld();
  const port = 20_000 + (process.pid % 20_000);
  const origin = `http://127.0.0.1:${port}`;
  const start = new Date();
  const desk = await openMailDesk(world, start, origin);
  const sari = await aCase(world, { counsellor: world.buAni, at: new Date(start.getTime() - 7200_000) });
  const ingest = {
    db: world.db,
    vault: world.vault,
    understand: desk.pool.understand,
    ourName: 'K',
    leaseMs: 60000,
    now: () => desk.clock.now,
  };
  const door = { mailboxId: world.mailboxId, folder: 'INBOX', uidValidity: 1, historic: false };
  const ref = await world.db.selectFrom('messages').select('id').executeTakeFirst();
  void ref;
  const raws = [
    aMail({ from: 'Bima <bima@murid.example>' }),
    aMail({ from: 'Pak Budi <budi@sekolah.example>', subject: 'Titip pesan' }),
    aMail({
      from: 'a@x.example, b@y.example',
      subject: 'Tolong dibaca',
      text: 'Bu,\n\nsaya menulis dari warnet. Saya tidak tahu harus mulai dari mana.\n\nhttps://contoh.example/sebuah-alamat-yang-panjang-sekali-tanpa-spasi-dan-tanpa-ampun-sampai-melewati-layar\n\nSalam',
    }),
    aMail({
      headers: ['List-Id: <info.example>', 'List-Unsubscribe: <mailto:x@y.example>'],
      from: 'info@milis.example',
    }),
    aMail({ from: 'sari@murid.example' }),
    aMail({ headers: ['X-Spam-Flag: YES'], from: 'Dewi <dewi@murid.example>', subject: 'mohon bantuan' }),
  ];
  const ids = await takeIn(
    world.db,
    world.vault,
    door,
    raws.map((raw, n) => ({
      uid: n + 1,
      raw,
      size: raw.length * 37,
      truncated: false,
      arrivedAt: new Date(start.getTime() - n * 3000_000),
    })),
    raws.length,
  );
  for (const id of ids) await ingestMail(ingest, id);
  await world.db
    .updateTable('inbound_mails')
    .set({ state: 'failed', fate: 'could_not_be_read', problem: 'unexpected_error', case_id: null })
    .where('id', '=', ids[5]!)
    .execute();
  await world.db
    .updateTable('inbound_mails')
    .set({ suggestion: sari.id, problem: 'stranger_in_thread' })
    .where('id', '=', ids[2]!)
    .execute();
  await world.db
    .updateTable('mailbox_folders')
    .set({
      problem: 'auth_failed',
      problem_since: new Date(start.getTime() - 14 * 60000),
      checked_at: new Date(start.getTime() - 15 * 60000),
    })
    .execute();
  await world.db
    .insertInto('mailbox_folders')
    .values({ mailbox_id: world.mailboxId, folder: 'INBOX/Formulir', checked_at: start })
    .execute();
  const browser = await openBrowser();
  await desk.fastify.listen({ host: '127.0.0.1', port });
  for (const [who, paths] of [
    ['buAni', ['/mail', `/mail/${ids[2]}`, `/mail/${ids[3]}`, '/crisis-contacts']],
    ['pakJoko', ['/mail', '/settings', '/crisis-contacts', '/crisis-contacts/new', '/crisis-contacts/1']],
  ] as const) {
    const cookie = await desk.session(world[who]);
    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        await context.addCookies([{ ...cookie, url: origin }]);
        const page = await context.newPage();
        for (const [n, path] of paths.entries()) {
          await page.goto(origin + path);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
          console.log(who, width, colorScheme, path.slice(0, 12), await axeViolations(page), wide ? 'TOO WIDE' : '');
          await page.screenshot({ path: `/tmp/shots/${who}-${n}-${width}-${colorScheme}.png`, fullPage: true });
        }
        await context.close();
      }
  }
  await browser.close();
  await desk.close();
  await world.end();
}, 120000);
