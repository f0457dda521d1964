/** The items as they stand at the end of a letter, each with a label to answer behind. */
import type { Instrument } from './instrument.ts';

/** Before the number of each item: P1 (pertanyaan). */
export const ITEM_LABEL = 'P';

export function instrumentBlock(instrument: Instrument, language: 'id' | 'en'): string {
  const { title, lead, scale, items, licence } = instrument;
  const words = [...scale.words].sort((a, b) => a.value - b.value).map((word) => `${word.value} = ${word[language]}`);
  return [
    title[language],
    lead[language],
    howTo(scale.least, scale.most)[language],
    ...(words.length ? [`(${words.join(', ')})`] : []),
    ...items.map((item, n) => `${ITEM_LABEL}${n + 1}. ${item[language]}: `),
    `© ${licence.holder}`,
  ].join('\n');
}

/** Whether a paragraph of a letter is such a block. */
export const isInstrumentBlock = (paragraph: string): boolean => HOW_TO.test(paragraph);

const HOW_TO =
  /^(?:Tulis angka \d+ sampai \d+ di belakang tanda titik dua\. Boleh dilewati\.|Write a number from \d+ to \d+ after the colon\. You may leave it\.)$/m;

const howTo = (least: number, most: number) => ({
  id: `Tulis angka ${least} sampai ${most} di belakang tanda titik dua. Boleh dilewati.`,
  en: `Write a number from ${least} to ${most} after the colon. You may leave it.`,
});
