/** The words about what counsellors carry. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'loads.title': 'Beban',
  'loads.lead':
    'Berapa yang ditanggung tiap konselor, menurut bobot. Hanya angka: tidak ada kasus dan tidak ada isinya.',
  'loads.name': 'Konselor',
  'loads.weight': 'Bobot',
  'loads.of': (p: { weight: number; cap: number }) => `${p.weight} dari ${p.cap}`,
  'loads.open': 'Terbuka',
  'loads.waiting': 'Menunggu balasan',
  'loads.red': 'Bahaya',
  'loads.pause': 'Jeda',
  'loads.no_pause': 'tidak',
  'loads.none': 'Belum ada konselor',
  'loads.none.text': 'Begitu admin menambahkan konselor, bebannya tampak di sini.',
  'loads.homeless': (p: { n: number; name: string }) =>
    `${p.n} kasus baru tidak muat pada siapa pun. Yang boleh mengambilnya: ${p.name}.`,
  'loads.homeless.nobody': (p: { n: number }) =>
    `${p.n} kasus baru tidak muat pada siapa pun, dan di pengaturan belum ada yang menerimanya. Serahkan dengan alasan.`,
  'loads.pause.set': 'Pasang jeda',
  'load.title': 'Beban saya',
  'load.lead': 'Berapa yang Anda tanggung, dan jeda bila Anda memerlukannya. Tidak ada yang perlu menjelaskan jedanya.',
  'load.now': 'Sekarang',
  'load.pause': 'Jeda dari kasus baru',
  'load.pause.text': 'Kasus Anda yang sekarang tetap pada Anda; yang baru pergi ke rekan lain. Jeda berakhir sendiri.',
  'load.pause.until': 'Sampai tanggal',
  'load.pause.runs': 'Jeda berjalan sampai',
  'load.pause.end': 'Akhiri jeda',
  'load.cap': 'Batas saya sendiri',
  'load.cap.hint': (p: { cap: number }) =>
    `Boleh lebih rendah dari batas layanan, ${p.cap}. Kosong: sama dengan layanan.`,
  'load.cap.save': 'Simpan batas',
  'load.cap.wrong': (p: { cap: number }) =>
    `Tulis angka dari 0 sampai ${p.cap}, atau kosongkan. Batas Anda tidak berubah.`,
  'load.said.paused': 'Jeda terpasang. Selama itu tidak ada kasus baru.',
  'load.said.ended': 'Jeda berakhir.',
  'load.said.cap': 'Batas tersimpan.',
  'load_refusal.no_such_counsellor': 'Jeda hanya untuk konselor yang aktif. Tidak ada yang berubah.',
  'load_refusal.not_in_the_future': 'Pilih tanggal yang belum lewat. Jeda tidak dipasang.',
  'load_refusal.too_far_away': 'Paling lama satu tahun. Jeda tidak dipasang.',
  'load_refusal.not_on_pause': 'Tidak ada jeda yang berjalan.',
};

const en: typeof id = {
  'loads.title': 'Load',
  'loads.lead': 'How much each counsellor carries, by weight. Numbers only: no case and no word of one.',
  'loads.name': 'Counsellor',
  'loads.weight': 'Weight',
  'loads.of': (p) => `${p.weight} of ${p.cap}`,
  'loads.open': 'Open',
  'loads.waiting': 'Waiting for an answer',
  'loads.red': 'Danger',
  'loads.pause': 'Pause',
  'loads.no_pause': 'no',
  'loads.none': 'No counsellors yet',
  'loads.none.text': 'As soon as an admin adds counsellors, what they carry appears here.',
  'loads.homeless': (p) =>
    `${p.n} new ${p.n === 1 ? 'case fits' : 'cases fit'} nobody. Who may take ${p.n === 1 ? 'it' : 'them'}: ${p.name}.`,
  'loads.homeless.nobody': (p) =>
    `${p.n} new ${p.n === 1 ? 'case fits' : 'cases fit'} nobody, and the settings name nobody who takes over. Give with a reason.`,
  'loads.pause.set': 'Set a pause',
  'load.title': 'My load',
  'load.lead': 'How much you carry, and a pause when you need one. Nobody has to explain a pause.',
  'load.now': 'Now',
  'load.pause': 'A pause from new cases',
  'load.pause.text': 'The cases you have stay with you; new ones go to colleagues. A pause ends by itself.',
  'load.pause.until': 'Until',
  'load.pause.runs': 'The pause runs until',
  'load.pause.end': 'End the pause',
  'load.cap': 'My own cap',
  'load.cap.hint': (p) => `It may be lower than that of the service, ${p.cap}. Empty: the same as the service.`,
  'load.cap.save': 'Save the cap',
  'load.cap.wrong': (p) => `Write a number from 0 to ${p.cap}, or leave it empty. Your cap did not change.`,
  'load.said.paused': 'The pause is set. No new cases come meanwhile.',
  'load.said.ended': 'The pause has ended.',
  'load.said.cap': 'The cap is saved.',
  'load_refusal.no_such_counsellor': 'A pause is for active counsellors only. Nothing changed.',
  'load_refusal.not_in_the_future': 'Choose a date that has not passed. The pause was not set.',
  'load_refusal.too_far_away': 'One year at most. The pause was not set.',
  'load_refusal.not_on_pause': 'No pause is running.',
};

export const words: Catalogue = { id, en };
