// The bytes that leave: read back by another parser, and looked at as bytes.
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { composeMail, type MailToCompose } from '../../../src/mail/compose-mail.ts';

const MAIL: MailToCompose = {
  from: { name: 'Konseling Sekolah – Bu Ani', address: 'konseling@sekolah.example' },
  to: { name: 'Sari', address: 'sari@murid.example' },
  subject: 'Re: Saya cemas 🌧',
  text: 'Halo Sari,\n\nterima kasih.\n',
  messageId: '<b1.K7F3QX@sekolah.example>',
  date: new Date('2026-11-25T01:02:03Z'),
};

async function compose(changes: Partial<MailToCompose> = {}): Promise<Buffer> {
  const raw = await composeMail({ ...MAIL, ...changes });
  if (!Buffer.isBuffer(raw)) throw new Error(raw.refused);
  return raw;
}

const headerNames = (raw: Buffer) =>
  (raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '')
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => line.split(':', 1)[0]);

/** What every mail server may be trusted with: CRLF, short 7-bit lines, no NUL (RFC 5321 §2.3.8, §4.5.3.1.6). */
function expectSafeBytes(raw: Buffer): void {
  const text = raw.toString('latin1');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  expect(text).not.toMatch(/[^\t\r\n\x20-\x7e]/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(200);
}

test('an answer with all its parts, read back', async () => {
  const raw = await compose({
    inReplyTo: '<x@murid.example>',
    references: ['<w@murid.example>', '<x@murid.example>'],
    replyTo: 'konseling+abc@sekolah.example',
  });
  const mail = await simpleParser(raw);
  expect(mail.from?.value).toEqual([{ ...MAIL.from }]);
  expect(mail.replyTo?.value).toEqual([{ name: MAIL.from.name, address: 'konseling+abc@sekolah.example' }]);
  expect(mail.to).toMatchObject({ value: [{ name: 'Sari', address: 'sari@murid.example' }] });
  expect(mail.subject).toBe(MAIL.subject);
  expect(mail.messageId).toBe(MAIL.messageId);
  expect(mail.inReplyTo).toBe('<x@murid.example>');
  expect(mail.references).toEqual(['<w@murid.example>', '<x@murid.example>']);
  expect(mail.date).toEqual(MAIL.date);
  expect(mail.text).toBe(MAIL.text);
  expect(mail.html).toContain('<html lang="id">');
  expect(headerNames(raw).sort()).toEqual([
    'Content-Type',
    'Date',
    'From',
    'In-Reply-To',
    'MIME-Version',
    'Message-ID',
    'References',
    'Reply-To',
    'Subject',
    'To',
  ]);
  expectSafeBytes(raw);
});

test('the same letter, whatever its words, is read back word for word', async () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => text.replaceAll('\0', ''));
  const pieces = fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '.',
    '\n.\n',
    '\n..\n',
    ' \n',
    'From ',
    '=',
    '<b>',
    '\t',
    'é',
    '\u2028',
  );
  const text = fc.array(fc.oneof(words, pieces), { maxLength: 12 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, async (body) => {
      const raw = await compose({ text: body });
      expectSafeBytes(raw);
      const mail = await simpleParser(raw);
      expect((mail.text ?? '').trimEnd()).toBe(body.replace(/\r\n?/g, '\n').trimEnd());
    }),
    { numRuns: 150 },
  );
});

test('a long letter stays small, a very long line is folded', async () => {
  const raw = await compose({ text: 'panjang '.repeat(1_000) });
  expectSafeBytes(raw);
  expect(raw.length).toBeLessThan(30_000);
});

test('a long thread: the first and the last twenty references, each of them valid', async () => {
  const thread = Array.from({ length: 300 }, (_, n) => `<${n}.${'r'.repeat(60)}@murid.example>`);
  const raw = await compose({ references: [...thread, 'rusak', '<a b@c>', '<é@x>', '<x@y>\r\nBcc: z@z', ''] });
  expectSafeBytes(raw);
  const { references } = await simpleParser(raw);
  expect(references).toEqual([thread[0], ...thread.slice(-20)]);
});

test('automatic mail says so; a counsellor’s answer does not', async () => {
  const acknowledgement = await simpleParser(await compose({ automatic: true, inReplyTo: '<x@murid.example>' }));
  expect(acknowledgement.headers.get('auto-submitted')).toBe('auto-replied');
  expect(acknowledgement.headers.get('x-auto-response-suppress')).toBe('All');
  const reminder = await simpleParser(await compose({ automatic: true }));
  expect(reminder.headers.get('auto-submitted')).toBe('auto-generated');
  expect(headerNames(await compose())).not.toContain('Auto-Submitted');
});

test('attachments come from memory only, byte for byte', async () => {
  const content = Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 256));
  const raw = await compose({
    attachments: [{ filename: 'surat rujukan “é”.pdf', contentType: 'application/pdf', content }],
  });
  expectSafeBytes(raw);
  const { attachments } = await simpleParser(raw);
  expect(attachments).toHaveLength(1);
  expect(attachments[0]?.filename).toBe('surat rujukan “é”.pdf');
  expect(attachments[0]?.content.equals(content)).toBe(true);
});

describe('the HTML part', () => {
  const html = async (text: string) => String((await simpleParser(await compose({ text }))).html);

  test('shows what was written and runs none of it', async () => {
    const page = await html('<script>alert(1)</script> & "kutip" <img src=x onerror=y>');
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;kutip&#34; &#60;img');
    expect(page).not.toMatch(/<(script|img|link|iframe|style)/);
  });

  test('makes paragraphs and line breaks', async () => {
    expect(await html('satu\ndua\n\ntiga')).toMatch(/<p [^>]*>satu<br>\ndua<\/p>\n<p [^>]*>tiga<\/p>/);
  });

  test.each([
    ['lihat https://contoh.example/a?b=1&c=2.', '<a href="https://contoh.example/a?b=1&#38;c=2">'],
    ['(http://contoh.example)', '<a href="http://contoh.example">'],
    ['mailto:konseling@sekolah.example!', '<a href="mailto:konseling@sekolah.example">'],
  ])('links %s', async (text, link) => {
    expect(await html(text)).toContain(link);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://x.example', 'https://"onclick=x'])(
    'does not link %s',
    async (text) => {
      expect(await html(text)).not.toContain('<a ');
    },
  );
});

describe('what cannot be written is refused', () => {
  const controls = ['\r\n', '\n', '\r', '\0', '\u2028', '\u2029', '\u0085', '\u202e', '\x1b'];
  test.each(controls)('%j in a header value', async (control) => {
    const bad = `x${control}Bcc: lain@jahat.example`;
    const attempts: [Partial<MailToCompose>, string][] = [
      [{ subject: bad }, 'subject'],
      [{ from: { ...MAIL.from, name: bad } }, 'from'],
      [{ to: { ...MAIL.to, name: bad } }, 'to'],
      [{ to: { address: `sari@murid.example${control}` } }, 'to'],
      [{ replyTo: `a@b.example${control}` }, 'replyTo'],
      [{ attachments: [{ filename: bad, contentType: 'text/plain', content: Buffer.from('x') }] }, 'filename'],
    ];
    for (const [changes, field] of attempts) {
      expect(await composeMail({ ...MAIL, ...changes })).toEqual({ refused: 'control_characters', field });
    }
  });

  test.each(['a@b.example, c@d.example', '"a@b.example"@c.example', 'a', '', 'a b@c.example'])(
    'address %j',
    async (address) => {
      expect(await composeMail({ ...MAIL, to: { address } })).toEqual({ refused: 'bad_address', field: 'to' });
      expect(await composeMail({ ...MAIL, from: { name: '', address } })).toMatchObject({ field: 'from' });
    },
  );

  test.each(['b1@sekolah.example', '<b1>', '<a@b> <c@d>', '<é@b>', '<a@b>\r\nX: y', ''])(
    'Message-ID %j',
    async (messageId) => {
      expect(await composeMail({ ...MAIL, messageId })).toEqual({ refused: 'bad_message_id' });
    },
  );
});

test('names that look like addresses stay names', async () => {
  const raw = await compose({ to: { name: 'x, <lain@jahat.example>"', address: 'sari@murid.example' } });
  const mail = await simpleParser(raw);
  expect(mail.to).toMatchObject({ value: [{ address: 'sari@murid.example' }] });
});
