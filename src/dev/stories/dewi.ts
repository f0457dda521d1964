/** In counselling, and it is our turn. */
import { ANI } from '../cast.ts';
import { preparationRecords } from './preparation-records.ts';
import type { Story } from './story.ts';

export const dewi: Story = {
  slug: 'dewi',
  scenes: [
    {
      daysAgo: 8,
      subject: 'Susah tidur sejak pindah sekolah',
      writes: `Assalamualaikum,

Nama saya Dewi. Sejak pindah ke sini bulan Juli saya susah tidur. Di kelas saya duduk sendiri. Waktu istirahat saya ke perpustakaan supaya tidak kelihatan sendirian.

Teman lama saya sudah jarang balas pesan. Mungkin saya yang membosankan. Saya tidak mau merepotkan Ibu saya, beliau juga baru mulai kerja lagi.

Saya baik-baik saja sih sebenarnya, cuma pengin cerita.

Dewi`,
    },
    { daysAgo: 7.8, claims: ANI },
    {
      daysAgo: 7.6,
      by: ANI,
      answers: `Waalaikumsalam, Dewi.

Terima kasih sudah bercerita. Pergi ke perpustakaan supaya tidak kelihatan sendirian: saya membayangkan istirahat yang panjang sekali.

Kamu menulis "saya baik-baik saja sih sebenarnya". Boleh saya bertanya pelan-pelan: bagian mana yang baik-baik saja, dan bagian mana yang tidak?

Sebelum kita berkirim surat lebih jauh, ada yang perlu kamu tahu tentang siapa yang membaca dan kapan saya harus bercerita kepada orang lain; itu ada di surat pertama dari layanan ini. Kalau kamu dan Ibu setuju, balas saja dengan kata setuju.

Bu Ani`,
    },
    {
      daysAgo: 6,
      writes: `Bu Ani,

Saya setuju, Ibu saya juga sudah membaca surat dari layanan dan setuju.

Yang baik-baik saja: nilai saya. Yang tidak: malam. Kalau lampu sudah mati saya memikirkan apa yang saya katakan hari itu dan rasanya semua salah. Tidur jam dua, bangun jam lima.

Dewi`,
    },
    {
      daysAgo: 5.6,
      by: ANI,
      records: preparationRecords('social', 'Pindah sekolah, sendirian, malam terasa panjang.'),
    },
    { daysAgo: 5.5, by: ANI, moves: 'counselling' },
    {
      daysAgo: 5.4,
      by: ANI,
      answers: `Dewi,

Siang hari kamu menjaga supaya tidak kelihatan sendirian, lalu malamnya semua kalimat diperiksa ulang. Pasti melelahkan.

Saya ingin memastikan saya memahami: yang berat bukan hanya sepi, tetapi perasaan bahwa sepi itu salahmu. Betulkah begitu? Kalau kurang tepat, tolong betulkan.

Kalau malam nanti kalimat-kalimat itu datang, coba tulis satu saja di kertas, lalu tulis di sebelahnya apa yang akan kamu katakan kepada teman yang mengucapkan kalimat itu. Ceritakan hasilnya bila mau.

Bu Ani`,
    },
    {
      daysAgo: 0.4,
      writes: `Bu,

Iya, betul, rasanya salah saya. Saya coba yang ditulis di kertas itu. Kalimatnya: "Aku tadi jawabnya kepanjangan." Untuk teman saya tulis: "Ya ampun, nggak ada yang ingat."

Saya ketawa sendiri jam satu malam. Tapi habis itu tetap tidak bisa tidur, hehe. Hari Senin saya diajak makan bareng dua orang dari kelas sebelah, saya bilang ada tugas. Padahal tidak ada.

Dewi`,
    },
    {
      daysAgo: 0.2,
      by: ANI,
      notes:
        'Ada undangan makan yang ditolak: pintu masuk yang bagus. Tanyakan apa yang ia takutkan akan terjadi, jangan langsung menyarankan ikut. Perhatikan "hehe" sesudah bercerita tentang tidak tidur.',
    },
  ],
};
