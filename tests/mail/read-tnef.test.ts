import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTnef } from '../../src/mail/understand/read-tnef.ts';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

/** One attribute as Outlook writes it: level, id, length, data, checksum. */
function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

const start = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]);
const file = (name: string, content: string) => [
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from(`${name}\0`, 'latin1')),
  attribute(2, 0x0006800f, Buffer.from(content)),
];
const winmail = Buffer.concat([
  start,
  attribute(1, 0x00089006, Buffer.from([0, 0, 1, 0])),
  ...file('surat.txt', 'Isi surat.'),
  ...file('caf\u00e9.pdf', '%PDF-1.4'),
]);

describe('winmail.dat', () => {
  test('gives its files with their names', () => {
    expect(readTnef(winmail).map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['surat.txt', 'Isi surat.'],
      ['caf\u00e9.pdf', '%PDF-1.4'],
    ]);
  });

  test('in a mail: its files are listed after it', async () => {
    const raw = `From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nIsi.\n--q\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${winmail.toString('base64')}\n--q--`;
    const { report, contents } = await understandMail(Buffer.from(raw), { authservId: null, ownAddresses: [] });
    expect(report.attachments.map((one) => one.filename)).toEqual(['winmail.dat', 'surat.txt', 'caf\u00e9.pdf']);
    expect(Buffer.from(contents[1] as Uint8Array).toString()).toBe('Isi surat.');
    expect(report.warnings).toContain('winmail_dat');
  });

  test('cut anywhere it gives what is whole, and never fails', () => {
    for (let length = 0; length <= winmail.length; length++) {
      expect(readTnef(winmail.subarray(0, length)).length).toBeLessThanOrEqual(2);
    }
  });

  test('whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Array.isArray(readTnef(Buffer.concat([start, bytes])))),
    );
  });
});
