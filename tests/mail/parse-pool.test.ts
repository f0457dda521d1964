import { afterAll, describe, expect, test } from 'vitest';
import { openParsePool } from '../../src/mail/parse-pool.ts';

const MARK = 'kalimat yang harus terlihat';
const head = (type: string) =>
  `From: sari@murid.example\r\nSubject: bom\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`;
const html = (body: string) => Buffer.from(head('text/html; charset=utf-8') + body);
const plain = (body: string) => Buffer.from(head('text/plain; charset=utf-8') + body);
const parts = (count: number) =>
  Buffer.from(`${head('multipart/mixed; boundary=b')}${'--b\r\n\r\nx\r\n'.repeat(count)}--b\r\n\r\n${MARK}\r\n--b--`);
const SIZE = 900_000;

describe('bombs are read in good time', () => {
  // The usual deadline times three: the machine that runs the tests may be busy.
  const pool = openParsePool({ threads: 1, deadlineMs: 30_000 });
  afterAll(() => pool.close());

  test.each([
    ['nested <b>', html('<b>'.repeat(SIZE / 3) + MARK)],
    ['nested <div>', html('<div>'.repeat(SIZE / 5) + MARK)],
    ['nested tables', html('<table><tr><td>'.repeat(SIZE / 15) + MARK)],
    ['nested unknown elements', html('<zzz>'.repeat(SIZE / 5) + MARK)],
    ['250 levels, which are allowed', html('<div>'.repeat(250) + MARK)],
    ['a million "<"', html('<'.repeat(SIZE) + MARK)],
    ['tags that never end', html('<a '.repeat(SIZE / 3) + MARK)],
    ['scripts that never end', html('<script>'.repeat(SIZE / 8) + MARK)],
    ['comments that never end', html('<!--'.repeat(SIZE / 4) + MARK)],
    ['attributes without number', html(`<p ${'a=b '.repeat(SIZE / 4)}>${MARK}`)],
    ['entities', html('&lt;'.repeat(SIZE / 4) + MARK)],
    ['1,500 parts', parts(1500)],
    ['30,000 parts', parts(30_000)],
    [
      'parts inside parts',
      Buffer.from(
        `${Array.from({ length: 500 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')}\r\n${MARK}`,
      ),
    ],
    ['a header of a megabyte', Buffer.from(`From: a@b.example\r\nSubject: ${'x'.repeat(1_000_000)}\r\n\r\n${MARK}`)],
    ['15,000 recipients', Buffer.from(`From: a@b.example\r\nTo: ${'a@b.example, '.repeat(15_000)}\r\n\r\n${MARK}`)],
    ['open comments in an address', Buffer.from(`From: a@b.example\r\nTo: ${'('.repeat(50_000)}\r\n\r\n${MARK}`)],
    [
      '20,000 encoded words',
      Buffer.from(`From: a@b.example\r\nSubject: ${'=?utf-8?q?a?= '.repeat(20_000)}\r\n\r\n${MARK}`),
    ],
    ['one line of ">"', plain(`${MARK}\n${'>'.repeat(SIZE)}`)],
    ['lines that almost open a quote', plain(`${MARK}\n${'Pada 3 Mei 10:00 a@b.example\n'.repeat(30_000)}`)],
    ['lines that almost are headers', plain(`${MARK}\n${'Dari: a@b.example\n'.repeat(50_000)}`)],
    ['lines of blanks', plain(`${MARK}\n${`${' '.repeat(900)}x\n`.repeat(3000)}`)],
    ['a million empty lines', plain(`${MARK}${'\n'.repeat(1_000_000)}x`)],
    ['100,000 headers', Buffer.from(`From: a@b.example\r\n${'X-A: b\r\n'.repeat(100_000)}Subject: x\r\n\r\n${MARK}`)],
    [
      'a message in a message, 300 deep',
      Buffer.from(`${'Content-Type: message/rfc822\r\n\r\n'.repeat(300)}Subject: x\r\n\r\n${MARK}`),
    ],
    [
      'a file name in 20,000 pieces',
      Buffer.from(
        `From: a@b.example\r\nContent-Type: text/plain; ${Array.from({ length: 20_000 }, (_, n) => `name*${n}*=a`).join(';\r\n ')}\r\n\r\n${MARK}`,
      ),
    ],
    [
      'open quotes in parameters',
      Buffer.from(`From: a@b.example\r\nContent-Type: text/plain; ${'x="'.repeat(30_000)}\r\n\r\n${MARK}`),
    ],
    ['open angles in From', Buffer.from(`From: ${'<a@'.repeat(30_000)}\r\nSubject: x\r\n\r\n${MARK}`)],
    ['references without number', Buffer.from(`References: ${'<a@b.example> '.repeat(20_000)}\r\n\r\n${MARK}`)],
    [
      'coded blanks',
      Buffer.from(
        `Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${MARK}\r\n${'=20=\r\n'.repeat(100_000)}`,
      ),
    ],
    [
      'flowed lines that never end',
      Buffer.from(`Content-Type: text/plain; format=flowed\r\n\r\n${MARK}\r\n${'> > > a \r\n'.repeat(60_000)}`),
    ],
    [
      'a report of dashes',
      Buffer.from(
        `Return-Path: <>\r\nFrom: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n${MARK}\r\n${'-'.repeat(SIZE)}`,
      ),
    ],
    [
      'encoded words without an end',
      Buffer.from(`From: a@b.example\r\nSubject: ${'=?utf-8?q?a'.repeat(22_000)}\r\n\r\n${MARK}`),
    ],
    [
      'a report of at signs',
      Buffer.from(
        `Return-Path: <>\r\nFrom: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n${MARK}\r\n${'@Z'.repeat(SIZE / 2)}`,
      ),
    ],
    ['quotes and answers by turns', plain(`${'> tanya\n\njawab\n\n'.repeat(20_000)}${MARK}`)],
    ['rules of underscores', plain(`${MARK}\n${'____________________\n'.repeat(40_000)}`)],
  ])('%s', async (_, raw) => {
    const { report } = await pool.understand(raw);
    expect(report.text).toContain(MARK);
    expect(report.warnings).not.toContain('could_not_parse');
  });
});

describe('a mail that beats the parser', () => {
  /** Twenty megabytes of lines that almost open a quote: seconds of work, however fast the machine. */
  const heavy = plain(`${MARK}\n${'pada 3/5/2026 10:00 a@b.example c:d\n'.repeat(600_000)}`);

  test('loses its thread in the middle of its work and is read plainly; the next mail finds a thread', async () => {
    const pool = openParsePool({ threads: 1, deadlineMs: 2_000 });
    try {
      // The thread is up and loaded before: what is killed is the work.
      await pool.understand(plain('pemanasan'));
      const killed = await pool.understand(heavy);
      expect(killed.report.warnings).toContain('could_not_parse');
      expect(killed.report.text).toContain(MARK);
      expect([killed.report.from?.address, killed.report.subject, killed.autoSubmitted]).toEqual([
        'sari@murid.example',
        'bom',
        true,
      ]);
      expect((await pool.understand(plain('surat berikutnya'))).report.text).toBe('surat berikutnya');
    } finally {
      await pool.close();
    }
  });

  test('a deadline nobody can hold still ends in something to read', async () => {
    const pool = openParsePool({ threads: 1, deadlineMs: 1 });
    try {
      const { report } = await pool.understand(heavy);
      expect(report.text).toContain(MARK);
      expect(report.warnings).toContain('could_not_parse');
    } finally {
      await pool.close();
    }
  });

  test('that fills the memory ends its own thread only', async () => {
    const pool = openParsePool({ threads: 1, memoryMb: 24 });
    try {
      const bomb = html(
        `<p>${MARK}</p>${'<i title="'.concat('kata '.repeat(4), '">x</i>').repeat(9_000)}${'lorem ipsum &amp; '.repeat(150_000)}`,
      );
      const full = await pool.understand(bomb);
      expect(full.report.text).toContain(MARK);
      expect(full.report.warnings).toContain('could_not_parse');
      expect((await pool.understand(plain('sesudahnya'))).report.text).toBe('sesudahnya');
    } finally {
      await pool.close();
    }
  });
});

describe('many mails at once', () => {
  test('come back each as itself, and the caller keeps his bytes', async () => {
    const pool = openParsePool({ threads: 2 });
    try {
      const raws = Array.from({ length: 40 }, (_, n) => plain(`surat nomor ${n}`));
      const understood = await Promise.all(raws.map((raw) => pool.understand(raw)));
      expect(understood.map((one) => one.report.text)).toEqual(raws.map((_, n) => `surat nomor ${n}`));
      expect(raws.every((raw) => raw.includes('surat nomor'))).toBe(true);
    } finally {
      await pool.close();
    }
  });

  test('when reading them together fails, each is read alone', async () => {
    const pool = openParsePool({ threads: 1, togetherMs: 0 });
    try {
      const raws = Array.from({ length: 12 }, (_, n) => plain(`surat nomor ${n}`));
      const understood = await Promise.all(raws.map((raw) => pool.understand(raw)));
      expect(understood.map(({ report }) => report.text)).toEqual(raws.map((_, n) => `surat nomor ${n}`));
      expect(understood.flatMap(({ report }) => report.warnings)).not.toContain('could_not_parse');
    } finally {
      await pool.close();
    }
  });

  test('large ones among small ones come back each as itself', async () => {
    const pool = openParsePool({ threads: 1 });
    try {
      const texts = [10, 100_000, 10, 10, 200_000, 300_000, 10].map((n, at) =>
        `${at}: ${'kata '.repeat(n / 5)}`.trim(),
      );
      const understood = await Promise.all(texts.map((text) => pool.understand(plain(text))));
      expect(understood.map(({ report }) => report.text)).toEqual(texts);
    } finally {
      await pool.close();
    }
  });

  test('a closed pool refuses', async () => {
    const pool = openParsePool({ threads: 1 });
    await pool.close();
    await expect(pool.understand(plain('terlambat'))).rejects.toThrow();
  });
});
