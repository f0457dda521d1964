/** The letters that arrive by SMTP when the demo starts for the first time; nobody real wrote or receives them. */
export interface DemoLetter {
  slug: string;
  subject: string;
  text: string;
}

export const firstLetters: readonly DemoLetter[] = [
  {
    slug: 'putri',
    subject: 'capek',
    text: `Kak, aku capek banget akhir-akhir ini. Rasanya semua yang aku lakuin salah. Di rumah selalu dibandingin sama kakak.

Kadang aku mikir kalau aku hilang mungkin nggak ada yang sadar. Tapi gapapa kok, aku cuma pengin ada yang baca ini.

Putri`,
  },
  {
    slug: 'fajar',
    subject: 'Ijin bertanya soal beasiswa',
    text: `Yth. Bapak/Ibu konselor,

Saya Fajar, kelas XII IPA 1. Saya ingin bertanya tentang beasiswa untuk kuliah karena penghasilan orang tua saya tidak tetap. Apakah bisa dibantu lewat layanan ini, atau saya harus ke ruang BK?

Terima kasih.
Fajar`,
  },
  {
    slug: 'sari',
    subject: 'Boleh cerita sedikit?',
    text: `Bu,

Saya Sari. Sudah dua minggu ini dada saya sesak setiap mau presentasi. Kemarin saya sampai keluar kelas dan menangis di toilet. Teman-teman kira saya sakit perut.

Saya takut kalau cerita nanti dibilang lebay. Tapi saya juga takut kalau begini terus.

Apakah surat ini dibaca orang lain?

Sari`,
  },
];
