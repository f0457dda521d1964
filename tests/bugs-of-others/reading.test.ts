// Bugs that users of other help desks suffered, where a mail is read: garbled, cut, or with its files gone. Needs no server.
import { expect, test } from 'vitest';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const understand = (raw: Buffer | string) =>
  understandMail(Buffer.from(raw), { authservId: null, ownAddresses: ['konseling@sekolah.example'] });

const letter = (headers: string, body: Buffer | string = '') =>
  Buffer.concat([Buffer.from(`From: Sari <sari@murid.example>\r\n${headers}\r\n\r\n`), Buffer.from(body)]);

/** @param name as it stands behind `filename=`, quoted or not */
const withFile = (name: string) =>
  letter(
    'Content-Type: multipart/mixed; boundary=q',
    `--q\r\n\r\nIni berkasnya.\r\n--q\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=${name}\r\n` +
      'Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--q--\r\n',
  );

test.each([
  ['"tugas/akhir: bab 1?.pdf"', /bab 1/],
  ['"..\\\\..\\\\rahasia.pdf"', /rahasia\.pdf$/],
  ['"surat \u{1f600} \u202efdp.pdf"', /surat/],
  ['=?utf-8?B?4oCcSGFsb+KAnS5wZGY=?=', /Halo/],
  ["utf-8''caf%C3%A9%00.pdf", /caf/],
  [`"${'panjang'.repeat(60)}.pdf"`, /^panjang/],
  ['""', /^/],
])('20 a character in the name of a file costs nobody the file: %s', async (name, shown) => {
  const { report, contents } = await understand(withFile(name));
  expect(report.attachments).toHaveLength(1);
  expect(report.attachments[0]?.filename).toMatch(shown);
  expect(report.attachments[0]?.filename).not.toMatch(/[/\\\0]/);
  expect(Buffer.from(contents[0] ?? []).toString()).toBe('%PDF-1.4');
});

test.each<[string, string, Buffer, string]>([
  ['Vietnamese', 'windows-1258', Buffer.from([0x43, 0xf4, 0x20, 0xd0, 0x6f, 0xe0, 0x6e]), 'Cô Đoàn'],
  ['Chinese labelled too narrowly', 'gb2312', Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x96, 0x7c]), '你好東'.slice(0, 2)],
  ['UTF-8 labelled Latin', 'iso-8859-1', Buffer.from('Ibu Rénata'), 'Ibu Rénata'],
  ['an unknown label', 'x-tidak-ada', Buffer.from('Ibu Rénata'), 'Ibu Rénata'],
  ['no label, Latin bytes', '', Buffer.from('Ibu R\xe9nata', 'latin1'), 'Ibu Rénata'],
  ['UTF-7', 'utf-7', Buffer.from('Ibu R+AOk-nata'), 'Ibu Rénata'],
])('32 a letter is not garbled, and never stops the reader: %s', async (_name, charset, body, words) => {
  const { report } = await understand(
    letter(`Subject: Halo\r\nContent-Type: text/plain${charset && `; charset=${charset}`}`, body),
  );
  expect(report.text).toContain(words);
});

test('34 answers between the quoted lines are new words, and nothing of the quoted ones is thrown away', async () => {
  const body = [
    'Pada Sel, 3 Mar 2026 pukul 10.00 Layanan Konseling <konseling@sekolah.example> menulis:',
    '> Bagaimana tidurnya minggu ini?',
    'Masih susah, Bu.',
    '> Apakah sudah bercerita kepada Ibu?',
    'Belum berani.',
    '> Salam hangat',
  ];
  const { report } = await understand(
    letter('Subject: Re: Kabar\r\nContent-Type: text/plain; charset=utf-8', body.join('\r\n')),
  );
  expect(report.newText).toContain('Masih susah, Bu.');
  expect(report.newText).toContain('Belum berani.');
  for (const line of body) {
    expect(report.text).toContain(line);
    expect(`${report.newText}\n${report.quotedText}`).toContain(line);
  }
});

test('35 a file packed into winmail.dat can be read', async () => {
  const attribute = (level: number, id: number, data: Buffer) => {
    const head = Buffer.alloc(9);
    head.writeUInt8(level, 0);
    head.writeUInt32LE(id, 1);
    head.writeUInt32LE(data.length, 5);
    return Buffer.concat([head, data, Buffer.alloc(2)]); // the checksum is not looked at
  };
  const winmail = Buffer.concat([
    Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]), // MS-OXTNEF §2.1.3.1: signature and key
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from('rapor.txt\0')),
    attribute(2, 0x0006800f, Buffer.from('Nilai semester ini.')),
  ]);
  const { report, contents } = await understand(
    letter(
      'Content-Type: multipart/mixed; boundary=q',
      `--q\r\n\r\nIsi.\r\n--q\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${winmail.toString('base64')}\r\n--q--`,
    ),
  );
  const file = report.attachments.findIndex(({ filename }) => filename === 'rapor.txt');
  expect(Buffer.from(contents[file] ?? []).toString()).toBe('Nilai semester ini.');
});
