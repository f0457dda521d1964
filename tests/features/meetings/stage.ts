// What the stories of this folder share: Sari's case in post-counselling, a meeting agreed for it, and what Bu Ani presses.
import { simpleParser } from 'mailparser';
import { chooseOutcome } from '../../../src/cases/choose-outcome.ts';
import { lockCase } from '../../../src/cases/lock-case.ts';
import { latestOf } from '../../../src/meetings/change-meeting.ts';
import { type Meeting, readMeetings } from '../../../src/meetings/read-meetings.ts';
import { type DueLetter, dueLetter, sendMeetingLetter } from '../../../src/meetings/send-meeting-letter.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import {
  aCase,
  type CastCase,
  days,
  enterCounselling,
  enterPostCounselling,
  hours,
  type World,
} from '../../support/cast.ts';

export const PLACE = 'Perpustakaan kota, lantai dua, meja dekat jendela';

export async function inPostCounselling(world: World): Promise<CastCase> {
  const sari = await aCase(world, { counsellor: world.buAni });
  await enterCounselling(world, sari, world.buAni);
  await enterPostCounselling(world, sari, world.buAni);
  return sari;
}

/** Tuesday 10 March 2026, 09:00 in Jakarta. */
export const TUESDAY = days(6);

export async function agree(
  world: World,
  sari: CastCase,
  wish: { outcome?: 'face_to_face' | 'another_session'; startsAt?: Date; details?: Record<string, string> } = {},
): Promise<void> {
  const { outcome = 'face_to_face', startsAt = TUESDAY } = wish;
  const details =
    outcome === 'face_to_face'
      ? { why: 'Perlu bertemu', place: PLACE, who_is_told: 'Tidak ada', without_consent: 'Disepakati lewat telepon' }
      : { why: 'Belum selesai', aim: 'Tidur lebih baik', homework: 'Jalan pagi' };
  const whole = { outcome, details: { ...details, ...wish.details }, happensAt: startsAt, messageId: null };
  const chosen = await world.tx((tx) => chooseOutcome(tx, world.vault, world.buAni, sari.code, whole, hours(1)));
  if ('refused' in chosen) throw new Error(chosen.refused);
}

export async function meetingOf(world: World, sari: CastCase): Promise<Meeting> {
  return world.tx(async (tx) => {
    const kasus = (await lockCase(tx, sari.id))!;
    return latestOf(kasus, await readMeetings(tx, await world.vault.key(tx, 'letters', sari.id), sari.id))!;
  });
}

/** The letter that waits for Bu Ani, of the newest meeting that has one. */
export async function letterOf(world: World, sari: CastCase, now = hours(2)): Promise<DueLetter | null> {
  return world.tx(async (tx) => {
    const kasus = (await lockCase(tx, sari.id))!;
    for (const meeting of await readMeetings(tx, await world.vault.key(tx, 'letters', sari.id), sari.id)) {
      const due = await dueLetter(tx, world.vault, kasus, meeting, 'Bu Ani', now);
      if (due) return due;
    }
    return null;
  });
}

export const press = (world: World, sari: CastCase, due: DueLetter, now = hours(2)) => {
  const wish = { meetingId: due.meeting.id, sequence: due.meeting.sequence, seen: due.seen };
  const from = { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null };
  return world.tx((tx) => sendMeetingLetter(tx, from, world.buAni, sari.code, wish, now));
};

/** Reads the letter that waits, and sends it. */
export async function tell(world: World, sari: CastCase, now = hours(2)) {
  const due = await letterOf(world, sari, now);
  if (!due) throw new Error('no letter waits');
  const sent = await press(world, sari, due, now);
  if ('refused' in sent || !sent.outboundId) throw new Error(JSON.stringify(sent));
  return mailOf(world, sent.outboundId);
}

export async function mailOf(world: World, outboundId: string) {
  const { raw, recipient } = await openOutboundMail(world.db, world.vault, outboundId);
  return { raw: raw.toString(), mail: await simpleParser(raw), recipient };
}

export const lettersSent = (world: World, sari: CastCase) =>
  world.db
    .selectFrom('outbound_mails')
    .select(['id', 'occasion'])
    .where('case_id', '=', sari.id)
    .where('kind', '=', 'service')
    .orderBy('id')
    .execute();

/** What Sari said about who else may see her mail. */
export const saysContactIs = (world: World, sari: CastCase, value: 'safe' | 'not_told' | 'unsafe') =>
  world.db
    .updateTable('case_records')
    .set({ value })
    .where('case_id', '=', sari.id)
    .where('item', '=', 'safe_contact')
    .execute();
