/**
 * A person decides what the program cannot know or must not decide. An uncertain letter: it arrived, it did not, or it is sent
 * once more with the same bytes and Message-ID. A letter that waits for its next try: not tried again, and its text goes back into
 * the draft. A letter that failed or came back: taken note of, or its text goes back into
 * the draft, from where it is sent like any new letter.
 */
import { type Happening, record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Letter } from '../core/letter.ts';
import type { Person } from '../core/policy.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { putBackIntoDraft } from './draft-row.ts';
import { giveTurnBack } from './give-turn-back.ts';
import { type LockedMail, lockOutboundMail } from './outbound-mail.ts';
import { withinSafeHours } from './within-safe-hours.ts';

export const deliveryDecisions = ['arrived', 'not_arrived', 'send_again', 'seen', 'write_again', 'stop'] as const;
export type DeliveryDecision = (typeof deliveryDecisions)[number];

export type SettledDelivery =
  | { settled: DeliveryDecision; outboundId: string }
  /** `already_settled`: a colleague or a late answer of the server was first */
  | { refused: 'not_found' | 'needs_reason' | 'already_settled' | 'closed' };

export async function settleDelivery(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { outboundId: string; decision: DeliveryDecision },
  now: Date,
): Promise<SettledDelivery> {
  const mail = await lockOutboundMail(tx, wish.outboundId);
  if (!mail) return { refused: 'not_found' };
  const found = await accessCase(tx, person, code, 'settle_delivery', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (mail.case_id !== kasus.id) return { refused: 'not_found' };
  if (!awaits(mail, wish.decision)) return { refused: 'already_settled' };
  if (wish.decision === 'write_again' && kasus.stage === 'closed') return { refused: 'closed' };

  await decide(tx, vault, { mail, kasus, person, decision: wish.decision }, now);
  await record(tx, happened(mail, person, wish.decision));
  return { settled: wish.decision, outboundId: mail.id };
}

function awaits(mail: LockedMail, decision: DeliveryDecision): boolean {
  switch (decision) {
    case 'stop':
      return mail.state === 'retry';
    case 'seen':
    case 'write_again':
      return mail.state === 'failed' || mail.bounced_at !== null;
    default:
      return mail.state === 'uncertain';
  }
}

interface Decided {
  mail: LockedMail;
  kasus: CaseRow;
  person: Person;
  decision: DeliveryDecision;
}

async function decide(tx: Tx, vault: Vault, { mail, kasus, person, decision }: Decided, now: Date): Promise<void> {
  const row = tx.updateTable('outbound_mails').where('id', '=', mail.id);
  switch (decision) {
    case 'arrived':
      await row.set({ state: 'sent', settled_at: now, seen_problem_at: now, copy_due_at: now }).execute();
      break;
    case 'send_again':
      // The old problem stays beside it until the next answer of the server: this letter may arrive twice.
      await row.set({ state: 'queued', settled_at: null, due_at: await withinSafeHours(tx, mail, now) }).execute();
      break;
    case 'not_arrived':
      await row.set({ state: 'failed', settled_at: now, seen_problem_at: now }).execute();
      if (mail.kind === 'reply') await giveTurnBack(tx, kasus);
      break;
    case 'stop':
      // Whatever is tried again was refused before it was taken, so nothing is on its way (RFC 5321 §4.2.1).
      await row.set({ state: 'failed', settled_at: now, seen_problem_at: now, problem: 'stopped' }).execute();
      if (mail.kind === 'reply') await giveTurnBack(tx, kasus);
      if (kasus.stage !== 'closed') await backIntoDraft(tx, vault, mail, kasus, person, now);
      break;
    case 'seen':
      await row.set({ seen_problem_at: now }).execute();
      break;
    case 'write_again':
      await row.set({ seen_problem_at: now }).execute();
      await backIntoDraft(tx, vault, mail, kasus, person, now);
      break;
  }
}

async function backIntoDraft(
  tx: Tx,
  vault: Vault,
  mail: LockedMail,
  kasus: CaseRow,
  person: Person,
  now: Date,
): Promise<void> {
  const message = await tx
    .selectFrom('messages')
    .select(['id', 'content_sealed'])
    .where('outbound_id', '=', mail.id)
    .where('kind', '=', 'letter')
    .executeTakeFirst();
  if (!message?.content_sealed) return;
  const key = await vault.key(tx, 'letters', kasus.id);
  const letter = JSON.parse(openText(key, 'messages.content', message.id, message.content_sealed)) as Letter;
  await putBackIntoDraft(tx, vault, { caseId: kasus.id, authorId: person.id, text: letter.text }, now);
}

const happened = (mail: LockedMail, person: Person, decision: DeliveryDecision): Happening => ({
  actor: { staff: person.id },
  kind: decision === 'send_again' ? 'delivery.tried_again' : 'delivery.settled_by_hand',
  caseId: mail.case_id,
  data: { outbound: mail.id, decision },
});
