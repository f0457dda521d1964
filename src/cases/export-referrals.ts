/** The referrals of a case for its export: every wording, who agreed to it, and what became of it. Read by the tables alone. */
import { type Key, openText, type Place } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';

/** @param names of staff, by id */
export async function exportReferrals(db: Reader, key: Key, caseId: string, names: ReadonlyMap<number, string>) {
  const rows = await db
    .selectFrom('referrals as r')
    .leftJoin('experts as e', 'e.id', 'r.expert_id')
    .selectAll('r')
    .select(['e.name', 'e.profession', 'e.organisation'])
    .where('r.case_id', '=', caseId)
    .orderBy('r.prepared_at')
    .execute();
  const of = <T extends { referral_id: string }>(all: readonly T[], id: string) =>
    all.filter((one) => one.referral_id === id);
  const texts = await db
    .selectFrom('referral_texts')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('version')
    .execute();
  const answers = await db
    .selectFrom('referral_answers')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('recorded_at')
    .execute();
  const overrides = await db
    .selectFrom('referral_overrides')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .execute();
  const news = await db.selectFrom('referral_news').selectAll().where('case_id', '=', caseId).orderBy('at').execute();
  const words = (place: Place, row: string, sealed: Buffer | null) =>
    sealed ? openText(key, place, row, sealed) : null;
  const name = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
  return rows.map((row) => ({
    receiver: row.expert_id
      ? [row.name, row.profession, row.organisation].filter(Boolean).join(', ')
      : name(row.colleague_id),
    field: row.field,
    state: row.state,
    why: words('referrals.why', row.id, row.why_sealed),
    preparedBy: name(row.prepared_by),
    preparedAt: row.prepared_at,
    sentAt: row.sent_at,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    texts: of(texts, row.id).map((text) => ({
      version: text.version,
      items: text.items,
      text: words('referral_texts.text', text.id, text.text_sealed),
      askedIn: text.asked_id,
      replacedAt: text.replaced_at,
    })),
    answers: of(answers, row.id).map((one) => ({
      answer: one.answer,
      letter: one.message_id,
      recordedBy: name(one.recorded_by),
      recordedAt: one.recorded_at,
      withdrawnAt: one.withdrawn_at,
    })),
    overrides: of(overrides, row.id).map((one) => ({
      covers: one.covers,
      reason: words('referral_overrides.reason', one.id, one.reason_sealed),
      askedBy: name(one.asked_by),
      agreedBy: name(one.agreed_by),
      agreedAt: one.agreed_at,
      refusedAt: one.refused_at,
      voidAt: one.void_at,
    })),
    news: of(news, row.id).map((one) => ({
      kind: one.kind,
      words: words('referral_news.words', one.id, one.words_sealed),
      happensAt: one.happens_at,
      recordedBy: name(one.recorded_by),
      at: one.at,
    })),
  }));
}
