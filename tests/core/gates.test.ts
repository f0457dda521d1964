import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateItems, itemsOf, missingItems, refuseRecord, type StandingRecord } from '../../src/core/gates.ts';

const NOW = new Date('2026-03-04T02:00:00Z');
const daysAgo = (n: number) => new Date(NOW.getTime() - n * 86_400_000);
const first = itemsOf('preparation', 'counselling');
const second = itemsOf('counselling', 'post_counselling');

const complete = (items: typeof gateItems): StandingRecord[] =>
  items.map((i) => ({ item: i.item, value: i.values[0]!, recordedAt: NOW }));
const changed = (records: StandingRecord[], item: string, value: string) =>
  records.map((r) => (r.item === item ? { ...r, value } : r));

describe('the list of what is asked for', () => {
  test('has each item once', () => {
    expect(new Set(gateItems.map((i) => i.item)).size).toBe(gateItems.length);
  });

  test('asks for letters and remarks only for choices that exist', () => {
    for (const item of gateItems) {
      expect(item.values).toEqual(expect.arrayContaining([...(item.letterFor ?? []), ...(item.remarkFor ?? [])]));
      if (item.letterByKonseli) expect(item.letterFor).toBeDefined();
    }
  });

  test('the choices for risk are words for risk; red cannot be re-read away into the next stage', () => {
    const choices = (item: string) => gateItems.find((i) => i.item === item)?.values;
    expect(choices('risk_read')).toEqual(['none', 'concern', 'urgent']);
    expect(choices('risk_reread')).toEqual(['none', 'concern']);
  });
});

describe('what is missing', () => {
  test('nothing, when each item stands with its ordinary choice', () => {
    expect(missingItems('preparation', 'counselling', { records: complete(first) }, NOW)).toEqual([]);
    expect(missingItems('counselling', 'post_counselling', { records: complete(second) }, NOW)).toEqual([]);
  });

  test('exactly the items without a record, in the order of the list', () => {
    fc.assert(
      fc.property(fc.subarray([...first]), (present) => {
        // the age band decides about the guardian, so the two go together here
        const records = complete(present.filter((i) => i.item !== 'guardian' && i.item !== 'age_band'));
        const expected = first.map((i) => i.item).filter((item) => !records.some((r) => r.item === item));
        expect(missingItems('preparation', 'counselling', { records }, NOW)).toEqual(expected);
      }),
    );
  });

  test('a child needs a guardian: only who is grown up needs none', () => {
    for (const age of ['seventeen', 'under_17', 'not_told']) {
      const records = changed(complete(first), 'age_band', age);
      expect(missingItems('preparation', 'counselling', { records }, NOW)).toEqual(['guardian']);
      for (const answer of ['consented', 'not_sought'])
        expect(
          missingItems('preparation', 'counselling', { records: changed(records, 'guardian', answer) }, NOW),
        ).toEqual([]);
    }
  });

  test('to inform is not to counsel: the gate stays shut', () => {
    const records = changed(complete(first), 'guardian', 'information_only');
    expect(missingItems('preparation', 'counselling', { records }, NOW)).toEqual(['guardian']);
  });

  test('an issue that does not fit is on record, and still keeps the gate shut', () => {
    const records = changed(complete(first), 'suitability', 'does_not_fit');
    expect(missingItems('preparation', 'counselling', { records }, NOW)).toEqual(['suitability']);
  });

  test('risk was read again within seven days', () => {
    const readBefore = (days: number) =>
      complete(second).map((r) => (r.item === 'risk_reread' ? { ...r, recordedAt: daysAgo(days) } : r));
    expect(missingItems('counselling', 'post_counselling', { records: readBefore(7) }, NOW)).toEqual([]);
    expect(missingItems('counselling', 'post_counselling', { records: readBefore(7.01) }, NOW)).toEqual([
      'risk_reread',
    ]);
  });
});

describe('what may be recorded', () => {
  const wish = (item: string, value: string, more: { letter?: 'in' | 'out'; remark?: true } = {}) => ({
    item,
    value,
    letter: more.letter ?? null,
    hasRemark: more.remark ?? false,
  });

  test.each([
    ['consent', 'given', {}, 'needs_a_letter'],
    ['consent', 'given', { letter: 'out' }, 'needs_a_letter_of_the_konseli'],
    ['consent', 'given', { letter: 'in' }, null],
    ['confidentiality_limits', 'told', { letter: 'out' }, null],
    ['guardian', 'consented', {}, 'needs_a_letter'],
    ['guardian', 'not_sought', { remark: true }, 'unknown_value'],
    ['guardian', 'not_needed', {}, null],
    ['safe_contact', 'unsafe', {}, 'needs_a_remark'],
    ['immediate_evaluation', 'answered', {}, 'needs_a_letter'],
    ['immediate_evaluation', 'no_answer', {}, null],
    ['risk_reread', 'urgent', {}, 'unknown_value'],
    ['reachable', 'reached', {}, 'unknown_value'],
    ['toString', 'x', {}, 'unknown_item'],
  ] as const)('%s %s %j: %s', (item, value, more, refusal) => {
    expect(refuseRecord(wish(item, value, more), 'person')).toBe(refusal);
  });

  test('the program records what it can see itself', () => {
    expect(refuseRecord(wish('acknowledged', 'sent'), 'program')).toBeNull();
    expect(refuseRecord(wish('reachable', 'reached'), 'program')).toBeNull();
    expect(refuseRecord(wish('consent', 'seen'), 'program')).toBe('unknown_value');
  });
});
