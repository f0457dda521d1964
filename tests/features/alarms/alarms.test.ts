// What stands still is told: on every page within minutes, to the admins once by mail, and once more when it works again.
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findTroubles, isNearlyFull } from '../../../src/alarms/find-troubles.ts';
import { troubleBanners } from '../../../src/alarms/trouble-banners.ts';
import { lookOnce, type WatchingOver } from '../../../src/alarms/watch-over.ts';
import { openSmtp } from '../../../src/mail/smtp.ts';
import { aCase, SERVICE_ADDRESS } from '../../support/cast.ts';
import { answerAndWait, deliver, MINUTE, openStage, type Stage } from '../replies/stage.ts';

let stage: Stage;
let told: string[];
beforeEach(async () => {
  stage = await openStage();
  told = [];
});
afterEach(() => stage.end());

const watched = { pollEveryMs: MINUTE, dataDir: '/tidak/ada' };
const watching = (): WatchingOver => ({
  db: stage.db,
  watched,
  senders: [
    {
      address: SERVICE_ADDRESS,
      smtp: openSmtp(stage.sink.url, { timings: { connectMs: 1_000, silenceMs: 1_000, deadlineMs: 2_000 } }),
    },
  ],
  mailName: 'Suluh',
  publicUrl: 'https://suluh.sekolah.example',
  leaseMs: 60_000,
  now: stage.now,
  onAlarm: (event, code) => told.push(`${event} ${code}`),
  onError: (error) => {
    throw error;
  },
});

/** Looks once a minute for so long. */
async function minutes(n: number): Promise<void> {
  for (let minute = 0; minute < n; minute++) {
    stage.pass(MINUTE);
    await lookOnce(watching());
  }
}

/** The server has not answered since now. */
const mailStops = () =>
  stage.db
    .insertInto('mailbox_folders')
    .values({
      mailbox_id: stage.mailboxId,
      folder: 'INBOX',
      checked_at: stage.now(),
      problem: 'auth_failed',
      problem_since: stage.now(),
    })
    .execute();
const mailIsBack = () =>
  stage.db
    .updateTable('mailbox_folders')
    .set({ problem: null, problem_since: null, checked_at: new Date(stage.now().getTime() + 60 * MINUTE) })
    .execute();

describe('mail that stops', () => {
  test('is trouble after two minutes, and told to each admin within ten, once, and once when it is back', async () => {
    await mailStops();
    await minutes(1);
    expect(await findTroubles(stage.db, watched, stage.now())).toEqual([]);
    await minutes(1);
    expect(await findTroubles(stage.db, watched, stage.now())).toMatchObject([{ kind: 'mail_stopped' }]);
    expect(stage.sink.received).toHaveLength(0);
    await minutes(30);
    expect(stage.sink.received).toHaveLength(1);
    const [mail] = stage.sink.received;
    expect(mail).toMatchObject({ from: '', to: ['joko@sekolah.example'] });
    const { text, subject, headers } = await simpleParser(mail!.raw);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(subject).toBe('Suluh: Surat baru tidak masuk');
    expect(text).toContain('https://suluh.sekolah.example/mail');
    await mailIsBack();
    await minutes(10);
    expect(stage.sink.received).toHaveLength(2);
    expect((await simpleParser(stage.sink.received[1]!.raw)).subject).toContain('sudah pulih');
    expect(told).toEqual(['alarm.began mail_stopped', 'alarm.ended mail_stopped']);
  });

  test('is told within ten minutes', async () => {
    await mailStops();
    await minutes(9);
    expect(stage.sink.received).toHaveLength(1);
  });

  test('watched by two processes at once is told once', async () => {
    await mailStops();
    stage.pass(6 * MINUTE);
    await Promise.all([lookOnce(watching()), lookOnce(watching())]);
    await Promise.all([lookOnce(watching()), lookOnce(watching())]);
    expect(stage.sink.received).toHaveLength(1);
  });

  test('and comes back for a moment is one outage', async () => {
    await mailStops();
    await minutes(7);
    await mailIsBack();
    await minutes(1);
    await stage.db.deleteFrom('mailbox_folders').execute();
    await mailStops();
    await stage.db
      .updateTable('mailbox_folders')
      .set({ problem_since: new Date(stage.now().getTime() - 6 * MINUTE) })
      .execute();
    await minutes(10);
    expect(stage.sink.received).toHaveLength(1);
  });
});

describe('sending that stops', () => {
  test('is said on every page and in the log, and by mail once the server answers', async () => {
    const kasus = await aCase(stage, { text: 'RAHASIA', counsellor: stage.buAni });
    const id = await answerAndWait(stage, stage.buAni, kasus, 'RAHASIA jawaban');
    stage.sink.behave(() => 'drop_at_connect');
    await stage.db.updateTable('outbound_mails').set({ created_at: stage.now() }).where('id', '=', id).execute();
    expect(await deliver(stage, id)).toMatchObject({ state: 'retry' });
    stage.pass(3 * MINUTE);
    const banners = await troubleBanners(stage.db, watched, stage.now(), 'id');
    expect(banners.join()).toContain('Surat tidak dapat dikirim');
    expect(banners.join()).not.toMatch(/RAHASIA|Sari/);
    await minutes(4);
    expect(told).toContain('alarm.began sending_stopped');
    expect(told).toContain('alarm.not_told smtp');
    stage.sink.behave(() => 'accept');
    await minutes(3);
    expect(stage.sink.received.map(({ to }) => to)).toContainEqual(['joko@sekolah.example']);
    for (const { raw } of stage.sink.received) expect(raw.toString()).not.toMatch(/RAHASIA|murid\.example/);
  });

  test('is not greylisting', async () => {
    const id = await answerAndWait(stage, stage.buAni, await aCase(stage, { counsellor: stage.buAni }));
    stage.sink.behave(() => 'rcpt_450');
    await deliver(stage, id);
    stage.pass(10 * MINUTE);
    expect(await findTroubles(stage.db, watched, stage.now())).toEqual([]);
  });
});

test('work that nobody touches is told of, with the queue itself down', async () => {
  await answerAndWait(stage, stage.buAni, await aCase(stage, { counsellor: stage.buAni }));
  await minutes(8);
  expect(told).toEqual(['alarm.began queue_stopped']);
  expect(stage.sink.received).toHaveLength(1);
});

test('a disk is nearly full before it is full', () => {
  const GB = 1e9;
  expect(isNearlyFull({ free: 0.4 * GB, total: 4 * GB })).toBe(true);
  expect(isNearlyFull({ free: 4 * GB, total: 100 * GB })).toBe(true);
  expect(isNearlyFull({ free: 1 * GB, total: 10 * GB })).toBe(false);
  expect(isNearlyFull({ free: 40 * GB, total: 1000 * GB })).toBe(false);
});

test('whoever is no admin, or no longer works here, is not told', async () => {
  await stage.db.updateTable('staff').set({ disabled_at: stage.now() }).where('id', '=', stage.pakJoko.id).execute();
  await mailStops();
  await minutes(8);
  expect(stage.sink.received).toEqual([]);
});
