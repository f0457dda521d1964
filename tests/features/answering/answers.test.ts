// The questions of a letter answered with a tap: kept like those read from a reply, under the letter that asked.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answeringRoutes } from '../../../src/answering/pages/routes.ts';
import { openCaseView } from '../../../src/cases/case-view.ts';
import { addGoal } from '../../../src/cases/goals.ts';
import { standingAnswers } from '../../../src/cases/keep-answers.ts';
import type { CaseNeeds } from '../../../src/cases/pages/case-visit.ts';
import { readOpenRupture } from '../../../src/cases/settle-rupture.ts';
import type { Asked } from '../../../src/core/answers/questions.ts';
import { readAnswers } from '../../../src/core/answers/read-answers.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { readSettings, saveSettings } from '../../../src/service/settings.ts';
import { aCase, type CastCase, enterCounselling, konseliWrites } from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { browse } from '../../web/browse.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from '../../web/mount-desk.ts';
import { from, plainOf, rawOf, readOnAPage } from '../discreet/desk.ts';
import { caseRow, eventKinds, formFor, MINUTE, openStage, type Stage, UNDO_MS } from '../replies/stage.ts';

const DAY = 24 * 60 * MINUTE;
const GOAL = 'berani bicara dengan Ayah';

let stage: Stage;
let desk: MountedDesk;
beforeAll(async () => {
  stage = await openStage();
  desk = await mountDesk<CaseNeeds>({
    app: { config: { publicUrl: PUBLIC_URL }, db: stage.db, vault: stage.vault },
    routes: answeringRoutes,
    now: stage.now,
    told: ({ error }) => {
      if (error) throw error;
    },
  });
});
afterAll(async () => {
  await desk.fastify.close();
  await stage.end();
});

let n = 0;

interface Asking {
  kasus: CastCase;
  outboundId: string;
  messageId: string;
  path: string;
}

async function writeAsking(kasus: CastCase, asks: Asked[], text = 'Bagaimana kabarmu minggu ini?') {
  const form = { ...(await formFor(stage, kasus, text)), asks };
  const sent = await stage.tx((tx) =>
    sendReply(tx, { ...from(stage), undoMs: UNDO_MS }, stage.buAni, kasus.code, form, stage.now()),
  );
  if ('refused' in sent) throw new Error(sent.refused);
  return sent.outboundId;
}

async function inCounselling(): Promise<CastCase> {
  const kasus = await aCase(stage, { konseli: `Dewi${++n}`, counsellor: stage.buAni, at: stage.now() });
  await enterCounselling(stage, kasus, stage.buAni);
  await writeAsking(kasus, []);
  return kasus;
}

async function ask(kasus: CastCase, asks: Asked[]): Promise<Asking> {
  stage.pass(MINUTE);
  const outboundId = await writeAsking(kasus, asks);
  const { id: messageId } = await stage.db
    .selectFrom('messages')
    .select('id')
    .where('outbound_id', '=', outboundId)
    .executeTakeFirstOrThrow();
  const token = /\/answers\/([A-Za-z0-9_-]{43})/.exec(plainOf(await rawOf(stage, outboundId)))?.[1];
  return { kasus, outboundId, messageId, path: `/answers/${token}` };
}

const withGoal = (kasus: CastCase, rated: number) =>
  stage.tx((tx) =>
    addGoal(
      tx,
      stage.vault,
      stage.buAni,
      kasus.code,
      { words: GOAL, rating: { value: rated, messageId: kasus.firstLetterId } },
      stage.now(),
    ),
  );

async function tap(path: string, fields: Record<string, string>) {
  const konseli = browse(desk.fastify);
  await konseli.get(path);
  stage.pass(MINUTE);
  return konseli.post(path, fields);
}

const standing = async (kasus: CastCase) =>
  standingAnswers(stage.db, await stage.vault.key(stage.db, 'letters', kasus.id), kasus.id);
const good = { bond: '8', aims: '7', way: '9', understood: '8' };

describe('the page', () => {
  test('asks what the letter asks, and shows no name, no goal and no letter; opening it changes nothing', async () => {
    const kasus = await inCounselling();
    await withGoal(kasus, 3);
    const { path } = await ask(kasus, ['pulse', 'goals', 'evaluation']);
    const before = await eventKinds(stage, kasus.id);
    const page = await browse(desk.fastify).get(path);
    expect(page.status).toBe(200);
    expect(page.html.match(/type="radio"/g)).toHaveLength(11 * 5);
    expect(page.html.match(/<textarea/g)).toHaveLength(3);
    for (const word of ['Dewi', GOAL, 'Ayah', kasus.code, 'konsel', 'Konsel', 'kabarmu', 'Suluh'])
      expect(page.html).not.toContain(word);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.html.length).toBeLessThan(15_000);
    expect([await eventKinds(stage, kasus.id), await standing(kasus)]).toMatchObject([before, [{ onPage: false }]]);
  });

  test('keeps the answers under the letter that asked, stops asking and puts the case before the counsellor', async () => {
    const kasus = await inCounselling();
    const asking = await ask(kasus, ['pulse']);
    await stage.db.updateTable('cases').set({ turn: 'konseli' }).where('id', '=', kasus.id).execute();
    const said = await tap(asking.path, { ...good, understanding: 'tidak ditanya' });
    expect(said.html).toContain('jawaban sudah sampai');
    expect(await standing(kasus)).toMatchObject([
      {
        messageId: asking.messageId,
        onPage: true,
        by: null,
        given: { pulse: { bond: 8, aims: 7, way: 9, understood: 8 }, goals: null, evaluation: null },
        at: stage.now(),
      },
    ]);
    expect(await caseRow(stage, kasus.id)).toMatchObject({ asking: [], turn: 'counsellor' });
    expect(await eventKinds(stage, kasus.id)).toContain('answers.given');
    expect(await readOpenRupture(stage.db, kasus.id)).toBeUndefined();
  });

  test('numbers that are low ask for a look; a new answer takes that back', async () => {
    const kasus = await inCounselling();
    const { path } = await ask(kasus, ['pulse']);
    await tap(path, { ...good, understood: '2' });
    expect((await readOpenRupture(stage.db, kasus.id))?.sign).toBe('not_understood');
    const konseli = browse(desk.fastify);
    const again = await konseli.get(path);
    expect(again.html).toContain('Jawaban baru menggantikan');
    expect(again.html).not.toMatch(/ checked/);
    await konseli.post(path, { ...good });
    expect(await readOpenRupture(stage.db, kasus.id)).toBeUndefined();
    expect(await standing(kasus)).toMatchObject([{ given: { pulse: { understood: 8 } } }]);
  });

  test('is over once somebody has looked at the answers', async () => {
    const kasus = await inCounselling();
    const { path } = await ask(kasus, ['pulse']);
    await tap(path, good);
    stage.pass(MINUTE);
    const late = browse(desk.fastify);
    await late.get(path);
    await stage.tx((tx) => openCaseView(tx, stage.vault, stage.buAni, kasus.code, stage.now()));
    expect((await browse(desk.fastify).get(path)).status).toBe(404);
    expect((await late.post(path, { bond: '1' })).status).toBe(404);
    expect(await standing(kasus)).toMatchObject([{ given: { pulse: { bond: 8 } } }]);
  });

  test('goals and the closing questions count for the second gate', async () => {
    const kasus = await inCounselling();
    await withGoal(kasus, 3);
    const { path, messageId } = await ask(kasus, ['goals', 'evaluation']);
    await tap(path, { T1: '6', T2: '9', understanding: 'bahwa aku boleh marah', comfort: '', action: '' });
    const records = await stage.db
      .selectFrom('case_records')
      .select(['item', 'value', 'message_id'])
      .where('case_id', '=', kasus.id)
      .where('item', 'in', ['goals_rated', 'immediate_evaluation'])
      .orderBy('item')
      .execute();
    expect(records).toEqual([
      { item: 'goals_rated', value: 'rated_twice', message_id: messageId },
      { item: 'immediate_evaluation', value: 'answered', message_id: messageId },
    ]);
    expect((await standing(kasus)).at(-1)?.given.goals).toEqual({ 1: 6 });
    expect(await tablesHolding(stage.url, 'bahwa aku boleh marah')).toEqual([]);
  });

  test('unknown, too old, erased: the same page; a letter in between does not end it', async () => {
    const strange = await browse(desk.fastify).get(`/answers/${'A'.repeat(43)}`);
    expect(strange.status).toBe(404);
    const kasus = await inCounselling();
    const { path } = await ask(kasus, ['pulse']);
    await konseliWrites(stage, kasus, { text: 'Aku baik', at: stage.now() });
    expect((await browse(desk.fastify).get(path)).status).toBe(200);
    const late = browse(desk.fastify);
    await late.get(path);
    stage.pass(30 * DAY + UNDO_MS);
    expect((await late.post(path, good)).status).toBe(404);
    const old = await browse(desk.fastify).get(path);
    expect([old.status, old.html]).toEqual([404, strange.html]);
  });

  test('nothing filled in, more than was asked, numbers out of range, other sites', async () => {
    const { path, kasus } = await ask(await inCounselling(), ['pulse']);
    expect((await tap(path, {})).status).toBe(422);
    expect((await tap(path, { understanding: 'tidak ditanya' })).status).toBe(422);
    expect((await tap(path, { bond: '11' })).status).toBe(400);
    expect((await tap(path, { mood: '3' })).status).toBe(400);
    const konseli = browse(desk.fastify);
    await konseli.get(path);
    expect(
      (await konseli.post(path, good, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    expect(await standing(kasus)).toEqual([]);
  });
});

describe('the link', () => {
  test('stands above the questions in the mail and not in the thread, and goes when the letter is called back', async () => {
    const asking = await ask(await inCounselling(), ['consent', 'pulse']);
    const mail = plainOf(await rawOf(stage, asking.outboundId));
    expect(mail).toMatch(/\/answers\/[\w-]{43}[\s\S]*1\. Saya merasa diterima/);
    const page = await browse(desk.fastify).get(asking.path);
    expect(page.html).not.toContain('Setuju');
    const view = await stage.tx((tx) => openCaseView(tx, stage.vault, stage.buAni, asking.kasus.code, stage.now()));
    expect(JSON.stringify(view)).not.toContain('/answers/');
    const recalled = await stage.tx((tx) =>
      recallReply(tx, stage.vault, stage.buAni, asking.kasus.code, asking.outboundId, stage.now()),
    );
    expect(recalled).toEqual({ recalled: asking.outboundId });
    expect((await browse(desk.fastify).get(asking.path)).status).toBe(404);
  });

  test('is left out without questions, without an address, where the service does not want it, and where others read the mail', async () => {
    const has = async (asks: Asked[], prepare?: (kasus: CastCase) => Promise<unknown>) => {
      const kasus = await inCounselling();
      await prepare?.(kasus);
      return plainOf(await rawOf(stage, await writeAsking(kasus, asks))).includes('/answers/');
    };
    expect(await has([])).toBe(false);
    expect(await has(['consent'])).toBe(false);
    const settings = await readSettings(stage.db);
    await stage.tx((tx) => saveSettings(tx, { ...settings, answerPage: false }));
    expect(await has(['pulse'])).toBe(false);
    await stage.tx((tx) => saveSettings(tx, settings));
    expect(await has(['pulse'])).toBe(true);
    expect(await has(['pulse'], (kasus) => readOnAPage(stage, stage.buAni, kasus))).toBe(false);
  });

  test('does not disturb the reading of a reply that repeats it', async () => {
    const { outboundId } = await ask(await inCounselling(), ['pulse', 'evaluation']);
    const mail = plainOf(await rawOf(stage, outboundId))
      .split('<!doctype')[0]!
      .split('<html')[0]!;
    const text = mail.slice(mail.indexOf('Bagaimana'), mail.indexOf('lakukan sesudah ini?') + 20).replaceAll('\r', '');
    const withoutLink = text.replace(/Lebih mudah[\s\S]*?[\w-]{43}\n\n/, '');
    expect(withoutLink).not.toContain('/answers/');
    const filled = (letter: string) =>
      letter.replace(/^(\d\. .*:)\s*$/gm, '$1 7').replace(/^([ABC]\. .*\?)\s*$/gm, '$1 lega');
    const quoted = (letter: string) => `Halo Bu\n\n${filled(letter).replace(/^/gm, '> ')}`;
    for (const reply of [filled, quoted]) {
      const read = readAnswers(reply(text), ['pulse', 'evaluation']);
      expect(read).toEqual(readAnswers(reply(withoutLink), ['pulse', 'evaluation']));
      expect(read.pulse).toEqual({ bond: 7, aims: 7, way: 7, understood: 7 });
    }
    const silent = readAnswers(`Terima kasih\n\n${text.replace(/^/gm, '> ')}`, ['pulse', 'evaluation']);
    expect(silent).toMatchObject({ pulse: null, evaluation: null });
  });
});
