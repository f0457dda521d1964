/**
 * What is different in a letter from the same writer's earlier ones, each as something to ask about. Never a score: effects in
 * groups are small, and what a change means only its writer knows. Below three earlier letters nothing is compared.
 */
import { type MarkKind, markKinds, type Observed, type Span } from './observe.ts';

export const cueKinds = [
  'fine_beside_distress',
  'laughter_beside_distress',
  'greeting_dropped',
  'sign_off_dropped',
  'longer_silence',
  'sooner',
  'night',
  'shorter',
  'longer',
  'emoticons_gone',
  'less_self',
  'more_self',
  'more_absolutes',
  'more_hedges',
  'more_exclamations',
  'more_capitals',
  'more_ellipses',
  'more_emoticons',
] as const;
export type CueKind = (typeof cueKinds)[number];

export interface Cue {
  kind: CueKind;
  /** none: it is about when the letter was written, or how long it is */
  spans: Span[];
  /** how far it goes, to be compared with itself only; never shown */
  degree: number;
}

export const FEWEST_EARLIER = 3;

/** How often a mark must stand in a letter before it can be a change. */
const fewest: Record<MarkKind, number> = {
  exclamations: 3,
  capitals: 3,
  ellipses: 3,
  emoticons: 3,
  self: 6,
  absolutes: 3,
  hedges: 3,
};

/** @param earlier the letters before it, in any order */
export function findCues(letter: Observed, earlier: readonly Observed[], text: string): Cue[] {
  if (earlier.length < FEWEST_EARLIER || letter.words === 0) return [];
  return [
    ...besideDistress('fine_beside_distress', letter.fineBesideDistress, earlier, (one) => one.fineBesideDistress),
    ...besideDistress(
      'laughter_beside_distress',
      letter.laughterBesideDistress,
      earlier,
      (one) => one.laughterBesideDistress,
    ),
    ...dropped(
      'greeting_dropped',
      !letter.greets,
      earlier.filter(({ greets }) => greets).length,
      earlier.length,
      firstWords(text),
    ),
    ...dropped(
      'sign_off_dropped',
      !letter.signsOff,
      earlier.filter(({ signsOff }) => signsOff).length,
      earlier.length,
      lastWords(text),
    ),
    ...delayed(letter, earlier),
    ...atNight(letter, earlier),
    ...length(letter, earlier),
    ...faces(letter, earlier),
    ...lessSelf(letter, earlier),
    ...markKinds.flatMap((kind) => more(kind, letter, earlier)),
  ];
}

/** Who always writes so says nothing new by it. */
function besideDistress(
  kind: CueKind,
  spans: Span[],
  earlier: readonly Observed[],
  of: (one: Observed) => Span[],
): Cue[] {
  const usual = earlier.filter((one) => of(one).length > 0).length;
  return spans.length && usual * 2 < earlier.length ? [{ kind, spans, degree: spans.length }] : [];
}

const dropped = (kind: CueKind, isMissing: boolean, had: number, all: number, place: Span): Cue[] =>
  isMissing && had >= FEWEST_EARLIER && had >= all * 0.75 ? [{ kind, spans: [place], degree: 1 }] : [];

function delayed({ delay }: Observed, earlier: readonly Observed[]): Cue[] {
  const before = earlier.flatMap((one) => one.delay ?? []);
  if (delay === null || before.length < FEWEST_EARLIER - 1) return [];
  const longest = Math.max(...before);
  const usual = median(before);
  if (delay > longest * 2.5 && delay > longest + 48)
    return [{ kind: 'longer_silence', spans: [], degree: delay / longest }];
  if (delay <= 3 && usual >= 12 && delay * 4 < Math.min(...before))
    return [{ kind: 'sooner', spans: [], degree: usual / Math.max(delay, 0.1) }];
  return [];
}

const isNight = (hour: number | null) => hour !== null && (hour >= 23 || hour < 5);

const atNight = ({ hour }: Observed, earlier: readonly Observed[]): Cue[] =>
  isNight(hour) && !earlier.some((one) => isNight(one.hour)) ? [{ kind: 'night', spans: [], degree: 1 }] : [];

function length(letter: Observed, earlier: readonly Observed[]): Cue[] {
  const before = earlier.map(({ words }) => words);
  const [least, most] = [Math.min(...before), Math.max(...before)];
  if (letter.words * 2 <= least && least >= 16) return [{ kind: 'shorter', spans: [], degree: least / letter.words }];
  if (letter.words >= most * 2 && letter.words >= 60)
    return [{ kind: 'longer', spans: [], degree: letter.words / most }];
  return [];
}

function faces(letter: Observed, earlier: readonly Observed[]): Cue[] {
  const had = earlier.filter(({ marks }) => marks.emoticons.length > 0).length;
  const isGone = letter.marks.emoticons.length === 0 && letter.words >= 15;
  return isGone && had >= FEWEST_EARLIER && had >= earlier.length * 0.75
    ? [{ kind: 'emoticons_gone', spans: [], degree: 1 }]
    : [];
}

function lessSelf(letter: Observed, earlier: readonly Observed[]): Cue[] {
  const usual = median(earlier.map((one) => share('self', one)));
  const is = letter.words >= 35 && usual >= 0.05 && share('self', letter) <= usual / 4;
  return is ? [{ kind: 'less_self', spans: [], degree: 1 }] : [];
}

/** More than twice as thick as ever before; of oneself, which everybody speaks of, half as much again. */
function more(kind: MarkKind, letter: Observed, earlier: readonly Observed[]): Cue[] {
  const spans = letter.marks[kind];
  if (spans.length < fewest[kind]) return [];
  const most = Math.max(...earlier.map((one) => share(kind, one)));
  const now = share(kind, letter);
  const isMore = kind === 'self' ? now >= most * 1.5 && now >= most + 0.06 : now > most * 2;
  return isMore ? [{ kind: `more_${kind}`, spans, degree: now / Math.max(most, 0.01) }] : [];
}

const share = (kind: MarkKind, { marks, words }: Observed): number => marks[kind].length / Math.max(words, 1);

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

const MOST_SHOWN = 60;

/** Where the greeting would be. */
function firstWords(text: string): Span {
  const start = text.length - text.trimStart().length;
  const sentence = /^[^.!?\n]{1,60}/.exec(text.slice(start))?.[0] ?? '';
  return { start, end: start + sentence.trimEnd().length };
}

function lastWords(text: string): Span {
  const end = text.trimEnd().length;
  const tail = text.slice(Math.max(0, end - MOST_SHOWN), end);
  const start = Math.max(tail.lastIndexOf('\n'), tail.slice(0, -1).search(/[.!?]\s[^.!?]*$/)) + 1;
  return { start: end - tail.slice(start).trimStart().length, end };
}
