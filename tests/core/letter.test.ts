import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip, preview } from '../../src/core/letter.ts';

const segmenter = new Intl.Segmenter('id', { granularity: 'grapheme' });
const characters = (text: string) => [...segmenter.segment(text)].map((s) => s.segment);
const anyText = fc.string({ unit: 'grapheme', maxLength: 400 });

describe('clip', () => {
  test('leaves at most so many characters, and all of a short text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 200 }), (text, most) => {
        const clipped = clip(text, most);
        expect(characters(clipped).length).toBeLessThanOrEqual(most);
        if (characters(text).length <= most && text.length <= most * 16) expect(clipped).toBe(text);
        else expect(clipped.endsWith('…')).toBe(true);
      }),
    );
  });

  test('never cuts a character in two', () => {
    expect(clip('👩‍👩‍👧‍👦'.repeat(300), 3)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…');
    expect(clip('👩‍👩‍👧‍👦'.repeat(3), 3)).toBe('👩‍👩‍👧‍👦'.repeat(3));
  });

  test('a character loaded with ten thousand marks does not pass', () => {
    expect(clip(`halo a${'\u0301'.repeat(10_000)} dan seterusnya`, 20)).toBe('halo…');
  });
});

describe('preview', () => {
  test('shows what is new, in one line', () => {
    expect(preview({ newText: 'Bu Ani,\n\n  saya   takut.\n', text: 'x' })).toBe('Bu Ani, saya takut.');
  });

  test('of a letter that only quotes shows what there is', () => {
    expect(preview({ newText: ' \n', text: '> halo' })).toBe('> halo');
  });

  test('is at most 160 characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = preview({ newText: text, text });
        expect(characters(shown).length).toBeLessThanOrEqual(160);
        expect(shown).not.toMatch(/\n/);
      }),
    );
  });
});
