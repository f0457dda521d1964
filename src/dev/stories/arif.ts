/** A referral that the konseli agreed to in a letter; until the psychologist accepts, the care stays here. */
import { BUDI } from '../cast.ts';
import { endingRecords, preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const arif: Story = {
  slug: 'arif',
  scenes: [
    {
      daysAgo: 29,
      subject: 'Makan',
      writes: `Pak, saya Arif.

Sejak ikut seleksi atlet saya jadi sering menghitung makanan. Dulu cuma menghitung, sekarang kalau lebih sedikit saja saya tidak bisa tenang sampai malam.

Pelatih bilang saya disiplin. Saya tidak merasa begitu.

Arif`,
    },
    { daysAgo: 28.8, claims: BUDI },
    {
      daysAgo: 28.5,
      by: BUDI,
      asks: ['consent'],
      answers: `Arif,

Orang lain menyebutnya disiplin, dan kamu sendiri merasakan sesuatu yang lain. Terima kasih sudah menuliskannya.

Mohon baca yang di bawah ini bersama orang tua. Lalu ceritakan: kapan terakhir kamu makan dengan tenang?

Pak Budi`,
    },
    {
      daysAgo: 26,
      writes: `Ayah setuju Pak, saya juga.

S1 ya, S2 ya, S3 ya, S4 ya

Terakhir tenang waktu lebaran, di rumah Mbah. Mbah nggak nanya apa-apa, cuma nambahin nasi.

Arif`,
    },
    {
      daysAgo: 25.7,
      by: BUDI,
      records: preparationRecords('personal', 'Tidak tenang seputar makan sejak seleksi atlet.'),
    },
    { daysAgo: 25.6, by: BUDI, moves: 'counselling' },
    {
      daysAgo: 25.5,
      by: BUDI,
      answers: `Arif,

Di rumah Mbah tidak ada yang menghitung, dan kamu tenang. Boleh saya bertanya apa yang kamu harapkan dari surat-surat kita, dan sekarang sudah di angka berapa?

Pak Budi`,
    },
    {
      daysAgo: 22,
      writes: `Pengin makan seperti di rumah Mbah. Sekarang 2, Pak.

Arif`,
    },
    { daysAgo: 21.8, by: BUDI, wants: 'Makan dengan tenang, seperti di rumah Mbah', rating: 2 },
    {
      daysAgo: 21.6,
      by: BUDI,
      asks: ['goals', 'evaluation'],
      answers: `Arif,

Saya ingin jujur kepadamu. Yang kamu ceritakan penting, dan ada orang yang jauh lebih mengerti tentang makan dan ketenangan daripada saya. Saya ingin kamu ditemani orang itu, tanpa kamu merasa dilepas.

Di Puskesmas Melati ada Bu Sinta, psikolog. Kalau kamu dan Ayah setuju, saya menulis surat pengantar; isinya kamu baca dulu. Sampai kamu bertemu beliau, surat-surat kita tetap jalan.

Pak Budi`,
    },
    {
      daysAgo: 9,
      writes: `Pak, saya dan Ayah setuju suratnya dikirim ke Bu Sinta. Boleh ditulis juga soal Mbah.

T1: 4

A. Ini bukan soal kurang disiplin
B. Takut tapi lega
C. Datang ke puskesmas sama Ayah

Arif`,
    },
    { daysAgo: 8.8, by: BUDI, records: endingRecords('Makan dengan tenang: 2 menjadi 4.') },
    { daysAgo: 8.7, by: BUDI, moves: 'post_counselling' },
    {
      daysAgo: 8.6,
      by: BUDI,
      chooses: 'referred',
      details: {
        why: 'Arif memerlukan pendamping yang lebih ahli; ia dan Ayah setuju.',
        receiver: 'Bu Sinta, psikolog, Puskesmas Melati',
        shared: 'Apa yang ia rasakan seputar makan, harapannya, dan cerita tentang Mbah. Tidak lebih.',
        bridge: 'Surat-surat tetap berjalan sampai pertemuan pertama.',
      },
    },
    {
      daysAgo: 8.5,
      by: BUDI,
      answers: `Arif,

Suratnya sudah saya kirim kepada Bu Sinta, persis seperti yang kamu baca, dengan cerita tentang Mbah. Begitu beliau menjawab, kamu saya kabari.

Sampai saat itu saya tetap di sini.

Pak Budi`,
    },
  ],
};
