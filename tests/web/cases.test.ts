// Every page and form of a case, asked for by everybody: who may gets it and is on record, for all others it does not exist
// and holds no word of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLetter } from '../../src/cases/add-letter.ts';
import { beginReading } from '../../src/cases/begin-reading.ts';
import { lockCase } from '../../src/cases/lock-case.ts';
import { caseRoutes } from '../../src/cases/pages/routes.ts';
import { recordItem } from '../../src/cases/record-item.ts';
import { writeNote } from '../../src/cases/write-note.ts';
import type { Letter } from '../../src/core/letter.ts';
import { type CaseAction, mayWithCase, relationTo } from '../../src/core/policy.ts';
import { newId } from '../../src/db/database.ts';
import { readingRoutes } from '../../src/reading/pages/routes.ts';
import {
  aCase,
  addStaff,
  aLetter,
  type CastCase,
  type CastMember,
  hours,
  konseliWrites,
  openWorld,
  type World,
} from '../support/cast.ts';
import type { Browsing } from './browse.ts';
import { type CasesDesk, openCasesDesk } from './cases-desk.ts';

const MARK = 'ZAMRUDTERSEMBUNYI';
const now = hours(24);

let world: World;
let desk: CasesDesk;
let owned: CastCase;
let pooled: CastCase;
let attachmentId: string;
let people: Map<string, { member: CastMember; browser: Browsing; reading: boolean }>;

beforeAll(async () => {
  world = await openWorld();
  desk = await openCasesDesk(world, now);
  const text = `Isi ${MARK}`;
  owned = await aCase(world, { konseli: MARK, subject: `Perihal ${MARK}`, text, counsellor: world.buAni });
  pooled = await aCase(world, { konseli: `${MARK}dua`, subject: `Perihal ${MARK}`, text });
  await keepMore(owned);
  people = new Map();
  const buWati = await addStaff(world.db, 'Bu Wati', 'supervisor');
  const buEndah = await addStaff(world.db, 'Bu Endah', 'supervisor');
  const buCitra = await addStaff(world.db, 'Bu Citra', 'counsellor');
  const pakDedi = await addStaff(world.db, 'Pak Dedi', 'counsellor');
  for (const kasus of [owned, pooled]) {
    await startReading(kasus, buWati);
    await startReading(kasus, buEndah);
    await tie(kasus, pakDedi, 'excluded');
    await tie(kasus, buEndah, 'excluded');
  }
  await tie(owned, buCitra, 'co');
  const cast: [string, CastMember, boolean][] = [
    ['the counsellor who has it', world.buAni, false],
    ['the co-counsellor', buCitra, false],
    ['another counsellor', world.pakBudi, false],
    ['an excluded counsellor', pakDedi, false],
    ['a supervisor', world.buRatna, false],
    ['a supervisor who reads with a reason', buWati, true],
    ['an excluded supervisor whose reading runs', buEndah, true],
    ['the admin', world.pakJoko, false],
  ];
  for (const [name, member, reading] of cast) people.set(name, { member, reading, browser: await desk.as(member) });
});
afterAll(async () => {
  await desk.close();
  await world.end();
});

/** What each page of a case asks of the policy, and the event that says who looked. */
const pages: Record<string, { action: CaseAction; event: string }> = {
  '/cases/:code': { action: 'read', event: 'case.read' },
  '/cases/:code/history': { action: 'read_history', event: 'audit.read' },
  '/cases/:code/letters/:letter/worksheet': { action: 'read_worksheet', event: 'worksheet.read' },
  '/cases/:code/letters/:letter/original': { action: 'read', event: 'case.read' },
  '/cases/:code/letters/:letter/raw': { action: 'read_raw', event: 'raw_mail.read' },
  '/cases/:code/attachments/:attachment': { action: 'read', event: 'attachment.read' },
};

const forms: Record<string, { action: CaseAction; fields: () => Record<string, string> }> = {
  '/cases/:code/claims': { action: 'claim', fields: () => ({}) },
  '/cases/:code/releases': { action: 'release', fields: () => ({}) },
  '/cases/:code/assignments': { action: 'assign', fields: () => ({ to: String(world.pakBudi.id) }) },
  '/cases/:code/people': { action: 'share', fields: () => ({ staff: String(world.pakBudi.id) }) },
  '/cases/:code/people/removals': { action: 'share', fields: () => ({ staff: String(world.pakBudi.id) }) },
  '/cases/:code/people/exclusions': { action: 'share', fields: () => ({ staff: String(world.pakBudi.id) }) },
  '/cases/:code/notes': { action: 'write_note', fields: () => ({ note: 'Catatan.' }) },
  '/cases/:code/sleeps': { action: 'sleep', fields: () => ({ until: '2026-03-20' }) },
  '/cases/:code/wakings': { action: 'sleep', fields: () => ({}) },
  '/cases/:code/records': { action: 'record', fields: () => ({ item: 'safe_contact', value: 'safe' }) },
  '/cases/:code/records/withdrawals': { action: 'record', fields: () => ({ item: 'risk_read' }) },
  '/cases/:code/outcomes': {
    action: 'choose_outcome',
    fields: () => ({ outcome: 'another_session', why: 'a', aim: 'b' }),
  },
  '/cases/:code/answers': {
    action: 'record',
    fields: (): Record<string, string> => ({ answers_letter: newId(), bond: '8' }),
  },
  '/cases/:code/consents': {
    action: 'record',
    fields: () => ({ consent: 'service', answer: 'yes', consent_letter: newId() }),
  },
  '/cases/:code/goals': { action: 'record', fields: () => ({ goal: 'Tidur nyenyak', rating: '', goal_letter: '' }) },
  '/cases/:code/goals/removals': { action: 'record', fields: () => ({ goal: '1' }) },
  '/cases/:code/ruptures': { action: 'record', fields: () => ({ settled: 'asked' }) },
  '/cases/:code/completions': { action: 'choose_outcome', fields: () => ({}) },
  '/cases/:code/moves': { action: 'move', fields: () => ({ to: 'closed', ending: 'silent' }) },
  '/cases/:code/overrides': {
    action: 'ask_override',
    fields: () => ({ to: 'counselling', override_reason: 'Alasan yang cukup panjang sekali.' }),
  },
  '/cases/:code/overrides/answers': { action: 'agree_override', fields: () => ({ answer: 'agree' }) },
  '/cases/:code/readings': { action: 'begin_reading', fields: () => ({ reason: 'Alasan yang cukup panjang sekali.' }) },
  '/cases/:code/exports': { action: 'export', fields: () => ({}) },
  '/cases/:code/letters/:letter/worksheet': {
    action: 'write_worksheet',
    fields: (): Record<string, string> => ({ form_id: newId(), seen: '', theme: 'Sepi' }),
  },
  '/cases/:code/letters/:letter/worksheet/cues': {
    action: 'write_worksheet',
    fields: () => ({ kind: 'night', mark: 'noted' }),
  },
  '/cases/:code/letters/:letter/worksheet/shares': {
    action: 'write_worksheet',
    fields: () => ({ supervisor: String(world.buRatna.id) }),
  },
  '/cases/:code/letters/:letter/worksheet/shares/removals': { action: 'write_worksheet', fields: () => ({}) },
};

test('every route of a case is in this matrix', () => {
  const all = [...caseRoutes(async () => ({ text: '' })), ...readingRoutes];
  const named = all.filter((route) => route.path.includes(':code'));
  expect(named.map((route) => route.path).sort()).toEqual([...Object.keys(pages), ...Object.keys(forms)].sort());
});

describe.each(['owned', 'pooled'] as const)('a case that is %s', (which) => {
  test.each(Object.keys(pages))('GET %s', async (path) => {
    const kasus = which === 'owned' ? owned : pooled;
    for (const [name, { member, browser, reading }] of people) {
      const before = await lastEvent();
      const answer = mayWithCase(member, pages[path]!.action, await relationOf(kasus, member));
      const page = await browser.get(urlOf(path, kasus));
      const allowed = answer === 'yes' || (answer === 'with_reason' && reading);
      const there = allowed && exists(path, kasus);
      const asksForReason = answer === 'with_reason' && !reading && path === '/cases/:code';
      // A reason is given on the page of the case; the others lead there, or do not exist.
      const leadsToReason = answer === 'with_reason' && !reading && path.endsWith('/worksheet');
      const status = there || asksForReason ? 200 : leadsToReason ? 303 : 404;
      expect(page.status, `${name} asks for ${path}`).toBe(status);
      const mayRead = mayWithCase(member, 'read', await relationOf(kasus, member));
      const mayHoldWords = there && (mayRead === 'yes' || (mayRead === 'with_reason' && reading));
      if (!mayHoldWords) expect(page.html, `${name} asks for ${path}`).not.toContain(MARK);
      if (mayHoldWords && !path.includes('/attachments/')) expect(page.html).toContain(MARK);
      expect(await eventsSince(before), `${name} asks for ${path}`).toEqual(
        there ? [{ kind: pages[path]!.event, actor: `staff:${member.id}`, case_id: kasus.id }] : [],
      );
    }
  });

  test.each(Object.keys(forms))('POST %s by those who may not', async (path) => {
    const kasus = which === 'owned' ? owned : pooled;
    const refusedTo: string[] = [];
    for (const [name, { member, browser, reading }] of people) {
      const relation = await relationOf(kasus, member);
      const answer = mayWithCase(member, forms[path]!.action, relation);
      if (answer === 'yes' || (answer === 'with_reason' && reading)) continue;
      if (path === '/cases/:code/claims' && relation === 'own') continue; // pressed twice: it is theirs already
      const before = await lastEvent();
      await browser.get('/search'); // for the form's token
      const page = await browser.post(urlOf(path, kasus), forms[path]!.fields());
      const mayNotEnter = member.role === 'admin' ? [403, 404] : [answer === 'with_reason' ? 409 : 404];
      expect(mayNotEnter, `${name} posts to ${path}`).toContain(page.status);
      expect(page.html, `${name} posts to ${path}`).not.toContain(MARK);
      expect(await eventsSince(before), `${name} posts to ${path}`).toEqual([]);
      refusedTo.push(name);
    }
    expect(refusedTo).toContain('an excluded counsellor');
    expect(refusedTo).toContain('an excluded supervisor whose reading runs');
    expect(refusedTo).toContain('the admin');
  });
});

test('a case that does not exist and one that must not be seen give the same page', async () => {
  const { browser } = people.get('another counsellor')!;
  const missing = await browser.get('/cases/ZZZZZZ');
  const hidden = await browser.get(`/cases/${owned.code}`);
  expect(hidden.status).toBe(404);
  expect(withoutChance(hidden.html)).toBe(withoutChance(missing.html));
});

test('nobody who is not signed in gets past the door', async () => {
  const stranger = await desk.as(world.buAni);
  stranger.cookies.clear();
  for (const path of [...Object.keys(pages), '/folders/:folder', '/search', '/overrides', '/audit']) {
    const page = await stranger.get(urlOf(path, owned).replace(':folder', 'mine'));
    expect(page.status, path).toBe(401);
    expect(page.html).not.toContain(MARK);
  }
});

describe('an address that somebody made up', () => {
  test.each(['/folders/lain', '//luar.example', '/folders/mine"', '/folders/constructor'])(
    'leads back to where the case lies: %s',
    async (from) => {
      const { browser } = people.get('the counsellor who has it')!;
      const { status, html } = await browser.get(`/cases/${owned.code}?from=${encodeURIComponent(from)}`);
      expect([status, /class="back" href="([^"]*)"/.exec(html)?.[1]]).toEqual([200, '/folders/mine']);
    },
  );

  test('with signs between the letters of a code leads on as a URL is spelt', async () => {
    const { browser } = people.get('the counsellor who has it')!;
    await browser.get(`/cases/${owned.code}`);
    const answer = await browser.post(`/cases/${owned.code}%0a%E2%80%A8/notes`, { note: 'Catatan.' });
    expect([answer.status, answer.location]).toEqual([303, `/cases/${owned.code}%0A%E2%80%A8`]);
  });
});

describe('lists', () => {
  test.each([
    ['the counsellor who has it', 'mine', true],
    ['the co-counsellor', 'mine', true],
    ['another counsellor', 'all', true], // the pool
    ['an excluded counsellor', 'all', false],
    ['a supervisor', 'all', false],
    ['a supervisor who reads with a reason', 'all', true],
    ['an excluded supervisor whose reading runs', 'all', false],
  ])('%s in %s sees words: %s', async (name, folder, words) => {
    const { member, browser } = people.get(name)!;
    const before = await lastEvent();
    const page = await browser.get(`/folders/${folder}`);
    expect(page.status).toBe(200);
    expect(page.html.includes(MARK)).toBe(words);
    const events = await eventsSince(before);
    expect(events).toEqual(words ? [{ kind: 'list.read', actor: `staff:${member.id}`, case_id: null }] : []);
  });

  test('a supervisor sees code, stage and counsellor without a reason', async () => {
    const { browser } = people.get('a supervisor')!;
    const page = await browser.get('/folders/all');
    expect(page.html).toContain(owned.code);
    expect(page.html).toContain('Bu Ani');
  });

  test('another counsellor’s list and numbers do not know the case', async () => {
    const { browser } = people.get('another counsellor')!;
    const page = await browser.get('/folders/all');
    expect(page.html).not.toContain(owned.code);
    expect(page.html).toContain(pooled.code);
  });

  test('with the screen private nothing is opened, so nothing is on record', async () => {
    const browser = await desk.as(world.buAni);
    browser.cookies.set('suluh_private', 'on');
    const before = await lastEvent();
    const page = await browser.get('/folders/mine');
    expect(page.html).toContain(owned.code);
    expect(page.html).not.toContain(MARK);
    expect(await eventsSince(before)).toEqual([]);
  });

  test('an admin has no folders, no search, no overrides', async () => {
    const { browser } = people.get('the admin')!;
    for (const path of ['/folders', '/folders/all', '/search', '/overrides', '/news?on=/folders/all&since=0'])
      expect((await browser.get(path)).status, path).toBe(404);
  });
});

describe('search', () => {
  const find = async (name: string, q: string) => {
    const { browser } = people.get(name)!;
    await browser.get('/search');
    return browser.post('/search', { q });
  };

  test.each([
    ['the counsellor who has it', 2],
    ['the co-counsellor', 2],
    ['another counsellor', 1],
    ['an excluded counsellor', 0],
    ['a supervisor', 0],
    ['a supervisor who reads with a reason', 2],
    ['an excluded supervisor whose reading runs', 0],
  ])('%s finds in %i cases', async (name, count) => {
    const before = await lastEvent();
    const page = await find(name, MARK.toLowerCase());
    expect(page.status).toBe(200);
    expect(new Set(page.html.match(/\/cases\/\w{6}#letter-/g) ?? []).size).toBe(count);
    expect(await eventsSince(before)).toMatchObject([{ kind: 'case.searched' }]);
  });

  test('the record of a search holds no word of it', async () => {
    await find('the counsellor who has it', `dari:${MARK}`);
    const event = await world.db
      .selectFrom('events')
      .select('data')
      .where('kind', '=', 'case.searched')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(event.data)).not.toContain(MARK);
    expect(Object.keys(event.data).sort()).toEqual(['cases', 'found', 'scanned']);
  });

  test('what is not understood comes back with what was typed', async () => {
    const page = await find('the counsellor who has it', 'warna:biru');
    expect(page.status).toBe(422);
    expect(page.html).toContain('warna:biru');
    expect(page.html).toContain('role="alert"');
  });
});

describe('files', () => {
  test('an attachment is only ever saved, never shown', async () => {
    const { browser } = people.get('the counsellor who has it')!;
    const file = await browser.get(`/cases/${owned.code}/attachments/${attachmentId}`);
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="/);
  });

  test('the original letter may run and load nothing', async () => {
    const { browser } = people.get('the counsellor who has it')!;
    const frame = await browser.get(`/cases/${owned.code}/letters/${owned.firstLetterId}/original`);
    expect(frame.status).toBe(404); // plain text has no other look
    const styled = await cameIn(1, { text: 'tebal', html: '<p>Ini <b>tebal</b>.</p>' });
    const html = await browser.get(`/cases/${owned.code}/letters/${styled}/original`);
    expect(html.headers['content-security-policy']).toMatch(/^default-src 'none';.*; sandbox$/);
    expect(html.html).toContain('<b>tebal</b>');
  });
});

test('a sender who proved only a domain of their own is not verified', async () => {
  const { browser } = people.get('the counsellor who has it')!;
  const warnings = async () =>
    (await browser.get(`/cases/${owned.code}`)).html.split('Pengirim tidak terverifikasi').length - 1;
  const proven = { trusted: true, spf: 'pass', dkim: 'pass', dmarc: 'pass' };
  await cameIn(2, { text: 'Dari Sari.', authentication: proven });
  expect(await warnings()).toBe(0);
  await cameIn(3, { text: 'Atas nama Sari.', authentication: { ...proven, dmarc: 'none' } });
  expect(await warnings()).toBe(1);
});

test('the live strip counts only what this person may see', async () => {
  await world.db.updateTable('messages').set({ created_at: now }).execute();
  const since = now.getTime() - 1000;
  const strip = async (name: string, on: string) => {
    const { browser } = people.get(name)!;
    return (await browser.get(`/news?on=${on}&since=${since}`)).html;
  };
  expect(await strip('the counsellor who has it', '/folders/mine')).toMatch(/\d surat baru/);
  expect((await strip('an excluded counsellor', '/folders/mine')).trim()).toBe('');
  expect(await strip('another counsellor', `/cases/${pooled.code}`)).toContain('1 surat baru');
  expect((await strip('another counsellor', `/cases/${owned.code}`)).trim()).toBe('');
});

test('a case that comes joins the end of an open list: for whom it is, once, and on record', async () => {
  const shownTo = async (name: string, folder: string) => {
    const { html } = await people.get(name)!.browser.get(`/folders/${folder}`);
    return /hx-get="(\/folders\/\w+\/rows)"/.exec(html)?.[1] === `/folders/${folder}/rows` && endOf(html);
  };
  const rows = async (name: string, folder: string, after: unknown) =>
    (await people.get(name)!.browser.get(`/folders/${folder}/rows?after=${after}`)).html;
  const endOf = (html: string) => /name="after" value="([^"]+)"/.exec(html)?.[1] ?? null;

  const ends = new Map<string, unknown>();
  for (const name of ['another counsellor', 'an excluded counsellor', 'a supervisor'])
    ends.set(name, await shownTo(name, 'new'));
  expect((await rows('another counsellor', 'new', ends.get('another counsellor'))).trim()).toBe('');

  const fresh = await aCase(world, { konseli: 'Rangga', text: 'Baru tiba.', at: hours(23) });
  await tie(fresh, people.get('an excluded counsellor')!.member, 'excluded');
  const before = await lastEvent();
  const added = await rows('another counsellor', 'new', ends.get('another counsellor'));
  expect(added.split('class="list-row')).toHaveLength(2);
  expect(added).toContain('Rangga');
  expect(added).toContain(`/cases/${fresh.code}?from&#x3D;%2Ffolders%2Fnew"`);
  expect((await eventsSince(before)).map((event) => event.kind)).toEqual(['list.read']);
  expect((await rows('another counsellor', 'new', endOf(added))).trim()).toBe('');
  expect((await rows('an excluded counsellor', 'new', ends.get('an excluded counsellor'))).trim()).toBe('');
  const seen = await rows('a supervisor', 'new', ends.get('a supervisor'));
  expect(seen).toContain(fresh.code);
  expect(seen).not.toContain('Rangga');
  expect((await people.get('the admin')!.browser.get('/folders/new/rows')).status).toBe(404);
  expect((await people.get('another counsellor')!.browser.get('/folders/new?order=newest')).html).not.toContain(
    '/folders/new/rows',
  );
});

function urlOf(path: string, kasus: CastCase): string {
  return path.replace(':code', kasus.code).replace(':letter', kasus.firstLetterId).replace(':attachment', attachmentId);
}

/** The first letters are plain text whose raw bytes were let go, and only one case has an attachment. */
const exists = (path: string, kasus: CastCase): boolean =>
  path.endsWith('/worksheet') || (!path.includes('/letters/') && (!path.includes('/attachments/') || kasus === owned));

async function relationOf(kasus: CastCase, member: CastMember) {
  const row = await world.db
    .selectFrom('cases')
    .select('counsellor_id')
    .where('id', '=', kasus.id)
    .executeTakeFirstOrThrow();
  const ties = await world.db
    .selectFrom('case_people')
    .select(['staff_id as staffId', 'part'])
    .where('case_id', '=', kasus.id)
    .execute();
  return relationTo({ counsellorId: row.counsellor_id, people: ties }, member);
}

/** A second letter with an attachment, a note and a remark: every place that holds words. */
async function keepMore(kasus: CastCase) {
  const facts = { filename: `${MARK}.pdf`, contentType: 'application/pdf', size: 3, inline: false, contentId: null };
  const attachments = [{ facts, content: new Uint8Array([1, 2, 3]) }];
  await konseliWrites(world, kasus, { text: `Lampiran ${MARK}`, konseli: MARK, at: hours(2), attachments });
  await world.tx((tx) => writeNote(tx, world.vault, world.buAni, kasus.code, `Catatan ${MARK}`, now));
  const wish = { item: 'risk_read', value: 'none', messageId: null, remark: `Ingat ${MARK}` };
  await world.tx((tx) => recordItem(tx, world.vault, world.buAni, kasus.code, wish, now));
  attachmentId = (await world.db.selectFrom('attachments').select('id').executeTakeFirstOrThrow()).id;
}

async function cameIn(uid: number, words: Partial<Letter>): Promise<string> {
  return world.tx(async (tx) => {
    const inboundId = newId();
    await tx
      .insertInto('inbound_mails')
      .values({
        id: inboundId,
        mailbox_id: world.mailboxId,
        folder: 'INBOX',
        uid_validity: 1,
        uid,
        raw_index: world.vault.blindIndex('raw', inboundId),
        size: 1,
        arrived_at: now,
        state: 'filed',
        fate: 'joined',
        case_id: owned.id,
        settled_at: now,
      })
      .execute();
    const letter = aLetter(words);
    const added = { direction: 'in', kind: 'letter', arrivedAt: now, authorId: null, outboundId: null } as const;
    const row = (await lockCase(tx, owned.id))!;
    return addLetter(tx, world.vault, row, { ...added, letter, inboundId, attachments: [] }, null);
  });
}

async function tie(kasus: CastCase, member: CastMember, part: 'co' | 'excluded') {
  await world.db
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: member.id, part, added_by: world.buAni.id })
    .execute();
}

const startReading = (kasus: CastCase, member: CastMember) =>
  world.tx((tx) => beginReading(tx, world.vault, member, kasus.code, 'Supervisi berkala bulan Maret.', hours(23.5)));

const lastEvent = async (): Promise<number> =>
  (await world.db.selectFrom('events').select('seq').orderBy('seq', 'desc').executeTakeFirst())?.seq ?? 0;

const eventsSince = (seq: number) =>
  world.db.selectFrom('events').select(['kind', 'actor', 'case_id']).where('seq', '>', seq).orderBy('seq').execute();

/** Tokens of forms and times differ from page to page. */
const withoutChance = (html: string) =>
  html.replace(/value="[^"]{20,}"/g, '').replaceAll(/\/cases\/\w{6}/g, '/cases/…');
