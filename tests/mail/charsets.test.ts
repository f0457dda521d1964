// The same words in every charset a mail may name, with the label right, wrong, quoted, in an encoded word and bare in a header.
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const options = { authservId: null, ownAddresses: [] };
const read = async (...parts: (string | Buffer)[]) =>
  (await understandMail(Buffer.concat(parts.map((part) => Buffer.from(part as string))), options)).report;

const words: [string, string[]][] = [
  [
    'Café déjà vu — “sekali”',
    ['windows-1252', 'utf-8', 'utf-16', 'utf-16le', 'utf-16be', 'utf-7', 'cp1252', 'win1252'],
  ],
  ['Café déjà vu', ['iso-8859-1', 'latin1', 'iso-8859-15', 'iso8859-1', 'ISO_8859-1', 'macintosh', 'cp850', 'cp437']],
  ['Zażółć gęślą jaźń', ['iso-8859-2', 'windows-1250', 'cp852']],
  ['Привет, как дела?', ['koi8-r', 'windows-1251', 'iso-8859-5', 'cp866', 'koi8-u', 'x-mac-cyrillic']],
  ['Καλημέρα σας', ['iso-8859-7', 'windows-1253']],
  ['Günaydın çocuğum', ['iso-8859-9', 'windows-1254']],
  ['שלום לכולם', ['iso-8859-8', 'iso-8859-8-i', 'windows-1255']],
  ['مرحبا بكم', ['iso-8859-6', 'windows-1256']],
  ['Labdien, draugs ēģ', ['iso-8859-13', 'windows-1257', 'iso-8859-4']],
  ['สวัสดีครับ', ['tis-620', 'windows-874', 'iso-8859-11']],
  ['相談したいです。眠れません。', ['iso-2022-jp', 'shift_jis', 'euc-jp', 'cp932', 'windows-31j', 'x-sjis']],
  ['我睡不着，很累。', ['gb2312', 'gbk', 'gb18030', 'cp936', 'hz-gb-2312'].slice(0, 4)],
  ['我睡不著，很累。', ['big5', 'big5-hkscs', 'cp950']],
  ['잠이 오지 않아요.', ['euc-kr', 'ks_c_5601-1987', 'cp949']],
];
/** For iconv-lite, which writes these under other names than mail does. */
const written: Record<string, string> = {
  'x-mac-cyrillic': 'maccyrillic',
  'iso-8859-8-i': 'iso-8859-8',
  'utf-16': 'utf-16',
};
const cases = words.flatMap(([text, charsets]) => charsets.map((charset) => [charset, text] as const));

function encode(text: string, charset: string): Buffer {
  if (charset === 'iso-2022-jp') return encodeIso2022Jp(text);
  return iconv.encode(text, written[charset] ?? charset);
}

/** JIS X 0208 is EUC-JP without its high bits, between two escapes (RFC 1468). */
function encodeIso2022Jp(text: string): Buffer {
  const bytes = iconv.encode(text, 'euc-jp').map((byte) => byte & 0x7f);
  return Buffer.concat([Buffer.from('\x1B$B'), bytes, Buffer.from('\x1B(B')]);
}

describe('a charset that is named', () => {
  test.each(cases)('%s in the body: %s', async (charset, text) => {
    const report = await read(`Subject: x\nContent-Type: text/plain; charset="${charset}"\n\n`, encode(text, charset));
    expect(report.text).toBe(text);
  });

  test.each(cases)('%s in encoded words: %s', async (charset, text) => {
    const word = `=?${charset}?B?${encode(text, charset).toString('base64')}?=`;
    const report = await read(`From: ${word} <sari@murid.example>\nSubject: ${word}\n\nIsi.`);
    expect([report.subject, report.from?.name]).toEqual([text, text]);
  });
});

describe('a charset that is named wrongly', () => {
  const utf8 = 'Saya merasa — sangat — lelah “sekali” ☹';
  test.each([
    'us-ascii',
    'iso-8859-1',
    'windows-1252',
    'big5',
    'gb2312',
    'euc-kr',
    'shift_jis',
    'x-unknown',
    'nonsens',
    '',
  ])('UTF-8 under the name %s', async (label) => {
    const report = await read(`Subject: x\nContent-Type: text/plain; charset=${label}\n\n`, utf8);
    expect(report.text).toBe(utf8);
  });

  test.each(['utf-8', 'us-ascii', 'x-unknown'])('windows-1252 under the name %s', async (label) => {
    const text = 'Déjà vu à Noël';
    const report = await read(
      `Subject: x\nContent-Type: text/plain; charset=${label}\n\n`,
      iconv.encode(text, 'windows-1252'),
    );
    expect(report.text).toBe(text);
  });

  test('Shift_JIS under the name ISO-2022-JP', async () => {
    const report = await read(
      'Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n',
      iconv.encode('眠れません', 'shift_jis'),
    );
    expect(report.text).toBe('眠れません');
  });

  test('HTML that names its charset itself', async () => {
    const report = await read(
      'Subject: x\nContent-Type: text/html\n\n<meta charset="koi8-r"><p>',
      iconv.encode('Привет', 'koi8-r'),
    );
    expect(report.text).toBe('Привет');
  });

  test('bare bytes in headers take the charset of the body', async () => {
    const subject = 'Привет';
    const report = await read(
      'Subject: ',
      iconv.encode(subject, 'koi8-r'),
      '\nContent-Type: text/plain; charset=koi8-r\n\nx',
    );
    expect(report.subject).toBe(subject);
  });
});

describe('UTF-7', () => {
  test('is text, and what it spells is no HTML', async () => {
    const report = await read(
      'Subject: x\nContent-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
    );
    expect(report.text).toBe('<script>alert(1)</script>');
    expect(report.html).toBeNull();
  });

  test('in HTML is decoded before it is sanitised', async () => {
    const report = await read(
      'Subject: x\nContent-Type: text/html; charset=utf-7\n\n<p>Halo+ADw-img src=x onerror=alert(1)+AD4-</p>',
    );
    expect(report.html).toBe('<p>Halo</p>');
  });

  test('that nobody named stays as it is', async () => {
    const report = await read('Subject: x\nContent-Type: text/html\n\n<p>+ADw-script+AD4-</p>');
    expect(report.html).toBe('<p>+ADw-script+AD4-</p>');
  });
});

describe('encoded words that break the rules', () => {
  const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  test.each([
    ['glued to words', `Halo${word('é')}Bu`, 'HaloéBu'],
    ['a letter cut between two', '=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=', 'Café'],
    ['a blank inside', '=?utf-8?Q?Halo Bu =C3=A9?=', 'Halo Bu é'],
    ['a language', '=?utf-8*id?Q?Halo_=C3=A9?=', 'Halo é'],
    ['lower case', '=?UTF-8?q?Halo_=c3=a9?=', 'Halo é'],
    ['an unknown charset', '=?x-nonsens?Q?Halo?=', 'Halo'],
    ['no end', '=?utf-8?Q?Halo', '=?utf-8?Q?Halo'],
    ['no charset', '=??Q?Halo?=', '=??Q?Halo?='],
    ['raw bytes inside', Buffer.from('=?utf-8?Q?Café?=').toString('latin1'), 'Café'],
    ['one in another', word('=?utf-8?Q?x?='), '=?utf-8?Q?x?='],
    ['a line break spelled out', '=?utf-8?Q?satu=0D=0ABcc:_x@y.example?=', 'satu Bcc: x@y.example'],
    ['two blanks between', `${word('a')}  ${word('b')}`, 'ab'],
  ])('%s', async (_, value, subject) => {
    const report = await read(Buffer.from(`Subject: ${value}\n\nIsi.`, 'latin1'));
    expect(report.subject).toBe(subject);
  });
});

describe('names of files', () => {
  test.each([
    ['RFC 2231', "filename*=utf-8'id'laporan%20%C3%A9.pdf", 'laporan é.pdf'],
    ['RFC 2231 in pieces', "filename*0*=utf-8''lapor; filename*1*=an%20%C3%A9; filename*2=.pdf", 'laporan é.pdf'],
    ['RFC 2231, pieces in any order', 'filename*1="an.pdf"; filename*0="lapor"', 'laporan.pdf'],
    ['RFC 2231 in another charset', "filename*=iso-8859-1''caf%E9.txt", 'café.txt'],
    ['an encoded word in quotes', 'filename="=?utf-8?Q?laporan_=C3=A9.pdf?="', 'laporan é.pdf'],
    ['two encoded words', 'filename="=?utf-8?Q?laporan?= =?utf-8?Q?_=C3=A9.pdf?="', 'laporan é.pdf'],
    ['bare bytes', Buffer.from('filename="laporan é.pdf"').toString('latin1'), 'laporan é.pdf'],
    ['no quotes, with blanks', 'filename=laporan akhir.pdf', 'laporan akhir.pdf'],
    ['a path', 'filename="../../etc/passwd"', 'passwd'],
    ['a Windows path', 'filename="C:\\\\Users\\\\x\\\\surat.doc"', 'surat.doc'],
    ['a semicolon inside', 'filename="a;b.pdf"', 'a;b.pdf'],
  ])('%s', async (_, parameter, name) => {
    const report = await read(
      Buffer.from(
        `Content-Type: multipart/mixed; boundary=q\n\n--q\n\nIsi.\n--q\nContent-Type: application/x-y\nContent-Disposition: attachment; ${parameter}\n\nx\n--q--`,
        'latin1',
      ),
    );
    expect(report.attachments.map((file) => file.filename)).toEqual([name]);
  });
});
