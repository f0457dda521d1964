/** Lines that say nothing beside what was asked: greetings, thanks, names, what a phone writes below a mail. */

/** A line in small letters, without marks, emoticons and doubled blanks. */
export const plainLine = (line: string): string => withoutMarks(line).toLowerCase();

/** The same with its capitals, for what depends on them. */
export const withoutMarks = (line: string): string =>
  line
    .normalize('NFKC')
    .replace(/\p{Extended_Pictographic}|\p{Cf}|\uFE0F/gu, '')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .replace(/[*_~"'`“”‘’«»()[\]<>#|•]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\-–—.,:;!?]+|[\s\-–—.,:;!?]+$/gu, '');

const TITLES = '(?:bu|ibu|pak|bapak|kak|kakak|mas|mbak|min|admin|tim|team|all|semua|sir|madam|mr|mrs|ms)';
const GREETING = new RegExp(
  `^(?:ha+l+o+|ha+i+|hey|hi+|hello|dear|yth|kepada(?: yth)?|selamat (?:pagi|siang|sore|malam)|pagi|siang|sore|malam|` +
    `good (?:morning|day|afternoon|evening)|as+ala+m(?:u |u)?alaikum(?: (?:wr|warahmatullahi?)[. ]*(?:wb|wabarakatuh)?)?|ass?wr ?wb|permisi|punten|om swastiastu|shalom|syalom)` +
    `(?:[ ,.]+${TITLES})?(?:[ ,.]+\\p{L}+){0,2}$`,
  'u',
);

/** Characters; a longer line says something. */
const LONGEST = 300;

export const isGreeting = (line: string): boolean => line.length <= LONGEST && GREETING.test(plainLine(line));

const THANKS =
  '(?:terima ?kasih|trima ?kasih|trims|makasih?|mksh|thx|tks|ty|thanks?|thank you|tolong|mohon (?:dibantu|bantuannya)|' +
  'please|ya+|salam|hangat|hormat|saya|regards|best|warm|wishes|kind|wassala\\w*|sekian|dan|sebelumnya|banyak|so much|' +
  `very much|in advance|${TITLES})`;
const COURTESY = new RegExp(`^(?:${THANKS}(?:[ ,.!]+|$))+$`, 'u');
const FROM_A_PHONE =
  /^(?:sent from|dikirim dari|terkirim dari|diposting dari|get outlook|dapatkan outlook|download outlook)\b/u;

/** @param name of the sender: who signs with it says nothing more */
export function isCourtesy(line: string, name: string): boolean {
  if (line.length > LONGEST) return false;
  const plain = plainLine(line);
  if (plain === '' || FROM_A_PHONE.test(plain) || isGreeting(line)) return true;
  const own = new Set(plainLine(name).split(/[\s.,]+/u));
  const words = plain
    .split(/[\s,.]+/u)
    .filter((word) => !own.has(word))
    .join(' ');
  return words === '' || COURTESY.test(words);
}
