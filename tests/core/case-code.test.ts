import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseCode, readCaseCode } from '../../src/core/case-code.ts';

const sixBytes = fc.uint8Array({ minLength: 6, maxLength: 6 });

describe('the six letters that name a case', () => {
  test('are read back from what is written', () => {
    fc.assert(fc.property(sixBytes, (bytes) => readCaseCode(caseCode(bytes)) === caseCode(bytes)));
  });

  test('are read as people type them', () => {
    fc.assert(
      fc.property(sixBytes, fc.array(fc.constantFrom(' ', '-'), { maxLength: 6 }), (bytes, blanks) => {
        const code = caseCode(bytes);
        const typed = [...code.toLowerCase()].map((letter, i) => letter + (blanks[i] ?? '')).join('');
        expect(readCaseCode(typed)).toBe(code);
      }),
    );
  });

  test.each([
    ['k7f3qx', 'K7F3QX'],
    [' K7F-3QX ', 'K7F3QX'],
    ['OIL123', '011123'],
    ['K7F3Q', null],
    ['K7F3QXX', null],
    ['K7F3QU', null],
    ['K7F3Q%', null],
    ['', null],
  ])('%j is %j', (typed, code) => {
    expect(readCaseCode(typed)).toBe(code);
  });

  test('use every letter of the alphabet alike', () => {
    const seen = new Set(Array.from({ length: 32 }, (_, i) => caseCode(Uint8Array.from([i, 0, 0, 0, 0, 0]))[0]));
    expect(seen.size).toBe(32);
  });
});
