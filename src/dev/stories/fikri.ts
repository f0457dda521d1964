/** Fell silent: the letters after a silence went out, days apart, and a person decided in the end. */
import { BUDI } from '../cast.ts';
import { preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const fikri: Story = {
  slug: 'fikri',
  scenes: [
    {
      daysAgo: 61,
      subject: 'mau tanya soal ekskul',
      writes: `Pak,

saya Fikri. Saya masuk basket karena diajak teman, tapi sekarang tiap latihan malah jadi bahan candaan. Kata mereka cuma bercanda. Saya ikut ketawa biar nggak kelihatan.

Kalau saya keluar nanti dibilang baper. Enaknya gimana ya Pak?

Fikri`,
    },
    { daysAgo: 60.8, claims: BUDI },
    {
      daysAgo: 60.5,
      by: BUDI,
      asks: ['consent'],
      answers: `Fikri, terima kasih sudah menulis.

Ikut tertawa biar tidak kelihatan: berarti ada yang sebenarnya terasa, dan selama ini kamu simpan sendiri.

Yang di bawah ini perlu kamu baca bersama orang tua dulu. Sesudah itu, ceritakan satu candaan yang paling menempel.

Pak Budi`,
    },
    {
      daysAgo: 57,
      writes: `Pak, Ayah setuju, saya juga.

S1 ya, S2 ya, S3 ya, S4 tidak

Yang nempel: dipanggil cadangan abadi.

Fikri`,
    },
    { daysAgo: 56.6, by: BUDI, records: preparationRecords('social', 'Jadi bahan candaan di ekskul, ikut tertawa.') },
    { daysAgo: 56.5, by: BUDI, moves: 'counselling' },
    {
      daysAgo: 56.4,
      by: BUDI,
      answers: `Fikri,

"Cadangan abadi", dan kamu ikut tertawa. Seandainya tidak ada yang melihat wajahmu waktu itu, kira-kira apa yang akan kelihatan di sana?

Tidak perlu buru-buru. Tulis kapan saja kamu siap.

Pak Budi`,
    },
    { daysAgo: 56.2, passes: 'time' },
    { daysAgo: 46, passes: 'time' },
    { daysAgo: 41, passes: 'time' },
    { daysAgo: 34, passes: 'time' },
    { daysAgo: 27, passes: 'time' },
    {
      daysAgo: 26,
      by: BUDI,
      notes:
        'Tiga surat pengingat sudah pergi, tidak ada balasan. Wali kelas melihat Fikri tetap ikut latihan dan tampak biasa; tidak ada tanda bahaya di surat-suratnya. Kasus ditutup, pintunya tetap terbuka.',
    },
    { daysAgo: 25.9, by: BUDI, closes: 'silent' },
  ],
};
