/** In preparation; our letter is the last one. */
import { BUDI } from '../cast.ts';
import type { Story } from './story.ts';

export const bima: Story = {
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
};
