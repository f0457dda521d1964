// What a gate asks for, put on record and taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ItemWish, recordItem } from '../../../src/cases/record-item.ts';
import { seeGateItem } from '../../../src/cases/see-gate-item.ts';
import { withdrawRecord } from '../../../src/cases/withdraw-record.ts';
import { openText } from '../../../src/crypto/seal.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  days,
  eventsOf,
  hours,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
let sari: CastCase;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  sari = await aCase(world, { counsellor: world.buAni });
});

const put = (wish: Partial<ItemWish>, at = START, who = world.buAni) =>
  world.tx((tx) =>
    recordItem(tx, world.vault, who, sari.code, { item: '', value: '', messageId: null, remark: '', ...wish }, at),
  );
const takeBack = (item: string, at = START) => world.tx((tx) => withdrawRecord(tx, world.buAni, sari.code, item, at));
const see = (item: 'acknowledged' | 'reachable', value: 'sent' | 'reached') =>
  world.tx((tx) => seeGateItem(tx, sari.id, item, value, START));

async function standing(): Promise<Record<string, string>> {
  const rows = await world.db
    .selectFrom('case_records')
    .select(['item', 'value'])
    .where('case_id', '=', sari.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  return Object.fromEntries(rows.map((r) => [r.item, r.value]));
}

describe('putting on record', () => {
  test('a choice with a remark: the remark is sealed, the event holds none of it', async () => {
    const remark = 'Takut dengan pamannya';
    const done = await put({ item: 'safe_contact', value: 'unsafe', remark });
    const row = await world.db
      .selectFrom('case_records')
      .selectAll()
      .where('case_id', '=', sari.id)
      .executeTakeFirstOrThrow();
    expect(done).toEqual({ recorded: row.id });
    expect(row).toMatchObject({ item: 'safe_contact', value: 'unsafe', round: 1, recorded_by: world.buAni.id });
    expect(row.remark_sealed!.includes('paman')).toBe(false);
    const key = await world.vault.key(world.db, 'letters', sari.id);
    expect(openText(key, 'case_records.remark', row.id, row.remark_sealed!)).toBe(remark);
    const event = await world.db
      .selectFrom('events')
      .selectAll()
      .where('case_id', '=', sari.id)
      .executeTakeFirstOrThrow();
    expect(event.data).toEqual({ record: row.id, item: 'safe_contact', value: 'unsafe', round: 1, letter: null });
  });

  test('the newest stands, the older one stays readable', async () => {
    await put({ item: 'frame_agreed', value: 'agreed' });
    await put({ item: 'frame_agreed', value: 'agreed' }, hours(1));
    const rows = await world.db
      .selectFrom('case_records')
      .select('withdrawn_at')
      .where('case_id', '=', sari.id)
      .orderBy('recorded_at')
      .execute();
    expect(rows.map((r) => r.withdrawn_at)).toEqual([hours(1), null]);
  });

  test('a letter must be one of this case, and of the konseli where it is their word', async () => {
    const bima = await aCase(world, { konseli: 'Bima', counsellor: world.buAni });
    const ours = await counsellorAnswers(world, sari, world.buAni, { text: 'Apakah Sari setuju?' });
    const consent = { item: 'consent', value: 'given' };
    expect(await put(consent)).toEqual({ refused: 'needs_a_letter' });
    expect(await put({ ...consent, messageId: bima.firstLetterId })).toEqual({ refused: 'no_such_letter' });
    expect(await put({ ...consent, messageId: 'not an id' })).toEqual({ refused: 'no_such_letter' });
    expect(await put({ ...consent, messageId: ours })).toEqual({ refused: 'needs_a_letter_of_the_konseli' });
    expect(await put({ ...consent, messageId: sari.firstLetterId })).toHaveProperty('recorded');
    expect(await put({ item: 'confidentiality_limits', value: 'told', messageId: ours })).toHaveProperty('recorded');
  });

  test('what the rules do not know is refused, and nothing is written', async () => {
    expect(await put({ item: 'shoe_size', value: '40' })).toEqual({ refused: 'unknown_item' });
    expect(await put({ item: 'consent', value: 'maybe' })).toEqual({ refused: 'unknown_value' });
    expect(await put({ item: 'acknowledged', value: 'sent' })).toEqual({ refused: 'unknown_value' });
    expect(await put({ item: 'safe_contact', value: 'unsafe', remark: '  ' })).toEqual({ refused: 'needs_a_remark' });
    expect(await put({ item: 'concern', value: 'social', remark: 'a'.repeat(4001) })).toEqual({
      refused: 'remark_too_long',
    });
    expect(await standing()).toEqual({});
    expect(await eventsOf(world, sari)).toEqual([]);
  });

  test('a stranger to the case records nothing', async () => {
    for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
      expect(await put({ item: 'risk_read', value: 'none' }, START, who)).toEqual({ refused: 'not_found' });
  });
});

describe('risk', () => {
  test('the case carries what was read last', async () => {
    await put({ item: 'risk_read', value: 'concern' });
    expect((await rowOf(world, sari)).risk).toBe('concern');
    await put({ item: 'risk_reread', value: 'none' }, days(1));
    expect((await rowOf(world, sari)).risk).toBe('none');
    await takeBack('risk_reread', days(2));
    expect((await rowOf(world, sari)).risk).toBe('concern');
    await takeBack('risk_read', days(2));
    expect((await rowOf(world, sari)).risk).toBe('unread');
    expect(await eventsOf(world, sari)).toEqual(
      ['risk.read', 'risk.read', 'record.withdrawn', 'record.withdrawn'].map((k) => `staff:${world.buAni.id} ${k}`),
    );
  });
});

describe('age and guardian', () => {
  test('who is grown up needs none: the program concludes it', async () => {
    await put({ item: 'age_band', value: 'adult' });
    expect(await standing()).toEqual({ age_band: 'adult', guardian: 'not_needed' });
    expect(await eventsOf(world, sari)).toEqual([`staff:${world.buAni.id} record.made`, 'system record.made']);
  });

  test('who turns out to be a child loses that conclusion', async () => {
    await put({ item: 'age_band', value: 'adult' });
    await put({ item: 'age_band', value: 'under_17' }, hours(1));
    expect(await standing()).toEqual({ age_band: 'under_17' });
  });

  test('what a person recorded about the guardian stays', async () => {
    await put({ item: 'guardian', value: 'information_only' });
    await put({ item: 'age_band', value: 'adult' });
    await put({ item: 'age_band', value: 'seventeen' });
    expect(await standing()).toEqual({ age_band: 'seventeen', guardian: 'information_only' });
  });
});

describe('what the program sees', () => {
  test('is recorded once, and never over a person', async () => {
    expect(await see('acknowledged', 'sent')).toBe(true);
    expect(await see('acknowledged', 'sent')).toBe(false);
    await put({ item: 'reachable', value: 'answered_elsewhere' });
    expect(await see('reachable', 'reached')).toBe(false);
    expect(await standing()).toEqual({ acknowledged: 'sent', reachable: 'answered_elsewhere' });
    expect(await eventsOf(world, sari)).toEqual(['system record.made', `staff:${world.buAni.id} record.made`]);
  });

  test('is only what the rules let it see', async () => {
    await expect(world.tx((tx) => seeGateItem(tx, sari.id, 'acknowledged', 'reached', START))).rejects.toThrow(
      'unknown_value',
    );
  });

  test('at once from two processes: one record', async () => {
    expect((await Promise.all([see('reachable', 'reached'), see('reachable', 'reached')])).sort()).toEqual([
      false,
      true,
    ]);
  });
});

describe('taking back', () => {
  test('the gate asks again', async () => {
    await put({ item: 'competence', value: 'fits' });
    expect(await takeBack('competence')).toHaveProperty('withdrawn');
    expect(await standing()).toEqual({});
    expect(await takeBack('competence')).toEqual({ refused: 'nothing_on_record' });
  });
});
