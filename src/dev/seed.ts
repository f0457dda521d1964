/**
 * Fills a new demo: the staff, the settings, and the stories, told through the same commands that the pages call, at the times
 * at which they happened. Nothing is written past a rule; what a story may not do, it does not do here either.
 */
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
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
import { ingestMail } from '../intake/ingest-mail.ts';
import { takeIn } from '../intake/take-in.ts';
import { composeMail } from '../mail/compose-mail.ts';
import type { Smtp } from '../mail/smtp.ts';
import { deliverMail } from '../replies/deliver-mail.ts';
import { saveDraft } from '../replies/save-draft.ts';
import { sendReply } from '../replies/send-reply.ts';
import { changeSettings } from '../service/change-settings.ts';
import { listCrisisContacts } from '../service/crisis-contacts.ts';
import { ensureMailbox } from '../service/mailboxes.ts';
import { settingsSchema } from '../service/settings.ts';
import { verifyCrisisContact } from '../service/verify-crisis-contact.ts';
import { createStaff } from '../staff/create-staff.ts';
import { acceptInvitation } from '../staff/invitations.ts';
import { codeAt } from '../staff/second-factor.ts';
import { DEMO_ADDRESS, DEMO_NAME, DEMO_PASSWORD, konseliCast, staffCast } from './cast.ts';
import { firstLetters } from './letters.ts';
import { type Scene, type Story, stories } from './stories.ts';

export interface Seeding {
  db: Database;
  vault: Vault;
  smtp: Smtp;
  smtpUrl: string;
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  now: Date;
}

/** @returns false when the demo was filled before */
export async function seedDemo(seeding: Seeding): Promise<boolean> {
  const someone = await seeding.db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
  if (someone) return false;
  const staff = await hireCast(seeding);
  await setUp(seeding, staff.get('joko@sekolah.example')!);
  for (const story of stories) await tell(seeding, staff, story);
  for (const letter of firstLetters) await post(seeding, letter);
  return true;
}

const DAY = 86_400_000;

async function setUp({ db, now }: Seeding, admin: Person): Promise<void> {
  await changeSettings(db, admin.id, settingsSchema.parse({ serviceName: DEMO_NAME, plusAddresses: true }));
  // In the demo somebody has called these numbers; a service must do so itself, and is asked to.
  for (const { id, contact } of await listCrisisContacts(db)) await verifyCrisisContact(db, admin.id, id, contact, now);
}

async function hireCast({ db, vault, now }: Seeding): Promise<Map<string, Person>> {
  const hired = new Map<string, Person>();
  for (const member of staffCast) {
    const made = await db.transaction().execute((tx) => createStaff(tx, { ...member, madeBy: null }, now));
    if ('refused' in made) throw new Error(`the cast has ${member.name} twice`);
    const given = { password: DEMO_PASSWORD, newSecret: member.secret, browser: '', token: made.invitation };
    // The code of half a minute ago, so that the person can sign in with the present one at once.
    const before = new Date(now.getTime() - 30_000);
    await acceptInvitation({ db, vault }, { ...given, code: codeAt(member.secret, before) }, before);
    hired.set(member.email, { id: made.staffId, role: member.role });
  }
  return hired;
}

interface Telling extends Seeding {
  staff: Map<string, Person>;
  slug: string;
  at: Date;
}

async function tell(seeding: Seeding, staff: Map<string, Person>, { slug, scenes }: Story): Promise<void> {
  for (const scene of scenes)
    await play({ ...seeding, staff, slug, at: new Date(seeding.now.getTime() - scene.daysAgo * DAY) }, scene);
}

async function play(telling: Telling, scene: Scene): Promise<void> {
  if ('writes' in scene) return receive(telling, scene.writes, scene.subject ?? null);
  const { db, vault, staff, slug, at } = telling;
  const kasus = await caseOf(telling);
  const who = staff.get('claims' in scene ? scene.claims : scene.by);
  if (!who) throw new Error(`the story of ${slug} names somebody who is not in the cast`);
  if ('answers' in scene) return answer(telling, who, kasus, scene);
  await db.transaction().execute(async (tx) => happen(await act(tx, vault, who, kasus, scene, at), slug));
}

/** A story that a rule refuses is a mistake in the story. */
function happen(done: object, slug: string): void {
  if ('refused' in done) throw new Error(`the story of ${slug}: ${JSON.stringify(done)}`);
}

async function act(
  tx: Tx,
  vault: Vault,
  who: Person,
  kasus: KnownCase,
  scene: Exclude<Scene, { writes: string } | { answers: string }>,
  at: Date,
): Promise<object> {
  const { code } = kasus;
  if ('claims' in scene) return claimCase(tx, who, code, at);
  if ('notes' in scene) return writeNote(tx, vault, who, code, scene.notes, at);
  if ('drafts' in scene) return saveDraft(tx, vault, who, code, { text: scene.drafts, formId: null }, at);
  if ('moves' in scene) return moveCase(tx, who, code, { to: scene.moves }, at);
  if ('closes' in scene) return moveCase(tx, who, code, { to: 'closed', ending: scene.closes }, at);
  if ('wants' in scene) {
    const rating = { value: scene.rating, messageId: kasus.lastInbound! };
    return addGoal(tx, vault, who, code, { words: scene.wants, rating }, at);
  }
  if ('settles' in scene)
    return settleRupture(tx, vault, who, code, { settled: scene.settles, remark: scene.remark }, at);
  if ('chooses' in scene) {
    const wish = { outcome: scene.chooses, details: scene.details, happensAt: null, messageId: kasus.lastInbound };
    return chooseOutcome(tx, vault, who, code, wish, at);
  }
  for (const [item, value, withLetter, remark = ''] of scene.records) {
    const wish = { item, value, messageId: withLetter ? kasus.lastInbound : null, remark };
    const done = await recordItem(tx, vault, who, code, wish, at);
    if ('refused' in done) return { ...done, item };
  }
  return {};
}

interface KnownCase {
  id: string;
  code: string;
  lastInbound: string | null;
  lastOutbound: string | null;
}

/** The stories are told one after the other, so the newest case is the one being told. */
async function caseOf({ db }: Telling): Promise<KnownCase> {
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
async function receive(telling: Telling, text: string, subject: string | null): Promise<void> {
  const { db, vault, smtp, understand, slug, at } = telling;
  const person = personOf(slug);
  const raw = await composeMail({
    from: person,
    to: { address: DEMO_ADDRESS },
    subject: subject ?? 'Re: surat Anda',
    text,
    messageId: `<${slug}.${at.getTime()}@murid.example>`,
    date: at,
  });
  if ('refused' in raw) throw new Error(`the story of ${slug}: ${raw.refused}`);
  const mailbox = await db.transaction().execute((tx) => ensureMailbox(tx, DEMO_ADDRESS));
  const door = { mailboxId: mailbox.id, folder: 'import:demo', uidValidity: at.getTime(), historic: false };
  const [id] = await takeIn(db, vault, door, [{ uid: 1, raw, size: raw.length, truncated: false, arrivedAt: at }], 1);
  const ingest = { db, vault, understand, ourName: DEMO_NAME, leaseMs: 60_000, now: () => at };
  const filed = id ? await ingestMail(ingest, id) : null;
  if (filed?.acknowledgementId)
    await deliverMail({ db, vault, smtpOf: () => smtp, now: () => at }, filed.acknowledgementId);
}

async function answer(
  telling: Telling,
  who: Person,
  kasus: KnownCase,
  { answers, asks = [] }: Extract<Scene, { answers: string }>,
): Promise<void> {
  const { db, vault, smtp, slug, at } = telling;
  const reply = {
    formId: randomUUID(),
    text: answers,
    seenInbound: kasus.lastInbound,
    seenOutbound: kasus.lastOutbound,
    addressConfirmed: false,
    senderConfirmed: false,
    asks,
    safeHours: null,
    stillOwed: false,
  };
  const sent = await db
    .transaction()
    .execute((tx) =>
      sendReply(tx, { vault, mailName: DEMO_NAME, linksTo: null, undoMs: 0 }, who, kasus.code, reply, at),
    );
  if ('refused' in sent) throw new Error(`the story of ${slug}: ${JSON.stringify(sent)}`);
  await db.transaction().execute((tx) => markSeen(tx, who.id, kasus.id, kasus.lastInbound, at));
  await deliverMail({ db, vault, smtpOf: () => smtp, now: () => at }, sent.outboundId);
}

/** A letter of today, by SMTP. */
async function post({ smtpUrl }: Seeding, letter: { slug: string; subject: string; text: string }): Promise<void> {
  const transport = createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  await transport.sendMail({
    from: personOf(letter.slug),
    to: DEMO_ADDRESS,
    subject: letter.subject,
    text: letter.text,
  });
  transport.close();
}

function personOf(slug: string): { name: string; address: string } {
  const person = konseliCast.find((k) => k.slug === slug);
  if (!person) throw new Error(`nobody in the cast is called ${slug}`);
  return { name: person.name, address: person.address };
}
