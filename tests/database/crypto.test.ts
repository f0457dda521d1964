// Sealing and the vault: what is sealed opens in its place alone, and what is destroyed is gone.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyFile, type KeyFileProblem, readKeyFile } from '../../src/crypto/key-file.ts';
import { CannotOpen, type Key, open, openText, type Place, seal } from '../../src/crypto/seal.ts';
import { KeyDestroyed, openVault, WrongKeyFile } from '../../src/crypto/vault.ts';
import { openDatabase } from '../../src/db/database.ts';
import { aCase, openWorld, START, type World } from '../support/cast.ts';
import { dropDatabase, freshDatabase } from '../support/database.ts';

const aKey = (id = 'k'): Key => ({ id, secret: randomBytes(32) });

describe('a sealed value', () => {
  const key = aKey();
  const places = fc.constantFrom<Place>('messages.content', 'notes.body', 'cases.title');

  test('opens to what was sealed, text and bytes', () => {
    fc.assert(
      fc.property(places, fc.uuid(), fc.string({ unit: 'grapheme' }), fc.uint8Array(), (place, row, text, bytes) => {
        expect(openText(key, place, row, seal(key, place, row, text))).toBe(text);
        expect(open(key, place, row, seal(key, place, row, bytes)).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  test('with any bit changed does not open', () => {
    const sealed = seal(key, 'notes.body', 'row', 'Sari takut pulang');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => open(key, 'notes.body', 'row', changed)).toThrow(CannotOpen);
    }
  });

  test('cut short does not open', () => {
    const sealed = seal(key, 'notes.body', 'row', 'Sari');
    for (let length = 0; length < sealed.length; length++)
      expect(() => open(key, 'notes.body', 'row', sealed.subarray(0, length))).toThrow(CannotOpen);
  });

  test('opens in no other place, no other row, with no other key, also one of the same bytes', () => {
    const sealed = seal(key, 'notes.body', 'row', 'Sari');
    expect(() => open(key, 'messages.content', 'row', sealed)).toThrow(CannotOpen);
    expect(() => open(key, 'notes.body', 'other', sealed)).toThrow(CannotOpen);
    expect(() => open(aKey(), 'notes.body', 'row', sealed)).toThrow(CannotOpen);
    expect(() => open({ ...key, id: 'other' }, 'notes.body', 'row', sealed)).toThrow(CannotOpen);
  });

  test('is never twice the same, and the error tells nothing of it', () => {
    const [a, b] = [seal(key, 'notes.body', 'row', 'Sari'), seal(key, 'notes.body', 'row', 'Sari')];
    expect(a.equals(b)).toBe(false);
    expect(() => open(aKey(), 'notes.body', 'row', a)).toThrow('a sealed value did not open: notes.body');
  });
});

describe('the vault', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.end());

  test('hands out the same keys after a restart, with the same key file', async () => {
    const sari = await aCase(world);
    const again = await openVault(world.db, world.kek);
    expect(again.token.secret.equals(world.vault.token.secret)).toBe(true);
    const before = await world.vault.key(world.db, 'letters', sari.id);
    expect(await again.key(world.db, 'letters', sari.id)).toEqual(before);
    expect(again.blindIndex('address', 'sari@murid.example')).toEqual(
      world.vault.blindIndex('address', 'sari@murid.example'),
    );
  });

  test('does not open with another key file', async () => {
    await expect(openVault(world.db, aKey('other'))).rejects.toThrow(WrongKeyFile);
    await expect(openVault(world.db, { id: world.kek.id, secret: randomBytes(32) })).rejects.toThrow(WrongKeyFile);
  });

  test('two processes that start together on an empty database make one set of keys', async () => {
    const url = await freshDatabase();
    const [a, b] = [openDatabase(url), openDatabase(url)];
    try {
      const vaults = await Promise.all([openVault(a, world.kek), openVault(b, world.kek), openVault(a, world.kek)]);
      expect(new Set(vaults.map((v) => v.service.id)).size).toBe(1);
      const { count } = await a
        .selectFrom('vault.keys')
        .select((e) => e.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      expect(count).toBe(3);
    } finally {
      await Promise.all([a.destroy(), b.destroy()]);
      await dropDatabase(url);
    }
  });

  test('has a key of its own for letters and for notes of each case', async () => {
    const [sari, bima] = [await aCase(world, { konseli: 'Sari' }), await aCase(world, { konseli: 'Bima' })];
    const keys = await Promise.all(
      [sari, bima].flatMap((k) =>
        (['letters', 'notes'] as const).map((purpose) => world.vault.key(world.db, purpose, k.id)),
      ),
    );
    expect(new Set(keys.map((k) => k.secret.toString('hex'))).size).toBe(4);
  });

  test('what is destroyed is gone for every process, and the others stay', async () => {
    const [sari, bima] = [await aCase(world, { konseli: 'Sari' }), await aCase(world, { konseli: 'Bima' })];
    const other = await openVault(world.db, world.kek);
    await other.key(world.db, 'letters', sari.id);
    await world.tx((tx) => world.vault.destroy(tx, [sari.id], START));
    await expect(other.key(world.db, 'letters', sari.id)).rejects.toThrow(KeyDestroyed);
    await expect(other.key(world.db, 'notes', sari.id)).rejects.toThrow(KeyDestroyed);
    expect([...(await other.keys(world.db, 'letters', [sari.id, bima.id])).keys()]).toEqual([bima.id]);
    const left = await world.db
      .selectFrom('vault.keys')
      .select(['wrapped', 'destroyed_at'])
      .where('owner', '=', sari.id)
      .execute();
    expect(left).toEqual([1, 2].map(() => ({ wrapped: null, destroyed_at: START })));
  });

  test('keys exchanged between two rows do not open', async () => {
    const [sari, bima] = [await aCase(world, { konseli: 'Sari' }), await aCase(world, { konseli: 'Bima' })];
    await sql`
      update vault.keys k set wrapped = o.wrapped from vault.keys o
       where k.owner = ${sari.id} and k.purpose = 'letters' and o.owner = ${bima.id} and o.purpose = 'letters'`.execute(
      world.db,
    );
    await expect(world.vault.key(world.db, 'letters', sari.id)).rejects.toThrow(WrongKeyFile);
  });

  test('the blind index tells kinds apart and nothing of the value', () => {
    const { vault } = world;
    const address = vault.blindIndex('address', 'sari@murid.example');
    expect(address).toHaveLength(32);
    expect(vault.blindIndex('message-id', 'sari@murid.example').equals(address)).toBe(false);
    expect(vault.blindIndex('address', 'sari@murid.exampl').equals(address)).toBe(false);
  });

  test('no word of a letter lies in the database in the clear', async () => {
    const mark = 'kangkung-ungu-tujuh';
    await aCase(world, { konseli: 'Dewi', text: `Bu, ${mark}.`, subject: `Tentang ${mark}` });
    const { rows } = await sql<{ table: string }>`
      select format('%I.%I', table_schema, table_name) as "table" from information_schema.tables
       where table_schema in ('public', 'vault') and table_type = 'BASE TABLE'`.execute(world.db);
    expect(rows.length).toBeGreaterThan(30);
    for (const { table } of rows) {
      // bytes are searched as bytes: a sealed column that held the words themselves would show here
      const hex = Buffer.from(mark).toString('hex');
      const hits = await sql<{ count: number }>`
        select count(*) as count from ${sql.raw(table)} t where t::text ilike ${`%${mark}%`} or t::text like ${`%${hex}%`}`.execute(
        world.db,
      );
      expect([table, hits.rows[0]!.count]).toEqual([table, 0]);
    }
  });
});

describe('the key file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'suluh-key-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const problemOf = (work: () => unknown): KeyFileProblem | null => {
    try {
      work();
      return null;
    } catch (error) {
      return (error as { problem: KeyFileProblem }).problem;
    }
  };

  test('is made for its owner alone, and read again', () => {
    const path = join(dir, 'new', 'suluh.key');
    createKeyFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o400);
    const key = readKeyFile(path);
    expect(key.secret).toHaveLength(32);
    expect(readKeyFile(path)).toEqual(key);
    // the fingerprint that goes into the database is not a piece of the key
    expect(readFileSync(path, 'utf8').includes(key.id)).toBe(false);
  });

  test('two are never alike', () => {
    const [a, b] = [join(dir, 'a'), join(dir, 'b')];
    createKeyFile(a);
    createKeyFile(b);
    expect(readKeyFile(a).id).not.toBe(readKeyFile(b).id);
  });

  test('is never overwritten', () => {
    const path = join(dir, 'kept');
    writeFileSync(path, 'something');
    expect(problemOf(() => createKeyFile(path))).toBe('exists');
    expect(readFileSync(path, 'utf8')).toBe('something');
  });

  test('says what is wrong with it, and never what it holds', () => {
    expect(problemOf(() => readKeyFile(join(dir, 'nowhere')))).toBe('missing');
    const path = join(dir, 'cut');
    createKeyFile(path);
    chmodSync(path, 0o600);
    const line = readFileSync(path, 'utf8');
    for (const broken of [line.slice(0, -2), `${line}${line}`, line.replace('suluh-key-1', 'suluh-key-2'), '']) {
      writeFileSync(path, broken);
      expect(problemOf(() => readKeyFile(path))).toBe('malformed');
      expect(() => readKeyFile(path)).not.toThrow(line.slice(12, 30));
    }
  });
});
