/** A number from 0 to 10 as people write it: "8", "7,5", "8/10", "8 dari 10", "tujuh setengah", "tujuh koma lima", "5, eh salah, 6". */
const WORDS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh'.split(' ').map((word, n) => [word, n]),
  ),
  ...Object.fromEntries('zero one two three four five six seven eight nine ten'.split(' ').map((word, n) => [word, n])),
};

const NUMBER = `(?:-?(?:0|[1-9]\\d{0,3})(?:[.,]\\d(?!\\d))?|${Object.keys(WORDS).join('|')})`;
/** a pattern of one number, for patterns of more than one; without groups */
export const SCORE = `${NUMBER}(?:\\s*½|\\s+setengah|\\s+and a half|\\s+(?:koma|point)\\s+(?:lima|five))?(?:\\s*/\\s*10|\\s+(?:dari|out of|of|per)\\s+(?:10|sepuluh|ten))?(?![\\p{L}\\d%/:]|[.,]\\d)`;

const BEFORE =
  /^(?:[^\p{L}\p{N}-]|\b(?:aku|saya|ku|gue|i|i'd|say|kasih|beri|kukasih|nilai(?:nya)?|skor|mungkin|kayaknya|kira-kira|sekitar|maybe|about|around|probably|a|an|hm+|ya|yah|masih|tetap)\b)*/iu;
const AGAIN = new RegExp(
  `^[\\s,.;(-]*(?:eh|ralat|salah|maaf|maksud(?:nya|ku|e)?|sorry|no|wait|actually|make (?:it|that)|jadi|ganti|bukan|->|→)(?:[\\s,.:]+(?:eh|salah|ralat|deh|jadi|no|wait|make (?:it|that)|maksudku|maksudnya|sorry|maaf))*[\\s,:]+(?<again>${SCORE})`,
  'iu',
);
const AT_START = new RegExp(`^(?<score>${SCORE})`, 'iu');

/** What may follow a number that is an answer; "3 kali" and "8 jam" are none. */
const GOES_ON =
  /^\s*(?:$|[^\p{L}\p{N}\s]|\s?(?:bu|bpk|pak|kak|mas|mbak|min|ya|yah|dah|udah|sekian|deh|dong|aja|saja|sih|kok|lah|hehe|haha|wkwk|soalnya|soale|karena|karna|krn|tapi|tp|banget|buat|untuk|semua|because|cause|cos|since|but|i guess|i think|maybe|please|for)(?![\p{L}]))/iu;

/** "3. 9 enak kok lewat surat" goes on in words; "3. 9 jam sehari" counts something. */
export const COUNTS =
  /^\s*(?:kali|x|jam|menit|detik|hari|minggu|bulan|tahun|orang|anak|kilo|kg|km|meter|ribu|rb|juta|jt|buah|biji|lembar|halaman|mata|sks|times?|hours?|minutes?|mins?|days?|weeks?|months?|years?|people|am|pm|o'?clock|kids?|pages?|points?|percent|persen)(?!\p{L})/iu;

export interface ReadScore {
  /** null: a number, but none from 0 to 10 */
  value: number | null;
  /** what stands behind it */
  rest: string;
}

/**
 * @param anyRest whatever follows is a remark; otherwise only what may follow an answer
 * @returns null where no number stands at the beginning
 */
export function readScore(text: string, anyRest: boolean): ReadScore | null {
  const start = text.slice(BEFORE.exec(text)![0].length);
  const found = AT_START.exec(start)?.groups?.score;
  if (found === undefined) return null;
  const rest = start.slice(found.length);
  const again = AGAIN.exec(rest);
  if (again) return { value: inRange(again.groups!.again!), rest: rest.slice(again[0].length) };
  return anyRest || GOES_ON.test(rest) ? { value: inRange(found), rest } : null;
}

function inRange(score: string): number | null {
  const number = /^-?\d+(?:[.,]\d)?/.exec(score)?.[0];
  const whole =
    number !== undefined ? Number(number.replace(',', '.')) : WORDS[/^\p{L}+/u.exec(score)![0].toLowerCase()]!;
  const value = /½|setengah|half|\s(?:koma|point)\s/i.test(score) ? whole + 0.5 : whole;
  return value >= 0 && value <= 10 ? value : null;
}
