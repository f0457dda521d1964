/**
 * What somebody with a link does: opens the letter with the PIN, and answers. A link that is unknown, over, taken back or tried too
 * often is one and the same answer. Every opening is on record, before the text leaves.
 */
import { record } from '../audit/record.ts';
import { lockCase } from '../cases/lock-case.ts';
import { putBeforeCounsellor } from '../cases/put-before-counsellor.ts';
import { type NewsKind, newsIn } from '../core/referral.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { keepNews, type News, type NewsRefusal, refuseNews } from './keep-news.ts';
import { findLink, tryPin } from './links.ts';
import { standingReferral, wordsOf } from './standing-referral.ts';

interface Needs {
  db: Database;
  vault: Vault;
}

export interface OpenedLetter {
  /** exactly what the konseli, or two persons, agreed to */
  text: string;
  /** what can be answered now */
  answers: readonly NewsKind[];
  sentAt: Date;
}

export type Opened = { opened: OpenedLetter } | { refused: 'gone' } | { refused: 'wrong_pin'; left: number };

export async function openLink({ db, vault }: Needs, token: string, pin: string, now: Date): Promise<Opened> {
  return db.transaction().execute(async (tx): Promise<Opened> => {
    const at = await lockByLink(tx, token, now);
    if (!at) return { refused: 'gone' };
    const { kasus, referral } = at;
    const tried = await tryPin(tx, vault, token, pin, now);
    const data = { referral: referral.row.id };
    if (!tried.right) {
      if (tried.left === 0 && kasus.stage !== 'closed') await putBeforeCounsellor(tx, kasus.id);
      const refused = { ...data, left: tried.left };
      await record(tx, { actor: 'system', kind: 'referral.pin_refused', caseId: kasus.id, data: refused });
      return tried.left === 0 ? { refused: 'gone' } : { refused: 'wrong_pin', left: tried.left };
    }
    const opened = await letterOf(tx, vault, at);
    await record(tx, { actor: 'system', kind: 'referral.opened', caseId: kasus.id, data });
    return { opened };
  });
}

/** The letter again, for whoever opened it a moment ago. */
export async function reopenLink({ db, vault }: Needs, token: string, now: Date): Promise<OpenedLetter | null> {
  return db.transaction().execute(async (tx) => {
    const at = await lockByLink(tx, token, now);
    if (!at) return null;
    const opened = await letterOf(tx, vault, at);
    const data = { referral: at.referral.row.id };
    await record(tx, { actor: 'system', kind: 'referral.opened', caseId: at.kasus.id, data });
    return opened;
  });
}

export type AnsweredLink = { kept: NewsKind } | { refused: NewsRefusal | 'gone' };

/** Whoever answers has opened it before: the page knows. */
export async function answerLink({ db, vault }: Needs, token: string, news: News, now: Date): Promise<AnsweredLink> {
  return db.transaction().execute(async (tx): Promise<AnsweredLink> => {
    const at = await lockByLink(tx, token, now);
    if (!at) return { refused: 'gone' };
    const { kasus, referral } = at;
    const refused = refuseNews(referral, news);
    if (refused) return { refused };
    await record(tx, ...(await keepNews(tx, vault, kasus, referral, news, null, now)));
    return { kept: news.kind };
  });
}

/** Asked again once the case is held: it may have been taken back a moment ago. */
async function lockByLink(tx: Tx, token: string, now: Date) {
  const link = await findLink(tx, token, now);
  const kasus = link && (await lockCase(tx, link.caseId));
  if (!kasus || !(await findLink(tx, token, now))) return null;
  const referral = await standingReferral(tx, kasus.id);
  return referral ? { kasus, referral } : null;
}

async function letterOf(
  tx: Tx,
  vault: Vault,
  { kasus, referral }: NonNullable<Awaited<ReturnType<typeof lockByLink>>>,
): Promise<OpenedLetter> {
  const key = await vault.key(tx, 'letters', kasus.id);
  const { row, text } = referral;
  return { text: wordsOf(key, text), answers: newsIn(row.state), sentAt: row.sent_at! };
}
