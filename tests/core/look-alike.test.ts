import { expect, test } from 'vitest';
import { mayLookLikeAnother } from '../../src/core/look-alike.ts';

test.each([
  ['an a of Cyrillic', 'sаri@murid.example'],
  ['a whole word of Cyrillic', 'оса@murid.example'],
  ['a domain with a Greek o', 'sari@muridο.example'],
  ['an encoded domain', 'sari@xn--mrid-1xa.example'],
  ['an encoded domain in capitals', 'sari@XN--mrid-1xa.example'],
])('%s may be taken for another address', (_what, address) => {
  expect(mayLookLikeAnother(address)).toBe(true);
});

test.each([
  'sari@murid.example',
  'SARI+satu_dua-3@murid.example',
  '081234567890@murid.example',
  'josé@murid.example',
  'иванова@школа.example',
  '山田たろう@学校.example',
  '',
])('%s is what it looks like', (address) => {
  expect(mayLookLikeAnother(address)).toBe(false);
});
