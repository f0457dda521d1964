/** How many exchanges were agreed for the present round, and how many were used. */
import { record } from '../audit/record.ts';
import { type AgreementRefusal, decideAgreement, type Exchanges } from '../core/exchanges.ts';
import type { Person } from '../core/policy.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { readSettings } from '../service/settings.ts';
import { accessCase } from './case-access.ts';
import type { CaseRow } from './lock-case.ts';

export interface AgreedExchanges extends Exchanges {
  /** why the work became longer; '' where it did not, or the case was erased */
  reason: string;
}

/** A letter that ends the work is no exchange any more. */
export async function readExchanges(db: Reader, letters: Key | null, kasus: CaseRow): Promise<AgreedExchanges> {
  const standing = await standingAgreement(db, kasus);
  const settings = await readSettings(db);
  return {
    agreed: standing?.exchanges ?? settings.exchanges,
    used: await usedIn(db, kasus),
    reason:
      letters && standing?.reason_sealed?.length
        ? openText(letters, 'exchange_agreements.reason', standing.id, standing.reason_sealed)
        : '',
  };
}

const standingAgreement = (db: Reader, kasus: CaseRow) =>
  db
    .selectFrom('exchange_agreements')
    .select(['id', 'exchanges', 'reason_sealed'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();

async function usedIn(db: Reader, kasus: CaseRow): Promise<number> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('case_id', '=', kasus.id)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .where('ends_round', 'is', null)
    // The first round begins with the first letter; the later ones with the move back into counselling.
    .$if(kasus.round > 1, (q) =>
      q.where('arrived_at', '>=', (eb) =>
        eb
          .selectFrom('rounds')
          .select('began_at')
          .where('rounds.case_id', '=', kasus.id)
          .where('rounds.round', '=', kasus.round),
      ),
    )
    .executeTakeFirstOrThrow();
  return row.n;
}

export type Agreed =
  | { agreed: number }
  | { refused: AgreementRefusal | 'not_found' | 'needs_reason' | 'closed' | 'remark_too_long' };

const LONGEST_REASON = 4000;

/** The newest agreement of a round stands. */
export async function agreeExchanges(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { exchanges: number; reason: string },
  now: Date,
): Promise<Agreed> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const reason = wish.reason.trim();
  if (reason.length > LONGEST_REASON) return { refused: 'remark_too_long' };
  const key = await vault.key(tx, 'letters', kasus.id);
  const before = await readExchanges(tx, key, kasus);
  const decision = decideAgreement(wish.exchanges, before.agreed, reason !== '');
  if ('refused' in decision) return decision;
  const id = newId();
  await tx
    .updateTable('exchange_agreements')
    .set({ replaced_at: now })
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .execute();
  await tx
    .insertInto('exchange_agreements')
    .values({
      id,
      case_id: kasus.id,
      round: kasus.round,
      exchanges: wish.exchanges,
      longer: decision.longer,
      reason_sealed: reason ? seal(key, 'exchange_agreements.reason', id, reason) : null,
      agreed_by: person.id,
      agreed_at: now,
    })
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'exchanges.agreed',
    caseId: kasus.id,
    data: { agreement: id, exchanges: wish.exchanges, before: before.agreed, round: kasus.round },
  });
  return { agreed: wish.exchanges };
}
