/** The words about a child's guardian. */
import type { Catalogue } from '../web/merge-words.ts';
import type { guardianWithdraws } from './guardian-withdraws.ts';
import type { answerWaiver, askWaiver } from './waivers.ts';

type Command = typeof answerWaiver | typeof askWaiver | typeof guardianWithdraws;

export type GuardianRefusal = Extract<Awaited<ReturnType<Command>>, { refused: string }>['refused'];

const id = {
  'guardian.title': 'Wali',
  'guardian.ask': 'Wali tidak dimintai persetujuan',
  'guardian.ask.hint':
    'Hanya demi kepentingan terbaik anak, dan diputuskan berdua. Sampai orang kedua setuju, surat hanya boleh memberi informasi.',
  'guardian.ground': 'Sebabnya',
  'guardian.ground.guardian_is_danger': 'Wali adalah bahayanya',
  'guardian.ground.konseli_refuses': 'Konseli menolak walinya diberi tahu',
  'guardian.reason': 'Mengapa ini yang terbaik bagi anak',
  'guardian.reason.hint': 'Paling sedikit 20 huruf, supaya orang kedua dapat menimbang.',
  'guardian.save': 'Minta orang kedua',
  'guardian.waits': (p: { name: string }) => `Diminta ${p.name}; menunggu orang kedua.`,
  'guardian.waived': (p: { asked: string; agreed: string }) =>
    `Wali tidak dimintai persetujuan: diminta ${p.asked}, disetujui ${p.agreed}.`,
  'guardian.agree': 'Setuju',
  'guardian.refuse': 'Tidak setuju',
  'guardian.withdraw': 'Wali mencabut persetujuannya',
  'guardian.withdraw.hint': 'Gerbang tertutup lagi, dan surat hanya boleh memberi tahu apa yang terjadi sekarang.',
  'guardian.withdrew': 'Wali mencabut persetujuannya.',
  'guardian.withdrew.law':
    'Pemrosesan yang bertumpu pada persetujuan itu harus berhenti dalam 3 × 24 jam (UU 27/2022). Akhiri kasus, atau catat jawaban wali yang baru. Bila anak dalam bahaya, keselamatannya tetap didahulukan. Paling lambat:',
  'guardian.said.asked': 'Tercatat. Orang kedua perlu menyetujuinya.',
  'guardian.said.agree': 'Persetujuan Anda tercatat; wali tidak perlu dimintai persetujuan.',
  'guardian.said.refuse': 'Tercatat bahwa Anda tidak setuju.',
  'guardian.said.withdrew': 'Tercatat. Gerbang tertutup lagi.',
  'guardian_refusal.not_found': 'Kasus ini tidak ada, atau bukan untuk Anda.',
  'guardian_refusal.needs_reason': 'Waktu membaca Anda sudah habis. Buka lagi kasusnya dengan alasan.',
  'guardian_refusal.closed': 'Kasus ini sudah berakhir dan tidak berubah lagi.',
  'guardian_refusal.reason_too_short': 'Alasan perlu paling sedikit 20 huruf. Belum ada yang disimpan.',
  'guardian_refusal.reason_too_long': 'Alasan terlalu panjang, paling banyak 4.000 huruf. Belum ada yang disimpan.',
  'guardian_refusal.already_asked': 'Ini sudah diminta. Tidak ada yang berubah.',
  'guardian_refusal.nothing_asked': 'Tidak ada yang menunggu jawaban. Tidak ada yang berubah.',
  'guardian_refusal.asked_it_yourself': 'Yang meminta tidak dapat menyetujui sendiri. Minta orang kedua.',
  'guardian_refusal.guardian_never_agreed': 'Persetujuan wali tidak tercatat, jadi tidak ada yang dicabut.',
};

const en: typeof id = {
  'guardian.title': 'Guardian',
  'guardian.ask': 'The guardian is not asked',
  'guardian.ask.hint':
    'Only in the child’s best interest, and decided by two. Until the second person agrees, letters may only inform.',
  'guardian.ground': 'Because',
  'guardian.ground.guardian_is_danger': 'The guardian is the danger',
  'guardian.ground.konseli_refuses': 'The konseli does not want the guardian to know',
  'guardian.reason': 'Why this is best for the child',
  'guardian.reason.hint': 'At least 20 letters, so that a second person can weigh it.',
  'guardian.save': 'Ask a second person',
  'guardian.waits': (p) => `Asked by ${p.name}; waits for a second person.`,
  'guardian.waived': (p) => `The guardian is not asked: asked by ${p.asked}, agreed by ${p.agreed}.`,
  'guardian.agree': 'Agree',
  'guardian.refuse': 'Do not agree',
  'guardian.withdraw': 'The guardian takes the consent back',
  'guardian.withdraw.hint': 'The gates shut again, and letters may only say what happens now.',
  'guardian.withdrew': 'The guardian took the consent back.',
  'guardian.withdrew.law':
    'What rests on that consent has to stop within 3 × 24 hours (UU 27/2022). End the case, or put a new answer of the guardian on record. If the child is in danger, their safety still comes first. At the latest:',
  'guardian.said.asked': 'On record. A second person has to agree.',
  'guardian.said.agree': 'Your agreement is on record; the guardian need not be asked.',
  'guardian.said.refuse': 'It is on record that you do not agree.',
  'guardian.said.withdrew': 'On record. The gates are shut again.',
  'guardian_refusal.not_found': 'This case does not exist, or it is not for you.',
  'guardian_refusal.needs_reason': 'Your time for reading is over. Open the case again with a reason.',
  'guardian_refusal.closed': 'This case has ended and no longer changes.',
  'guardian_refusal.reason_too_short': 'The reason needs at least 20 letters. Nothing was saved.',
  'guardian_refusal.reason_too_long': 'The reason is too long, 4,000 letters at most. Nothing was saved.',
  'guardian_refusal.already_asked': 'This was asked already. Nothing changed.',
  'guardian_refusal.nothing_asked': 'Nothing waits for an answer. Nothing changed.',
  'guardian_refusal.asked_it_yourself': 'Whoever asks cannot agree. Ask a second person.',
  'guardian_refusal.guardian_never_agreed': 'No consent of a guardian is on record, so there is none to take back.',
};

export const words: Catalogue = { id, en };

/** The word that says why; the compiler knows that each reason has one. */
export const refusalWord = (refusal: GuardianRefusal): keyof typeof id => `guardian_refusal.${refusal}` as const;
