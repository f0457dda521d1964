// A letter of referral on its way: the mail without a word, the link and its PIN, what the receiver answers, what ends it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { completeOutcome } from '../../../src/cases/complete-outcome.ts';
import { excludePerson } from '../../../src/cases/exclude-person.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import type { Person } from '../../../src/core/policy.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { agreeErasure, askErasure } from '../../../src/privacy/erasures.ts';
import { endReferral } from '../../../src/referrals/end-referral.ts';
import { answerInside, countReferralsTo, referralsTo } from '../../../src/referrals/inside.ts';
import { type News, writeNews } from '../../../src/referrals/keep-news.ts';
import { findLink } from '../../../src/referrals/links.ts';
import { answerLink, openLink } from '../../../src/referrals/open-link.ts';
import { sendLinkAgain } from '../../../src/referrals/send-referral.ts';
import { lastReferral } from '../../../src/referrals/standing-referral.ts';
import { newsDraft, tellKonseli } from '../../../src/referrals/tell-konseli.ts';
import { takeBounce } from '../../../src/replies/take-bounce.ts';
import { eventsOf, rowOf } from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { aMail, openParser } from '../intake/door.ts';
import { ok, openReferralDesk, type ReferralDesk, TUTI } from './referral-desk.ts';

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

const DAY = 86_400_000;
const GONE = { refused: 'gone' };
const pass = (ms: number) => {
  desk.clock.now = new Date(desk.clock.now.getTime() + ms);
};
const open = (token: string, pin: string) => openLink(desk.world, token, pin, desk.clock.now);
const answer = (token: string, kind: News['kind'], words = '', happensAt: Date | null = null) =>
  answerLink(desk.world, token, { kind, words, happensAt }, desk.clock.now);
const tokenIn = (text: string) => /\/referred\/([\w-]{43})/.exec(text)![1]!;
const end = (how: 'finished' | 'withdrawn') =>
  desk.world.tx((tx) => endReferral(tx, desk.world.buAni, desk.sari.code, how, desk.clock.now));
const close = (ending: 'referred' | 'withdrawn') =>
  desk.world.tx((tx) => moveCase(tx, desk.world.buAni, desk.sari.code, { to: 'closed', ending }, desk.clock.now));
const referralMails = () =>
  desk.world.db.selectFrom('outbound_mails').select(['id', 'state']).where('kind', '=', 'referral').execute();
const letKonseliAnswer = () =>
  desk.world.db.updateTable('cases').set({ turn: 'konseli', waiting_since: null, answer_due_at: null }).execute();
const agreed = async () => {
  ok(await desk.prepare());
  ok(await desk.ask());
  await desk.writes('Saya setuju, Bu.');
};

describe('the mail', () => {
  test.each([
    ['id', 'Sebuah surat menunggu Anda'],
    ['en', 'A letter is waiting for you'],
  ] as const)('holds no word of the case, only a link to exactly the agreed text (%s)', async (language, title) => {
    await desk.world.db.updateTable('experts').set({ language }).execute();
    await agreed();
    const text = await desk.text();
    const sent = ok(await desk.send());
    const mail = await desk.mail(sent.outboundId!);
    expect([mail.to, mail.subject]).toEqual([TUTI, title]);
    const bytes = `${mail.raw.toString()}\n${mail.text}`;
    for (const word of ['Sari', 'tidur', desk.sari.code, 'murid.example', 'konseli ', 'rujuk', sent.pin!])
      expect(bytes).not.toContain(word);
    expect(mail.raw.length).toBeLessThan(30_000);
    expect(mail.raw.toString()).not.toMatch(/<(?:img|script|iframe)/);
    expect(await open(tokenIn(mail.text), sent.pin!)).toMatchObject({ opened: { text } });
    for (const secret of [tokenIn(mail.text), 'Sulit tidur', 'Perlu pemeriksaan'])
      expect(await tablesHolding(desk.world.url, secret)).toEqual([]);
  });

  test('goes only to the address that was shown, and once', async () => {
    await agreed();
    expect(await desk.send(undefined, 'lain@klinik.example')).toEqual({ refused: 'receiver_changed' });
    ok(await desk.send());
    expect(await desk.send()).toEqual({ refused: 'referral_has_left' });
    expect(await referralMails()).toHaveLength(1);
  });

  test('that bounces brings the case before the counsellor, and says nothing of the konseli', async () => {
    await desk.sendAgreed();
    await letKonseliAnswer();
    const [mail] = await referralMails();
    await desk.world.db.updateTable('outbound_mails').set({ state: 'sent', settled_at: desk.clock.now }).execute();
    const originalMessageId = `referral.${mail!.id}@sekolah.example`;
    const bounce = { originalMessageId, recipient: TUTI, status: '5.1.1', permanent: true };
    await desk.world.tx((tx) => takeBounce(tx, desk.world.vault, bounce, desk.clock.now));
    expect(await rowOf(desk.world, desk.sari)).toMatchObject({ turn: 'counsellor' });
    const addresses = await desk.world.db.selectFrom('konseli_addresses').select('undeliverable_at').execute();
    expect(addresses).toEqual([{ undeliverable_at: null }]);
  });

  test('answered as a mail is held for a person, and becomes nobody’s case', async () => {
    await desk.sendAgreed();
    const [mail] = await referralMails();
    const inReplyTo = `referral.${mail!.id}@sekolah.example`;
    const filed = await desk.arrive(aMail({ from: `Tuti <${TUTI}>`, text: 'Baik, saya terima.', inReplyTo }));
    expect(filed).toMatchObject({ state: 'held', problem: 'stranger_in_thread', suggestion: desk.sari.code });
  });
});

describe('until it is accepted', () => {
  test('the case stays open with its counsellor, the promise runs, and the news are asked for after 14 days', async () => {
    await desk.sendAgreed();
    const row = await rowOf(desk.world, desk.sari);
    expect(row).toMatchObject({ stage: 'post_counselling', counsellor_id: desk.world.buAni.id, turn: 'counsellor' });
    expect(row.answer_due_at).not.toBeNull();
    const due = desk.world.db.selectFrom('follow_ups').select(['kind', 'due_at']).where('cancelled_at', 'is', null);
    expect(await due.execute()).toEqual([{ kind: 'referral', due_at: new Date(desk.clock.now.getTime() + 14 * DAY) }]);
    expect(await close('referred')).toMatchObject({ refused: 'outcome_not_completed' });
    const complete = desk.world.tx((tx) => completeOutcome(tx, desk.world.buAni, desk.sari.code, desk.clock.now));
    expect(await complete).toEqual({ refused: 'referral_waits' });
    const news: News = { kind: 'accepted', words: '', happensAt: null };
    ok(
      await desk.world.tx((tx) =>
        writeNews(tx, desk.world.vault, desk.world.buAni, desk.sari.code, news, desk.clock.now),
      ),
    );
    expect(await close('referred')).toMatchObject({ moved: 'closed' });
  });
});

describe('the link', () => {
  test('opens as often as it must while it lasts; each opening is on record', async () => {
    const { token, pin } = await desk.sendAgreed();
    for (let n = 0; n < 3; n++) expect(await open(token, pin)).toHaveProperty('opened');
    const opened = (await eventsOf(desk.world, desk.sari)).filter((line) => line === 'system referral.opened');
    expect(opened).toHaveLength(3);
    pass(14 * DAY - 60_000);
    expect(await findLink(desk.world.db, token, desk.clock.now)).toBeDefined();
    pass(60_000);
    expect(await open(token, pin)).toEqual(GONE);
    expect(await answer(token, 'accepted')).toEqual(GONE);
  });

  test('takes five wrong PINs, also side by side, and then no right one', async () => {
    const { token, pin } = await desk.sendAgreed();
    const wrong = pin === '000000' ? '000001' : '000000';
    const tries = await Promise.all(Array.from({ length: 8 }, () => open(token, wrong)));
    expect(tries.filter((one) => 'left' in one)).toHaveLength(4);
    expect(await open(token, pin)).toEqual(GONE);
  });

  test('empty, cut or misspelt is no link; a new one replaces it, with another PIN', async () => {
    const { token, pin } = await desk.sendAgreed();
    for (const other of ['', ' ', token.slice(1), `${token} `, 'A'.repeat(43)])
      expect(await findLink(desk.world.db, other, desk.clock.now)).toBeUndefined();
    const from = { vault: desk.world.vault, mailName: 'x', linksTo: null, publicUrl: 'http://127.0.0.1:8080' };
    const seen = { version: 1, address: TUTI };
    const again = ok(
      await desk.world.tx((tx) => sendLinkAgain(tx, from, desk.world.buAni, desk.sari.code, seen, desk.clock.now)),
    );
    expect(await open(token, pin)).toEqual(GONE);
    const { text } = await desk.mail(again.outboundId!);
    expect(await open(tokenIn(text), again.pin!)).toHaveProperty('opened');
  });

  test.each([
    ['the konseli takes the consent back', () => desk.writes('Saya tarik persetujuan saya, Bu.')],
    ['the counsellor withdraws it', () => end('withdrawn')],
    ['the case ends because the konseli stopped', () => close('withdrawn')],
    [
      'a guardian’s part is missing now',
      () =>
        desk.world.db.updateTable('case_records').set({ value: 'under_17' }).where('item', '=', 'age_band').execute(),
    ],
  ])('dies at once when %s', async (_, how) => {
    const { token, pin } = await desk.sendAgreed();
    expect(await open(token, pin)).toHaveProperty('opened');
    await how();
    expect(await open(token, pin)).toEqual(GONE);
    expect(await answer(token, 'accepted')).toEqual(GONE);
  });

  test('of a mail that has not left keeps it here when the consent is taken back', async () => {
    await desk.sendAgreed();
    await desk.writes('Saya tarik persetujuan saya, Bu.');
    expect(await referralMails()).toMatchObject([{ state: 'cancelled' }]);
    expect(await desk.state()).toBe('withdrawn');
  });
});

describe('the receiver', () => {
  test('declines with a reason: the case comes back with a task, and another can be asked', async () => {
    const { token, pin } = await desk.sendAgreed();
    await letKonseliAnswer();
    expect(await answer(token, 'declined')).toEqual({ refused: 'says_nothing' });
    expect(await answer(token, 'declined', 'Penuh sampai Mei.')).toEqual({ kept: 'declined' });
    expect(await open(token, pin)).toEqual(GONE);
    expect(await rowOf(desk.world, desk.sari)).toMatchObject({ turn: 'counsellor', stage: 'post_counselling' });
    expect(await tablesHolding(desk.world.url, 'Penuh sampai')).toEqual([]);
    expect(await desk.prepare()).toHaveProperty('prepared');
  });

  test('accepts, names a first appointment, says how it goes; nothing comes before its time', async () => {
    const { token } = await desk.sendAgreed();
    expect(await answer(token, 'feedback', 'Baik')).toEqual({ refused: 'not_now' });
    expect(await answer(token, 'accepted')).toEqual({ kept: 'accepted' });
    expect(await answer(token, 'declined', 'Berubah pikiran')).toEqual({ refused: 'not_now' });
    expect(await answer(token, 'appointment')).toEqual({ refused: 'needs_a_time' });
    expect(await answer(token, 'appointment', '', new Date('2026-03-20T02:00:00Z'))).toEqual({ kept: 'appointment' });
    expect(await desk.state()).toBe('appointed');
    expect(await answer(token, 'feedback', 'Sudah bertemu.')).toEqual({ kept: 'feedback' });
    const outcomes = await desk.world.db.selectFrom('outcomes').select(['outcome', 'completed_at']).execute();
    expect(outcomes).toEqual([{ outcome: 'referred', completed_at: desk.clock.now }]);
    ok(await end('finished'));
    expect(await answer(token, 'feedback', 'Lagi')).toEqual(GONE);
  });

  test.each(['id', 'en'] as const)(
    'is heard of by the konseli only when the counsellor writes (%s)',
    async (language) => {
      const { token } = await desk.sendAgreed();
      const { world, sari, clock } = desk;
      await world.db.updateTable('konseli').set({ language }).execute();
      const letters = async () => (await world.db.selectFrom('messages').select('id').execute()).length;
      const before = await letters();
      await answer(token, 'accepted');
      expect(await letters()).toBe(before);
      const row = await world.db.selectFrom('referral_news').selectAll().executeTakeFirstOrThrow();
      const { row: referral } = (await lastReferral(world.db, sari.id))!;
      const text = await newsDraft(world.db, await rowOf(world, sari), referral, row, language, clock.now);
      for (const name of ['Ibu Tuti, Psikolog, Klinik Contoh', 'Bu Ani']) expect(text).toContain(name);
      expect(text).not.toMatch(/\{\{|Pak Budi/);
      const from = { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null };
      const tell = (who: Person = world.buAni) =>
        world.tx((tx) => tellKonseli(tx, from, who, sari.code, { newsId: row.id, text }, clock.now));
      expect(await tell(world.pakBudi)).toEqual({ refused: 'not_found' });
      const told = ok(await tell());
      expect((await desk.mail(told.outboundId)).text.trim()).toBe(text);
      expect(await tell()).toEqual({ refused: 'written_before' });
    },
  );
});

describe('a colleague', () => {
  const toBudi = async () => {
    ok(await desk.prepare({ receiver: { colleague: desk.world.pakBudi.id } }));
    ok(await desk.ask());
    await desk.writes('Saya setuju, Bu.');
  };
  const says = async (kind: News['kind'], words: string, who: Person) => {
    const { row } = (await lastReferral(desk.world.db, desk.sari.id))!;
    const news = { kind, words, happensAt: null };
    return desk.world.tx((tx) => answerInside(tx, desk.world.vault, who, row.id, news, desk.clock.now));
  };

  test('reads the text and nothing else of the case until they accept', async () => {
    await toBudi();
    const { world, sari } = desk;
    expect(await referralsTo(world.db, world.vault, world.pakBudi)).toEqual([]);
    expect(ok(await desk.send())).toMatchObject({ pin: null, outboundId: null });
    const [mine] = await referralsTo(world.db, world.vault, world.pakBudi);
    expect(mine).toMatchObject({ code: null, text: await desk.text() });
    expect(await countReferralsTo(world.db, world.pakBudi)).toBe(1);
    expect(await referralsTo(world.db, world.vault, world.buAni)).toEqual([]);
    expect(await says('accepted', '', world.buAni)).toEqual({ refused: 'not_found' });
    expect(await says('accepted', '', world.pakBudi)).toEqual({ kept: 'accepted', code: sari.code });
    const people = await world.db.selectFrom('case_people').select(['staff_id', 'part']).execute();
    expect(people).toEqual([{ staff_id: world.pakBudi.id, part: 'co' }]);
    expect(await rowOf(world, sari)).toMatchObject({ counsellor_id: world.buAni.id });
  });

  test('who declines learns nothing more; who is shut out is neither asked nor shown anything', async () => {
    await toBudi();
    const { world, sari, clock } = desk;
    ok(await desk.send());
    expect(await says('declined', 'Saya mengajar dia.', world.pakBudi)).toEqual({ kept: 'declined', code: null });
    expect(await referralsTo(world.db, world.vault, world.pakBudi)).toEqual([]);
    await toBudi();
    await world.tx((tx) => excludePerson(tx, world.buAni, sari.code, world.pakBudi.id, clock.now));
    expect(await desk.send()).toEqual({ refused: 'is_excluded' });
    ok(await end('withdrawn'));
    expect(await desk.prepare({ receiver: { colleague: world.pakBudi.id } })).toEqual({ refused: 'is_excluded' });
  });
});

test('what leaves with the case holds the referral; erased, not a word and no link is left', async () => {
  const { token, pin } = await desk.sendAgreed();
  const { world, sari, clock } = desk;
  await answer(token, 'accepted', 'Senin bisa.');
  const left = ok(
    await world.tx((tx) => exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, clock.now)),
  );
  expect(left.exported.referrals).toMatchObject([
    {
      receiver: 'Ibu Tuti, Psikolog, Klinik Contoh',
      state: 'accepted',
      texts: [{ version: 1, text: await desk.text() }],
      answers: [{ answer: 'yes' }],
      news: [{ kind: 'accepted', words: 'Senin bisa.' }],
    },
  ]);
  ok(await close('referred'));
  expect(await open(token, pin)).toHaveProperty('opened');
  await world.db.updateTable('outbound_mails').set({ state: 'sent', settled_at: clock.now }).execute();
  const wish = { code: sari.code, reason: 'konseli_asked' as const };
  const { asked } = ok(await world.tx((tx) => askErasure(tx, world.buAni, wish, clock.now)));
  ok(await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked, clock.now)));
  expect(await open(token, pin)).toEqual(GONE);
  expect(await world.db.selectFrom('referral_links').selectAll().execute()).toEqual([]);
  expect(await world.db.selectFrom('referral_texts').select('text_sealed').execute()).toEqual([{ text_sealed: null }]);
  expect(await world.db.selectFrom('referral_news').select('words_sealed').execute()).toEqual([{ words_sealed: null }]);
  expect(await world.db.selectFrom('referrals').select('why_sealed').execute()).toEqual([{ why_sealed: null }]);
});
