// A yes that nobody said is worse than one that a person reads in the letter.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConsent } from '../../../src/core/answers/read-consent.ts';

const block = (name: string) =>
  readFileSync(new URL(`../../../templates/consent/1/${name}.hbs`, import.meta.url), 'utf8').trimEnd();
const lead = 'Pada Sel, 3 Nov 2026 pukul 19.20 Bu Ratna <ratna@konseling.example> menulis:';

/** The lines S1 to S4 filled in, behind their colons. */
function filled(name: string, answers: readonly string[], mark = '> '): string {
  let at = 0;
  return block(name)
    .replace(/^(S\d\..*):$|^(S\d\..*): $/gm, (line) => `${line.trimEnd()} ${answers[at++] ?? ''}`.trimEnd())
    .replace(/^/gm, mark);
}

describe('behind the quoted lines', () => {
  test.each(['id-kamu', 'id-anda', 'en'])('%s, whatever marks the quote has', (name) => {
    for (const mark of ['> ', '>', ''])
      expect(readConsent(`Baik.\n\n${lead}\n\n${filled(name, ['ya', 'tidak', 'Iya boleh', 'no'], mark)}`)).toEqual({
        service: true,
        referral: false,
        follow_up: true,
        statistics: false,
      });
  });

  test.each([
    ['some left open', ['ya', '', '', 'tidak'], { service: true, statistics: false }],
    ['a yes with a condition is for a person to read', ['ya, tapi jangan ke guru lain', 'tidak'], { referral: false }],
    ['anything else is left open', ['terserah', 'hmm', 'nanti', '?'], null],
    ['slang', ['yaa', 'gak', 'ok', 'gapapa'], { referral: false, follow_up: true }],
    [
      'capitals and stops',
      ['YA.', 'TIDAK!', 'Ya,', 'Setuju'],
      { service: true, referral: false, follow_up: true, statistics: true },
    ],
  ])('%s', (_, answers, given) => {
    expect(readConsent(`${lead}\n\n${filled('id-kamu', answers)}`)).toEqual(given);
  });

  test('over line ends', () => {
    const text = `${lead}\n\n> S1. Aku setuju berkonseling lewat surat dengan\n> cara ini: ya\n> S2. Bila perlu rujukan, bagian cerita yang\n> kita sepakati boleh dibagikan: tidak`;
    expect(readConsent(text)).toEqual({ service: true, referral: false });
  });
});

describe('in the writer’s own words', () => {
  test.each([
    ['S1 ya, S2 tidak, S3 ya', { service: true, referral: false, follow_up: true }],
    ['S1: ya\nS2: tidak\nS3: tidak\nS4: ya', { service: true, referral: false, follow_up: false, statistics: true }],
    ['Saya setuju, Bu.', { service: true }],
    ['Setuju bu', { service: true }],
    ['Halo Bu. Saya setuju. Ibu saya juga setuju.', { service: true }],
    ['Ya, aku setuju semua kak', { service: true, referral: true, follow_up: true, statistics: true }],
    ['I agree.', { service: true }],
    ['Yes, I agree to all of it', { service: true, referral: true, follow_up: true, statistics: true }],
    ['Maaf Bu, saya belum setuju.', { service: false }],
    ['Saya tidak setuju.', { service: false }],
  ])('%s', (text, given) => {
    expect(readConsent(`${text}\n\n${lead}\n\n${filled('id-kamu', [])}`)).toEqual(given);
  });

  test.each([
    'Saya setuju kalau Ibu tidak cerita ke wali kelas.',
    'Setuju, tapi S2-nya nanti dulu ya.',
    'Ayah tidak pernah setuju dengan pilihan saya.',
    'Temanku bilang dia setuju.',
    'Menurut Ibu, apakah saya harus setuju dengan Bapak?',
    'Ya, kemarin aku tidak masuk sekolah.',
    'Boleh tanya dulu, Bu?',
    'Terima kasih sudah membalas.',
  ])('is no consent: %s', (text) => {
    expect(readConsent(`${text}\n\n${lead}\n\n${filled('id-kamu', [])}`)).toBeNull();
  });

  test('and not what an older letter said', () => {
    const old = `> Baik.\n>\n> Pada Sen, 2 Nov 2026 pukul 10.00 Sari <sari@murid.example> menulis:\n>\n>> Saya setuju.\n${filled('id-kamu', ['ya', 'ya', 'ya', 'ya'], '>> ')}`;
    expect(readConsent(`Terima kasih, Bu.\n\n${lead}\n\n${old}`)).toBeNull();
  });
});
