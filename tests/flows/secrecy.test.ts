/**
 * A planted phrase, in everything a konseli and a counsellor can write, is afterwards found nowhere but where it belongs: not
 * in a plain dump of the database, not in the queue, not in what the program printed, not in a temporary file.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimCase } from '../../src/cases/claim-case.ts';
import { recordItem } from '../../src/cases/record-item.ts';
import { writeNote } from '../../src/cases/write-note.ts';
import type { Person } from '../../src/core/policy.ts';
import type { Tx } from '../../src/db/database.ts';
import { noWords } from '../../src/reading/layers.ts';
import { saveWorksheet } from '../../src/reading/save-worksheet.ts';
import { saveDraft } from '../../src/replies/save-draft.ts';
import { sendReply } from '../../src/replies/send-reply.ts';
import { createStaff } from '../../src/staff/create-staff.ts';
import { dovecotAvailable } from '../support/dovecot.ts';
import { disguises, tablesHolding } from '../support/plain-dump.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis.ts';
import { openService, type Program, type Service } from '../support/service.ts';

const MARK = 'jembatan-biru-di-tepi-sungai';

const letter = [
  `From: ${MARK} <sari@murid.example>`,
  'To: konseling@sekolah.example',
  `Subject: ${MARK}`,
  'Message-ID: <surat@murid.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=batas',
  '',
  '--batas',
  'Content-Type: text/html; charset=utf-8',
  '',
  `<p>${MARK}</p>`,
  '--batas',
  `Content-Type: text/plain; name="${MARK}.txt"`,
  `Content-Disposition: attachment; filename="${MARK}.txt"`,
  '',
  MARK,
  '--batas--',
  '',
].join('\r\n');

const broken = letter.replace('Content-Type: multipart/mixed; boundary=batas', 'Content-Type: multipart/mixed');

const queues = (['postgres', 'redis'] as const).filter((queue) => queue === 'postgres' || redisAvailable);

describe.skipIf(!dovecotAvailable).each(queues)('a planted phrase, with the queue on %s', (queue) => {
  let redis: TestRedis | undefined;
  let watching: Redis | undefined;
  let service: Service;
  let program: Program;
  const queued: string[] = [];

  beforeAll(async () => {
    redis = queue === 'redis' ? await startRedis() : undefined;
    if (redis) {
      watching = new Redis(redis.url);
      const monitor = await watching.monitor();
      monitor.on('monitor', (_time: string, command: string[]) => queued.push(command.join(' ')));
    }
    service = await openService(redis ? { redisUrl: redis.url } : {});
    mkdirSync(join(service.dataDir, 'tmp'));
    program = service.run({ env: { TMPDIR: join(service.dataDir, 'tmp'), LOG_LEVEL: 'debug' } });
    service.dovecot.deliver(letter);
    service.dovecot.deliver(broken.replace('<surat@', '<surat-rusak@'));
    service.dovecot.deliver(letter.replace('sari@murid.example', 'ani@sekolah.example').replace('<surat@', '<staf@'));
    await program.until('the letters', async () => {
      const rows = await service.db.selectFrom('inbound_mails').select('state').execute();
      return rows.length === 3 && rows.every((row) => row.state !== 'received');
    });
    await answerEverywhere(service);
    await program.until('the answer', async () =>
      service.sink.received.find((mail) => !mail.raw.toString().includes('auto-replied')),
    );
  });
  afterAll(async () => {
    await program?.end();
    watching?.disconnect();
    await redis?.stop();
    await service?.stop();
  });

  test('was really written and read', async () => {
    const sealed = await service.db
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(sealed.n).toBeGreaterThanOrEqual(3);
  });

  test('is in no table of a plain dump', async () => {
    expect(await tablesHolding(service.databaseUrl, MARK)).toEqual([]);
    expect(await tablesHolding(service.databaseUrl, 'sari@murid.example')).toEqual([]);
  });

  test('would be found if it were there', async () => {
    await service.db
      .insertInto('reply_templates')
      .values({
        id: randomUUID(),
        author_id: (await service.db.selectFrom('staff').select('id').executeTakeFirstOrThrow()).id,
        title: 'x',
        body: Buffer.from(`a${MARK}`).toString('base64'),
      })
      .execute();
    expect(await tablesHolding(service.databaseUrl, MARK)).toEqual(['public.reply_templates']);
  });

  test('is in nothing the program printed, queued, or wrote to a file', () => {
    const said = [program.output(), ...queued].join('\n');
    for (const form of disguises(MARK)) expect(said.includes(form)).toBe(false);
    if (redis) expect(queued.length).toBeGreaterThan(20);
    const files = readdirSync(service.dataDir, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
    for (const file of files) {
      const content = readFileSync(join(file.parentPath, file.name));
      expect(content.includes(MARK), file.name).toBe(false);
    }
  });
});

/** A counsellor writes the phrase wherever a counsellor can write. */
async function answerEverywhere({ db, vault }: Service): Promise<void> {
  const kasus = await db
    .selectFrom('cases')
    .select(['code', 'last_inbound_id'])
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const now = new Date();
  // A transaction for each, as the pages do: the program works meanwhile, and locks are taken in one order within each.
  const inOne = async <T extends object>(command: (tx: Tx) => Promise<T>) => {
    const done = await db.transaction().execute(command);
    if ('refused' in done) throw new Error(`${done.refused}`);
    return done as Exclude<T, { refused: unknown }>;
  };
  const hired = await inOne((tx) =>
    createStaff(tx, { email: 'ani@sekolah.example', name: 'Bu Ani', role: 'counsellor', madeBy: null }, now),
  );
  const person: Person = { id: hired.staffId, role: 'counsellor' };
  const record = { item: 'concern', value: 'personal', messageId: null, remark: MARK };
  const reply = {
    formId: randomUUID(),
    text: MARK,
    seenInbound: kasus.last_inbound_id,
    seenOutbound: null,
    addressConfirmed: false,
    senderConfirmed: false,
    asks: [],
    safeHours: null,
    stillOwed: false,
  };
  await inOne((tx) => claimCase(tx, person, kasus.code, now));
  await inOne((tx) => writeNote(tx, vault, person, kasus.code, MARK, now));
  await inOne((tx) => recordItem(tx, vault, person, kasus.code, record, now));
  const sheet = { words: { ...noWords, theme: MARK, plan: MARK }, resonance: MARK, formId: randomUUID(), seen: null };
  await inOne((tx) => saveWorksheet(tx, vault, person, kasus.code, kasus.last_inbound_id!, sheet, now));
  await inOne((tx) =>
    sendReply(tx, { vault, mailName: 'Konseling', linksTo: null, undoMs: 0 }, person, kasus.code, reply, now),
  );
  await inOne((tx) => saveDraft(tx, vault, person, kasus.code, { text: MARK, formId: null }, now));
}
