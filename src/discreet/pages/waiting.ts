/**
 * The pages behind a link in a mail that only says that something waits. They show no name, no subject and no word of the case
 * until the code was right; looking changes nothing, because mail scanners look too. Everything works without a script.
 */
import { z } from 'zod';
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { Answer, Limit } from '../../web/visit.ts';
import { askNewLink } from '../ask-new-link.ts';
import {
  leaveWaitingLetter,
  openWaitingLetter,
  READING_MS,
  readWaitingLetter,
  refuseWaitingLetter,
} from '../waiting-letter.ts';
import { type DiscreetVisit, writingFrom } from './needs.ts';

/** GET /waiting/:token */
export async function showWaiting(visit: DiscreetVisit): Promise<Answer> {
  const { app, cookies, request, reply, now } = visit;
  const found = await readWaitingLetter(app.db, app.vault, tokenOf(visit), cookies.read(request, 'reading'), now);
  if (found.state === 'waits') return waitsPage(visit, null);
  if (found.state === 'gone') return gonePage(visit);
  // The page goes by itself when its time is over, also where no script runs.
  reply.header('refresh', String(Math.ceil((found.endsAt.getTime() - now.getTime()) / 1000) + 1));
  const model = { text: found.letter.text, endsAt: found.endsAt, ...around(visit) };
  return { fragment: 'discreet/letter', model };
}

/** POST /waiting/:token */
export async function openWaiting(visit: DiscreetVisit): Promise<Answer> {
  const { app, cookies, reply, now, say } = visit;
  const form = visit.form(z.strictObject({ pin: z.string().transform((typed) => typed.replace(/\D/g, '')) }));
  const pin = 'wrong' in form ? '' : form.fields.pin;
  if (!/^\d{6}$/.test(pin)) return waitsPage(visit, say('alone.pin.six'));
  const opened = await openWaitingLetter(app.db, app.vault, tokenOf(visit), pin, now);
  if ('reader' in opened) {
    cookies.write(reply, 'reading', opened.reader, READING_MS / 1000);
    return { goTo: pathOf(visit) };
  }
  return opened.refused === 'gone' ? gonePage(visit) : waitsPage(visit, say(`alone.${opened.refused}`));
}

/** POST /waiting/:token/leaving */
export async function leaveWaiting(visit: DiscreetVisit): Promise<Answer> {
  const { app, cookies, request, reply, now } = visit;
  visit.form(z.strictObject({}));
  await leaveWaitingLetter(app.db, tokenOf(visit), cookies.read(request, 'reading'), now);
  cookies.remove(reply, 'reading');
  return { goTo: `/today${langOf(visit)}` };
}

/** POST /waiting/:token/refusals */
export async function refuseWaiting(visit: DiscreetVisit): Promise<Answer> {
  const { app, cookies, reply, now, say } = visit;
  visit.form(z.strictObject({}));
  await app.db.transaction().execute((tx) => refuseWaitingLetter(tx, tokenOf(visit), now));
  cookies.remove(reply, 'reading');
  return { fragment: 'discreet/said', model: { title: say('alone.refused'), text: say('alone.refused.text') } };
}

/** POST /waiting/:token/links */
export async function askForLink(visit: DiscreetVisit): Promise<Answer> {
  const { app, now, say } = visit;
  visit.form(z.strictObject({}));
  const sent = await app.db.transaction().execute((tx) => askNewLink(tx, writingFrom(app), tokenOf(visit), now));
  if (sent) await app.wake('deliver-mail', [sent]);
  return { fragment: 'discreet/said', model: { title: say('alone.asked'), text: say('alone.asked.text') } };
}

/** GET /today: where one lands who left in a hurry; a page that could be anybody's */
export const showToday = ({ now, say }: DiscreetVisit): Answer => ({
  fragment: 'discreet/today',
  model: { title: say('alone.today'), now },
});

/** Neither a link nor a code is for guessing at; a whole school may come from one address. */
export const waitingLimits: readonly Limit<ReplyNeeds>[] = [
  { max: 120, minutes: 60, key: ({ request }) => request.ip },
  { max: 20, minutes: 60, key: ({ params }) => params.token ?? '' },
];

const tokenOf = ({ params }: DiscreetVisit): string => params.token ?? '';
const langOf = ({ lang }: DiscreetVisit): string => (lang === 'en' ? '?lang=en' : '');
const pathOf = (visit: DiscreetVisit, then = ''): string =>
  `/waiting/${encodeURIComponent(tokenOf(visit))}${then}${langOf(visit)}`;

const around = (visit: DiscreetVisit) => ({
  title: visit.say('alone.title'),
  leave: { action: pathOf(visit, '/leaving'), to: `/today${langOf(visit)}` },
  notMine: pathOf(visit, '/refusals'),
});

const waitsPage = (visit: DiscreetVisit, problem: string | null): Answer => ({
  fragment: 'discreet/waits',
  status: problem ? 422 : 200,
  model: { problem, action: pathOf(visit), ...around(visit) },
});

const gonePage = (visit: DiscreetVisit): Answer => ({
  fragment: 'discreet/gone',
  status: 404,
  model: { title: visit.say('alone.title'), action: pathOf(visit, '/links') },
});
