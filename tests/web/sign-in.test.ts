// The way in and out, as a browser without scripts goes it.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { FrontDoor } from '../../src/staff/pages/front-door.ts';
import { bringOnBoard, type OnBoard } from '../features/staff/on-board.ts';
import { hours, openWorld, START, type World } from '../support/cast.ts';
import { type Browsing, browse } from './browse.ts';
import { type Desk, openDesk } from './front-desk.ts';

let world: World;
let desk: Desk;
let buAni: OnBoard;
let pakBudi: OnBoard;
let kept: unknown[];

const frontDoor: Partial<FrontDoor> = {
  async keepWritten(staffId, path, fields) {
    kept.push({ staffId, path, fields });
    return path === '/cases/K7F3QX/replies' ? '/cases/K7F3QX' : null;
  },
};
const reply = z.strictObject({ body: z.string(), seen: z.string().optional() });

beforeEach(async () => {
  world = await openWorld();
  kept = [];
  buAni = await bringOnBoard(world, world.buAni, hours(-1));
  pakBudi = await bringOnBoard(world, world.pakBudi, hours(-1));
  desk = await openDesk({
    db: world.db,
    vault: world.vault,
    now: START,
    frontDoor,
    routes: [
      {
        method: 'POST',
        path: '/cases/:code/replies',
        may: 'see_cases',
        carries: ['body'],
        handler(visit) {
          visit.form(reply);
          kept.push('sent');
          return { goTo: '/me' };
        },
      },
      {
        method: 'POST',
        path: '/cases/:code/worksheets',
        may: 'see_cases',
        carries: ['body', 'own'],
        carriesForWriter: ['own'],
        handler: () => ({ goTo: '/me' }),
      },
      { method: 'GET', path: '/news', may: 'see_cases', background: true, handler: () => ({ text: 'baru' }) },
    ],
  });
});
afterEach(async () => {
  await desk.fastify.close();
  await world.end();
});

const pass = (minutes: number) => {
  desk.clock.now = new Date(desk.clock.now.getTime() + minutes * 60_000);
};
const credentials = (person: OnBoard) => {
  pass(1);
  return { email: person.email, password: person.password, code: person.code(desk.clock.now) };
};
async function signIn(person: OnBoard, browsing: Browsing = browse(desk.fastify)): Promise<Browsing> {
  await browsing.get('/sign-in');
  expect((await browsing.post('/sign-in', credentials(person))).location).toBe('/');
  await browsing.get('/me');
  return browsing;
}

describe('coming in', () => {
  test('leads on to the page that was asked for, never to another site', async () => {
    for (const [to, goesTo] of [
      ['/me?x=1', '/me?x=1'],
      ['//evil.example', '/'],
      ['https://evil.example', '/'],
      ['/\\evil.example', '/'],
      ['/\t/evil.example', '/'],
      ['/sign-in', '/'],
      ['/surat?nama=Säri☀', '/'],
    ] as const) {
      const browsing = browse(desk.fastify);
      await browsing.get('/sign-in');
      const answer = await browsing.post('/sign-in', { ...credentials(buAni), to });
      expect([to, answer.location]).toEqual([to, goesTo]);
    }
  });

  test('gives a new session each time, in a cookie no script can read', async () => {
    const browsing = await signIn(buAni);
    const first = browsing.cookies.get('suluh_session');
    pass(1);
    const answer = await browsing.post('/sign-in', credentials(buAni));
    expect(browsing.cookies.get('suluh_session')).not.toBe(first);
    const former = browse(desk.fastify);
    former.cookies.set('suluh_session', first!);
    expect((await former.get('/me')).status).toBe(401);
    const cookie = [answer.headers['set-cookie']].flat().find((line) => line?.startsWith('suluh_session='));
    expect(cookie).toMatch(/^suluh_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('is answered the same for an unknown address, a wrong password and a wrong code', async () => {
    const bodies = new Set<string>();
    for (const wrong of [{ email: 'siapa@sekolah.example' }, { password: 'salah' }, { code: '000000' }]) {
      const browsing = browse(desk.fastify);
      await browsing.get('/sign-in');
      const { status, html, headers } = await browsing.post('/sign-in', { ...credentials(buAni), ...wrong });
      const same = html.replace(/(name="(?:_csrf|email)" (?:type="email" )?value=")[^"]*/g, '$1');
      bodies.add(`${status} ${Object.keys(headers).join()} ${same}`);
    }
    expect(bodies.size).toBe(1);
  });

  test('keeps the address and not the password when it fails', async () => {
    const browsing = browse(desk.fastify);
    await browsing.get('/sign-in');
    const { html } = await browsing.post('/sign-in', { ...credentials(buAni), password: 'rahasia sekali' });
    expect(html).toContain('value="ani@sekolah.example"');
    expect(html).not.toContain('rahasia sekali');
    expect(html).toContain('role="alert"');
  });

  test('guessing at one account ends after twenty tries, also from ever new addresses', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 25; i++) {
      const browsing = browse(desk.fastify, `10.0.${i}.1`);
      await browsing.get('/sign-in', { 'x-forwarded-for': `1.2.3.${i}` });
      const answer = await browsing.post('/sign-in', { email: buAni.email, password: `tebakan ${i}`, code: '000000' });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(20).fill(401), ...Array(5).fill(429)]);
    const unknown = browse(desk.fastify, '10.9.9.9');
    await unknown.get('/sign-in');
    expect((await unknown.post('/sign-in', credentials(pakBudi))).status).toBe(303);
  });

  test('and does not lock out the person on a browser they have used before', async () => {
    const own = await signIn(buAni);
    await own.post('/sign-out', {});
    for (let i = 0; i < 21; i++) {
      const browsing = browse(desk.fastify, `10.0.${i}.1`);
      await browsing.get('/sign-in');
      await browsing.post('/sign-in', { email: buAni.email, password: 'tebakan', code: '000000' });
    }
    await signIn(buAni, own);
  });

  test('a forged address of a proxy does not count', async () => {
    for (let i = 0; i < 61; i++) {
      const browsing = browse(desk.fastify, '10.0.0.1');
      await browsing.get('/sign-in');
      const fields = { email: `${i}@sekolah.example`, password: 'x', code: '000000' };
      const { status } = await browsing.post('/sign-in', fields, { 'x-forwarded-for': `1.2.3.${i}` });
      expect(status).toBe(i < 60 ? 401 : 429);
    }
  });

  test('the log-ins of a demo are shown only where there are any', async () => {
    expect((await browse(desk.fastify).get('/sign-in')).html).not.toContain('demo');
    const demoLogIns = () => [{ ...buAni, code: '123456' }];
    const demo = await openDesk({ db: world.db, vault: world.vault, now: START, frontDoor: { demoLogIns } });
    expect((await browse(demo.fastify).get('/sign-in')).html).toContain('Masuk sebagai Bu Ani');
    await demo.fastify.close();
  });
});

describe('going out', () => {
  test('ends the session, takes the cookie and empties the browser’s memory', async () => {
    const ani = await signIn(buAni);
    const token = ani.cookies.get('suluh_session')!;
    const answer = await ani.post('/sign-out', {});
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(ani.cookies.has('suluh_session')).toBe(false);
    expect((await ani.follow(answer)).html).toContain('Anda sudah keluar');
    ani.cookies.set('suluh_session', token);
    pass(1);
    expect((await ani.get('/me')).status).toBe(401);
  });

  test('a disabled colleague is out at the next request', async () => {
    const ani = await signIn(buAni);
    await world.db.updateTable('staff').set({ disabled_at: START }).where('id', '=', buAni.id).execute();
    expect((await ani.get('/me')).status).toBe(401);
  });

  test('other devices can be signed out from one’s own account, each or all', async () => {
    const phone = await signIn(buAni);
    const tablet = await signIn(buAni);
    const here = await signIn(buAni);
    const others = [...(await here.get('/me')).html.matchAll(/name="session" value="([0-9a-f]{64})"/g)].map(
      (m) => m[1]!,
    );
    expect(others).toHaveLength(2);
    const answer = await here.post('/me/ended-sessions', { session: others[0]! });
    expect((await here.follow(answer)).html).toContain('1 perangkat dikeluarkan');
    expect([(await phone.get('/me')).status, (await tablet.get('/me')).status].sort()).toEqual([200, 401]);
    await here.post('/me/ended-sessions', { session: 'others' });
    expect([(await phone.get('/me')).status, (await tablet.get('/me')).status]).toEqual([401, 401]);
    expect((await here.get('/me')).status).toBe(200);
  });

  test('a page that only asks for news keeps nobody signed in', async () => {
    const ani = await signIn(buAni);
    for (let i = 0; i < 4; i++) {
      pass(9);
      await ani.get('/news');
    }
    expect((await ani.get('/me')).status).toBe(401);
  });
});

describe('a session that ends in the middle of a letter', () => {
  const LETTER = 'Sari yang baik,\nterima kasih sudah menulis.';
  const send = (browsing: Browsing) => browsing.post('/cases/K7F3QX/replies', { body: LETTER, seen: '7' });

  test('the letter is kept as a draft for the one who wrote it, and not sent', async () => {
    const ani = await signIn(buAni);
    pass(31);
    const asked = await send(ani);
    expect(asked.status).toBe(401);
    expect(asked.html).toContain('Tulisan Anda aman');
    expect(asked.html).not.toContain('terima kasih sudah menulis');
    const carried = ani.hidden('carried')!;
    const failed = await ani.post('/sign-in', { ...credentials(buAni), password: 'salah', carried });
    expect(failed.html).toContain('name="carried"');
    const answer = await ani.post('/sign-in', { ...credentials(buAni), carried: ani.hidden('carried')! });
    expect(answer.location).toBe('/cases/K7F3QX');
    expect(kept).toEqual([{ staffId: buAni.id, path: '/cases/K7F3QX/replies', fields: { body: LETTER } }]);
    expect((await ani.get('/me')).html).toContain('Tulisan Anda selamat');
  });

  test('it never becomes the draft of somebody else', async () => {
    const shared = await signIn(buAni);
    pass(31);
    await send(shared);
    const answer = await shared.post('/sign-in', { ...credentials(pakBudi), carried: shared.hidden('carried')! });
    expect(answer.location).toBe('/');
    expect(kept).toEqual([]);
  });

  test('when nobody knows whose it is, it is shown for copying', async () => {
    const ani = await signIn(buAni);
    ani.cookies.delete('suluh_session');
    await send(ani);
    const answer = await ani.post('/sign-in', { ...credentials(buAni), carried: ani.hidden('carried')! });
    expect(answer.html).toContain('terima kasih sudah menulis.</textarea>');
    expect(kept).toEqual([]);
  });

  test('what is for its writer alone is carried to the writer, and shown to nobody when that is not known', async () => {
    const fields = { body: LETTER, own: 'Hanya untuk saya.' };
    const path = '/cases/K7F3QX/worksheets';
    const ani = await signIn(buAni);
    pass(31);
    await ani.post(path, fields);
    await ani.post('/sign-in', { ...credentials(buAni), carried: ani.hidden('carried')! });
    expect(kept).toEqual([{ staffId: buAni.id, path, fields }]);

    ani.cookies.delete('suluh_session');
    await ani.post(path, fields);
    const answer = await ani.post('/sign-in', { ...credentials(pakBudi), carried: ani.hidden('carried')! });
    expect(answer.html).toContain('terima kasih sudah menulis.</textarea>');
    expect(answer.html).not.toContain('Hanya untuk saya');
  });

  test('after half an hour it is no longer opened', async () => {
    const ani = await signIn(buAni);
    pass(31);
    await send(ani);
    const carried = ani.hidden('carried')!;
    pass(31);
    expect((await ani.post('/sign-in', { ...credentials(buAni), carried })).location).toBe('/');
    expect(kept).toEqual([]);
  });

  test.each(['', 'x', 'A'.repeat(200)])('what was not sealed here is nothing: %j', async (carried) => {
    const ani = browse(desk.fastify);
    await ani.get('/sign-in');
    expect((await ani.post('/sign-in', { ...credentials(buAni), carried })).status).toBe(303);
    expect(kept).toEqual([]);
  });

  test('another site cannot make the server carry anything', async () => {
    const ani = await signIn(buAni);
    pass(31);
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await ani.post('/cases/K7F3QX/replies', { body: LETTER }, headers);
    expect(answer.status).toBe(403);
    expect(answer.html).not.toContain('carried');
  });
});

describe('how one sees it', () => {
  test('language, light or dark, and the private screen are kept in the browser', async () => {
    const browsing = browse(desk.fastify);
    await browsing.get('/sign-in');
    await browsing.post('/preferences', { lang: 'en', back: '/sign-in' });
    await browsing.get('/sign-in');
    const answer = await browsing.post('/preferences', { theme: 'dark', back: '/sign-in' });
    const { html } = await browsing.follow(answer);
    expect(html).toContain('<html lang="en" data-theme="dark">');
    expect(html).toContain('Sign in</h1>');
  });

  test('a person’s language goes with the person', async () => {
    const ani = await signIn(buAni);
    await ani.post('/preferences', { lang: 'en', back: '/me' });
    expect((await (await signIn(buAni)).get('/me')).html).toContain('Account and security');
  });

  test('?lang= shows one page in the other language and changes nothing', async () => {
    const browsing = browse(desk.fastify);
    expect((await browsing.get('/sign-in?lang=en')).html).toContain('<html lang="en"');
    expect((await browsing.get('/sign-in')).html).toContain('<html lang="id"');
  });
});
