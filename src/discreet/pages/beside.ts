/** How letters reach this konseli, beside the thread: what is agreed, what became of letters read on a page, the code word. */

import type { ThreadEntry, ThreadLetter } from '../../cases/case-thread.ts';
import { readDelivery } from '../../cases/delivery-agreement.ts';
import type { CasePart, RefusedForm } from '../../cases/pages/case-page.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import type { Reader } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import { readCodeWord } from '../code-word.ts';
import { clockOf } from './agreement-form.ts';

export const deliveryBeside: CasePart = async (tx, visit, { kasus, relation, thread }, refused) => {
  if (kasus.erased_at) return null;
  const may = permissions(personOf(visit), relation)('agree_delivery');
  const agreed = await readDelivery(tx, kasus);
  const codeWord = await readCodeWord(tx, visit.app.vault, kasus.konseli_id);
  if (!may && !agreed && !codeWord) return null;
  const { say } = visit;
  const { timeZone } = await readSettings(tx);
  const absolute = (at: Date) => humaneTime(at, visit.now, visit.lang, timeZone).absolute;
  const pin = await readPin(tx, kasus.konseli_id);
  const locked = pin?.locked_until && pin.locked_until > visit.now ? pin.locked_until : null;
  const wrongReader = agreed !== null && agreed.by === null;
  return {
    code: kasus.code,
    codeWord,
    mode: say(`delivery.mode.${agreed?.mode ?? 'full'}`),
    attention: wrongReader || locked !== null,
    wrongReader,
    locked: locked && say('delivery.locked', { at: absolute(locked) }),
    lines: [
      ...(agreed?.neutral && agreed.mode !== 'notice' ? [say('delivery.neutral.is')] : []),
      ...(agreed?.hours ? [hoursLine(visit, agreed.hours)] : []),
      ...(agreed?.elsewhere ? [say('delivery.elsewhere')] : []),
      ...(agreed && !wrongReader ? [say('delivery.since', { at: absolute(agreed.at) })] : []),
    ],
    letters: agreed ? await letterLines(tx, visit, kasus.id, thread, absolute) : [],
    form: may ? formModel(visit, agreed, pin !== null, thread, absolute, refused) : null,
  };
};

const readPin = (db: Reader, konseliId: string) =>
  db.selectFrom('reading_pins').select('locked_until').where('konseli_id', '=', konseliId).executeTakeFirst();

function hoursLine({ say }: CaseVisit, hours: { days: readonly number[]; from: number; until: number }): string {
  const days =
    hours.days.length === 7 ? say('delivery.every_day') : hours.days.map((day) => say(`service.day.${day}`)).join(', ');
  return say('delivery.hours.are', { days, from: clockOf(hours.from), until: clockOf(hours.until) });
}

const isLetter = (entry: ThreadEntry): entry is ThreadLetter => entry.entry === 'letter';

const MOST_LINES = 3;

/** What became of the last letters that are read on a page. */
async function letterLines(
  db: Reader,
  { say, now }: CaseVisit,
  caseId: string,
  thread: readonly ThreadEntry[],
  absolute: (at: Date) => string,
) {
  const links = await db
    .selectFrom('reading_links')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('made_at', 'desc')
    .execute();
  const newest = links.filter((link, n) => links.findIndex((other) => other.message_id === link.message_id) === n);
  return newest.slice(0, MOST_LINES).map((link) => {
    const written = thread.filter(isLetter).find(({ id }) => id === link.message_id)?.at ?? link.made_at;
    const read = links.find((one) => one.message_id === link.message_id && one.opened_at)?.opened_at;
    const isOver = link.expires_at <= now;
    const state = link.closed === 'wrong_reader' ? 'wrong_reader' : read ? 'read' : isOver ? 'expired' : 'waits';
    const at = absolute(read ?? link.expires_at);
    return {
      href: `#letter-${link.message_id}`,
      label: absolute(written),
      text: say(`delivery.letter.${state}`, { at }),
    };
  });
}

function formModel(
  { say }: CaseVisit,
  agreed: Awaited<ReturnType<typeof readDelivery>>,
  hasPin: boolean,
  thread: readonly ThreadEntry[],
  absolute: (at: Date) => string,
  refused: RefusedForm | undefined,
) {
  const typed = refused?.typed.delivery === undefined ? null : refused.typed;
  const mode = typed?.delivery ?? agreed?.mode ?? 'full';
  const days = [1, 2, 3, 4, 5, 6, 7];
  return {
    open: typed !== null,
    modes: ['full', 'notice', 'paused'].map((value) => ({
      value,
      label: say(`delivery.mode.${value}`),
      hint: say(`delivery.mode.${value}.hint`),
      chosen: value === mode,
    })),
    pins: ['keep', 'letter', 'other_way'].map((value) => ({
      value,
      label: say(`delivery.pin.${value === 'keep' && !hasPin ? 'none' : value}`),
      chosen: value === (typed?.pin ?? 'keep'),
    })),
    neutral: typed ? typed.neutral === 'yes' : (agreed?.neutral ?? false),
    from: typed?.safe_from ?? (agreed?.hours ? clockOf(agreed.hours.from) : ''),
    until: typed?.safe_until ?? (agreed?.hours ? clockOf(agreed.hours.until) : ''),
    days: days.map((day) => ({
      name: `safe_day${day}`,
      label: say(`service.day.${day}`),
      ticked: typed ? typed[`safe_day${day}`] === 'yes' : (agreed?.hours?.days.includes(day) ?? true),
    })),
    asked: [
      { value: '', label: say('delivery.asked.otherwise') },
      ...thread
        .filter((entry) => isLetter(entry) && entry.direction === 'in')
        .map((entry) => ({ value: entry.id, label: absolute(entry.at) })),
    ].map((option) => ({ ...option, chosen: option.value === (typed?.asked_in ?? agreed?.messageId ?? '') })),
  };
}
