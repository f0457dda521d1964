/** All that the page of a case shows, opened for one person. Looking is on record before the page leaves. */
import { record } from '../audit/record.ts';
import { mayWithCase, type Person, type Relation } from '../core/policy.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { readCaseAccess } from './case-access.ts';
import { type CasePanel, readPanel } from './case-panel.ts';
import { readThread, type ThreadEntry } from './case-thread.ts';
import { answerCalls } from './duty-calls.ts';
import type { CaseRow } from './lock-case.ts';
import { markSeen } from './mark-seen.ts';

export interface CaseView {
  kasus: CaseRow;
  relation: Relation;
  title: string;
  thread: ThreadEntry[];
  panel: CasePanel;
}

/**
 * Opens a case for reading, notes down who looked, and remembers what they have seen.
 * @returns `needs_reason` when a supervisor must give a reason first
 */
export async function openCaseView(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  now: Date,
): Promise<CaseView | { refused: 'not_found' | 'needs_reason' }> {
  const found = await readCaseAccess(tx, person, code, 'read', now);
  if ('refused' in found) return found;
  const { kasus, relation } = found;
  const withNotes = mayWithCase(person, 'read_notes', relation) !== 'no';
  const thread = await readThread(tx, vault, kasus, person.id, withNotes);
  const key = (await vault.keys(tx, 'letters', [kasus.id])).get(kasus.id);
  const view = {
    kasus,
    relation,
    title: key && kasus.title_sealed ? openText(key, 'cases.title', kasus.id, kasus.title_sealed) : '',
    thread,
    panel: await readPanel(tx, vault, kasus, person, now),
  };
  await markSeen(tx, person.id, kasus.id, kasus.last_inbound_id, now);
  const answered = await answerCalls(tx, kasus.id, person.id, now);
  await record(
    tx,
    {
      actor: { staff: person.id },
      kind: 'case.read',
      caseId: kasus.id,
      data: { letters: kasus.letters, notes: withNotes },
    },
    ...answered,
  );
  return view;
}
