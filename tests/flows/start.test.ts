/**
 * What a person sees who starts it with something wrong: one clear sentence for each thing, nothing started, nothing changed.
 * And what the doctor says of the same settings.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyFile } from '../../src/crypto/key-file.ts';
import { suluh } from '../support/desk.ts';
import { dovecotAvailable } from '../support/dovecot.ts';
import { openService, type Service } from '../support/service.ts';

// At once: each starts a program of its own, and most of it is waiting.
describe.skipIf(!dovecotAvailable)('starting with something wrong', { concurrent: true }, () => {
  let service: Service;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'suluh-start-'));
    service = await openService();
  });
  afterAll(async () => {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** starts the program and waits for its end */
  async function startWith(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
    const program = service.run({ roles: ['web'], env });
    if (program.child.exitCode === null) await new Promise((resolve) => program.child.once('exit', resolve));
    return { code: program.child.exitCode, said: program.output() };
  }

  test('every wrong setting is named at once, and no password with it', async () => {
    const { code, said } = await startWith({
      PORT: 'delapan',
      IMAP_URL: 'http://konseling:rahasia@imap.example',
      MAIL_ADDRESS: 'bukan alamat',
    });
    expect(code).toBe(1);
    expect(said).toMatch(/PORT: .*port number/);
    expect(said).toMatch(/IMAP_URL: .*imaps?:\/\//);
    expect(said).toMatch(/MAIL_ADDRESS: /);
    expect(said).not.toContain('rahasia');
    expect(said).not.toContain('    at ');
  });

  test('a missing key file', async () => {
    const { code, said } = await startWith({ KEY_FILE: join(folder, 'tidak-ada') });
    expect(code).toBe(1);
    expect(said).toMatch(/key file .* is not there\. Nothing was started or changed/);
  });

  test('a file that is no key', async () => {
    writeFileSync(join(folder, 'bukan-kunci'), 'halo');
    const { code, said } = await startWith({ KEY_FILE: join(folder, 'bukan-kunci') });
    expect(code).toBe(1);
    expect(said).toMatch(/is not a Suluh key file\. Nothing was started or changed/);
  });

  test('the key of another installation opens nothing, and overwrites nothing', async () => {
    const before = await service.db.selectFrom('vault.keys').selectAll().orderBy('id').execute();
    createKeyFile(join(folder, 'kunci-lain'));
    const { code, said } = await startWith({ KEY_FILE: join(folder, 'kunci-lain') });
    expect(code).toBe(1);
    expect(said).toMatch(/does not belong to this database/);
    expect(await service.db.selectFrom('vault.keys').selectAll().orderBy('id').execute()).toEqual(before);
  });

  test('a database that is not there', async () => {
    const { code, said } = await startWith({ DATABASE_URL: 'postgres://suluh:rahasia@127.0.0.1:1/suluh' });
    expect(code).toBe(1);
    expect(said).toMatch(/nothing listens at this host and port\. Nothing was started or changed/);
    expect(said).not.toContain('rahasia');
  });

  test('a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'berkas'), '');
    const { code, said } = await startWith({ DATABASE_URL: '', DATA_DIR: join(folder, 'berkas', 'data') });
    expect(code).toBe(1);
    expect(said).toMatch(/berkas\/data cannot be written: part of the path is a file.* set DATA_DIR to another folder/);
    expect(said).not.toContain('    at ');
  });

  test('a Redis that is not there', async () => {
    const { code, said } = await startWith({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(said).toMatch(/REDIS_URL: Redis does not answer there/);
  });

  test('a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const { code, said } = await startWith({ PORT: String(port) });
    taken.close();
    expect(code).toBe(1);
    expect(said).toMatch(/taken by another program/);
  });

  test('the doctor finds good servers good and bad ones bad, each by itself', async () => {
    const good = await suluh(service, 'doctor');
    expect(good.code, good.err).toBe(0);
    expect(good.out).toMatch(/Everything that was tried works/);
    const sick = {
      ...service,
      env: { ...service.env, SMTP_URL: 'smtp://127.0.0.1:1', REDIS_URL: 'redis://127.0.0.1:1' },
    };
    const found = await suluh(sick, 'doctor');
    expect(found.code).toBe(1);
    expect(found.err).toMatch(/WRONG {2}sending \(SMTP\): the server cannot be reached/);
    expect(found.err).toMatch(/WRONG {2}queue: Redis does not answer/);
    expect(found.out).toMatch(/ok {5}mailbox/);
    const wrongPassword = service.env.IMAP_URL!.replace(/:[^:@/]+@/, ':salah@');
    const refused = await suluh({ ...service, env: { ...service.env, IMAP_URL: wrongPassword } }, 'doctor');
    expect(refused.err).toMatch(/refuses this user or password/);
    expect(refused.err + refused.out).not.toContain('salah@');
  });
});
