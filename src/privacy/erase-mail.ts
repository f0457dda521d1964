/**
 * Takes the words of one letter out of the service: its bytes with their key, its place in the thread of a case, its
 * attachments, and what the list showed of it. Answers that quote it are letters of their own and stay.
 */
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { leaveTombstone } from '../intake/tombstones.ts';
import { forgetWorksheetsOf } from '../reading/forget-worksheets.ts';

/**
 * Copies of the letter that came with other bytes go too. The case must be locked by the caller, where there is one; it keeps
 * the empty place of the letter. The caller records it.
 */
export async function eraseMail(tx: Tx, vault: Vault, mailId: string, now: Date): Promise<void> {
  const ids = await copiesOf(tx, mailId);
  const letters = await tx
    .selectFrom('messages')
    .select(['id', 'case_id as caseId'])
    .where('inbound_id', 'in', ids)
    .execute();
  await emptyLetters(
    tx,
    letters.map((letter) => letter.id),
    now,
  );
  for (const letter of letters) await forgetInList(tx, letter);
  await leaveTombstone(tx, vault, ids, now);
}

async function copiesOf(tx: Tx, mailId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('inbound_mails as i')
    .innerJoin('inbound_mails as asked', (join) => join.on('asked.id', '=', mailId))
    .select('i.id')
    .where((eb) =>
      eb.or([
        eb('i.id', '=', mailId),
        eb.and([
          eb('i.letter_index', '=', eb.ref('asked.letter_index')),
          eb('i.case_id', 'is not distinct from', eb.ref('asked.case_id')),
        ]),
      ]),
    )
    .orderBy('i.id')
    .forNoKeyUpdate('i')
    .execute();
  return rows.map((row) => row.id);
}

/** Letters keep their place, and lose every word. */
export async function emptyLetters(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return;
  await tx
    .updateTable('attachments')
    .set({ facts_sealed: null, content_sealed: null })
    .where('message_id', 'in', ids)
    .execute();
  await forgetWorksheetsOf(tx, ids, now);
  await tx.updateTable('answers').set({ given_sealed: null }).where('message_id', 'in', ids).execute();
  await tx
    .updateTable('messages')
    .set({ content_sealed: null, message_index: null, attachments: 0 })
    .where('id', 'in', ids)
    .execute();
}

/** The list shows the subject of the first letter and the first words of the last one. */
async function forgetInList(tx: Tx, letter: { id: string; caseId: string }): Promise<void> {
  const first = await tx
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', letter.caseId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (first?.id === letter.id)
    await tx.updateTable('cases').set({ title_sealed: null }).where('id', '=', letter.caseId).execute();
  await tx
    .updateTable('cases')
    .set({ preview_sealed: null })
    .where('id', '=', letter.caseId)
    .where('last_inbound_id', '=', letter.id)
    .execute();
}
