/** The words for talking about a hard letter. */
import type { Catalogue } from '../web/merge-words.ts';
import type { writeDebrief } from './debriefs.ts';

export type DebriefRefusal = Extract<Awaited<ReturnType<typeof writeDebrief>>, { refused: string }>['refused'];

const id = {
  'debrief.head': 'Sesudah surat yang berat',
  'debrief.lead':
    'Anda baru membalas surat yang berat. Boleh ditulis sebentar apa yang tertinggal pada Anda. Yang membaca hanya Anda dan satu supervisor yang Anda pilih.',
  'debrief.write': 'Tulis',
  'debrief.body': 'Apa yang tertinggal pada Anda',
  'debrief.supervisor': 'Dibaca juga oleh',
  'debrief.pause': 'Jeda dari kasus baru',
  'debrief.pause.0': 'Tidak perlu',
  'debrief.pause.1': 'Satu hari',
  'debrief.pause.3': 'Tiga hari',
  'debrief.pause.7': 'Satu minggu',
  'debrief.save': 'Simpan',
  'debrief.said': 'Tersimpan. Terima kasih sudah menjaga diri.',
  'debriefs.title': 'Sesudah surat berat',
  'debriefs.lead': 'Tulisan Anda sendiri, dan yang ditujukan kepada Anda. Orang lain tidak melihatnya.',
  'debriefs.to': (p: { name: string }) => `Anda, untuk ${p.name}`,
  'debriefs.from': (p: { name: string }) => `${p.name}, untuk Anda`,
  'debriefs.none': 'Belum ada tulisan',
  'debriefs.none.text': 'Sesudah membalas surat yang berat, di halaman kasusnya ada tempat untuk menulis.',
  'debrief_refusal.not_found': 'Kasus ini tidak ada, atau bukan untuk Anda.',
  'debrief_refusal.needs_reason': 'Waktu membaca Anda sudah habis. Buka lagi dengan alasan.',
  'debrief_refusal.erased': 'Isi kasus ini sudah dihapus. Tidak ada yang disimpan.',
  'debrief_refusal.debrief_empty': 'Masih kosong. Belum ada yang disimpan.',
  'debrief_refusal.debrief_too_long': 'Terlalu panjang, paling banyak 8.000 huruf. Belum ada yang disimpan.',
  'debrief_refusal.no_such_supervisor': 'Pilih seorang supervisor dari daftar. Belum ada yang disimpan.',
};

const en: typeof id = {
  'debrief.head': 'After a hard letter',
  'debrief.lead':
    'You have just answered a hard letter. If you like, write down what it left with you. Only you and one supervisor of your choice will read it.',
  'debrief.write': 'Write',
  'debrief.body': 'What it left with you',
  'debrief.supervisor': 'Also read by',
  'debrief.pause': 'A pause from new cases',
  'debrief.pause.0': 'No need',
  'debrief.pause.1': 'One day',
  'debrief.pause.3': 'Three days',
  'debrief.pause.7': 'One week',
  'debrief.save': 'Save',
  'debrief.said': 'Saved. Thank you for taking care of yourself.',
  'debriefs.title': 'After hard letters',
  'debriefs.lead': 'What you wrote yourself, and what was written to you. Nobody else sees it.',
  'debriefs.to': (p) => `You, to ${p.name}`,
  'debriefs.from': (p) => `${p.name}, to you`,
  'debriefs.none': 'Nothing written yet',
  'debriefs.none.text': 'After you answered a hard letter, there is a place to write on the page of its case.',
  'debrief_refusal.not_found': 'This case does not exist, or it is not for you.',
  'debrief_refusal.needs_reason': 'Your time for reading is over. Open it again with a reason.',
  'debrief_refusal.erased': 'The words of this case were erased. Nothing was saved.',
  'debrief_refusal.debrief_empty': 'It is still empty. Nothing was saved.',
  'debrief_refusal.debrief_too_long': 'It is too long, 8,000 letters at most. Nothing was saved.',
  'debrief_refusal.no_such_supervisor': 'Choose a supervisor from the list. Nothing was saved.',
};

export const words: Catalogue = { id, en };

/** The word that says why; the compiler knows that each reason has one. */
export const refusalWord = (refusal: DebriefRefusal): keyof typeof id => `debrief_refusal.${refusal}` as const;
