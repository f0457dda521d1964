/** Gives a case to a counsellor: by the one who has it, or by a supervisor, who may go above what somebody has room for. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { liftCap } from '../load/lift-cap.ts';
import { refuseCase } from '../load/room-for.ts';
import { accessCase } from './case-access.ts';
import { colleagueFor } from './colleagues.ts';
import { giveCase } from './give-case.ts';
import { type ReasonRefusal, refuseReason } from './reason.ts';

export type Assignment =
  | { assigned: string; to: string }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_such_counsellor' | 'is_excluded' | 'has_it_already' }
  | { refused: 'no_room_for_them' | 'they_are_on_pause' | ReasonRefusal };

/**
 * @param to staff id of an active counsellor
 * @param despite why a supervisor goes above their room or their pause; left out: nobody does
 */
export async function assignCase(
  tx: Tx,
  person: Person,
  code: string,
  to: number,
  now: Date,
  despite?: { vault: Vault; reason: string },
): Promise<Assignment> {
  const found = await accessCase(tx, person, code, 'assign', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const colleague = await colleagueFor(tx, kasus, to);
  if (!colleague) return { refused: 'no_such_counsellor' };
  if (colleague.part === 'excluded') return { refused: 'is_excluded' };
  if (colleague.part === 'own') return { refused: 'has_it_already' };
  const full = await refuseCase(tx, kasus.id, to, now);
  const reason = person.role === 'supervisor' ? despite?.reason.trim() : '';
  if (full && !(reason && despite)) return { refused: full === 'no_room' ? 'no_room_for_them' : 'they_are_on_pause' };
  const refused = full && reason ? refuseReason(reason) : null;
  if (refused) return { refused };
  const wish = { caseId: kasus.id, staffId: to, reason: reason ?? '', by: person.id };
  const lifted = full && despite ? await liftCap(tx, despite.vault, wish, now) : null;
  await giveCase(tx, kasus, to);
  await record(tx, {
    actor: { staff: person.id },
    kind: 'case.assigned',
    caseId: kasus.id,
    data: { from: kasus.counsellor_id, to, ...(lifted && { above_cap: lifted }) },
  });
  return { assigned: kasus.code, to: colleague.name };
}
