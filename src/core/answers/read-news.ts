/**
 * What an answer to a letter after the ending asks of us besides: not to be written to again, or to be helped once more. Words are
 * looked for where they are the sender's own. In doubt it is a wish for help: a case too many is a smaller harm than one too few.
 */
import { isQuestion } from './find-questions.ts';
import { type MailLine, mailLines } from './mail-lines.ts';

export interface NewsWish {
  stop: boolean;
  again: boolean;
}

/** characters; a wish stands in the letter itself */
const LONGEST = 60_000;

/** @param text the whole readable text of a mail, quotes included */
export function readNews(text: string): NewsWish {
  const own = mailLines(text.slice(0, LONGEST)).filter((line) => line.own && !isQuestion(line));
  const again = own.some(({ words }) => AGAIN.test(words) && !STOP.test(words));
  return { stop: !again && asksToStop(own), again };
}

const AGAIN = new RegExp(
  [
    String.raw`\b(?:mau|ingin|pengen|pengin|pingin|butuh|perlu|boleh(?:kah)?|bisa(?:kah)?|minta|mohon)\b[^.!?\n]{0,40}\b(?:konseling|cerita|curhat|ngobrol|menulis|nulis|mulai|bicara|konsul(?:tasi)?|surat-suratan|dibantu|bantuan|ditemani)\b`,
    String.raw`\b(?:mulai|konseling|curhat|cerita) lagi\b`,
    String.raw`\b(?:tolong(?:lah)?|bantu) (?:aku|saya|gue|kami)\b|\btolongin\b|\bbutuh bantuan\b|\bminta tolong\b`,
    String.raw`\b(?:balik|kambuh|muncul|datang) lagi\b|\bmakin parah\b|\bmemburuk\b`,
    String.raw`\b(?:start|begin|talk|write|counsell?ing|sessions?) again\b|\b(?:need|want|could use) (?:some |your |more )?(?:help|counsell?ing|to talk)\b`,
    String.raw`\b(?:can|could|may) (?:we|i) (?:talk|write|start|come back|have)\b|\bhelp me\b|\bgetting worse\b|\bcame back\b`,
  ].join('|'),
  'iu',
);

/** "berhenti", "jangan kirim lagi", "tidak": a line of its own, so that it is no word of a story. */
const STOP =
  /^[^\p{L}]*(?:(?:halo|hai|maaf|tolong|mohon|please|hi|sorry)[\s,]+)*(?:(?:bu|pak|kak)[\s,]+)?(?:berhenti|stop|unsubscribe|(?:tidak|tdk|nggak|gak|ga) (?:usah|perlu|mau)(?: (?:lagi|disurati|dikirimi|ditanya|kirim|surat|menulis)\b.*)?|jangan (?:kirim|surati|tanya|menulis|hubungi)\b.*|(?:don't|do not|no need to) (?:write|send|ask|contact)\b.*|no more (?:letters|mails?|questions)\b.*|no|tidak)(?:\s+(?:saja|aja|ya|dulu|please|thanks|thank you|terima kasih|makasih|bu|pak|kak))*[^\p{L}]*$/iu;

const asksToStop = (own: readonly MailLine[]): boolean => {
  const written = own.filter(({ words }) => words !== '');
  return written.slice(0, FIRST_LINES).some(({ words }) => words.length < 80 && STOP.test(words));
};

const FIRST_LINES = 3;
