/** "Permintaan konseli": what waits for somebody, until when, and what to do; the look at a copy before it leaves. */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import type { Tx } from '../../db/database.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { agreeToErase } from '../agree-to-erase.ts';
import { letGoOn } from '../let-go-on.ts';
import { type ListedRequest, listRequests, nearEnd } from '../list-requests.ts';
import { accessRequest } from '../lock-request.ts';
import { composeCopy, releaseCopy } from '../send-copy.ts';
import { turnDown, turnDownReasons } from '../turn-down.ts';
import { type RightsVisit, writingFrom } from './needs.ts';

/** GET /requests */
export const showRequests = (visit: RightsVisit): Promise<Answer> => requestsPage(visit, null, null);

/** GET /requests/:id/copy: the copy as it would leave, before somebody sends it; a look like any other */
export function showCopy(visit: RightsVisit): Promise<Answer> {
  const { app, staff, say, now } = visit;
  return app.db.transaction().execute(async (tx) => {
    const found = await accessRequest(tx, staff, idOf(visit), 'settle_request', now);
    if ('refused' in found) return { refused: 'not_found' };
    const { request, kasus } = found;
    if (request.kind !== 'copy' || request.state !== 'confirmed') return { refused: 'not_found' };
    const text = await composeCopy(tx, app.vault, kasus, now);
    await record(tx, {
      actor: { staff: staff.id },
      kind: 'case.read',
      caseId: kasus.id,
      data: { request: request.id, letters: kasus.letters },
    });
    return {
      page: 'rights/copy',
      title: say('rights.copy.title', { code: kasus.code }),
      model: { id: request.id, code: kasus.code, text, back: { href: '/requests', text: say('rights.title') } },
    };
  });
}

const nothing = z.strictObject({});

/** POST /requests/:id/copies */
export const sendCopyNow = (visit: RightsVisit): Promise<Answer> =>
  settle(visit, 'rights.said.copy', async (tx) => {
    const done = await releaseCopy(tx, writingFrom(visit), visit.staff, idOf(visit), visit.now);
    return 'refused' in done ? done : { letter: done.sent };
  });

/** POST /requests/:id/erasures */
export const eraseNow = (visit: RightsVisit): Promise<Answer> =>
  settle(visit, 'rights.said.erased', (tx) =>
    agreeToErase(tx, writingFrom(visit), visit.staff, idOf(visit), visit.now),
  );

/** POST /requests/:id/go-ons */
export async function goOn(visit: RightsVisit): Promise<Answer> {
  const answer = await settle(visit, 'rights.said.goes_on', async (tx) => {
    const done = await letGoOn(tx, visit.staff, idOf(visit), visit.now);
    return 'refused' in done ? done : { letter: null };
  });
  await visit.app.wake('act-on-requests', [idOf(visit)]);
  return answer;
}

const turningDown = z.strictObject({ reason: z.enum(turnDownReasons), letter: z.string().default('') });

/** POST /requests/:id/refusals */
export async function refuse(visit: RightsVisit): Promise<Answer> {
  const form = visit.form(turningDown);
  if ('wrong' in form) throw new Refusal('unreadable');
  const { reason, letter } = form.fields;
  const wish = { requestId: idOf(visit), reason, letter };
  const done = await visit.app.db
    .transaction()
    .execute((tx) => turnDown(tx, writingFrom(visit), visit.staff, wish, visit.now));
  if (!('refused' in done)) return said(visit, 'rights.said.turned_down', done.letter);
  if (done.refused === 'not_found' || done.refused === 'needs_reason') return { refused: 'not_found' };
  return requestsPage(visit, visit.say(`rights.refused.${done.refused}`), { id: wish.requestId, letter });
}

type Settled = { letter: string | null } | { refused: string };

async function settle(visit: RightsVisit, word: string, command: (tx: Tx) => Promise<Settled>): Promise<Answer> {
  if ('wrong' in visit.form(nothing)) throw new Refusal('unreadable');
  const done = await visit.app.db.transaction().execute(command);
  if (!('refused' in done)) return said(visit, word, done.letter);
  if (done.refused === 'not_found' || done.refused === 'needs_reason') return { refused: 'not_found' };
  return { goTo: '/requests', say: `rights.refused.${done.refused}`, tone: 'attention' };
}

async function said(visit: RightsVisit, word: string, letter: string | null): Promise<Answer> {
  if (letter) await visit.app.wake('deliver-mail', [letter]);
  return { goTo: '/requests', say: word };
}

/** An id that cannot be one is like one that is not there. */
const idOf = ({ params }: RightsVisit): string =>
  z.uuid().safeParse(params.id).data ?? '00000000-0000-0000-0000-000000000000';

async function requestsPage(
  visit: RightsVisit,
  problem: string | null,
  typed: { id: string; letter: string } | null,
): Promise<Answer> {
  const { app, staff, say, now } = visit;
  const listed = await listRequests(app.db, staff, now);
  const open = listed.filter(({ settledAt }) => settledAt === null);
  return {
    page: 'rights/requests',
    title: say('rights.title'),
    status: problem ? 422 : 200,
    model: {
      problem,
      waiting: open.map((one) => openLine(visit, one, typed?.id === one.id ? typed.letter : '')),
      settled: listed.filter(({ settledAt }) => settledAt !== null).map((one) => settledLine(visit, one)),
    },
  };
}

/** What one has to know of an open request, and what this person may do about it. */
export function openLine({ say, now }: Pick<RightsVisit, 'say' | 'now'>, one: ListedRequest, letter: string) {
  const { id, code, kind, state, dueAt, heldBecause, inDanger } = one;
  const isCopy = kind === 'copy' && state === 'confirmed';
  const isErasure = kind === 'erase' && state === 'confirmed';
  const waits = state === 'held' || state === 'confirmed';
  return {
    id,
    code,
    what: say(`rights.wish.${kind}`),
    state: say(`rights.state.${state}`),
    help: say(helpOf(one)),
    because: heldBecause && state === 'held' ? say(`rights.held.${heldBecause}`) : null,
    counsellor: one.counsellor,
    askedAt: one.askedAt,
    dueAt: waits ? dueAt : null,
    late: waits && dueAt !== null && dueAt <= now ? say('rights.late') : null,
    near: waits && dueAt !== null && dueAt > now && dueAt < nearEnd(now) ? say('rights.near') : null,
    copy: isCopy && one.maySettle === 'yes',
    erase: isErasure && one.mayErase === 'yes' && !inDanger,
    danger: isErasure && inDanger ? say('rights.danger') : null,
    goOn: state === 'held' && one.maySettle === 'yes',
    turnDown: waits && one.maySettle === 'yes',
    withReason: waits && one.maySettle === 'with_reason',
    letter,
    reasons: turnDownReasons.map((value) => ({ value, label: say(`rights.reason.${value}`) })),
  };
}

function helpOf({ kind, state }: ListedRequest): string {
  if (state === 'confirmed') return `rights.help.confirmed.${kind}`;
  return `rights.help.${state}`;
}

const settledLine = ({ say }: RightsVisit, one: ListedRequest) => ({
  code: one.code,
  what: say(`rights.wish.${one.kind}`),
  how: one.refusal ? say(`rights.reason.${one.refusal}`) : say(`rights.state.${one.state}`),
  by: one.settledBy,
  at: one.settledAt,
});
