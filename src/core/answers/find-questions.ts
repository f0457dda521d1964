/** Finds our questions where a mail repeats them, quoted or typed anew, and what was written behind or below each. */
import type { MailLine } from './mail-lines.ts';
import {
  type EvaluationItem,
  evaluationQuestions,
  type PulseItem,
  pulseQuestions,
  type Question,
} from './questions.ts';

export interface FoundQuestion {
  item: PulseItem | EvaluationItem;
  /** behind the question, in its line */
  behind: string;
  /** the paragraph below it, when nothing stands behind it; what answers a quoted question */
  below: string;
}

interface Wording {
  item: PulseItem | EvaluationItem;
  /** the question from its first word to its last, over line ends */
  whole: RegExp;
  /** enough of its beginning to know it */
  begins: RegExp;
}

const wordings: readonly Wording[] = [...pulseQuestions, ...evaluationQuestions].flatMap(
  (question: Question<PulseItem | EvaluationItem>) =>
    [question.id, question.en].map((text) => wordingOf(question, text)),
);

function wordingOf({ item, label }: Question<PulseItem | EvaluationItem>, text: string): Wording {
  const words = text.replace(/[?:]/g, '').split(' ');
  const from = `^[^\\p{L}\\p{N}]*(?:${label}\\s*[.):]?\\s*)?`;
  return {
    item,
    whole: new RegExp(`${from}${words.join('\\s+')}\\s*[:?=.]*`, 'iu'),
    begins: new RegExp(`${from}${words.slice(0, 3).join('\\s+')}(?!\\p{L})`, 'iu'),
  };
}

/** How many lines a mail program may make of one question. */
const MOST_LINES = 4;

/** @returns those of the newest letter that repeats them, each once */
export function findQuestions(lines: readonly MailLine[]): FoundQuestion[] {
  const found = new Map<string, FoundQuestion>();
  for (const [at, line] of lines.entries()) {
    const wording = line.age <= 1 ? beginningAt(line) : null;
    if (!wording || found.has(wording.item)) continue;
    const { behind, end } = readQuestion(lines, at, wording);
    found.set(wording.item, { item: wording.item, behind, below: behind ? '' : paragraphBelow(lines, end) });
  }
  return [...found.values()];
}

/** Whether a line is one of our questions, or the beginning of one. */
export const isQuestion = (line: MailLine): boolean => beginningAt(line) !== null;

const beginningAt = ({ words }: MailLine): Wording | null =>
  words.length > 400 ? null : (wordings.find(({ begins }) => begins.test(words)) ?? null);

function readQuestion(lines: readonly MailLine[], at: number, { whole }: Wording): { behind: string; end: number } {
  let words = lines[at]!.words;
  for (let end = at; end < at + MOST_LINES; end++) {
    const matched = whole.exec(words);
    const next = lines[end + 1];
    const goesOn = next?.words && next.depth === lines[at]!.depth && !beginningAt(next);
    if (matched && !(matched[0].length < words.length && goesOn && !next.own && next.depth > 0))
      return { behind: words.slice(matched[0].length).trim(), end };
    if (!goesOn) break;
    words = `${words} ${next.words}`;
  }
  return { behind: /[:?]\s*(.*)$/.exec(lines[at]!.words)?.[1]?.trim() ?? '', end: at };
}

/** Own words between quotes may stand apart; in a quote only what follows at once can be an answer. */
function paragraphBelow(lines: readonly MailLine[], end: number): string {
  const { depth } = lines[end]!;
  let at = end + 1;
  while (lines[at]?.words === '') at++;
  const first = lines[at];
  if (!first || beginningAt(first) || !(first.own || (at === end + 1 && first.depth === depth))) return '';
  const paragraph: string[] = [];
  for (let line: MailLine | undefined = first; line?.words && line.own === first.own; line = lines[++at]) {
    if (beginningAt(line)) break;
    paragraph.push(line.words);
  }
  return paragraph.join(' ');
}
