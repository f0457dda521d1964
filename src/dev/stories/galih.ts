/** A meeting lies ahead: agreed by letter, told by letter, and nobody has to come in vain. */
import { BUDI } from '../cast.ts';
import { tellOfMeeting } from './meeting-deeds.ts';
import { endingRecords, preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const galih: Story = {
  slug: 'galih',
  scenes: [
    {
      daysAgo: 22,
      subject: 'Pindah rumah',
      writes: `Pak Budi,

Saya Galih. Orang tua saya pisah rumah bulan lalu. Seminggu saya di Ayah, seminggu di Ibu. Buku saya selalu ketinggalan di rumah yang satu lagi.

Teman-teman tidak tahu. Saya bilang rumah sedang direnovasi.

Galih`,
    },
    { daysAgo: 21.8, claims: BUDI },
    {
      daysAgo: 21.5,
      by: BUDI,
      asks: ['consent'],
      answers: `Galih,

Rumah sedang direnovasi: kalimat itu melindungimu dari banyak pertanyaan. Tetapi ada satu orang yang tetap tahu, dan membawa dua tas ke mana-mana.

Mohon baca yang di bawah ini dengan Ayah atau Ibu. Sementara itu, ceritakan hari pindahan: pagi, siang, malamnya.

Pak Budi`,
    },
    {
      daysAgo: 19,
      writes: `Pak, Ibu sudah baca dan setuju. Saya setuju juga.

S1 ya, S2 ya, S3 ya, S4 ya

Hari pindahan itu Minggu. Paling berat malamnya, soalnya saya harus milih salam ke siapa dulu.

Galih`,
    },
    { daysAgo: 18.6, by: BUDI, records: preparationRecords('personal', 'Hidup di dua rumah; menyimpannya sendiri.') },
    { daysAgo: 18.5, by: BUDI, moves: 'counselling' },
    {
      daysAgo: 18.4,
      by: BUDI,
      answers: `Galih,

Memilih salam kepada siapa dulu. Seolah-olah setiap Minggu malam kamu diminta memihak, padahal tidak ada yang bertanya begitu. Apakah saya menangkapnya dengan benar?

Kalau surat-surat kita berhasil, apa yang akan berbeda di hari Minggu? Beri angka juga: sekarang berapa dari 10.

Pak Budi`,
    },
    {
      daysAgo: 15,
      writes: `Benar Pak. Rasanya kayak wasit.

Yang beda: saya bisa bilang ke Ayah dan Ibu kalau saya tidak mau jadi pembawa pesan. Sekarang 2.

Galih`,
    },
    { daysAgo: 14.8, by: BUDI, wants: 'Bilang kepada Ayah dan Ibu: saya tidak mau jadi pembawa pesan', rating: 2 },
    {
      daysAgo: 14.6,
      by: BUDI,
      asks: ['pulse', 'goals', 'evaluation'],
      answers: `Galih,

"Saya tidak mau jadi pembawa pesan." Kalimatnya sudah ada, dan itu kalimatmu sendiri. Coba tuliskan untuk Ayah, lalu untuk Ibu. Tidak usah dikirim dulu.

Kadang ada hal yang lebih mudah bila wajah bisa saling melihat. Kalau suatu saat kamu ingin bertemu di ruang BK, atau bertiga dengan Ibu, katakan saja.

Pak Budi`,
    },
    {
      daysAgo: 5,
      writes: `Pak Budi,

Sudah saya tulis dua-duanya. Yang untuk Ibu sudah saya kasih, Ibu peluk saya. Yang untuk Ayah belum berani.

Pak, saya mau ketemu di ruang BK. Boleh ajak Ayah? Saya mau ada yang menemani waktu bilang.

1. 9
2. 8
3. 8
4. 9

T1: 6

A. Saya bukan wasit
B. Lebih lega, masih deg-degan
C. Ngomong ke Ayah, ditemani Bapak

Galih`,
    },
    { daysAgo: 4.8, by: BUDI, records: endingRecords('Tidak jadi pembawa pesan: 2 menjadi 6.') },
    { daysAgo: 4.7, by: BUDI, moves: 'post_counselling' },
    {
      daysAgo: 4.6,
      by: BUDI,
      chooses: 'face_to_face',
      happens: { day: 3, at: '10:00' },
      details: {
        why: 'Galih meminta bertemu, dan ditemani ketika bicara dengan Ayah.',
        place: 'Ruang BK, lantai 1, di sebelah perpustakaan',
        who_is_told: 'Ayah, oleh Galih sendiri. Wali kelas hanya tahu jamnya.',
        may_use: 'Surat untuk Ayah boleh dibawa dan dibaca bersama.',
      },
    },
    {
      daysAgo: 4.55,
      by: BUDI,
      answers: `Galih,

Ibu memelukmu setelah membaca kalimatmu sendiri. Wasitnya boleh pulang.

Boleh sekali mengajak Ayah. Saya ada di sana, dan kamu yang menentukan kapan suratnya dibaca. Jam dan tempatnya menyusul.

Pak Budi`,
    },
    { daysAgo: 4.5, by: BUDI, does: tellOfMeeting },
    {
      daysAgo: 0.6,
      writes: `Siap Pak. Ayah bilang bisa, izin setengah hari.

Galih`,
    },
  ],
};
