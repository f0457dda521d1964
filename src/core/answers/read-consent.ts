/** To what a konseli agrees, read out of a reply to the consent that a letter of ours asked for. */
import { mailLines } from './mail-lines.ts';

/** S1 to S4, in this order */
export const consentKinds = ['service', 'referral', 'follow_up', 'statistics'] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** What is not in it was left open. */
export type Consent = Partial<Record<ConsentKind, boolean>>;

const YES = '(?:y|ya|iya|iyaa+|yes|yup|setuju|boleh|oke?|okay|silakan|bersedia|agree[d]?|sure)';
const NO = '(?:(?:ti|en)?dak|tdk|nggak?|ngga|enggak|gak?|ga|no|nope|jangan|belum|blm|keberatan)';
const VERDICT = new RegExp(`^[^\\p{L}\\p{N}]*(?:(?<no>${NO})|(?<yes>${YES}))(?![\\p{L}\\d])(?<rest>.*)$`, 'iu');
const LABEL = /^[^\p{L}\p{N}]*S(?<n>[1-4])\s*[.):=-]?\s*(?<words>.*)$/iu;
const SHORT = /(?<![\p{L}\p{N}])S(?<n>[1-4])\s*(?:[.):=-]|nya)?\s*(?<words>[^,;.\n]{1,40})/giu;
/** How many lines a mail program may make of one line. */
const MOST_LINES = 4;

/** "ya, tapi …" is for a person to read. */
const ON_CONDITION = /\b(?:tapi|tetapi|kalau|kalo|asal(?:kan)?|kecuali|but|unless|only if|except|if)\b/i;

/** @returns null where nothing was said, or nothing clear */
export function readConsent(text: string): Consent | null {
  const lines = mailLines(text.slice(0, LONGEST));
  const given = new Map<ConsentKind, boolean>();
  const set = (n: string | undefined, verdict: boolean | null) => {
    if (n && verdict !== null) given.set(consentKinds[Number(n) - 1]!, verdict);
  };
  for (const [at, line] of lines.entries()) {
    if (line.age > 1) continue;
    const { n, words = '' } = LABEL.exec(line.words)?.groups ?? {};
    if (n) set(n, verdictOf(behindColon(lines, at, words)));
    if (line.own) for (const { groups } of line.words.matchAll(SHORT)) set(groups!.n, verdictOf(groups!.words!));
  }
  if (!given.size)
    inOneSentence(
      lines
        .filter(({ own }) => own)
        .map(({ words }) => words)
        .join('\n'),
      given,
    );
  return given.size ? Object.fromEntries(given) : null;
}

/** characters; the answer stands in the letter or in the quote of the last one */
const LONGEST = 60_000;

function behindColon(lines: ReturnType<typeof mailLines>, at: number, words: string): string {
  if (verdictOf(words) !== null) return words;
  let text = words;
  for (let next = at + 1; next < at + MOST_LINES && !/:\s*\S/.test(text); next++) {
    const line = lines[next];
    if (!line || LABEL.test(line.words) || (line.depth !== lines[at]!.depth && !line.own)) break;
    text = `${text} ${line.words}`.trim();
  }
  return text.includes(':') ? text.slice(text.lastIndexOf(':') + 1) : '';
}

function verdictOf(words: string): boolean | null {
  const { no, yes, rest = '' } = VERDICT.exec(words)?.groups ?? {};
  if ((!no && !yes) || ON_CONDITION.test(rest)) return null;
  return Boolean(yes);
}

const AGREES =
  /(?:^|[.!?\n])\s*(?:(?:ya|iya|baik|oke?|halo|hai|yes)[\s,]+)?(?:(?:bu|pak|kak|mas|mbak)\s*\p{L}*[\s,]+)?(?:(?:saya|aku|gue|kami|i)\s+)?(?:(?:sangat|sudah|juga)\s+)?(?:setuju|agree)(?<all>\s+(?:semua(?:nya)?|with all(?: of it)?|to all(?: of it)?|to everything))?(?<rest>[^.!?\n]*)/giu;
const REFUSES =
  /(?:^|[.!?\n])\s*(?:maaf[\s,]+)?(?:(?:bu|pak|kak)[\s,]+)?(?:(?:saya|aku|gue|i)\s+)?(?:(?:tidak|tdk|nggak|gak|ga|belum|do not|don't)\s+(?:setuju|agree))/iu;

/** "Saya setuju, Bu." is a yes to what is needed; to all four only where it says so. */
function inOneSentence(own: string, given: Map<ConsentKind, boolean>): void {
  if (REFUSES.test(own)) {
    given.set('service', false);
    return;
  }
  for (const { groups } of own.matchAll(AGREES)) {
    if (ON_CONDITION.test(groups!.rest ?? '')) continue;
    for (const kind of groups!.all ? consentKinds : (['service'] as const)) given.set(kind, true);
  }
}
