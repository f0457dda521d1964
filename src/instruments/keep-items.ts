/**
 * Keeps what a konseli answered to an instrument. The newest reading of a letter stands. An answer that its rules call danger
 * brings a person to the letter, like words of danger do.
 */
import type { Happening } from '../audit/record.ts';
import { callDuty } from '../cases/duty-calls.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Instrument, ItemAnswers } from '../core/instruments/instrument.ts';
import { readItems } from '../core/instruments/read-items.ts';
import { dangerIn } from '../core/instruments/score-items.ts';
import { worseLane } from '../core/risk/worse-lane.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { readInstrument } from './instruments.ts';

/**
 * Reads a letter for what was asked in the case. The case must be locked by the caller, who records what is returned.
 * @param letters the key of its letters
 * @param text the whole readable text of the mail
 */
export async function readItemsFrom(
  tx: Tx,
  kasus: CaseRow,
  letters: Key,
  { messageId, text }: { messageId: string; text: string },
  now: Date,
): Promise<Happening[]> {
  const id = kasus.asking_instrument;
  const instrument = id && (await readInstrument(tx, id));
  const given = instrument && readItems(text, instrument);
  if (!id || !instrument || !given) return [];
  return keepItems(tx, kasus, letters, { id, instrument, given, messageId, by: null }, now);
}

export interface GivenItems {
  /** of the instrument */
  id: string;
  instrument: Instrument;
  given: ItemAnswers;
  messageId: string;
  /** null: the program read them */
  by: number | null;
}

/** The case must be locked by the caller, who records what is returned. */
export async function keepItems(
  tx: Tx,
  kasus: CaseRow,
  letters: Key,
  { id: instrumentId, instrument, given, messageId, by }: GivenItems,
  now: Date,
): Promise<Happening[]> {
  const id = newId();
  await tx
    .updateTable('instrument_answers')
    .set({ replaced_at: now })
    .where('message_id', '=', messageId)
    .where('replaced_at', 'is', null)
    .execute();
  await tx
    .insertInto('instrument_answers')
    .values({
      id,
      case_id: kasus.id,
      instrument_id: instrumentId,
      message_id: messageId,
      given_sealed: seal(letters, 'instrument_answers.given', id, JSON.stringify(given)),
      recorded_by: by,
      recorded_at: now,
    })
    .execute();
  const lane = kasus.stage === 'closed' ? 'none' : dangerIn(instrument, given);
  const signs = worseLane(kasus.signs, lane);
  Object.assign(kasus, { asking_instrument: null, signs });
  await tx.updateTable('cases').set({ asking_instrument: null, signs }).where('id', '=', kasus.id).execute();
  const actor = by === null ? ('system' as const) : { staff: by };
  return [
    {
      actor,
      kind: 'instrument.answered',
      caseId: kasus.id,
      data: { instrument: instrumentId, answers: id, letter: messageId, items: Object.keys(given).length, lane },
    },
    ...(lane === 'red' ? await callDuty(tx, kasus, messageId, now) : []),
  ];
}

export interface StandingItems {
  instrument: Instrument;
  instrumentId: string;
  given: ItemAnswers;
  messageId: string;
  /** when the letter came */
  at: Date;
}

/** All that stand, in the order of their letters; none where the case was erased. */
export async function standingItems(db: Reader, letters: Key | null, caseId: string): Promise<StandingItems[]> {
  const rows = await db
    .selectFrom('instrument_answers as a')
    .innerJoin('instruments as i', 'i.id', 'a.instrument_id')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .select(['a.id', 'a.instrument_id', 'a.message_id', 'a.given_sealed', 'i.definition', 'm.arrived_at'])
    .where('a.case_id', '=', caseId)
    .where('a.replaced_at', 'is', null)
    .orderBy('m.arrived_at')
    .execute();
  return rows.flatMap((row) =>
    letters && row.given_sealed
      ? [
          {
            instrument: row.definition as unknown as Instrument,
            instrumentId: row.instrument_id,
            given: JSON.parse(openText(letters, 'instrument_answers.given', row.id, row.given_sealed)) as ItemAnswers,
            messageId: row.message_id,
            at: row.arrived_at,
          },
        ]
      : [],
  );
}
