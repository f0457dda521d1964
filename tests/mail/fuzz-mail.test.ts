// Our letters, damaged in ways nobody planned: cut, doubled, spliced, with bytes and pieces of MIME where none belong. Nothing throws,
// nothing takes for ever, and words that are in the bytes can be read somewhere.
//   FUZZ=20000 SEED=7 vitest run tests/mail/fuzz-mail.test.ts     longer, and another way
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const MARK = 'kata yang tidak boleh hilang';
const options = { authservId: 'mx.sekolah.example', ownAddresses: ['konseling@sekolah.example'] };
const numRuns = Number(process.env.FUZZ ?? 400);
const seed = Number(process.env.SEED ?? 1);

const letters = readdirSync(join(import.meta.dirname, 'letters')).map((name) =>
  readFileSync(join(import.meta.dirname, 'letters', name), 'latin1'),
);

/** Bytes that mean something to a mail program. */
const pieces = [
  '\n\n',
  '\r\n',
  '\r',
  '\0',
  '--',
  '--b--\n',
  'Content-Type: multipart/mixed; boundary=b\n\n--b\n',
  'Content-Type: text/html\n\n',
  'Content-Type: text/plain; charset=utf-16\n',
  'Content-Type: text/plain; charset=iso-2022-kr\n',
  'Content-Type: message/rfc822\n\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Transfer-Encoding: quoted-printable\n',
  'Content-Disposition: inline; filename*0*=utf-8\'\'%; filename*1="x"\n',
  'From: a@b.example, "c" <d@e.example>\n',
  '=?utf-8?b?////?=',
  '=?iso-2022-jp?q?=1B$B?=',
  '<!--',
  '<script>',
  '<style>',
  '</p><table>',
  '&#x110000;',
  '> ',
  '\x1B$B',
  '\xFF\xFE',
  '\xC3',
];

interface Damage {
  how: 'cut' | 'double' | 'insert' | 'flip' | 'splice';
  at: number;
  length: number;
  piece: string;
  other: string;
}

const damages = fc.array(
  fc.record<Damage>({
    how: fc.constantFrom('cut', 'double', 'insert', 'flip', 'splice'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(120),
    piece: fc.constantFrom(...pieces),
    other: fc.constantFrom(...letters),
  }),
  { minLength: 1, maxLength: 6 },
);

function damage(letter: string, { how, at: share, length, piece, other }: Damage): string {
  const at = Math.floor(share * letter.length);
  const [head, body, tail] = [letter.slice(0, at), letter.slice(at, at + length), letter.slice(at + length)];
  switch (how) {
    case 'cut':
      return head + tail;
    case 'double':
      return head + body + body + tail;
    case 'insert':
      return head + piece + body + tail;
    case 'flip':
      return head + String.fromCharCode((letter.charCodeAt(at) || 0) ^ (1 << (length % 8))) + letter.slice(at + 1);
    case 'splice':
      return head + other.slice(Math.floor(share * other.length));
  }
}

/** The marked words on a line of their own, somewhere below the first blank line. */
function mark(letter: string, share: number): string {
  const lines = letter.split('\n');
  const body = lines.findIndex((line) => line.trim() === '');
  if (body < 0) return `${letter}\n\n${MARK}\n`;
  lines.splice(body + 1 + Math.floor(share * (lines.length - body)), 0, MARK);
  return lines.join('\n');
}

test(`${numRuns} damaged letters are read`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...letters),
      damages,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (letter, all, share) => {
        const raw = mark(all.reduce(damage, letter), share);
        const { report, contents } = await understandMail(Buffer.from(raw, 'latin1'), options);
        const strings = JSON.stringify(report);
        expect(strings.includes('\\u0000') || /\\ud[89a-f]/i.test(strings)).toBe(false);
        // Inside a coded part the words are code themselves; but then there is something else to see.
        expect(report.text !== '' || contents.some((bytes) => bytes.length > 0)).toBe(true);
      },
    ),
    { numRuns, seed },
  );
}, 3_600_000);
