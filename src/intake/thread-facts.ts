/** Gathers what core/threading.ts decides from. Message-IDs and addresses are looked up by keyed hashes alone. */

import type { Asked } from '../core/answers/questions.ts';
import { readAnswers } from '../core/answers/read-answers.ts';
import { readConsent } from '../core/answers/read-consent.ts';
import { readNews } from '../core/answers/read-news.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { messageIdIsOurs, readReplyAddress, replyProofHolds } from '../core/reply-token.ts';
import type { KnownCase, ThreadingFacts } from '../core/threading.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import { senderOf } from './inbound-mail.ts';
import type { LookedUp } from './look-up.ts';
import { type FoundCase, type NamedLetter, namedIds } from './named-letters.ts';

export interface GatheredFacts extends ThreadingFacts {
  /** a letter in some case, or one of ours, already bears this Message-ID */
  repeatsMessageId: boolean;
}

export async function gatherThreadFacts(
  db: Reader,
  vault: Vault,
  mail: UnderstoodMail,
  ourAddresses: readonly string[],
  looked: LookedUp,
): Promise<GatheredFacts> {
  const sender = senderOf(mail);
  const konseliId = (sender && looked.senders.get(sender)?.id) || null;
  const { messageId } = mail.report;
  const named = namedIds(mail).flatMap((id) => looked.letters.get(id) ?? []);
  const news = newsFrom(mail, named);
  const known = (found: FoundCase): KnownCase => knownCase(found, konseliId, news.askedIn);
  return {
    onlyNews: news.only,
    fromAmbiguous: sender === null,
    sender: whoIs(sender ?? '', ourAddresses, looked),
    tokenCase: await caseByToken(db, vault, mail, ourAddresses, known, named),
    referencedCases: [...new Map(named.map((l) => [l.id, known(l)])).values()],
    openCases: looked.openCases.get(konseliId ?? '') ?? [],
    lastClosedCase: looked.lastClosed.get(konseliId ?? '') ?? null,
    repeatsMessageId: messageId !== null && looked.letters.has(messageId),
  };
}

/**
 * Closed cases whose letters asked for what this mail answers. After the ending any answer is news; to the letter that ended the
 * work only one that answers what it asked, in few words: whoever writes more wants an answer.
 */
function newsFrom({ report }: UnderstoodMail, named: readonly NamedLetter[]): { only: boolean; askedIn: Set<string> } {
  const asking = named.filter(({ isAftercare, asked }) => isAftercare || asked.length > 0);
  const askedIn = new Set(
    asking.filter(({ isAftercare, asked }) => isAftercare || answersShortly(report, asked)).map(({ id }) => id),
  );
  const only =
    askedIn.size > 0 && report.kind === 'human' && report.risk.lane === 'none' && !readNews(report.text).again;
  return { only, askedIn };
}

const MOST_WORDS_BESIDE = 60;

function answersShortly({ text, newText }: UnderstoodMail['report'], asked: readonly Asked[]): boolean {
  const given = readAnswers(text, asked);
  const agreed = asked.includes('follow_up') ? readConsent(text)?.follow_up : undefined;
  const isAnswered = Boolean(given.goals || given.evaluation || given.satisfaction || agreed !== undefined);
  return isAnswered && (newText.match(/\p{L}+/gu)?.length ?? 0) <= MOST_WORDS_BESIDE;
}

/** Staff have no way in by mail: what claims to come from them is looked at by a person. */
function whoIs(sender: string, ourAddresses: readonly string[], looked: LookedUp): ThreadingFacts['sender'] {
  if (isOneOfOurs(sender, ourAddresses)) return 'ourselves';
  return looked.staff.has(sender) ? 'staff' : 'person';
}

export const isOneOfOurs = (address: string, ourAddresses: readonly string[]): boolean =>
  ourAddresses.some((ours) => isOurs(address, ours));

/** Also with any detail after a plus sign (RFC 5233): it comes to the same mailbox. */
function isOurs(address: string, ours: string): boolean {
  const at = ours.lastIndexOf('@');
  return address === ours || (address.startsWith(`${ours.slice(0, at)}+`) && address.endsWith(ours.slice(at)));
}

async function caseByToken(
  db: Reader,
  vault: Vault,
  mail: UnderstoodMail,
  ourAddresses: readonly string[],
  known: (found: FoundCase) => KnownCase,
  named: readonly NamedLetter[],
): Promise<KnownCase | null> {
  for (const recipient of mail.recipients) {
    const claim = ourAddresses.map((ours) => readReplyAddress(recipient, ours)).find(Boolean);
    const found = claim && (await caseByCode(db, claim.code));
    if (
      claim &&
      found &&
      (await isBoundTo(db, vault, found, (bound) => replyProofHolds(vault.token.secret, bound, claim)))
    )
      return known(found);
  }
  for (const letter of named.filter(({ direction }) => direction === 'out')) {
    const { messageId } = letter;
    if (await isBoundTo(db, vault, letter, (bound) => messageIdIsOurs(vault.token.secret, bound, messageId)))
      return known(letter);
  }
  return null;
}

const knownCase = (found: FoundCase, konseliId: string | null, askedIn: ReadonlySet<string>): KnownCase => ({
  id: found.id,
  open: found.stage !== 'closed',
  senderTakesPart: konseliId !== null && found.konseli_id === konseliId,
  askedForNews: askedIn.has(found.id),
});

/** The mark was made for one of the konseli's addresses; which one, the mark does not say. */
async function isBoundTo(
  db: Reader,
  vault: Vault,
  found: FoundCase,
  holds: (bound: { caseId: string; recipient: string }) => boolean,
): Promise<boolean> {
  const key = (await vault.keys(db, 'person', [found.konseli_id])).get(found.konseli_id);
  if (!key) return false;
  const rows = await db
    .selectFrom('konseli_addresses')
    .select('address_sealed')
    .where('konseli_id', '=', found.konseli_id)
    .execute();
  return rows.some((row) =>
    holds({
      caseId: found.id,
      recipient: openText(key, 'konseli_addresses.address', found.konseli_id, row.address_sealed),
    }),
  );
}

const caseByCode = (db: Reader, code: string): Promise<FoundCase | undefined> =>
  db.selectFrom('cases').select(['id', 'konseli_id', 'stage']).where('code', '=', code).executeTakeFirst();
