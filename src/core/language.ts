/** Which of our two languages a letter is written in, by its small words. In doubt Indonesian: most who write are. */
const indonesian =
  /\b(yang|dan|saya|aku|tidak|nggak|gak|di|ke|dengan|untuk|ini|itu|sudah|bisa|mau|sama|ada|kak|bu|pak)\b/giu;
const english = /\b(the|and|i|is|to|of|my|me|it|that|with|have|for|not|but|you|am|feel|what)\b/giu;

export function languageOf(text: string): 'id' | 'en' {
  const start = text.slice(0, 4000);
  return count(start, english) > count(start, indonesian) * 1.5 ? 'en' : 'id';
}

const count = (text: string, words: RegExp) => text.match(words)?.length ?? 0;
