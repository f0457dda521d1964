/** A rupture and its repair: the numbers fell, the counsellor looked, and said sorry. */
import { BUDI } from '../cast.ts';
import { preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const laras: Story = {
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
};
