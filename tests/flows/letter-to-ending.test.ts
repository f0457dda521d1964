/**
 * The whole story, by mail and in a browser: Sari writes from her mail program, Bu Ani takes the case, answers, leads it
 * through the stages to its end, and Bu Ratna reads what happened. The program runs as its own process on a real Dovecot, a real
 * SMTP server, a real PostgreSQL, and both queues.
 */
import { simpleParser } from 'mailparser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, chromiumAvailable, openBrowser } from '../support/chromium.ts';
import { hire, type Member, press, recordOn, suluh } from '../support/desk.ts';
import { dovecotAvailable } from '../support/dovecot.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis.ts';
import { openService, type Program, type Service, until } from '../support/service.ts';

const MARK = 'kalimat rahasia tentang jembatan biru';
const NOTE_MARK = 'catatan yang tidak boleh keluar';

const firstLetter = [
  'From: Sari Lestari <sari@murid.example>',
  'To: konseling@sekolah.example',
  'Subject: Boleh cerita sedikit?',
  'Message-ID: <surat-pertama@murid.example>',
  'Date: Wed, 25 Nov 2026 08:00:00 +0700',
  'Content-Type: text/plain; charset=utf-8',
  '',
  `Bu, dada saya sesak setiap mau presentasi. ${MARK}. Apakah surat ini dibaca orang lain?`,
  '',
].join('\r\n');

const available = dovecotAvailable && chromiumAvailable;

const queues = (['postgres', 'redis'] as const).filter((queue) => queue === 'postgres' || redisAvailable);

describe.skipIf(!available).each(queues)('from the first letter to the ending, with the queue on %s', (queue) => {
  let redis: TestRedis | undefined;
  let service: Service;
  let program: Program;
  let browser: Browser;
  let buAni: Member;
  let buRatna: Member;
  let origin = '';
  let code = '';

  beforeAll(async () => {
    redis = queue === 'redis' ? await startRedis() : undefined;
    service = await openService(redis ? { redisUrl: redis.url } : {});
    program = service.run();
    browser = await openBrowser();
    origin = await program.url();
    buAni = await hire(service, browser, origin, {
      email: 'ani@sekolah.example',
      name: 'Bu Ani',
      role: 'counsellor',
    });
    const supervisor = { email: 'ratna@sekolah.example', name: 'Bu Ratna', role: 'supervisor' } as const;
    buRatna = await hire(service, browser, origin, supervisor);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end();
    await redis?.stop();
    await service?.stop();
  });

  test('a letter becomes a case that appears without reloading, and is acknowledged once', async () => {
    const { page } = buAni;
    await page.goto(`${origin}/folders/new`);
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    service.dovecot.deliver(firstLetter);
    await page.locator('#rows').getByText('Boleh cerita sedikit?').waitFor({ timeout: 20_000 });
    await page.locator('#news a').waitFor();
    expect(await page.locator('.empty').isVisible()).toBe(false);
    expect(await page.evaluate(() => 'stayed' in globalThis)).toBe(true);
    const receipt = await until('the acknowledgement', async () => service.sink.received[0]);
    const mail = await simpleParser(receipt.raw);
    expect(receipt.from).toBe('');
    expect(receipt.to).toEqual(['sari@murid.example']);
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
    expect(mail.inReplyTo).toBe('<surat-pertama@murid.example>');
    expect(receipt.raw.toString()).not.toContain('sesak');
  });

  test('the counsellor takes it, notes, answers; the answer threads in the konseli’s mail program', async () => {
    const { page } = buAni;
    await page.getByRole('link', { name: 'Boleh cerita sedikit?' }).click();
    await page.waitForURL(/\/cases\//);
    code = /\/cases\/(\w+)/.exec(page.url())?.[1] ?? '';
    await press(page, 'Ambil kasus');
    await page.locator('#note-text').fill(NOTE_MARK);
    await press(page, 'Simpan catatan');
    await page
      .locator('#text')
      .fill('Sari, terima kasih sudah menulis. Yang membaca hanya saya. Setujukah kamu?\n\nBu Ani');
    await press(page, 'Kirim');
    const answer = await until('the answer', async () => service.sink.received[1]);
    const mail = await simpleParser(answer.raw);
    expect(answer.to).toEqual(['sari@murid.example']);
    expect(mail.inReplyTo).toBe('<surat-pertama@murid.example>');
    expect([mail.references].flat()).toContain('<surat-pertama@murid.example>');
    expect(answer.raw.toString()).not.toContain(MARK);
    expect(answer.raw.toString()).not.toContain(NOTE_MARK);
  });

  test('the konseli’s reply joins the case, and the copy lies in the Sent folder', async () => {
    const answer = await simpleParser(service.sink.received[1]!.raw);
    service.dovecot.deliver(
      [
        'From: Sari Lestari <sari@murid.example>',
        'To: konseling@sekolah.example',
        `Subject: ${answer.subject}`,
        'Message-ID: <surat-kedua@murid.example>',
        `In-Reply-To: ${answer.messageId}`,
        `References: <surat-pertama@murid.example> ${answer.messageId}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Saya setuju, Bu. Ibu saya juga setuju.',
        '',
        'Pada Rab, 25 Nov 2026 pukul 09.00 Konseling menulis:',
        '> Sari, terima kasih sudah menulis.',
        '',
      ].join('\r\n'),
    );
    await until('the reply', async () => {
      await buAni.page.goto(`${origin}/cases/${code}`);
      return (await buAni.page.content()).includes('Ibu saya juga setuju');
    });
    await until('the copy', async () => service.dovecot.mails(undefined, 'Sent').length >= 2);
    expect(service.dovecot.flags()).toEqual(service.dovecot.flags().map(() => ''));
  });

  test('the gates open only with their records, and the case ends as resolved', async () => {
    const { page } = buAni;
    await page.goto(`${origin}/cases/${code}`);
    await recordOn(page, 'risk_read', 'none');
    await recordOn(page, 'safe_contact', 'safe');
    await recordOn(page, 'age_band', 'seventeen');
    await recordOn(page, 'guardian', 'consented', { letter: true });
    await recordOn(page, 'consent', 'given', { letter: true });
    await recordOn(page, 'confidentiality_limits', 'told', { letter: true });
    await recordOn(page, 'suitability', 'fits');
    await recordOn(page, 'competence', 'fits');
    await recordOn(page, 'concern', 'personal', { remark: 'Sesak sebelum presentasi.' });
    expect(await page.locator('#stage form[action$="/moves"] button').count()).toBe(0);
    await recordOn(page, 'emergency_contact_asked', 'not_answered');
    const move = () => page.locator('#stage form[action$="/moves"] button').click();
    await Promise.all([page.waitForNavigation(), move()]);
    await recordOn(page, 'frame_agreed', 'agreed');
    await recordOn(page, 'interpretation_accepted', 'accepted', { letter: true });
    await recordOn(page, 'goals_rated', 'single_contact');
    await recordOn(page, 'immediate_evaluation', 'declined');
    await recordOn(page, 'ending_announced', 'announced');
    await recordOn(page, 'risk_reread', 'none');
    await Promise.all([page.waitForNavigation(), move()]);
    const resolved = page.locator('form[action$="/outcomes"]', { has: page.locator('input[value=resolved]') });
    if (!(await resolved.isVisible())) await page.locator('#outcome summary').first().click();
    await resolved.locator('[name=letter]').selectOption({ index: 1 });
    await resolved.locator('[name=evidence]').fill('Bisa bernapas waktu presentasi.');
    await resolved.locator('[name=plan]').fill('Tarik napas, lihat satu wajah.');
    await resolved.locator('[name=way_back]').fill('Menulis lagi kapan saja.');
    await Promise.all([page.waitForNavigation(), resolved.locator('button').click()]);
    expect(await page.locator('#stage form[action$="/moves"] button').count()).toBe(0);
    await page.locator('#text').fill('Sari, surat kita selesai di sini. Kamu menemukan sendiri caranya bernapas.');
    await Promise.all([page.waitForNavigation(), page.locator('#reply button[value=send]').click()]);
    await Promise.all([page.waitForNavigation(), move()]);
    const row = await service.db
      .selectFrom('cases')
      .select(['stage', 'ending'])
      .where('code', '=', code)
      .executeTakeFirst();
    expect(row).toEqual({ stage: 'closed', ending: 'resolved' });
  });

  test('the supervisor reads with a reason, and the look is on record', async () => {
    const { page } = buRatna;
    await page.goto(`${origin}/cases/${code}`);
    expect(await page.content()).not.toContain(MARK);
    await page.locator('#reason').fill('Telaah berkala atas kasus yang sudah selesai.');
    await Promise.all([page.waitForNavigation(), page.locator('form[action$="/readings"] button').click()]);
    expect(await page.content()).toContain(MARK);
    expect(await axeViolations(page)).toEqual([]);
    const reads = await service.db
      .selectFrom('events')
      .select('kind')
      .where('kind', 'in', ['reading.began', 'case.read'])
      .where('actor', 'like', 'staff:%')
      .execute();
    expect(reads.map((r) => r.kind)).toContain('reading.began');
    await page.goto(`${origin}/audit`);
    expect(await page.content()).toContain('utuh');
    const verified = await suluh(service, 'verify-audit');
    expect(verified.code, verified.err).toBe(0);
  });

  test('the sentence is in the export, and in no log, job or dump', async () => {
    expect((await suluh(service, 'export', code, '--json')).out).toContain(MARK);
    expect(program.output()).not.toContain(MARK);
    expect(program.output()).not.toContain('sari@murid.example');
  });

  test('stopping leaves no process behind', async () => {
    expect(await program.end()).toBe(0);
  });
});
