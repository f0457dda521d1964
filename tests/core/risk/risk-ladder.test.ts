// How well the rules find danger, on invented letters that people wrote without knowing the rules. While the rules were written,
// only letters.tsv was looked at; letters-unseen.tsv is the random third that was put aside before.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainWords } from '../../../src/core/risk/plain-words.ts';
import { type RiskLane, readRisk, readRiskOfLetter } from '../../../src/core/risk/risk-ladder.ts';

interface LabelledLetter {
  lane: RiskLane;
  group: string;
  text: string;
}

function readLetters(file: string): LabelledLetter[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [lane, group, text] = line.split('\t') as [RiskLane, string, string];
    return { lane, group, text: text.replaceAll('\\n', '\n') };
  });
}

const seen = readLetters('letters.tsv');
const unseen = readLetters('letters-unseen.tsv');

/** Shares of letters: red ones found red, red and amber ones found at all, harmless ones that were flagged. */
function measure(letters: readonly LabelledLetter[]) {
  const share = (lanes: RiskLane[], found: RiskLane[]) => {
    const some = letters.filter(({ lane }) => lanes.includes(lane));
    return some.filter(({ text }) => found.includes(readRisk(text).lane)).length / some.length;
  };
  return {
    red: share(['red'], ['red']),
    amber: share(['red', 'amber'], ['amber', 'red']),
    falseAmber: share(['none'], ['amber', 'red']),
  };
}

test('a third of the letters was put aside', () => {
  expect(unseen.length / (seen.length + unseen.length)).toBeGreaterThan(0.3);
  expect(new Set([...seen, ...unseen].map(({ text }) => text)).size).toBe(seen.length + unseen.length);
});

/**
 * Where the rules stand, so that no change makes them worse: they follow plain words, and most of these letters only hint. Before
 * a page may show what they find, they have to reach 0.95 of the red ones, 0.90 of the amber ones and 0.15 false ones, unseen.
 */
const reached = [
  { name: 'the letters that were looked at', letters: seen, red: 0.7, amber: 0.95, falseAmber: 0.1 },
  { name: 'the unseen third', letters: unseen, red: 0.13, amber: 0.26, falseAmber: 0.1 },
];

describe.each(reached)('of $name', ({ letters, red, amber, falseAmber }) => {
  const measured = measure(letters);
  test('red ones are found red', () => expect(measured.red).toBeGreaterThanOrEqual(red));
  test('dangerous ones are found', () => expect(measured.amber).toBeGreaterThanOrEqual(amber));
  test('harmless ones are left alone', () => expect(measured.falseAmber).toBeLessThanOrEqual(falseAmber));
});

describe('what a letter says is read as it is meant', () => {
  test.each<[string, RiskLane]>([
    ['aku nggak pernah kepikiran buat bunuh diri kok bu', 'none'],
    ['Di film itu tokohnya bunuh diri karena ditinggal pacarnya.', 'none'],
    ['Mati lampu dari tadi, HP juga mati.', 'none'],
    ['Temanku bilang dia pengen mati.', 'amber'],
    ['gw pgn b*nuh d1ri', 'amber'],
    ['aku mau m a t i aja', 'amber'],
    ['capeeeek hiduuup', 'amber'],
    ['I want to die.', 'amber'],
    ['gw pgn b*nuh d1ri malem ini', 'red'],
    ['Aku capek hidup. Obatnya sudah kukumpulkan di laci.', 'red'],
    ['Besok ujian, doakan ya Bu.', 'none'],
  ])('%s: %s', (text, lane) => {
    expect(readRisk(text).lane).toBe(lane);
  });
});

test('spans are places in the text, also behind pictures and accents', () => {
  const newText = 'Bu 🙂 maaf. Akú pengen mati aja.';
  const { lane, spans } = readRiskOfLetter({ subject: 'capek hidup', newText });
  expect(lane).toBe('amber');
  expect(spans.map(({ start, end, rule }) => [newText.slice(start, end), rule])).toEqual([
    ['pengen mati', 'desire.die'],
  ]);
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
