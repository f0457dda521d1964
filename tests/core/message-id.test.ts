import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalMessageId, readMessageIds } from '../../src/core/message-id.ts';

describe('one id', () => {
  test.each([
    ['<a@b.example>', 'a@b.example'],
    [' <a@b.example> (komentar)', 'a@b.example'],
    ['<a\r\n b@c.example>', 'ab@c.example'],
    ['a@b.example', 'a@b.example'],
    ['<yes>', null],
    ['<>', null],
    ['', null],
    ['<@b.example>', null],
    ['<a@>', null],
    [`<${'a'.repeat(1000)}@b.example>`, null],
  ])('%s → %s', (header, id) => {
    expect(canonicalMessageId(header)).toBe(id);
  });
});

describe('several ids', () => {
  test('keep their order, each once; words around them do not count', () => {
    expect(readMessageIds('<a@x.example> <yes>\r\n\t<b@x.example>, <a@x.example>')).toEqual([
      'a@x.example',
      'b@x.example',
    ]);
    expect(readMessageIds('Your message of "Tue, 24 Nov" <a@x.example>')).toEqual(['a@x.example']);
  });

  test('a chain too long keeps its root and its newest', () => {
    const ids = readMessageIds(Array.from({ length: 1000 }, (_, n) => `<${n}@x.example>`).join(' '));
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([200, '0@x.example', '999@x.example']);
  });

  test('whatever the header: never an empty id, always with "@", never a blank, and stable', () => {
    const pieces = fc.constantFrom('<', '>', '@', 'a', ' ', '\r\n ', ',', '"', '\0', 'x.example', 'é');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (list) => {
        const ids = readMessageIds(list.join(''));
        for (const id of ids) expect(id).toMatch(/^[^\s<>\0]+@[^\s<>\0]+$/);
        expect(readMessageIds(ids.map((id) => `<${id}>`).join(' '))).toEqual(ids);
      }),
    );
  });
});
