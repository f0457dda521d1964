/**
 * After the time the counsellor says how it was. That they met completes the outcome. Where the konseli did not come, or we could
 * not, a letter without blame lies ready in the reply form, the missed time is counted, and every way stays open.
 */
import { type Happening, record } from '../audit/record.ts';
import { completeOutcome } from '../cases/complete-outcome.ts';
import { finishFollowUps } from '../cases/follow-up.ts';
import { endMeetings } from '../cases/meeting-row.ts';
import type { MeetingEnd } from '../core/meetings.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { putBackIntoDraft } from '../replies/draft-row.ts';
import { fillChosenTemplate } from '../replies/fill-chosen-template.ts';
import { lockLatest } from './change-meeting.ts';

export interface HowItWas {
  ended: Exclude<MeetingEnd, 'cancelled'>;
  /** asks the konseli too, softly, in the next letter */
  askKonseli: boolean;
}

const drafts = {
  took_place: 'after-meeting',
  konseli_absent: 'missed-meeting',
  we_could_not: 'could-not-meet',
} as const;

export async function settleMeeting(
  tx: Tx,
  vault: Vault,
  person: Person & { name: string },
  code: string,
  wish: HowItWas,
  now: Date,
): Promise<
  { ended: MeetingEnd } | { refused: 'not_found' | 'needs_reason' | 'nothing_agreed' | 'ended_already' | 'not_yet' }
> {
  const found = await lockLatest(tx, vault, person, code, now);
  if ('refused' in found) return found;
  const { kasus, latest } = found;
  if (latest.ended) return { refused: 'ended_already' };
  if (latest.startsAt > now) return { refused: 'not_yet' };
  const { ended } = wish;
  if (ended !== 'took_place' || wish.askKonseli) await layReady(tx, vault, person, code, kasus.id, ended, now);
  if (ended === 'took_place' && latest.kind === 'meeting') {
    const completed = await completeOutcome(tx, person, code, now);
    return 'completed' in completed ? { ended } : { refused: 'ended_already' };
  }
  const happened: Happening[] = await endMeetings(
    tx,
    kasus.id,
    { ended, by: person.id, outcomeId: latest.outcomeId },
    now,
  );
  await finishFollowUps(tx, kasus.id, [latest.kind], now);
  await record(tx, ...happened);
  return { ended };
}

async function layReady(
  tx: Tx,
  vault: Vault,
  person: Person & { name: string },
  code: string,
  caseId: string,
  ended: HowItWas['ended'],
  now: Date,
): Promise<void> {
  const text = await fillChosenTemplate(
    tx,
    vault,
    person,
    code,
    { chosen: `shipped:${drafts[ended]}`, below: '' },
    now,
  );
  if (text) await putBackIntoDraft(tx, vault, { caseId, authorId: person.id, text }, now);
}
