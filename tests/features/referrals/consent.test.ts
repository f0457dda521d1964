// No letter of referral leaves without the konseli's own yes to exactly this text, or two persons: the letter, the question, the answer.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordItem } from '../../../src/cases/record-item.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import type { Person } from '../../../src/core/policy.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { endReferral } from '../../../src/referrals/end-referral.ts';
import { writeNews } from '../../../src/referrals/keep-news.ts';
import { writeKonseliAnswer } from '../../../src/referrals/konseli-answer.ts';
import { answerReferralOverride, askReferralOverride } from '../../../src/referrals/referral-overrides.ts';
import { rewriteReferral } from '../../../src/referrals/rewrite-referral.ts';
import { openParser } from '../intake/door.ts';
import { ok, openReferralDesk, type ReferralDesk, WORDS } from './referral-desk.ts';

let pool: ParsePool;
let desk: ReferralDesk;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  desk = await openReferralDesk(pool);
});
afterEach(() => desk.world.end());
afterAll(() => pool.close());

const NEEDS_CONSENT = { refused: 'referral_needs_consent' };
const rewrite = async (text: string) => {
  const { world, sari, clock } = desk;
  const seen = await desk.version();
  return world.tx((tx) => rewriteReferral(tx, world.vault, world.buAni, sari.code, { seen, text }, clock.now));
};
const override = async (covers: ('consent' | 'guardian')[], who: Person = desk.world.buAni) => {
  const { world, sari, clock } = desk;
  const wish = { covers, reason: 'Ada bahaya besar, dan ia tidak menjawab.', seen: await desk.version() };
  return world.tx((tx) => askReferralOverride(tx, world.vault, who, sari.code, wish, clock.now));
};
const agree = (who: Person, agrees = true) =>
  desk.world.tx((tx) => answerReferralOverride(tx, who, desk.sari.code, agrees, desk.clock.now));
const note = (item: string, value: string, messageId: string | null = null) => {
  const { world, sari, clock } = desk;
  const wish = { item, value, messageId, remark: '' };
  return world.tx((tx) => recordItem(tx, world.vault, world.buAni, sari.code, wish, clock.now));
};

describe('the letter', () => {
  test('holds what was ticked, and nothing of what was not', async () => {
    ok(await desk.prepare());
    expect(await desk.text()).toBe('Nama: Sari\n\nPokok persoalan: Sulit tidur sejak dua bulan');
  });

  test('to the team that looks into violence holds no counselling', async () => {
    const receiver = { expert: desk.expert, field: 'tppk' as const };
    expect(await desk.prepare({ receiver })).toEqual({ refused: 'stays_in_counselling' });
    const words = { ...WORDS, incident: 'Dipukul di kelas pada 2 Maret.' };
    ok(await desk.prepare({ receiver, ticked: ['name', 'incident'], words }));
    expect(await desk.text()).toBe('Nama: Sari\n\nKejadian yang dilaporkan: Dipukul di kelas pada 2 Maret.');
  });

  test.each([
    ['nothing ticked', { ticked: [] }, 'nothing_ticked'],
    ['a tick without words', { ticked: ['wish' as const] }, 'ticked_without_words'],
    ['no reason', { why: 'x' }, 'reason_too_short'],
    ['nobody', { receiver: null }, 'no_such_receiver'],
    ['a field the expert has not', { receiver: { expert: 1, field: 'police' as const } }, 'no_such_receiver'],
  ])('is not begun with %s', async (_, more, refused) => {
    expect(await desk.prepare(more)).toEqual({ refused });
  });

  test('is one at a time, and comes after counselling unless somebody is in danger', async () => {
    ok(await desk.prepare());
    expect(await desk.prepare()).toEqual({ refused: 'referral_stands' });
    const early = await openReferralDesk(pool, 'preparation');
    expect(await early.prepare()).toEqual({ refused: 'referral_not_yet' });
    await early.world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', early.sari.id).execute();
    expect(await early.prepare()).toHaveProperty('prepared');
    await early.world.end();
  });
});

describe('the question', () => {
  test.each([
    ['id', 'isi surat', 'akhir surat', 'Ketik ya, tidak, atau ubah:'],
    ['en', 'the letter', 'end of the letter', 'Type yes, no, or change:'],
  ] as const)(
    'holds exactly the text, is small and plain, and asks one thing (%s)',
    async (language, begin, end, asks) => {
      await desk.world.db.updateTable('konseli').set({ language }).execute();
      ok(await desk.prepare());
      const { outboundId } = ok(await desk.ask());
      const { raw, to, text } = await desk.mail(outboundId);
      expect(to).toBe('sari@murid.example');
      const inside = text.split(`----- ${begin} -----\n\n`)[1]?.split(`\n\n----- ${end} -----`)[0];
      expect(inside).toBe(await desk.text());
      expect(text).toContain('Ibu Tuti, Psikolog, Klinik Contoh');
      expect(text).toContain(asks);
      expect(text).not.toMatch(/\bkamu\b|\bAnda\b/);
      expect(text).not.toContain(WORDS.passages);
      expect(text).not.toContain('Perlu pemeriksaan');
      expect(raw.length).toBeLessThan(30_000);
      expect(raw.toString()).not.toMatch(/<(?:img|script|iframe)|https?:|auto-generated/i);
    },
  );

  test('is asked once for one text, and waits until another consent is answered', async () => {
    ok(await desk.prepare());
    await desk.world.db
      .updateTable('cases')
      .set({ asking: ['consent'] })
      .execute();
    expect(await desk.ask()).toEqual({ refused: 'other_consent_first' });
    await desk.world.db.updateTable('cases').set({ asking: [] }).execute();
    ok(await desk.ask());
    expect(await desk.ask()).toEqual({ refused: 'asked_already' });
  });
});

describe('the answer', () => {
  beforeEach(async () => void ok(await desk.prepare()));

  test('yes is kept with its letter, and opens the way', async () => {
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    ok(await desk.ask());
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    const letter = await desk.writes('Saya setuju, Bu.');
    expect(await desk.state()).toBe('consented');
    const kept = await desk.world.db.selectFrom('referral_answers').selectAll().execute();
    expect(kept).toMatchObject([{ answer: 'yes', message_id: letter, recorded_by: null }]);
    expect(await desk.send()).toHaveProperty('pin');
  });

  test.each([
    ['Tidak, saya tidak setuju.', 'prepared'],
    ['Tolong diubah bagian tidurnya.', 'prepared'],
    ['Saya setuju, tapi jangan kirim nama saya.', 'asked'],
    ['Terima kasih, Bu.', 'asked'],
  ])('%s', async (text, state) => {
    ok(await desk.ask());
    await desk.writes(text);
    expect(await desk.state()).toBe(state);
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
  });

  test('is not looked for where nothing was asked', async () => {
    await desk.writes('Saya setuju, Bu.');
    expect(await desk.state()).toBe('prepared');
  });

  test('to one wording is none to the next', async () => {
    ok(await desk.ask());
    await desk.writes('Saya setuju, Bu.');
    ok(await rewrite('Nama: Sari\n\nPokok persoalan: lain'));
    expect(await desk.state()).toBe('prepared');
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    await desk.writes('Saya setuju, Bu.');
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    ok(await desk.ask());
    await desk.writes('Saya setuju, Bu.');
    expect(await desk.send()).toHaveProperty('sent');
    expect(await rewrite('Nama: Sari lagi')).toEqual({ refused: 'referral_has_left' });
  });

  test('is written down by a person, from a letter of the konseli that came after the question', async () => {
    const write = (messageId: string, who: Person = desk.world.buAni) =>
      desk.world.tx((tx) => writeKonseliAnswer(tx, who, desk.sari.code, { answer: 'yes', messageId }, desk.clock.now));
    const { asked } = ok(await desk.ask());
    expect(await write(desk.sari.firstLetterId)).toEqual({ refused: 'not_asked_yet' });
    expect(await write(asked)).toEqual({ refused: 'no_such_letter' });
    const letter = await desk.writes('Boleh kalau dikirim setelah ujian.');
    expect(await write(letter, desk.world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await write(letter)).toEqual({ kept: 'yes' });
    expect(await desk.send()).toHaveProperty('sent');
  });

  test('of a child needs a guardian’s consent on record, or two persons', async () => {
    await note('age_band', 'under_17');
    ok(await desk.ask());
    const letter = await desk.writes('Saya setuju, Bu.');
    expect(await desk.send()).toEqual({ refused: 'referral_needs_guardian' });
    ok(await override(['guardian']));
    expect(await desk.send()).toEqual({ refused: 'referral_needs_guardian' });
    ok(await agree(desk.world.buRatna, false));
    await note('guardian', 'consented', letter);
    expect(await desk.send()).toHaveProperty('sent');
  });
});

describe('without consent', () => {
  beforeEach(async () => void ok(await desk.prepare()));

  test('only two persons with a reason send it, never one', async () => {
    const { buAni, pakBudi, pakJoko, buRatna } = desk.world;
    ok(await override(['consent']));
    expect(await override(['consent'])).toEqual({ refused: 'already_asked' });
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    for (const who of [buAni, pakBudi, pakJoko]) expect(await agree(who)).toEqual({ refused: 'not_found' });
    ok(await agree(buRatna));
    expect(await desk.send()).toHaveProperty('sent');
    const outcome = await desk.world.db.selectFrom('outcomes').select(['outcome', 'fields']).executeTakeFirst();
    expect(outcome).toMatchObject({ outcome: 'referred', fields: expect.arrayContaining(['without_consent']) });
  });

  test('the co-counsellor who asked does not agree to it', async () => {
    const { world, sari, clock } = desk;
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, clock.now));
    ok(await override(['consent'], world.pakBudi));
    expect(await agree(world.pakBudi)).toEqual({ refused: 'asked_it_yourself' });
  });

  test('agreed for one wording is not agreed for the next; a no that comes afterwards is decided anew', async () => {
    ok(await override(['consent']));
    ok(await agree(desk.world.buRatna));
    ok(await rewrite('Nama: Sari'));
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    ok(await override(['consent']));
    ok(await agree(desk.world.buRatna));
    ok(await desk.ask());
    await desk.writes('Jangan dikirim, Bu.');
    expect(await desk.send()).toEqual(NEEDS_CONSENT);
    ok(await override(['consent']));
    ok(await agree(desk.world.buRatna));
    expect(await desk.send()).toHaveProperty('sent');
  });
});

test('nobody but who works on the case does anything with it', async () => {
  ok(await desk.prepare());
  const { world, sari, clock } = desk;
  const news = { kind: 'accepted' as const, words: '', happensAt: null };
  for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
    for (const answer of [
      await desk.prepare({}, who),
      await desk.ask(who),
      await desk.send(who),
      await override(['consent'], who),
      await world.tx((tx) => writeNews(tx, world.vault, who, sari.code, news, clock.now)),
      await world.tx((tx) => endReferral(tx, who, sari.code, 'withdrawn', clock.now)),
    ])
      expect(answer).toEqual({ refused: 'not_found' });
  expect(await desk.state()).toBe('prepared');
});
