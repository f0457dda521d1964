/** What colleagues hand to me: the letter, and what I answer. The case opens to me when I have accepted. */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { answerInside, referralsTo } from '../inside.ts';
import type { ReferralVisit } from './needs.ts';
import { newsFields, newsIn, newsModel } from './news-form.ts';

interface RefusedAnswer {
  id: string;
  problem: string;
  typed: Readonly<Record<string, string>>;
}

/** GET /referrals */
export async function showReferralsToMe(visit: ReferralVisit, refused?: RefusedAnswer): Promise<Answer> {
  const { app, say } = visit;
  const person = personOf(visit);
  const mine = await app.db.transaction().execute(async (tx) => {
    const listed = await referralsTo(tx, app.vault, person);
    const looks = listed.map(({ caseId, id }) => ({
      actor: { staff: person.id },
      kind: 'referral.opened' as const,
      caseId,
      data: { referral: id },
    }));
    await record(tx, ...looks);
    return listed;
  });
  return {
    page: 'referrals/inside',
    title: say('referrals.mine'),
    status: refused ? 409 : 200,
    model: {
      problem: refused?.problem ?? null,
      referrals: mine.map(({ id, code, from, sentAt, text, answers }) => ({
        action: `/referrals/${id}/answers`,
        id,
        code,
        from,
        sentAt,
        text,
        answers: newsModel(say, answers, refused?.id === id ? refused.typed : {}),
      })),
    },
  };
}

/** POST /referrals/:id/answers */
export async function answerAsColleague(visit: ReferralVisit): Promise<Answer> {
  const { app, params, now, say } = visit;
  const form = visit.form(z.strictObject(newsFields));
  if ('wrong' in form) throw new Refusal('unreadable');
  const { timeZone } = await readSettings(app.db);
  const id = params.id ?? '';
  const news = newsIn(form.fields, timeZone);
  const answered = await app.db
    .transaction()
    .execute((tx) => answerInside(tx, app.vault, personOf(visit), id, news, now));
  if ('kept' in answered)
    return { goTo: answered.code ? `/cases/${answered.code}` : '/referrals', say: 'referrals.said.answered' };
  if (answered.refused === 'not_found') return { refused: 'not_found' };
  return showReferralsToMe(visit, { id, problem: say(`referral_refusal.${answered.refused}`), typed: form.fields });
}
