// Encrypted and signed mail is neither opened nor checked; it says so, and nothing of it is lost.
import { describe, expect, test } from 'vitest';
import { understandMail } from '../../src/mail/understand/understand-mail.ts';

const options = { authservId: null, ownAddresses: [] };
const read = async (lines: string[]) =>
  (await understandMail(Buffer.from(['From: sari@murid.example', 'Subject: x', ...lines].join('\r\n')), options))
    .report;

describe('encrypted', () => {
  test('PGP/MIME (RFC 3156 §4)', async () => {
    const report = await read([
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=q',
      '',
      '--q',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--q',
      'Content-Type: application/octet-stream; name=encrypted.asc',
      '',
      '-----BEGIN PGP MESSAGE-----',
      'hQEMA',
      '-----END PGP MESSAGE-----',
      '--q--',
    ]);
    expect(report.warnings).toEqual(expect.arrayContaining(['encrypted', 'no_text']));
    expect(report.attachments.map((file) => file.filename)).toContain('encrypted.asc');
    expect(report.kind).toBe('human');
  });

  test('PGP in the text', async () => {
    const armour = '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----';
    const report = await read(['', armour]);
    expect([report.text, report.newText, report.warnings.includes('encrypted')]).toEqual([armour, armour, true]);
  });

  test.each(['application/pkcs7-mime', 'application/x-pkcs7-mime'])('S/MIME as %s (RFC 8551 §3.3)', async (type) => {
    const report = await read([
      `Content-Type: ${type}; smime-type=enveloped-data; name=smime.p7m`,
      'Content-Transfer-Encoding: base64',
      '',
      'MIAGCSqGSIb3DQEHA6CA',
    ]);
    expect(report.warnings).toContain('encrypted');
    expect(report.warnings).not.toContain('signed');
    expect(report.attachments).toMatchObject([{ filename: 'smime.p7m', size: 15 }]);
  });
});

describe('signed', () => {
  test.each([
    ['PGP', 'application/pgp-signature', 'signature.asc'],
    ['S/MIME', 'application/pkcs7-signature', 'smime.p7s'],
  ])('%s: the letter is read, the signature is a file', async (_, type, name) => {
    const report = await read([
      `Content-Type: multipart/signed; protocol="${type}"; boundary=q`,
      '',
      '--q',
      '',
      'Halo Bu.',
      '--q',
      `Content-Type: ${type}; name=${name}`,
      '',
      'tanda tangan',
      '--q--',
    ]);
    expect(report.newText).toBe('Halo Bu.');
    expect(report.attachments.map((file) => file.filename)).toEqual([name]);
    expect(report.warnings).toContain('signed');
    expect(report.warnings).not.toContain('encrypted');
  });

  test('an ordinary letter says nothing of it', async () => {
    const { warnings } = await read(['', 'Halo Bu, apa itu PGP?']);
    expect(warnings.filter((code) => /encrypted|signed/.test(code))).toEqual([]);
  });
});
