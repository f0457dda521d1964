/** Closed face to face: the meeting took place, and the letters end there. */
import { ANI } from '../cast.ts';
import { tellOfMeeting, theyMet } from './meeting-deeds.ts';
import { endingRecords, preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const tiara: Story = {
  slug: 'tiara',
  scenes: [
    {
      daysAgo: 52,
      subject: 'Takut ditanya di kelas',
      writes: `Bu, nama saya Tiara.

Setiap guru melihat daftar absen saya langsung menunduk. Saya hafal jawabannya, tapi kalau dipanggil suara saya hilang. Sekarang saya duduk paling belakang.

Bisa dibantu tanpa harus ngomong?

Tiara`,
    },
    { daysAgo: 51.7, claims: ANI },
    {
      daysAgo: 51.5,
      by: ANI,
      asks: ['consent'],
      answers: `Tiara,

Hafal jawabannya, tetapi suaranya yang pergi. Untung di surat ini suaramu terdengar jelas.

Bisa, tanpa harus bicara. Tolong baca yang di bawah ini bersama orang tua, lalu ceritakan: kapan terakhir suaramu keluar dengan enak, di mana saja?

Bu Ani`,
    },
    {
      daysAgo: 49,
      writes: `Mama setuju Bu, saya juga setuju.

S1 ya, S2 ya, S3 ya, S4 ya

Keluar enaknya kalau ngajarin adik ngaji. Dia nanya macam-macam dan saya jawab terus.

Tiara`,
    },
    { daysAgo: 48.7, by: ANI, records: preparationRecords('learning', 'Suara hilang ketika ditanya di kelas.') },
    { daysAgo: 48.6, by: ANI, moves: 'counselling' },
    {
      daysAgo: 48.5,
      by: ANI,
      answers: `Tiara,

Jadi suaramu tidak hilang: ia ada di rumah, sedang menjawab adik. Yang berbeda barangkali bukan pertanyaannya, melainkan siapa yang melihat. Apakah ini mendekati?

Apa yang ingin kamu capai lewat surat-surat kita, dan sekarang sudah angka berapa dari 10?

Bu Ani`,
    },
    {
      daysAgo: 45,
      writes: `Iya Bu, mendekati sekali. Kalau adik tidak pernah ketawa.

Saya ingin bisa jawab satu kali seminggu. Sekarang 1.

Tiara`,
    },
    { daysAgo: 44.8, by: ANI, wants: 'Menjawab di kelas satu kali seminggu', rating: 1 },
    {
      daysAgo: 44.6,
      by: ANI,
      asks: ['goals', 'evaluation'],
      answers: `Tiara,

Minggu ini coba satu hal kecil: sebelum pelajaran mulai, tanyakan sesuatu kepada gurunya, berdua saja, seperti adik bertanya kepadamu. Lalu ceritakan apa yang terjadi pada suaramu.

Bu Ani`,
    },
    {
      daysAgo: 36,
      writes: `Bu Ani!

Saya tanya Pak Heru di depan pintu, suaranya keluar. Kamis saya angkat tangan. Satu kalimat, tapi keluar.

T1: 7

A. Suaraku nggak hilang, cuma nunggu aman
B. Senang, masih gemetar
C. Tanya dulu sebelum pelajaran

Kalau boleh saya mau ketemu Ibu sekali, mau coba ngomong langsung.

Tiara`,
    },
    { daysAgo: 35.7, by: ANI, records: endingRecords('Menjawab sekali seminggu: 1 menjadi 7.') },
    { daysAgo: 35.6, by: ANI, moves: 'post_counselling' },
    {
      daysAgo: 35.5,
      by: ANI,
      chooses: 'face_to_face',
      happens: { day: -31, at: '13:00' },
      details: {
        why: 'Tiara sendiri ingin mencoba berbicara langsung.',
        place: 'Ruang BK',
        who_is_told: 'Tidak ada orang lain.',
      },
    },
    {
      daysAgo: 35.45,
      by: ANI,
      answers: `Tiara,

Satu kalimat, dan ia keluar. Saya senang sekali mendengarnya (ya, mendengar).

Boleh, mari bertemu sekali. Kalau di sana kamu ingin diam dulu, kita diam dulu.

Bu Ani`,
    },
    { daysAgo: 35.4, by: ANI, does: tellOfMeeting },
    { daysAgo: 32.9, passes: 'time' },
    { daysAgo: 26.5, by: ANI, does: theyMet },
    {
      daysAgo: 26.4,
      by: ANI,
      notes:
        'Datang sepuluh menit lebih awal. Bicara dua puluh menit, suaranya ada. Sepakat: cukup, dan boleh menulis lagi.',
    },
    { daysAgo: 26.3, by: ANI, closes: 'face_to_face' },
  ],
};
