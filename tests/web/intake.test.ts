// The pages about mail, by role: what each shows, what it never shows, and what becomes of a press.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestMail } from '../../src/intake/ingest-mail.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { aMail } from '../features/intake/door.ts';
import { aCase, type CastCase, type CastMember, days, openWorld, START, type World } from '../support/cast.ts';
import { type MailDesk, openMailDesk } from './mail-desk.ts';

let world: World;
let desk: MailDesk;
let sari: CastCase;

beforeAll(async () => {
  world = await openWorld();
  desk = await openMailDesk(world, START);
  sari = await aCase(world, { counsellor: world.buAni });
});
afterAll(async () => {
  await desk?.close();
  await world?.end();
});

let nextUid = 1000;

/** A mail comes in and is filed by the worker. @returns its id */
async function arrive(raw: Uint8Array): Promise<string> {
  const uid = nextUid++;
  const door = { mailboxId: world.mailboxId, folder: 'INBOX', uidValidity: 1, historic: false };
  const mail = { uid, raw, size: raw.length, truncated: false, arrivedAt: START };
  const [id] = await takeIn(world.db, world.vault, door, [mail], uid);
  const ingest = { db: world.db, vault: world.vault, understand: desk.pool.understand, ourName: 'K', leaseMs: 60_000 };
  await ingestMail({ ...ingest, now: () => START }, id!);
  return id!;
}

const SECRET = 'Kalimat yang hanya boleh dibaca konselor.';
const fromStaff = () => aMail({ from: 'Rahasia <ani@sekolah.example>', subject: 'Perihal rahasia', text: SECRET });

describe('the list', () => {
  test('shows everybody who looks after mail what waits and why, and nobody a word of it', async () => {
    await arrive(fromStaff());
    for (const who of [world.buAni, world.buRatna, world.pakJoko]) {
      const { status, html } = await (await desk.as(who)).get('/mail');
      expect(status).toBe(200);
      expect(html).toContain('Datang dari alamat staf');
      expect(html).not.toMatch(/rahasia|Kalimat yang/i);
      expect(html.includes('Baca dan putuskan')).toBe(who === world.buAni);
      expect(html.includes('Proses sekali lagi')).toBe(who !== world.buRatna);
    }
  });

  test('names the case only to those who may see it, and leads there', async () => {
    const page = async (who: CastMember) => (await (await desk.as(who)).get('/mail?show=filed')).html;
    expect(await page(world.buAni)).toContain(`href="/cases/${sari.code}"`);
    expect(await page(world.pakBudi)).not.toContain(sari.code);
    expect(await page(world.pakJoko)).not.toContain(sari.code);
  });

  test('filters by what became of the mail, and takes any question with patience', async () => {
    await arrive(aMail({ from: 'x@milis.example', headers: ['List-Id: <x.milis.example>'] }));
    const ani = await desk.as(world.buAni);
    expect((await ani.get('/mail?show=ignored')).html).toContain('Surat dari milis');
    expect((await ani.get('/mail?show=filed')).html).not.toContain('Surat dari milis');
    for (const query of ['?show=apa', '?before=x', "?before=' or 1=1", '?show=__proto__', '?show=filed&show=all'])
      expect((await ani.get(`/mail${query}`)).status).toBe(200);
  });

  test('finds the mail of one sender by the address typed, which stands in no address of a page', async () => {
    await arrive(aMail({ from: 'ratih@murid.example', subject: 'Perihal Ratih' }));
    await arrive(aMail({ from: 'lain@milis.example', headers: ['List-Id: <lain.milis.example>'] }));
    for (const who of [world.buAni, world.pakJoko]) {
      const browsing = await desk.as(who);
      await browsing.get('/mail');
      const posted = await browsing.post('/mail/searches', {
        address: 'Ratih@murid.example',
        from: '',
        to: '',
        kind: '',
        show: '',
      });
      expect(posted.status).toBe(303);
      expect(posted.location).toMatch(/^\/mail\?who=[\w-]+$/);
      const { html } = await browsing.follow(posted);
      expect(html.match(/class="list-row"/g)).toHaveLength(1);
      expect(html).toContain('Menjadi kasus baru');
      expect(html).not.toMatch(/ratih/i);
    }
    const tried = await world.db.selectFrom('events').select('data').where('kind', '=', 'mail.searched').execute();
    expect(tried).toHaveLength(2);
    expect(JSON.stringify(tried)).not.toMatch(/ratih/i);
    expect((await (await desk.as(world.buAni)).get('/mail?who=palsu')).status).toBe(200);
  });

  test('finds by day and kind, and folds lists into one line', async () => {
    const ani = await desk.as(world.buAni);
    const rows = (html: string) => html.match(/class="list-row"/g)?.length ?? 0;
    const day = START.toISOString().slice(0, 10);
    expect(rows((await ani.get(`/mail?from=${day}&to=${day}&kind=list`)).html)).toBeGreaterThan(0);
    expect(rows((await ani.get('/mail?to=2020-01-01')).html)).toBe(0);
    expect(rows((await ani.get('/mail?from=2026-02-30&to=x')).html)).toBeGreaterThan(0);
    const { html } = await ani.get('/mail');
    expect(html).toMatch(/surat milis dalam tujuh hari terakhir/);
    expect(html).not.toContain('Surat dari milis');
  });

  test('blocks a sender, and lifts the block, for counsellors alone', async () => {
    const ani = await desk.as(world.buAni);
    await ani.get('/mail/blocks');
    const wish = { sender: 'gencar@toko.example', reason: 'advertising', days: '30' };
    expect((await ani.post('/mail/blocks', { ...wish, reason: '' })).status).toBe(422);
    expect((await ani.post('/mail/blocks', wish)).status).toBe(303);
    expect((await ani.get('/mail/blocks')).html).toContain('gencar@toko.example');
    const asked = await ani.post('/mail/blocks', { ...wish, sender: 'sari@murid.example' });
    expect(asked.status).toBe(422);
    expect(asked.html).toContain('kasusnya masih terbuka');
    const { id } = await world.db.selectFrom('blocks').select('id').executeTakeFirstOrThrow();
    expect((await ani.post(`/mail/blocks/${id}/lifts`, {})).status).toBe(303);
    expect((await ani.get('/mail/blocks')).html).not.toContain('gencar@toko.example');
    for (const who of [world.buRatna, world.pakJoko])
      expect((await (await desk.as(who)).get('/mail/blocks')).status).toBe(404);
  });

  test('says of a mailbox in trouble what happened, what is safe and what to do', async () => {
    await world.db
      .updateTable('mailbox_folders')
      .set({ problem: 'auth_failed', problem_since: START, checked_at: START })
      .execute();
    desk.clock.now = days(1);
    const { html } = await (await desk.as(world.pakJoko)).get('/mail');
    expect(html).toContain('menolak nama atau sandi');
    expect(html).toContain('Surat yang sudah masuk tetap aman');
    expect(html).toContain('sandi aplikasi');
    expect(html).toContain('class="banner"');
    desk.clock.now = START;
    await world.db.updateTable('mailbox_folders').set({ problem: null, problem_since: null }).execute();
  });
});

describe('a mail that waits', () => {
  test('is read by a counsellor with everything it says, and by nobody else', async () => {
    const id = await arrive(aMail({ from: 'a@x.example, b@y.example', subject: '<b>Halo</b>', text: SECRET }));
    const { html } = await (await desk.as(world.buAni)).get(`/mail/${id}`);
    expect(html).toContain(SECRET);
    expect(html).toContain('&lt;b&gt;Halo&lt;/b&gt;');
    expect(html).toContain('a@x.example, b@y.example');
    expect(html).toContain('menunggu Anda');
    for (const who of [world.buRatna, world.pakJoko]) {
      const browser = await desk.as(who);
      for (const path of [`/mail/${id}`, `/mail/${id}/original`, `/mail/${id}/attachments/1`]) {
        const refused = await browser.get(path);
        expect(refused.status).toBe(404);
        expect(refused.html).not.toContain(SECRET);
      }
    }
    expect(await recorded('mail.read', id)).toEqual([`staff:${world.buAni.id}`]);
  });

  test('is found by no id that is none, and by no id of a filed one', async () => {
    const filed = await arrive(aMail({ from: 'lain@murid.example' }));
    const ani = await desk.as(world.buAni);
    for (const id of ['x', '1', '..%2f', '01a2114c-0000-7000-8000-000000000000', filed])
      expect((await ani.get(`/mail/${id}`)).status).toBe(404);
  });

  test('can be saved as it came, never shown by the browser', async () => {
    const raw = fromStaff();
    const id = await arrive(raw);
    const { html, headers } = await (await desk.as(world.buAni)).get(`/mail/${id}/original`);
    expect(html).toBe(raw.toString());
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="surat\.eml"/),
    });
    expect(await recorded('raw_mail.read', id)).toHaveLength(1);
  });

  test('hands out its attachments, each look recorded', async () => {
    const id = await arrive(withAttachment('../../etc/catatan.html', '<script>1</script>'));
    const ani = await desk.as(world.buAni);
    expect((await ani.get(`/mail/${id}`)).html).toContain(`/mail/${id}/attachments/1`);
    const { html, headers } = await ani.get(`/mail/${id}/attachments/1`);
    expect(html).toBe('<script>1</script>');
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[^/"]*catatan\.html"/);
    for (const n of ['0', '2', '-1', '1.5', 'x'])
      expect((await ani.get(`/mail/${id}/attachments/${n}`)).status).toBe(404);
    expect(await recorded('attachment.read', id)).not.toEqual([]);
  });

  test('goes into a case by its code; what is wrong is said beside the field', async () => {
    const id = await arrive(aMail({ from: 'ibu@rumah.example', inReplyTo: await letterOfSari() }));
    const ani = await desk.as(world.buAni);
    const page = await ani.get(`/mail/${id}`);
    expect(page.html).toContain(`Mungkin milik kasus ${sari.code}`);
    expect(page.html).toContain(`value="${sari.code}"`);
    const empty = await ani.post(`/mail/${id}/filings`, { code: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('Tulis kode kasusnya');
    const unknown = await ani.post(`/mail/${id}/filings`, { code: 'K7F3QX', trust: 'yes' });
    expect(unknown.status).toBe(422);
    expect(unknown.html).toContain('id="code-error"');
    expect(unknown.html).toContain('value="K7F3QX"');
    const filed = await ani.post(`/mail/${id}/filings`, { code: sari.code.toLowerCase(), trust: 'yes' });
    expect(filed).toMatchObject({ status: 303, location: `/cases/${sari.code}` });
    expect(await stateOf(id)).toBe('filed');
    await ani.get('/mail');
    const late = await ani.post(`/mail/${id}/filings`, { code: sari.code });
    expect(late).toMatchObject({ status: 303, location: '/mail' });
  });

  test('opens a new case, or says why it cannot', async () => {
    const id = await arrive(aMail({ from: 'Dewi <dewi@murid.example>', headers: ['X-Spam-Flag: YES'] }));
    const ani = await desk.as(world.buAni);
    await ani.get(`/mail/${id}`);
    expect((await ani.post(`/mail/${id}/cases`, {})).location).toMatch(/^\/cases\/[0-9A-Z]{6}$/);
    const unclear = await arrive(aMail({ from: 'a@x.example, b@y.example' }));
    await ani.get(`/mail/${unclear}`);
    const refused = await ani.post(`/mail/${unclear}/cases`, {});
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('tidak punya satu pengirim yang jelas');
    expect(await stateOf(unclear)).toBe('held');
  });

  test('is set aside, read again and processed once more', async () => {
    const id = await arrive(fromStaff());
    const ani = await desk.as(world.buAni);
    await ani.get(`/mail/${id}`);
    expect((await ani.post(`/mail/${id}/set-asides`, {})).location).toBe('/mail');
    expect((await ani.get('/mail?show=ignored')).html).toContain(`/mail/${id}`);
    expect((await ani.get(`/mail/${id}`)).html).toContain('menyisihkannya');
    expect((await ani.post(`/mail/${id}/retries`, {})).location).toBe('/mail');
    expect(await stateOf(id)).toBe('received');
    expect(desk.woken).toContain(id);
  });

  test('is processed once more by the admin, who reads nothing', async () => {
    const id = await arrive(fromStaff());
    const joko = await desk.as(world.pakJoko);
    expect((await joko.get('/mail')).html).toContain(`/mail/${id}/retries`);
    expect((await joko.post(`/mail/${id}/retries`, {})).status).toBe(303);
    expect(desk.woken).toContain(id);
    const others = ['filings', 'cases', 'set-asides'];
    for (const verb of others) expect((await joko.post(`/mail/${id}/${verb}`, { code: 'K7F3QX' })).status).toBe(404);
  });

  test('that the parser cannot take at the moment is shown as its bytes', async () => {
    const id = await arrive(fromStaff());
    const closed = await openMailDesk(world, START);
    await closed.pool.close();
    const ani = await closed.as(world.buAni);
    const { status, html } = await ani.get(`/mail/${id}`);
    expect(status).toBe(200);
    expect(html).toContain('Subject: Perihal rahasia');
    expect(html).toContain(SECRET);
    expect(html).not.toContain(`/mail/${id}/filings`);
    expect((await ani.post(`/mail/${id}/filings`, { code: sari.code })).location).toBe(`/mail/${id}`);
    expect(await stateOf(id)).toBe('held');
    await closed.fastify.close();
  });
});

test('without a session nothing is shown', async () => {
  const id = await arrive(fromStaff());
  for (const path of ['/mail', `/mail/${id}`]) {
    const response = await desk.fastify.inject({ method: 'GET', url: path });
    expect(response.statusCode).toBe(401);
    expect(response.body).not.toContain(SECRET);
  }
});

async function recorded(kind: 'mail.read' | 'raw_mail.read' | 'attachment.read', id: string): Promise<string[]> {
  const rows = await world.db.selectFrom('events').select(['actor', 'data']).where('kind', '=', kind).execute();
  return rows.filter((row) => (row.data as { mail?: string }).mail === id).map((row) => row.actor);
}

async function stateOf(id: string): Promise<string> {
  const row = await world.db.selectFrom('inbound_mails').select('state').where('id', '=', id).executeTakeFirst();
  return row?.state ?? 'gone';
}

/** The Message-ID of Sari's first letter, as the cast wrote it. */
async function letterOfSari(): Promise<string> {
  const row = await world.db
    .selectFrom('messages')
    .select('inbound_id')
    .where('id', '=', sari.firstLetterId)
    .executeTakeFirstOrThrow();
  return `${row.inbound_id}@murid.example`;
}

function withAttachment(name: string, content: string): Buffer {
  const lines = [
    'From: ani@sekolah.example',
    'To: konseling@sekolah.example',
    'Message-ID: <lampiran@sekolah.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Ada lampiran.',
    '--b',
    'Content-Type: text/html',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    content,
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
