/** The words of the page on which questions are answered with a tap; they suit kamu and Anda. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'tap.title': 'Beberapa pertanyaan',
  'tap.lead': 'Tidak ada jawaban yang salah. Setiap pertanyaan boleh dilewati.',
  'tap.before': 'Pertanyaan ini sudah dijawab. Jawaban baru menggantikan yang lama.',
  'tap.pulse': 'Tentang berkirim surat',
  'tap.pulse.ends.low': '0 = sama sekali tidak',
  'tap.pulse.ends.high': '10 = sepenuhnya',
  'tap.goals': 'Sedekat apa dengan tujuannya sekarang?',
  'tap.goals.ends.low': '0 = belum sama sekali',
  'tap.goals.ends.high': '10 = sudah tercapai',
  'tap.goal': (p: { position: number }) => `T${p.position} (kalimatnya ada di surat)`,
  'tap.words': 'Tiga pertanyaan penutup',
  'tap.send': 'Kirim jawaban',
  'tap.who': 'Jawaban ini hanya dibaca oleh yang menulis suratnya. Tidak ada nama di halaman ini.',
  'tap.nothing': 'Belum ada yang dipilih atau ditulis. Pilih paling sedikit satu jawaban, atau tutup saja halaman ini.',
  'tap.thanks': 'Terima kasih, jawaban sudah sampai',
  'tap.thanks.text': 'Halaman ini boleh ditutup. Jawabannya dibaca sebelum surat berikutnya ditulis.',
  'tap.thanks.more':
    'Ingin mengubahnya? Buka tautan yang sama sekali lagi, selama jawabannya belum dibaca. Untuk bercerita lebih banyak, balas suratnya.',
  'tap.gone': 'Halaman ini tidak menunggu jawaban lagi',
  'tap.gone.text':
    'Mungkin jawabannya sudah dibaca, atau tautannya sudah terlalu lama. Jawaban masih bisa ditulis dengan membalas suratnya.',
};

const en: typeof id = {
  'tap.title': 'A few questions',
  'tap.lead': 'There are no wrong answers. Every question may be left out.',
  'tap.before': 'These questions were answered. A new answer replaces the old one.',
  'tap.pulse': 'About writing to each other',
  'tap.pulse.ends.low': '0 = not at all',
  'tap.pulse.ends.high': '10 = fully',
  'tap.goals': 'How close are the goals now?',
  'tap.goals.ends.low': '0 = not at all yet',
  'tap.goals.ends.high': '10 = reached',
  'tap.goal': (p) => `T${p.position} (its words are in the letter)`,
  'tap.words': 'Three closing questions',
  'tap.send': 'Send the answers',
  'tap.who': 'Only whoever wrote the letter reads these answers. There is no name on this page.',
  'tap.nothing': 'Nothing was chosen or written yet. Choose at least one answer, or just close this page.',
  'tap.thanks': 'Thank you, the answers have arrived',
  'tap.thanks.text': 'You may close this page. The answers are read before the next letter is written.',
  'tap.thanks.more':
    'Would you like to change them? Open the same link again, as long as they have not been read. To say more, reply to the letter.',
  'tap.gone': 'This page does not wait for answers any more',
  'tap.gone.text':
    'The answers may have been read, or the link is too old. You can still answer by replying to the letter.',
};

export const words: Catalogue = { id, en };
