/**
 * `npm run faults -- [--seed N] [--minutes M]`: faults in an order that the seed decides, one after the other, struck into a
 * running service; after each everything must come to rest and every promise about mail must hold. Half of the time the queue
 * is on PostgreSQL, half on Redis. Ends with 1 at the first broken promise, and says how to have it again.
 *
 * `--planted all` (or the name of one) plants the bugs of `planted-bugs.ts`, one after the other, and ends with 1 when one of
 * them is not caught.
 */
import { parseArgs } from 'node:util';
import { dovecotAvailable, dovecotMissing } from '../support/dovecot.ts';
import { redisAvailable } from '../support/redis.ts';
import { openChance } from './chance.ts';
import { type FaultName, faults } from './faults.ts';
import { plant, plantedBugs } from './planted-bugs.ts';
import { openWorld, type WorldOptions } from './world.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string', default: '5' }, planted: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const minutes = Number(values.minutes);
if (!Number.isInteger(seed) || !(minutes > 0)) {
  console.error('Give whole numbers: npm run faults -- --seed 7 --minutes 5');
  process.exit(1);
}
if (!dovecotAvailable) {
  console.error(dovecotMissing);
  process.exit(1);
}
process.exitCode = values.planted ? await catchPlanted(values.planted) : await strikeAll();

interface Outcome {
  struck: number;
  letters: number;
  answers: number;
  broken: string[];
}

interface Round {
  queue: WorldOptions['queue'];
  names: readonly FaultName[];
  endAt: number;
  patienceMs: number;
  planted?: WorldOptions['planted'];
}

async function strikeAll(): Promise<number> {
  console.log(`seed ${seed}, ${minutes} minutes`);
  const queues = redisAvailable ? (['postgres', 'redis'] as const) : (['postgres'] as const);
  const all: Outcome = { struck: 0, letters: 0, answers: 0, broken: [] };
  const began = Date.now();
  for (const [n, queue] of queues.entries()) {
    const endAt = began + ((n + 1) * minutes * 60_000) / queues.length;
    console.log(`the queue on ${queue}:`);
    const outcome = await strike({ queue, names: Object.keys(faults) as FaultName[], endAt, patienceMs: 150_000 });
    all.struck += outcome.struck;
    all.letters += outcome.letters;
    all.answers += outcome.answers;
    all.broken.push(...outcome.broken);
    if (all.broken.length) break;
  }
  for (const line of all.broken) console.log(`BROKEN: ${line}`);
  if (all.broken.length) console.log(`Again: npm run faults -- --seed ${seed} --minutes ${minutes}`);
  console.log(
    `seed ${seed}: ${all.struck} faults, ${all.letters} letters, ${all.answers} answers, ${all.broken.length} broken promises`,
  );
  return all.broken.length ? 1 : 0;
}

/** Strikes until the time is over or a promise is broken. */
async function strike(round: Round): Promise<Outcome> {
  const chance = openChance(seed);
  const world = await openWorld({ chance, ...round });
  const outcome: Outcome = { struck: 0, letters: 0, answers: 0, broken: [] };
  try {
    do {
      const name = chance.pick(round.names);
      const began = performance.now();
      const told = await faults[name](world, chance);
      await world.heal();
      outcome.broken = await world.settle();
      Object.assign(outcome, world.count(), { struck: outcome.struck + 1 });
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${outcome.struck} ${name}: ${told} (${seconds} s) ${outcome.broken.length ? 'BROKEN' : 'holds'}`);
    } while (Date.now() < round.endAt && !outcome.broken.length);
  } catch (error) {
    outcome.broken.push(`the harness failed: ${(error as Error).stack}`);
  } finally {
    await world.close();
  }
  return outcome;
}

async function catchPlanted(which: string): Promise<number> {
  const names = which === 'all' ? Object.keys(plantedBugs) : [which];
  let missed = 0;
  for (const name of names) {
    const bug = plantedBugs[name];
    if (!bug) throw new Error(`there is no planted bug "${name}"; there are:\n${Object.keys(plantedBugs).join('\n')}`);
    console.log(`planted: ${name}`);
    const { broken } = await strike({
      queue: redisAvailable ? 'redis' : 'postgres',
      names: bug.faults,
      endAt: Date.now() + minutes * 60_000,
      patienceMs: 40_000,
      planted: plant(name),
    });
    if (!broken.length) missed++;
    console.log(broken.length ? `caught: ${broken[0]}` : 'NOT CAUGHT');
  }
  console.log(`${names.length - missed} of ${names.length} planted bugs caught`);
  return missed ? 1 : 0;
}
