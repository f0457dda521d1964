/** The four numbers of the pulse, read out of a reply. */
import type { FoundQuestion } from './find-questions.ts';
import type { MailLine } from './mail-lines.ts';
import { type PulseItem, pulseQuestions } from './questions.ts';
import { COUNTS, readScore, SCORE } from './score.ts';

/** 0 to 10; null: not given */
export type Pulse = Record<PulseItem, number | null>;

const items = pulseQuestions.map(({ item }) => item);

/** So many numbers with their labels are an answer where the mail does not repeat our questions: fewer may be chance. */
const ENOUGH = 3;
const ENOUGH_WHEN_ASKED = 2;

/** @returns null where no number is an answer */
export function readPulse(
  lines: readonly MailLine[],
  questions: readonly FoundQuestion[],
  asked: boolean,
): Pulse | null {
  const own = lines.filter((line) => line.own).map(({ words }) => words);
  const named = [...byLabel(own), ...byName(own), ...byForeignQuestion(lines)];
  const repeated = questions.filter(({ item }) => isPulse(item));
  const known = asked || repeated.length > 0;
  const labels = new Set(named.filter(([, value]) => value !== null).map(([item]) => item)).size;
  const isEnough = repeated.length > 0 || labels >= (asked ? ENOUGH_WHEN_ASKED : ENOUGH);
  const bare = known ? (inARow(own) ?? allAlike(own)) : null;
  const given = new Map([...(bare ?? byQuestion(repeated)), ...(isEnough || bare ? named : [])]);
  const pulse = Object.fromEntries(items.map((item) => [item, given.get(item) ?? null])) as Pulse;
  return items.some((item) => pulse[item] !== null) ? pulse : null;
}

type Given = [PulseItem, number | null];

const isPulse = (item: string): item is PulseItem => (items as string[]).includes(item);

function byQuestion(questions: readonly FoundQuestion[]): Given[] {
  return questions.flatMap(({ item, behind, below }): Given[] => {
    const score = readScore(behind, true) ?? readScore(below, false);
    return score ? [[item as PulseItem, score.value]] : [];
  });
}

const ORDINALS: Readonly<Record<string, PulseItem>> = {
  ...labelled(['1', 'pertama', 'kesatu', 'satu', 'first', 'one'], 'bond'),
  ...labelled(['2', 'kedua', 'dua', 'second', 'two'], 'aims'),
  ...labelled(['3', 'ketiga', 'tiga', 'third', 'three'], 'way'),
  ...labelled(['4', 'keempat', 'empat', 'terakhir', 'fourth', 'four', 'last'], 'understood'),
};

function labelled(labels: readonly string[], item: PulseItem): Record<string, PulseItem> {
  return Object.fromEntries(labels.map((label) => [label, item]));
}

const NUMBERED = '(?:no|nomor|nomer|number|q|soal|pertanyaan)[.\\s]*';
const POINTING = '(?:(?:yang|yg|the)\\s+)?';
const MARK = '(?:[.):=→-]|->|nya(?!\\p{L})|(?=,?\\s*(?:itu|jadi|is|dapat|dapet|aku kasih|kukasih)\\s),?)[\\s.:=]*';
const GIVEN = "(?:(?:aku|saya|ku|gue|i|i'd)?\\s*(?:kasih|beri|give|say|jadi|itu|is|dapat|dapet|nilainya)\\s+)*";
const LABEL = new RegExp(
  `(?<![\\p{L}\\p{N}.,/:])${POINTING}(?:` +
    `${NUMBERED}(?<numbered>[1-4]|satu|dua|tiga|empat|one|two|three|four)(?:\\s*${MARK}|\\s+)` +
    `|(?<digit>[1-4])\\s*${MARK}` +
    '|(?<word>pertama|kesatu|kedua|ketiga|keempat|terakhir|first|second|third|fourth|last)(?:\\s+one)?(?:\\s*[.):=-]+|nya)?\\s+' +
    `)${GIVEN}`,
  'giu',
);
const TWO_NUMBERS = new RegExp(`^(?<label>[1-4])\\s+(?<score>${SCORE})[^\\p{L}\\p{N}]*$`, 'iu');
const LINE = new RegExp(`^[^\\p{L}\\p{N}]*(?<label>[1-4])\\s*[.):=-]\\s*(?<words>${SCORE}.*)$`, 'iu');

/** "1. 8 2. 7", "no 3: 9", "yang pertama 8, kedua 6", "1 8" line by line. */
function byLabel(own: readonly string[]): Given[] {
  const given = own.flatMap(labelsIn);
  const pairs = own.flatMap((words): Given[] => {
    const { label, score } = TWO_NUMBERS.exec(words)?.groups ?? {};
    return label && score ? [[ORDINALS[label]!, readScore(score, false)?.value ?? null]] : [];
  });
  return [...(given.length < 2 ? [] : withRemarks(own)), ...given, ...(pairs.length < 2 ? [] : pairs)];
}

/** Beside lines that are answers without doubt, one that goes on in words is one too. */
function withRemarks(own: readonly string[]): Given[] {
  return own.flatMap((words): Given[] => {
    const { label, words: behind } = LINE.exec(words)?.groups ?? {};
    const score = label && behind ? readScore(behind, true) : null;
    return score && !COUNTS.test(score.rest) ? [[ORDINALS[label!]!, score.value]] : [];
  });
}

function labelsIn(words: string): Given[] {
  const given: Given[] = [];
  LABEL.lastIndex = 0;
  for (let label = LABEL.exec(words); label; label = LABEL.exec(words)) {
    const { numbered, digit, word } = label.groups!;
    const behind = words.slice(LABEL.lastIndex);
    const score = readScore(behind, false) ?? beforeNextLabel(behind);
    if (!score) continue;
    given.push([ORDINALS[(numbered ?? digit ?? word)!.toLowerCase()]!, score.value]);
    LABEL.lastIndex = words.length - score.rest.length;
  }
  return given;
}

/** In "1. 8 2. 7" a number follows the number: it must be the next label. */
function beforeNextLabel(behind: string) {
  const score = readScore(behind, true);
  if (!score) return null;
  const next = new RegExp(LABEL.source, 'iu').exec(score.rest);
  return next && /^\s*(?:dan|and|terus|trus)?\s*$/i.test(score.rest.slice(0, next.index)) ? score : null;
}

const NAMED_SCORE = new RegExp(`(?:[:=\\s]|nya)\\s*(?<score>${SCORE}.*)$`, 'iu');

/** "diterima 8, tujuan 7, cara 9, maksud 5": one alone may be chance. */
function byName(own: readonly string[]): Given[] {
  const given = own.flatMap((words) =>
    words.length > 300 ? [] : words.split(/,(?!\d)|;|(?<!\p{L})(?:dan|and)(?!\p{L})|\. /u).flatMap(nameIn),
  );
  return new Set(given.map(([item]) => item)).size < 2 ? [] : given;
}

function nameIn(piece: string): Given[] {
  const score = NAMED_SCORE.exec(piece);
  if (!score || piece.length > 120) return [];
  const name = piece.slice(0, score.index).toLowerCase();
  const named = pulseQuestions.filter((question) => question.named.test(name));
  const read = readScore(score.groups!.score!, false);
  return named.length === 1 && read && !/\d/.test(name.replace(/^\W*[1-4]\W/, ''))
    ? [[named[0]!.item, read.value]]
    : [];
}

const FOREIGN = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:[1-4]\\s*[.)]\\s*)?(?<name>\\D{6,160}?)\\s*[:=?]\\s*(?<score>${SCORE}.*)$`,
  'iu',
);

/** The same questions in another service's words, with the number behind. */
function byForeignQuestion(lines: readonly MailLine[]): Given[] {
  const given = lines.flatMap(({ words, age }): Given[] => {
    const { name, score } = (age <= 1 && words.length < 400 && FOREIGN.exec(words)?.groups) || {};
    if (!name || !score) return [];
    const named = pulseQuestions.filter((question) => question.named.test(name.toLowerCase()));
    return named.length === 1 ? [[named[0]!.item, readScore(score, true)?.value ?? null]] : [];
  });
  return new Set(given.map(([item]) => item)).size < 2 ? [] : given;
}

const FILLER =
  /^(?:[^\p{L}\p{N}-]|\b(?:ini|jawabanku|jawaban|jawabnya|nilaiku|angkanya|bu|pak|kak|here|my|answers?|numbers?)\b)+|[^\p{L}\p{N}]*(?:\b(?:ya|bu|pak|kak|deh|hehe|wkwk|makasih|thanks)\b[^\p{L}\p{N}]*)*$/giu;
/** "Buat yang angka, urut dari nomor 1 sampai 4: 8, 9, 7, 6" */
const ANNOUNCED = /^.*(?:angka|urut|pertanyaan|jawaban|numbers|answers|questions).*:/i;
const ROW = new RegExp(`^(?:${SCORE}(?:\\s*[,;/|–-]\\s*|\\s+|$)){4}$`, 'iu');
const LONE = new RegExp(`^${SCORE}$`, 'iu');

/** "8 7 9 6", in one line or in four. */
function inARow(own: readonly string[]): Given[] | null {
  const plain = own
    .filter((words) => words.length < 80)
    .map((words) => words.replace(ANNOUNCED, '').replace(FILLER, ''));
  const row = plain.find((words) => ROW.test(words.replace(/,(?=\S)/g, ', ')));
  if (row)
    return asPulse([...row.replace(/,(?=\S)/g, ', ').matchAll(new RegExp(SCORE, 'giu'))].map(([score]) => score));
  const lone = own.map((words) => LONE.test(words.replace(FILLER, '')));
  const first = lone.indexOf(true);
  const run = lone.slice(first).findIndex((is) => !is);
  const count = run === -1 ? lone.length - first : run;
  return first !== -1 && count === 4
    ? asPulse(own.slice(first, first + 4).map((words) => words.replace(FILLER, '')))
    : null;
}

const asPulse = (scores: readonly string[]): Given[] =>
  items.map((item, n) => [item, readScore(scores[n]!, true)?.value ?? null]);

const ALL = new RegExp(
  `^(?:[^:]{0,60}:)?(?:[^\\p{L}\\p{N}]|\\b(?:aku|saya|kasih|kukasih|jawabanku|buatku|bu|pak|kak)\\b)*(?:(?:semua(?:nya)?|all(?: of them| four)?|everything)\\s*(?:[:=]|itu|are|is|dapat|aku kasih|saya beri|kukasih|gets?|an?)*\\s*(?<after>${SCORE})|(?<before>${SCORE})\\s*(?:semua(?:nya)?|for (?:all|everything)|all (?:round|four)|across the board))`,
  'iu',
);

/** "semua 8", "8 semua kak". */
function allAlike(own: readonly string[]): Given[] | null {
  for (const words of own) {
    const { after, before } = ALL.exec(words)?.groups ?? {};
    const score = after ?? before;
    if (score) return asPulse(items.map(() => score));
  }
  return null;
}
