/** Referrals to a colleague of the service: the same text in the program, and nothing else of the case until it is accepted. */
import { type Happening, record } from '../audit/record.ts';
import { colleagueFor } from '../cases/colleagues.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { type NewsKind, newsIn } from '../core/referral.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { keepNews, type News, type NewsRefusal, refuseNews } from './keep-news.ts';
import { withText, wordsOf } from './standing-referral.ts';

export interface ReferralToMe {
  id: string;
  /** null: not accepted yet, so the case is not theirs to see */
  code: string | null;
  from: string;
  sentAt: Date;
  text: string;
  answers: readonly NewsKind[];
}

/** Those that wait for this person or that they took over, newest first. The caller records that they were read. */
export async function referralsTo(
  db: Reader,
  vault: Vault,
  person: Person,
): Promise<(ReferralToMe & { caseId: string })[]> {
  const rows = await toPerson(db, person).orderBy('r.sent_at', 'desc').execute();
  const keys = await vault.keys(db, 'letters', [...new Set(rows.map((row) => row.case_id))]);
  return Promise.all(
    rows.map(async ({ code, from, ...row }) => {
      const { text } = await withText(db, row);
      return {
        id: row.id,
        caseId: row.case_id,
        code: row.accepted_at ? code : null,
        from,
        sentAt: row.sent_at!,
        text: wordsOf(keys.get(row.case_id) ?? null, text),
        answers: newsIn(row.state),
      };
    }),
  );
}

export async function countReferralsTo(db: Reader, person: Person): Promise<number> {
  const rows = await toPerson(db, person).where('r.state', '=', 'sent').execute();
  return rows.length;
}

const toPerson = (db: Reader, person: Person) =>
  db
    .selectFrom('referrals as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('staff as s', 's.id', 'r.prepared_by')
    .selectAll('r')
    .select(['c.code', 's.name as from'])
    .where('r.colleague_id', '=', person.id)
    .where('r.sent_at', 'is not', null)
    .where('r.ended_at', 'is', null)
    .where('c.stage', '<>', 'closed')
    .where((not) =>
      not.not(
        not.exists(
          not
            .selectFrom('case_people as p')
            .select('p.case_id')
            .whereRef('p.case_id', '=', 'r.case_id')
            .where('p.staff_id', '=', person.id)
            .where('p.part', '=', 'excluded'),
        ),
      ),
    );

export type AnsweredInside = { kept: NewsKind; code: string | null } | { refused: NewsRefusal | 'not_found' };

/** On acceptance they become a co-counsellor of the case; who had it keeps it until they hand it over. */
export async function answerInside(
  tx: Tx,
  vault: Vault,
  person: Person,
  id: string,
  news: News,
  now: Date,
): Promise<AnsweredInside> {
  const mine = async () => (await toPerson(tx, person).execute()).find((row) => row.id === id);
  const seen = await mine();
  const kasus = seen && (await lockCase(tx, seen.case_id));
  const row = kasus && (await mine());
  if (!kasus || !row) return { refused: 'not_found' };
  const referral = await withText(tx, row);
  const refused = refuseNews(referral, news);
  if (refused) return { refused };
  const shared = news.kind === 'accepted' ? await bringIn(tx, kasus, person, row.prepared_by, now) : [];
  await record(tx, ...(await keepNews(tx, vault, kasus, referral, news, person, now)), ...shared);
  const knows = news.kind === 'accepted' || row.accepted_at !== null;
  return { kept: news.kind, code: knows ? kasus.code : null };
}

async function bringIn(tx: Tx, kasus: CaseRow, person: Person, by: number, now: Date): Promise<Happening[]> {
  const colleague = await colleagueFor(tx, kasus, person.id);
  if (colleague?.part !== null) return []; // brought in before, in another way
  await tx
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: person.id, part: 'co', added_by: by, added_at: now })
    .execute();
  return [{ actor: { staff: by }, kind: 'case.shared', caseId: kasus.id, data: { with: person.id } }];
}
