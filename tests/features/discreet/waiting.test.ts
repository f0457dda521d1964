// The page behind a link: it opens once, with the code, in one browser, for a quarter of an hour; nobody learns anything else.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { beside } from '../../../src/beside.ts';
import { caseShower } from '../../../src/cases/pages/case-page.ts';
import { caseRoutes } from '../../../src/cases/pages/routes.ts';
import { discreetRoutes } from '../../../src/discreet/pages/routes.ts';
import { READING_MS } from '../../../src/discreet/waiting-letter.ts';
import type { ReplyNeeds } from '../../../src/replies/pages/needs.ts';
import { replyForm } from '../../../src/replies/pages/reply-form.ts';
import { replyRoutes } from '../../../src/replies/pages/routes.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { aCase, type CastCase } from '../../support/cast.ts';
import { browse } from '../../web/browse.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from '../../web/mount-desk.ts';
import { caseRow, eventKinds, formFor, MINUTE, openStage, type Stage, UNDO_MS } from '../replies/stage.ts';
import { agree, from, LINKS_TO, plainOf, rawOf, readOnAPage, tokenIn } from './desk.ts';

const WORDS = 'Terima kasih sudah bercerita tentang burung-kertas itu.';
const DAY = 24 * 60 * MINUTE;

let stage: Stage;
let desk: MountedDesk;
const woken: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  const app: ReplyNeeds = {
    config: { publicUrl: PUBLIC_URL, linksTo: LINKS_TO, mailName: 'Layanan Konseling', undoMs: UNDO_MS },
    db: stage.db,
    vault: stage.vault,
    wake: async (_job, ids) => void woken.push(...ids),
  };
  const show = caseShower({ reply: replyForm, beside });
  const routes = [...caseRoutes(show), ...replyRoutes(show), ...discreetRoutes(show)];
  const told: Parameters<typeof mountDesk>[0]['told'] = ({ error }) => {
    if (error) throw error;
  };
  desk = await mountDesk<ReplyNeeds>({ app, routes, now: stage.now, told });
});
afterAll(async () => {
  await desk.fastify.close();
  await stage.end();
});
afterEach(() => woken.splice(0));

let n = 0;
interface Waiting {
  kasus: CastCase;
  pin: string;
  token: string;
  path: string;
}

async function aWaitingLetter(): Promise<Waiting> {
  const kasus = await aCase(stage, { konseli: `Bima${++n}`, counsellor: stage.buAni, at: stage.now() });
  const pin = await readOnAPage(stage, stage.buAni, kasus);
  const form = await formFor(stage, kasus, WORDS);
  const sent = await stage.tx((tx) =>
    sendReply(tx, { ...from(stage), undoMs: UNDO_MS }, stage.buAni, kasus.code, form, stage.now()),
  );
  if ('refused' in sent) throw new Error(sent.refused);
  const token = await tokenIn(stage, sent.outboundId);
  return { kasus, pin, token, path: `/waiting/${token}` };
}

const someone = () => browse(desk.fastify);
const links = () => stage.db.selectFrom('reading_links').selectAll().orderBy('token_hash').execute();

describe('the link', () => {
  test('opened by a mail scanner changes nothing and tells nothing', async () => {
    const { kasus, path } = await aWaitingLetter();
    const before = JSON.stringify([await links(), await eventKinds(stage, kasus.id)]);
    for (let times = 0; times < 3; times++) {
      const page = await someone().get(path);
      expect(page.status).toBe(200);
      expect(page.headers['cache-control']).toBe('no-store');
      for (const word of ['burung', 'Bima', kasus.code, 'Konseling', 'konsel', 'Suluh', 'Mohon'])
        expect(page.html).not.toContain(word);
    }
    expect(JSON.stringify([await links(), await eventKinds(stage, kasus.id)])).toBe(before);
  });

  test('shows the letter once to one browser, for a quarter of an hour', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    const reader = someone();
    await reader.get(path);
    const opened = await reader.post(path, { pin });
    expect([opened.status, opened.location]).toEqual([303, path]);
    const page = await reader.get(path);
    expect(page.status).toBe(200);
    expect(page.html).toContain('burung-kertas');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(Number(page.headers.refresh)).toBeLessThanOrEqual(READING_MS / 1000 + 1);
    expect((await reader.get(path)).html).toContain('burung-kertas');

    const other = someone();
    const replayed = await other.get(path);
    expect([replayed.status, replayed.html.includes('burung')]).toEqual([404, false]);
    const again = await other.post(path, { pin });
    expect([again.status, again.html.includes('burung')]).toEqual([404, false]);

    stage.pass(READING_MS);
    const late = await reader.get(path);
    expect([late.status, late.html.includes('burung')]).toEqual([404, false]);
    expect(await eventKinds(stage, kasus.id)).toContain('waiting_letter.opened');
  });

  test('two who give the code at the same moment: one reads', async () => {
    const { path, pin } = await aWaitingLetter();
    const readers = [someone(), someone(), someone()];
    for (const one of readers) await one.get(path);
    const answers = await Promise.all(readers.map((one) => one.post(path, { pin })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404, 404]);
  });

  test('unknown, used, replaced, too old, paused, erased: the same page', async () => {
    const same = async (path: string) => {
      const page = await someone().get(path);
      return [page.status, page.html.replaceAll(/value="[^"]*"|waiting\/[\w-]+/g, '')];
    };
    const unknown = await same(`/waiting/${'A'.repeat(43)}`);
    expect(unknown[0]).toBe(404);
    const nonsense = await same('/waiting/x');
    expect(nonsense).toEqual(unknown);

    const used = await aWaitingLetter();
    const reader = someone();
    await reader.get(used.path);
    await reader.post(used.path, { pin: used.pin });
    expect(await same(used.path)).toEqual(unknown);

    const paused = await aWaitingLetter();
    await agree(stage, stage.buAni, paused.kasus, { mode: 'paused' });
    expect(await same(paused.path)).toEqual(unknown);

    const old = await aWaitingLetter();
    stage.pass(7 * DAY + MINUTE);
    expect(await same(old.path)).toEqual(unknown);
    const late = someone();
    await late.get(old.path);
    expect((await late.post(old.path, { pin: old.pin })).status).toBe(404);
  });

  test('leaving closes it, for the browser that reads alone', async () => {
    const { path, pin } = await aWaitingLetter();
    const reader = someone();
    await reader.get(path);
    await reader.post(path, { pin });
    const stranger = someone();
    await stranger.get(path);
    await stranger.post(`${path}/leaving`, {});
    expect((await reader.get(path)).html).toContain('burung-kertas');
    const left = await reader.post(`${path}/leaving`, {});
    expect([left.status, left.location]).toEqual([303, '/today']);
    expect((await reader.get(path)).status).toBe(404);
    const today = await reader.get('/today');
    expect(today.html).not.toMatch(/konsel|surat|kabar|suluh/i);
  });

  test('a post from elsewhere, without the token of the form, or with more in it is refused', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const foreign = await desk.fastify.inject({
      method: 'POST',
      url: path,
      headers: { ...form, origin: 'https://evil.example' },
      payload: `pin=${pin}`,
    });
    const bare = await desk.fastify.inject({
      method: 'POST',
      url: path,
      headers: { ...form, origin: PUBLIC_URL },
      payload: `pin=${pin}`,
    });
    expect([foreign.statusCode, bare.statusCode]).toEqual([403, 403]);
    const reader = someone();
    await reader.get(path);
    expect((await reader.post(path, { pin, more: 'x' })).status).toBe(400);
    expect((await links()).filter((link) => link.opened_at !== null && link.case_id === kasus.id)).toEqual([]);
  });
});

describe('the code', () => {
  const tries = async (path: string, count: number, pin: string) => {
    const guesser = someone();
    await guesser.get(path);
    const answers: string[] = [];
    for (let time = 0; time < count; time++) answers.push((await guesser.post(path, { pin })).html);
    return answers;
  };
  const wrongFor = (pin: string) => (pin === '000000' ? '111111' : '000000');

  test('five wrong ones lock it for an hour, the right one too, and the counsellor sees it', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    const answers = await tries(path, 5, wrongFor(pin));
    expect(answers.map((html) => html.includes('terkunci'))).toEqual([false, false, false, false, true]);
    const right = await tries(path, 1, pin);
    expect(right[0]).toContain('terkunci');
    expect(await eventKinds(stage, kasus.id)).toContain('reading_pin.locked');
    const counsellor = await desk.as(stage.buAni);
    expect((await counsellor.get(`/cases/${kasus.code}`)).html).toContain('Kode baca salah lima kali');
    stage.pass(60 * MINUTE);
    const reader = someone();
    await reader.get(path);
    expect((await reader.post(path, { pin })).status).toBe(303);
  });

  test('many guesses at the same moment are no more than five', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    const guessers = Array.from({ length: 12 }, someone);
    for (const one of guessers) await one.get(path);
    const answers = await Promise.all(guessers.map((one) => one.post(path, { pin: wrongFor(pin) })));
    expect(answers.filter((answer) => answer.html.includes('belum cocok'))).toHaveLength(4);
    const row = await stage.db
      .selectFrom('reading_pins')
      .select('tries')
      .where('konseli_id', '=', kasus.konseliId)
      .executeTakeFirstOrThrow();
    expect(row.tries).toBe(5);
  });

  test('one that is no code is not counted; spaces do not matter; a new one replaces the old', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    expect((await tries(path, 7, '12345'))[6]).toContain('enam angka');
    const fresh = await readOnAPage(stage, stage.buAni, kasus);
    if (fresh !== pin) expect((await tries(path, 1, pin))[0]).toContain('belum cocok');
    const reader = someone();
    await reader.get(path);
    expect((await reader.post(path, { pin: `${fresh.slice(0, 3)} ${fresh.slice(3)}` })).status).toBe(303);
  });
});

describe('this is not for me', () => {
  test('closes the link, pauses the case and tells the counsellor', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    const stranger = someone();
    await stranger.get(path);
    const said = await stranger.post(`${path}/refusals`, {});
    expect(said.html).toContain('Tautan sudah ditutup');
    const reader = someone();
    await reader.get(path);
    expect((await reader.post(path, { pin })).status).toBe(404);
    expect((await caseRow(stage, kasus.id)).turn).toBe('counsellor');
    expect(await eventKinds(stage, kasus.id)).toContain('waiting_letter.refused');
    const page = (await (await desk.as(stage.buAni)).get(`/cases/${kasus.code}`)).html;
    expect(page).toContain('bilang itu bukan untuknya');
    expect(page).toContain('Dijeda');
    await stranger.post(`${path}/refusals`, {});
    expect((await eventKinds(stage, kasus.id)).filter((kind) => kind === 'waiting_letter.refused')).toHaveLength(1);
  });

  test('an unknown link is answered alike, and changes nothing', async () => {
    const before = (await stage.db.selectFrom('delivery_agreements').select('id').execute()).length;
    const stranger = someone();
    await stranger.get(`/waiting/${'B'.repeat(43)}`);
    expect((await stranger.post(`/waiting/${'B'.repeat(43)}/refusals`, {})).html).toContain('Tautan sudah ditutup');
    expect((await stage.db.selectFrom('delivery_agreements').select('id').execute()).length).toBe(before);
  });
});

describe('a new link', () => {
  const ask = async (path: string) => {
    const reader = someone();
    await reader.get(path);
    return reader.post(`${path}/links`, {});
  };

  test('comes to the konseli’s own address when the old one is over; of each letter one a day', async () => {
    const { kasus, path, pin } = await aWaitingLetter();
    await ask(path);
    expect(woken).toEqual([]);
    stage.pass(7 * DAY + MINUTE);
    const said = await ask(path);
    expect(woken).toHaveLength(1);
    await ask(path);
    expect(woken).toHaveLength(1);
    const raw = await rawOf(stage, woken[0]!);
    expect(raw).toMatch(new RegExp(`^To: bima${n}@murid\\.example\\r$`, 'm'));
    expect(plainOf(raw)).not.toMatch(/burung|konselor|Bima\d/);
    expect(said.html).not.toContain(woken[0]);
    const fresh = `/waiting/${await tokenIn(stage, woken[0]!)}`;
    const reader = someone();
    await reader.get(fresh);
    await reader.post(fresh, { pin });
    expect((await reader.get(fresh)).html).toContain('burung-kertas');
    expect(await eventKinds(stage, kasus.id)).toContain('waiting_letter.asked_again');
    const thread = (await (await desk.as(stage.buAni)).get(`/cases/${kasus.code}`)).html;
    expect(thread).not.toContain(fresh);
  });

  test('none for an unknown link, a refused one, or a paused case; the answer is the same', async () => {
    const unknown = (await ask(`/waiting/${'C'.repeat(43)}`)).html;
    const refused = await aWaitingLetter();
    const stranger = someone();
    await stranger.get(refused.path);
    await stranger.post(`${refused.path}/refusals`, {});
    const paused = await aWaitingLetter();
    await agree(stage, stage.buAni, paused.kasus, { mode: 'paused' });
    stage.pass(8 * DAY);
    expect([(await ask(refused.path)).html, (await ask(paused.path)).html]).toEqual([unknown, unknown]);
    await agree(stage, stage.buAni, refused.kasus, { mode: 'notice' });
    await ask(refused.path);
    expect(woken).toEqual([]);
  });
});

describe('beside the case', () => {
  test('a counsellor sets it by a form, and sees the code once', async () => {
    const kasus = await aCase(stage, { konseli: `Bima${++n}`, counsellor: stage.buAni, at: stage.now() });
    const counsellor = await desk.as(stage.buAni);
    const page = await counsellor.get(`/cases/${kasus.code}`);
    expect(page.html).toContain('Cara surat sampai');
    const form = {
      delivery: 'notice',
      pin: 'other_way',
      neutral: 'yes',
      safe_from: '19.00',
      safe_until: '21.30',
      safe_day1: 'yes',
      safe_day7: 'yes',
      asked_in: kasus.firstLetterId,
    };
    const pin = await counsellor.post(`/cases/${kasus.code}/delivery`, form);
    expect(pin.html).toMatch(/<p class="secret">\d{6}<\/p>/);
    const after = (await counsellor.get(`/cases/${kasus.code}`)).html;
    expect(after).toContain('Senin, Minggu, 19:00–21:30');
    expect(after).not.toContain(/\d{6}/.exec(/<p class="secret">(\d{6})/.exec(pin.html)![1]!)![0]);
    await counsellor.post(`/cases/${kasus.code}/code-word`, { code_word: 'kelinci' });
    expect((await counsellor.get(`/cases/${kasus.code}`)).html).toContain('kelinci');
  });

  test('hours that are half or the same are said, with all that was typed', async () => {
    const kasus = await aCase(stage, { konseli: `Bima${++n}`, counsellor: stage.buAni, at: stage.now() });
    const counsellor = await desk.as(stage.buAni);
    await counsellor.get(`/cases/${kasus.code}`);
    const form = { delivery: 'paused', pin: 'keep', safe_from: '25.00', safe_until: '', asked_in: '' };
    const answer = await counsellor.post(`/cases/${kasus.code}/delivery`, form);
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('isi jam mulai dan jam akhir');
    expect(answer.html).toContain('value="25.00"');
  });

  test('the form for answering says how the letter will reach the konseli, and that it did not leave', async () => {
    const { kasus } = await aWaitingLetter();
    const counsellor = await desk.as(stage.buAni);
    expect((await counsellor.get(`/cases/${kasus.code}`)).html).toContain('Konseli hanya menerima kabar');
    await agree(stage, stage.buAni, kasus, { mode: 'paused' });
    expect((await counsellor.get(`/cases/${kasus.code}`)).html).toContain('Kasus ini dijeda');
  });
});
