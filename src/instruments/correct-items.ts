/** A person sets right what the program read of an instrument in a konseli's letter, or writes down what it did not find there. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { letterOfCase } from '../cases/letter-of-case.ts';
import type { ItemAnswers } from '../core/instruments/instrument.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { readInstrument } from './instruments.ts';
import { keepItems } from './keep-items.ts';

export type CorrectedItems =
  | { corrected: true }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_such_letter' | 'no_such_instrument' | 'off_the_scale' };

export async function correctItems(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { instrumentId: string; messageId: string; given: ItemAnswers },
  now: Date,
): Promise<CorrectedItems> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const letter = await letterOfCase(tx, kasus.id, wish.messageId);
  if (letter?.direction !== 'in') return { refused: 'no_such_letter' };
  const instrument = await readInstrument(tx, wish.instrumentId);
  if (!instrument) return { refused: 'no_such_instrument' };
  const { least, most } = instrument.scale;
  const fits = ([item, value]: [string, number]) =>
    Number(item) <= instrument.items.length && Number.isInteger(value) && value >= least && value <= most;
  if (!Object.entries(wish.given).every(fits)) return { refused: 'off_the_scale' };
  const key = await vault.key(tx, 'letters', kasus.id);
  const given = { id: wish.instrumentId, instrument, given: wish.given, messageId: letter.id, by: person.id };
  await record(tx, ...(await keepItems(tx, kasus, key, given, now)));
  return { corrected: true };
}
