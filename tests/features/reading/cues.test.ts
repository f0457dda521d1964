// Cues on the pages: only where they may be looked for, as questions without a number or a verdict, and less of what was put aside.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cueKinds } from '../../../src/core/cues/find-cues.ts';
import { switchFor } from '../../../src/reading/cues-of-case.ts';
import { saveSettings, settingsSchema } from '../../../src/service/settings.ts';
import { words } from '../../../src/words.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  eventsOf,
  hours,
  konseliWrites,
  openWorld,
  putOnRecord,
  type World,
} from '../../support/cast.ts';
import type { Browsing } from '../../web/browse.ts';
import { type CasesDesk, openCasesDesk } from '../../web/cases-desk.ts';

const USUAL = [
  'Halo Bu Ani, hari ini saya makan siang bersama teman sebangku dan kami membahas tugas kelompok. Terima kasih, Sari',
  'Halo Bu Ani, tadi saya pulang naik angkot dan hujan turun sedikit, jadi saya mampir di warung. Terima kasih, Sari',
  'Halo Bu Ani, ibu memasak sayur lodeh dan adik belajar naik sepeda di depan rumah kami. Terima kasih, Sari',
];
const CHANGED = 'gapapa kok. tiap malam saya nangis di kamar.';
const FINE = 'dekat dengan kata-kata yang berat';
const GREETING = 'Salam pembuka yang biasanya ada';

let world: World;
let desk: CasesDesk;
let ani: Browsing;
let kasus: CastCase;
let konseli: string;
let names = 0;
beforeAll(async () => {
  world = await openWorld();
  desk = await openCasesDesk(world, hours(400));
  ani = await desk.as(world.buAni);
});
beforeEach(async () => {
  konseli = `Sari${++names}`;
  kasus = await aCase(world, { konseli, text: USUAL[0]!, counsellor: world.buAni, at: hours(0) });
  await settings({});
});
afterAll(async () => {
  await desk.close();
  await world.end();
});

const settings = (some: object) => world.tx((tx) => saveSettings(tx, settingsSchema.parse(some)));
const age = (value: string) => putOnRecord(world, kasus, world.buAni, [{ item: 'age_band', value }]);
const sheet = (letter: string) => `/cases/${kasus.code}/letters/${letter}/worksheet`;

/** The usual letters, each answered a day later; then one that is different. @returns the last */
async function letters(...last: string[]): Promise<string> {
  let id = kasus.firstLetterId;
  let at = 0;
  for (const text of [...USUAL.slice(1), ...last]) {
    await counsellorAnswers(world, kasus, world.buAni, {
      text: 'Terima kasih sudah menulis.',
      konseli,
      at: hours(++at),
    });
    at += 23;
    id = await konseliWrites(world, kasus, { konseli, text, at: hours(at) });
  }
  return id;
}
const cuesOf = (html: string) => /<section[^>]*id="cues"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';

test('stand on the worksheet with the words and a question, and as one small line at the letter; in no list', async () => {
  await age('adult');
  const letter = await letters(CHANGED);
  const page = cuesOf((await ani.get(sheet(letter))).html);
  expect(page).toContain('“gapapa” · “nangis”');
  expect(page).toContain(FINE);
  expect(page).toContain(GREETING);
  expect((await ani.get(`/cases/${kasus.code}`)).html).toMatch(/#cues">\d isyarat teks<\/a>/);
  for (const list of ['/folders/mine', '/folders/all', '/search'])
    expect((await ani.get(list)).html).not.toContain('isyarat');
  const first = cuesOf((await ani.get(sheet(kasus.firstLetterId))).html);
  expect(first).toContain('belum cukup untuk dibandingkan');
});

describe('whether they are looked for', () => {
  test.each(['seventeen', 'under_17', 'not_told', null])('not for a konseli whose age is %s', async (value) => {
    if (value) await age(value);
    const letter = await letters(CHANGED);
    const { html } = await ani.get(sheet(letter));
    expect(cuesOf(html)).toContain('tidak dicari untuk konseli yang belum dewasa');
    expect(html).not.toContain(FINE);
    expect((await ani.get(`/cases/${kasus.code}`)).html).not.toContain('isyarat teks<');
  });

  test('for a minor only with the operator’s reason, which the page shows', async () => {
    const letter = await letters(CHANGED);
    await settings({ cuesForMinors: true });
    expect(cuesOf((await ani.get(sheet(letter))).html)).not.toContain(FINE);
    const reason = 'Disepakati dengan sekolah dan orang tua.';
    await settings({ cuesForMinors: true, cuesForMinorsReason: reason });
    const page = cuesOf((await ani.get(sheet(letter))).html);
    expect(page).toContain(FINE);
    expect(page).toContain(reason);
    await settings({ cues: false, cuesForMinors: true, cuesForMinorsReason: reason });
    expect((await ani.get(sheet(letter))).html).not.toContain(FINE);
  });

  test('by every setting and age', () => {
    for (const cues of [true, false])
      for (const cuesForMinors of [true, false])
        for (const cuesForMinorsReason of ['', ' ', 'alasan'])
          for (const value of ['adult', 'seventeen', 'under_17', 'not_told', null]) {
            const is = switchFor({ cues, cuesForMinors, cuesForMinorsReason }, value);
            const expected = cues && (value === 'adult' || (cuesForMinors && cuesForMinorsReason === 'alasan'));
            expect(is.on).toBe(expected);
          }
  });
});

describe('marking', () => {
  const mark = async (letter: string, kind: string, how: string) => {
    await ani.get(sheet(letter));
    return ani.post(`${sheet(letter)}/cues`, { kind, mark: how });
  };

  test('is kept, replaced by the next, and on record without its kind', async () => {
    await age('adult');
    const letter = await letters(CHANGED);
    expect((await ani.follow(await mark(letter, 'greeting_dropped', 'noted'))).html).toContain('Dicatat');
    const page = await ani.follow(await mark(letter, 'greeting_dropped', 'asked'));
    expect(page.html).toContain('Ditanyakan');
    expect(await world.db.selectFrom('cue_marks').select('mark').where('case_id', '=', kasus.id).execute()).toEqual([
      { mark: 'asked' },
    ]);
    expect((await eventsOf(world, kasus)).filter((event) => event.endsWith('cue.marked'))).toHaveLength(2);
    const event = await world.db
      .selectFrom('events')
      .select('data')
      .where('kind', '=', 'cue.marked')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(event.data).toEqual({ letter, mark: 'asked' });
    expect((await mark(letter, 'more_capitals', 'asked')).status).toBe(409);
    expect((await ani.post(`${sheet(letter)}/cues`, { kind: 'score', mark: 'asked' })).status).toBe(400);
  });

  test('what was put aside twice is not shown a third time', async () => {
    await age('adult');
    const plain = 'pulang cepat hari ini dan tidur siang sebentar di rumah nenek sampai sore. Terima kasih, Sari';
    const usual = USUAL.map((text) => text.replace('makan siang', 'makan malam'));
    const last = await letters(...usual, plain, ...usual, plain, ...usual, plain);
    const ids = await world.db
      .selectFrom('messages')
      .select('id')
      .where('case_id', '=', kasus.id)
      .where('direction', '=', 'in')
      .orderBy('arrived_at')
      .execute();
    const shown = async (id: string) => cuesOf((await ani.get(sheet(id))).html).includes(GREETING);
    const [first, second] = [ids.at(-9)!.id, ids.at(-5)!.id];
    expect([await shown(first), await shown(second), await shown(last)]).toEqual([true, true, true]);
    await mark(first, 'greeting_dropped', 'dismissed');
    expect(await shown(last)).toBe(true);
    await mark(second, 'greeting_dropped', 'dismissed');
    expect(await shown(last)).toBe(false);
  });
});

test('no word of them is a number, a verdict or the name of an illness', () => {
  const wrong =
    /\d|depres|gangguan|diagnos|disorder|anxiety|kecemasan|bipolar|trauma|skor|score|risiko|risk|tingkat|level|persen|percent|gejala|symptom|klinis|clinical|terapi|therapy|suicid|bunuh/i;
  for (const lang of ['id', 'en'] as const)
    for (const key of [
      ...cueKinds.map((kind) => `cue.${kind}`),
      'cue.lead',
      'cue.none',
      'cue.title',
      'cue.off_for_minors',
    ]) {
      const text = words.say(lang, key);
      expect(text, key).not.toMatch(wrong);
      if (cueKinds.some((kind) => key === `cue.${kind}`)) expect(text, key).toMatch(/\?$/);
    }
});

test('and none stands on the page, whatever the letter is', async () => {
  await age('adult');
  const letter = await letters(CHANGED);
  const text = cuesOf((await ani.get(sheet(letter))).html).replace(/<[^>]+>/g, ' ');
  expect(text).not.toMatch(/\d|depresi|gangguan|diagnos|skor|risiko|persen|gejala/i);
});
