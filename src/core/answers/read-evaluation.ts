/** The three closing answers, in the konseli's own words, read out of a reply. */
import { type FoundQuestion, isQuestion } from './find-questions.ts';
import type { MailLine } from './mail-lines.ts';
import { type EvaluationItem, evaluationQuestions } from './questions.ts';

/** null: not given */
export type Evaluation = Record<EvaluationItem, string | null>;

const items = evaluationQuestions.map(({ item }) => item);

/** @returns null where nothing is an answer */
export function readEvaluation(
  lines: readonly MailLine[],
  questions: readonly FoundQuestion[],
  asked: boolean,
): Evaluation | null {
  const repeated = questions.filter(({ item }) => (items as string[]).includes(item));
  const labelled = byLabel(lines, repeated.length > 0, asked);
  const given = new Map<string, string>([...byQuestion(repeated), ...labelled]);
  const evaluation = Object.fromEntries(items.map((item) => [item, answerOf(given.get(item) ?? '')])) as Evaluation;
  return items.some((item) => evaluation[item] !== null) ? evaluation : null;
}

/** "-", "lewat", "skip": left out on purpose. */
const LEFT_OUT =
  /^\(?(?:[-–—.…?/\s]*|(?:di)?lewat(?:i|in|kan)?(?: (?:dulu|aja|saja|ya))*|skip(?: dulu)?|pass|kosong|gak? (?:tau|tahu)|ga(?:k)? jawab|n\/?a|none)[.!)\s]*$/i;

const answerOf = (text: string): string | null => (LEFT_OUT.test(text) ? null : text.replace(/\s+/g, ' ').trim());

/** Behind or below its question. What stands below the last one alone is the letter, which goes on below the quote. */
function byQuestion(questions: readonly FoundQuestion[]): [string, string][] {
  const last = questions.at(-1);
  const answeredBelow = questions.some((question) => question !== last && question.below !== '');
  return questions.map((question) => [
    question.item,
    question.behind || (question !== last || answeredBelow ? question.below : ''),
  ]);
}

const LABELLED = /^[^\p{L}\p{N}]*(?<label>[A-Ea-e])(?:\s*[.):]|\s+[-–])\s*(?<words>\S.*)$/u;
const NAMED = /^[^\p{L}\p{N}]*(?<name>\p{L}[\p{L} ]{2,30}?)\s*[:=]\s*(?<words>\S.*)$/u;

/** "A. … B. … C. …", also "Pemahaman: …". It is no list of something else; without the questions in
 * sight there are several, and where nothing was asked, all three. */
function byLabel(lines: readonly MailLine[], repeated: boolean, asked: boolean): [string, string][] {
  const own = lines.filter((line) => line.own || (line.age === 0 && line.depth === 0)).flatMap(eachLabelALine);
  const answers: [string, string][] = [];
  let foreign = false;
  for (let at = 0; at < own.length; at++) {
    const found = isQuestion(own[at]!) ? null : labelIn(own[at]!.words);
    if (!found) continue;
    if (found.item === null || (!answers.length && isIntroduced(own, at))) foreign = true;
    const words = [found.words];
    while (own[at + 1]?.words && !isQuestion(own[at + 1]!) && !labelIn(own[at + 1]!.words))
      words.push(own[++at]!.words);
    if (found.item) answers.push([found.item, words.join(' ')]);
  }
  const all = new Set(answers.map(([item]) => item)).size === items.length;
  const elsewhere = lines.some(({ age }) => age > 0);
  const isEnough = repeated || answers.length > 1;
  return (repeated || !foreign) && isEnough && (repeated || asked || (all && !elsewhere)) ? answers : [];
}

/** "A. … B. … C. …", as a small telephone writes it. */
function eachLabelALine(line: MailLine): MailLine[] {
  if (!/^[^\p{L}\p{N}]*A[.):]\s/u.test(line.words)) return [line];
  return line.words.split(/\s+(?=[BC][.):]\s)/).map((words) => ({ ...line, words }));
}

function labelIn(line: string): { item: EvaluationItem | null; words: string } | null {
  const { label, words } = LABELLED.exec(line)?.groups ?? {};
  if (label && words)
    return {
      item: evaluationQuestions.find((question) => question.label === label.toUpperCase())?.item ?? null,
      words,
    };
  const named = NAMED.exec(line)?.groups;
  if (!named) return null;
  const item = evaluationQuestions.find((question) => question.named.test(named.name!.toLowerCase()))?.item;
  return item ? { item, words: named.words! } : null;
}

/** "I see three ways out:" makes a list of what follows, "Jawabanku:" does not. */
function isIntroduced(own: readonly MailLine[], at: number): boolean {
  const before = own.slice(0, at).findLast(({ words }) => words !== '');
  return /(?<!(?:jawab|tanya|answer|question).*):$/i.test(before?.words ?? '');
}
