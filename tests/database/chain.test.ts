// The record of what happened: one chain, whoever writes at once, and no change to it goes unnoticed.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anchorHead } from '../../src/audit/anchor-head.ts';
import { record } from '../../src/audit/record.ts';
import { isWhole, verifyAudit } from '../../src/audit/verify.ts';
import { accessCase } from '../../src/cases/case-access.ts';
import { newId, openDatabase, type Tx } from '../../src/db/database.ts';
import { aCase, type CastCase, openWorld, START, type World } from '../support/cast.ts';

let world: World;
let sari: CastCase;
let dir: string;
let file: string;

beforeAll(async () => {
  world = await openWorld();
  sari = await aCase(world, { counsellor: world.buAni });
  dir = mkdtempSync(join(tmpdir(), 'suluh-anchors-'));
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await world.end();
});
beforeEach(async () => {
  file = join(dir, newId());
  await asOwner((tx) => sql`truncate events, audit_anchors`.execute(tx));
});

const looks = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    actor: { staff: world.buAni.id },
    kind: 'case.read' as const,
    caseId: sari.id,
    data: { n: i },
  }));

/** The owner of the tables can switch the guard off; that is what the chain is for. */
const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  world.tx(async (tx) => {
    await sql`alter table events disable trigger all`.execute(tx);
    const result = await work(tx);
    await sql`alter table events enable trigger all`.execute(tx);
    return result;
  });

describe('the chain', () => {
  test('an empty record is whole and has no head', async () => {
    expect(await verifyAudit(world.db, null)).toEqual({
      events: 0,
      head: null,
      broken: [],
      anchors: { stored: 0, filed: 0, broken: [], unreadable: 0 },
    });
    expect(await anchorHead(world.db, file, START)).toBeNull();
  });

  test('lines written in one statement follow each other', async () => {
    await world.tx((tx) => record(tx, ...looks(5)));
    const found = await verifyAudit(world.db, null);
    expect(found).toMatchObject({ events: 5, broken: [] });
    const rows = await world.db.selectFrom('events').select(['seq', 'data']).orderBy('seq').execute();
    expect(rows.map((r) => [r.seq, r.data.n])).toEqual([1, 2, 3, 4, 5].map((n) => [n, n - 1]));
  });

  test('a transaction that fails leaves no gap', async () => {
    await world.tx((tx) => record(tx, ...looks(1)));
    await expect(
      world.tx(async (tx) => {
        await record(tx, ...looks(3));
        throw new Error('the power went');
      }),
    ).rejects.toThrow('the power went');
    await world.tx((tx) => record(tx, ...looks(1)));
    expect(await verifyAudit(world.db, null)).toMatchObject({ events: 2, broken: [] });
  });

  test('20 who act at once on 4 cases write one chain, and nobody deadlocks', async () => {
    const cases = await Promise.all(
      ['Bima', 'Dewi', 'Rani', 'Tono'].map((k) => aCase(world, { konseli: k, counsellor: world.buAni })),
    );
    const busy = openDatabase(world.url, 20);
    try {
      const rounds = 6;
      await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          for (let round = 0; round < rounds; round++) {
            const kasus = cases[(i + round) % cases.length]!;
            await busy.transaction().execute(async (tx) => {
              await accessCase(tx, world.buAni, kasus.code, 'move', START);
              await tx.updateTable('cases').set({ letters: round }).where('id', '=', kasus.id).execute();
              await record(tx, { actor: { staff: world.buAni.id }, kind: 'case.read', caseId: kasus.id });
            });
          }
        }),
      );
      expect(await verifyAudit(world.db, null)).toMatchObject({ events: 20 * rounds, broken: [] });
    } finally {
      await busy.destroy();
    }
  }, 60_000);
});

describe('anchors', () => {
  test('the head is written into a file for its owner alone, once', async () => {
    await world.tx((tx) => record(tx, ...looks(3)));
    const anchor = await anchorHead(world.db, file, START);
    expect(anchor).toMatchObject({ seq: 3 });
    expect(await anchorHead(world.db, file, START)).toBeNull();
    expect(readFileSync(file, 'utf8')).toBe(`3 ${anchor!.hash} ${START.toISOString()}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await verifyAudit(world.db, file)).toMatchObject({
      broken: [],
      anchors: { stored: 1, filed: 1, broken: [], unreadable: 0 },
    });
  });

  test('a file that holds something else is told of', async () => {
    await world.tx((tx) => record(tx, ...looks(1)));
    await anchorHead(world.db, file, START);
    writeFileSync(file, `${readFileSync(file, 'utf8')}1 not-a-hash ${START.toISOString()}\n`);
    const found = await verifyAudit(world.db, file);
    expect(found.anchors).toMatchObject({ filed: 1, broken: [], unreadable: 1 });
    expect(isWhole(found)).toBe(false);
  });

  test('anchors in the database are forged too: the file outside tells', async () => {
    await world.tx((tx) => record(tx, ...looks(9)));
    await anchorHead(world.db, file, START);
    await asOwner(async (tx) => {
      await sql`truncate events, audit_anchors`.execute(tx);
      await sql`alter table events enable trigger all`.execute(tx);
      await record(tx, ...looks(9).map((e) => ({ ...e, data: { n: -1 } })));
      await sql`insert into audit_anchors (seq, hash) select seq, hash from events order by seq desc limit 1`.execute(
        tx,
      );
    });
    expect(await verifyAudit(world.db, null)).toMatchObject({ broken: [], anchors: { stored: 1, broken: [] } });
    const found = await verifyAudit(world.db, file);
    expect(found).toMatchObject({ broken: [], anchors: { broken: [9] } });
    expect(isWhole(found)).toBe(false);
  });
});

describe('whatever the owner of the tables does, it is found', () => {
  const LINES = 24;
  const seq = fc.integer({ min: 1, max: LINES });
  /** Each attack changes something: an edit that leaves every byte as it was is none. */
  const attack = fc.oneof(
    fc.record({ how: fc.constant('change data' as const), seq, to: fc.integer({ min: 1000, max: 9999 }) }),
    fc.record({ how: fc.constant('change actor' as const), seq }),
    fc.record({ how: fc.constant('change kind' as const), seq }),
    fc.record({ how: fc.constant('change time' as const), seq, by: fc.integer({ min: 1, max: 86_400_000 }) }),
    fc.record({ how: fc.constant('take case away' as const), seq }),
    fc.record({ how: fc.constant('change hash' as const), seq }),
    fc.record({ how: fc.constant('change data and its hash' as const), seq }),
    fc.record({ how: fc.constant('delete' as const), seq }),
    fc.record({ how: fc.constant('cut the tail' as const), seq }),
    fc.record({ how: fc.constant('swap' as const), seq, with: seq }).filter((a) => a.seq !== a.with),
    fc.record({ how: fc.constant('insert' as const), seq }),
    fc.record({ how: fc.constant('append' as const) }),
    fc.record({ how: fc.constant('forge from here on' as const), seq }),
  );

  test('100 % of random edits, with the head anchored', async () => {
    await world.tx((tx) => record(tx, ...looks(LINES)));
    await anchorHead(world.db, file, START);
    expect(isWhole(await verifyAudit(world.db, file))).toBe(true);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(attack, async (wish) => {
        seen.add(wish.how);
        expect(await foundAfter(wish)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(seen.size).toBe(13);
    expect(isWhole(await verifyAudit(world.db, file))).toBe(true); // every attack was rolled back
  }, 120_000);

  type Attack = typeof attack extends fc.Arbitrary<infer T> ? T : never;

  async function foundAfter(wish: Attack): Promise<boolean> {
    const undo = Symbol('undo');
    let found = false;
    await asOwner(async (tx) => {
      await apply(tx, wish);
      found = !isWhole(await verifyAudit(tx, file));
      throw undo;
    }).catch((error) => {
      if (error !== undo) throw error;
    });
    return found;
  }

  async function apply(tx: Tx, wish: Attack): Promise<void> {
    const now = 'seq' in wish ? wish.seq : LINES;
    switch (wish.how) {
      case 'change data':
        return run(tx, sql`update events set data = jsonb_build_object('n', ${wish.to}::int) where seq = ${now}`);
      case 'change actor':
        return run(tx, sql`update events set actor = 'konseli' where seq = ${now}`);
      case 'change kind':
        return run(tx, sql`update events set kind = 'note.written' where seq = ${now}`);
      case 'change time':
        return run(tx, sql`update events set at = at + make_interval(secs => ${wish.by / 1000}) where seq = ${now}`);
      case 'take case away':
        return run(tx, sql`update events set case_id = null where seq = ${now}`);
      case 'change hash':
        return run(tx, sql`update events set hash = sha256(hash) where seq = ${now}`);
      case 'change data and its hash':
        await run(tx, sql`update events set data = '{"n":-1}' where seq = ${now}`);
        return run(tx, sql`update events e set hash = event_hash(e) where seq = ${now}`);
      case 'delete':
        return run(tx, sql`delete from events where seq = ${now}`);
      case 'cut the tail':
        return run(tx, sql`delete from events where seq >= ${now}`);
      case 'swap':
        await run(tx, sql`update events set seq = -1 where seq = ${now}`);
        await run(tx, sql`update events set seq = ${now} where seq = ${wish.with}`);
        return run(tx, sql`update events set seq = ${wish.with} where seq = -1`);
      case 'insert':
        await run(tx, sql`update events set seq = -seq - 1 where seq >= ${now}`);
        await run(tx, sql`update events set seq = -seq where seq < 0`);
        return run(
          tx,
          sql`insert into events (seq, at, actor, kind, prev_hash, hash)
              select ${now}, at, 'cli', kind, prev_hash, sha256(hash) from events order by seq limit 1`,
        );
      case 'append':
        return run(
          tx,
          sql`insert into events (seq, at, actor, kind, prev_hash, hash)
              select seq + 1, at, 'cli', kind, hash, sha256(hash) from events order by seq desc limit 1`,
        );
      case 'forge from here on':
        await run(tx, sql`update events set data = '{"n":-1}' where seq = ${now}`);
        return run(
          tx,
          sql`do $$ declare e events; prev bytea := decode(repeat('00', 32), 'hex'); begin
                update events set hash = sha256(convert_to('out of the way' || seq, 'UTF8'));
                for e in select * from events order by seq loop
                  e.prev_hash := prev; prev := event_hash(e);
                  update events set prev_hash = e.prev_hash, hash = prev where seq = e.seq;
                end loop;
              end $$`,
        );
    }
  }

  const run = async (tx: Tx, statement: ReturnType<typeof sql>): Promise<void> => {
    await statement.execute(tx);
  };
});
