/**
 * The page behind a link, for a receiver without an account. Looking at it changes and shows nothing, for scanners of mail look at
 * every link; the letter opens with a PIN and a press. Whoever has opened it may answer for half an hour without the PIN.
 */
import { z } from 'zod';
import { CannotOpen, open, seal } from '../../crypto/seal.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer, Limit } from '../../web/visit.ts';
import { findLink } from '../links.ts';
import { answerLink, type OpenedLetter, openLink, reopenLink } from '../open-link.ts';
import type { ReceiverVisit, ReferralNeeds } from './needs.ts';
import { newsFields, newsIn, newsModel } from './news-form.ts';

/** A link is not for guessing at. */
export const linkLimits: readonly Limit<ReferralNeeds>[] = [
  { max: 60, minutes: 60, key: ({ request }) => request.ip },
  { max: 40, minutes: 60, key: ({ params }) => params.token ?? '' },
];

const PASS_LASTS = 30 * 60_000;

/** GET /referred/:token */
export async function showLink(visit: ReceiverVisit): Promise<Answer> {
  const { app, params, now } = visit;
  return (await findLink(app.db, params.token ?? '', now)) ? lockedPage(visit, null) : gone(visit);
}

/** POST /referred/:token */
export async function openBehindLink(visit: ReceiverVisit): Promise<Answer> {
  const { app, params, now, say } = visit;
  const token = params.token ?? '';
  const form = visit.form(z.strictObject({ pin: z.string().max(20) }));
  if ('wrong' in form) throw new Refusal('unreadable');
  if (!(await findLink(app.db, token, now))) return gone(visit);
  const pin = form.fields.pin.replace(/\s/g, '');
  if (!/^\d{6}$/.test(pin)) return lockedPage(visit, say('referred.pin.shape'));
  const opened = await openLink(app, token, pin, now);
  if ('opened' in opened) return letterPage(visit, opened.opened, {});
  return opened.refused === 'gone' ? gone(visit) : lockedPage(visit, say('referred.pin.wrong', { left: opened.left }));
}

/** POST /referred/:token/answers */
export async function answerBehindLink(visit: ReceiverVisit): Promise<Answer> {
  const { app, params, now, say } = visit;
  const token = params.token ?? '';
  const form = visit.form(z.strictObject({ pass: z.string().max(200), ...newsFields }));
  if ('wrong' in form) throw new Refusal('unreadable');
  if (!(await findLink(app.db, token, now))) return gone(visit);
  if (!passHolds(visit, token, form.fields.pass)) return lockedPage(visit, say('referred.pin.again'));
  const { timeZone } = await readSettings(app.db);
  const answered = await answerLink(app, token, newsIn(form.fields, timeZone), now);
  if ('kept' in answered && answered.kept === 'declined')
    return { page: 'referrals/thanks', title: say('referred.thanks'), model: {} };
  const letter = await reopenLink(app, token, now);
  if (!letter || ('refused' in answered && answered.refused === 'gone')) return gone(visit);
  return 'kept' in answered
    ? letterPage(visit, letter, { kept: say('referred.kept') })
    : letterPage(visit, letter, { problem: say(`referral_refusal.${answered.refused}`), typed: form.fields });
}

async function lockedPage({ app, params, say }: ReceiverVisit, problem: string | null): Promise<Answer> {
  const { serviceName } = await readSettings(app.db);
  return {
    page: 'referrals/locked',
    title: say('referred.title'),
    status: problem ? 422 : 200,
    model: { action: `/referred/${params.token}`, service: serviceName, problem },
  };
}

async function letterPage(
  visit: ReceiverVisit,
  letter: OpenedLetter,
  {
    problem = null,
    kept = null,
    typed = {},
  }: { problem?: string | null; kept?: string | null; typed?: Record<string, string> },
): Promise<Answer> {
  const { app, params, say } = visit;
  const { serviceName } = await readSettings(app.db);
  const token = params.token ?? '';
  return {
    page: 'referrals/letter',
    title: say('referred.title'),
    status: problem ? 422 : 200,
    model: {
      action: `/referred/${token}/answers`,
      pass: makePass(visit, token),
      service: serviceName,
      text: letter.text,
      sentAt: letter.sentAt,
      problem,
      kept,
      answers: newsModel(say, letter.answers, typed),
    },
  };
}

const gone = ({ say }: ReceiverVisit): Answer => ({
  page: 'referrals/gone',
  title: say('referred.gone.title'),
  status: 404,
  model: {},
});

const makePass = ({ app, now }: ReceiverVisit, token: string): string =>
  seal(app.vault.service, 'form.referral', token, `${now.getTime() + PASS_LASTS}`).toString('base64url');

function passHolds({ app, now }: ReceiverVisit, token: string, pass: string): boolean {
  try {
    const until = open(app.vault.service, 'form.referral', token, Buffer.from(pass, 'base64url'));
    return Number(until.toString()) > now.getTime();
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
}
