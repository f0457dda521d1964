// An instrument as it stands in a letter, and what is read and counted from the reply.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionBlock, withoutQuestions } from '../../../src/core/answers/questions.ts';
import { instrumentBlock } from '../../../src/core/instruments/instrument-block.ts';
import { readItems } from '../../../src/core/instruments/read-items.ts';
import { dangerIn, scoreItems } from '../../../src/core/instruments/score-items.ts';
import { sleep } from './sleep.ts';

const block = instrumentBlock(sleep, 'id');
const quoted = (text: string) => `Pada Rab, 4 Mar 2026 pukul 10.00 Konseling menulis:\n\n${text.replace(/^/gm, '> ')}`;
const filled = (...answers: (number | string)[]) => {
  let at = 0;
  return block.replace(/: $/gm, () => `: ${answers[at++] ?? ''}`);
};

test('stands in a letter with its scale, its items and its holder', () => {
  expect(block.split('\n')).toEqual([
    'Tidurmu dua minggu ini',
    'Pikirkan dua minggu terakhir.',
    'Tulis angka 0 sampai 3 di belakang tanda titik dua. Boleh dilewati.',
    '(0 = tidak pernah, 3 = hampir setiap hari)',
    'P1. Aku tidur cukup: ',
    'P2. Aku terbangun malam-malam: ',
    'P3. Aku takut memejamkan mata: ',
    '© Lembaga Contoh',
  ]);
});

describe('is read from', () => {
  test.each([
    ['the quoted items', `Ini, Bu.\n\n${quoted(filled(0, 2, 3))}`, { 1: 0, 2: 2, 3: 3 }],
    ['items typed anew', 'P1. Aku tidur cukup: 1\nP2 terbangun: 2\nP3: 0', { 1: 1, 2: 2, 3: 0 }],
    ['labels in a line', 'p1 2, p2 1, p3 0 ya Bu', { 1: 2, 2: 1, 3: 0 }],
    ['words', 'P1: dua\nP2: nol', { 1: 2, 2: 0 }],
    ['a row', 'Jawabanku:\n2 1 0', { 1: 2, 2: 1, 3: 0 }],
    ['a part of them', quoted(filled('', 3)), { 2: 3 }],
    ['English items', quoted(instrumentBlock(sleep, 'en').replace('enough: ', 'enough: 2')), { 1: 2 }],
  ])('%s', (_, text, given) => {
    expect(readItems(text, sleep)).toEqual(given);
  });
});

describe('is not read from', () => {
  test.each([
    ['a number off the scale', quoted(filled(9, 7))],
    ['a half', 'P1: 2,5'],
    ['the questions alone', quoted(filled())],
    ['an item that is not there', 'P7: 2'],
    ['an ordinary letter', 'Bu, aku tidur jam 2, bangun jam 5. Kelas 11 IPA 3. Sudah 3 hari begini.'],
    ['a first-aid kit', 'Aku ambil P3K 2 kotak di UKS.'],
  ])('%s', (_, text) => {
    expect(readItems(text, sleep)).toBeNull();
  });
});

test('whatever was typed behind the items comes back as it was typed', () => {
  const answer = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(fc.tuple(answer, answer, answer), (answers) => {
      expect(readItems(quoted(filled(...answers)), sleep)).toEqual({ 1: answers[0], 2: answers[1], 3: answers[2] });
    }),
  );
});

test('a reversed item counts the other way, and what is not whole is no score', () => {
  expect(scoreItems(sleep, { 1: 3, 2: 1, 3: 1 })).toEqual([2]);
  expect(scoreItems(sleep, { 1: 3, 2: 1 })).toEqual([null]);
  const mean = { ...sleep, scores: [{ ...sleep.scores[0]!, how: 'mean' as const }] };
  expect(scoreItems(mean, { 1: 3, 2: 1, 3: 1 })).toEqual([0.67]);
});

test('an answer calls a person from the number on that its rule names', () => {
  expect([0, 1, 2, 3].map((value) => dangerIn(sleep, { 3: value }))).toEqual(['none', 'none', 'none', 'amber']);
  expect(dangerIn(sleep, {})).toBe('none');
  const red = { ...sleep, danger: [...sleep.danger, { item: 1, atLeast: 1, lane: 'red' as const }] };
  expect(dangerIn(red, { 1: 1, 3: 3 })).toBe('red');
});

test('a letter that is taken up again is freed of it', () => {
  const text = `Halo Sari.\n\n${questionBlock('pulse', 'id')}\n\n${block}`;
  expect(withoutQuestions(text)).toBe('Halo Sari.');
});
