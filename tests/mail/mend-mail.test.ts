import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { mendMail } from '../../src/mail/understand/mend-mail.ts';
import { type MimePart, readMime, walkParts } from '../../src/mail/understand/read-mime.ts';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const limits = { parts: 100, depth: 10, headerBytes: 64 * 1024 };
const letters = join(import.meta.dirname, 'letters');
const read = (name: string) => readFileSync(join(letters, `${name}.eml`));
const mend = (raw: string) => mendMail(Buffer.from(raw), limits).toString();
const leaves = async (raw: string) =>
  [...walkParts(await readMime(Buffer.from(raw)))].filter((part) => part.children.length === 0);
const written = (part: MimePart) => [part.contentType, part.body.toString().trim()];

describe('ordinary mail', () => {
  const ordinary = ['first-letter', 'gmail-reply', 'outlook-human', 'attachments', 'newsletter', 'bounce-rfc3464'];

  test.each(ordinary)('%s goes to mailparser byte for byte, without a copy', (name) => {
    const raw = read(name);
    const mended = mendMail(raw, limits);
    expect([mended.buffer, mended.byteOffset, mended.length]).toEqual([raw.buffer, raw.byteOffset, raw.length]);
  });

  test.each(['first-letter', 'gmail-reply', 'outlook-human', 'forwarded'])(
    '%s says what mailparser alone makes of it',
    async (name) => {
      const raw = read(name);
      const alone = await simpleParser(raw);
      const { report, contents } = await understandMail(raw, { authservId: null, ownAddresses: [] });
      expect(report.subject).toBe(alone.subject);
      expect(report.from?.address).toBe(alone.from?.value[0]?.address);
      expect(report.date).toBe(alone.date?.toISOString() ?? null);
      expect(report.text.trim()).toBe(alone.text?.trim());
      expect(report.attachments.map((file) => file.filename)).toEqual(alone.attachments.map((file) => file.filename));
      expect(contents.map((bytes) => Buffer.from(bytes))).toEqual(alone.attachments.map((file) => file.content));
    },
  );
});

describe('what mailparser would misread', () => {
  test.each([
    ['blank lines in front', '\n\nFrom: a@b.example\n\nIsi.', 'From: a@b.example\r\n\r\nIsi.'],
    ['a separator of mbox', 'From x Tue\nFrom: a@b.example\n\nIsi.', 'From: a@b.example\r\n\r\nIsi.'],
    ['blanks before a colon', 'From : a@b.example\n\nIsi.', 'From: a@b.example\r\n\r\nIsi.'],
    ['no blank line', 'From: a@b.example\nIsi.', 'From: a@b.example\r\n\r\nIsi.'],
    [
      'a parameter not folded',
      'Content-Type: text/plain;\ncharset="x"\n\nIsi.',
      'Content-Type: text/plain;\r\n charset="x"\r\n\r\nIsi.',
    ],
    [
      'an encoding with a comment',
      'Content-Transfer-Encoding: base64 (kode)\n\nSXNp',
      'Content-Transfer-Encoding: base64\r\n\r\nSXNp',
    ],
  ])('%s', (_, raw, mended) => {
    expect(mend(raw)).toBe(mended);
    expect(mend(mended)).toBe(mended);
  });

  const multipart = (rest: string) => `From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n${rest}`;

  test('parts behind the closing delimiter are parts, and so is what stands between', async () => {
    const parts = await leaves(multipart('--q\n\nsatu\n--q--\nantara\n--q\n\ndua\n--q--\n'));
    expect(parts.map(written)).toEqual([
      ['text/plain', 'satu'],
      ['text/plain', 'antara'],
      ['text/plain', 'dua'],
    ]);
  });

  test('a closing delimiter with more behind it closes', async () => {
    const parts = await leaves(multipart('--q\nContent-Transfer-Encoding: base64\n\nSXNp\n--q-->\nlain\n'));
    expect(parts.map(written)).toEqual([['text/plain', 'Isi']]);
  });

  test('a text part that names a boundary is text', async () => {
    const parts = await leaves('From: a@b.example\nContent-Type: text/html; boundary=q\n\n--q\n\n<p>Isi.\n--q--\n');
    expect(parts.map((part) => part.contentType)).toEqual(['text/html']);
    expect(parts[0]?.body.toString()).toContain('<p>Isi.');
  });

  test('an embedded message keeps its bytes, whatever is wrong with it', async () => {
    const inner = '\n\nFrom : a@b.example\nContent-Type: multipart/mixed\n\n--z\n\nIsi.\n--z-->';
    const parts = await leaves(multipart(`--q\nContent-Type: message/rfc822\n\n${inner}\n--q--\n`));
    expect(parts.map((part) => [part.contentType, part.body.toString()])).toEqual([['message/rfc822', inner]]);
  });

  test('uuencode is undone', async () => {
    const parts = await leaves('Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n#27-I\n`\nend\n');
    expect(parts[0]?.body.toString()).toBe('Isi');
  });
});

describe('bounds', () => {
  test('parts beyond the limit stay together in the last one', async () => {
    const raw = `Content-Type: multipart/mixed; boundary=q\n\n${'--q\n\nsurat\n'.repeat(150)}--q\n\ntanda\n--q--\n`;
    const parts = [...walkParts(await readMime(Buffer.from(raw), limits))];
    expect(parts.length).toBe(limits.parts);
    expect(parts.at(-1)?.body.toString()).toContain('tanda');
  });

  test('multiparts beyond the depth are text', async () => {
    const open = (n: number) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`;
    const raw = `${Array.from({ length: 30 }, (_, n) => open(n)).join('')}\ntanda\n`;
    const parts = [...walkParts(await readMime(Buffer.from(raw), limits))];
    expect(parts.length).toBe(limits.depth + 1);
    expect(parts.at(-1)?.body.toString()).toContain('tanda');
  });

  test('thousands of boundaries that never come cost no search each', async () => {
    const part = (n: number) => `--q\nContent-Type: multipart/mixed; boundary=none${n}\n\nx\n`;
    const raw = Buffer.from(
      `Content-Type: multipart/mixed; boundary=q\n\n${Array.from({ length: 1900 }, (_, n) => part(n)).join('')}${'y'.repeat(4_000_000)}\n--q--\n`,
    );
    const started = performance.now();
    const mended = mendMail(raw, { ...limits, parts: 2000 });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(mended.includes('multipart/mixed; boundary=none')).toBe(false);
  });
});

test('every letter of the set is split by mailparser into leaves with a body', async () => {
  for (const file of readdirSync(letters)) {
    const root = await readMime(readFileSync(join(letters, file)));
    const bodies = [...walkParts(root)].filter((part) => part.children.length === 0).map((part) => part.body.length);
    expect(Math.max(...bodies), file).toBeGreaterThan(0);
  }
});
