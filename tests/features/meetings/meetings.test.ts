// A meeting from its agreement to its end: what Sari is told, what her calendar answers, when she is reminded, how it ends.
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { runFollowUps } from '../../../src/followups/run-follow-ups.ts';
import { cancelMeeting, changeMeeting, chooseCalendar } from '../../../src/meetings/change-meeting.ts';
import { remindOfMeetings } from '../../../src/meetings/remind-of-meetings.ts';
import { settleMeeting } from '../../../src/meetings/settle-meeting.ts';
import { takeCalendarReply } from '../../../src/meetings/take-calendar-reply.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { saveSettings, settingsSchema } from '../../../src/service/settings.ts';
import {
  type CastCase,
  counsellorAnswers,
  days,
  eventsOf,
  hours,
  openWorld,
  putOnRecord,
  rowOf,
  type World,
} from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import {
  agree,
  inPostCounselling,
  letterOf,
  lettersSent,
  mailOf,
  meetingOf,
  PLACE,
  press,
  saysContactIs,
  TUESDAY,
  tell,
} from './stage.ts';

let world: World;
let sari: CastCase;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.db.updateTable('meetings').set({ reminder: 'not_needed' }).where('reminder', 'is', null).execute();
  sari = await inPostCounselling(world);
  await counsellorAnswers(world, sari, world.buAni, { text: 'Baik, Sari.', at: hours(1) });
});

const move = (wish: { startsAt?: Date; minutes?: string; place?: string }, now = hours(3)) => {
  const time = { startsAt: days(7), minutes: '', place: '', ...wish };
  return world.tx((tx) => changeMeeting(tx, world.vault, world.buAni, sari.code, time, now));
};
const cancel = (now = hours(4)) => world.tx((tx) => cancelMeeting(tx, world.vault, world.buAni, sari.code, now));
const settle = (ended: 'took_place' | 'konseli_absent' | 'we_could_not', now = days(8), askKonseli = false) =>
  world.tx((tx) => settleMeeting(tx, world.vault, world.buAni, sari.code, { ended, askKonseli }, now));
const remind = (now: Date) =>
  remindOfMeetings(world.db, { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null }, now);
const answers = (answer: 'accepted' | 'declined' | 'tentative', sequence: number | null = null, hasComment = false) =>
  world.tx(async (tx) => {
    const { id } = await meetingOf(world, sari);
    return takeCalendarReply(tx, { id: sari.id }, { uid: id.toUpperCase(), answer, sequence, hasComment }, hours(5));
  });
const draft = async () => (await readDrafts(world.db, world.vault, sari.id, world.buAni.id)).own?.text ?? '';
const entryIn = (mail: Awaited<ReturnType<typeof tell>>['mail']) => {
  const calendar = new ICAL.Component(ICAL.parse(mail.attachments[0]!.content.toString()));
  const event = calendar.getFirstSubcomponent('vevent')!;
  const of = (name: string) => event.getFirstPropertyValue(name);
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: of('uid'),
    sequence: of('sequence'),
    status: of('status'),
  };
};

describe('the letter about it', () => {
  test('tells in plain words what a calendar would, with a bare entry beside it', async () => {
    await agree(world, sari, { details: { may_use: 'Cerita tentang presentasi' } });
    const { mail, raw, recipient } = await tell(world, sari);
    expect(recipient).toBe('sari@murid.example');
    expect(mail.text).toMatchSnapshot();
    expect(raw.length).toBeLessThan(30_000);
    const [file] = mail.attachments;
    expect(file).toMatchObject({
      filename: 'janji.ics',
      contentType: 'text/calendar',
      contentDisposition: 'attachment',
    });
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
    const entry = file!.content.toString();
    for (const word of ['Perpustakaan', 'presentasi', 'Ani', 'Sari', 'Layanan', sari.code])
      expect(entry).not.toContain(word);
    expect(entryIn(mail)).toEqual({
      method: 'REQUEST',
      uid: (await meetingOf(world, sari)).id,
      sequence: 0,
      status: 'CONFIRMED',
    });
    expect(mail.headers.has('auto-submitted')).toBe(false); // a person sent it
    expect(raw).not.toContain('ingin bercerita');
  });

  test('is never sent unseen: what changed since it was read is not sent', async () => {
    await agree(world, sari);
    const read = (await letterOf(world, sari))!;
    await move({ place: 'Taman' });
    expect(await press(world, sari, read)).toEqual({ refused: 'letter_changed' });
    expect(await press(world, sari, { ...read, seen: '' })).toEqual({ refused: 'letter_changed' });
    expect(await lettersSent(world, sari)).toEqual([]);
  });

  test('pressed twice, and by two at once, goes out once', async () => {
    await agree(world, sari);
    const read = (await letterOf(world, sari))!;
    const done = await Promise.all([press(world, sari, read), press(world, sari, read), press(world, sari, read)]);
    expect(done.every((one) => 'outboundId' in one)).toBe(true);
    expect(await press(world, sari, read, hours(3))).toEqual({ outboundId: null });
    expect(await lettersSent(world, sari)).toMatchObject([{ occasion: 'meeting' }]);
  });

  test('carries an entry only where mail is safe, unless Bu Ani wants it otherwise', async () => {
    await saysContactIs(world, sari, 'not_told');
    await agree(world, sari);
    expect(await letterOf(world, sari)).toMatchObject({ withEntry: false });
    const choose = (on: boolean) =>
      world.tx((tx) => chooseCalendar(tx, world.vault, world.buAni, sari.code, on, hours(2)));
    expect(await choose(true)).toEqual({ withCalendar: true });
    expect(await letterOf(world, sari)).toMatchObject({ withEntry: true });
    await choose(false);
    expect((await tell(world, sari)).mail.attachments).toEqual([]);
    expect(await choose(true)).toEqual({ refused: 'told_already' });
  });

  test('in English to whoever writes English, without a word of the case in the title', async () => {
    await world.db.updateTable('konseli').set({ language: 'en' }).where('id', '=', sari.konseliId).execute();
    await agree(world, sari);
    const texts = [(await tell(world, sari)).mail.text];
    await move({});
    texts.push((await tell(world, sari)).mail.text);
    await cancel();
    texts.push((await tell(world, sari)).mail.text);
    await world.db.updateTable('konseli').set({ language: 'id' }).where('id', '=', sari.konseliId).execute();
    expect(texts).toMatchSnapshot();
  });
});

describe('moved and called off', () => {
  test('the same entry with a higher number, told with the time it was before', async () => {
    await agree(world, sari);
    const { uid } = entryIn((await tell(world, sari)).mail);
    expect(await move({ place: 'Taman kota' })).toEqual({ agreed: uid });
    const changed = await tell(world, sari, hours(3));
    expect(changed.mail.text).toMatchSnapshot();
    expect(entryIn(changed.mail)).toEqual({ method: 'REQUEST', uid, sequence: 1, status: 'CONFIRMED' });
    await cancel();
    const gone = await tell(world, sari, hours(4));
    expect(gone.mail.text).toMatchSnapshot();
    expect(entryIn(gone.mail)).toEqual({ method: 'CANCEL', uid, sequence: 2, status: 'CANCELLED' });
    const sent = await lettersSent(world, sari);
    expect(sent.map(({ occasion }) => occasion)).toEqual(['meeting', 'meeting_changed', 'meeting_cancelled']);
    expect(await letterOf(world, sari, hours(5))).toBeNull();
  });

  test('to no time, a past time, the same time, for no time at all', async () => {
    await agree(world, sari);
    const wish = (startsAt: Date | null, minutes = '') =>
      world.tx((tx) =>
        changeMeeting(tx, world.vault, world.buAni, sari.code, { startsAt, minutes, place: '' }, hours(3)),
      );
    expect(await wish(null)).toEqual({ refused: 'no_new_time' });
    expect(await wish(hours(3))).toEqual({ refused: 'time_has_passed' });
    expect(await wish(TUESDAY)).toEqual({ refused: 'nothing_changed' });
    expect(await wish(days(7), '2')).toEqual({ refused: 'out_of_range' });
    expect(await wish(TUESDAY, '45')).toHaveProperty('agreed');
    const other = await world.tx((tx) => cancelMeeting(tx, world.vault, world.pakBudi, sari.code, hours(3)));
    expect(other).toEqual({ refused: 'not_found' });
  });

  test('another outcome, or an ending, calls it off; a closed case still says so', async () => {
    await agree(world, sari);
    await tell(world, sari);
    await agree(world, sari, { outcome: 'another_session', startsAt: days(9) });
    const due = await letterOf(world, sari);
    expect(due?.occasion).toBe('session_agreed');
    await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'withdrawn' }, hours(3)));
    expect(await letterOf(world, sari, hours(4))).toMatchObject({ occasion: 'meeting_cancelled' });
    expect((await tell(world, sari, hours(4))).mail.text).toContain('dibatalkan');
  });
});

describe('the calendar answers', () => {
  test('yes is shown; no and perhaps, or words beside, put the case before Bu Ani', async () => {
    await agree(world, sari);
    await tell(world, sari);
    expect(await answers('accepted')).toMatchObject({ needsPerson: false });
    expect((await meetingOf(world, sari)).answer).toBe('accepted');
    expect(await answers('accepted', 0, true)).toMatchObject({ needsPerson: true });
    expect(await answers('tentative', 0)).toMatchObject({ needsPerson: true });
    expect(await answers('declined', 0)).toMatchObject({ needsPerson: true });
    expect((await meetingOf(world, sari)).answer).toBe('declined');
  });

  test('to an earlier version it does not count for this one', async () => {
    await agree(world, sari);
    await tell(world, sari);
    await answers('accepted', 0);
    await move({});
    expect((await meetingOf(world, sari)).answer).toBeNull();
    await answers('accepted', 0);
    expect((await meetingOf(world, sari)).answer).toBeNull();
  });

  test('about a meeting of another case, or none, it is nothing', async () => {
    await agree(world, sari);
    const { id } = await meetingOf(world, sari);
    const dewi = { id: '01890a5d-ac96-774b-bcce-b302099a8057' };
    const reply = { uid: id, answer: 'declined' as const, sequence: 0, hasComment: false };
    expect(await world.tx((tx) => takeCalendarReply(tx, dewi, reply, hours(5)))).toBeNull();
    const strange = { ...reply, uid: '1@google.com' };
    expect(await world.tx((tx) => takeCalendarReply(tx, { id: sari.id }, strange, hours(5)))).toBeNull();
    expect((await meetingOf(world, sari)).answer).toBeNull();
  });
});

describe('the reminder', () => {
  // Tuesday 09:00 in Jakarta is reminded of on Monday at 09:00.
  const MONDAY = days(5);

  test('comes once, the day before, by the program itself and without a second entry', async () => {
    await agree(world, sari);
    await tell(world, sari);
    expect(await remind(new Date(MONDAY.getTime() - 1))).toEqual([]);
    const [first, second] = await Promise.all([remind(MONDAY), remind(MONDAY)]);
    const sent = [...first, ...second];
    expect(sent).toHaveLength(1);
    expect(await remind(new Date(MONDAY.getTime() + 60_000))).toEqual([]);
    const { mail } = await mailOf(world, sent[0]!);
    expect(mail.text).toMatchSnapshot();
    expect(mail.headers.get('auto-submitted')).toBeTruthy();
    expect(mail.attachments).toEqual([]);
  });

  test('never at night, though it is late', async () => {
    await agree(world, sari);
    await tell(world, sari);
    expect(await remind(new Date(MONDAY.getTime() + 12 * 3_600_000))).toEqual([]);
    expect((await meetingOf(world, sari)).reminder).toBeNull();
  });

  test.each<[string, () => Promise<unknown>]>([
    ['when it is called off', () => cancel()],
    ['when Sari declined', () => answers('declined', 0)],
    ['when it is over', () => settle('took_place', days(9))],
  ])('does not come %s', async (_, how) => {
    await agree(world, sari);
    await tell(world, sari);
    await how();
    expect(await remind(MONDAY)).toEqual([]);
    expect((await lettersSent(world, sari)).map(({ occasion }) => occasion)).not.toContain('meeting_reminder');
  });

  test('does not come when the letter itself came later than that', async () => {
    await agree(world, sari);
    await tell(world, sari, new Date(MONDAY.getTime() + 60_000));
    expect(await remind(new Date(MONDAY.getTime() + 120_000))).toEqual([]);
    expect((await meetingOf(world, sari)).reminder).toBe('not_needed');
  });

  test('where others may see her mail, Bu Ani is asked instead', async () => {
    await saysContactIs(world, sari, 'unsafe');
    await agree(world, sari);
    await tell(world, sari);
    expect(await remind(MONDAY)).toEqual([]);
    expect((await rowOf(world, sari)).turn).toBe('counsellor');
    const by = await letterOf(world, sari, MONDAY);
    expect(by?.occasion).toBe('meeting_reminder');
    expect(await press(world, sari, by!, MONDAY)).toHaveProperty('outboundId', expect.any(String));
    expect(await letterOf(world, sari, MONDAY)).toBeNull();
  });

  test('where her mail comes back, too', async () => {
    await agree(world, sari);
    await tell(world, sari);
    const undeliverable = world.db.updateTable('konseli_addresses').where('konseli_id', '=', sari.konseliId);
    await undeliverable.set({ undeliverable_at: hours(3) }).execute();
    expect(await remind(MONDAY)).toEqual([]);
    expect((await meetingOf(world, sari)).reminder).toBe('unreachable');
    expect((await rowOf(world, sari)).turn).toBe('counsellor');
    await undeliverable.set({ undeliverable_at: null }).execute();
  });
});

describe('after its time Bu Ani is asked, and says', () => {
  beforeEach(async () => {
    await agree(world, sari);
    await tell(world, sari);
  });

  test('nothing before it has come; then the case lies before her', async () => {
    expect(await settle('took_place', hours(5))).toEqual({ refused: 'not_yet' });
    await runFollowUps(world.db, new Date(TUESDAY.getTime() + 3_600_000));
    expect((await rowOf(world, sari)).turn).toBe('counsellor');
  });

  test('that it took place: then, and not before, the case may end as face to face', async () => {
    const close = (now: Date) =>
      world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'face_to_face' }, now));
    expect(await close(days(8))).toMatchObject({ refused: 'outcome_not_completed' });
    expect(await settle('took_place', days(8), true)).toEqual({ ended: 'took_place' });
    expect(await draft()).toContain('bagaimana pertemuan kita bagimu');
    expect(await settle('took_place')).toEqual({ refused: 'nothing_agreed' });
    expect(await close(days(8))).toMatchObject({ ending: 'face_to_face' });
    expect(await eventsOf(world, sari)).toContain(`staff:${world.buAni.id} meeting.ended`);
  });

  test('that Sari did not come: a letter without blame lies ready, and every way stays open', async () => {
    expect(await settle('konseli_absent')).toEqual({ ended: 'konseli_absent' });
    expect(await draft()).toContain('Itu tidak apa-apa');
    expect(await settle('konseli_absent')).toEqual({ refused: 'ended_already' });
    const before = await meetingOf(world, sari);
    expect(await move({ startsAt: days(12) }, days(9))).toHaveProperty('agreed');
    const again = await meetingOf(world, sari);
    expect(again).toMatchObject({ place: PLACE, sequence: 0, toldSequence: null });
    expect(again.id).not.toBe(before.id);
    expect((await tell(world, sari, days(9))).mail.text).toContain(PLACE);
  });

  test('that we could not', async () => {
    expect(await settle('we_could_not')).toEqual({ ended: 'we_could_not' });
    expect(await draft()).toContain('Maaf');
  });

  test('that it was moved: the same meeting on another day', async () => {
    const { id } = await meetingOf(world, sari);
    expect(await move({ startsAt: days(12) }, days(9))).toEqual({ agreed: id });
    expect((await letterOf(world, sari, days(9)))?.occasion).toBe('meeting_changed');
  });
});

describe('a session by letter, by the same code', () => {
  test('is told, reminded of on its morning, and over when counselling ends again', async () => {
    await agree(world, sari, { outcome: 'another_session', startsAt: new Date(TUESDAY.getTime() + 3 * 3_600_000) });
    const { mail } = await tell(world, sari);
    expect(mail.text).toMatchSnapshot();
    await putOnRecord(world, sari, world.buAni, [{ item: 'suitability', value: 'fits' }], hours(3));
    await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'counselling' }, hours(3)));
    expect((await meetingOf(world, sari)).kind).toBe('session');
    const morning = new Date('2026-03-10T00:30:00Z');
    const [sent] = await remind(morning);
    expect((await mailOf(world, sent!)).mail.text).toMatchSnapshot();
    expect((await lettersSent(world, sari)).map(({ occasion }) => occasion)).toEqual([
      'session_agreed',
      'session_reminder',
    ]);
  });
});

describe('its words', () => {
  test('are in no plain dump; the export has them; the title is the service’s', async () => {
    await world.tx((tx) => saveSettings(tx, settingsSchema.parse({ meetingTitle: 'Temu' })));
    await agree(world, sari);
    await move({ place: 'gazebo-kuning-di-belakang' });
    const { mail } = await tell(world, sari, hours(3));
    await world.tx((tx) => saveSettings(tx, settingsSchema.parse({})));
    expect(mail.attachments[0]!.content.toString()).toContain('SUMMARY:Temu\r\n');
    expect(mail.text).toContain('gazebo-kuning-di-belakang');
    expect(await tablesHolding(world.url, 'gazebo-kuning-di-belakang')).toEqual([]);
    const out = await world.tx((tx) => exportCase(tx, world.vault, 'cli', sari.code, { notes: false }, hours(5)));
    expect(out).toMatchObject({ exported: { meetings: [{ place: 'gazebo-kuning-di-belakang', sequence: 1 }] } });
  });
});
