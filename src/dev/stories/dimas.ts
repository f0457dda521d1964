/** A gate opened by two persons: one asked with a reason, another agreed. */
import { agreeOverride } from '../../cases/agree-override.ts';
import { askOverride } from '../../cases/ask-override.ts';
import { BUDI, RATNA } from '../cast.ts';
import type { Story } from './story.ts';

export const dimas: Story = {
  slug: 'dimas',
  scenes: [
    {
      daysAgo: 12,
      subject: 'Kerja atau kuliah',
      writes: `Selamat siang Pak,

Saya Dimas, kelas XII TKR, umur 18. Bengkel paman menawari saya kerja tetap mulai Januari. Ibu ingin saya kuliah dulu. Saya sendiri suka dua-duanya, itu masalahnya.

Saya setuju kalau surat saya dibaca Bapak saja.

Dimas`,
    },
    { daysAgo: 11.8, claims: BUDI },
    {
      daysAgo: 11.5,
      by: BUDI,
      answers: `Dimas, terima kasih sudah menulis.

Suka dua-duanya: tidak banyak orang punya masalah seperti itu, dan tetap saja ia membuat sulit tidur.

Yang membaca suratmu hanya saya. Bila ada bahaya bagi kamu atau orang lain, saya harus bercerita kepada orang yang bisa menolong, dan kamu akan tahu lebih dulu.

Ceritakan: satu hari di bengkel, dan satu hari kuliah seperti yang kamu bayangkan.

Pak Budi`,
    },
    {
      daysAgo: 9,
      writes: `Pak,

Di bengkel: tangan hitam, badan capek, tapi motor orang hidup lagi dan dia senyum. Di kuliah: saya bayangkan duduk, mencatat, tapi bisa bikin alat sendiri nanti.

Tentang setuju tadi: sudah saya tandatangani di kertas waktu ketemu Bapak di ruang BK hari Selasa ya.

Dimas`,
    },
    {
      daysAgo: 8.6,
      by: BUDI,
      records: [
        ['risk_read', 'none'],
        ['safe_contact', 'safe'],
        ['age_band', 'adult'],
        ['consent', 'given', true],
        ['suitability', 'fits'],
        ['competence', 'fits'],
        ['concern', 'career', false, 'Kerja di bengkel atau kuliah; menyukai keduanya.'],
      ],
    },
    {
      daysAgo: 8.5,
      by: BUDI,
      does: (tx, { vault, who, code, now }) =>
        askOverride(
          tx,
          vault,
          who,
          code,
          {
            to: 'counselling',
            reason:
              'Batas kerahasiaan dan kontak darurat sudah dibahas dan ditandatangani di ruang BK; kertasnya disimpan.',
          },
          now,
        ),
    },
    { daysAgo: 8.2, by: RATNA, does: (tx, { who, code, now }) => agreeOverride(tx, who, code, now) },
    { daysAgo: 8.1, by: BUDI, moves: 'counselling' },
    {
      daysAgo: 8,
      by: BUDI,
      asks: ['pulse'],
      answers: `Dimas,

Saya melihat satu hal yang sama di dua cerita itu: kamu senang membuat sesuatu hidup. Di bengkel motornya hidup lagi; di kuliah alatnya lahir. Apakah itu dekat dengan yang kamu maksud?

Kalau ya, mungkin pertanyaannya bukan bengkel atau kuliah, melainkan di mana kamu mulai.

Pak Budi`,
    },
    {
      daysAgo: 0.7,
      writes: `Dekat banget Pak, saya sampai screenshot.

1. 9
2. 8
3. 9
4. 10

Paman bilang boleh paruh waktu. Saya belum bilang ke Ibu.

Dimas`,
    },
  ],
};
