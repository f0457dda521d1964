/**
 * Tells a story through the same commands that the pages call, each scene at the time at which it happened. Nothing is written past
 * a rule: what a story may not do, it does not do here either, and the demo fails.
 */
import { randomUUID } from 'node:crypto';
import { chooseOutcome } from '../cases/choose-outcome.ts';
import { claimCase } from '../cases/claim-case.ts';
import { addGoal } from '../cases/goals.ts';
import { markSeen } from '../cases/mark-seen.ts';
import { moveCase } from '../cases/move-case.ts';
import { recordItem } from '../cases/record-item.ts';
import { settleRupture } from '../cases/settle-rupture.ts';
import { writeNote } from '../cases/write-note.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { runFollowUps } from '../followups/run-follow-ups.ts';
import { ingestMail } from '../intake/ingest-mail.ts';
import { takeIn } from '../intake/take-in.ts';
import { composeMail } from '../mail/compose-mail.ts';
import type { Smtp } from '../mail/smtp.ts';
import { remindOfMeetings } from '../meetings/remind-of-meetings.ts';
import { deliverDue } from '../replies/deliver-due.ts';
import { deliverMail } from '../replies/deliver-mail.ts';
import { saveDraft } from '../replies/save-draft.ts';
import { sendReply } from '../replies/send-reply.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { actOnRequests } from '../rights/act-on-requests.ts';
import { ensureMailbox } from '../service/mailboxes.ts';
import { runSilence } from '../silence/run-silence.ts';
import { DEMO_ADDRESS, DEMO_NAME, personOf } from './cast.ts';
import type { Hour, Moment, Scene, Story } from './stories/story.ts';

export type Colleague = Person & { name: string };

export interface Telling {
  db: Database;
  vault: Vault;
  smtp: Smtp;
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  /** when the demo begins */
  now: Date;
  staff: ReadonlyMap<string, Colleague>;
}

interface Told extends Telling {
  slug: string;
  at: Date;
}

const DAY = 86_400_000;

export async function tell(telling: Telling, { slug, scenes }: Story): Promise<void> {
  for (const scene of scenes) {
    const told = { ...telling, slug, at: new Date(telling.now.getTime() - scene.daysAgo * DAY) };
    await play(told, scene);
    await deliver(told);
  }
}

async function play(told: Told, scene: Scene): Promise<void> {
  if ('writes' in scene) return receive(told, scene.writes, scene.subject ?? null);
  if ('passes' in scene) return passTime(told);
  const { db, vault, staff, slug, at } = told;
  const kasus = await caseOf(told);
  const who = staff.get('claims' in scene ? scene.claims : scene.by);
  if (!who) throw new Error(`the story of ${slug} names somebody who is not in the cast`);
  if ('answers' in scene) return answer(told, who, kasus, scene);
  const moment = {
    vault,
    from: writingFrom(vault),
    who,
    staff,
    code: kasus.code,
    lastInbound: kasus.lastInbound!,
    now: at,
  };
  await db.transaction().execute(async (tx) => happen(await act(tx, moment, scene, told.now), slug, scene));
}

/** A story that a rule refuses is a mistake in the story. */
function happen(done: object, slug: string, { daysAgo }: Scene): void {
  if ('refused' in done) throw new Error(`the story of ${slug}, ${daysAgo} days ago: ${JSON.stringify(done)}`);
}

async function act(
  tx: Tx,
  moment: Moment,
  scene: Exclude<Scene, { writes: string } | { answers: string } | { passes: 'time' }>,
  today: Date,
): Promise<object> {
  const { vault, who, code, lastInbound, now } = moment;
  if ('does' in scene) return scene.does(tx, moment);
  if ('claims' in scene) return claimCase(tx, who, code, now);
  if ('notes' in scene) return writeNote(tx, vault, who, code, scene.notes, now);
  if ('drafts' in scene) return saveDraft(tx, vault, who, code, { text: scene.drafts, formId: null }, now);
  if ('moves' in scene) return moveCase(tx, who, code, { to: scene.moves }, now);
  if ('closes' in scene) return moveCase(tx, who, code, { to: 'closed', ending: scene.closes }, now);
  if ('wants' in scene) {
    const rating = { value: scene.rating, messageId: lastInbound };
    return addGoal(tx, vault, who, code, { words: scene.wants, rating }, now);
  }
  if ('settles' in scene)
    return settleRupture(tx, vault, who, code, { settled: scene.settles, remark: scene.remark }, now);
  if ('chooses' in scene) {
    const { chooses: outcome, details, happens } = scene;
    const happensAt = happens ? dateOf(happens, today) : null;
    return chooseOutcome(tx, vault, who, code, { outcome, details, happensAt, messageId: lastInbound }, now);
  }
  for (const [item, value, withLetter, remark = ''] of scene.records) {
    const wish = { item, value, messageId: withLetter ? lastInbound : null, remark };
    const done = await recordItem(tx, vault, who, code, wish, now);
    if ('refused' in done) return { ...done, item };
  }
  return {};
}

const writingFrom = (vault: Vault): WritingFrom => ({ vault, mailName: DEMO_NAME, linksTo: null });

const ZONE = 'Asia/Jakarta';

function dateOf({ day, at }: Hour, today: Date): Date {
  let date = Temporal.Instant.fromEpochMilliseconds(today.getTime())
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .add({ days: day });
  while (date.dayOfWeek > 5) date = date.add({ days: 1 });
  return new Date(date.toZonedDateTime({ timeZone: ZONE, plainTime: at }).epochMilliseconds);
}

interface KnownCase {
  id: string;
  code: string;
  lastInbound: string | null;
  lastOutbound: string | null;
}

/** The stories are told one after the other, so the newest case is the one being told. */
async function caseOf({ db }: Told): Promise<KnownCase> {
  const kasus = await db
    .selectFrom('cases')
    .select(['id', 'code', 'last_inbound_id'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const out = await db
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', kasus.id)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .orderBy('arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    id: kasus.id,
    code: kasus.code,
    lastInbound: kasus.last_inbound_id,
    lastOutbound: out?.id ?? null,
  };
}

/** A letter of the past, through the door by which mail comes in. */
async function receive({ db, vault, understand, slug, at }: Told, text: string, subject: string | null): Promise<void> {
  const raw = await composeMail({
    from: personOf(slug),
    to: { address: DEMO_ADDRESS },
    subject: subject ?? 'Re: surat Anda',
    text,
    messageId: `<${slug}.${at.getTime()}@murid.example>`,
    date: at,
  });
  if ('refused' in raw) throw new Error(`the story of ${slug}: ${raw.refused}`);
  const mailbox = await db.transaction().execute((tx) => ensureMailbox(tx, DEMO_ADDRESS));
  const door = { mailboxId: mailbox.id, folder: `import:${slug}`, uidValidity: at.getTime(), historic: false };
  const [id] = await takeIn(db, vault, door, [{ uid: 1, raw, size: raw.length, truncated: false, arrivedAt: at }], 1);
  const ingest = { db, vault, understand, ourName: DEMO_NAME, leaseMs: 60_000, now: () => at };
  if (!id) throw new Error(`the story of ${slug}: two letters at the same moment`);
  await ingestMail(ingest, id);
}

async function answer(
  { db, vault, slug, at }: Told,
  who: Person,
  kasus: KnownCase,
  scene: Extract<Scene, { answers: string }>,
): Promise<void> {
  const reply = {
    formId: randomUUID(),
    text: scene.answers,
    seenInbound: kasus.lastInbound,
    seenOutbound: kasus.lastOutbound,
    addressConfirmed: false,
    senderConfirmed: false,
    asks: scene.asks ?? [],
    safeHours: null,
    stillOwed: false,
  };
  await db.transaction().execute(async (tx) => {
    happen(await sendReply(tx, { ...writingFrom(vault), undoMs: 0 }, who, kasus.code, reply, at), slug, scene);
    await markSeen(tx, who.id, kasus.id, kasus.lastInbound, at);
  });
}

/** What the jobs of the program would have done by then. */
async function passTime({ db, vault, slug, at }: Told): Promise<void> {
  const from = writingFrom(vault);
  const { failed } = await runSilence(db, from, at);
  if (failed.length) throw new Error(`the story of ${slug}: a silence could not be looked after`, { cause: failed[0] });
  await remindOfMeetings(db, from, at);
  await actOnRequests(db, from, at);
  await runFollowUps(db, at);
}

/** Every letter leaves in the scene that it was written in. */
async function deliver({ db, vault, smtp, at }: Told): Promise<void> {
  const { mails } = await deliverDue(db, at);
  for (const id of mails) await deliverMail({ db, vault, smtpOf: () => smtp, now: () => at }, id);
}
