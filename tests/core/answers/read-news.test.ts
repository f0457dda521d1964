// What answers to the letters after the ending ask for besides: nothing, to be left alone, or help.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questionBlock } from '../../../src/core/answers/questions.ts';
import { readNews } from '../../../src/core/answers/read-news.ts';

const lead = 'Pada Sel, 3 Nov 2026 pukul 19.20 Konseling <konseling@sekolah.example> menulis:';
const quoted = (text: string) =>
  `${text}\n\n${lead}\n\n${`Bila ingin mulai lagi, tulis saja: mau mulai lagi.\nBila tidak, tulis: berhenti.\n\n${questionBlock('evaluation', 'id')}`.replace(/^/gm, '> ')}`;

test.each([
  'berhenti',
  'Berhenti.',
  'BERHENTI',
  'stop',
  'Maaf Bu, tidak usah lagi ya',
  'gak usah',
  'Jangan kirim lagi ya Bu.',
  'tidak',
  'Please do not write again.',
  'No more letters please',
  'Halo Bu,\nberhenti saja ya',
])('to be left alone: %s', (text) => {
  expect(readNews(quoted(text))).toEqual({ stop: true, again: false });
});

test.each([
  'Bu, aku mau konseling lagi.',
  'Boleh aku cerita lagi? Ada yang berubah.',
  'mau mulai lagi',
  'Aku butuh bantuan Ibu.',
  'A. banyak\nB. sedih\nC. aku ingin curhat lagi sebenarnya',
  'Susah tidurnya kambuh lagi sejak minggu lalu.',
  'Could we talk again?',
  'I need help with this.',
  'Tolong saya, Bu.',
  'Tidak\nTapi sebenarnya aku mau cerita lagi.',
])('to be helped: %s', (text) => {
  expect(readNews(quoted(text))).toEqual({ stop: false, again: true });
});

test.each([
  'A. Ternyata aku bisa bilang tidak.\nB. Lega.\nC. Tetap jalan pagi.',
  'Kabarku baik, Bu. Terima kasih sudah bertanya.',
  'Aku sudah berhenti marah-marah ke adik.',
  'Sekarang aku tidak takut presentasi.',
  'T1 8, T2 7',
  'I stopped worrying about it. Thank you!',
  'Semua baik. Aku menulis buku harian tiap malam.',
  '',
])('nothing but news: %s', (text) => {
  expect(readNews(quoted(text))).toEqual({ stop: false, again: false });
});

test('never both, whatever is written', () => {
  const words = fc.constantFrom(
    'berhenti',
    'tidak',
    'mau ',
    'cerita lagi',
    'tolong saya',
    '\n',
    '> ',
    'stop',
    ' ',
    'ya',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: words }, fc.string()), { maxLength: 30 }), (parts) => {
      const wish = readNews(parts.join(''));
      expect(wish.stop && wish.again).toBe(false);
    }),
  );
});
