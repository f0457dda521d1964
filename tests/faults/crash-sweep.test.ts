/**
 * Runs the crash sweep: in an ordinary run over a spread of writes, with `SWEEP=every` over every single one
 * (`npm run sweep`). A planted bug, a cursor that moves before the bytes are kept, is caught by it.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dovecotAvailable, dovecotMissing } from '../support/dovecot.ts';
import { openSweep, type Sweep } from './crash-sweep.ts';

const every = process.env.SWEEP === 'every';
/** so many places of the kill in an ordinary run, spread evenly from the first write to the last */
const POINTS = 2;
const HOURS = 3_600_000;

describe.each(['ingest', 'send'] as const)('kill -9 while mails %s', (scenario) => {
  let sweep: Sweep;
  beforeAll(async () => {
    if (dovecotAvailable) sweep = await openSweep(scenario);
  });
  afterAll(async () => {
    await sweep?.close();
  });

  test.skipIf(!dovecotAvailable)(
    `loses nothing and doubles nothing${dovecotAvailable ? '' : ` (${dovecotMissing})`}`,
    { timeout: every ? 3 * HOURS : 300_000 },
    async () => {
      const whole = await sweep.run(0);
      expect(whole.broken).toEqual([]);
      const broken: string[] = [];
      for (const killAt of places(whole.writes)) {
        const run = await sweep.run(killAt);
        broken.push(...run.broken.map((line) => `killed after write ${killAt} of ${whole.writes}: ${line}`));
        if (every) console.log(`${scenario}: ${killAt}/${whole.writes} ${run.broken.length ? 'BROKEN' : 'holds'}`);
      }
      expect(broken).toEqual([]);
    },
  );
});

describe('the sweep has teeth', () => {
  const beforeTheBytes = 'insert into "inbound_mails"';

  test.skipIf(!dovecotAvailable)(
    'a cursor that moves before the bytes are kept is caught',
    { timeout: 300_000 },
    async () => {
      const planted = await openSweep('ingest', join(import.meta.dirname, 'cursor-first.ts'));
      try {
        const run = await planted.run(beforeTheBytes);
        expect(run.killed).toBe(true);
        expect(run.broken.join()).toMatch(/20 mails delivered, \d+ taken in/);
      } finally {
        await planted.close();
      }
    },
  );

  test.skipIf(!dovecotAvailable)('and the program as it is stands the same blow', { timeout: 300_000 }, async () => {
    const sweep = await openSweep('ingest');
    try {
      expect(await sweep.run(beforeTheBytes)).toMatchObject({ killed: true, broken: [] });
    } finally {
      await sweep.close();
    }
  });
});

/** Starting up writes the same things each time; most places lie where mail is at work. */
function places(writes: number): number[] {
  if (every) return Array.from({ length: writes }, (_, n) => n + 1);
  return Array.from({ length: POINTS }, (_, n) => Math.max(1, Math.round(((n + 1) * writes) / (POINTS + 1))));
}
