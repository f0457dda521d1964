/** The history of a case for those who may see it: who did what when, in four strands. Kinds, ids and codes; never words. */
import { type SqlBool, sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { type EventKind, eventKinds } from './event-kinds.ts';

/** moves: stages and hands · records: what gates and outcomes rest on · reads: every look · deliveries: mail in and out */
export type Strand = 'moves' | 'records' | 'reads' | 'deliveries';

export interface HistoryLine {
  seq: number;
  at: Date;
  strand: Strand;
  kind: EventKind;
  actor: 'staff' | 'konseli' | 'system' | 'cli';
  /** of the member of staff; null for the others */
  staff: { id: number; name: string } | null;
  data: Record<string, unknown>;
}

const reads: readonly EventKind[] = [
  'audit.read',
  'case.read',
  'case.exported',
  'protocol.read',
  'mail.read',
  'attachment.read',
  'raw_mail.read',
  'reading.began',
  'referral.opened',
  'referral.pin_refused',
  'worksheet.read',
  'resonance.read',
];
const records =
  /^(request|receipt|record|risk|protocol|waiver|guardian|safety_plan|disclosure|override|outcome|referral|note|worksheet|resonance|address|cue)\./;
const deliveries = /^(mail|reply|acknowledgement|delivery|safe_delivery|reading_pin|waiting_letter)\./;

export function strandOf(kind: EventKind): Strand {
  if (reads.includes(kind)) return 'reads';
  if (records.test(kind)) return 'records';
  return deliveries.test(kind) ? 'deliveries' : 'moves';
}

/** All lines of a case, oldest first; of one strand when asked for. */
export async function caseHistory(db: Reader, caseId: string, strand?: Strand): Promise<HistoryLine[]> {
  const rows = await db
    .selectFrom('events as e')
    .leftJoin('staff as s', (join) => join.on(sql<SqlBool>`e.actor = 'staff:' || s.id`))
    .select(['e.seq', 'e.at', 'e.kind', 'e.actor', 'e.data', 's.id', 's.name'])
    .where('e.case_id', '=', caseId)
    .where('e.kind', 'in', strand ? eventKinds.filter((k) => strandOf(k) === strand) : eventKinds)
    .orderBy('e.seq')
    .execute();
  return rows.map((r) => ({
    seq: r.seq,
    at: r.at,
    strand: strandOf(r.kind as EventKind),
    kind: r.kind as EventKind,
    actor: r.id === null ? (r.actor as 'konseli' | 'system' | 'cli') : 'staff',
    staff: r.id !== null && r.name !== null ? { id: r.id, name: r.name } : null,
    data: r.data,
  }));
}
