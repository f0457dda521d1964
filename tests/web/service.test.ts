// The pages of the service: who may change what, what is wrong beside its field, and what a press does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCrisisContacts } from '../../src/service/crisis-contacts.ts';
import { readSettings } from '../../src/service/settings.ts';
import { openWorld, START, type World } from '../support/cast.ts';
import { type MailDesk, openMailDesk } from './mail-desk.ts';

let world: World;
let desk: MailDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = await openMailDesk(world, START);
});
afterAll(async () => {
  await desk?.close();
  await world?.end();
});

describe('settings', () => {
  const right = {
    serviceName: 'Ruang Cerita',
    timeZone: 'Asia/Makassar',
    workday1: 'yes',
    workday3: 'yes',
    opens: '8.00',
    closes: '14:00',
    nationalHolidays: 'yes',
    holidaysKnownUntil: '2027-12-31',
    holidays: '2026-08-17\r\n\r\n 2026-01-01\r\n2026-08-17',
    addressing: 'anda',
    promiseDays: '3',
    promiseWarnHours: '5',
    expectedReplyDays: '8',
    silenceFirst: '2',
    silenceSecond: '5',
    silenceDoor: '9',
    silenceEnd: '12',
    neutralSubject: 'Kabar',
    meetingTitle: 'Temu',
    reminderHours: '12',
    templatePercent: '70',
    cues: 'yes',
    cuesForMinorsReason: '',
    resonanceDays: '14',
    exchanges: '8',
    shortTermDays: '14',
    longTermDays: '100',
    acknowledgementsAnHour: '10',
    loadBase: '1',
    loadConcern: '2',
    loadUrgent: '5',
    loadAfterRed: '3',
    loadCap: '10',
    fallbackStaff: ' Budi@sekolah.example ',
    informationLetters: '2',
    dutyStaff: 'Budi@sekolah.example\r\n\r\nani@sekolah.example',
    dutyMinutes: '20',
    readingLinkDays: '5',
    crisisContactDays: '60',
    expertDays: '100',
    referralLinkDays: '7',
  };

  test('are the admin’s alone', async () => {
    for (const who of [world.buAni, world.buRatna]) {
      const browser = await desk.as(who);
      expect((await browser.get('/settings')).status).toBe(404);
      expect((await browser.post('/settings', right)).status).toBe(404);
    }
  });

  test('show what holds, and save what was written', async () => {
    const joko = await desk.as(world.pakJoko);
    const shown = await joko.get('/settings');
    expect(shown.html).toContain('value="Layanan Konseling"');
    expect(shown.html).toContain('konseling+coba@sekolah.example');
    expect(shown.html).toMatch(/<option value="Asia\/Jakarta" selected>/);
    expect(await joko.post('/settings', right)).toMatchObject({ status: 303, location: '/settings' });
    expect(await readSettings(world.db)).toEqual({
      serviceName: 'Ruang Cerita',
      timeZone: 'Asia/Makassar',
      workdays: [1, 3],
      opens: '08:00',
      closes: '14:00',
      nationalHolidays: true,
      collectiveLeave: false,
      holidaysKnownUntil: '2027-12-31',
      holidays: ['2026-01-01', '2026-08-17'],
      addressing: 'anda',
      promiseDays: 3,
      promiseWarnHours: 5,
      expectedReplyDays: 8,
      silenceDays: [2, 5, 9, 12],
      meetingTitle: 'Temu',
      reminderHours: 12,
      templatePercent: 70,
      cues: true,
      cuesForMinors: false,
      cuesForMinorsReason: '',
      resonanceDays: 14,
      exchanges: 8,
      shortTermDays: 14,
      longTermDays: 100,
      plusAddresses: false,
      neutralSubject: 'Kabar',
      acknowledgementsAnHour: 10,
      loadBase: 1,
      loadConcern: 2,
      loadUrgent: 5,
      loadAfterRed: 3,
      loadCap: 10,
      fallbackStaff: 'budi@sekolah.example',
      informationLetters: 2,
      dutyStaff: ['budi@sekolah.example', 'ani@sekolah.example'],
      dutyMinutes: 20,
      readingLinkDays: 5,
      answerPage: false,
      crisisContactDays: 60,
      expertDays: 100,
      referralLinkDays: 7,
      copiesByThemselves: false,
      receiptNames: false,
    });
    const again = await joko.get('/settings');
    expect(again.html).toContain('Pengaturan tersimpan.');
    expect(again.html).toContain('2026-01-01\n2026-08-17');
    await joko.post('/settings', right);
    expect((await joko.get('/settings')).html).toContain('Tidak ada yang berubah.');
  });

  test('cues for minors are switched on only with a reason in writing', async () => {
    const joko = await desk.as(world.pakJoko);
    await joko.get('/settings');
    const refused = await joko.post('/settings', { ...right, cuesForMinors: 'yes', cuesForMinorsReason: 'perlu' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('tanpa alasan ini tetap mati');
    expect(await readSettings(world.db)).toMatchObject({ cuesForMinors: false });
    const reason = 'Disepakati dengan sekolah dan orang tua pada rapat Januari.';
    await joko.post('/settings', { ...right, cuesForMinors: 'yes', cuesForMinorsReason: reason });
    expect(await readSettings(world.db)).toMatchObject({ cuesForMinors: true, cuesForMinorsReason: reason });
    await joko.post('/settings', right);
  });

  test('what would break a mail’s subject becomes a blank', async () => {
    const joko = await desk.as(world.pakJoko);
    await joko.get('/settings');
    const lines = { serviceName: 'Ruang\r\nBcc: x@luar.example', neutralSubject: 'Kabar\u2028\u202ebaru' };
    expect((await joko.post('/settings', { ...right, ...lines })).status).toBe(303);
    const { serviceName, neutralSubject } = await readSettings(world.db);
    expect([serviceName, neutralSubject]).toEqual(['Ruang Bcc: x@luar.example', 'Kabar baru']);
    await joko.post('/settings', right);
  });

  test.each([
    ['serviceName', '  ', 'Tulis nama layanannya'],
    ['timeZone', 'Mars/Utara', 'Pilih salah satu zona waktu'],
    ['opens', '25:00', 'Tulis jam seperti 07.30'],
    ['closes', '07:00', 'Jam tutup harus sesudah jam buka'],
    ['holidays', '17 Agustus', 'bukan tanggal'],
    ['holidays', '2026-02-30', 'bukan tanggal'],
    ['holidaysKnownUntil', 'akhir 2027', 'Tulis tanggal seperti'],
    ['addressing', 'situ', 'Pilih kamu atau Anda'],
    ['promiseDays', '0', 'angka dari 1 sampai 10'],
    ['promiseDays', '1e1', 'angka dari 1 sampai 10'],
    ['promiseWarnHours', '73', 'angka dari 0 sampai 72'],
    ['expectedReplyDays', '0', 'paling sedikit 1'],
    ['silenceDoor', '5', 'harus sesudah'],
    ['loadCap', '0', 'angka dari 1 sampai 100'],
    ['loadUrgent', '21', 'angka dari 0 sampai 20'],
    ['fallbackStaff', 'ratna@sekolah.example', 'Tidak ada konselor aktif'],
    ['informationLetters', 'x', 'angka dari 0 sampai 20'],
    ['acknowledgementsAnHour', '1001', 'angka dari 0 sampai 1000'],
    ['meetingTitle', ' ', 'Isi judulnya'],
    ['reminderHours', '1', 'angka dari 2 sampai 72'],
    ['templatePercent', '101', 'angka dari 0 sampai 100'],
    ['exchanges', '61', 'angka dari 1 sampai 60'],
    ['shortTermDays', '6', 'angka dari 7 sampai 31'],
    ['longTermDays', '31', 'angka dari 32 sampai 366'],
    ['dutyStaff', 'bukan alamat', 'bukan alamat surel'],
    ['dutyStaff', 'joko@sekolah.example', 'bukan konselor atau supervisor'],
    ['readingLinkDays', '31', 'angka dari 1 sampai 30'],
    ['dutyMinutes', '4', 'angka dari 5 sampai 240'],
    ['crisisContactDays', '', 'angka dari 1 sampai 365'],
    ['neutralSubject', 'x'.repeat(81), 'terlalu panjang'],
  ])('refuse %s = %o beside the field, keep what was typed, and change nothing', async (field, value, sentence) => {
    const before = await readSettings(world.db);
    const joko = await desk.as(world.pakJoko);
    await joko.get('/settings');
    const { status, html } = await joko.post('/settings', { ...right, serviceName: 'Nama lain', [field]: value });
    expect(status).toBe(422);
    expect(html).toContain(`id="${field}-error"`);
    expect(html).toContain(sentence);
    if (field !== 'serviceName') expect(html).toContain('value="Nama lain"');
    expect(html).toContain('Pengaturan lama masih berlaku');
    expect(await readSettings(world.db)).toEqual(before);
  });

  test('refuse a week without a working day, and a field the form does not have', async () => {
    const joko = await desk.as(world.pakJoko);
    await joko.get('/settings');
    const { workday1, workday3, ...noDays } = right;
    expect((await joko.post('/settings', noDays)).html).toContain('paling sedikit satu hari kerja');
    expect((await joko.post('/settings', { ...right, workday1, workday3, role: 'admin' })).status).toBe(400);
  });
});

describe('the directory of crisis contacts', () => {
  test('everybody calls and marks; only the admin keeps it', async () => {
    for (const who of [world.buAni, world.buRatna, world.pakJoko]) {
      const browser = await desk.as(who);
      const { status, html } = await browser.get('/crisis-contacts');
      expect(status).toBe(200);
      expect(html).toContain('Saya sudah menelepon, nomor ini aktif');
      expect(html.includes('/crisis-contacts/new')).toBe(who === world.pakJoko);
      const may = who === world.pakJoko ? 200 : 404;
      for (const path of ['/crisis-contacts/new', '/crisis-contacts/1'])
        expect((await browser.get(path)).status).toBe(may);
    }
    const ani = await desk.as(world.buAni);
    await ani.get('/crisis-contacts');
    const facts = { name: 'Palsu', contact: '1', hours: '', source: '' };
    for (const path of ['/crisis-contacts', '/crisis-contacts/1', '/crisis-contacts/1/removals'])
      expect((await ani.post(path, facts)).status).toBe(404);
  });

  test('a call makes the number trusted and quietens the banner', async () => {
    const ani = await desk.as(world.buAni);
    const before = await ani.get('/crisis-contacts');
    expect(before.html).toContain('Surat keluar tanpa nomor krisis');
    const [first] = await listCrisisContacts(world.db);
    await ani.post(`/crisis-contacts/${first!.id}/verifications`, { called: first!.contact });
    const { html } = await ani.get('/crisis-contacts');
    expect(html).not.toContain('Surat keluar tanpa nomor krisis');
    expect(html).toMatch(/4 Maret 2026.*oleh Bu Ani/s);
  });

  test('a number that was changed under the caller’s hands is not marked', async () => {
    const [, second] = await listCrisisContacts(world.db);
    const ani = await desk.as(world.buAni);
    await ani.get('/crisis-contacts');
    const stale = await ani.post(`/crisis-contacts/${second!.id}/verifications`, { called: 'nomor lama' });
    expect(stale.status).toBe(409);
    expect((await listCrisisContacts(world.db))[1]).toMatchObject({ verifiedAt: null });
  });

  test('the admin adds, changes and removes; a change takes the trust away', async () => {
    const joko = await desk.as(world.pakJoko);
    await joko.get('/crisis-contacts/new');
    const empty = await joko.post('/crisis-contacts', { name: '', contact: ' ', hours: 'siang', source: '' });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('Tulis nomornya');
    expect(empty.html).toContain('value="siang"');
    const facts = { name: 'Puskesmas <Contoh>', contact: '0800-1', hours: 'siang', source: 'Rekaan' };
    expect((await joko.post('/crisis-contacts', facts)).location).toBe('/crisis-contacts');
    const id = (await listCrisisContacts(world.db)).at(-1)!.id;
    const list = await joko.get('/crisis-contacts');
    expect(list.html).toContain('Puskesmas &lt;Contoh&gt;');
    await joko.post(`/crisis-contacts/${id}/verifications`, { called: '0800-1' });
    await joko.get(`/crisis-contacts/${id}`);
    await joko.post(`/crisis-contacts/${id}`, { ...facts, contact: '0800-2' });
    expect((await listCrisisContacts(world.db)).at(-1)).toMatchObject({ contact: '0800-2', verifiedAt: null });
    await joko.get(`/crisis-contacts/${id}`);
    expect((await joko.post(`/crisis-contacts/${id}/removals`, {})).status).toBe(303);
    for (const path of [`/crisis-contacts/${id}`, '/crisis-contacts/x', '/crisis-contacts/99999999999999999999'])
      expect((await joko.get(path)).status).toBe(404);
    expect((await joko.post(`/crisis-contacts/${id}/removals`, {})).status).toBe(404);
  });
});
