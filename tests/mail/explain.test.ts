import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const letters = join(import.meta.dirname, 'letters');
const letter = (name: string) => join(letters, `${name}.eml`);

/** Runs the command as the shell would, in a process of its own. */
async function explain(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const module = JSON.stringify(new URL('../../src/cli/explain.ts', import.meta.url).href);
  const script = `const { explain } = await import(${module}); process.exitCode = await explain(process.argv.slice(1));`;
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script, '--', ...args],
      { maxBuffer: 50_000_000, env: { ...process.env, LANG: 'C.UTF-8' } },
    );
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, out: failed.stdout, err: failed.stderr };
  }
}

describe('explain', () => {
  test('--json prints one object a file, in order, with exactly the documented fields', async () => {
    const { code, out } = await explain(
      '--json',
      letter('gmail-reply'),
      letter('bounce-rfc3464'),
      letter('first-letter'),
    );
    const reports = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(reports.map((report) => report.kind)).toEqual(['human', 'bounce', 'human']);
    expect(Object.keys(reports[0])).toEqual([
      'kind',
      'subject',
      'from',
      'to',
      'cc',
      'date',
      'messageId',
      'inReplyTo',
      'references',
      'text',
      'newText',
      'quotedText',
      'signature',
      'html',
      'attachments',
      'bounce',
      'forwarded',
      'authentication',
      'risk',
      'warnings',
    ]);
    expect(Object.keys(reports[1].bounce)).toEqual([
      'recipient',
      'status',
      'action',
      'permanent',
      'originalMessageId',
      'diagnostic',
    ]);
  });

  test('a file that cannot be read is said, and the others are done', async () => {
    const { code, out, err } = await explain(
      '--json',
      letter('first-letter'),
      letter('tidak-ada'),
      letters,
      letter('spam'),
    );
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(lines.map((line) => line.kind ?? 'error' in line)).toEqual(['human', true, true, 'spam_marked']);
    expect(err).toContain('tidak ada berkas dengan nama itu');
    expect(err).toContain('ini sebuah folder, bukan surat');
  });

  test('speaks Indonesian, and English when asked', async () => {
    expect((await explain(letter('bounce-rfc3464'))).out).toContain('laporan gagal kirim');
    expect((await explain('--lang', 'en', letter('bounce-rfc3464'))).out).toContain('(the address does not work)');
  });

  test('a call without files or with an unknown option explains itself', async () => {
    expect(await explain()).toMatchObject({ code: 1, err: expect.stringContaining('suluh explain FILE') });
    expect((await explain('--json', '--wat', letter('spam'))).code).toBe(1);
  });

  test('a mail cannot command the terminal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'suluh-explain-'));
    try {
      const file = join(folder, 'a.eml');
      await writeFile(file, 'From: a@b.example\nSubject: x\u001B]0;judul\u0007\n\n\u001B[2Jisi\n');
      const { out } = await explain(file);
      expect(out).toContain('isi');
      expect(out).not.toContain('\u001B');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('a reader that has seen enough ends it quietly', async () => {
    const script = `const { explain } = await import(${JSON.stringify(new URL('../../src/cli/explain.ts', import.meta.url).href)}); await explain(process.argv.slice(1));`;
    const files = Array.from({ length: 300 }, () => letter('spam')).join(' ');
    const command = `"${process.execPath}" --input-type=module -e '${script}' -- --json ${files} | head -n 1`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-o', 'pipefail', '-c', command]);
    expect(JSON.parse(stdout).kind).toBe('spam_marked');
    expect(stderr).toBe('');
  });

  test('a thousand files in one run', async () => {
    const { code, out } = await explain(
      '--json',
      ...Array.from({ length: 1000 }, (_, n) => letter(n % 2 ? 'spam' : 'newsletter')),
    );
    const kinds = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect(code).toBe(0);
    expect(kinds).toEqual(Array.from({ length: 1000 }, (_, n) => (n % 2 ? 'spam_marked' : 'list')));
  });
});
