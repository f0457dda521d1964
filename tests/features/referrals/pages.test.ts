// The pages of referrals: who sees what, what a look changes (nothing), and the way from the directory to the receiver's answer.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import type { ReferralNeeds } from '../../../src/referrals/pages/needs.ts';
import { referralRoutes } from '../../../src/referrals/pages/routes.ts';
import { browse } from '../../web/browse.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from '../../web/mount-desk.ts';
import { openParser } from '../intake/door.ts';
import { ok, openReferralDesk, type ReferralDesk, TUTI } from './referral-desk.ts';

let pool: ParsePool;
let desk: ReferralDesk;
let web: MountedDesk;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  desk = await openReferralDesk(pool);
  const { db, vault } = desk.world;
  const config = { publicUrl: PUBLIC_URL, mailName: 'Layanan Konseling', linksTo: null, undoMs: 0 };
  const app: ReferralNeeds = { db, vault, config, wake: async () => {} };
  web = await mountDesk<ReferralNeeds>({ app, routes: referralRoutes, now: () => desk.clock.now });
});
afterEach(async () => {
  await web.fastify.close();
  await desk.world.end();
});
afterAll(() => pool.close());

test('from the form to the answer behind the link, by pressing what is there', async () => {
  const ani = await web.as(desk.world.buAni);
  const page = `/cases/${desk.sari.code}/referral`;
  expect((await ani.get(page)).html).toContain('Ibu Tuti, Psikolog, Klinik Contoh');
  const form = {
    receiver: `expert:${desk.expert}:psychologist`,
    why: 'Perlu pemeriksaan lebih jauh.',
    tick_name: 'yes',
  };
  const bad = await ani.post(`/cases/${desk.sari.code}/referrals`, { ...form, why: 'x', words_name: 'Sari' });
  expect([bad.status, bad.html.includes('Alasan perlu')]).toEqual([409, true]);
  const words = { words_name: 'Sari', words_concern: 'tidak dicentang' };
  expect(await ani.post(`/cases/${desk.sari.code}/referrals`, { ...form, ...words })).toMatchObject({ location: page });
  const shown = await ani.get(page);
  expect(shown.html).toContain('Nama: Sari');
  expect(shown.html).not.toContain('tidak dicentang');
  await ani.post(`/cases/${desk.sari.code}/referrals/questions`, { seen: '1' });
  await desk.writes('Saya setuju, Bu.');
  expect((await ani.get(page)).html).toContain('Konseli setuju dengan isi ini');
  const sent = await ani.post(`/cases/${desk.sari.code}/referrals/sendings`, { seen: '1', address: TUTI });
  const pin = /<p class="secret">(\d{3} \d{3})<\/p>/.exec(sent.html)![1]!;
  expect((await ani.get(page)).html).not.toContain(pin);
  const mail = await desk.world.db.selectFrom('outbound_mails').select('id').where('kind', '=', 'referral').execute();
  const link = /\/referred\/[\w-]{43}/.exec((await desk.mail(mail[0]!.id)).text)![0];

  const tuti = browse(web.fastify);
  for (let look = 0; look < 3; look++) {
    const locked = await tuti.get(link);
    expect([locked.status, locked.html.includes('Nama: Sari')]).toEqual([200, false]);
    expect(locked.headers['cache-control']).toContain('no-store');
    expect(locked.headers['referrer-policy']).toMatch(/no-referrer|same-origin/);
  }
  expect((await tuti.post(link, { pin: '12' })).status).toBe(422);
  const opened = await tuti.post(link, { pin });
  expect([opened.status, opened.html.includes('Nama: Sari')]).toEqual([200, true]);
  expect(opened.headers['cache-control']).toContain('no-store');
  const pass = tuti.hidden('pass')!;
  expect((await tuti.post(`${link}/answers`, { pass: 'x', kind: 'accepted' })).status).toBe(422);
  expect(await desk.state()).toBe('sent');
  expect((await tuti.post(`${link}/answers`, { pass, kind: 'accepted' })).html).toContain('jawaban Anda sudah sampai');
  expect(await desk.state()).toBe('accepted');
  const told = await ani.get(page);
  expect(told.html).toContain('Kabari konseli');
  desk.clock.now = new Date(desk.clock.now.getTime() + 31 * 60_000);
  expect((await tuti.post(`${link}/answers`, { pass, kind: 'feedback', words: 'Baik' })).status).toBe(422);
  await (await web.as(desk.world.buAni)).post(`/cases/${desk.sari.code}/referrals/endings`, { how: 'withdrawn' });
});

test('a look changes nothing: no row of a referral moves, whatever scans the link', async () => {
  const { token } = await desk.sendAgreed();
  const rows = async () =>
    JSON.stringify([
      await desk.world.db.selectFrom('referral_links').selectAll().execute(),
      await desk.world.db.selectFrom('referrals').selectAll().execute(),
      await desk.world.db.selectFrom('referral_news').selectAll().execute(),
    ]);
  const before = await rows();
  for (let look = 0; look < 5; look++) await browse(web.fastify).get(`/referred/${token}`);
  expect(await rows()).toBe(before);
});

test('every link that is not good is answered with one and the same page', async () => {
  const { token } = await desk.sendAgreed();
  await desk.writes('Saya tarik persetujuan saya, Bu.');
  const bodies = new Set<string>();
  for (const one of [token, 'A'.repeat(43), 'x']) {
    const page = await browse(web.fastify).get(`/referred/${one}`);
    expect(page.status).toBe(404);
    bodies.add(/<main[\s\S]*<\/main>/.exec(page.html)![0]);
  }
  expect(bodies.size).toBe(1);
});

describe('who sees it', () => {
  test('others, admins and who is shut out find nothing; a supervisor is asked for a reason first', async () => {
    ok(await desk.prepare());
    const page = `/cases/${desk.sari.code}/referral`;
    for (const who of [desk.world.pakBudi, desk.world.pakJoko])
      expect((await (await web.as(who)).get(page)).status).toBe(404);
    expect(await (await web.as(desk.world.buRatna)).get(page)).toMatchObject({ location: `/cases/${desk.sari.code}` });
    const post = await (await web.as(desk.world.pakBudi)).post(`/cases/${desk.sari.code}/referrals/endings`, {
      how: 'withdrawn',
    });
    expect(post.status).not.toBe(303);
    expect(await desk.state()).toBe('prepared');
  });

  test('the directory: all look and ask after entries, counsellors and admins keep it', async () => {
    const entry = { name: 'Pak Hadi', profession: 'Dokter', email: 'HADI@klinik.example', phone: '', language: 'id' };
    const rest = { organisation: '', place: '', hours: '', cost: '', note: '' };
    const ratna = await web.as(desk.world.buRatna);
    expect((await ratna.get('/experts')).html).toContain('belum diperiksa');
    expect((await ratna.get('/experts/new')).status).toBe(404);
    await ratna.get('/experts');
    await ratna.post(`/experts/${desk.expert}/verifications`, { shown: `${TUTI} · 021-555` });
    expect((await ratna.get('/experts')).html).toContain('sudah diperiksa');
    const joko = await web.as(desk.world.pakJoko);
    expect((await joko.get('/experts/new')).status).toBe(200);
    expect((await joko.post('/experts', { ...entry, ...rest })).status).toBe(422);
    expect(await joko.post('/experts', { ...entry, ...rest, field_doctor: 'yes' })).toMatchObject({ status: 303 });
    expect((await joko.get('/experts')).html).toContain('hadi@klinik.example');
    expect((await joko.get(`/experts/${desk.expert}`)).status).toBe(200);
    desk.clock.now = new Date(desk.clock.now.getTime() + 181 * 86_400_000);
    expect((await (await web.as(desk.world.buAni)).get('/experts')).html).toContain('perlu diperiksa lagi');
  });

  test('a colleague answers on a page of their own', async () => {
    ok(await desk.prepare({ receiver: { colleague: desk.world.pakBudi.id } }));
    ok(await desk.ask());
    await desk.writes('Saya setuju, Bu.');
    ok(await desk.send());
    const budi = await web.as(desk.world.pakBudi);
    const page = await budi.get('/referrals');
    expect(page.html).toContain('Nama: Sari');
    expect(page.html).not.toContain(desk.sari.code);
    const action = /action="(\/referrals\/[\w-]+\/answers)"/.exec(page.html)![1]!;
    expect((await budi.post(action, { kind: 'declined', words: '' })).status).toBe(409);
    expect(await budi.post(action, { kind: 'accepted' })).toMatchObject({ location: `/cases/${desk.sari.code}` });
    expect((await (await web.as(desk.world.buAni)).get('/referrals')).html).toContain('Tidak ada rujukan');
  });
});
