/** Tells the konseli what became of the referral, in a letter that a counsellor has read and sent: who can read what now. */
import type { Selectable } from 'kysely';
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { readWhoSees } from '../cases/case-panel.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { unresolvedVariables } from '../core/reply-template.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { Language, ReferralNewsTable } from '../db/schema.ts';
import { mailText } from '../replies/mail-texts.ts';
import { promiseInWords } from '../replies/promise-in-words.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import { refuseText } from './prepare-referral.ts';
import { readReceiver } from './receiver.ts';
import type { ReferralRow } from './standing-referral.ts';

/** A letter to begin with: what happened, and who can read now. */
export async function newsDraft(
  db: Reader,
  kasus: CaseRow,
  row: ReferralRow,
  news: Pick<Selectable<ReferralNewsTable>, 'kind' | 'happens_at'>,
  language: Language,
  now: Date,
): Promise<string> {
  const settings = await readSettings(db);
  const receiver = await readReceiver(db, row);
  const sees = await readWhoSees(db, kasus, now);
  const counsellors = [sees.counsellor, ...sees.co.map(({ name }) => name)].filter((name) => name !== null);
  return mailText(language, `referral-${news.kind === 'more_needed' ? 'more-needed' : news.kind}`, {
    layanan: settings.serviceName,
    penerima: receiver.inWords,
    waktu: news.happens_at ? promiseInWords(news.happens_at, settings.timeZone, language) : '',
    pembaca: counsellors.join(', '),
  }).text;
}

export type ToldKonseli =
  | { told: string; outboundId: string }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_such_news' | 'unresolved' }
  | { refused: NonNullable<ReturnType<typeof refuseText>> }
  | Extract<ServiceLetterQueued, { refused: string }>;

export async function tellKonseli(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  code: string,
  wish: { newsId: string; text: string },
  now: Date,
): Promise<ToldKonseli> {
  const found = await accessCase(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const news = await tx
    .selectFrom('referral_news')
    .select(['id', 'referral_id'])
    .where('case_id', '=', kasus.id)
    .where((e) => e(e.cast<string>('id', 'text'), '=', wish.newsId.toLowerCase())) // as text: anything may be typed
    .executeTakeFirst();
  if (!news) return { refused: 'no_such_news' };
  const text = wish.text.replace(/\r\n?/g, '\n').trim();
  const bad = refuseText(text);
  if (bad) return { refused: bad };
  if (unresolvedVariables(text).length) return { refused: 'unresolved' };
  const letter = {
    kasus,
    occasion: 'referral_news' as const,
    dedupeKey: dedupeKey(news.id),
    authorId: person.id,
    dueAt: now,
    write: () => ({ text }),
  };
  const queued = await queueServiceLetter(tx, from, letter, now);
  if ('refused' in queued) return queued;
  const data = { referral: news.referral_id, news: news.id, letter: queued.messageId };
  await record(tx, { actor: { staff: person.id }, kind: 'referral.told', caseId: kasus.id, data });
  return { told: queued.messageId, outboundId: queued.outboundId };
}

const dedupeKey = (newsId: string) => `referral_news:${newsId}`;

/** @returns when the konseli was told of it; undefined: not yet */
export const toldAt = async (db: Reader, newsId: string): Promise<Date | undefined> =>
  (
    await db
      .selectFrom('outbound_mails')
      .select('created_at')
      .where('dedupe_key', '=', dedupeKey(newsId))
      .executeTakeFirst()
  )?.created_at;
