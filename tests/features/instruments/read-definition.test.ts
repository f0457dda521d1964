// A file that describes an instrument is taken in with its licence, and refused without one.
import { describe, expect, test } from 'vitest';
import { readDefinition } from '../../../src/instruments/read-definition.ts';
import { sleep, sleepJson } from '../../core/instruments/sleep.ts';

const TODAY = '2026-03-02';
const read = (definition: unknown, day = TODAY) => readDefinition(Buffer.from(JSON.stringify(definition)), day);
const licence = (change: object) => ({ ...sleep, licence: { ...sleep.licence, ...change } });

test('the one in the documentation is taken in', () => {
  expect(readDefinition(Buffer.from(sleepJson), TODAY)).toEqual(sleep);
});

describe('refused', () => {
  const { licence: _, ...withoutLicence } = sleep;
  const { danger: __, ...withoutDanger } = sleep;
  test.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff]), { refused: 'not_json' }],
    ['a number', Buffer.from('7'), { refused: 'not_json' }],
    ['more than anybody writes', Buffer.alloc(200_001, 32), { refused: 'not_json' }],
  ])('%s', (_, bytes, refusal) => {
    expect(readDefinition(bytes, TODAY)).toEqual(refusal);
  });
  test.each([
    ['without a licence', withoutLicence, { refused: 'no_licence' }],
    ['with an empty one', licence({ text: '  ' }), { refused: 'no_licence' }],
    ['without its holder', licence({ holder: '' }), { refused: 'no_licence' }],
    ['without a place to look it up', licence({ reference: undefined }), { refused: 'no_licence' }],
    ['when it has ended', licence({ until: '2026-03-01' }), { refused: 'licence_ended' }],
    ['when it does not say what is danger', withoutDanger, { refused: 'no_danger_rule' }],
    [
      'with a score of an item that is not there',
      { ...sleep, scores: [{ ...sleep.scores[0], items: [4] }] },
      { refused: 'unreadable', at: 'scores.0.items' },
    ],
    [
      'with a danger off the scale',
      { ...sleep, danger: [{ item: 1, atLeast: 4, lane: 'red' }] },
      { refused: 'unreadable', at: 'danger.0' },
    ],
    [
      'with an item in one language',
      { ...sleep, items: [{ id: 'Aku tidur cukup', reversed: false }] },
      { refused: 'unreadable', at: 'items.0.en' },
    ],
    ['with a field that nobody knows', { ...sleep, cutOff: 6 }, { refused: 'unreadable', at: '' }],
    [
      'with a scale upside down',
      { ...sleep, scale: { least: 3, most: 0, words: [] } },
      { refused: 'unreadable', at: 'scale' },
    ],
  ])('%s', (_, definition, refusal) => {
    expect(read(definition)).toEqual(refusal);
  });
});

test('on its last day it is still taken in', () => {
  expect(read(licence({ until: TODAY }))).toMatchObject({ name: 'tidur-nyenyak' });
});
