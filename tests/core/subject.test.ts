import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseSubject, isForwardSubject } from '../../src/core/subject.ts';

describe('the base of a subject', () => {
  test.each([
    ['Re: Boleh cerita?', 'Boleh cerita?'],
    ['RE: Re[2]: FWD: Boleh cerita?', 'Boleh cerita?'],
    ['Bls: Balas: Boleh cerita?', 'Boleh cerita?'],
    ['AW: WG: SV: Antw: Boleh cerita?', 'Boleh cerita?'],
    ['回复：转发：Boleh cerita?', 'Boleh cerita?'],
    ['[Fwd: Boleh cerita?]', 'Boleh cerita?'],
    ['Boleh   cerita? (fwd)', 'Boleh cerita?'],
    ['Referensi: buku', 'Referensi: buku'],
    ['Rencana: besok', 'Rencana: besok'],
    ['', ''],
  ])('%s → %s', (subject, base) => {
    expect(baseSubject(subject)).toBe(base);
  });

  test('taking it twice changes nothing', () => {
    const pieces = fc.constantFrom('Re: ', 'Fwd: ', '[Fwd: ', ']', ' (fwd)', 'kata', ' ', '[a] ', 'RE[3]: ');
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }),
        (list) => baseSubject(baseSubject(list.join(''))) === baseSubject(list.join('')),
      ),
    );
  });
});

describe('forwarded or answered', () => {
  test.each([
    ['Fwd: x', true],
    ['FW: x', true],
    ['WG: x', true],
    ['Teruskan: x', true],
    ['[Fwd: x]', true],
    ['Re: Fwd: x', false],
    ['Re: x', false],
    ['Fwdx: x', false],
  ])('%s: %s', (subject, forwarded) => {
    expect(isForwardSubject(subject)).toBe(forwarded);
  });
});
