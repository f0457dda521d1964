import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MailKind, UnderstoodMail } from '../../src/core/mail-report.ts';
import { readMime } from '../../src/mail/understand/read-mime.ts';
import { readPlainly } from '../../src/mail/understand/read-plainly.ts';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const letters = join(import.meta.dirname, 'letters');
const options = { authservId: 'mx.sekolah.example', ownAddresses: ['konseling@sekolah.example'] };
const read = (name: string) => readFileSync(join(letters, `${name}.eml`));
const understand = (name: string): Promise<UnderstoodMail> => understandMail(read(name), options);
const mail = (lines: string, encoding: BufferEncoding = 'utf8') =>
  understandMail(Buffer.from(lines, encoding), options);

describe('each letter by its kind', () => {
  const kinds: [string, MailKind, boolean][] = [
    ['first-letter', 'human', false],
    ['gmail-reply', 'human', false],
    ['outlook-human', 'human', false],
    ['forwarded', 'human', false],
    ['bounce-rfc3464', 'bounce', true],
    ['bounce-delayed', 'bounce', true],
    ['bounce-free-text', 'bounce', true],
    ['delivered-report', 'auto_reply', true],
    ['out-of-office', 'auto_reply', true],
    ['newsletter', 'list', true],
    ['invitation', 'calendar', true],
    ['spam', 'spam_marked', false],
    ['own-copy', 'own_copy', false],
    ['vacation-without-marks', 'auto_reply', true],
    ['mailing-list-human', 'list', true],
    ['outlook-windows-1252', 'human', false],
    ['pgp-encrypted', 'human', false],
  ];
  test.each(kinds)('%s is %s', async (name, kind, autoSubmitted) => {
    const understood = await understand(name);
    expect({ kind: understood.report.kind, autoSubmitted: understood.autoSubmitted }).toEqual({ kind, autoSubmitted });
  });

  test('a letter with an .ics file is a letter', async () => {
    const { report } = await mail(
      'From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nIni jadwalnya.\n--q\nContent-Type: text/calendar; method=PUBLISH; name=jadwal.ics\nContent-Disposition: attachment\n\nBEGIN:VCALENDAR\n--q--',
    );
    expect([report.kind, report.attachments[0]?.filename]).toEqual(['human', 'jadwal.ics']);
  });

  test('a mail from our own address is a copy of ours', async () => {
    expect((await mail('From: Konseling <Konseling@sekolah.example>\n\nHalo.')).report.kind).toBe('own_copy');
  });
});

describe('a reply from Gmail', () => {
  test('tells new words from quoted ones and keeps every id in its plain form', async () => {
    const { report, recipients } = await understand('gmail-reply');
    expect(report).toMatchObject({
      subject: 'Re: Boleh cerita?',
      from: { name: 'Sari ☺', address: 'sari@murid.example' },
      date: '2026-11-24T05:00:00.000Z',
      messageId: 'reply.2@murid.example',
      inReplyTo: 'answer.1@sekolah.example',
      references: ['first.1@murid.example', 'answer.1@sekolah.example'],
      newText: 'Terima kasih, Bu. Minggu ini sedikit lebih baik.',
      signature: '',
      bounce: null,
      forwarded: null,
    });
    expect(report.quotedText).toContain('apa yang paling berat minggu ini?');
    expect(report.text).toContain(report.newText);
    expect(report.text).toContain(report.quotedText);
    expect(recipients).toEqual(['konseling+t0ken@sekolah.example', 'konseling@sekolah.example']);
  });
});

describe('charsets', () => {
  test.each([
    ['eight-bit-headers', 'Kepada Bu René – sulit tidur', 'Isi.'],
    ['latin1-headers', 'René', 'Déjà vu.'],
    ['utf7', 'Halo é', 'Halo é, <b> ini teks.'],
    ['big5-label-on-utf8', 'Salah label', 'Saya merasa — sangat — lelah “sekali”.'],
    ['iso-2022-jp', '相談', '眠れません。'],
    ['gb18030', '你好', '我睡不着，很累。'],
    ['letter-cut-between-words', 'Halo é lagi', 'Isi.'],
  ])('%s', async (name, subject, text) => {
    const { report } = await understand(name);
    expect({ subject: report.subject, text: report.text }).toEqual({ subject, text });
  });

  test('names in 8-bit headers are read like subjects', async () => {
    expect((await understand('eight-bit-headers')).report.from?.name).toBe('Café Ibu Ani');
  });

  test('U+0000 and lone surrogates never come out', async () => {
    const everything = JSON.stringify((await understand('nul-and-surrogates')).report);
    expect(everything).not.toContain('\\u0000');
    expect(everything).not.toMatch(/\\ud[89a-f][0-9a-f]{2}/i);
    expect(everything).toContain('a\uFFFDb');
  });
});

describe('attachments', () => {
  test('are listed with plain names, sniffed types and their bytes', async () => {
    const { report, contents } = await understand('attachments');
    expect(report.attachments.map(({ filename, contentType, inline }) => ({ filename, contentType, inline }))).toEqual([
      { filename: 'foto.png', contentType: 'image/png', inline: true },
      { filename: 'catatan.txt', contentType: 'text/plain', inline: true },
      { filename: 'laporan é.pdf', contentType: 'application/pdf', inline: false },
      { filename: '', contentType: 'message/rfc822', inline: false },
    ]);
    expect(contents.map((bytes) => bytes.length)).toEqual(report.attachments.map((attachment) => attachment.size));
    expect(Buffer.from(contents[3] as Uint8Array).toString()).toContain('Surat di dalam surat.');
    expect(report.text).not.toContain('Ini berkas');
    expect(report.warnings).toEqual(expect.arrayContaining(['remote_images_blocked:1', 'embedded_images:1']));
    expect(report.html).toBe('<p>Ini fotonya:  dan </p>');
  });

  test('a mail that only carries another one shows that one, and whose it is', async () => {
    const { report } = await understand('only-an-embedded-message');
    expect(report.text).toBe('Surat di dalam surat.');
    expect(report.forwarded?.from?.address).toBe('bima@murid.example');
  });

  test('files of an embedded message are listed after it', async () => {
    const inner =
      'From: bima@murid.example\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nIsi.\n--i\nContent-Type: image/gif; name=foto.gif\n\nGIF89a\n--i--';
    const { report } = await mail(
      `From: a@b.example\nContent-Type: multipart/mixed; boundary=o\n\n--o\n\nLihat.\n--o\nContent-Type: message/rfc822\n\n${inner}\n--o--`,
    );
    expect(report.attachments.map((attachment) => attachment.filename)).toEqual(['', 'foto.gif']);
    expect(report.text).toBe('Lihat.');
  });

  test('a named body is still the letter when there is no other', async () => {
    const { report } = await understand('named-body');
    expect([report.text, report.attachments[0]?.filename]).toEqual(['Hanya ini yang ada.', 'body.txt']);
  });
});

describe('senders', () => {
  test('two From headers are nobody', async () => {
    const { report, fromAmbiguous } = await understand('two-from');
    expect([report.from, fromAmbiguous, report.warnings.includes('from_ambiguous')]).toEqual([null, true, true]);
  });

  test.each([
    'sari@murid.example, bima@murid.example',
    'Kelas: sari@murid.example;',
    'Sari',
    '',
    'undisclosed-recipients:;',
    'sari@murid.example <bima@murid.example>, x@y.example',
    'sari@murid.example bima@murid.example <x',
    '=?utf-8?q?sari=40murid.example=2C_bima=40murid.example?=',
  ])('From: %s is ambiguous', async (from) => {
    expect((await mail(`From: ${from}\nSubject: x\n\nIsi.`)).fromAmbiguous).toBe(true);
  });

  test('an encoded word that spells an address is only a name', async () => {
    const word = `=?utf-8?B?${Buffer.from('"Bu Ani" <ani@sekolah.example>').toString('base64')}?=`;
    const { report } = await mail(`From: ${word} <sari@murid.example>\n\nIsi.`);
    expect(report.from).toEqual({ name: '"Bu Ani" <ani@sekolah.example>', address: 'sari@murid.example' });
  });

  test('a domain is compared as its A-label', async () => {
    expect((await mail('From: a@Bücher.example\n\nIsi.')).report.from?.address).toBe('a@xn--bcher-kva.example');
  });
});

describe('the receiving server’s verdict', () => {
  test('counts above the first foreign hop', async () => {
    expect((await understand('verdict')).report.authentication).toEqual({
      trusted: true,
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
    });
  });

  test.each(['smtp.mailfrom="a; dmarc=pass"@luar.example', '(dari (dia) ; dmarc=pass ) smtp.mailfrom=luar.example'])(
    'is not what the sender wrote into it: %s',
    async (said) => {
      const results = `Authentication-Results: mx.sekolah.example; spf=pass ${said}; dmarc=none`;
      const { report } = await mail(`${results}\nFrom: sari@murid.example\n\nIsi.`);
      expect(report.authentication).toEqual({ trusted: true, spf: 'pass', dkim: null, dmarc: 'none' });
    },
  );

  test('a verdict the mail brought along is none', async () => {
    const { report } = await understand('forged-verdict');
    expect(report.authentication).toEqual({ trusted: false, spf: null, dkim: null, dmarc: null });
    expect(report.warnings).toContain('authentication_untrusted');
  });
});

describe('delivery reports', () => {
  test('RFC 3464: who failed, why, and which mail it was', async () => {
    expect((await understand('bounce-rfc3464')).report.bounce).toEqual({
      recipient: 'sari@murid.example',
      status: '5.1.1',
      action: 'failed',
      permanent: true,
      originalMessageId: 'answer.1@sekolah.example',
      diagnostic: '550 5.1.1 <sari@murid.example>: User unknown',
    });
  });

  test('a delay is not permanent', async () => {
    expect((await understand('bounce-delayed')).report.bounce).toMatchObject({
      recipient: 'sari@murid.example',
      action: 'delayed',
      permanent: false,
      status: '4.4.1',
    });
  });

  test('free text', async () => {
    expect((await understand('bounce-free-text')).report.bounce).toMatchObject({
      recipient: 'sari@murid.example',
      status: '5.2.2',
      permanent: false,
      originalMessageId: 'answer.9@sekolah.example',
    });
  });
});

describe('forwarded mail', () => {
  test('keeps its author apart from the konseli', async () => {
    const { report } = await understand('forwarded');
    expect(report.newText).toBe('Bu, ini yang mereka tulis.');
    expect(report.forwarded).toEqual({
      from: { name: 'Kelas XI', address: 'kelas@sekolah.example' },
      subject: 'Pesan dari kelas',
      text: 'Kamu jangan ikut besok.',
    });
  });
});

describe('odd shapes', () => {
  test('answers between the questions stay with them', async () => {
    const { report } = await understand('interleaved');
    expect(report.newText).toBe(
      '> Bagaimana tidurmu minggu ini?\n\nMasih susah, Bu. Paling tiga jam.\n\n> Apakah ada teman yang tahu?\n\nBelum ada.',
    );
    expect(report.quotedText).toContain('> Bu Ani');
  });

  test('a message in a message in a mail: the first is opened, the second is its file', async () => {
    const { report } = await understand('nested-messages');
    expect(report.text).toBe('Bu, ini surat-surat mereka.');
    expect(report.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['', 'message/rfc822'],
      ['asli.eml', 'message/rfc822'],
    ]);
    expect(report.forwarded).toMatchObject({ from: { address: 'bima@murid.example' }, subject: 'Terusan' });
  });

  test('of headers that may come once the first counts, and all receivers are kept', async () => {
    const { report, fromAmbiguous } = await understand('duplicate-headers');
    expect(report).toMatchObject({
      subject: 'Yang pertama',
      messageId: 'dua.1@murid.example',
      date: '2026-11-24T03:00:00.000Z',
      text: 'Isinya tetap terbaca.',
    });
    expect(report.to.map(({ address }) => address)).toEqual(['konseling@sekolah.example', 'ani@sekolah.example']);
    expect(fromAmbiguous).toBe(false);
  });

  test('parts that never end', async () => {
    const { report } = await understand('broken-boundaries');
    expect(report.text).toBe('Surat ini terpotong di tengah.');
    expect(report.attachments.map(({ filename }) => filename)).toEqual(['catatan.txt']);
  });

  test('nearly nothing but words', async () => {
    const { report } = await understand('no-headers-but-a-from');
    expect(report).toMatchObject({
      text: 'Saya tidak tahu harus mulai dari mana.',
      subject: '',
      date: null,
      messageId: null,
    });
    expect(report.warnings).toContain('message_id_missing');
  });

  test('Outlook in its own charset, and marked against answering machines', async () => {
    const { report } = await understand('outlook-windows-1252');
    expect(report).toMatchObject({
      subject: 'Je ne sais pas – que faire?',
      from: { name: 'Renée' },
      newText: 'Bonjour, j’ai besoin d’aide…',
    });
  });

  test('headers after blank lines are headers', async () => {
    expect((await understand('headers-after-blank-line')).report.subject).toBe('Baris kosong di depan');
  });

  test('flowed lines are joined, the signature mark is not', async () => {
    const { report } = await understand('flowed');
    expect([report.newText, report.signature]).toEqual(['Satu kalimat yang berlanjut di sini.', '-- \nSari']);
    expect(report.quotedText).toBe('> kutipan yang berlanjut.');
  });

  test.each([
    ['bare CR line ends', 'From: a@b.example\rSubject: x\r\rIsi.\r'],
    [
      'a "From " line of an mbox',
      'From sari@murid.example Tue Nov 24 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\nIsi.',
    ],
    ['no blank line before the body', 'From: a@b.example\nSubject: x\nIsi.'],
    ['a boundary that never comes', 'From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\nIsi.'],
    ['a multipart without boundary', 'From: a@b.example\nContent-Type: multipart/mixed\n\n--zz\n\nIsi.\n--zz--\n'],
    ['a multipart that never ends', 'From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nIsi.'],
    ['base64 without padding', 'From: a@b.example\nContent-Transfer-Encoding: base64\n\nSXNpLg'],
    ['an unknown transfer encoding', 'From: a@b.example\nContent-Transfer-Encoding: x-what\n\nIsi.'],
    ['an unknown charset', 'From: a@b.example\nContent-Type: text/plain; charset=x-what\n\nIsi.'],
    ['HTML only', 'From: a@b.example\nContent-Type: text/html\n\n<div>Isi.</div>'],
    [
      'an empty plain form beside HTML',
      'From: a@b.example\nContent-Type: multipart/alternative; boundary=q\n\n--q\n\n\n--q\nContent-Type: text/html\n\n<p>Isi.\n--q--',
    ],
    ['no headers', '\nIsi.'],
    [
      'parts under a Content-Type that nobody can read',
      'From: a@b.example\nContent-Type: multipart/To: x; boundary=q\n\n--q\n\nIsi.\n--q--',
    ],
    ['a stray line among the headers', 'From: a@b.example\nini bukan kepala\nSubject: x\nMIME-Version: 1.0\n\nIsi.'],
    [
      'a parameter that was not folded',
      'From: a@b.example\nContent-Type: multipart/mixed;\nboundary="q"\n\n--q\n\nIsi.\n--q--',
    ],
    [
      'another boundary than declared',
      'From: a@b.example\nContent-Type: multipart/mixed; boundary=zz\n\n--q\n\nIsi.\n--q--',
    ],
    [
      'one boundary for parent and child',
      'From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: image/gif\n\nx\n--q--\n\n--q\n\nIsi.\n--q--',
    ],
  ])('%s', async (_, raw) => {
    expect((await mail(raw)).report.text).toBe('Isi.');
  });

  test('words outside empty parts are read; an empty letter stays empty', async () => {
    const shell = (outside: string) =>
      `From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n${outside}\n--q\nContent-Type: text/plain;\n charset=utf-8\n\n\n--q--\n`;
    expect((await mail(shell('Tolong saya, Bu.'))).report.text).toBe('Tolong saya, Bu.');
    expect((await mail(shell('This is a multi-part message in MIME format.'))).report.text).toBe('');
  });

  test('a mail with two stories says so', async () => {
    const plain = 'Semua baik saja di sini dan tidak ada masalah apa pun.';
    const html = '<p>Tolong hubungi nenek karena keadaan rumah sangat buruk malam ini.</p>';
    const { report } = await mail(
      `From: a@b.example\nContent-Type: multipart/alternative; boundary=q\n\n--q\n\n${plain}\n--q\nContent-Type: text/html\n\n${html}\n--q--`,
    );
    expect(report.warnings).toContain('text_and_html_differ');
    expect(report.html).toContain('nenek');
  });

  test('headers named like parts of an object do no harm', async () => {
    const { report } = await mail(
      'From: a@b.example\n__proto__: x\nconstructor: y\ntoString: z\nContent-Type: text/plain; __proto__=1; charset=utf-8\n\nIsi.',
    );
    expect([report.text, ({} as Record<string, unknown>).x]).toEqual(['Isi.', undefined]);
  });
});

describe('whatever the bytes', () => {
  const pieces = fc.constantFrom(
    'From: a@b.example\n',
    'Content-Type: multipart/mixed; boundary=x\n',
    'Content-Type: text/html\n',
    '\n',
    '--x\n',
    '--x--\n',
    'On 1/2/2026 10:00 a@b.example wrote:\n',
    '> kutipan\n',
    '<p>isi',
    '-- \n',
    'kata\n',
    '=?utf-8?q?=41?=',
    '\0',
    '\r',
  );
  const mails = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(pieces, { maxLength: 30 }).map((list) => Buffer.from(list.join(''))),
  );

  test('understanding never throws, and its strings fit the database', async () => {
    await fc.assert(
      fc.asyncProperty(mails, async (raw) => {
        const { report, contents } = await understandMail(raw, options);
        const all = JSON.stringify(report);
        expect(all).not.toContain('\\u0000');
        expect(all.isWellFormed() && !/\\ud[89a-f]/i.test(all)).toBe(true);
        expect(contents.length).toBe(report.attachments.length);
      }),
      { numRuns: 400 },
    );
  });

  test('the plain reading finds the words of every letter', async () => {
    for (const file of readdirSync(letters)) {
      const raw = readFileSync(join(letters, file));
      const plain = readPlainly(raw, await readMime(raw));
      expect(plain.report.text, file).not.toBe('');
      expect(plain.report.subject, file).toBe((await understandMail(raw, options)).report.subject);
    }
  });
});
