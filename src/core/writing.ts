/**
 * A second pair of eyes while a letter is being written: what a konseli may take for a form letter, a lecture or a shrug. It points
 * at words and never judges the letter; only a letter that is nearly all template is held back (anti-canned gate).
 */
export type Notice =
  /** so much of it, from 0 to 1, stands word for word in a template */
  | { kind: 'template'; share: number }
  /** nothing in it comes from the konseli's letter */
  | { kind: 'own_words' }
  | { kind: 'questions'; count: number }
  /** advice comes before anything that shows the letter was heard */
  | { kind: 'advice_first' }
  | { kind: 'must' | 'minimising' | 'diagnosis'; words: string[] };

export interface WritingFacts {
  /** all texts that a counsellor can put in, in the language of the letter */
  templates: readonly string[];
  /** what the konseli wrote last */
  konseliWrote: string;
}

/** Shorter letters are a word in passing. */
const LEAST_WORDS = 25;
const MOST_QUESTIONS = 3;
/** words in a row that must be the same: fewer are language, not a template */
const RUN = 6;
/** from here on the share is worth a word */
const NOTABLE_SHARE = 0.4;

export function noticesOf(text: string, { templates, konseliWrote }: WritingFacts): Notice[] {
  const words = wordsOf(text);
  if (words.length < LEAST_WORDS) return [];
  const share = templateShare(text, templates);
  const questions = text.match(/\?/g)?.length ?? 0;
  const worded = (['must', 'minimising', 'diagnosis'] as const).flatMap((kind) => {
    const found = [...new Set([...text.matchAll(WORDED[kind])].map(([words]) => words.toLowerCase()))];
    return found.length ? [{ kind, words: found }] : [];
  });
  return [
    ...(share >= NOTABLE_SHARE ? [{ kind: 'template' as const, share }] : []),
    ...(takesUp(words, konseliWrote) ? [] : [{ kind: 'own_words' as const }]),
    ...(advisesFirst(text) ? [{ kind: 'advice_first' as const }] : []),
    ...(questions > MOST_QUESTIONS ? [{ kind: 'questions' as const, count: questions }] : []),
    ...worded,
  ];
}

/** @returns the share of words, from 0 to 1, that stand in a run of words of a template */
export function templateShare(text: string, templates: readonly string[]): number {
  const words = wordsOf(text);
  const runs = new Set(templates.flatMap((template) => template.split(/\{\{[^}]*\}\}/).flatMap(runsOf)));
  const taken = new Set<number>();
  for (let at = 0; at + RUN <= words.length; at++)
    if (runs.has(words.slice(at, at + RUN).join(' '))) for (let n = at; n < at + RUN; n++) taken.add(n);
  return words.length ? taken.size / words.length : 0;
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words that say nothing of one letter more than of another. */
const COMMON = new Set(
  'karena sudah tidak dengan untuk dalam kalau tetapi sangat sekali masih belum pernah selalu hanya lebih seperti ketika waktu setelah sebelum semua orang kamu anda saya terima kasih halo salam sekarang sampai bisa boleh about after again because before could every really should thank thanks their there these thing things think those where which while would writing wrote letter surat'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 5;
const ENOUGH_TAKEN_UP = 2;

/** A letter that nothing can be taken from is no reproach. */
function takesUp(words: readonly string[], konseliWrote: string): boolean {
  const theirs = new Set(wordsOf(konseliWrote).filter((word) => word.length >= LEAST_LETTERS && !COMMON.has(word)));
  if (theirs.size < 3 * ENOUGH_TAKEN_UP) return true;
  return new Set(words.filter((word) => theirs.has(word))).size >= ENOUGH_TAKEN_UP;
}

const HEARD =
  /terima kasih|saya (?:baca|membaca|dengar|mendengar|bayangkan|membayangkan|mengerti|paham|tangkap)|kamu (?:menulis|bilang|cerita)|anda (?:menulis|bercerita)|kedengarannya|pasti (?:berat|tidak mudah|melelahkan)|rasanya|berat sekali|thank you|i (?:read|hear|see|can imagine|understand)|you (?:write|wrote|say|said|tell)|sounds? (?:like|as if)|must have been|must be/i;
const ADVISES =
  /(?<!\p{L})(?:coba(?:lah)?|cobain|sebaiknya|lebih baik (?:kamu|anda)|saran (?:saya|ku|kami)|saranku|pertama[,:]|try to|you could|you should|my advice|i (?:suggest|recommend|advise))(?!\p{L})/iu;

function advisesFirst(text: string): boolean {
  const advice = ADVISES.exec(text)?.index;
  const heard = HEARD.exec(text)?.index;
  return advice !== undefined && (heard === undefined || heard > advice);
}

const WORDED = {
  must: /(?<!\p{L})(?:kamu|anda|you)\s+(?:harus|mesti|wajib|seharusnya|must|have to|need to|should)(?!\p{L})|(?<!\p{L})(?:seharusnya|mestinya) (?:kamu|anda)(?!\p{L})/giu,
  minimising:
    /(?<!\p{L})(?:sabar (?:aja|saja|ya)|jangan (?:sedih|cengeng|lebay|manja|dipikirkan|terlalu dipikirkan)|cuma (?:gitu|begitu|masalah)|hanya masalah|masih (?:mending|untung)|semua orang juga|nanti juga (?:hilang|baik|lewat)|don't (?:worry|be sad)|not that bad|it could be worse|cheer up|look on the bright side|just be patient|everyone (?:feels|goes through))(?!\p{L})/giu,
  // Counsellors and guru BK do not diagnose and do not advise on medicine (UU 23/2022).
  diagnosis:
    /(?<!\p{L})(?:(?:kamu|anda) (?:mengalami|menderita|kena|terkena|mengidap) (?:depresi|bipolar|gangguan|skizofrenia|anxiety|ptsd|adhd)|gejala (?:depresi|bipolar|skizofrenia|gangguan)|diagnos(?:is|a|nya|ed|e)|antidepresan|obat (?:penenang|tidur)|dosis(?:nya)?|you (?:have|suffer from) (?:depression|bipolar|anxiety|ptsd|adhd|schizophrenia)|symptoms of (?:depression|anxiety)|antidepressants?|dosage)(?!\p{L})/giu,
};
