// The one gate before every page: where a request comes from, what it holds, who makes it, whether they may.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { staffRoutes } from '../../src/staff/pages/routes.ts';
import type { StaffRoute } from '../../src/staff/staff-route.ts';
import { bringOnBoard, type OnBoard } from '../features/staff/on-board.ts';
import { hours, openWorld, START, type World } from '../support/cast.ts';
import { type Browsing, browse } from './browse.ts';
import { type Desk, type DeskApp, openDesk } from './front-desk.ts';

let world: World;
let desk: Desk;
let buAni: OnBoard;
let pakJoko: OnBoard;
let written: string[] = [];

const letter = z.strictObject({ body: z.string().min(1) });
const routes: StaffRoute<DeskApp>[] = [
  {
    method: 'POST',
    path: '/letters',
    may: 'see_cases',
    carries: ['body'],
    handler(visit) {
      const form = visit.form(letter);
      if ('wrong' in form) return { refused: 'unreadable' };
      written.push(form.fields.body);
      return { goTo: '/me' };
    },
  },
  {
    method: 'POST',
    path: '/files',
    may: 'see_cases',
    files: true,
    carries: ['body'],
    handler: ({ files, request }) => ({
      text: JSON.stringify({ body: request.body, files: files.map((f) => [f.field, f.name, f.type, f.bytes.length]) }),
    }),
  },
  { method: 'GET', path: '/broken', may: 'public', handler: () => Promise.reject(new Error('Sari menulis rahasia')) },
  {
    method: 'GET',
    path: '/file',
    may: 'public',
    handler: () => ({ download: '<svg/>', name: '../../surat "x"\r\nä.svg' }),
  },
  { method: 'GET', path: '/mail', may: 'public', handler: () => ({ sandboxed: '<script>alert(1)</script>' }) },
];

beforeAll(async () => {
  world = await openWorld();
  buAni = await bringOnBoard(world, world.buAni, hours(-1));
  pakJoko = await bringOnBoard(world, world.pakJoko, hours(-1));
  desk = await openDesk({ db: world.db, vault: world.vault, now: START, routes });
});
afterAll(async () => {
  await desk.fastify.close();
  await world.end();
});

const sessions = new Map<OnBoard, Browsing>();

/** Signs a person in once; each test gets a browser of its own with those cookies. */
async function signedIn(person: OnBoard): Promise<Browsing> {
  const first = sessions.get(person) ?? (await signIn(person));
  sessions.set(person, first);
  const browsing = browse(desk.fastify);
  for (const [name, value] of first.cookies) browsing.cookies.set(name, value);
  await browsing.get('/me');
  return browsing;
}

async function signIn(person: OnBoard): Promise<Browsing> {
  desk.clock.now = new Date(desk.clock.now.getTime() + 60_000); // a code works once
  const browsing = browse(desk.fastify);
  await browsing.get('/sign-in');
  const fields = { email: person.email, password: person.password, code: person.code(desk.clock.now) };
  expect((await browsing.post('/sign-in', fields)).status).toBe(303);
  await browsing.get('/me');
  return browsing;
}

const pages = ['/sign-in', '/me', '/staff', '/nowhere', '/broken', '/invitations/x'];

describe('every page', () => {
  test.each(pages)('%s may run and load only what is ours, is never kept, and is in nobody’s frame', async (path) => {
    const { headers, html } = await browse(desk.fastify).get(path);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';frame-src 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(html).not.toMatch(/<style|style="|<script(?! src=)|\son[a-z]+=|javascript:/i);
    expect(html).not.toMatch(/https?:\/\//);
  });

  test('what it loads is there, kept for ever, and small', async () => {
    const { html } = await browse(desk.fastify).get('/sign-in');
    const urls = [...html.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map((match) => match[1]!);
    let bytes = html.length;
    for (const url of new Set(urls)) {
      const headers = { 'accept-encoding': 'gzip' };
      const response = await desk.fastify.inject({ method: 'GET', url, headers });
      expect(response.statusCode).toBe(200);
      expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(response.headers['set-cookie']).toBeUndefined();
      bytes += response.rawPayload.length;
    }
    expect(new Set(urls).size).toBeGreaterThanOrEqual(4);
    expect(bytes).toBeLessThan(50_000);
  });

  test('over https the cookies are locked to this host, and nothing upgrades plain http', async () => {
    const secure = await openDesk({ db: world.db, vault: world.vault, now: START, publicUrl: 'https://suluh.example' });
    const { headers } = await browse(secure.fastify).get('/sign-in');
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-suluh_form=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    await secure.fastify.close();
  });
});

describe('who may', () => {
  test('nobody sees a page that needs somebody; the address is kept for afterwards', async () => {
    const { status, html } = await browse(desk.fastify).get('/staff?x=1');
    expect(status).toBe(401);
    expect(html).toContain('name="to" value="/staff?x&#x3D;1"');
  });

  test('what one may not looks like what is not there', async () => {
    const ani = await signedIn(buAni);
    const forbidden = await ani.get('/staff');
    const missing = await ani.get('/nowhere');
    const strip = (html: string) => html.replace(/value="[^"]*"/g, '').replace(/Nomor rujukan.*/, '');
    expect([forbidden.status, missing.status]).toEqual([404, 404]);
    expect(strip(forbidden.html).replaceAll('/staff', '/nowhere')).toBe(strip(missing.html));
    expect((await (await signedIn(pakJoko)).get('/staff')).status).toBe(200);
  });

  test('the server does not start with a route that has no policy', async () => {
    const homeless = { method: 'GET', path: '/x', may: 'anything', handler: () => ({ text: '' }) };
    const start = openDesk({ db: world.db, vault: world.vault, now: START, routes: [homeless as never] });
    await expect(start).rejects.toThrow("GET /x has no policy: 'anything' is no action.");
    const silent = { method: 'GET', path: '/x', handler: () => ({ text: '' }) };
    await expect(openDesk({ db: world.db, vault: world.vault, now: START, routes: [silent as never] })).rejects.toThrow(
      'has no policy',
    );
  });

  test('every page of staff but the way in needs somebody', () => {
    const open = staffRoutes.filter((route) => route.may === 'public').map((route) => route.path);
    expect(new Set(open)).toEqual(new Set(['/sign-in', '/preferences', '/invitations/:token']));
  });
});

describe('a form', () => {
  test('of ours is taken', async () => {
    const ani = await signedIn(buAni);
    written = [];
    expect((await ani.post('/letters', { body: 'Halo\r\nSari' })).status).toBe(303);
    expect(written).toEqual(['Halo\nSari']);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another page of the domain', { 'sec-fetch-site': 'same-site' }],
    ['a bookmark or another program', { 'sec-fetch-site': 'none' }],
    ['another origin, by a browser that says no more', { 'sec-fetch-site': null, origin: 'https://evil.example' }],
    ['an origin of another port', { 'sec-fetch-site': null, origin: 'http://127.0.0.1:9090' }],
    ['a hidden origin', { 'sec-fetch-site': null, origin: 'null' }],
    ['nowhere', { 'sec-fetch-site': null, origin: null }],
  ])('from %s changes nothing', async (_where, headers) => {
    const ani = await signedIn(buAni);
    written = [];
    const answer = await ani.post('/letters', { body: 'Halo' }, headers);
    expect([answer.status, written]).toEqual([403, []]);
    expect(answer.html).toContain('tidak datang dari halaman Suluh');
  });

  test('from a browser that only says its origin is taken', async () => {
    const ani = await signedIn(buAni);
    const headers = { 'sec-fetch-site': null, origin: 'http://localhost:8080' };
    expect((await ani.post('/letters', { body: 'Halo' }, headers)).status).toBe(303);
  });

  test.each(['', 'x', 'abcdefgh-abcdefghijklmnopqrstuvwxyz'])(
    'with the token %j changes nothing and gives the text back',
    async (token) => {
      const ani = await signedIn(buAni);
      written = [];
      const answer = await ani.post('/letters', { body: 'Surat panjang untuk Sari', _csrf: token });
      expect([answer.status, written]).toEqual([403, []]);
      expect(answer.html).toContain('Surat panjang untuk Sari</textarea>');
    },
  );

  test('with the token of another session changes nothing', async () => {
    const ani = await signIn(buAni);
    const old = ani.hidden('_csrf')!;
    const again = await signIn(buAni);
    ani.cookies.set('suluh_session', again.cookies.get('suluh_session')!);
    written = [];
    expect((await ani.post('/letters', { body: 'Halo', _csrf: old })).status).toBe(403);
    expect(written).toEqual([]);
  });

  test.each(['role', 'case_id', 'author_id', 'created_at', '__proto__', 'constructor'])(
    'with the unknown field %s is refused',
    async (field) => {
      const ani = await signedIn(buAni);
      written = [];
      const answer = await ani.post('/letters', { body: 'Halo', [field]: '1' });
      expect([answer.status, written]).toEqual([400, []]);
      expect(answer.html).toContain('Tidak ada yang diubah atau dikirim');
    },
  );

  test('with a field twice is refused', async () => {
    const ani = await signedIn(buAni);
    const answer = await ani.post('/letters?', {}, {});
    expect(answer.status).toBe(400);
    await ani.get('/me');
    const payload = `_csrf=${encodeURIComponent(ani.hidden('_csrf')!)}&body=a&body=b`;
    const cookie = [...ani.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await desk.fastify.inject({ method: 'POST', url: '/letters', payload, headers })).statusCode).toBe(400);
  });

  test('with NUL in a field or in the address is refused: no keyboard types it, and no database takes it', async () => {
    const ani = await signedIn(buAni);
    written = [];
    expect((await ani.post('/letters', { body: 'Halo\0Sari' })).status).toBe(400);
    expect((await ani.get('/me?x=%00')).status).toBe(400);
    expect((await ani.get('/staff/%00')).status).toBe(400);
    const nobody = browse(desk.fastify);
    await nobody.get('/sign-in');
    const signIn = { email: 'ani\0@sekolah.example', password: 'x', code: '123456' };
    expect((await nobody.post('/sign-in', signIn)).status).toBe(400);
    expect(written).toEqual([]);
  });

  test.each([
    'application/json',
    ' application/json',
    'application/json\t;x',
    'text/plain',
    'application/x-www-form-urlencoded\t;x',
    'application/x-www-form-urlencoded; charset=utf-16',
    'multipart/form-data; boundary=x',
    '',
  ])('as %j is refused', async (type) => {
    const ani = await signedIn(buAni);
    written = [];
    const answer = await ani.post('/letters', { body: 'Halo' }, { 'content-type': type });
    expect([answer.status, written]).toEqual([415, []]);
  });

  test('far larger than any letter is refused with a clear sentence', async () => {
    const ani = await signedIn(buAni);
    const answer = await ani.post('/letters', { body: 'a'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
    expect(answer.html).toContain('lebih besar dari batas 1 MB');
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)('by %s is refused', async (method) => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await desk.fastify.inject({ method, url: '/letters', headers })).statusCode).toBe(403);
  });

  test('is never sent by a link: no path that changes something answers to GET', async () => {
    const ani = await signedIn(buAni);
    for (const path of ['/letters', '/sign-out', '/preferences', '/me/password', '/me/ended-sessions'])
      expect((await ani.get(path)).status).toBe(404);
  });
});

describe('files', () => {
  const upload = async (who: Browsing, parts: [name: string, value: string | File][]) => {
    const form = new FormData();
    form.set('_csrf', who.hidden('_csrf')!);
    for (const [name, value] of parts) form.append(name, value);
    const sent = new Response(form);
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': sent.headers.get('content-type')! };
    return desk.fastify.inject({
      method: 'POST',
      url: '/files',
      headers,
      payload: Buffer.from(await sent.arrayBuffer()),
    });
  };
  const file = (name: string, size: number) => new File(['x'.repeat(size)], name, { type: 'image/png' });

  test('come with their form; an empty file field is nothing', async () => {
    const ani = await signedIn(buAni);
    const answer = await upload(ani, [
      ['body', 'Halo'],
      ['file', file('foto.png', 3)],
      ['file', new File([], '')],
    ]);
    expect(JSON.parse(answer.body)).toMatchObject({
      body: { body: 'Halo' },
      files: [['file', 'foto.png', 'image/png', 3]],
    });
  });

  test.each([
    ['one that is too large', [file('a.png', 2_000_100)]],
    ['some that are too large together', [file('a.png', 1_000_100), file('b.png', 1_000_100)]],
    ['one far too large', [file('a.png', 4_000_000)]],
    ['too many', [1, 2, 3, 4].map((n) => file(`${n}.png`, 1))],
  ])('%s are refused, and what was written is given back', async (_what, files) => {
    const ani = await signedIn(buAni);
    const answer = await upload(ani, [
      ['body', 'Surat untuk Sari'],
      ...files.map((one) => ['file', one] as [string, File]),
    ]);
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('sudah tersimpan tetap aman');
  });

  test('of nobody are not taken in, but what was written is carried', async () => {
    const nobody = browse(desk.fastify);
    await nobody.get('/sign-in');
    const answer = await upload(nobody, [
      ['body', 'Surat untuk Sari'],
      ['file', file('foto.png', 3)],
    ]);
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('name="carried"');
    expect(answer.body).not.toContain('Surat untuk Sari');
  });

  test('are saved, never shown, under a name that is only a name', async () => {
    const { headers } = await browse(desk.fastify).get('/file');
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe(
      'attachment; filename=".._.._surat__x____.svg"; filename*=UTF-8\'\'..%2F..%2Fsurat%20%22x%22%0D%0A%C3%A4.svg',
    );
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  });

  test('a foreign page may run and load nothing, whatever it holds', async () => {
    const { headers } = await browse(desk.fastify).get('/mail');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    );
  });
});

describe('what went wrong', () => {
  test('is said without a word of it, with a number that is also in the log', async () => {
    const { status, html } = await browse(desk.fastify).get('/broken');
    const reference = /Nomor rujukan: ([0-9A-Z]{8})/.exec(html)?.[1];
    expect(status).toBe(500);
    expect(html).not.toContain('rahasia');
    expect(desk.told.at(-1)).toMatchObject({ reference, route: '/broken', status: 500, staff: null });
    expect(desk.told.at(-1)?.error).toBeInstanceOf(Error);
  });

  test('is said in the language of the person', async () => {
    expect((await browse(desk.fastify).get('/nowhere?lang=en')).html).toContain('There is no such page');
    expect((await browse(desk.fastify).get('/nowhere')).html).toContain('Halaman tidak ada');
  });

  test('the log knows the pattern of a path, never the path', async () => {
    await browse(desk.fastify).get('/invitations/rahasia?q=rahasia');
    expect(desk.told.at(-1)?.route).toBe('/invitations/:token');
    expect(JSON.stringify(desk.told)).not.toContain('rahasia');
  });

  test('too many requests are asked to wait', async () => {
    const small = await openDesk({ db: world.db, vault: world.vault, now: START, perMinute: 3 });
    const statuses: number[] = [];
    let last = '';
    for (let i = 0; i < 5; i++) {
      const { status, html } = await browse(small.fastify).get('/sign-in');
      statuses.push(status);
      last = html;
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(last).toContain('Tunggu 1 menit');
    expect((await browse(small.fastify, '10.0.0.9').get('/sign-in')).status).toBe(200);
    await small.fastify.close();
  });
});
