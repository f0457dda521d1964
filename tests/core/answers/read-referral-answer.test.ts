// A konseli's yes, no or wish for change, read only where it is plain.
import { describe, expect, test } from 'vitest';
import { readReferralAnswer } from '../../../src/core/answers/read-referral-answer.ts';

const lead = 'Pada Rab, 4 Mar 2026 pukul 10.00 Konseling <konseling@sekolah.example> menulis:';
const question = 'R1. Bolehkah surat di atas dikirim, persis seperti itu, kepada Bu Tuti? Ketik ya, tidak, atau ubah:';
const quoted = (answer: string, own = 'Baik, Bu.') =>
  `${own}\n\n${lead}\n\n> Nama: Sari\n> Pokok persoalan: tidak bisa tidur\n>\n> ${question} ${answer}\n> Salam`;

describe('a yes', () => {
  test.each([
    'R1: ya',
    'R1. boleh',
    'Saya setuju.',
    'Ya, saya setuju, Bu.',
    'Iya Bu, saya setuju surat itu dikirim ke psikolog. Terima kasih.',
    'Boleh dikirim, Bu.',
    'I agree. Thank you.',
    quoted('ya'),
    quoted('Ya.'),
    quoted('\n> ya'),
  ])('%s', (text) => {
    expect(readReferralAnswer(text, false)).toBe('yes');
  });
});

describe('a no', () => {
  test.each([
    'R1: tidak',
    'Saya tidak setuju.',
    'Jangan dikirim dulu, Bu.',
    'Maaf Bu, aku nggak mau dikirim ke siapa-siapa.',
    'I do not agree.',
    'Saya mau batalkan persetujuan saya.',
    quoted('tidak'),
  ])('%s', (text) => {
    expect(readReferralAnswer(text, false)).toBe('no');
  });
});

describe('a change', () => {
  test.each([
    'R1: ubah',
    'Tolong diubah bagian tentang ayah.',
    'Jangan sebut nama saya.',
    quoted('ubah, jangan pakai nama'),
  ])('%s', (text) => {
    expect(readReferralAnswer(text, false)).toBe('change');
  });
});

describe('left to a person', () => {
  test.each([
    'Ya Bu, kemarin saya bertemu ayah.',
    'Terima kasih suratnya.',
    'Saya setuju, tapi jangan kirim bagian tentang ayah.',
    'Saya setuju asal ibu tidak tahu.',
    'R1: ya, kalau nama saya tidak disebut',
    'Boleh dikirim hanya bagian pertama.',
    'Saya setuju. Tapi saya juga tidak setuju dikirim.',
    'Teman saya setuju dengan saya.',
    quoted(''),
    quoted('ya', 'Tapi jangan dikirim bagian tentang ayah.'),
    quoted('', 'Saya pikir-pikir dulu.'),
    `Halo.\n\n${lead}\n\n> Hai\n>\n> Pada Sel, 3 Mar 2026 Konseling menulis:\n>> ${question} ya`,
  ])('%s', (text) => {
    expect(readReferralAnswer(text, false)).toBeNull();
  });
});

describe('after a yes', () => {
  test.each(['Saya tarik persetujuan saya, Bu.', 'Tolong batalkan rujukan itu.', 'I want to withdraw my consent.'])(
    'it is taken back: %s',
    (text) => {
      expect(readReferralAnswer(text, true)).toBe('no');
    },
  );
  test.each(['Tidak, saya belum tidur.', 'Jangan khawatir.', 'Saya setuju.', quoted('tidak')])(
    'ordinary letters change nothing: %s',
    (text) => {
      expect(readReferralAnswer(text, true)).toBeNull();
    },
  );
});
