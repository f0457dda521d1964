// A second pair of eyes: what it points at, and what it leaves in peace.
import { describe, expect, test } from 'vitest';
import { type Notice, noticesOf, templateShare } from '../../src/core/writing.ts';
import { shippedTemplates } from '../../src/replies/shipped-templates.ts';

const konseliWrote =
  'Bu, sejak pindah sekolah saya duduk sendirian di kelas. Waktu istirahat saya ke perpustakaan supaya tidak kelihatan sendirian. Malamnya saya susah tidur.';
const templates = shippedTemplates.filter(({ language }) => language === 'id').map(({ body }) => body);
const look = (text: string) => noticesOf(text, { templates, konseliWrote });
const kinds = (text: string) => look(text).map(({ kind }) => kind);

const GOOD = `Dewi, terima kasih sudah bercerita. Pergi ke perpustakaan supaya tidak kelihatan sendirian: saya membayangkan istirahat yang panjang sekali. Kamu menulis bahwa malamnya susah tidur. Apa yang paling sering lewat di kepalamu saat itu? Kalau mau, ceritakan satu malam saja, pelan-pelan.`;

test('a letter written for one person is left in peace', () => {
  expect(look(GOOD)).toEqual([]);
});

test('so is a word in passing', () => {
  expect(look('Sabar ya. Kamu harus menunggu sampai Senin.')).toEqual([]);
});

describe('it points at', () => {
  test('a letter that is template, by how much of it', () => {
    const [template] = templates;
    const filled = template!.replace(/\{\{[^}]*\}\}/g, 'Dewi');
    expect(templateShare(filled, templates)).toBeGreaterThan(0.8);
    expect(kinds(filled)).toContain('template');
    expect(templateShare(GOOD, templates)).toBeLessThan(0.1);
  });

  test.each<[Notice['kind'], string]>([
    ['own_words', GOOD.replace(/perpustakaan|sendirian|istirahat|kelihatan|malamnya|susah|tidur|supaya/gi, 'begitu')],
    ['questions', `${GOOD} Kapan mulai? Dengan siapa? Di mana? Kenapa?`],
    ['must', `${GOOD} Kamu harus berani menyapa.`],
    ['must', `${GOOD} Seharusnya kamu bicara dulu.`],
    ['minimising', `${GOOD} Sabar aja, nanti juga hilang.`],
    ['diagnosis', `${GOOD} Sepertinya kamu mengalami depresi.`],
    ['advice_first', `Coba sapa satu orang tiap hari. ${GOOD}`],
    ['must', `${GOOD} You should talk to her.`],
    ['minimising', `${GOOD} Don't worry, cheer up.`],
  ])('%s', (kind, text) => {
    expect(kinds(text)).toEqual([kind]);
  });

  test('the very words, each once', () => {
    expect(look(`${GOOD} Kamu harus tidur. Kamu harus makan. Kamu wajib cerita.`)).toEqual([
      { kind: 'must', words: ['kamu harus', 'kamu wajib'] },
    ]);
  });
});

test.each([
  'Kata "harus" itu kamu pakai tiga kali dalam suratmu.',
  'Sabar itu tidak selalu berarti diam.',
  'Dokter yang memberi tahu soal itu, bukan saya.',
  'Coba yang kamu tulis di kertas itu ternyata berhasil.',
])('it leaves in peace: %s', (sentence) => {
  expect(look(`${GOOD} ${sentence}`)).toEqual([]);
});
