// The door of the service, from raw bytes to fate: what the tests of this folder share.

import type { Filed } from '../../../src/intake/file-mail.ts';
import { type Ingest, ingestMail } from '../../../src/intake/ingest-mail.ts';
import { type RawMail, takeIn } from '../../../src/intake/take-in.ts';
import { openParsePool, type ParsePool } from '../../../src/mail/parse-pool.ts';
import { openWorld, SERVICE_ADDRESS, START, type World } from '../../support/cast.ts';

export const MINUTE = 60_000;
const LEASE_MS = 60_000;

export interface Door {
  world: World;
  clock: { now: Date };
  ingest: Ingest;
  /** the mail server hands over mails, in one batch; @returns ids of those that now wait to be filed */
  takeIn(raws: readonly Uint8Array[], where?: { uidValidity?: number; firstUid?: number }): Promise<string[]>;
  /** one mail comes in and is filed; @returns its row */
  arrive(raw: Uint8Array): Promise<MailRow>;
  row(id: string): Promise<MailRow>;
  rows(): Promise<MailRow[]>;
}

export type MailRow = Awaited<ReturnType<typeof readRows>>[number];

/** The real parser in its thread. Starting one costs seconds, so a file of tests shares it. */
export const openParser = (): ParsePool => openParsePool({ threads: 1, ownAddresses: [SERVICE_ADDRESS] });

export async function openDoor({ understand }: ParsePool): Promise<Door> {
  const world = await openWorld();
  const clock = { now: START };
  let nextUid = 1;
  const ingest: Ingest = {
    db: world.db,
    vault: world.vault,
    understand,
    ourName: 'Layanan Konseling',
    leaseMs: LEASE_MS,
    now: () => clock.now,
  };
  const take: Door['takeIn'] = async (raws, { uidValidity = 1, firstUid = nextUid } = {}) => {
    const batch = raws.map(
      (raw, n): RawMail => ({
        uid: firstUid + n,
        raw,
        size: raw.length,
        truncated: false,
        arrivedAt: clock.now,
      }),
    );
    nextUid = Math.max(nextUid, firstUid + raws.length);
    const door = { mailboxId: world.mailboxId, folder: 'INBOX', uidValidity, historic: false };
    return takeIn(world.db, world.vault, door, batch, firstUid + raws.length - 1);
  };
  const row = async (id: string) => (await readRows(world)).find((known) => known.id === id)!;
  return {
    world,
    clock,
    ingest,
    takeIn: take,
    async arrive(raw) {
      const uid = nextUid;
      const [id] = await take([raw]);
      if (id) await ingestMail(ingest, id);
      return (await readRows(world)).find((known) => known.uid === uid)!;
    },
    row,
    rows: () => readRows(world),
  };
}

const readRows = ({ db }: World) =>
  db
    .selectFrom('inbound_mails as i')
    .leftJoin('cases as c', 'c.id', 'i.case_id')
    .leftJoin('cases as s', 's.id', 'i.suggestion')
    .select([
      'i.id',
      'i.uid',
      'i.state',
      'i.fate',
      'i.problem',
      'i.attempts',
      'i.case_id as caseId',
      'c.code as caseCode',
      's.code as suggestion',
    ])
    .orderBy('i.received_at')
    .orderBy('i.uid')
    .execute();

/** Files all mails that wait, as the worker would. */
export async function fileAll(door: Door, ids: readonly string[]): Promise<(Filed | null)[]> {
  const filed: (Filed | null)[] = [];
  for (const id of ids) filed.push(await ingestMail(door.ingest, id));
  return filed;
}

export interface MailWish {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  messageId?: string;
  inReplyTo?: string;
  headers?: readonly string[];
}

let sent = 0;

/** A plain mail, as a phone would send it; every one is another. */
export function aMail(wish: MailWish = {}): Buffer {
  sent++;
  const { from = 'Sari <sari@murid.example>', to = SERVICE_ADDRESS, subject = 'Mohon bantuan' } = wish;
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${wish.messageId ?? `surat-${sent}@murid.example`}>`,
    'Date: Wed, 4 Mar 2026 09:00:00 +0700',
    ...(wish.inReplyTo ? [`In-Reply-To: <${wish.inReplyTo}>`, `References: <${wish.inReplyTo}>`] : []),
    ...(wish.headers ?? []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    wish.text ?? `Bu, ini surat saya yang ke-${sent}. Saya ingin bercerita.`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

export interface StandingCase {
  id: string;
  code: string;
  letters: number;
}

/** All cases, the oldest first, with how many letters from outside each holds. */
export async function casesOf({ world }: Door): Promise<StandingCase[]> {
  const cases = await world.db.selectFrom('cases').select(['id', 'code']).orderBy('id').execute();
  const letters = await world.db
    .selectFrom('messages')
    .select((eb) => ['case_id', eb.fn.countAll<number>().as('n')])
    .where('direction', '=', 'in')
    .groupBy('case_id')
    .execute();
  return cases.map((kasus) => ({ ...kasus, letters: letters.find((row) => row.case_id === kasus.id)?.n ?? 0 }));
}
