/** Opens cases in preparation, each with its keys and first round. Whoever opens many composes each and writes them together. */
import { randomBytes } from 'node:crypto';
import { caseCode } from '../core/case-code.ts';
import type { Key } from '../crypto/seal.ts';
import { keepKeys, type NewKey, type Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';

export interface CaseToOpen {
  mailboxId: number;
  konseliId: string;
  /** the closed case this one follows */
  previousId: string | null;
  openedAt: Date;
}

export interface OpenedCase {
  kasus: CaseRow;
  /** seals its letters */
  letters: Key;
  /** still to be kept */
  keys: readonly NewKey[];
}

/** The konseli must be locked by the caller, so that two letters arriving together do not open two cases. */
export async function openCase(tx: Tx, vault: Vault, facts: CaseToOpen): Promise<OpenedCase> {
  const opened = composeCase(vault, facts);
  await writeCases(tx, [opened]);
  return opened;
}

/**
 * The row as the database will have it. Of a billion codes two are hardly ever the same; then the database refuses the second,
 * and whoever tries again has another code.
 */
export function composeCase(vault: Vault, facts: CaseToOpen): OpenedCase {
  const id = newId();
  const letters = vault.newKey('letters', id);
  const kasus: CaseRow = {
    id,
    code: caseCode(randomBytes(6)),
    mailbox_id: facts.mailboxId,
    konseli_id: facts.konseliId,
    counsellor_id: null,
    title_sealed: null,
    preview_sealed: null,
    stage: 'preparation',
    round: 1,
    ending: null,
    previous_id: facts.previousId,
    risk: 'unread',
    turn: 'counsellor',
    waiting_since: null,
    answer_due_at: null,
    asleep_until: null,
    letters: 0,
    last_letter_at: null,
    last_inbound_id: null,
    opened_at: facts.openedAt,
    closed_at: null,
    erased_at: null,
    guardian_withdrew_at: null,
    asking: [],
    asking_instrument: null,
    signs: 'none',
    stopped_at: null,
    quiet_until: null,
    referral_asked: null,
  };
  return { kasus, letters: letters.key, keys: [letters, vault.newKey('notes', id)] };
}

/** What is known of their letters by now is for the writer of the letters to say. */
export async function writeCases(tx: Tx, opened: readonly OpenedCase[]): Promise<void> {
  if (!opened.length) return;
  const rows = opened.map(({ kasus: { id, code, mailbox_id, konseli_id, previous_id, opened_at } }) => ({
    id,
    code,
    mailbox_id,
    konseli_id,
    previous_id,
    opened_at,
  }));
  await tx.insertInto('cases').values(rows).execute();
  const rounds = rows.map(({ id, opened_at }) => ({ case_id: id, round: 1, began_at: opened_at }));
  await tx.insertInto('rounds').values(rounds).execute();
  await keepKeys(
    tx,
    opened.flatMap(({ keys }) => keys),
  );
}
