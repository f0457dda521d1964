/**
 * Sends a letter of referral. A receiver outside gets a mail that holds no word of the case, only a link; a colleague finds the
 * same text in the program. Until one of them accepts, the case stays with its counsellor, and the promise to answer runs on.
 */
import { type Happening, record } from '../audit/record.ts';
import { REFERRAL_NEWS_AFTER } from '../cases/choose-outcome.ts';
import { colleagueFor } from '../cases/colleagues.ts';
import { planFollowUp } from '../cases/follow-up.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { hasLeft, missingCover } from '../core/referral.ts';
import { newId, type Tx } from '../db/database.ts';
import { composeMail } from '../mail/compose-mail.ts';
import { mailText } from '../replies/mail-texts.ts';
import { addOutboundMail } from '../replies/outbound-mail.ts';
import { dayInWords } from '../replies/promise-in-words.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import type { Expert } from './experts.ts';
import { type MadeLink, makeLink, voidLinks } from './links.ts';
import { readReceiver } from './receiver.ts';
import { settleOutcome } from './settle-outcome.ts';
import {
  accessReferral,
  moveReferral,
  type Referral,
  type ReferralRow,
  type Refused,
  readCover,
} from './standing-referral.ts';

export interface SendingReferral extends WritingFrom {
  /** where the pages are */
  publicUrl: string;
}

export type SentReferral =
  /** `pin` is shown once, to be told by another way; null: a colleague needs none */
  | { sent: string; outboundId: string | null; pin: string | null }
  | Refused
  | {
      refused:
        | 'closed'
        | 'referral_needs_consent'
        | 'referral_needs_guardian'
        | 'referral_text_changed'
        | 'referral_has_left'
        | 'referral_has_not_left'
        | 'receiver_changed'
        | 'receiver_without_email'
        | 'is_excluded'
        | 'no_such_receiver'
        | 'cannot_be_written';
    };

const DAY = 86_400_000;

/** @param seen the version and the address that the form showed: neither changes between looking and pressing */
export async function sendReferral(
  tx: Tx,
  from: SendingReferral,
  person: Person,
  code: string,
  seen: { version: number; address: string },
  now: Date,
): Promise<SentReferral> {
  const found = await mayLeave(tx, person, code, seen, now);
  if ('refused' in found) return found;
  const { kasus, referral, expert } = found;
  if (hasLeft(referral.row.state)) return { refused: 'referral_has_left' };
  const colleague = expert ? null : await colleagueFor(tx, kasus, referral.row.colleague_id!);
  if (!expert && !colleague) return { refused: 'no_such_receiver' };
  if (colleague?.part === 'excluded') return { refused: 'is_excluded' };
  if (referral.row.state !== 'consented') await moveReferral(tx, referral.row, 'consented');
  await moveReferral(tx, referral.row, 'sent', { sent_at: now });
  const mailed = expert ? await mailLink(tx, from, kasus, referral.row, expert, person, now) : null;
  if (mailed && 'refused' in mailed) throw new Error(`a mail to a receiver cannot be written: ${mailed.refused}`);
  await planFollowUp(tx, newsDue(kasus.id, person, now), now);
  const outcome = await settleOutcome(tx, from.vault, kasus, person, now);
  await record(tx, sentHappening(kasus, referral, person, mailed?.outboundId ?? null), ...outcome);
  return { sent: referral.row.id, outboundId: mailed?.outboundId ?? null, pin: mailed?.link.pin ?? null };
}

/** Another link, to the same text: the one before stops working, the PIN is another. */
export async function sendLinkAgain(
  tx: Tx,
  from: SendingReferral,
  person: Person,
  code: string,
  seen: { version: number; address: string },
  now: Date,
): Promise<SentReferral> {
  const found = await mayLeave(tx, person, code, seen, now);
  if ('refused' in found) return found;
  const { kasus, referral, expert } = found;
  if (!hasLeft(referral.row.state) || !expert) return { refused: 'referral_has_not_left' };
  const mailed = await mailLink(tx, from, kasus, referral.row, expert, person, now);
  if ('refused' in mailed) throw new Error(`a mail to a receiver cannot be written: ${mailed.refused}`);
  if (kasus.stage !== 'closed') await planFollowUp(tx, newsDue(kasus.id, person, now), now);
  await record(tx, sentHappening(kasus, referral, person, mailed.outboundId));
  return { sent: referral.row.id, outboundId: mailed.outboundId, pin: mailed.link.pin };
}

/** The reminder of a receiver who has not been heard of. */
export const newsDue = (caseId: string, person: Person, now: Date) => ({
  caseId,
  kind: 'referral' as const,
  dueAt: new Date(now.getTime() + REFERRAL_NEWS_AFTER),
  by: person.id,
});

/** The one gate before a letter leaves; the database keeps the same one (`a_referral_is_sent_with_consent_or_by_two_persons`). */
async function mayLeave(
  tx: Tx,
  person: Person,
  code: string,
  seen: { version: number; address: string },
  now: Date,
): Promise<{ kasus: CaseRow; referral: Referral; expert: Expert | null } | Extract<SentReferral, { refused: string }>> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  if (kasus.stage === 'closed' && kasus.ending !== 'referred') return { refused: 'closed' };
  if (referral.text.version !== seen.version) return { refused: 'referral_text_changed' };
  const [missing] = missingCover(await readCover(tx, referral));
  if (missing) return { refused: `referral_needs_${missing}` };
  const { expert } = await readReceiver(tx, referral.row);
  if (expert && !expert.email) return { refused: 'receiver_without_email' };
  if (expert && expert.email !== seen.address) return { refused: 'receiver_changed' };
  return { kasus, referral, expert };
}

const sentHappening = (
  kasus: CaseRow,
  { row, text }: Referral,
  person: Person,
  outbound: string | null,
): Happening => ({
  actor: { staff: person.id },
  kind: 'referral.sent',
  caseId: kasus.id,
  data: { referral: row.id, version: text.version, outbound },
});

async function mailLink(
  tx: Tx,
  { vault, mailName, publicUrl }: SendingReferral,
  kasus: CaseRow,
  row: ReferralRow,
  expert: Expert,
  person: Person,
  now: Date,
): Promise<{ outboundId: string; link: MadeLink } | { refused: string }> {
  const settings = await readSettings(tx);
  const expiresAt = new Date(now.getTime() + settings.referralLinkDays * DAY);
  const link = makeLink(vault);
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', kasus.mailbox_id)
    .executeTakeFirstOrThrow();
  const outboundId = newId();
  const { subject, text } = mailText(expert.language, 'referral-link', {
    layanan: settings.serviceName,
    tautan: `${publicUrl}/referred/${link.token}`,
    sampai: dayInWords(expiresAt, settings.timeZone, expert.language),
  });
  // Not signed like those to a konseli: an answer to this mail must never be taken for one of theirs.
  const messageId = `referral.${outboundId}@${mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)}`;
  const raw = await composeMail({
    from: { name: mailName, address: mailbox.address },
    to: { address: expert.email },
    subject,
    text,
    messageId: `<${messageId}>`,
    date: now,
    lang: expert.language,
  });
  if ('refused' in raw) return raw;
  await addOutboundMail(tx, vault, {
    id: outboundId,
    kasus,
    kind: 'referral',
    occasion: null,
    dedupeKey: `referral:${outboundId}`,
    messageId,
    recipient: expert.email,
    raw,
    discreet: false,
    anyHour: true,
    automatic: false,
    dueAt: now,
    at: now,
  });
  // No copy for the Sent folder: whoever looks after the mailbox has no business with the link.
  await tx.updateTable('outbound_mails').set({ copy_state: 'none' }).where('id', '=', outboundId).execute();
  await voidLinks(tx, row.id, now);
  await tx
    .insertInto('referral_links')
    .values({
      token_hash: link.hash,
      case_id: kasus.id,
      referral_id: row.id,
      outbound_id: outboundId,
      pin_index: link.pinIndex,
      made_by: person.id,
      made_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return { outboundId, link };
}
