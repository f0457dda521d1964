/**
 * Writes one line into the record. It is the last statement of a transaction: the lock that keeps the chain in order is then
 * held for the shortest time. One event for each thing a person did; ids, codes and numbers only, never a word of a letter.
 */
import type { Tx } from '../db/database.ts';
import type { EventKind } from './event-kinds.ts';

export type Actor = { staff: number } | 'konseli' | 'system' | 'cli';

export interface Happening {
  actor: Actor;
  kind: EventKind;
  caseId?: string | undefined;
  /** ids, codes, numbers; at most 4,000 bytes */
  data?: Record<string, string | number | boolean | null | readonly string[]>;
}

export async function record(tx: Tx, ...happenings: Happening[]): Promise<void> {
  if (!happenings.length) return;
  await tx
    .insertInto('events')
    .values(
      happenings.map((h) => ({
        actor: typeof h.actor === 'string' ? h.actor : `staff:${h.actor.staff}`,
        case_id: h.caseId ?? null,
        kind: h.kind,
        data: JSON.stringify(h.data ?? {}),
      })),
    )
    .execute();
}
