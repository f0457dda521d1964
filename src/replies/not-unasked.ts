/**
 * Why the program must not write to a konseli by itself, whatever the occasion: somebody else may read the letters, the konseli
 * asked us to stop or took the consent back, or nothing reaches them. A person may still decide to write.
 */
import { readDelivery } from '../cases/delivery-agreement.ts';
import { answerAddress, type Konseli, readKonseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { asksToStop } from '../core/asks-to-stop.ts';
import type { Letter } from '../core/letter.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';

export type NotUnasked = 'unsafe_contact' | 'consent_taken_back' | 'asked_to_stop' | 'undeliverable';

/** @returns null: nothing speaks against it */
export async function notUnasked(db: Reader, vault: Vault, kasus: CaseRow): Promise<NotUnasked | null> {
  if ((await isUnsafe(db, kasus.id)) || (await reachesByAPage(db, kasus))) return 'unsafe_contact';
  if (await tookConsentBack(db, kasus.id)) return 'consent_taken_back';
  if (isUndeliverable(await readKonseli(db, vault, kasus.konseli_id))) return 'undeliverable';
  return kasus.stopped_at || (await askedToStop(db, vault, kasus.id)) ? 'asked_to_stop' : null;
}

const isUndeliverable = (konseli: Konseli): boolean =>
  !answerAddress(konseli) || konseli.addresses.every(({ undeliverable }) => undeliverable);

/** What was last put on record of it, in whichever round. */
async function isUnsafe(db: Reader, caseId: string): Promise<boolean> {
  const last = await db
    .selectFrom('case_records')
    .select('value')
    .where('case_id', '=', caseId)
    .where('item', '=', 'safe_contact')
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.value === 'unsafe';
}

/** Letters of this konseli are only read on a page, or none leaves. */
async function reachesByAPage(db: Reader, kasus: CaseRow): Promise<boolean> {
  const agreed = await readDelivery(db, kasus);
  return agreed !== null && agreed.mode !== 'full';
}

async function tookConsentBack(db: Reader, caseId: string): Promise<boolean> {
  const no = await db
    .selectFrom('consents')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'service')
    .where('given', '=', false)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return no !== undefined;
}

/** In whatever words; until the konseli says that we may go on. */
async function askedToStop(db: Reader, vault: Vault, caseId: string): Promise<boolean> {
  const key = await vault.key(db, 'letters', caseId);
  const letters = await db
    .selectFrom('messages')
    .select(['id', 'content_sealed'])
    .where('case_id', '=', caseId)
    .where('direction', '=', 'in')
    .where('kind', '=', 'letter')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages as later')
            .select('later.id')
            .whereRef('later.case_id', '=', 'messages.case_id')
            .whereRef('later.arrived_at', '>=', 'messages.arrived_at')
            .where('later.command', '=', 'resume'),
        ),
      ),
    )
    .execute();
  return letters.some(({ id, content_sealed }) => {
    if (!content_sealed) return false;
    const { newText, text } = JSON.parse(openText(key, 'messages.content', id, content_sealed)) as Letter;
    return asksToStop(newText || text);
  });
}
