/** Silent for a while: one letter has asked after her, the next is due in some days unless she writes. */
import { ANI } from '../cast.ts';
import { preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const nadia: Story = {
  slug: 'nadia',
  scenes: [
    {
      daysAgo: 24,
      subject: 'Jualan dan sekolah',
      writes: `Selamat malam Bu,

Saya Nadia, XI IPS 1. Sejak warung Ibu sepi, saya bantu jualan risol sebelum masuk. Bangun jam tiga. Di kelas saya sering ketiduran, dan kemarin dimarahi di depan semua orang.

Saya tidak malu jualan. Yang bikin sakit itu dibilang malas.

Nadia`,
    },
    { daysAgo: 23.8, claims: ANI },
    {
      daysAgo: 23.5,
      by: ANI,
      asks: ['consent'],
      answers: `Nadia,

Bangun jam tiga untuk Ibu, lalu dibilang malas. Tidak heran kalau itu yang paling sakit.

Sebelum kita lanjut, tolong baca bagian di bawah ini bersama Ibu. Lalu, kalau boleh tahu: adakah satu guru yang menurutmu akan mengerti kalau ia tahu jam berapa kamu bangun?

Bu Ani`,
    },
    {
      daysAgo: 21,
      writes: `Bu, Ibu saya setuju (sampai nangis baca surat Ibu).

S1 ya, S2 ya, S3 ya, S4 ya

Mungkin Bu Tuti, guru ekonomi. Tapi saya belum berani.

Nadia`,
    },
    {
      daysAgo: 20.8,
      by: ANI,
      records: preparationRecords('personal', 'Membantu jualan sejak dini hari; dibilang malas.'),
    },
    { daysAgo: 20.7, by: ANI, moves: 'counselling' },
    {
      daysAgo: 20.6,
      by: ANI,
      answers: `Nadia,

Belum berani itu tidak apa-apa. Mari kita siapkan kalimatnya dulu, tanpa harus diucapkan: kalau Bu Tuti bertanya "kenapa mengantuk?", satu kalimat jujur apa yang paling ringan untukmu?

Tulis saja di surat berikutnya. Salam untuk Ibu.

Bu Ani`,
    },
    { daysAgo: 20.4, passes: 'time' },
    { daysAgo: 10, passes: 'time' },
  ],
};
