/** The words of the pages of instruments. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'instruments.title': 'Instrumen',
  'instruments.lead':
    'Kuesioner milik orang lain yang boleh dipakai layanan ini. Suluh tidak membawa satu pun: pakailah hanya yang izinnya Anda pegang secara tertulis, juga izin untuk dikirim secara elektronik.',
  'instruments.empty': 'Belum ada instrumen',
  'instruments.empty.text':
    'Tanpa instrumen pun Suluh menanyakan hubungan, tujuan, dan tiga pertanyaan penutup dengan kata-katanya sendiri.',
  'instruments.add': 'Tambah dari berkas',
  'instruments.file': 'Berkas instrumen (JSON)',
  'instruments.file.hint': 'Bentuknya dijelaskan di docs/instruments.md. Isinya diperiksa dulu, izinnya paling dulu.',
  'instruments.upload': 'Periksa dan tambah',
  'instruments.added': 'Instrumen ditambahkan dan dapat dipilih di bawah surat.',
  'instruments.holder': 'Pemegang hak',
  'instruments.licence': 'Izin',
  'instruments.reference': 'Dapat dilihat di',
  'instruments.until': 'Berlaku sampai',
  'instruments.until.none': 'tanpa batas waktu',
  'instruments.items': 'Butir',
  'instruments.danger': 'Butir yang memanggil orang',
  'instruments.danger.none': 'tidak ada, menurut berkasnya',
  'instruments.state.offered': 'ditawarkan',
  'instruments.state.retired': 'tidak ditawarkan',
  'instruments.state.ended': 'izin berakhir',
  'instruments.retire': 'Berhenti menawarkan',
  'instruments.retired': 'Instrumen tidak ditawarkan lagi. Jawaban yang sudah ada tetap terbaca.',
  'instruments.offer': 'Tawarkan lagi',
  'instruments.offered': 'Instrumen ditawarkan lagi.',
  'instruments.changed': 'Keadaan instrumen ini sudah berubah. Muat ulang halamannya, lalu lihat lagi.',
  'instruments.refused.no_file': 'Pilih dulu berkasnya. Belum ada yang berubah.',
  'instruments.refused.not_json':
    'Berkas ini bukan JSON yang dapat dibaca. Belum ada yang berubah. Simpan sebagai teks UTF-8, lalu coba lagi.',
  'instruments.refused.no_licence':
    'Berkas ini tidak menyebut izinnya, jadi tidak diterima. Isi licence.text, licence.holder, dan licence.reference dengan izin tertulis dari pemegang hak. Bila izinnya belum ada, mintalah dulu.',
  'instruments.refused.licence_ended':
    'Izin di berkas ini sudah berakhir, jadi tidak diterima. Perbarui izinnya, lalu tulis tanggal barunya di licence.until.',
  'instruments.refused.no_danger_rule':
    'Berkas ini tidak mengatakan butir mana yang menanyakan bahaya. Isi danger, atau tulis [] bila memang tidak ada.',
  'instruments.refused.unreadable': (p: { at: string }) =>
    `Ada bagian yang belum cocok: ${p.at}. Belum ada yang berubah. Perbaiki bagian itu menurut docs/instruments.md, lalu coba lagi.`,
  'instruments.refused.known_version':
    'Instrumen dengan nama dan versi ini sudah ada. Isi yang pernah dikirim tidak diubah: naikkan version di berkasnya.',

  'instruments.beside': 'Jawaban instrumen',
  'instruments.waits': 'Sudah ditanyakan, jawabannya ditunggu.',
  'instruments.not_diagnosis': 'Angka ini jawaban konseli sendiri, bukan diagnosis.',
  'instruments.incomplete': 'belum lengkap',
  'instruments.item': 'Butir',
  'instruments.answer': 'Jawaban',
  'instruments.correct': 'Betulkan jawaban',
  'instruments.correct.hint': 'Kosongkan yang tidak dijawab.',
  'instruments.letter': 'Surat konseli',
  'instruments.save': 'Simpan',
  'instruments.done': 'Jawaban instrumen disimpan.',
  'instruments.refusal.needs_reason': 'Tuliskan dulu alasan membaca kasus ini.',
  'instruments.refusal.closed': 'Kasus ini sudah ditutup; jawabannya tetap seperti tercatat.',
  'instruments.refusal.no_such_letter': 'Surat itu bukan surat konseli di kasus ini. Pilih suratnya dari daftar.',
  'instruments.refusal.no_such_instrument': 'Instrumen itu tidak ada. Muat ulang halamannya, lalu coba lagi.',
  'instruments.refusal.off_the_scale':
    'Ada angka di luar skala instrumen ini. Belum ada yang disimpan. Periksa angkanya, lalu simpan lagi.',
};

const en: Record<keyof typeof id, (typeof id)[keyof typeof id]> = {
  'instruments.title': 'Instruments',
  'instruments.lead':
    'Questionnaires of others that this service may use. Suluh brings none: use only those for which you hold a written permission, also for sending them electronically.',
  'instruments.empty': 'No instrument yet',
  'instruments.empty.text':
    'Without any, Suluh asks about the relationship, the goals and three closing questions in words of its own.',
  'instruments.add': 'Add from a file',
  'instruments.file': 'File of the instrument (JSON)',
  'instruments.file.hint': 'Its form is told in docs/instruments.md. It is checked first, the licence before all else.',
  'instruments.upload': 'Check and add',
  'instruments.added': 'The instrument was added and can be chosen below a letter.',
  'instruments.holder': 'Holder',
  'instruments.licence': 'Licence',
  'instruments.reference': 'To be found at',
  'instruments.until': 'Good until',
  'instruments.until.none': 'without end',
  'instruments.items': 'Items',
  'instruments.danger': 'Items that call a person',
  'instruments.danger.none': 'none, says its file',
  'instruments.state.offered': 'offered',
  'instruments.state.retired': 'not offered',
  'instruments.state.ended': 'licence ended',
  'instruments.retire': 'Offer no more',
  'instruments.retired': 'The instrument is offered no more. Answers that are there stay readable.',
  'instruments.offer': 'Offer again',
  'instruments.offered': 'The instrument is offered again.',
  'instruments.changed': 'This instrument has changed meanwhile. Load the page again and look once more.',
  'instruments.refused.no_file': 'Choose the file first. Nothing has changed.',
  'instruments.refused.not_json':
    'This file is no JSON that can be read. Nothing has changed. Save it as UTF-8 text and try again.',
  'instruments.refused.no_licence':
    'This file does not name its licence, so it is not taken in. Fill licence.text, licence.holder and licence.reference with the written permission of the holder. If there is none yet, ask for it first.',
  'instruments.refused.licence_ended':
    'The licence in this file has ended, so it is not taken in. Renew it, and write its new date into licence.until.',
  'instruments.refused.no_danger_rule':
    'This file does not say which item asks about danger. Fill danger, or write [] if there is none.',
  'instruments.refused.unreadable': (p: { at: string }) =>
    `Something does not fit yet: ${p.at}. Nothing has changed. Mend it after docs/instruments.md and try again.`,
  'instruments.refused.known_version':
    'An instrument of this name and version is here already. What was ever sent is not changed: raise version in its file.',

  'instruments.beside': 'Answers to instruments',
  'instruments.waits': 'Asked; the answer is awaited.',
  'instruments.not_diagnosis': 'These numbers are the konseli’s own answers and no diagnosis.',
  'instruments.incomplete': 'not complete',
  'instruments.item': 'Item',
  'instruments.answer': 'Answer',
  'instruments.correct': 'Set the answers right',
  'instruments.correct.hint': 'Leave empty what was not answered.',
  'instruments.letter': 'Letter of the konseli',
  'instruments.save': 'Save',
  'instruments.done': 'The answers were saved.',
  'instruments.refusal.needs_reason': 'Give the reason for reading this case first.',
  'instruments.refusal.closed': 'This case is closed; its answers stay as they are on record.',
  'instruments.refusal.no_such_letter': 'That is no letter of the konseli in this case. Choose it from the list.',
  'instruments.refusal.no_such_instrument': 'There is no such instrument. Load the page again and try once more.',
  'instruments.refusal.off_the_scale':
    'A number lies off the scale of this instrument. Nothing was saved. Check the numbers and save again.',
};

export const words: Catalogue = { id, en };
