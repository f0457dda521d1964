/** Before a guardian agrees, and after they took it back, letters only inform; they are counted, so that they stay few. */
import type { CaseRow } from '../cases/lock-case.ts';
import { standingRecord } from '../cases/standing-record.ts';
import { whyInformationOnly } from '../core/guardian.ts';
import type { Reader } from '../db/database.ts';
import type { ServiceSettings } from '../service/settings.ts';

export interface InformationOnly {
  why: 'not_asked_yet' | 'withdrew';
  sent: number;
  most: number;
}

/** null: this case may be written to like any other */
export async function readInformationOnly(
  db: Reader,
  kasus: CaseRow,
  settings: Pick<ServiceSettings, 'informationLetters'>,
): Promise<InformationOnly | null> {
  const guardian = kasus.stage === 'preparation' ? await standingRecord(db, kasus, 'guardian') : undefined;
  const why = whyInformationOnly({
    answer: guardian?.value ?? null,
    withdrewAt: kasus.guardian_withdrew_at,
    inDanger: kasus.risk === 'urgent' || kasus.signs === 'red',
  });
  const since = why === 'withdrew' ? kasus.guardian_withdrew_at : guardian?.recorded_at;
  if (!why || !since) return null;
  const { sent } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .where('case_id', '=', kasus.id)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .where('arrived_at', '>=', since)
    .executeTakeFirstOrThrow();
  return { why, sent, most: settings.informationLetters };
}
