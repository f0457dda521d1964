// A case from the first letter to its end, as a browser without scripts goes it: every step is a plain form.

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gateItems } from '../../src/core/gates.ts';
import type { Tx } from '../../src/db/database.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  endWithLetter,
  hours,
  konseliWrites,
  openWorld,
  type World,
} from '../support/cast.ts';
import type { Answered, Browsing } from './browse.ts';
import { type CasesDesk, openCasesDesk } from './cases-desk.ts';

let world: World;
let desk: CasesDesk;
let buAni: Browsing;

beforeEach(async () => {
  world = await openWorld();
  desk = await openCasesDesk(world, hours(10));
  buAni = await desk.as(world.buAni);
});
afterEach(async () => {
  await desk.close();
  await world.end();
});

test('Bu Ani takes the case, writes a note, records what the gate asks for, and begins counselling', async () => {
  const sari = await aCase(world);
  const page = (path = '') => `/cases/${sari.code}${path}`;
  expect((await buAni.get(page())).html).toContain('Ambil kasus');

  const claimed = await buAni.post(page('/claims'), {});
  expect(claimed).toMatchObject({ status: 303, location: page() });
  expect((await buAni.follow(claimed)).html).toContain('Kasus ini sekarang milik Anda.');

  await buAni.follow(await buAni.post(page('/notes'), { note: 'Tanyakan dukungan di rumah.' }));
  expect((await buAni.get(page())).html).toContain('Tanyakan dukungan di rumah.');

  expect((await buAni.get(page())).html).not.toContain('Mulai konseling');
  await recordAll(sari, 'preparation');
  expect((await buAni.get(page())).html).toContain('12 dari 12 sudah tercatat');

  const moved = await buAni.post(page('/moves'), { to: 'counselling' });
  expect(moved.status).toBe(303);
  expect((await buAni.follow(moved)).html).toContain('Tahap II');
  expect(await stageOf(sari)).toBe('counselling');
});

test('through all three stages to an ending', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await counsellorAnswers(world, sari, world.buAni, { text: 'Terima kasih sudah menulis.', at: hours(2) });
  await buAni.get(`/cases/${sari.code}`);
  await recordAll(sari, 'preparation');
  await step(sari, 'moves', { to: 'counselling' });
  expect((await buAni.get(`/cases/${sari.code}`)).html).toContain('Tercatat sebelumnya (12)');
  await recordAll(sari, 'counselling');
  await step(sari, 'moves', { to: 'post_counselling' });
  await step(sari, 'outcomes', {
    outcome: 'resolved',
    evidence: 'Tidur lagi.',
    letter: sari.firstLetterId,
    plan: 'Jalan pagi.',
    way_back: 'Tulis kapan saja.',
  });
  const page = await buAni.get(`/cases/${sari.code}`);
  expect(page.html).toContain('Tidur lagi.');
  expect(page.html).toContain('Belum ada surat penutup.');
  await endWithLetter(world, sari, world.buAni, { at: hours(3) });
  expect((await buAni.get(`/cases/${sari.code}`)).html).toContain('Akhiri kasus');
  await step(sari, 'moves', { to: 'closed', ending: 'resolved' });
  expect(await stageOf(sari)).toBe('closed');
  expect((await buAni.get('/folders/done')).html).toContain(sari.code);
});

test('a meeting waits for its time, its consent, and to have taken place', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await world.tx((tx) => inPostCounselling(tx, sari));
  await buAni.get(`/cases/${sari.code}`);
  const form = { outcome: 'face_to_face', why: 'Perlu bertemu.', place: 'Ruang baca', who_is_told: 'Tidak ada' };

  const withoutTime = await buAni.post(`/cases/${sari.code}/outcomes`, form);
  expect(withoutTime.status).toBe(409);
  expect(withoutTime.html).toContain('Isi waktunya.');
  expect(withoutTime.html).toContain('Ruang baca'); // nothing typed is lost
  const withoutConsent = await buAni.post(`/cases/${sari.code}/outcomes`, { ...form, happens_at: '2026-03-10T09:00' });
  expect(withoutConsent.html).toContain('Perlu surat persetujuan konseli');

  await step(sari, 'outcomes', { ...form, happens_at: '2026-03-10T09:00', letter: sari.firstLetterId });
  const outcome = await world.db.selectFrom('outcomes').select('happens_at').executeTakeFirstOrThrow();
  expect(outcome.happens_at?.toISOString()).toBe('2026-03-10T02:00:00.000Z'); // as the clock in Jakarta says it
  const early = await send(sari, 'moves', { to: 'closed', ending: 'face_to_face' });
  expect(early.html).toContain('Hasil ini belum terlaksana.');
  await step(sari, 'completions', {});
  await step(sari, 'moves', { to: 'closed', ending: 'face_to_face' });
  expect(await stageOf(sari)).toBe('closed');
});

describe('what is refused comes back with the reason and with all that was typed', () => {
  test('a note that is too long', async () => {
    const sari = await aCase(world, { counsellor: world.buAni });
    await buAni.get(`/cases/${sari.code}`);
    const note = `Awal catatan. ${'panjang '.repeat(2600)}`;
    const refused = await buAni.post(`/cases/${sari.code}/notes`, { note });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Catatan terlalu panjang');
    expect(refused.html).toContain(note.trim());
  });

  test('a record without its letter', async () => {
    const sari = await aCase(world, { counsellor: world.buAni });
    await buAni.get(`/cases/${sari.code}`);
    const refused = await buAni.post(`/cases/${sari.code}/records`, { item: 'consent', value: 'given' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('perlu menunjuk sebuah surat');
  });

  test('a move before its records', async () => {
    const sari = await aCase(world, { counsellor: world.buAni });
    await buAni.get(`/cases/${sari.code}`);
    const refused = await buAni.post(`/cases/${sari.code}/moves`, { to: 'counselling' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Masih ada yang belum tercatat');
    expect(await stageOf(sari)).toBe('preparation');
  });

  test('fields that no form has', async () => {
    const sari = await aCase(world, { counsellor: world.buAni });
    expect((await send(sari, 'moves', { to: 'closed' })).status).toBe(400);
    expect((await send(sari, 'notes', { note: 'Catatan.', author: '1' })).status).toBe(400);
    expect((await send(sari, 'records', { item: 'risk_read', value: 'none', by: '1' })).status).toBe(400);
  });
});

test('of two who take a case at once, one has it and the other learns who', async () => {
  const sari = await aCase(world);
  const pakBudi = await desk.as(world.pakBudi);
  await pakBudi.get('/folders/new');
  await buAni.get('/folders/new');
  desk.clock.now = new Date(); // the claim is dated by the database's clock
  const relogged = await desk.as(world.pakBudi);
  await relogged.get('/folders/new');
  buAni = await desk.as(world.buAni);
  await buAni.get('/folders/new');
  await buAni.post(`/cases/${sari.code}/claims`, {});
  const late = await relogged.post(`/cases/${sari.code}/claims`, {});
  expect(late.location).toBe('/folders/new');
  expect((await relogged.follow(late)).html).toContain('baru saja diambil Bu Ani');
});

test('two persons open a gate: one asks, a supervisor agrees, and both stand on the page', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await buAni.get(`/cases/${sari.code}`);
  const reason = 'Sari perlu segera mulai; izin wali menyusul.';
  await step(sari, 'overrides', { to: 'counselling', override_reason: reason });
  const own = await send(sari, 'overrides/answers', { answer: 'agree' });
  expect(own.status).toBe(404); // the policy gives the answer to others only

  const buRatna = await desk.as(world.buRatna);
  const list = await buRatna.get('/overrides');
  expect(list.html).toContain(sari.code);
  expect(list.html).not.toContain(reason);
  await buRatna.get(`/cases/${sari.code}`);
  const short = await buRatna.post(`/cases/${sari.code}/readings`, { reason: 'Ingin tahu.' });
  expect(short.status).toBe(409);
  expect(short.html).toContain('paling sedikit 20 huruf');
  expect(short.html).toContain('Ingin tahu.');
  const begun = await buRatna.post(`/cases/${sari.code}/readings`, {
    reason: 'Memeriksa permintaan lanjut tanpa catatan.',
  });
  expect((await buRatna.follow(begun)).html).toContain(reason);
  const agreed = await buRatna.post(`/cases/${sari.code}/overrides/answers`, { answer: 'agree' });
  expect((await buRatna.follow(agreed)).html).toContain('Diminta Bu Ani, disetujui Bu Ratna.');

  expect((await buAni.get(`/cases/${sari.code}`)).html).toContain('Bu Ratna sedang membaca');
  await step(sari, 'moves', { to: 'counselling' });
  const page = await buAni.get(`/cases/${sari.code}`);
  expect(page.html).toContain('Menyusul dari tahap persiapan');
  desk.clock.now = hours(11.5);
  const later = await desk.as(world.buRatna);
  expect((await later.get(`/cases/${sari.code}`)).html).toContain('Baca kasus dengan alasan'); // the hour is over
});

test('a case is handed on, shared, closed to somebody, put off and woken', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  await counsellorAnswers(world, sari, world.buAni, { text: 'Terima kasih.', at: hours(2) });
  await buAni.get(`/cases/${sari.code}`);
  await step(sari, 'people', { staff: String(world.pakBudi.id) });
  const pakBudi = await desk.as(world.pakBudi);
  expect((await pakBudi.get(`/cases/${sari.code}`)).status).toBe(200);
  await step(sari, 'people/removals', { staff: String(world.pakBudi.id) });
  expect((await pakBudi.get(`/cases/${sari.code}`)).status).toBe(404); // from the next request on

  await step(sari, 'sleeps', { until: '2026-03-20' });
  expect((await buAni.get('/folders/asleep')).html).toContain(sari.code);
  await step(sari, 'wakings', {});
  expect((await buAni.get('/folders/waiting')).html).toContain(sari.code);

  await step(sari, 'people/exclusions', { staff: String(world.buRatna.id) });
  const buRatna = await desk.as(world.buRatna);
  expect((await buRatna.get(`/cases/${sari.code}`)).status).toBe(404);
  const given = await send(sari, 'assignments', { to: String(world.pakBudi.id) });
  expect(given.location).toBe('/folders/mine');
  expect((await pakBudi.get('/folders/waiting')).html).toContain(sari.code);
});

test('an export is a file, on record, and holds the notes only when asked to', async () => {
  const sari = await aCase(world, { counsellor: world.buAni, text: 'Isi surat Sari.' });
  await buAni.get(`/cases/${sari.code}`);
  await step(sari, 'notes', { note: 'Pikiran saya sendiri.' });
  await buAni.get(`/cases/${sari.code}`);
  const plain = await buAni.post(`/cases/${sari.code}/exports`, {});
  expect(plain.headers['content-disposition']).toContain(`${sari.code}.json`);
  expect(plain.html).toContain('Isi surat Sari.');
  expect(plain.html).not.toContain('Pikiran saya sendiri.');
  await buAni.get(`/cases/${sari.code}`);
  const whole = await buAni.post(`/cases/${sari.code}/exports`, { notes: 'yes' });
  expect(whole.html).toContain('Pikiran saya sendiri.');
  const events = await world.db.selectFrom('events').select('kind').where('kind', '=', 'case.exported').execute();
  expect(events).toHaveLength(2);
});

test('a letter that came while the page was open is marked, and was not seen before', async () => {
  const sari = await aCase(world, { counsellor: world.buAni });
  expect((await buAni.get(`/cases/${sari.code}`)).html).toContain('Belum dibaca');
  expect((await buAni.get(`/cases/${sari.code}`)).html).not.toContain('Belum dibaca');
  const second = await konseliWrites(world, sari, { text: 'Satu hal lagi, Bu.', at: hours(5) });
  const page = await buAni.get(`/cases/${sari.code}`);
  expect(page.html).toContain(`href="#letter-${second}"`);
  expect(page.html.match(/Belum dibaca/g)).toHaveLength(1);
});

test('a supervisor gives a case to somebody else without reading it', async () => {
  const sari = await aCase(world, { counsellor: world.buAni, text: 'Rahasia Sari.' });
  const buRatna = await desk.as(world.buRatna);
  expect((await buRatna.get(`/cases/${sari.code}`)).html).toContain('Serahkan kepada');
  const given = await buRatna.post(`/cases/${sari.code}/assignments`, { to: String(world.pakBudi.id) });
  const page = await buRatna.follow(given);
  expect(page.html).toContain('Pak Budi (konselor kasus)');
  expect(page.html).not.toContain('Rahasia Sari.');
  expect((await buAni.get(`/cases/${sari.code}`)).status).toBe(404);
});

test('what was erased is said to be erased, and nothing breaks', async () => {
  const sari = await aCase(world, { counsellor: world.buAni, text: 'Rahasia Sari.' });
  await step(sari, 'moves', { to: 'closed', ending: 'withdrawn' });
  await world.tx(async (tx) => {
    const gone = { erased_at: hours(9), title_sealed: null, preview_sealed: null };
    await tx.updateTable('cases').set(gone).where('id', '=', sari.id).execute();
    await world.vault.destroy(tx, [sari.id, sari.konseliId], hours(9));
  });
  const page = await buAni.get(`/cases/${sari.code}`);
  expect(page.status).toBe(200);
  expect(page.html).toContain('Isi surat ini sudah dihapus.');
  expect(page.html).toContain('Data konseli sudah dihapus.');
  expect(page.html).not.toContain('Rahasia Sari.');
  expect((await buAni.get('/folders/done')).html).not.toContain(sari.code);
});

test('the page that verifies the record says whether the chain is whole, and who looked', async () => {
  await aCase(world);
  await buAni.get('/folders/new');
  const pakJoko = await desk.as(world.pakJoko);
  expect((await pakJoko.get('/audit')).html).toContain('Rantai utuh');
  const verified = await pakJoko.post('/audit/verifications', {});
  const page = await pakJoko.follow(verified);
  expect(page.html).toContain('oleh Pak Joko');
  await forgeAnEvent();
  const broken = await pakJoko.get('/audit');
  expect(broken.html).toContain('Rantai putus');
  expect((await buAni.get('/audit')).status).toBe(404);
});

/** Somebody with the database's own password changes what was recorded. */
async function forgeAnEvent() {
  await sql`alter table events disable trigger append_only`.execute(world.db);
  await sql`update events set actor = 'system' where seq = 1`.execute(world.db);
}

const choices: Record<string, Record<string, string>> = {
  age_band: { value: 'adult' },
  risk_reread: { value: 'none' },
};

/** Records every item of a gate as its form would, with letter and remark where they are asked for. */
async function recordAll(kasus: CastCase, from: string) {
  for (const item of gateItems.filter((g) => g.from === from)) {
    const value = choices[item.item]?.value ?? item.values[0]!;
    const letter = item.letterFor ? { letter: kasus.firstLetterId } : {};
    const remark = item.remarkFor ? { remark: 'dalam kata-katanya sendiri' } : {};
    await step(kasus, 'records', { item: item.item, value, ...letter, ...remark });
  }
}

/** Opens the case's page and posts one of its forms. */
async function send(kasus: CastCase, path: string, fields: Record<string, string>): Promise<Answered> {
  await buAni.get(`/cases/${kasus.code}`);
  return buAni.post(`/cases/${kasus.code}/${path}`, fields);
}

/** `send`, which must go through. */
async function step(kasus: CastCase, path: string, fields: Record<string, string>): Promise<void> {
  const answered = await send(kasus, path, fields);
  expect(answered.status, `${path}: ${/<div class="problems".*?<p>(.*?)<\/p>/s.exec(answered.html)?.[1]}`).toBe(303);
}

const stageOf = async (kasus: CastCase) =>
  (await world.db.selectFrom('cases').select('stage').where('id', '=', kasus.id).executeTakeFirstOrThrow()).stage;

async function inPostCounselling(tx: Tx, kasus: CastCase) {
  for (const item of gateItems)
    await tx
      .insertInto('case_records')
      .values({
        id: crypto.randomUUID(),
        case_id: kasus.id,
        round: 1,
        item: item.item,
        value: item.values[0]!,
        remark_sealed: null,
        message_id: item.letterFor ? kasus.firstLetterId : null,
        recorded_by: world.buAni.id,
        withdrawn_at: null,
      })
      .execute();
  await tx.updateTable('cases').set({ stage: 'counselling', risk: 'none' }).where('id', '=', kasus.id).execute();
  await tx.updateTable('cases').set({ stage: 'post_counselling' }).where('id', '=', kasus.id).execute();
}
