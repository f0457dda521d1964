/**
 * The copy of a case that its konseli gets: letters of both sides, goals, numbers, answers, consents and who has read. No notes,
 * no remarks of counsellors, and no letter of somebody else that lies in the case.
 */
import type { ExportedCase } from '../cases/export-case.ts';
import { evaluationQuestions, pulseQuestions } from '../core/answers/questions.ts';
import type { Language } from '../db/schema.ts';
import { promiseInWords } from '../replies/promise-in-words.ts';

type ExportedLetter = ExportedCase['letters'][number];

export function copyText(
  exported: ExportedCase,
  receipt: string,
  { language, timeZone }: { language: Language; timeZone: string },
): string {
  const say = words[language];
  const when = (at: Date) => promiseInWords(at, timeZone, language);
  const own = new Set(exported.konseli.addresses.map(({ address }) => address.toLowerCase()));
  const isOwn = ({ direction, letter }: ExportedLetter) =>
    direction === 'out' || !letter?.from || own.has(letter.from.address.toLowerCase());
  const letters = exported.letters.filter(isOwn);
  const others = exported.letters.length - letters.length;
  return [
    `${say.title} ${exported.code}\n${when(exported.exportedAt)}`,
    section(
      say.consents,
      exported.consents.map(({ kind, given, at }) => `${say.consent[kind]}: ${given ? say.yes : say.no} (${when(at)})`),
    ),
    section(
      say.goals,
      exported.goals.map(({ position, words: goal }) => `T${position}. ${goal}`),
    ),
    section(
      say.answers,
      exported.answers.flatMap((answer) => answerLines(answer, exported.letters, language, when)),
    ),
    ...letters.map((letter, n) => letterText(letter, n + 1, language, when)),
    others ? say.others(others) : '',
    `${say.readers}\n\n${receipt}`,
  ]
    .filter(Boolean)
    .join(`\n\n${'-'.repeat(60)}\n\n`)
    .concat('\n');
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length ? `${title}\n\n${lines.join('\n')}` : '';

function letterText(entry: ExportedLetter, n: number, language: Language, when: (at: Date) => string): string {
  const say = words[language];
  const { letter, direction, arrivedAt, attachments } = entry;
  const files = attachments.flatMap(({ filename }) => (filename ? [filename] : []));
  return [
    `${say.letter} ${n}. ${direction === 'in' ? say.fromYou : say.fromUs}, ${when(arrivedAt)}`,
    letter ? `${say.subject}: ${letter.subject}` : '',
    '',
    letter ? letter.newText.trim() || letter.text.trim() : say.erased,
    files.length ? `\n${say.files}: ${files.join(', ')}` : '',
  ]
    .filter((line, at) => line !== '' || at === 2)
    .join('\n');
}

function answerLines(
  answer: ExportedCase['answers'][number],
  letters: readonly ExportedLetter[],
  language: Language,
  when: (at: Date) => string,
): string[] {
  const letter = letters.find(({ id }) => id === answer.letter);
  const pulse = pulseQuestions.flatMap(({ item, [language]: text }) =>
    answer.pulse?.[item] == null ? [] : [`${text}: ${answer.pulse[item]}`],
  );
  const goals = Object.entries(answer.goals ?? {}).map(([position, value]) => `T${position}: ${value}`);
  const evaluation = evaluationQuestions.flatMap(({ item, [language]: text }) =>
    answer.evaluation?.[item] ? [`${text} ${answer.evaluation[item]}`] : [],
  );
  return [letter ? when(letter.arrivedAt) : '', ...[...pulse, ...goals, ...evaluation].map((line) => `  ${line}`)];
}

const words = {
  id: {
    title: 'Salinan berkas',
    consents: 'Persetujuan',
    consent: {
      service: 'Berkonseling lewat surat',
      referral: 'Rujukan',
      follow_up: 'Surat tindak lanjut',
      statistics: 'Statistik',
    },
    yes: 'ya',
    no: 'tidak',
    goals: 'Tujuan',
    answers: 'Jawaban atas pertanyaan kami',
    letter: 'Surat',
    fromYou: 'Dari konseli',
    fromUs: 'Dari layanan',
    subject: 'Perihal',
    files: 'Lampiran',
    erased: '(isi surat ini sudah dihapus)',
    others: (n: number) => `${n} surat dari orang lain dalam berkas ini tidak disertakan, karena bukan milik konseli.`,
    readers: 'Siapa yang membuka surat-surat ini',
  },
  en: {
    title: 'Copy of file',
    consents: 'Consents',
    consent: {
      service: 'Counselling by letter',
      referral: 'Referral',
      follow_up: 'Letters afterwards',
      statistics: 'Statistics',
    },
    yes: 'yes',
    no: 'no',
    goals: 'Goals',
    answers: 'Answers to our questions',
    letter: 'Letter',
    fromYou: 'From the konseli',
    fromUs: 'From the service',
    subject: 'Subject',
    files: 'Attachments',
    erased: '(the words of this letter were erased)',
    others: (n: number) =>
      `${n} ${n === 1 ? 'letter' : 'letters'} of somebody else in this file ${n === 1 ? 'is' : 'are'} left out: it is not the konseli’s own.`,
    readers: 'Who has opened these letters',
  },
} as const;
