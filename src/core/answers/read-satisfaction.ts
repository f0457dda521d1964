/**
 * The sheet of satisfaction, read out of a reply: behind "K1. …:" where the letter asked, as "K1 4, K2 3", by number, as a row of
 * five, or one number for all. Whole numbers from 1 to 4; whatever else is typed counts as not given.
 */
import type { MailLine } from './mail-lines.ts';
import { type SatisfactionItem, satisfactionQuestions } from './questions.ts';

/** 1 to 4; null: not given */
export type Satisfaction = Record<SatisfactionItem, number | null>;

const items = satisfactionQuestions.map(({ item }) => item);

const WORDS: Readonly<Record<string, number>> = {
  satu: 1,
  dua: 2,
  tiga: 3,
  empat: 4,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
};
/** "4", "empat", "4/4", "3 dari 4"; never the beginning of a longer number, nor what counts something. */
const MARK = `(?:[1-4]|${Object.keys(WORDS).join('|')})(?:\\s*/\\s*4|\\s+(?:dari|of|out of)\\s+(?:4|empat|four))?(?![\\p{L}\\d%:/]|[.,]\\d|\\s+(?:kali|jam|hari|minggu|bulan|tahun|orang|times?|hours?|days?|weeks?|months?)(?!\\p{L}))`;
const BEFORE =
  /^(?:[^\p{L}\p{N}-]|\b(?:aku|saya|ku|i|i'd|say|kasih|beri|nilai(?:nya)?|mungkin|kayaknya|maybe|about)\b)*/iu;
const AT_START = new RegExp(`^(?<mark>${MARK})`, 'iu');
const AGAIN = new RegExp(
  `^[\\s,.;(-]*(?:eh|ralat|salah|maaf|sorry|no|wait|jadi|->|→)(?:[\\s,.:]+(?:eh|salah|jadi|deh|maksudku|wait))*[\\s,:]+(?<mark>${MARK})`,
  'iu',
);

const LABEL = /^[^\p{L}\p{N}]*K\s?(?<n>[1-5])\s*(?<mark>[.):=-]?)\s*(?<words>.*)$/iu;
const SHORT = new RegExp(
  `(?<![\\p{L}\\p{N}])K\\s?(?<n>[1-5])\\s*(?:[.):=-]+|nya|itu)?\\s*(?=(?:aku kasih |saya beri |itu )?${MARK})`,
  'giu',
);
/** How many lines a mail program may make of one question. */
const MOST_LINES = 4;
/** So many numbers with nothing but 1 to 5 before them are an answer; fewer may be a list of something. */
const ENOUGH = 3;

/** @returns null where no number is an answer */
export function readSatisfaction(lines: readonly MailLine[]): Satisfaction | null {
  const own = lines.filter((line) => line.own).map(({ words }) => words);
  const given = new Map<number, number>([...behindQuestions(lines), ...own.flatMap(shortIn)]);
  const found = given.size ? given : (byNumber(own) ?? inARow(own) ?? allAlike(own));
  return found && (Object.fromEntries(items.map((item, n) => [item, found.get(n + 1) ?? null])) as Satisfaction | null);
}

type Marks = Map<number, number>;

function behindQuestions(lines: readonly MailLine[]): [number, number][] {
  const marks: Marks = new Map();
  for (const [at, line] of lines.entries()) {
    if (line.age > 1) continue;
    const { n, words } = LABEL.exec(line.words)?.groups ?? {};
    if (!n || words === undefined) continue;
    const value = markOf(behindColon(lines, at, words));
    if (value !== null && !marks.has(Number(n))) marks.set(Number(n), value);
  }
  return [...marks];
}

/** What stands behind the colon of a question, which may be broken over lines, or in the next line. */
function behindColon(lines: readonly MailLine[], at: number, words: string): string {
  let text = words;
  for (let next = at + 1; next < at + MOST_LINES && !/:\s*\S/.test(text); next++) {
    const line = lines[next];
    if (!line || LABEL.test(line.words) || (line.depth !== lines[at]!.depth && !line.own)) break;
    text = `${text} ${line.words}`.trim();
  }
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : '';
}

function shortIn(words: string): [number, number][] {
  return [...words.matchAll(SHORT)].flatMap((label): [number, number][] => {
    const value = markOf(words.slice(label.index + label[0].length));
    return value === null ? [] : [[Number(label.groups!.n), value]];
  });
}

function markOf(text: string): number | null {
  const start = text.slice(BEFORE.exec(text)![0].length);
  const first = AT_START.exec(start)?.groups?.mark;
  if (first === undefined) return null;
  return numberOf(AGAIN.exec(start.slice(first.length))?.groups?.mark ?? first);
}

const numberOf = (mark: string): number => Number(mark[0]) || WORDS[/^\p{L}+/u.exec(mark)![0].toLowerCase()]!;

const NUMBERED = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:no(?:mor)?\\.?\\s*)?(?<n>[1-5])\\s*[.):=-]+\\s*(?<mark>${MARK})[^\\p{L}\\p{N}]*$`,
  'iu',
);

/** "1. 4", "2. 3" line by line. */
function byNumber(own: readonly string[]): Marks | null {
  const marks = own.flatMap((words): [number, number][] => {
    const { n, mark } = NUMBERED.exec(words)?.groups ?? {};
    return n && mark ? [[Number(n), numberOf(mark)]] : [];
  });
  return new Set(marks.map(([n]) => n)).size >= ENOUGH ? new Map(marks) : null;
}

const FILLER =
  /^(?:[^\p{L}\p{N}-]|\b(?:ini|jawabanku|jawaban|nilaiku|kepuasan|lembar|bu|pak|kak|my|answers?|here)\b)+|[^\p{L}\p{N}]*(?:\b(?:ya|bu|pak|kak|hehe|makasih|thanks)\b[^\p{L}\p{N}]*)*$/giu;
const ROW = new RegExp(`^(?:${MARK}(?:\\s*[,;/|–-]\\s*|\\s+|$)){5}$`, 'iu');
const LONE = new RegExp(`^${MARK}$`, 'iu');

/** "4 4 3 4 3", in one line or in five. */
function inARow(own: readonly string[]): Marks | null {
  const plain = own.map((words) => (words.length < 80 ? words.replace(FILLER, '') : ''));
  const row = plain.map((words) => words.replace(/[,/](?=\S)/g, ' ')).find((words) => ROW.test(words));
  if (row) return asMarks([...row.matchAll(new RegExp(MARK, 'giu'))].map(([mark]) => mark));
  const lone = plain.filter((words) => words !== '').map((words) => (LONE.test(words) ? words : null));
  const from = lone.findIndex((_, at) => lone.slice(at, at + 5).filter((word) => word !== null).length === 5);
  const ends = from === -1 || lone[from + 5] != null || (from > 0 && lone[from - 1] != null);
  return ends ? null : asMarks(lone.slice(from, from + 5) as string[]);
}

const asMarks = (marks: readonly string[]): Marks => new Map(marks.map((mark, n) => [n + 1, numberOf(mark)]));

const ALL = new RegExp(
  `^(?:[^:]{0,60}:)?(?:[^\\p{L}\\p{N}]|\\b(?:aku|saya|kasih|jawabanku|buatku|bu|pak|kak|untuk)\\b)*(?:(?:semua(?:nya)?|all(?: of them| five)?|everything)\\s*(?:[:=]|itu|are|is|aku kasih|saya beri)*\\s*(?<after>${MARK})|(?<before>${MARK})\\s*(?:semua(?:nya)?|for (?:all|everything)|all (?:round|five)))`,
  'iu',
);

/** "semua 4", "4 semua Bu". */
function allAlike(own: readonly string[]): Marks | null {
  for (const words of own) {
    const { after, before } = ALL.exec(words)?.groups ?? {};
    const mark = after ?? before;
    if (mark) return asMarks(items.map(() => mark));
  }
  return null;
}
