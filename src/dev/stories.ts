/**
 * What has already happened when the demo begins: cases in different stages, so that every screen has something true to show.
 * Invented people, invented troubles, written for this project.
 */
import type { RuptureSettlement } from '../cases/settle-rupture.ts';
import type { Asked } from '../core/answers/questions.ts';
import type { Outcome } from '../core/stage.ts';

export type Scene = { daysAgo: number } & (
  | { writes: string; subject?: string }
  | { claims: string }
  | { answers: string; asks?: readonly Asked[]; by: string }
  | { wants: string; rating: number; by: string }
  | { settles: RuptureSettlement; remark: string; by: string }
  | { notes: string; by: string }
  | { records: readonly RecordLine[]; by: string }
  | { moves: 'counselling' | 'post_counselling'; by: string }
  | { chooses: Outcome; details: Record<string, string>; by: string }
  | { closes: 'resolved'; by: string }
  | { drafts: string; by: string }
);

/** item, choice, whether the konseli's last letter shows it, remark */
export type RecordLine = readonly [item: string, value: string, letter?: boolean, remark?: string];

export interface Story {
  slug: string;
  scenes: readonly Scene[];
}

const ANI = 'ani@sekolah.example';
const BUDI = 'budi@sekolah.example';

const preparationRecords = (concern: 'social' | 'career', words: string): readonly RecordLine[] => [
  ['risk_read', 'none'],
  ['safe_contact', 'safe'],
  ['age_band', 'seventeen'],
  ['guardian', 'consented', true],
  ['consent', 'given', true],
  ['confidentiality_limits', 'told', true],
  ['suitability', 'fits'],
  ['competence', 'fits'],
  ['concern', concern, false, words],
  ['emergency_contact_asked', 'not_answered'],
];

export const stories: readonly Story[] = [
  {
    slug: 'rizky',
    scenes: [
      {
        daysAgo: 30,
        subject: 'Teknik atau gizi',
        writes: `Selamat siang Bu,

Saya Rizky, kelas XII. Saya bingung antara ikut mau Bapak masuk teknik atau memilih gizi, yang sebenarnya saya suka. Setiap makan malam jadinya diam-diaman.

Saya tidak sedang sedih sekali, hanya capek bingung. Boleh saya cerita lewat surat saja? Kalau tatap muka saya suka kehabisan kata.

Rizky`,
      },
      { daysAgo: 29.8, claims: ANI },
      {
        daysAgo: 29.5,
        by: ANI,
        answers: `Rizky, terima kasih sudah menulis.

Makan malam yang diam-diaman itu terasa sampai ke surat ini. Rupanya di meja itu ada dua hal yang sama-sama berat: mau Bapak, dan hal yang sebenarnya kamu suka.

Boleh sekali bercerita lewat surat. Sebelum kita lanjut, ada yang perlu kamu tahu. Yang membaca suratmu hanya saya dan, bila perlu, supervisor kami. Saya tidak akan menyampaikannya kepada siapa pun tanpa bertanya dulu kepadamu, kecuali bila ada bahaya bagi kamu atau orang lain. Kalau kamu dan orang tuamu setuju, balas saja surat ini dengan kata setuju.

Sambil itu, ceritakan: bagian mana dari gizi yang paling membuatmu ingin tahu?

Bu Ani`,
      },
      {
        daysAgo: 28,
        writes: `Bu Ani,

Saya setuju, dan Ibu saya juga setuju (Ibu tahu saya menulis).

Yang bikin saya ingin tahu itu waktu nenek kena diabetes. Saya yang menghitungkan makannya. Gula darahnya turun, dan rasanya saya berguna.

Rizky`,
      },
      {
        daysAgo: 27.5,
        by: ANI,
        records: preparationRecords('career', 'Bingung antara mau Bapak dan hal yang ia suka.'),
      },
      { daysAgo: 27.4, by: ANI, moves: 'counselling' },
      {
        daysAgo: 27,
        by: ANI,
        answers: `Rizky,

Yang saya tangkap: waktu menghitungkan makan nenek, kamu merasa berguna, dan rasa itu yang kamu cari di gizi. Sementara Bapak, barangkali, ingin memastikan hidupmu kelak tidak sesulit beliau dulu. Apakah saya memahaminya dengan benar?

Kalau ya, mungkin yang dicari bukan siapa yang menang, melainkan cara supaya Bapak mendengar cerita tentang nenek itu. Menurutmu, kapan waktu yang paling enak untuk bercerita kepada Bapak?

Bu Ani`,
      },
      {
        daysAgo: 20,
        writes: `Bu, benar sekali, dan saya sampai baca dua kali.

Saya cerita ke Bapak di motor, bukan di meja makan. Bapak diam lama, terus bilang, ya sudah, tapi kamu harus tanya kakak sepupumu yang ahli gizi di puskesmas. Saya sudah ke sana. Kalau dulu lega saya 3, sekarang 8.

Terima kasih Bu. Sepertinya saya sudah bisa jalan sendiri.

Rizky`,
      },
      {
        daysAgo: 19,
        by: ANI,
        records: [
          ['frame_agreed', 'agreed'],
          ['interpretation_accepted', 'accepted', true],
          ['goals_rated', 'rated_twice', true, 'Lega soal pilihan kuliah: 3 menjadi 8.'],
          ['immediate_evaluation', 'answered', true],
          ['ending_announced', 'announced'],
          ['risk_reread', 'none'],
        ],
      },
      { daysAgo: 18.9, by: ANI, moves: 'post_counselling' },
      {
        daysAgo: 18.5,
        by: ANI,
        answers: `Rizky,

Bercerita di motor, bukan di meja makan: itu jalan yang kamu temukan sendiri, dan ternyata terbuka. Ingat saja urutannya bila nanti buntu lagi: cari waktu yang tenang, mulai dari cerita, baru bicara soal pilihan.

Surat ini saya tutup di sini dulu. Kalau suatu hari ingin menulis lagi, kirim saja ke alamat yang sama. Selamat belajar, dan salam untuk nenek.

Bu Ani`,
      },
      {
        daysAgo: 18,
        by: ANI,
        chooses: 'resolved',
        details: {
          evidence: '"Sepertinya saya sudah bisa jalan sendiri." Sudah bercerita kepada Bapak dan bertemu ahli gizi.',
          plan: 'Bila buntu lagi: cari waktu tenang, mulai dari cerita, baru bicara soal pilihan.',
          way_back: 'Menulis ke alamat yang sama kapan saja.',
        },
      },
      { daysAgo: 17.9, by: ANI, closes: 'resolved' },
    ],
  },
  {
    slug: 'dewi',
    scenes: [
      {
        daysAgo: 8,
        subject: 'Susah tidur sejak pindah sekolah',
        writes: `Assalamualaikum,

Nama saya Dewi. Sejak pindah ke sini bulan Juli saya susah tidur. Di kelas saya duduk sendiri. Waktu istirahat saya ke perpustakaan supaya tidak kelihatan sendirian.

Teman lama saya sudah jarang balas pesan. Mungkin saya yang membosankan. Saya tidak mau merepotkan Ibu saya, beliau juga baru mulai kerja lagi.

Saya baik-baik saja sih sebenarnya, cuma pengin cerita.

Dewi`,
      },
      { daysAgo: 7.8, claims: ANI },
      {
        daysAgo: 7.6,
        by: ANI,
        answers: `Waalaikumsalam, Dewi.

Terima kasih sudah bercerita. Pergi ke perpustakaan supaya tidak kelihatan sendirian: saya membayangkan istirahat yang panjang sekali.

Kamu menulis "saya baik-baik saja sih sebenarnya". Boleh saya bertanya pelan-pelan: bagian mana yang baik-baik saja, dan bagian mana yang tidak?

Sebelum kita berkirim surat lebih jauh, ada yang perlu kamu tahu tentang siapa yang membaca dan kapan saya harus bercerita kepada orang lain; itu ada di surat pertama dari layanan ini. Kalau kamu dan Ibu setuju, balas saja dengan kata setuju.

Bu Ani`,
      },
      {
        daysAgo: 6,
        writes: `Bu Ani,

Saya setuju, Ibu saya juga sudah membaca surat dari layanan dan setuju.

Yang baik-baik saja: nilai saya. Yang tidak: malam. Kalau lampu sudah mati saya memikirkan apa yang saya katakan hari itu dan rasanya semua salah. Tidur jam dua, bangun jam lima.

Dewi`,
      },
      {
        daysAgo: 5.6,
        by: ANI,
        records: preparationRecords('social', 'Pindah sekolah, sendirian, malam terasa panjang.'),
      },
      { daysAgo: 5.5, by: ANI, moves: 'counselling' },
      {
        daysAgo: 5.4,
        by: ANI,
        answers: `Dewi,

Siang hari kamu menjaga supaya tidak kelihatan sendirian, lalu malamnya semua kalimat diperiksa ulang. Pasti melelahkan.

Saya ingin memastikan saya memahami: yang berat bukan hanya sepi, tetapi perasaan bahwa sepi itu salahmu. Betulkah begitu? Kalau kurang tepat, tolong betulkan.

Kalau malam nanti kalimat-kalimat itu datang, coba tulis satu saja di kertas, lalu tulis di sebelahnya apa yang akan kamu katakan kepada teman yang mengucapkan kalimat itu. Ceritakan hasilnya bila mau.

Bu Ani`,
      },
      {
        daysAgo: 0.4,
        writes: `Bu,

Iya, betul, rasanya salah saya. Saya coba yang ditulis di kertas itu. Kalimatnya: "Aku tadi jawabnya kepanjangan." Untuk teman saya tulis: "Ya ampun, nggak ada yang ingat."

Saya ketawa sendiri jam satu malam. Tapi habis itu tetap tidak bisa tidur, hehe. Hari Senin saya diajak makan bareng dua orang dari kelas sebelah, saya bilang ada tugas. Padahal tidak ada.

Dewi`,
      },
      {
        daysAgo: 0.2,
        by: ANI,
        notes:
          'Ada undangan makan yang ditolak: pintu masuk yang bagus. Tanyakan apa yang ia takutkan akan terjadi, jangan langsung menyarankan ikut. Perhatikan "hehe" sesudah bercerita tentang tidak tidur.',
      },
    ],
  },
  {
    slug: 'bima',
    scenes: [
      {
        daysAgo: 3,
        subject: 'nilai matematika',
        writes: `Pak/Bu, saya Bima X-3.
nilai matematika saya turun terus, dari 80 jadi 55. kalau belajar di rumah tidak bisa, adik saya tiga dan rumahnya ramai.
saya pernah coba belajar di masjid tapi baterai hp cepat habis.
kira kira ada cara lain tidak ya

Dikirim dari HP saya`,
      },
      { daysAgo: 2.8, claims: BUDI },
      {
        daysAgo: 2.5,
        by: BUDI,
        answers: `Bima, terima kasih sudah menulis.

Belajar dengan tiga adik di rumah, lalu mencoba di masjid sampai baterai habis: usahamu sudah banyak. Saya belum tahu satu hal: bagian matematika mana yang mulai terasa gelap, dan sejak kapan?

Kalau sempat, ceritakan juga satu hari biasa di rumahmu, dari pulang sekolah sampai tidur.

Pak Budi`,
      },
    ],
  },
  {
    slug: 'laras',
    scenes: [
      {
        daysAgo: 26,
        subject: 'Paduan suara',
        writes: `Selamat sore Pak Budi,

Saya Laras. Dulu saya paling suka latihan paduan suara. Sejak terpilih jadi ketua, saya malah ingin menghindar. Kalau ada yang sumbang, semua menoleh ke saya, padahal telinga saya juga bingung.

Saya takut mengecewakan pelatih. Boleh dibantu?

Laras`,
      },
      { daysAgo: 25.8, claims: BUDI },
      {
        daysAgo: 25.5,
        by: BUDI,
        asks: ['consent'],
        answers: `Laras, terima kasih sudah menulis.

Semua menoleh kepadamu, sementara telingamu sendiri sedang bingung: pantas kalau hal yang dulu paling disukai jadi ingin dihindari.

Sebelum kita lanjut, tolong baca yang di bawah ini bersama orang tuamu. Sambil itu, ceritakan latihan yang terakhir: di bagian mana kamu mulai ingin pergi?

Pak Budi`,
      },
      {
        daysAgo: 24,
        writes: `Pak, Mama juga setuju dan ikut membaca surat Bapak.

S1 ya, S2 tidak, S3 ya, S4 ya

Mulai ingin pergi itu waktu pelatih bilang "tanya ketuanya". Saya tidak tahu jawabannya.

Laras`,
      },
      { daysAgo: 23.6, by: BUDI, records: preparationRecords('social', 'Menjadi ketua, takut mengecewakan pelatih.') },
      { daysAgo: 23.5, by: BUDI, moves: 'counselling' },
      {
        daysAgo: 23.4,
        by: BUDI,
        asks: ['pulse'],
        answers: `Laras,

"Tanya ketuanya", dan kamu tidak tahu jawabannya. Rasanya seperti ditinggal sendirian di depan. Apakah itu mendekati?

Kalau boleh, sebelum mencari jalan keluar, saya ingin tahu apa yang kamu harapkan dari surat-surat kita.

Pak Budi`,
      },
      {
        daysAgo: 21,
        writes: `Iya Pak, ditinggal sendirian, pas sekali.

Harapan saya: bisa datang latihan tanpa sakit perut. Sekarang baru 2 dari 10.

1. 8
2. 7
3. 9
4. 8

Laras`,
      },
      { daysAgo: 20.5, by: BUDI, wants: 'Datang latihan tanpa sakit perut', rating: 2 },
      {
        daysAgo: 20,
        by: BUDI,
        answers: `Laras,

Datang latihan tanpa sakit perut: tujuan yang jelas. Coba ini. Pertama, minta partitur sehari sebelumnya. Kedua, bagi tugas dengan kepala suara. Ketiga, katakan kepada pelatih bahwa kamu belum siap menjawab di tempat. Ketua yang baik memang harus belajar tegas.

Bagaimana hasilnya minggu ini?

Pak Budi`,
      },
      {
        daysAgo: 17,
        writes: `Saya belum coba, Pak. Minggu ini saya tidak latihan, bilang sakit.

Laras`,
      },
      {
        daysAgo: 16,
        by: BUDI,
        asks: ['pulse'],
        answers: `Laras, semoga sudah lebih sehat.

Saya ingin tahu bagaimana surat-surat kita terasa bagimu sampai di sini. Jawab sejujurnya; angka kecil pun tidak membuat saya tersinggung.

Pak Budi`,
      },
      {
        daysAgo: 14,
        writes: `1. 6
2. 7
3. 8
4. 3, maaf Pak. Yang Bapak tulis itu benar semua, tapi rasanya seperti disuruh-suruh lagi, sama kayak di latihan.

Laras`,
      },
      {
        daysAgo: 13.8,
        by: BUDI,
        settles: 'asked',
        remark:
          'Saya terlalu cepat memberi tiga saran. Surat berikutnya: minta maaf, kembali ke rasa ditinggal sendirian.',
      },
      {
        daysAgo: 13.6,
        by: BUDI,
        answers: `Laras,

Terima kasih sudah menulis angka 3 itu, dan alasannya. Kamu benar: saya langsung memberi tiga tugas, padahal kamu baru saja bilang rasanya ditinggal sendirian. Maaf, ya.

Boleh kita mundur sebentar? Ceritakan saja perut yang sakit itu. Kapan mulai, dan apa yang ia katakan kalau bisa bicara?

Pak Budi`,
      },
      {
        daysAgo: 12,
        by: BUDI,
        records: [['suitability', 'fits_with_care', false, 'Laras lebih jujur di surat daripada di latihan.']],
      },
      {
        daysAgo: 10,
        writes: `Pak, saya tidak menyangka Bapak minta maaf. Makasih.

Mulainya dari malam sebelumnya. Kalau bisa bicara, dia bilang: jangan tinggalkan aku sendiri di depan.

Kemarin saya bilang ke Tika, kepala alto, persis begitu. Dia bilang, ya ayo berdiri di sebelahku.

Laras`,
      },
      {
        daysAgo: 9,
        by: BUDI,
        asks: ['pulse', 'goals', 'evaluation'],
        answers: `Laras,

"Ya ayo berdiri di sebelahku." Saya membacanya sambil tersenyum. Kalimat yang kamu ucapkan kepada Tika kamu temukan sendiri, dari perut yang kamu dengarkan.

Latihan berikutnya, berdirilah di sebelah Tika, dan ceritakan bagaimana rasanya.

Pak Budi`,
      },
      {
        daysAgo: 0.3,
        writes: `Pak Budi,

Kemarin latihan penuh dua jam! Sakit perutnya datang sebentar terus hilang pas lagu kedua.

1. 9
2. 8
3. 9
4. 9

T1: 7

A. Aku takut sendirian, bukan takut salah
B. Lega, agak kaget
C. Minta Tika jadi wakil ketua

Laras`,
      },
    ],
  },
  {
    slug: 'yoga',
    scenes: [
      {
        daysAgo: 1.2,
        subject: 'Bertengkar dengan sahabat',
        writes: `Selamat malam,

Saya bertengkar dengan sahabat saya gara-gara grup kelas. Dia menyebarkan tangkapan layar obrolan kami berdua. Sekarang satu kelas menertawakan saya, dan saya malas masuk sekolah. Hari ini saya bilang sakit.

Saya tidak tahu apakah harus memaafkan atau tidak. Tolong jangan sampaikan ke wali kelas dulu.

Yoga`,
      },
      { daysAgo: 1, claims: BUDI },
      { daysAgo: 0.9, by: BUDI, records: [['risk_read', 'none']] },
      {
        daysAgo: 0.8,
        by: BUDI,
        notes: 'Minta agar wali kelas tidak diberi tahu dulu. Hormati, dan tanyakan apa yang ia khawatirkan bila tahu.',
      },
      {
        daysAgo: 0.7,
        by: BUDI,
        drafts: `Yoga, terima kasih sudah menulis malam-malam.

Obrolan berdua yang tiba-tiba dibaca satu kelas: saya bisa membayangkan kenapa masuk sekolah terasa berat. Saya tidak akan menyampaikan ini kepada wali kelas.

`,
      },
    ],
  },
  {
    slug: 'maria',
    scenes: [
      {
        daysAgo: 0.6,
        subject: 'Homesick',
        writes: `Hello,

I am Maria, exchange student in XI-2. Everyone is kind to me, but in the evenings I feel very alone and I miss my language. I do not want to tell my host family because they do so much for me already.

Is it okay to write to you in English?

Maria`,
      },
    ],
  },
];
