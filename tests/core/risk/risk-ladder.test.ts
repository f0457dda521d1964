// How well the rules find danger, on invented letters (letters.tsv) that were looked at while the rules were written: how well
// they do on others can only be told from letters that nobody has seen.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idioms } from '../../../src/core/risk/idioms.ts';
import { usualSpelling } from '../../../src/core/risk/lexicon.ts';
import { plainWords } from '../../../src/core/risk/plain-words.ts';
import { type RiskLane, readRisk, readRiskOfLetter } from '../../../src/core/risk/risk-ladder.ts';

interface LabelledLetter {
  lane: RiskLane;
  group: string;
  text: string;
}

const linesOf = (file: string) =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n');

const letters: LabelledLetter[] = linesOf('letters.tsv').map((line) => {
  const [lane, group, text] = line.split('\t') as [RiskLane, string, string];
  return { lane, group, text: text.replaceAll('\\n', '\n') };
});

/** The share of the letters of one lane that are found in one of these. */
function share(lane: RiskLane, found: readonly RiskLane[]): number {
  const some = letters.filter((letter) => letter.lane === lane);
  return some.filter(({ text }) => found.includes(readRisk(text).lane)).length / some.length;
}

/** Where the rules stand, so that no change makes them worse. Half of the red letters here only hint at what they mean. */
describe('of the letters that were looked at', () => {
  test('red ones are found red', () => expect(share('red', ['red'])).toBeGreaterThanOrEqual(0.95));
  test('red ones are at least amber', () => expect(share('red', ['red', 'amber'])).toBeGreaterThanOrEqual(0.96));
  test('amber ones are found', () => expect(share('amber', ['red', 'amber'])).toBeGreaterThanOrEqual(0.97));
  test('amber ones are not called red', () => expect(share('amber', ['red'])).toBeLessThanOrEqual(0.02));
  test('harmless ones are left alone', () => expect(share('none', ['red', 'amber'])).toBeLessThanOrEqual(0.02));
});

test.each(linesOf('ordinary-sentences.txt'))('an ordinary day: %s', (sentence) => {
  expect(readRisk(sentence)).toEqual({ lane: 'none', spans: [] });
});

describe('what a letter says is read as it is meant', () => {
  test.each<[string, RiskLane]>([
    // a wish
    ['I want to die.', 'amber'],
    ['aku nggak mau hidup lagi', 'amber'],
    ['ga pengen bangun lagi', 'amber'],
    ['Temanku bilang dia pengen mati.', 'amber'],
    // denied, told as a story, meant otherwise
    ['aku nggak pernah kepikiran buat bunuh diri kok bu', 'none'],
    ['nggak ada pikiran buat mati kok', 'none'],
    ['I would never kill myself', 'none'],
    ['Di film itu tokohnya bunuh diri karena ditinggal pacarnya.', 'none'],
    ['Mati lampu dari tadi, HP juga mati.', 'none'],
    ['Aku pengen mati. Tapi jangan khawatir aku nggak akan bunuh diri.', 'amber'],
    // written so that a filter does not see it
    ['gw pgn b*nuh d1ri', 'amber'],
    ['aku mau m a t i aja', 'amber'],
    ['a k u m a u m a t i', 'amber'],
    ['pengen b.u.n.u.h d.i.r.i', 'amber'],
    ['capeeeek hiduuup', 'amber'],
    // plan, means and time beside a wish, and without one
    ['gw pgn b*nuh d1ri malem ini', 'red'],
    ['Aku capek hidup. Obatnya sudah kukumpulkan di laci.', 'red'],
    ['Aku pengen mati. Semua teman pergi. Talinya sudah ada di kamar.', 'red'],
    ['Malam ini aku masak. Pisaunya sudah ada di laci.', 'none'],
    ['Rencananya besok aku ke rooftop kampus buat foto.', 'none'],
    // signs and letters for letters
    ['mau bvnuh d!ri', 'amber'],
    ['su!c!dal thoughts', 'amber'],
    ['pengen m@t!', 'amber'],
    ['pgn bu\u200Bnuh diri', 'amber'],
    ['Akhirnya sampai!Aku senang.', 'none'],
    // a plan, and the lack of one
    ['Aku pengen mati. Caranya udah tau, tempatnya juga.', 'red'],
    ['Aku sering ingin mati walaupun tidak punya rencana.', 'amber'],
    ['I want to die. I do not know how to say it.', 'amber'],
    // a place without a way back
    ["I'm standing on the bridge and I'm not coming back.", 'red'],
    ['Kami nyebrang jembatan tiap hari.', 'none'],
    // affairs put in order
    ['Hutangku lunas, barangku sudah kubagi, surat untuk ibu di meja. Aku tenang sekarang.', 'red'],
    ['Setelah wisuda aku mau mati. Gitar udah kukasih adik.', 'red'],
    ['Setelah wisuda aku pindah. Gitar udah kukasih adik.', 'none'],
    // one word hides no more than it may
    ['Obat demam dari dokter kuminum sesuai resep.', 'none'],
    ['Kata dokter minum satu tapi aku minum obatnya sekaligus semua.', 'red'],
    ['Skripsi bikin aku pengen mati.', 'amber'],
    ['Skripsi saya tentang bunuh diri pada remaja.', 'none'],
    ['Ten years ago I used to self-harm. I have been well ever since.', 'none'],
    ['Mama nanya aku mau bunuh diri apa gimana. Ya enggak lah.', 'none'],
    // somebody else's hand
    ['Ayah sering menampar aku.', 'amber'],
    ['Ayah tidak pernah memukul aku.', 'none'],
    ['Ayah bawa golok ke sawah.', 'none'],
    ['Tolong, ayah ngamuk bawa golok di depan kamar.', 'red'],
  ])('%s: %s', (text, lane) => {
    expect(readRisk(text).lane).toBe(lane);
  });
});

describe('spans', () => {
  test('are places in the text, also behind pictures and accents', () => {
    const newText = 'Bu 🙂 maaf. Akú pengen mati aja.';
    const { lane, spans } = readRiskOfLetter({ subject: 'capek hidup', newText });
    expect(lane).toBe('amber');
    expect(spans.map(({ start, end, rule }) => [newText.slice(start, end), rule])).toContainEqual([
      'pengen mati aja',
      'wish.die',
    ]);
  });

  test('of a word with signs inside cover all of it', () => {
    const text = 'mau bun.uh d1ri';
    expect(readRisk(text).spans).toContainEqual({ start: 0, end: text.length, rule: 'wish.die' });
  });

  test('show words of time only where they made a wish urgent', () => {
    const rules = (text: string) => readRisk(text).spans.map(({ rule }) => rule);
    expect(rules('Besok ujian. Aku pengen mati.')).not.toContain('time.soon');
    expect(rules('Besok aku mau mati.')).toContain('time.soon');
  });
});

test('a subject counts, and has no place in the text', () => {
  expect(readRiskOfLetter({ subject: 'pengen mati', newText: 'Tolong.' })).toEqual({ lane: 'amber', spans: [] });
});

test('whatever somebody writes, there is an answer with spans inside of it', () => {
  const scraps = fc.constantFrom(
    'pengen',
    'mati',
    'b*nuh',
    'd1ri',
    'malam ini',
    'aku',
    'kasih',
    'gitar',
    '.',
    '"',
    '\n',
    '💊',
    'm a t i',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(scraps, { maxLength: 40 }).map((some) => some.join(' ')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const { lane, spans } = readRisk(written);
      expect(spans.length > 0).toBe(lane !== 'none');
      for (const { start, end } of spans) expect(0 <= start && start < end && end <= written.length).toBe(true);
      for (const { start, end } of plainWords(written)) expect(start < end && end <= written.length).toBe(true);
    }),
  );
});

/** The first choice of every step, which is one way to say the idiom; a list in it is a place or a thing. */
const sampleOf = (idiom: string) =>
  idiom
    .replaceAll(/\|\s+/g, '|')
    .split(/\s+/)
    .filter((step) => !['', '~', '~~', '-'].includes(step))
    .map((step) =>
      step
        .replace('?', '')
        .split('|')[0]!
        .replaceAll('_', ' ')
        .replace(/\{.*\}/, 'kampus'),
    )
    .join(' ');

test.each(idioms.map(sampleOf))('an idiom hides no plain wish beside it: %s', (saying) => {
  expect(readRisk(`aku pengen bunuh diri, ${saying}`).lane).not.toBe('none');
  expect(readRisk(`${saying}, dan aku pengen bunuh diri`).lane).not.toBe('none');
});

/** "hidupku" is read as "hidup aku" only as long as no list has it as a word of its own: these few mean another thing. */
test('no word of a list hides another by its ending', () => {
  const folder = join(import.meta.dirname, '../../../src/core/risk');
  const written = readdirSync(folder).flatMap(
    (file) => readFileSync(join(folder, file), 'utf8').match(/[a-z]{5,}/g) ?? [],
  );
  const isItself = (word: string) => usualSpelling(word)?.join(' ') === word;
  const hiding = new Set(
    written.filter(
      (word) => /(nya|ku|mu)$/.test(word) && isItself(word) && usualSpelling(word.replace(/(nya|ku|mu)$/, '')),
    ),
  );
  expect([...hiding].sort()).toEqual([
    'akhirnya',
    'banyaknya',
    'harusnya',
    'kalinya',
    'katanya',
    'lamanya',
    'mengakhirinya',
    'rasanya',
    'selamanya',
    'semuanya',
  ]);
});
