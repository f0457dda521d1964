import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveCase } from '../../../src/cases/move-case.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { aCase, addStaff, type CastCase, days, konseliWrites } from '../../support/cast.ts';
import type { Browsing } from '../../web/browse.ts';
import { type AnswerDesk, openAnswerDesk } from './answer-desk.ts';
import { answerAndWait, caseRow, deliver, mailRow, UNDO_MS } from './stage.ts';

let desk: AnswerDesk;
let buAni: Browsing;
beforeAll(async () => {
  desk = await openAnswerDesk();
  buAni = await desk.as(desk.buAni);
});
afterAll(() => desk.end());

let someone = 0;
const fresh = () => aCase(desk, { konseli: `Konseli${++someone}`, counsellor: desk.buAni });
const ownDraft = async (kasus: CastCase) =>
  (await readDrafts(desk.db, desk.vault, kasus.id, desk.buAni.id)).own?.text ?? null;

/** What the form of the page seen last posts, with the words of the counsellor. */
const filled = (browsing: Browsing, text: string, more: Record<string, string> = {}) => ({
  form_id: browsing.hidden('form_id') ?? '',
  seen_in: browsing.hidden('seen_in') ?? '',
  seen_out: browsing.hidden('seen_out') ?? '',
  text,
  ...more,
});

const mailsOf = (kasus: CastCase) =>
  desk.db.selectFrom('outbound_mails').select(['id', 'state']).where('case_id', '=', kasus.id).execute();

describe('the answer form', () => {
  test('says to whom it goes, and sends once; the page then offers to call it back', async () => {
    const kasus = await fresh();
    const page = await buAni.get(`/cases/${kasus.code}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain(`konseli${someone}@murid.example`);
    const fields = filled(buAni, 'Halo,\r\n\r\nterima kasih.', { do: 'send' });
    const csrf = { _csrf: buAni.hidden('_csrf') ?? '' };
    const sent = await buAni.post(`/cases/${kasus.code}/replies`, fields);
    expect(sent).toMatchObject({ status: 303, location: `/cases/${kasus.code}#outgoing` });
    const again = await buAni.post(`/cases/${kasus.code}/replies`, { ...fields, ...csrf });
    expect(again.status).toBe(303);
    expect(await mailsOf(kasus)).toHaveLength(1);

    const after = await buAni.follow(again);
    expect(after.html).toContain('Tidak ada yang dikirim dua kali');
    const [mail] = await mailsOf(kasus);
    const recall = `/cases/${kasus.code}/deliveries/${mail!.id}/recalls`;
    expect(after.html).toContain(recall);
    const back = await buAni.follow(await buAni.post(recall, {}));
    expect(back.html).toContain('kembali menjadi draf');
    expect(back.html).toContain('terima kasih.</textarea>');
    expect(await mailRow(desk, mail!.id)).toMatchObject({ state: 'cancelled' });
  });

  test('comes back with all that was written, and the new letter above it, when something arrived', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const fields = filled(buAni, 'Balasan yang ditulis lama.', { do: 'send' });
    await konseliWrites(desk, kasus, { text: 'Bu, ada yang belum saya ceritakan.', at: desk.now() });
    const refused = await buAni.post(`/cases/${kasus.code}/replies`, fields);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Ada surat baru dari konseli');
    expect(refused.html).toContain('ada yang belum saya ceritakan');
    expect(refused.html).toContain('Balasan yang ditulis lama.</textarea>');
    expect(await mailsOf(kasus)).toHaveLength(0);
    // The form that came back has seen the new letter, so the same words can go now.
    const sent = await buAni.post(
      `/cases/${kasus.code}/replies`,
      filled(buAni, 'Balasan yang ditulis lama.', { do: 'send' }),
    );
    expect(sent.status).toBe(303);
  });

  test.each([
    ['', 'Suratnya masih kosong'],
    ['Halo {{nama}}', '{{nama}}'],
  ])('%j is not sent, and the page says why', async (text, why) => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const refused = await buAni.post(`/cases/${kasus.code}/replies`, filled(buAni, text, { do: 'send' }));
    expect(refused.status).toBe(409);
    expect(refused.html).toContain(why);
    expect(await mailsOf(kasus)).toHaveLength(0);
  });

  test('takes only its own fields, and files and addresses least of all', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    for (const more of [
      { to: 'x@jahat.example' },
      { path: '/etc/hostname' },
      { href: 'file:///etc/hostname' },
      { raw: 'x' },
      { form_id: 'x' },
      { seen_in: 'x' },
    ]) {
      const refused = await buAni.post(`/cases/${kasus.code}/replies`, {
        ...filled(buAni, 'Halo', { do: 'send' }),
        ...more,
        _csrf: buAni.hidden('_csrf') ?? '',
      });
      expect(refused.status).toBe(400);
      await buAni.get(`/cases/${kasus.code}`);
    }
    expect(await mailsOf(kasus)).toHaveLength(0);
  });

  test('is nobody else’s: a colleague, a supervisor and an admin find nothing there', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const fields = filled(buAni, 'Halo', { do: 'send' });
    const mail = await answerAndWait(desk, desk.buAni, kasus);
    for (const member of [desk.pakBudi, desk.buRatna, desk.pakJoko]) {
      const other = await desk.as(member);
      // The admin sees no page with a form of cases; the token of any page of one's own will do.
      await other.get(member.role === 'admin' ? '/sign-in' : '/templates/new');
      const token = { _csrf: other.hidden('_csrf') ?? '' };
      for (const [path, body] of [
        ['replies', fields],
        ['drafts', { ...fields, do: 'save' }],
        ['drafts/takeovers', { author: String(desk.buAni.id) }],
        [`deliveries/${mail}`, { decision: 'send_again' }],
        [`deliveries/${mail}/recalls`, {}],
      ] as const) {
        const answered = await other.post(`/cases/${kasus.code}/${path}`, { ...body, ...token });
        expect(answered.status, `${member.name} ${path}`).toBe(404);
      }
    }
    expect(await mailsOf(kasus)).toHaveLength(1);
    expect(await ownDraft(kasus)).toBeNull();
  });
});

describe('drafts', () => {
  test('save themselves with one line for an answer', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const saved = await buAni.post(`/cases/${kasus.code}/drafts`, filled(buAni, 'Halo, sed'), { 'hx-request': 'true' });
    expect(saved.status).toBe(200);
    expect(saved.html).toMatch(/^<p class="small quiet">tersimpan <time [^>]+>\d\d\.\d\d<\/time><\/p>\s*$/);
    expect(await ownDraft(kasus)).toBe('Halo, sed');
    expect((await buAni.get(`/cases/${kasus.code}`)).html).toContain('Halo, sed</textarea>');
  });

  test('take a template in without a script, below what is written', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const put = await buAni.post(
      `/cases/${kasus.code}/drafts`,
      filled(buAni, 'Sebentar,', { template: 'shipped:receiving', do: 'insert' }),
    );
    expect(put).toMatchObject({ status: 303, location: `/cases/${kasus.code}#reply` });
    const draft = await ownDraft(kasus);
    expect(draft).toMatch(
      /^Sebentar,\n\nHalo Konseli\d+,\n\nTerima kasih sudah menulis\. Saya Bu Ani dari Layanan Konseling\./,
    );
    expect(draft).toContain('{{perasaan}}');
    expect(draft).toMatch(/paling lambat \w+, \d+ Maret 2026, pukul 15\.30 WIB/);
  });

  test('a template that is not there changes nothing', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const refused = await buAni.post(
      `/cases/${kasus.code}/drafts`,
      filled(buAni, 'Sebentar,', { template: '', do: 'insert' }),
    );
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Sebentar,</textarea>');
  });

  test('of a colleague are shown and can be taken over', async () => {
    const kasus = await fresh();
    await desk.db
      .insertInto('case_people')
      .values({ case_id: kasus.id, staff_id: desk.pakBudi.id, part: 'co', added_by: desk.buAni.id })
      .execute();
    const pakBudi = await desk.as(desk.pakBudi);
    await pakBudi.get(`/cases/${kasus.code}`);
    await pakBudi.post(`/cases/${kasus.code}/drafts`, filled(pakBudi, 'Draf Pak Budi'));
    expect((await buAni.get(`/cases/${kasus.code}`)).html).toContain('Draf Pak Budi');
    const taken = await buAni.post(`/cases/${kasus.code}/drafts/takeovers`, { author: String(desk.pakBudi.id) });
    expect((await buAni.follow(taken)).html).toContain('Draf Pak Budi</textarea>');
  });
});

describe('a letter in trouble', () => {
  test('that is uncertain stands on the page with its three ways, and goes once more when told to', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(desk, desk.buAni, kasus);
    desk.sink.script('drop_after_dot');
    await deliver(desk, id);
    const page = await buAni.get(`/cases/${kasus.code}`);
    for (const decision of ['arrived', 'send_again', 'not_arrived']) expect(page.html).toContain(`value="${decision}"`);
    const told = await buAni.post(`/cases/${kasus.code}/deliveries/${id}`, { decision: 'send_again' });
    expect(told.status).toBe(303);
    expect(desk.woken).toContain(id);
    await buAni.get(`/cases/${kasus.code}`);
    const late = await buAni.post(`/cases/${kasus.code}/deliveries/${id}`, { decision: 'arrived' });
    expect(late.status).toBe(409);
    expect(await deliver(desk, id)).toEqual({ state: 'sent' });
  });

  test('that was refused says why, and its words can be taken back as a draft', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(desk, desk.buAni, kasus, 'Isi yang tidak hilang.');
    desk.sink.script('rcpt_550');
    await deliver(desk, id);
    const page = await buAni.get(`/cases/${kasus.code}`);
    expect(page.html).toContain('550 5.1.1');
    expect(page.html).toContain('name="confirmed"');
    await buAni.post(`/cases/${kasus.code}/deliveries/${id}`, { decision: 'write_again' });
    expect(await ownDraft(kasus)).toBe('Isi yang tidak hilang.');
  });

  test('that waits for its next try can be stopped, and is a draft again', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(desk, desk.buAni, kasus, 'Jangan dulu.');
    desk.sink.script('rcpt_450');
    await deliver(desk, id);
    const page = await buAni.get(`/cases/${kasus.code}`);
    expect(page.html).toContain('value="stop"');
    const stopped = await buAni.post(`/cases/${kasus.code}/deliveries/${id}`, { decision: 'stop' });
    expect((await buAni.follow(stopped)).html).toContain('tidak dicoba lagi');
    expect(await ownDraft(kasus)).toBe('Jangan dulu.');
    expect(await mailRow(desk, id)).toMatchObject({ state: 'failed', problem: 'stopped' });
    expect(await caseRow(desk, kasus.id)).toMatchObject({ turn: 'counsellor' });
    const again = await buAni.post(`/cases/${kasus.code}/deliveries/${id}`, { decision: 'stop' });
    expect(again.status).toBe(409);
  });

  test('that came back after the end is shown on the closed case, to take note of and not to answer', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(desk, desk.buAni, kasus);
    await deliver(desk, id);
    const end = { to: 'closed', ending: 'silent' } as const;
    expect(await desk.tx((tx) => moveCase(tx, desk.buAni, kasus.code, end, desk.now()))).not.toHaveProperty('refused');
    await desk.db
      .updateTable('outbound_mails')
      .set({ bounced_at: desk.now(), bounce: '5.1.1', bounce_permanent: true })
      .where('id', '=', id)
      .execute();
    const page = await buAni.get(`/cases/${kasus.code}`);
    expect(page.html).toContain('value="seen"');
    expect(page.html).not.toContain('value="write_again"');
    expect(page.html).not.toContain(`action="/cases/${kasus.code}/replies"`);
    await buAni.post(`/cases/${kasus.code}/deliveries/${id}`, { decision: 'seen' });
    expect((await buAni.get(`/cases/${kasus.code}`)).html).not.toContain('value="seen"');
  });

  test('an odd id is nobody’s letter', async () => {
    const kasus = await fresh();
    await buAni.get(`/cases/${kasus.code}`);
    const answered = await buAni.post(`/cases/${kasus.code}/deliveries/x`, { decision: 'seen' });
    expect(answered.status).toBe(404);
  });
});

test('a letter whose sender failed the check is answered only by who is sure of its writer', async () => {
  const kasus = await fresh();
  const authentication = { trusted: true, spf: 'pass', dkim: 'none', dmarc: 'fail' };
  await konseliWrites(desk, kasus, { text: 'Ini Sari, alamat saya ganti.', authentication });
  const page = await buAni.get(`/cases/${kasus.code}`);
  expect(page.html).toContain('name="sender_confirmed"');
  const refused = await buAni.post(`/cases/${kasus.code}/replies`, filled(buAni, 'Halo.', { do: 'send' }));
  expect(refused.status).toBe(409);
  expect(refused.html).toContain('tidak lolos pemeriksaan');
  expect(await desk.db.selectFrom('outbound_mails').select('id').where('case_id', '=', kasus.id).execute()).toEqual([]);
  const sure = filled(buAni, 'Halo.', { do: 'send', sender_confirmed: 'yes' });
  expect((await buAni.post(`/cases/${kasus.code}/replies`, sure)).status).toBe(303);
  expect((await buAni.get(`/cases/${kasus.code}`)).html).not.toContain('name="sender_confirmed"');
});

describe('one list after another', () => {
  test('a case leads to the ones before and after it, and keeps its place in the list through every form', async () => {
    const who = await addStaff(desk.db, 'Bu Tini', 'counsellor');
    const tini = await desk.as(who);
    const three: CastCase[] = [];
    for (const n of [1, 2, 3]) {
      three.push(await aCase(desk, { konseli: `Berurut${n}`, counsellor: who, at: days(-n), answerDueAt: days(2) }));
    }
    const [last, middle, first] = three.map(({ code }) => code);
    const from = '?from=%2Ffolders%2Fmine';
    const ways = ({ html }: { html: string }) =>
      [...html.matchAll(/rel="(prev|next)" href="\/cases\/(\w+)\?from/g)].map(([, way, code]) => `${way} ${code}`);
    expect(new Set(ways(await tini.get(`/cases/${first}${from}`)))).toEqual(new Set([`next ${middle}`]));
    expect(new Set(ways(await tini.get(`/cases/${last}${from}`)))).toEqual(new Set([`prev ${middle}`]));
    expect(new Set(ways(await tini.get(`/cases/${middle}${from}`)))).toEqual(
      new Set([`prev ${first}`, `next ${last}`]),
    );

    const referer = `http://127.0.0.1:8080/cases/${middle}${from}`;
    const sent = await tini.post(`/cases/${middle}/replies`, filled(tini, 'Halo.', { do: 'send' }), { referer });
    expect(sent.location).toBe(`/cases/${middle}${from}#outgoing`);
    await tini.get(`/cases/${middle}${from}`);
    const elsewhere = { referer: `http://jahat.example/cases/${middle}?from=x` };
    const noted = await tini.post(`/cases/${middle}/notes`, { note: 'Singkat.' }, elsewhere);
    expect(noted.location).toBe(`/cases/${middle}`);
    // Answered, it has left the list: the way goes on to who waits there longest.
    expect(new Set(ways(await tini.get(`/cases/${middle}${from}`)))).toEqual(new Set([`next ${first}`]));
  });
});

describe('the pages of templates', () => {
  test('show those of Suluh to copy, keep one’s own, and show the result before', async () => {
    expect((await buAni.get('/templates')).html).toContain('Memberi kabar bahwa jawaban perlu waktu lebih lama');
    expect((await buAni.get('/templates/shipped/id/receiving')).html).toContain('{{perasaan}}');
    expect((await buAni.get('/templates/shipped/id/constructor')).status).toBe(404);
    const copy = await buAni.get('/templates/new?from=receiving&in=id');
    expect(copy.html).toContain('Halo {{nama}},');

    const form = { title: 'Sapaan pagi', language: 'id', body: 'Selamat pagi, {{nama}}.', shared: 'yes' };
    const preview = await buAni.post('/templates', { ...form, do: 'preview' });
    expect(preview.html).toContain('Selamat pagi, Sari.');
    const wrong = await buAni.post('/templates', {
      ...form,
      body: 'Halo\r\n{{#each this}}{{/each}}<script>',
      do: 'save',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Baris 2');
    expect(wrong.html).toContain('&lt;script&gt;');
    await buAni.post('/templates', { ...form, do: 'save' });
    const list = await buAni.get('/templates');
    const href = /\/templates\/[0-9a-f-]{36}/.exec(list.html)![0];

    const pakBudi = await desk.as(desk.pakBudi);
    expect((await pakBudi.get(href)).html).toContain('Dari Bu Ani');
    expect((await pakBudi.post(href, { ...form, do: 'save' })).status).toBe(404);
    expect((await pakBudi.post(`${href}/removals`, {})).status).toBe(404);

    await buAni.get(href);
    const changed = await buAni.post(href, { ...form, title: 'Sapaan siang', do: 'save' });
    expect((await buAni.follow(changed)).html).toContain('Sapaan siang');
    await buAni.get(href);
    expect((await buAni.follow(await buAni.post(`${href}/removals`, {}))).html).not.toContain('Sapaan siang');
  });

  test('are not for an admin', async () => {
    expect((await (await desk.as(desk.pakJoko)).get('/templates')).status).toBe(404);
  });
});

test('an English counsellor reads all of it in English', async () => {
  await desk.db.updateTable('staff').set({ language: 'en' }).where('id', '=', desk.pakBudi.id).execute();
  const kasus = await aCase(desk, { konseli: 'Joko', counsellor: desk.pakBudi });
  const pakBudi = await desk.as(desk.pakBudi);
  const page = await pakBudi.get(`/cases/${kasus.code}`);
  expect(page.html).toContain('Answer the konseli');
  await pakBudi.post(`/cases/${kasus.code}/replies`, filled(pakBudi, 'Hello.', { do: 'send' }));
  expect((await pakBudi.get(`/cases/${kasus.code}`)).html).toContain(`The answer leaves in ${UNDO_MS / 1000} seconds`);
  expect((await pakBudi.get('/templates')).html).toContain('First answer: receiving the story');
});
