/** What a konseli answered to instruments, beside the thread: scores with the letter, each item on request, and a form to set it right. */
import type { CasePart } from '../../cases/pages/case-page.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { scoreItems } from '../../core/instruments/score-items.ts';
import { mayWithCase } from '../../core/policy.ts';
import { readInstrument } from '../instruments.ts';
import { type StandingItems, standingItems } from '../keep-items.ts';

export const instrumentsBeside: CasePart = async (tx, visit, { kasus, relation }, refused, letters = []) => {
  const key = (await visit.app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const answers = await standingItems(tx, key, kasus.id);
  if (!answers.length && !kasus.asking_instrument) return null;
  const labelOf = (id: string) => letters.find((one) => one.id === id)?.label ?? '';
  const mayCorrect = mayWithCase(personOf(visit), 'record', relation) === 'yes' && kasus.stage !== 'closed';
  const asked = kasus.asking_instrument ? await readInstrument(tx, kasus.asking_instrument) : null;
  return {
    waits: asked?.title[visit.lang] ?? null,
    answers: answers.map((one) => answerModel(visit, one, labelOf)).reverse(),
    correction: mayCorrect
      ? correctionModel(visit, answers.at(-1), kasus.asking_instrument, asked, letters, refused?.typed)
      : null,
  };
};

function answerModel(
  { say, lang }: CaseVisit,
  { instrument, given, messageId, at }: StandingItems,
  labelOf: (id: string) => string,
) {
  const scores = scoreItems(instrument, given);
  return {
    title: instrument.title[lang],
    at,
    letter: { href: `#letter-${messageId}`, label: labelOf(messageId) },
    scores: instrument.scores.map(({ title }, n) => ({
      title: title[lang],
      value:
        scores[n] === null
          ? say('instruments.incomplete')
          : scores[n]!.toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB'),
    })),
    items: instrument.items.map((item, n) => ({ words: item[lang], value: given[n + 1] ?? '–' })),
    holder: instrument.licence.holder,
  };
}

/** Of what was answered last, or else of what is asked. */
function correctionModel(
  { lang }: CaseVisit,
  last: StandingItems | undefined,
  askedId: string | null,
  asked: StandingItems['instrument'] | null,
  letters: readonly { id: string; label: string; byKonseli: boolean }[],
  typed: Readonly<Record<string, string>> | undefined,
) {
  const instrument = asked ?? last?.instrument;
  const theirs = letters.filter(({ byKonseli }) => byKonseli);
  if (!instrument || !theirs.length) return null;
  const standing = asked ? undefined : last;
  const chosen = typed?.items_letter ?? standing?.messageId ?? theirs.at(-1)!.id;
  return {
    open: typed?.items_letter !== undefined,
    instrumentId: askedId ?? last!.instrumentId,
    title: instrument.title[lang],
    letters: theirs.map(({ id, label }) => ({ value: id, label, chosen: id === chosen })),
    items: instrument.items.map((item, n) => ({
      name: `item_${n + 1}`,
      label: item[lang],
      value: typed?.[`item_${n + 1}`] ?? `${standing?.given[n + 1] ?? ''}`,
    })),
  };
}
