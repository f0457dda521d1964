/** Another session by letter: the second round has begun, with a day that was agreed, and a worksheet for the last letter. */
import { randomUUID } from 'node:crypto';
import { saveWorksheet } from '../../reading/save-worksheet.ts';
import { shareResonance } from '../../reading/share-resonance.ts';
import { ANI, RATNA } from '../cast.ts';
import { tellOfMeeting } from './meeting-deeds.ts';
import { endingRecords, preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const wulan: Story = {
  slug: 'wulan',
  scenes: [
    {
      daysAgo: 33,
      subject: 'Kakak',
      writes: `Bu Ani,

Saya Wulan. Kakak saya juara terus, sekarang kuliah di kedokteran. Di rumah semua kalimat dimulai dengan "kakakmu dulu".

Saya sudah berhenti ikut lomba gambar karena percuma.

Wulan`,
    },
    { daysAgo: 32.8, claims: ANI },
    {
      daysAgo: 32.5,
      by: ANI,
      asks: ['consent'],
      answers: `Wulan,

"Kakakmu dulu." Dua kata, dan rupanya cukup untuk membuat pensil gambar diletakkan.

Mohon baca yang di bawah ini dengan orang tua. Lalu ceritakan gambar terakhir yang kamu buat sebelum berhenti.

Bu Ani`,
    },
    {
      daysAgo: 30,
      writes: `Bapak setuju, saya setuju.

S1 ya, S2 ya, S3 ya, S4 tidak

Gambar terakhir itu kucing tetangga di atas genteng. Masih saya simpan.

Wulan`,
    },
    {
      daysAgo: 29.7,
      by: ANI,
      records: preparationRecords('personal', 'Dibandingkan dengan kakak; berhenti menggambar.'),
    },
    { daysAgo: 29.6, by: ANI, moves: 'counselling' },
    {
      daysAgo: 29.5,
      by: ANI,
      answers: `Wulan,

Kucing itu masih kamu simpan. Saya menduga: yang berhenti hanya lombanya, bukan keinginan menggambarnya. Betulkah?

Apa yang ingin kamu capai dari surat-surat kita? Beri angka juga, sekarang berapa dari 10.

Bu Ani`,
    },
    {
      daysAgo: 26,
      writes: `Betul Bu, kok Ibu tahu.

Pengin menggambar lagi tanpa mikir kakak. Sekarang 3.

Wulan`,
    },
    { daysAgo: 25.8, by: ANI, wants: 'Menggambar lagi tanpa memikirkan Kakak', rating: 3 },
    {
      daysAgo: 25.6,
      by: ANI,
      asks: ['pulse', 'goals', 'evaluation'],
      answers: `Wulan,

Coba gambar satu hal yang Kakak belum pernah lihat. Tidak untuk lomba, tidak untuk siapa-siapa. Lalu tulis: di menit ke berapa kamu lupa bahwa ada yang bisa menilai?

Bu Ani`,
    },
    {
      daysAgo: 17,
      writes: `Bu, saya gambar tangan Nenek waktu mengupas bawang. Lupanya di menit ke sepuluh kayaknya!

1. 9
2. 9
3. 10
4. 9

T1: 6

A. Aku kangen gambarnya, bukan pialanya
B. Hangat
C. Belum tahu cara bilang ke Bapak

Boleh lanjut satu putaran lagi Bu? Tentang Bapak.

Wulan`,
    },
    { daysAgo: 16.7, by: ANI, records: endingRecords('Menggambar tanpa memikirkan Kakak: 3 menjadi 6.') },
    { daysAgo: 16.6, by: ANI, moves: 'post_counselling' },
    {
      daysAgo: 16.5,
      by: ANI,
      chooses: 'another_session',
      happens: { day: 2, at: '15:00' },
      details: {
        why: 'Wulan meminta satu putaran lagi: bagaimana mengatakannya kepada Bapak.',
        aim: 'Menemukan cara mengatakan kepada Bapak bahwa ia ingin menggambar.',
        homework: 'Menulis tiga kalimat yang ingin didengar dari Bapak.',
      },
    },
    { daysAgo: 16.42, by: ANI, records: [['suitability', 'fits']] },
    { daysAgo: 16.4, by: ANI, moves: 'counselling' },
    {
      daysAgo: 16.35,
      by: ANI,
      answers: `Wulan,

Menit kesepuluh, sambil melihat tangan Nenek. Selama sepuluh menit itu tidak ada kakak siapa-siapa di ruangan.

Boleh sekali satu putaran lagi, tentang Bapak. Sebuah PR kecil untuk sementara: tulis tiga kalimat yang ingin kamu dengar dari Bapak. Tidak untuk dikirim.

Bu Ani`,
    },
    { daysAgo: 16.3, by: ANI, does: tellOfMeeting },
    {
      daysAgo: 0.5,
      writes: `Bu Ani, ini PR saya, maaf mepet.

1. "Gambarmu bagus." (tidak usah pakai tapi)
2. "Bapak juga dulu suka menggambar." (Nenek yang cerita!)
3. Yang ketiga belum ketemu. Setiap mau nulis, tangan saya berhenti.

Sampai jumpa di surat berikutnya.

Wulan`,
    },
    {
      daysAgo: 0.3,
      by: ANI,
      does: (tx, { vault, who, code, lastInbound, now }) =>
        saveWorksheet(
          tx,
          vault,
          who,
          code,
          lastInbound,
          {
            words: {
              theme: 'Diakui tanpa dibandingkan. "Tidak usah pakai tapi."',
              hypothesis: 'Kalimat ketiga mungkin yang paling diinginkan, maka paling takut ditulis. Hanya dugaan.',
              resources: 'Nenek bercerita. Humor. PR dikerjakan meski mepet.',
              unknown: 'Apa yang pernah dikatakan Bapak tentang gambarnya? Saya belum pernah bertanya.',
              plan: 'Berhenti di kalimat ketiga bersama-sama; jangan menebakkan isinya.',
            },
            resonance: 'Saya teringat Bapak saya sendiri, dan ingin cepat-cepat memberi Wulan kalimat itu. Pelan.',
            formId: randomUUID(),
            seen: null,
          },
          now,
        ),
    },
    {
      daysAgo: 0.2,
      by: ANI,
      does: (tx, { vault, who, staff, code, lastInbound, now }) =>
        shareResonance(tx, vault, who, code, lastInbound, staff.get(RATNA)!.id, now),
    },
  ],
};
