/** The letters with which the demo begins, written for it; nobody real wrote or receives them. */
export interface DemoLetter {
  slug: string;
  subject: string;
  text: string;
}

export const firstLetters: readonly DemoLetter[] = [
  {
    slug: 'rizky',
    subject: 'Terima kasih, dan satu pertanyaan',
    text: `Selamat siang Bu,

Saya Rizky, kelas XII. Saya bingung antara ikut mau Bapak masuk teknik atau memilih gizi, yang sebenarnya saya suka. Setiap makan malam jadinya diam-diaman.

Saya tidak sedang sedih sekali, hanya capek bingung. Boleh saya cerita lewat surat saja? Kalau tatap muka saya suka kehabisan kata.

Rizky`,
  },
  {
    slug: 'dewi',
    subject: 'Susah tidur sejak pindah sekolah',
    text: `Assalamualaikum,

Nama saya Dewi. Sejak pindah ke sini bulan Juli saya susah tidur. Di kelas saya duduk sendiri. Waktu istirahat saya ke perpustakaan supaya tidak kelihatan sendirian.

Teman lama saya sudah jarang balas pesan. Mungkin saya yang membosankan. Saya tidak mau merepotkan Ibu saya, beliau juga baru mulai kerja lagi.

Saya baik-baik saja sih sebenarnya, cuma pengin cerita.

Dewi`,
  },
  {
    slug: 'bima',
    subject: 'nilai matematika',
    text: `Pak/Bu, saya Bima X-3.
nilai matematika saya turun terus, dari 80 jadi 55. kalau belajar di rumah tidak bisa, adik saya tiga dan rumahnya ramai.
saya pernah coba belajar di masjid tapi baterai hp cepat habis.
kira kira ada cara lain tidak ya

Dikirim dari HP saya`,
  },
  {
    slug: 'maria',
    subject: 'Homesick',
    text: `Hello,

I am Maria, exchange student in XI-2. Everyone is kind to me, but in the evenings I feel very alone and I miss my language. I do not want to tell my host family because they do so much for me already.

Is it okay to write to you in English?

Maria`,
  },
  {
    slug: 'yoga',
    subject: 'Bertengkar dengan sahabat',
    text: `Selamat malam,

Saya bertengkar dengan sahabat saya gara-gara grup kelas. Dia menyebarkan tangkapan layar obrolan kami berdua. Sekarang satu kelas menertawakan saya, dan saya malas masuk sekolah. Hari ini saya bilang sakit.

Saya tidak tahu apakah harus memaafkan atau tidak. Tolong jangan sampaikan ke wali kelas dulu.

Yoga`,
  },
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
