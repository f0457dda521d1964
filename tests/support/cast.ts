/**
 * The cast: a fresh database with a mailbox and the people of every story. Sari, Bima and Dewi write; Bu Ani and Pak Budi
 * counsel, Bu Ratna supervises, Pak Joko is the admin.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { addLetter } from '../../src/cases/add-letter.ts';
import { addKonseli, lockKonseliByAddress } from '../../src/cases/konseli.ts';
import { type CaseRow, lockCase } from '../../src/cases/lock-case.ts';
import { moveCase } from '../../src/cases/move-case.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { type ItemWish, recordItem } from '../../src/cases/record-item.ts';
import type { Letter } from '../../src/core/letter.ts';
import type { Authentication, MailAttachment } from '../../src/core/mail-report.ts';
import type { Role } from '../../src/core/policy.ts';
import type { Key } from '../../src/crypto/seal.ts';
import { openVault, type Vault } from '../../src/crypto/vault.ts';
import { type Database, newId, openDatabase, type Tx } from '../../src/db/database.ts';
import { dropDatabase, freshDatabase } from './database.ts';

export const SERVICE_ADDRESS = 'konseling@sekolah.example';

/** Wednesday 4 March 2026, 09:00 in Jakarta: the day on which the stories begin. */
export const START = new Date('2026-03-04T02:00:00Z');

export const hours = (n: number): Date => new Date(START.getTime() + n * 3_600_000);
export const days = (n: number): Date => hours(n * 24);

export interface CastMember {
  id: number;
  role: Role;
  name: string;
  email: string;
}

export interface World {
  url: string;
  db: Database;
  vault: Vault;
  /** what wraps the vault's keys, for tests that start a program of their own on this database */
  kek: Key;
  mailboxId: number;
  buAni: CastMember;
  pakBudi: CastMember;
  buRatna: CastMember;
  pakJoko: CastMember;
  /** runs in a transaction of its own */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const url = await freshDatabase();
  const db = openDatabase(url);
  const kek = { id: 'test', secret: randomBytes(32) };
  const vault = await openVault(db, kek);
  const mailbox = await db
    .insertInto('mailboxes')
    .values({ address: SERVICE_ADDRESS })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    url,
    db,
    vault,
    kek,
    mailboxId: mailbox.id,
    buAni: await addStaff(db, 'Bu Ani', 'counsellor'),
    pakBudi: await addStaff(db, 'Pak Budi', 'counsellor'),
    buRatna: await addStaff(db, 'Bu Ratna', 'supervisor'),
    pakJoko: await addStaff(db, 'Pak Joko', 'admin'),
    tx: (work) => db.transaction().execute(work),
    end: async () => {
      await db.destroy();
      await dropDatabase(url);
    },
  };
}

/** 'Bu Ani' → ani@sekolah.example */
export async function addStaff(db: Database, name: string, role: Role): Promise<CastMember> {
  const email = `${name.split(' ').at(-1)!.toLowerCase()}@sekolah.example`;
  const row = await db.insertInto('staff').values({ name, email, role }).returning('id').executeTakeFirstOrThrow();
  return { id: row.id, role, name, email };
}

export interface CastCase {
  id: string;
  code: string;
  konseliId: string;
  /** of the konseli's first letter */
  firstLetterId: string;
}

export interface CaseWish {
  /** first name of the konseli; 'Sari' unless given */
  konseli?: string;
  /** what the konseli wrote first */
  text?: string;
  subject?: string;
  counsellor?: CastMember;
  at?: Date;
  answerDueAt?: Date;
  previousId?: string;
}

/** A case as intake leaves it: opened in preparation, with the konseli's first letter filed. */
export async function aCase(world: World, wish: CaseWish = {}): Promise<CastCase> {
  const { konseli = 'Sari', text = 'Bu, saya ingin bercerita.', at = START } = wish;
  const address = `${konseli.toLowerCase()}@murid.example`;
  const opened = await world.tx(async (tx) => {
    const konseliId =
      (await lockKonseliByAddress(tx, world.vault, address)) ??
      (await addKonseli(tx, world.vault, { address, name: konseli, language: 'id' }));
    const facts = { mailboxId: world.mailboxId, konseliId, previousId: wish.previousId ?? null, openedAt: at };
    const { id, code } = (await openCase(tx, world.vault, facts)).kasus;
    if (wish.counsellor)
      await tx.updateTable('cases').set({ counsellor_id: wish.counsellor.id }).where('id', '=', id).execute();
    return { id, code, konseliId };
  });
  const firstLetterId = await konseliWrites(world, opened, {
    konseli,
    text,
    at,
    ...(wish.subject === undefined ? {} : { subject: wish.subject }),
    ...(wish.answerDueAt === undefined ? {} : { answerDueAt: wish.answerDueAt }),
  });
  return { ...opened, firstLetterId };
}

export interface LetterWish {
  text: string;
  subject?: string;
  konseli?: string;
  at?: Date;
  answerDueAt?: Date;
  attachments?: readonly { facts: MailAttachment; content: Uint8Array }[];
  /** what our mail server found out about the sender; nothing unless given */
  authentication?: Authentication;
}

/** A letter from the konseli, filed in the case; its raw bytes were let go. @returns the id of the message */
export async function konseliWrites(world: World, kasus: { id: string }, wish: LetterWish): Promise<string> {
  const { konseli = 'Sari', at = START } = wish;
  return world.tx(async (tx) => {
    const inboundId = newId();
    const row = (await lockCase(tx, kasus.id))!;
    await tx
      .insertInto('inbound_mails')
      .values({
        id: inboundId,
        mailbox_id: world.mailboxId,
        folder: 'INBOX',
        uid_validity: 1,
        uid: randomInt(1, 2 ** 31),
        raw_index: world.vault.blindIndex('raw', inboundId),
        size: wish.text.length,
        arrived_at: at,
        state: 'filed',
        fate: row.letters ? 'joined' : 'new_case',
        case_id: kasus.id,
        settled_at: at,
      })
      .execute();
    const letter = aLetter({
      text: wish.text,
      subject: wish.subject ?? 'Mohon bantuan',
      from: { name: konseli, address: `${konseli.toLowerCase()}@murid.example` },
      to: [{ name: '', address: SERVICE_ADDRESS }],
      messageId: `${inboundId}@murid.example`,
      authentication: wish.authentication ?? null,
    });
    return addLetter(
      tx,
      world.vault,
      row,
      {
        direction: 'in',
        kind: 'letter',
        letter,
        arrivedAt: at,
        authorId: null,
        inboundId,
        outboundId: null,
        attachments: wish.attachments ?? [],
      },
      wish.answerDueAt ?? null,
    );
  });
}

/** An answer of ours that the mail server has taken. @returns the id of the message */
export async function counsellorAnswers(
  world: World,
  kasus: { id: string },
  author: CastMember,
  wish: { text: string; konseli?: string; at?: Date },
): Promise<string> {
  const { konseli = 'Sari', at = START } = wish;
  return world.tx(async (tx) => {
    const outboundId = newId();
    const messageId = `${outboundId}@sekolah.example`;
    await tx
      .insertInto('outbound_mails')
      .values({
        id: outboundId,
        case_id: kasus.id,
        mailbox_id: world.mailboxId,
        kind: 'reply',
        dedupe_key: `reply:${outboundId}`,
        message_index: world.vault.blindIndex('message-id', messageId),
        state: 'sent',
        settled_at: at,
        copy_state: 'done',
      })
      .execute();
    const letter = aLetter({
      text: wish.text,
      subject: 'Re: Mohon bantuan',
      from: { name: 'Layanan Konseling', address: SERVICE_ADDRESS },
      to: [{ name: konseli, address: `${konseli.toLowerCase()}@murid.example` }],
      messageId,
    });
    const added = {
      direction: 'out' as const,
      kind: 'letter' as const,
      letter,
      arrivedAt: at,
      authorId: author.id,
      inboundId: null,
      outboundId,
      attachments: [],
    };
    return addLetter(tx, world.vault, (await lockCase(tx, kasus.id))!, added, null);
  });
}

/** The letter that ends the work of the present round. @returns the id of the message */
export async function endWithLetter(
  world: World,
  kasus: { id: string },
  author: CastMember,
  wish: { text?: string; konseli?: string; at?: Date } = {},
): Promise<string> {
  const id = await counsellorAnswers(world, kasus, author, { text: 'Surat kita selesai di sini.', ...wish });
  const { round } = await rowOf(world, kasus);
  await world.db.updateTable('messages').set({ ends_round: round }).where('id', '=', id).execute();
  return id;
}

export function aLetter(words: Partial<Letter>): Letter {
  return {
    subject: '',
    text: '',
    newText: words.text ?? '',
    quotedText: '',
    signature: '',
    html: null,
    from: null,
    to: [],
    replyTo: [],
    messageId: null,
    references: [],
    claimedDate: null,
    authentication: null,
    warnings: [],
    ...words,
  };
}

export const rowOf = (world: World, kasus: { id: string }): Promise<CaseRow> =>
  world.db.selectFrom('cases').selectAll().where('id', '=', kasus.id).executeTakeFirstOrThrow();

/** 'staff:1 case.claimed', in order. */
export async function eventsOf(world: World, kasus: { id: string }): Promise<string[]> {
  const rows = await world.db
    .selectFrom('events')
    .select(['actor', 'kind'])
    .where('case_id', '=', kasus.id)
    .orderBy('seq')
    .execute();
  return rows.map((r) => `${r.actor} ${r.kind}`);
}

type OnRecord = Pick<ItemWish, 'item' | 'value'> & { letter?: true; remark?: string };

/** Everything the first gate asks for, as Bu Ani would put it on record for a grown-up konseli. */
export const FIRST_GATE: readonly OnRecord[] = [
  { item: 'risk_read', value: 'none' },
  { item: 'acknowledged', value: 'told_by_hand' },
  { item: 'reachable', value: 'answered_elsewhere' },
  { item: 'safe_contact', value: 'safe' },
  { item: 'age_band', value: 'adult' },
  { item: 'guardian', value: 'not_needed' },
  { item: 'consent', value: 'given', letter: true },
  { item: 'confidentiality_limits', value: 'told', letter: true },
  { item: 'suitability', value: 'fits' },
  { item: 'competence', value: 'fits' },
  { item: 'concern', value: 'social', remark: 'Merasa sendirian di kelas' },
  { item: 'emergency_contact_asked', value: 'not_answered' },
];

export const SECOND_GATE: readonly OnRecord[] = [
  { item: 'frame_agreed', value: 'agreed' },
  { item: 'interpretation_accepted', value: 'accepted', letter: true },
  { item: 'goals_rated', value: 'single_contact' },
  { item: 'immediate_evaluation', value: 'declined' },
  { item: 'ending_announced', value: 'announced' },
  { item: 'risk_reread', value: 'none' },
];

export async function putOnRecord(
  world: World,
  kasus: CastCase,
  counsellor: CastMember,
  items: readonly OnRecord[],
  at = START,
): Promise<void> {
  for (const { item, value, letter, remark = '' } of items) {
    const wish = { item, value, remark, messageId: letter ? kasus.firstLetterId : null };
    const done = await world.tx((tx) => recordItem(tx, world.vault, counsellor, kasus.code, wish, at));
    if ('refused' in done) throw new Error(`${item}: ${done.refused}`);
  }
}

/** From preparation into counselling, with everything on record. */
export async function enterCounselling(world: World, kasus: CastCase, counsellor: CastMember, at = START) {
  await putOnRecord(world, kasus, counsellor, FIRST_GATE, at);
  await moveTo(world, kasus, counsellor, 'counselling', at);
}

/** From counselling into post-counselling, with everything on record. */
export async function enterPostCounselling(world: World, kasus: CastCase, counsellor: CastMember, at = START) {
  await putOnRecord(world, kasus, counsellor, SECOND_GATE, at);
  await moveTo(world, kasus, counsellor, 'post_counselling', at);
}

async function moveTo(
  world: World,
  kasus: CastCase,
  who: CastMember,
  to: 'counselling' | 'post_counselling',
  at: Date,
): Promise<void> {
  const done = await world.tx((tx) => moveCase(tx, who, kasus.code, { to }, at));
  if ('refused' in done) throw new Error(`${to}: ${done.refused}`);
}
