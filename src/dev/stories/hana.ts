/**
 * Somebody in danger: read first, answered the same hour, a protocol with a safety plan in her own words, and a supervisor who
 * read along with a reason.
 */
import { beginReading } from '../../cases/begin-reading.ts';
import type { Protocol } from '../../core/risk/protocol.ts';
import { writeProtocol } from '../../safety/protocols.ts';
import { ANI, RATNA } from '../cast.ts';
import type { Story } from './story.ts';

const assessed: Protocol = {
  dangers: ['wish_to_die'],
  known: { wish: 'yes', plan: 'no', means: 'no', time: 'no' },
  assessment:
    'Hana menjawab dalam satu jam. Ada keinginan untuk tidak ada lagi, tanpa rencana. Kakaknya tahu dan menemani malam ini. Surat setiap hari sampai Jumat.',
  plan: {
    warning_signs: 'Kalau pintu kamar saya kunci dan HP saya balik.',
    what_helps: 'Menyiram tanaman di teras. Lagu yang itu-itu saja.',
    people_and_places: 'Duduk di dapur kalau Kak Rani masak. Musala sekolah.',
    whom_to_ask: 'Kak Rani. Bu Ani lewat surat, sampai jam empat.',
    professionals: 'Puskesmas dekat pasar, bersama Kak Rani, hari Kamis.',
    means: 'Kak Rani yang menyimpan kunci lemari.',
  },
  handedOver: null,
};

export const hana: Story = {
  slug: 'hana',
  scenes: [
    {
      daysAgo: 1.9,
      subject: 'tidak tahu harus ke siapa',
      writes: `Bu, saya Hana.

Sudah lama saya tidak mau hidup lagi. Hari ini lebih berat dari biasanya. Saya tidak bilang siapa-siapa karena semua orang sedang repot.

Saya cuma ingin ada yang tahu.

Hana`,
    },
    { daysAgo: 1.89, claims: ANI },
    { daysAgo: 1.88, by: ANI, records: [['risk_read', 'urgent']] },
    { daysAgo: 1.87, by: ANI, moves: 'counselling' },
    {
      daysAgo: 1.86,
      by: ANI,
      answers: `Hana, surat ini saya baca sekarang, dan saya senang kamu menulis.

Sekarang ada yang tahu. Saya ingin bertanya terus terang, karena jawabanmu penting bagi saya: apakah kamu aman malam ini? Apakah kamu memikirkan caranya? Siapa yang sedang ada di rumah?

Surat kadang terlambat. Kalau sebelum saya membalas rasanya makin berat, jangan sendirian: datangi orang yang ada di rumah, atau hubungi 119. Boleh katakan saja, "aku tidak mau sendirian malam ini."

Saya tunggu suratmu sore ini juga.

Bu Ani`,
    },
    {
      daysAgo: 1.82,
      writes: `Bu, saya aman malam ini. Saya tidak memikirkan caranya. Cuma capek sekali.

Ada Kak Rani. Habis baca surat Ibu saya bilang yang Ibu tulis itu. Dia langsung taruh HP-nya dan duduk di sebelah saya.

Hana`,
    },
    {
      daysAgo: 1.8,
      by: ANI,
      answers: `Hana,

Kamu mengatakannya, dan Kak Rani duduk di sebelahmu. Itu berani sekali.

Mari kita buat rencana untuk saat yang berat, dengan kata-katamu sendiri: apa tandanya bahwa ia datang, apa yang menolong walau sedikit, di mana kamu tidak sendirian, siapa yang bisa kamu datangi. Jawab sebisanya, bersama Kak Rani juga boleh.

Besok pagi saya menulis lagi.

Bu Ani`,
    },
    {
      daysAgo: 1,
      writes: `Bu Ani, ini saya isi sama Kak Rani.

Tandanya kalau pintu saya kunci dan HP saya balik. Yang menolong nyiram tanaman, sama lagu yang itu-itu saja. Kalau Kak Rani masak saya duduk di dapur.

Hari Kamis kami mau ke puskesmas dekat pasar. Kak Rani yang nyimpan kunci lemari.

Tadi malam saya tidur.

Hana`,
    },
    {
      daysAgo: 0.95,
      by: ANI,
      does: (tx, { vault, who, code, now }) =>
        writeProtocol(tx, vault, who, code, { protocol: assessed, seen: 0 }, now),
    },
    {
      daysAgo: 0.9,
      by: RATNA,
      does: (tx, { vault, who, code, now }) =>
        beginReading(
          tx,
          vault,
          who,
          code,
          'Bu Ani meminta saya ikut membaca: apakah rencana keselamatannya cukup.',
          now,
        ),
    },
    {
      daysAgo: 0.85,
      by: ANI,
      answers: `Hana,

Tadi malam kamu tidur. Saya membaca kalimat itu beberapa kali.

Rencanamu saya simpan persis seperti yang kamu dan Kak Rani tulis. Kalau ada yang perlu diubah sesudah dari puskesmas, kita ubah bersama.

Boleh saya bertanya lagi besok pagi, seperti hari ini?

Bu Ani`,
    },
    {
      daysAgo: 0.8,
      by: ANI,
      notes:
        'Sudah dibicarakan dengan Bu Ratna. Menulis setiap pagi sampai Jumat; hari Kamis tanyakan kabar dari puskesmas.',
    },
  ],
};
