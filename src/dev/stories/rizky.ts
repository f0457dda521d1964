/** Closed as resolved: he found his own way to speak, at home. */
import { ANI } from '../cast.ts';
import { preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const rizky: Story = {
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
};
