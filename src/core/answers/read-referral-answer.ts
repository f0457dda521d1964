/**
 * What a konseli answers to the question whether a letter of referral may be sent: yes, no, or that it be changed. Read only where
 * it stands plainly, behind the question's label or in a short sentence of their own about it. A condition, or both at once, is
 * left to a person.
 */
import { mailLines } from './mail-lines.ts';

/** Stands before the question in our letter. */
export const REFERRAL_LABEL = 'R1';

export type ReferralAnswer = 'yes' | 'no' | 'change';

const LABEL = /^[^\p{L}\p{N}]*R1\s*[.):=-]\s*(?<words>.*)$/iu;
const YES =
  /^[^\p{L}\p{N}]*(?:ya|iya+|y|yes|setuju|boleh|oke?|okay|silakan|silahkan|bersedia|agreed?)(?![\p{L}\d])(?<rest>.*)$/iu;
const NO =
  /^[^\p{L}\p{N}]*(?:(?:ti|en)?dak|tdk|nggak?|ngga|enggak|gak?|ga|no|nope|jangan|keberatan)(?![\p{L}\d])(?<rest>.*)$/iu;
const CHANGE = /^[^\p{L}\p{N}]*(?:ubah|diubah|ganti|diganti|change|changed)(?![\p{L}\d])/iu;
const ON_CONDITION = /\b(?:tapi|tetapi|kalau|kalo|asal(?:kan)?|kecuali|hanya|dulu|but|unless|only|except|if|first)\b/i;

/** One sentence about it: "Saya setuju surat itu dikirim." */
const SAYS_YES =
  /^(?:(?:ya|iya|baik|oke?|yes)[\s,]+)?(?:(?:bu|pak|kak|mas|mbak)(?:\s+\p{L}+)?[\s,]+)?(?:(?:saya|aku|gue|i)\s+)?(?:sudah\s+)?(?:setuju|mengizinkan|izinkan|agree)\b|^(?:ya[\s,]+)?(?:boleh|silakan|silahkan)\s+(?:di)?kirim/iu;
const SAYS_NO =
  /\b(?:tidak|tdk|nggak|ngga|enggak|gak|ga|jangan|belum|don't|do not)\s+(?:mau\s+|usah\s+|ingin\s+|want\s+)?(?:setuju|izinkan|mengizinkan|boleh|dikirim|kirim|agree|send|it sent)/iu;
const SAYS_CHANGE =
  /\b(?:tolong|mohon|minta|please)\s+(?:di)?(?:ubah|ganti|hapus|change|remove)|\bjangan\s+(?:di)?(?:sebut|tulis)/iu;
const TAKES_BACK =
  /\b(?:tarik|cabut|batalkan|membatalkan|menarik|mencabut|dibatalkan|ditarik|dicabut|withdraw|take back|cancel)\b[^.!?\n]{0,60}\b(?:setuju|persetujuan|izin|rujukan|consent|referral)\b/iu;

/** characters; the answer stands in the letter or in the quote of the last one */
const LONGEST = 60_000;

/** How many lines a mail program may make of our question. */
const MOST_LINES = 6;

/**
 * @param agreed the konseli has said yes before: then only a plain taking back is looked for
 * @returns null where nothing was said, or nothing clear
 */
export function readReferralAnswer(text: string, agreed: boolean): ReferralAnswer | null {
  const lines = mailLines(text.slice(0, LONGEST));
  const own = lines.filter((line) => line.own).map(({ words }) => words);
  if (agreed) return TAKES_BACK.test(own.join('\n')) ? 'no' : null;
  const sentences = own.join('\n').split(/(?<=[.!?\n])\s*/);
  const said = new Set([
    ...lines.flatMap((line, at) => (line.age > 1 ? [] : behindLabel(lines, at))),
    ...sentences.flatMap((sentence) => inSentence(sentence.trim())),
  ]);
  const [one, ...others] = said;
  return one && one !== 'unclear' && !others.length ? one : null;
}

/** Our question ends with a colon, and what is typed comes after it, perhaps some broken lines further down. */
function behindLabel(lines: ReturnType<typeof mailLines>, at: number): ReferralAnswer[] {
  const words = LABEL.exec(lines[at]!.words)?.groups?.words;
  if (words === undefined) return [];
  const short = verdictOf(words);
  if (short) return [short];
  let text = words;
  for (let next = at + 1; next < at + MOST_LINES && !/:\s*\S/.test(text); next++) {
    const line = lines[next];
    if (!line || LABEL.test(line.words)) break;
    text = `${text} ${line.words}`.trim();
  }
  const verdict = text.includes(':') ? verdictOf(text.slice(text.lastIndexOf(':') + 1)) : null;
  return verdict ? [verdict] : [];
}

function verdictOf(words: string): ReferralAnswer | null {
  if (CHANGE.test(words)) return 'change';
  const no = NO.exec(words);
  const yes = YES.exec(words);
  const { rest = '' } = (no ?? yes)?.groups ?? {};
  if ((!no && !yes) || ON_CONDITION.test(rest)) return null;
  return no ? 'no' : 'yes';
}

function inSentence(sentence: string): (ReferralAnswer | 'unclear')[] {
  const no = TAKES_BACK.test(sentence) || SAYS_NO.test(sentence);
  const yes = SAYS_YES.test(sentence);
  if (yes) return [no || SAYS_CHANGE.test(sentence) || ON_CONDITION.test(sentence) ? 'unclear' : 'yes'];
  if (no) return ['no'];
  return SAYS_CHANGE.test(sentence) ? ['change'] : [];
}
