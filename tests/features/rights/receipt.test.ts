// Who has read: every way of looking at a letter is taken once, and every one is in the receipt; names only where wanted.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventKinds } from '../../../src/audit/event-kinds.ts';
import { beside } from '../../../src/beside.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { caseShower } from '../../../src/cases/pages/case-page.ts';
import { caseRoutes } from '../../../src/cases/pages/routes.ts';
import { fileIntoCase } from '../../../src/intake/file-by-hand.ts';
import { openHeldMail } from '../../../src/intake/held-mail.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import type { RightsNeeds } from '../../../src/rights/pages/needs.ts';
import { rightsRoutes } from '../../../src/rights/pages/routes.ts';
import { looksAt, readLooks } from '../../../src/rights/read-looks.ts';
import { changeSettings } from '../../../src/service/change-settings.ts';
import { readSettings } from '../../../src/service/settings.ts';
import { rowOf } from '../../support/cast.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from '../../web/mount-desk.ts';
import { aMail } from '../intake/door.ts';
import { confirmed, openCheckingParser, openRightsDesk, type RightsDesk, verdict } from './rights-desk.ts';

let pool: ParsePool;
let desk: RightsDesk;
let pages: MountedDesk;
let kasus: { id: string; code: string };
const woken: string[] = [];

beforeAll(async () => {
  pool = openCheckingParser();
  desk = await openRightsDesk(pool);
  const { world, clock } = desk;
  const row = await desk.arrive(
    Buffer.from(
      [
        verdict('pass'),
        'From: Sari <sari@murid.example>',
        'To: konseling@sekolah.example',
        'Subject: Jembatan',
        'Message-ID: <jembatan@murid.example>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Tentang jembatan biru.</p>',
        '--b',
        'Content-Type: application/pdf; name=a.pdf',
        'Content-Disposition: attachment; filename=a.pdf',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0xLjQK',
        '--b--',
        '',
      ].join('\r\n'),
    ),
  );
  kasus = { id: row.caseId!, code: row.caseCode! };
  await world.db.updateTable('cases').set({ counsellor_id: world.buAni.id }).execute();
  await world.db
    .updateTable('outbound_mails')
    .set({ state: 'sent', settled_at: clock.now, copy_state: 'done' })
    .execute();
  const show = caseShower({ reply: async () => null, beside });
  pages = await mountDesk<RightsNeeds>({
    app: {
      db: world.db,
      vault: world.vault,
      config: { publicUrl: PUBLIC_URL, mailName: 'Layanan Konseling', linksTo: null },
      wake: async (_, ids) => void woken.push(...ids),
    },
    routes: [...caseRoutes(show), ...rightsRoutes],
    now: () => clock.now,
    told: ({ error }) => {
      if (error) throw error;
    },
  });
});
afterAll(async () => {
  await pages.fastify.close();
  await desk.end();
  await pool.close();
});

test('every kind of look that the record knows is in the receipt, or is named here as none', () => {
  /** a decision, a search among senders, what a counsellor wrote of themselves: none shows a word of a letter */
  const none = ['risk.read', 'mail.searched', 'debrief.read'];
  const looks = eventKinds.filter((kind) => /\.(read|searched|exported|shown|printed)$/.test(kind));
  expect(looks.filter((kind) => !looksAt[kind] && !none.includes(kind))).toEqual([]);
});

test('each way of reading, taken once, is there', async () => {
  const { world, clock } = desk;
  const letter = await world.db
    .selectFrom('messages')
    .select('id')
    .where('direction', '=', 'in')
    .executeTakeFirstOrThrow();
  const file = await world.db.selectFrom('attachments').select('id').executeTakeFirstOrThrow();
  const before = (await readLooks(world.db, await whole())).length;
  expect(before).toBe(0);

  const ani = await pages.as(world.buAni);
  const opened = async (path: string) => expect((await ani.get(path)).status, path).toBe(200);
  await opened('/folders/mine');
  await opened(`/cases/${kasus.code}`);
  await opened(`/cases/${kasus.code}/letters/${letter.id}/original`);
  await opened(`/cases/${kasus.code}/letters/${letter.id}/raw`);
  await opened(`/cases/${kasus.code}/attachments/${file.id}`);
  await opened(`/cases/${kasus.code}/history`);
  await ani.get('/search');
  expect((await ani.post('/search', { q: 'jembatan' })).status).toBe(200);
  await ani.get(`/cases/${kasus.code}`);
  expect((await ani.post(`/cases/${kasus.code}/exports`, {})).status).toBe(200);
  await world.tx((tx) => exportCase(tx, world.vault, 'cli', kasus.code, { notes: false }, clock.now));

  const ratna = await pages.as(world.buRatna);
  await ratna.get(`/cases/${kasus.code}`); // the page that asks for a reason: nothing is read
  await ratna.post(`/cases/${kasus.code}/readings`, { reason: 'Telaah berkala atas kasus ini.' });
  expect((await ratna.get(`/cases/${kasus.code}`)).status).toBe(200);

  const raw = aMail({ from: 'ibu@rumah.example', inReplyTo: 'jembatan@murid.example', text: 'Saya ibunya.' });
  const held = await desk.arrive(raw);
  expect(held.state).toBe('held');
  expect(await openHeldMail(world.db, world.vault, world.buAni, held.id, 'mail.read')).not.toBeNull();
  const understood = await pool.understand(raw);
  const wish = {
    person: world.buAni,
    mailId: held.id,
    understood,
    now: clock.now,
    code: kasus.code,
    trustAddress: false,
  };
  expect(await fileIntoCase(world.db, world.vault, wish)).toHaveProperty('caseCode');

  const looks = await readLooks(world.db, await whole());
  const of = (name: string | null) => looks.filter(({ by }) => (by?.name ?? null) === name).map(({ look }) => look);
  expect(of('Bu Ani').toSorted()).toEqual(
    ['list', 'letters', 'letters', 'letters', 'raw', 'file', 'history', 'search', 'export', 'held'].toSorted(),
  );
  expect(of('Bu Ratna').toSorted()).toEqual(['letters', 'supervision']);
  expect(of(null)).toEqual(['export']);
});

const whole = () => rowOf(desk.world, kasus);

describe('the letter', () => {
  test('tells roles and days, and no name', async () => {
    await desk.writes({ text: 'SIAPA' });
    const [receipt] = await desk.letters(kasus.id, 'access_receipt');
    expect(receipt!.text).toContain('Konselor yang mendampingi:');
    expect(receipt!.text).toMatch(/- membuka surat: \p{L}+ \d{4}: \d+/u);
    expect(receipt!.text).toContain('Supervisor:');
    expect(receipt!.text).toContain('untuk pengawasan layanan, dengan alasan yang dicatat');
    expect(receipt!.text).toContain('Pengelola sistem:');
    expect(receipt!.text).not.toMatch(/Bu Ani|Bu Ratna|Telaah berkala|jembatan/);
  });

  test('tells names where the service wants it so; a counsellor sends it, nobody else', async () => {
    const { world } = desk;
    await changeSettings(world.db, world.pakJoko.id, { ...(await readSettings(world.db)), receiptNames: true });
    const path = `/cases/${kasus.code}/receipt`;
    for (const other of [world.pakBudi, world.buRatna]) {
      const browser = await pages.as(other);
      expect((await browser.get(path)).status).toBe(404);
      await browser.get('/requests');
      expect((await browser.post(`${path}s`, {})).status).toBe(404);
    }
    const ani = await pages.as(world.buAni);
    expect((await ani.get(path)).html).toContain('Bu Ani (Konselor yang mendampingi)');
    expect((await ani.post(`${path}s`, {})).status).toBe(303);
    expect((await desk.letters(kasus.id, 'access_receipt')).at(-1)!.text).toContain('Bu Ratna (Supervisor)');
    expect(woken).toHaveLength(1);
  });
});

test('the page of requests: only who may sees and settles them', async () => {
  const { world } = desk;
  const request = await confirmed(desk, kasus, 'SALINAN');
  const admin = await pages.as(world.pakJoko);
  expect((await admin.get('/requests')).status).toBe(404);
  const budi = await pages.as(world.pakBudi);
  expect((await budi.get('/requests')).html).not.toContain(kasus.code);
  expect((await budi.get(`/requests/${request}/copy`)).status).toBe(404);
  const ani = await pages.as(world.buAni);
  expect((await ani.get(`/cases/${kasus.code}`)).html).toContain('Permintaan konseli');
  expect((await ani.get('/requests')).html).toContain(kasus.code);
  const before = (await readLooks(world.db, await whole())).length;
  expect((await ani.get(`/requests/${request}/copy`)).html).toContain('jembatan biru');
  expect((await readLooks(world.db, await whole())).length).toBe(before + 1);
  const refused = await ani.post(`/requests/${request}/refusals`, { reason: 'law', letter: '' });
  expect(refused.status).toBe(422);
  await ani.get(`/requests/${request}/copy`);
  expect((await ani.post(`/requests/${request}/copies`, {})).location).toBe('/requests');
  expect((await desk.letters(kasus.id)).at(-1)!.files[0]).toContain('jembatan biru');
});
