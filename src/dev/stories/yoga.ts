/** In preparation, with an answer half written. */
import { BUDI } from '../cast.ts';
import type { Story } from './story.ts';

export const yoga: Story = {
  slug: 'yoga',
  scenes: [
    {
      daysAgo: 1.2,
      subject: 'Bertengkar dengan sahabat',
      writes: `Selamat malam,

Saya bertengkar dengan sahabat saya gara-gara grup kelas. Dia menyebarkan tangkapan layar obrolan kami berdua. Sekarang satu kelas menertawakan saya, dan saya malas masuk sekolah. Hari ini saya bilang sakit.

Saya tidak tahu apakah harus memaafkan atau tidak. Tolong jangan sampaikan ke wali kelas dulu.

Yoga`,
    },
    { daysAgo: 1, claims: BUDI },
    { daysAgo: 0.9, by: BUDI, records: [['risk_read', 'none']] },
    {
      daysAgo: 0.8,
      by: BUDI,
      notes: 'Minta agar wali kelas tidak diberi tahu dulu. Hormati, dan tanyakan apa yang ia khawatirkan bila tahu.',
    },
    {
      daysAgo: 0.7,
      by: BUDI,
      drafts: `Yoga, terima kasih sudah menulis malam-malam.

Obrolan berdua yang tiba-tiba dibaca satu kelas: saya bisa membayangkan kenapa masuk sekolah terasa berat. Saya tidak akan menyampaikan ini kepada wali kelas.

`,
    },
  ],
};
