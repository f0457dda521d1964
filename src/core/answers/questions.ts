/**
 * What our letters ask about the work together, as data: the pulse of the relationship (bond, aims, way of working, whether the
 * last letter was understood: after Bordin's three parts of the alliance, in words of our own) and the three questions that close
 * a piece of work (understanding, comfort, action: UCA, Prayitno), and at the end a sheet of satisfaction (the idea is the one of
 * POP BK, the words are ours). None of them is a test, and none gives a diagnosis.
 */
import { isInstrumentBlock } from '../instruments/instrument-block.ts';

export type PulseItem = 'bond' | 'aims' | 'way' | 'understood';
export type EvaluationItem = 'understanding' | 'comfort' | 'action';
export type SatisfactionItem = 'heard' | 'easy' | 'useful' | 'safe' | 'again';

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

/** Answered from 1 to 4: there is no middle to hide in. */
export const satisfactionQuestions: readonly Question<SatisfactionItem>[] = [
  {
    item: 'heard',
    label: 'K1',
    id: 'Di sini saya didengarkan dan dihargai',
    en: 'Here I was listened to and respected',
    named: /\b(?:di)?dengar|dihargai|listened|heard|respect/,
  },
  {
    item: 'easy',
    label: 'K2',
    id: 'Menulis ke layanan ini mudah bagi saya',
    en: 'Writing to this service was easy for me',
    named: /\bmudah|gampang|\beasy/,
  },
  {
    item: 'useful',
    label: 'K3',
    id: 'Surat-surat ini berguna untuk masalah saya',
    en: 'These letters were useful for my problem',
    named: /\bberguna|bermanfaat|membantu|manfaat|useful|helpful|helped/,
  },
  {
    item: 'safe',
    label: 'K4',
    id: 'Cerita saya dijaga dengan baik',
    en: 'My story was kept safe',
    named: /\bdijaga|rahasia|aman\b|\bsafe|kept|confidential/,
  },
  {
    item: 'again',
    label: 'K5',
    id: 'Bila perlu, saya mau menulis lagi ke sini',
    en: 'If needed, I would write here again',
    named: /\bmenulis lagi|nulis lagi|lagi\b|again/,
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
  satisfaction: {
    id: 'Lembar kepuasan, boleh dilewati. Tulis angka 1 sampai 4 di belakang tanda titik dua (1 = tidak, 2 = kurang, 3 = ya, 4 = sangat).',
    en: 'How satisfied you are; you may leave it. Write a number from 1 to 4 after the colon (1 = no, 2 = hardly, 3 = yes, 4 = very much).',
  },
  follow_up: {
    id: 'Boleh kami menulis dua kali lagi kelak, hanya untuk menanyakan kabar? Tulis ya atau tidak di belakang tanda titik dua.',
    en: 'May we write twice more later on, only to ask how things are? Write yes or no after the colon.',
  },
};

/** Says what the text of consent says of the letters after the ending, so that it is read in the same way. */
const followUpLine = {
  id: 'S3. Setelah selesai, boleh disurati untuk ditanya kabar: ',
  en: 'S3. When we are done, you may write to ask how I am: ',
};

/** `consent` has texts of its own, with versions: templates/consent */
export type Asked = 'consent' | AskedInBlock;

export type AskedInBlock = keyof typeof lead;

/** In the order in which they stand in a letter. */
export const askable: readonly Asked[] = ['consent', 'pulse', 'goals', 'evaluation', 'satisfaction', 'follow_up'];

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
  if (asked === 'follow_up') return [followUpLine[language]];
  if (asked === 'goals') return goals.map(({ position, words }) => `T${position}. ${words.replace(/\s+/g, ' ')}: `);
  if (asked === 'pulse' || asked === 'satisfaction')
    return numbered[asked].map((question) => `${question.label}. ${question[language]}: `);
  return evaluationQuestions.map((question) => `${question.label}. ${question[language]} `);
}

const numbered: Readonly<Record<'pulse' | 'satisfaction', readonly Question<string>[]>> = {
  pulse: pulseQuestions,
  satisfaction: satisfactionQuestions,
};

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
