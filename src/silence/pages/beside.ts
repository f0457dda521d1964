/** Beside the thread while the konseli is awaited: what will be written when, with its words; or what waits for the counsellor. */

import type { CaseView } from '../../cases/case-view.ts';
import { readKonseli } from '../../cases/konseli.ts';
import type { CasePart } from '../../cases/pages/case-page.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import { COUNSELLOR_DECIDES, letterOfStep, NOTHING_MORE, stepDueAt } from '../../core/silence.ts';
import type { Reader } from '../../db/database.ts';
import { calendarOf, readSettings } from '../../service/settings.ts';
import { silenceText } from '../silence-letter.ts';
import { dueWithRests, type Silence, standingSilence } from '../silence-row.ts';

/** Null while the konseli is not awaited, and to those who may only read. */
export const silenceBeside: CasePart = async (tx, visit, view) => {
  const { kasus } = view;
  const may = permissions(personOf(visit), view.relation);
  if (!may('record')) return null;
  const silence = await standingSilence(tx, kasus);
  if (!silence) return null;
  const { language } = await readKonseli(tx, visit.app.vault, kasus.konseli_id);
  const letter = letterOfStep(silence.step);
  const settings = await readSettings(tx);
  const words = letter && (await silenceText(tx, letter, silence.told_at === null, visit.now))(language, settings);
  return {
    step: silence.step,
    expected: silence.expected_at,
    isOver: silence.expected_at <= visit.now,
    told: silence.told_why && {
      text: visit.say('silence.told', { letter: visit.say(`occasion.${letter}`) }),
      why: visit.say(`silence.why.${silence.told_why}`),
    },
    held: silence.held_at !== null,
    plan: silence.held_at || silence.told_at ? [] : await planOf(tx, visit, view, silence),
    letter: words ? { title: visit.say(`occasion.${letter}`), subject: words.subject, text: words.text } : null,
    decide: silence.step === NOTHING_MORE ? decideModel(view, may) : null,
  };
};

/** Every step that is still to come, with its day; of those behind the next one only the least distance is known. */
async function planOf(db: Reader, { say, now }: CaseVisit, { kasus }: CaseView, silence: Silence) {
  const settings = await readSettings(db);
  const calendar = calendarOf(settings);
  const plan: { text: string; at: Date }[] = [];
  let at = await dueWithRests(db, silence, kasus, now);
  for (let step = silence.step; at && step <= COUNSELLOR_DECIDES; step++) {
    const letter = letterOfStep(step);
    plan.push({ text: say(letter ? `occasion.${letter}` : 'silence.you_decide'), at });
    at = stepDueAt(step + 1, silence.expected_at, at, settings.silenceDays, calendar);
  }
  return plan;
}

/** All that there is to do when nobody answered the last letter. */
function decideModel({ kasus, panel }: CaseView, may: ReturnType<typeof permissions>) {
  const evaluation = panel.gate?.items.find(({ item }) => item.item === 'immediate_evaluation');
  return {
    close: may('move') && kasus.risk !== 'urgent',
    noAnswer: kasus.stage === 'counselling' && evaluation?.record === null,
  };
}
