/**
 * Whether a letter asks that we stop writing. Our letters name the word ("berhenti", "stop"), and it counts where it stands in
 * a short line of its own or is asked for in so many words; "nangis nggak berhenti" is no such wish. In doubt it is one: then
 * nothing goes out by itself, and a person reads.
 */

/** words; a line that asks to stop says little else */
const SHORT_LINE = 6;

const STOP = /(?<![\p{L}\p{N}])(?:berhenti|stop|unsubscribe)(?![\p{L}\p{N}])/iu;
/** "belum mau berhenti", "don't stop": the opposite; "tidak berhenti menangis": something else */
const NEGATED =
  /(?<![\p{L}\p{N}])(?:jangan|tidak|nggak|ngga|enggak|gak|ga|tak|belum|tanpa|never|don'?t|do not|not|can'?t|cannot)\s+(?:\p{L}+\s+){0,2}(?:berhenti|stop)/iu;
const ASKED =
  /(?<![\p{L}\p{N}])(?:(?:mau|ingin|pengen|pengin|minta|mohon|tolong|lebih baik|sebaiknya|want to|would like to|please)\s+(?:\p{L}+\s+){0,2}(?:berhenti|stop)\s+(?:dulu|saja|aja|sampai di sini|di sini|konseling|berkonseling|surat|menulis|kirim|here|now|counsell?ing|writing|this))(?![\p{L}\p{N}])/iu;
const NO_MORE_LETTERS =
  /(?<![\p{L}\p{N}])(?:(?:jangan|tidak usah|nggak usah|gak usah|ga usah)\s+(?:\p{L}+\s+){0,2}(?:tulis|kirim|kirimi|hubungi|surat\p{L}*)\s+(?:\p{L}+\s+){0,2}lagi|(?:do not|don'?t|stop)\s+(?:write|writing|contact|contacting|mail|mailing|e-?mail|e-?mailing))(?![\p{L}\p{N}])/iu;

/** @param text what the konseli wrote, without what it quotes */
export function asksToStop(text: string): boolean {
  const lines = text.slice(0, LONGEST).split('\n');
  return lines.some((line) => NO_MORE_LETTERS.test(line) || ASKED.test(line) || isBareWish(line));
}

const isBareWish = (line: string): boolean =>
  STOP.test(line) && !NEGATED.test(line) && (line.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= SHORT_LINE;

/** characters */
const LONGEST = 100_000;
