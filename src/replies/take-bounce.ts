/**
 * A delivery report came back (RFC 3464): the letter it speaks of is marked, an address that does not exist is remembered, and
 * the counsellor gets the case back, because the konseli has no answer. The Message-ID is random and signed, so only somebody
 * who had the letter in hand can report on it.
 */
import type { Happening } from '../audit/record.ts';
import { lockCase } from '../cases/lock-case.ts';
import { putBeforeCounsellor } from '../cases/put-before-counsellor.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { giveTurnBack } from './give-turn-back.ts';
import { markUndeliverable } from './mark-undeliverable.ts';
import { lockOutboundMail } from './outbound-mail.ts';

export interface Bounce {
  /** of the letter that came back, without angle brackets */
  originalMessageId: string;
  recipient: string | null;
  /** RFC 3463, such as `5.1.1` */
  status: string | null;
  /** true: it will not arrive; false: it is late; null: the report does not say */
  permanent: boolean | null;
}

export interface TakenBounce {
  /** of the letter that came back */
  caseId: string;
  /** for the caller to record, last of all; empty when nothing changed */
  happenings: Happening[];
}

/** @returns null when the report speaks of no letter of ours */
export async function takeBounce(tx: Tx, vault: Vault, bounce: Bounce, now: Date): Promise<TakenBounce | null> {
  const found = await tx
    .selectFrom('outbound_mails')
    .select('id')
    .where('message_index', '=', vault.blindIndex('message-id', bounce.originalMessageId))
    .executeTakeFirst();
  const mail = found && (await lockOutboundMail(tx, found.id));
  if (!mail) return null;
  // A late or vague report does not unsay an earlier, final one; and a mail that never left cannot have come back.
  const hasLeft = mail.state === 'sent' || mail.state === 'uncertain';
  if (!hasLeft || mail.bounce_permanent) return { caseId: mail.case_id, happenings: [] };
  const kasus = (await lockCase(tx, mail.case_id))!;
  const status = /^[245]\.\d{1,3}\.\d{1,3}$/.test(bounce.status ?? '') ? bounce.status : null;

  await tx
    .updateTable('outbound_mails')
    .set({
      // Whoever reports on the letter has had it: the question whether it left is answered.
      state: 'sent',
      bounced_at: now,
      bounce: status,
      bounce_permanent: bounce.permanent,
      seen_problem_at: null,
    })
    .where('id', '=', mail.id)
    .execute();
  if (bounce.permanent) {
    await markUndeliverable(tx, vault, mail, now);
    if (mail.kind === 'reply') await giveTurnBack(tx, kasus);
    if (mail.kind === 'referral' && kasus.stage !== 'closed') await putBeforeCounsellor(tx, kasus.id);
  }
  const bounced: Happening = {
    actor: 'system',
    kind: 'delivery.bounced',
    caseId: mail.case_id,
    data: { outbound: mail.id, status, permanent: bounce.permanent },
  };
  return { caseId: mail.case_id, happenings: [bounced] };
}
