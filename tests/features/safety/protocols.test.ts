// When somebody is in danger: what is written down, who decides that confidence is broken, and what waits for it.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { recordItem } from '../../../src/cases/record-item.ts';
import { withdrawRecord } from '../../../src/cases/withdraw-record.ts';
import { type Protocol, planParts, type SafetyPlan } from '../../../src/core/risk/protocol.ts';
import { agreeErasure, askErasure } from '../../../src/privacy/erasures.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { shippedTemplates } from '../../../src/replies/shipped-templates.ts';
import {
  answerDisclosure,
  askDisclosure,
  type DisclosureWish,
  noteTold,
  readDisclosures,
} from '../../../src/safety/disclosures.ts';
import { draftPlan, planInWords } from '../../../src/safety/draft-plan.ts';
import { guides } from '../../../src/safety/guides.ts';
import { readProtocols, writeProtocol } from '../../../src/safety/protocols.ts';
import { listProtocolsDue, listToldAlone } from '../../../src/safety/protocols-due.ts';
import {
  aCase,
  addStaff,
  type CastCase,
  type CastMember,
  eventsOf,
  hours,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';

let world: World;
let sari: CastCase;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  sari = await aCase(world, { counsellor: world.buAni });
});

const emptyPlan = Object.fromEntries(planParts.map((part) => [part, ''])) as SafetyPlan;
const MARK = 'pagar-hijau-dekat-lapangan';
const protocol: Protocol = {
  dangers: ['wish_to_die', 'self_harm'],
  known: { wish: 'yes', plan: 'no', means: 'not_known', time: 'no' },
  assessment: `Berat, tetapi ada kakaknya. ${MARK}`,
  plan: { ...emptyPlan, what_helps: 'Menggambar di teras', whom_to_ask: 'Kak Rina' },
  handedOver: { service: 'Ambulans 119', incident: 'A-17', konseli: 'agreed' },
};

const write = (wish: Partial<Protocol> = {}, { seen = 0, at = START, who = world.buAni } = {}) =>
  world.tx((tx) => writeProtocol(tx, world.vault, who, sari.code, { protocol: { ...protocol, ...wish }, seen }, at));
const readRisk = (item: string, value: string, at = START) =>
  world.tx((tx) =>
    recordItem(tx, world.vault, world.buAni, sari.code, { item, value, messageId: null, remark: '' }, at),
  );
const key = async () => (await world.vault.keys(world.db, 'letters', [sari.id])).get(sari.id) ?? null;
const versions = async () => readProtocols(world.db, await key(), sari.id);

describe('the protocol', () => {
  test('is kept version by version; the newest stands', async () => {
    expect(await write()).toEqual({ written: 1 });
    expect(await write({ assessment: 'Sudah bersama ibunya.' }, { seen: 1, at: hours(1) })).toEqual({ written: 2 });
    const [newest, first] = await versions();
    expect(newest).toMatchObject({ version: 2, by: 'Bu Ani', protocol: { assessment: 'Sudah bersama ibunya.' } });
    expect(first).toMatchObject({ version: 1, protocol });
    expect(await eventsOf(world, sari)).toEqual(
      ['protocol.written', 'protocol.written'].map((kind) => `staff:${world.buAni.id} ${kind}`),
    );
  });

  test('of a colleague is never written over unseen', async () => {
    await write();
    expect(await write({}, { seen: 0 })).toEqual({ refused: 'protocol_changed' });
    expect(await versions()).toHaveLength(1);
  });

  test('is for those who work on the case', async () => {
    for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
      expect(await write({}, { who })).toEqual({ refused: 'not_found' });
    expect(await versions()).toEqual([]);
  });

  test('leaves with the case, stands nowhere in the clear, and goes with its key', async () => {
    await write();
    await tell({ words: { to: 'Ibu Sari', what: MARK, why: 'Supaya ada yang menemani malam ini.' } });
    await world.tx((tx) => draftPlan(tx, world.vault, world.buAni, sari.code, START));
    const exported = await world.tx((tx) =>
      exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, START),
    );
    if ('refused' in exported) throw new Error(exported.refused);
    expect(exported.exported.protocols).toMatchObject([{ version: 1, writtenBy: 'Bu Ani', protocol }]);
    expect(exported.exported.disclosures).toMatchObject([{ words: { what: MARK } }]);
    expect(await tablesHolding(world.url, MARK)).toEqual([]);
    expect(await tablesHolding(world.url, 'Menggambar di teras')).toEqual([]);

    await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'withdrawn' }, START));
    const wish = { code: sari.code, reason: 'konseli_asked' as const };
    const asked = await world.tx((tx) => askErasure(tx, world.buAni, wish, START));
    if ('refused' in asked) throw new Error(asked.refused);
    await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked.asked, START));
    expect(await versions()).toEqual([]);
    const left = await world.db
      .selectFrom('risk_protocols as p')
      .innerJoin('disclosures as d', 'd.case_id', 'p.case_id')
      .select(['p.content_sealed', 'd.words_sealed'])
      .where('p.case_id', '=', sari.id)
      .execute();
    expect(left).toEqual([{ content_sealed: null, words_sealed: null }]);
  });
});

describe('danger', () => {
  test('is read as less only with a protocol written since; help waits for none', async () => {
    await readRisk('risk_read', 'urgent');
    expect(await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'counselling' }, START))).toMatchObject({
      moved: 'counselling',
    });
    for (const value of ['none', 'concern']) {
      expect(await readRisk('risk_read', value, hours(1))).toEqual({ refused: 'needs_protocol' });
      expect(await readRisk('risk_reread', value, hours(1))).toEqual({ refused: 'needs_protocol' });
    }
    expect(await world.tx((tx) => withdrawRecord(tx, world.buAni, sari.code, 'risk_read', hours(1)))).toEqual({
      refused: 'needs_protocol',
    });
    expect((await rowOf(world, sari)).risk).toBe('urgent');
    await write({}, { at: hours(2) });
    expect(await readRisk('risk_reread', 'concern', hours(3))).toHaveProperty('recorded');
    expect((await rowOf(world, sari)).risk).toBe('concern');
  });

  test('that is read anew asks for a protocol anew', async () => {
    await write({}, { at: START });
    await readRisk('risk_read', 'urgent', hours(1));
    expect(await readRisk('risk_read', 'none', hours(2))).toEqual({ refused: 'needs_protocol' });
    await write({ dangers: [], assessment: 'Salah baca: mati lampu.' }, { seen: 1, at: hours(2) });
    expect(await readRisk('risk_read', 'none', hours(2))).toHaveProperty('recorded');
  });

  test('without a protocol after a day is before the supervisor’s eyes, also when it is read again each day', async () => {
    const due = async (who: CastMember, at: Date) =>
      (await listProtocolsDue(world.db, who, at)).filter((one) => one.code === sari.code);
    await readRisk('risk_read', 'urgent', hours(0));
    expect(await due(world.buRatna, hours(23))).toEqual([]);
    await readRisk('risk_read', 'urgent', hours(23));
    expect(await due(world.buRatna, hours(24))).toEqual([
      { code: sari.code, counsellor: 'Bu Ani', urgentSince: hours(0) },
    ]);
    await write({}, { at: hours(25) });
    expect(await due(world.buRatna, hours(99))).toEqual([]);
    await readRisk('risk_read', 'urgent', hours(100));
    expect(await due(world.buRatna, hours(125))).toHaveLength(1);
    const { buRatna } = world;
    await world.db
      .insertInto('case_people')
      .values({ case_id: sari.id, staff_id: buRatna.id, part: 'excluded', added_by: world.buAni.id })
      .execute();
    expect(await due(buRatna, hours(125))).toEqual([]);
  });
});

const tell = (wish: Partial<DisclosureWish> = {}, who = world.buAni) =>
  world.tx((tx) =>
    askDisclosure(
      tx,
      world.vault,
      who,
      sari.code,
      {
        konseliFirst: 'told',
        words: { to: 'Ibu Sari', what: 'Bahwa Sari perlu ditemani', why: 'Malam ini ia sendirian di rumah.' },
        alone: false,
        ...wish,
      },
      START,
    ),
  );
const standing = async () => (await readDisclosures(world.db, await key(), sari.id))[0]!;
const answer = (who: CastMember, id: string, agreed: boolean) =>
  world.tx((tx) => answerDisclosure(tx, who, sari.code, { id, agreed }, hours(1)));
const told = (id: string) => world.tx((tx) => noteTold(tx, world.buAni, sari.code, id, hours(2)));

describe('breaking confidence', () => {
  test('is decided by two, and told after', async () => {
    await tell();
    const { id } = await standing();
    expect(await told(id)).toEqual({ refused: 'not_agreed_yet' });
    expect(await answer(world.buAni, id, true)).toEqual({ refused: 'asked_it_yourself' });
    expect(await answer(world.pakBudi, id, true)).toEqual({ refused: 'not_found' });
    const guest = { case_id: sari.id, staff_id: world.pakBudi.id, part: 'co' as const, added_by: world.buAni.id };
    await world.db.insertInto('case_people').values(guest).execute();
    expect(await answer(world.pakBudi, id, true)).toEqual({ answered: id });
    expect(await answer(world.pakBudi, id, false)).toEqual({ refused: 'nothing_asked' });
    expect(await told(id)).toEqual({ told: id });
    expect(await standing()).toMatchObject({ answer: { agreed: true, by: 'Pak Budi' }, toldAt: hours(2) });
  });

  test('is not done where the second person says no', async () => {
    await tell();
    const { id } = await standing();
    const siti = await addStaff(world.db, `Bu Siti${sari.code}`, 'counsellor');
    const guest = { case_id: sari.id, staff_id: siti.id, part: 'co' as const, added_by: world.buAni.id };
    await world.db.insertInto('case_people').values(guest).execute();
    await answer(siti, id, false);
    expect(await told(id)).toEqual({ refused: 'nothing_asked' });
  });

  test('alone, where help cannot wait: a supervisor who has read the case weighs it afterwards', async () => {
    await tell({ alone: true, konseliFirst: 'not_safe' });
    const { id, toldAt } = await standing();
    expect(toldAt).toEqual(START);
    const mine = async () =>
      (await listToldAlone(world.db, world.buRatna, START)).filter((one) => one.code === sari.code);
    expect(await mine()).toEqual([{ code: sari.code, by: 'Bu Ani', at: START }]);
    expect(await answer(world.buRatna, id, true)).toEqual({ refused: 'needs_reason' });
    await world.db
      .insertInto('supervisor_readings')
      .values({
        id: sari.konseliId,
        case_id: sari.id,
        supervisor_id: world.buRatna.id,
        reason_sealed: Buffer.alloc(40),
        began_at: hours(0.5),
        ends_at: hours(1.5),
      })
      .execute();
    expect(await answer(world.buRatna, id, true)).toEqual({ answered: id });
    expect(await mine()).toEqual([]);
  });

  test('says to whom, what and why', async () => {
    const words = { to: 'Ibu Sari', what: 'Perlu ditemani', why: 'perlu' };
    expect(await tell({ words })).toEqual({ refused: 'reason_too_short' });
    expect(await tell({ words: { ...words, to: ' ' } })).toEqual({ refused: 'disclosure_to_nobody' });
  });
});

describe('the safety plan', () => {
  const draft = () => world.tx((tx) => draftPlan(tx, world.vault, world.buAni, sari.code, START));

  test('goes into the draft of an answer in the konseli’s language, before what was written', async () => {
    expect(await draft()).toEqual({ refused: 'no_plan_yet' });
    await write();
    await draft();
    const { own } = await readDrafts(world.db, world.vault, sari.id, world.buAni.id);
    expect(own?.text).toContain('1. Yang bisa dilakukan sendiri supaya sedikit lebih tenang\nMenggambar di teras');
    expect(own?.text).toContain('2. Orang yang bisa dimintai tolong\nKak Rina');
    expect(own?.text).not.toMatch(/Berat, tetapi|A-17/);
  });

  test('asks for no promise, in either language', () => {
    const whole = Object.fromEntries(planParts.map((part) => [part, 'x'])) as SafetyPlan;
    for (const language of ['id', 'en'] as const) {
      const text = planInWords(whole, language);
      expect(text.match(/^\d\. /gm)).toHaveLength(6);
      expect(text).not.toMatch(/berjanji|janji|promise|contract/i);
    }
  });
});

test('guides are for staff: no template holds a line of them, and none lies among the templates', () => {
  const lines = Object.values(guides).flatMap((some) => some.flatMap((guide) => guide.lines));
  expect(lines.length).toBeGreaterThan(30);
  for (const { body } of shippedTemplates) for (const line of lines) expect(body).not.toContain(line);
  const files = ['id', 'en'].flatMap((lang) =>
    readdirSync(new URL(`../../../templates/replies/${lang}`, import.meta.url)),
  );
  expect(files.filter((file) => /guide|protocol|safety/.test(file))).toEqual([]);
});
