/**
 * What our letters ask about the work together, as data: the pulse of the relationship (bond, aims, way of working, whether the
 * last letter was understood: after Bordin's three parts of the alliance, in words of our own) and the three questions that close
 * a piece of work (understanding, comfort, action: UCA, Prayitno). None of them is a test, and none gives a diagnosis.
 */
import { isInstrumentBlock } from '../instruments/instrument-block.ts';

export type PulseItem = 'bond' | 'aims' | 'way' | 'understood';
export type EvaluationItem = 'understanding' | 'comfort' | 'action';

export interface Question<Item extends string> {
  item: Item;
  /** what stands before it in the letter */
  label: string;
  id: string;
  en: string;
  /** words by which people name it when they do not write its label; lower case */
  named: RegExp;
}

export const pulseQuestions: readonly Question<PulseItem>[] = [
  {
    item: 'bond',
    label: '1',
    id: 'Saya merasa diterima apa adanya',
    en: 'I feel accepted as I am',
    named: /\b(?:di)?terima|penerimaan|hubungan|kedekatan|nyaman|bond|accept|relationship|trust/,
  },
  {
    item: 'aims',
    label: '2',
    id: 'Kita sepakat tentang apa yang ingin dicapai',
    en: 'We agree on what I want to reach',
    named: /\btujuan|sepakat|dicapai|capaian|arah\b|aims?\b|goals?\b|agree|reach/,
  },
  {
    item: 'way',
    label: '3',
    id: 'Cara kita berkirim surat cocok untuk saya',
    en: 'The way we write to each other suits me',
    named: /\bcara|berkirim|surat[- ]?menyurat|\bway\b|approach|writing|suits/,
  },
  {
    item: 'understood',
    label: '4',
    id: 'Surat terakhir menangkap maksud saya',
    en: 'The last letter caught what I meant',
    named: /\bmaksud|menangkap|tangkap|dipahami|dimengerti|surat terakhir|understood|meant|caught|last letter/,
  },
];

export const evaluationQuestions: readonly Question<EvaluationItem>[] = [
  {
    item: 'understanding',
    label: 'A',
    id: 'Apa yang sekarang lebih kamu mengerti?',
    en: 'What do you understand better now?',
    named: /\bmengerti|pemahaman|pahami|paham\b|understand/,
  },
  {
    item: 'comfort',
    label: 'B',
    id: 'Bagaimana perasaanmu sekarang?',
    en: 'How do you feel now?',
    named: /\bperasaan|rasanya sekarang|comfort|feel/,
  },
  {
    item: 'action',
    label: 'C',
    id: 'Apa yang akan kamu lakukan sesudah ini?',
    en: 'What will you do next?',
    named: /\blakukan|tindakan|langkah|rencana|action|do next|will you do/,
  },
];

const lead = {
  pulse: {
    id: 'Boleh dijawab, boleh dilewati. Tulis angka 0 sampai 10 di belakang tanda titik dua (0 = sama sekali tidak, 10 = sepenuhnya).',
    en: 'You may answer this or leave it. Write a number from 0 to 10 after the colon (0 = not at all, 10 = fully).',
  },
  goals: {
    id: 'Sedekat apa kamu sekarang dengan tujuanmu? Tulis angka 0 sampai 10 di belakang tanda titik dua (0 = belum sama sekali, 10 = sudah tercapai).',
    en: 'How close are you to your goals now? Write a number from 0 to 10 after the colon (0 = not at all yet, 10 = reached).',
  },
  evaluation: {
    id: 'Tiga pertanyaan penutup. Jawab sependek apa pun, atau lewati saja.',
    en: 'Three closing questions. Answer as briefly as you like, or leave them.',
  },
};

/** `consent` has texts of its own, with versions: templates/consent */
export type Asked = 'consent' | AskedInBlock;

export type AskedInBlock = keyof typeof lead;

/** In the order in which they stand in a letter. */
export const askable: readonly Asked[] = ['consent', 'pulse', 'goals', 'evaluation'];

/** What the konseli wants to reach, in their own words. */
export interface Goal {
  /** names it in letters: T1 */
  position: number;
  words: string;
}

/** The block as it stands at the end of a letter. */
export function questionBlock(asked: AskedInBlock, language: 'id' | 'en', goals: readonly Goal[] = []): string {
  return [lead[asked][language], ...linesOf(asked, language, goals)].join('\n');
}

function linesOf(asked: AskedInBlock, language: 'id' | 'en', goals: readonly Goal[]): string[] {
  if (asked === 'goals') return goals.map(({ position, words }) => `T${position}. ${words.replace(/\s+/g, ' ')}: `);
  if (asked === 'pulse') return pulseQuestions.map((question) => `${question.label}. ${question[language]}: `);
  return evaluationQuestions.map((question) => `${question.label}. ${question[language]} `);
}

const leads = Object.values(lead).flatMap(({ id, en }) => [id, en]);

/** The first line of each text of consent; it stands before all other blocks. */
const CONSENT = /\n\n(?:Tentang berkonseling lewat surat|About counselling by letter) \([^)\n]*\)\n.*$/s;

/** A letter's text without the blocks at its end. */
export function withoutQuestions(text: string): string {
  const paragraphs = text.trimEnd().replace(CONSENT, '').split('\n\n');
  const ends = paragraphs.findLastIndex(
    (paragraph) => !leads.includes(paragraph.split('\n', 1)[0]!) && !isInstrumentBlock(paragraph),
  );
  const left = paragraphs
    .slice(0, ends + 1)
    .join('\n\n')
    .trimEnd();
  return left === text.trimEnd() ? text : left;
}
