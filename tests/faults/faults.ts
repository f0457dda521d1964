/**
 * The faults, each a short story told to a running service: what strikes, when in relation to the work, and for how long. The
 * layers are those of any such harness: L2 a kill at a chosen write, L3 random kills and restarts, L4 the network.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { sql } from 'kysely';
import { openQueue } from '../../src/queue/queue.ts';
import type { Program } from '../support/service.ts';
import type { SinkBehaviour } from '../support/smtp-sink.ts';
import type { Passing } from '../support/tcp-proxy.ts';
import type { Chance } from './chance.ts';
import { killOnWrite } from './kill-on-write.ts';
import type { Link, World } from './world.ts';

/** @returns what was chosen, for the list of steps */
type Fault = (world: World, chance: Chance) => Promise<string>;

/** So long a kill waits for its write; an idle program makes few. */
const A_WHILE = 4_000;

const killAtAWrite: Fault = async (world, chance) => {
  const nth = chance.int(1, 80);
  return killWhen(world, nth, `write ${nth}`);
};

/** Every statement and line after which the next step is not yet known to the server. */
const TELLING = [
  'insert into "inbound_mails"',
  'insert into "cases"',
  'insert into "messages"',
  'insert into "outbound_mails"',
  'insert into "events"',
  'update "mailbox_folders"',
  'update "inbound_mails"',
  'update "outbound_mails"',
  'commit',
  'DATA\r\n',
  '\r\n.\r\n',
  'QUIT\r\n',
  'APPEND',
];

const killBeforeAStatement: Fault = (world, chance) => {
  const statement = chance.pick(TELLING);
  return killWhen(world, statement, JSON.stringify(statement));
};

async function killWhen(world: World, killAt: number | string, told: string): Promise<string> {
  const count = killOnWrite(Object.values(world.lines), killAt, world.programs());
  await world.load();
  for (let waited = 0; !count.killed && waited < A_WHILE; waited += 50) await sleep(50);
  if (!count.killed) return `${told}, which did not come`;
  await Promise.all(world.programs().map((program) => program.kill()));
  return told;
}

const killAtAMoment: Fault = async (world, chance) => {
  await world.load();
  await sleep(chance.int(0, 1_500));
  const { n, program } = oneOf(world, chance);
  await program.kill();
  return `program ${n}`;
};

const freeze: Fault = async (world, chance) => {
  await world.load();
  await sleep(chance.int(0, 900));
  const { n, program } = oneOf(world, chance);
  const ms = chance.int(2_500, 5_000); // longer than a lease
  program.child.kill('SIGSTOP');
  await sleep(ms);
  program.child.kill('SIGCONT');
  return `program ${n} for ${ms} ms`;
};

const stopInOrder: Fault = async (world, chance) => {
  await world.load();
  await sleep(chance.int(0, 900));
  const { n, program } = oneOf(world, chance);
  await program.end();
  return `program ${n}`;
};

const restartDatabase: Fault = async (world, chance) => {
  const how = chance.pick(['fast', 'immediate'] as const);
  await world.load();
  await sleep(chance.int(0, 900));
  await world.restartDatabase(how);
  return how;
};

const endSessions: Fault = async (world, chance) => {
  const times = chance.int(1, 4);
  await world.load();
  for (let n = 0; n < times; n++) {
    await sleep(chance.int(0, 500));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name in ('suluh', 'suluh-queue')
      and pid <> pg_backend_pid()`
      .execute(world.service.db)
      .catch(() => {}); // it may meet one of our own
  }
  return `${times} times`;
};

const emptyQueue: Fault = async (world, chance) => {
  const times = chance.int(1, 4);
  await world.load();
  for (let n = 0; n < times; n++) {
    await sleep(chance.int(0, 500));
    if (world.redis) await world.redis.flushAll();
    else await sql`drop schema if exists bullmq cascade`.execute(world.service.db);
  }
  return `${times} times`;
};

/** A queue promises each job at least once, never just once. */
const ringAgain: Fault = async (world) => {
  const { service } = world;
  const queue = await openQueue(service.env.REDIS_URL ?? service.databaseUrl, {
    onError: () => {},
    onJobFailed: () => {},
  });
  const ids = async (table: 'inbound_mails' | 'outbound_mails') =>
    (await service.db.selectFrom(table).select('id').execute()).map(({ id }) => id);
  await world.load();
  await queue.wake('ingest-mail', await ids('inbound_mails'));
  await queue.wake('deliver-mail', await ids('outbound_mails'));
  await queue.wake('append-copy', await ids('outbound_mails'));
  await sleep(1_000);
  await queue.close();
  return 'every job once more';
};

const MISBEHAVIOURS: SinkBehaviour[] = [
  'drop_at_connect',
  'drop_at_greeting',
  'nonsense',
  'drop_at_ehlo',
  'auth_535',
  'mail_451',
  'drop_at_mail',
  'rcpt_450',
  'drop_at_rcpt',
  'data_451',
  'data_421',
  'drop_at_data',
  'drop_after_354',
  'drop_in_body',
  'drop_after_dot',
  'partial_250',
  'dot_451',
  'dot_421',
  'dot_554',
  'slow_250',
];

/** The letter is there, and we do not learn of it: half of the time, since the most depends on it. */
const WITHHOLDING: SinkBehaviour[] = ['drop_after_dot', 'partial_250'];

const mailServerMisbehaves: Fault = async (world, chance) => {
  const pick = () => chance.pick(chance.percent(50) ? WITHHOLDING : MISBEHAVIOURS);
  const some = [pick(), pick()];
  world.service.sink.behave((n) => some[n % 2]!);
  await world.load();
  await sleep(chance.int(1_500, 3_000));
  return some.join(', ');
};

const renumberMailbox: Fault = async (world) => {
  world.expectReadAgain();
  await removeSome(world, 3);
  world.service.dovecot.dropIndex();
  await world.load();
  return 'after mails were removed';
};

const anotherClient: Fault = async (world) => {
  world.expectReadAgain();
  await world.load();
  await withClient(world, (client) => client.messageFlagsAdd('1:*', ['\\Seen', '\\Flagged']));
  await removeSome(world, 2);
  return 'reads all, removes some';
};

/** Another mail program throws away mails that were taken in. */
async function removeSome(world: World, most: number): Promise<void> {
  await withClient(world, async (client, uidValidity) => {
    const rows = await world.service.db
      .selectFrom('inbound_mails')
      .select('uid')
      .where('uid_validity', '=', uidValidity)
      .orderBy('uid', 'desc')
      .limit(most)
      .execute();
    if (rows.length) await client.messageDelete(rows.map(({ uid }) => uid).join(','), { uid: true });
  });
}

async function withClient(world: World, work: (client: ImapFlow, uidValidity: number) => Promise<unknown>) {
  const { hostname, port, username, password } = new URL(world.service.dovecot.imapUrl());
  const auth = { user: username, pass: password };
  const client = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth, logger: false });
  client.on('error', () => {});
  await client.connect();
  try {
    const { uidValidity } = await client.mailboxOpen('INBOX');
    await work(client, Number(uidValidity));
  } finally {
    client.close();
  }
}

/** The mailbox answers some commands otherwise than it did them. */
const mailboxLies: Fault = async (world, chance) => {
  const lie = chance.pick(['no', 'bye', 'half a literal'] as const);
  let times = chance.int(1, 3);
  const { proxy } = world.lines.mailbox!;
  proxy.rewrite((passing) => {
    const said = times > 0 ? LIES[lie](passing) : undefined;
    if (!said) return undefined;
    times--;
    if (lie !== 'no') setTimeout(proxy.reset, 300);
    return said;
  });
  await world.load();
  await sleep(2_500);
  return lie;
};

const LIES: Record<'no' | 'bye' | 'half a literal', (passing: Passing) => Buffer | undefined> = {
  no({ from, chunk }) {
    const text = chunk.toString('latin1');
    const answer = /(^|\r\n)([0-9A-Z]+) OK [^\r\n]*\r\n$/.exec(text);
    if (from === 'client' || !answer) return undefined;
    return Buffer.from(`${text.slice(0, answer.index)}${answer[1]}${answer[2]} NO [UNAVAILABLE] busy\r\n`, 'latin1');
  },
  bye: ({ from }) => (from === 'server' ? Buffer.from('* BYE shutting down\r\n') : undefined),
  'half a literal': ({ from }) =>
    from === 'server' ? Buffer.from('* 1 FETCH (UID 1 BODY[] {99999}\r\nFrom: sari') : undefined,
};

/** The copy of a sent letter is kept, and we do not learn of it. */
const mailboxWithholds: Fault = async (world, chance) => {
  const most = chance.int(1, 3);
  let withheld = 0;
  const { proxy } = world.lines.mailbox!;
  proxy.rewrite(({ from, chunk }) => {
    if (withheld === most || from === 'client' || !chunk.includes('OK [APPENDUID')) return undefined;
    withheld++;
    setTimeout(proxy.reset, 0);
    return Buffer.alloc(0);
  });
  await world.load();
  await sleep(2_500);
  return `${withheld} times`;
};

const cutLine: Fault = async (world, chance) => {
  const link = pickLine(world, chance);
  const from = chance.pick(['client', 'server'] as const);
  const bytes = chance.int(1, chance.pick([60, 600, 4_000]));
  const always = chance.percent(40);
  world.lines[link]!.proxy.cutAfter(bytes, from, always);
  await world.load();
  await sleep(chance.int(1_000, 2_500));
  return `${link} ${always ? 'each time ' : ''}after ${bytes} bytes from the ${from}`;
};

const freezeLine: Fault = async (world, chance) => {
  const link = pickLine(world, chance);
  const { proxy } = world.lines[link]!;
  await world.load();
  await sleep(chance.int(0, 600));
  proxy.stall();
  await sleep(chance.int(1_500, 3_500));
  proxy.reset(); // the router that had forgotten the line says so at last
  return link;
};

/** Nobody ever says that the line is dead: the program must find out. */
const forgetMailbox: Fault = async (world) => {
  const { proxy } = world.lines.mailbox!;
  proxy.stall();
  await world.load();
  await sleep(1_000);
  return 'until the program notices';
};

const resetLines: Fault = async (world, chance) => {
  const times = chance.int(2, 6);
  const link = pickLine(world, chance);
  await world.load();
  for (let n = 0; n < times; n++) {
    await sleep(chance.int(50, 400));
    world.lines[link]!.proxy.reset();
  }
  return `${link} ${times} times`;
};

const shredLine: Fault = async (world, chance) => {
  const link = pickLine(world, chance);
  const bytes = chance.pick([1, 3, 7, 61]);
  world.lines[link]!.proxy.shred(bytes);
  await world.load();
  await sleep(2_000);
  return `${link} into pieces of ${bytes} bytes`;
};

const pickLine = (world: World, chance: Chance): Link => chance.pick(Object.keys(world.lines) as Link[]);

function oneOf(world: World, chance: Chance): { n: number; program: Program } {
  const n = chance.int(0, world.programs().length - 1);
  return { n: n + 1, program: world.programs()[n]! };
}

export const faults = {
  'kill -9 after a write': killAtAWrite,
  'kill -9 before a statement': killBeforeAStatement,
  'kill -9 at a moment': killAtAMoment,
  freeze,
  'stop in order': stopInOrder,
  'restart the database': restartDatabase,
  'end database sessions': endSessions,
  'empty the queue': emptyQueue,
  'ring again': ringAgain,
  'mail server misbehaves': mailServerMisbehaves,
  'renumber the mailbox': renumberMailbox,
  'another client': anotherClient,
  'mailbox lies': mailboxLies,
  'mailbox withholds its answer': mailboxWithholds,
  'cut a line': cutLine,
  'freeze a line': freezeLine,
  'forget the line to the mailbox': forgetMailbox,
  'reset a line': resetLines,
  'shred a line': shredLine,
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
