// Cues against letters that were labelled before there was a rule.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CueKind, cueKinds, findCues } from '../../../src/core/cues/find-cues.ts';
import { observe, type Span } from '../../../src/core/cues/observe.ts';
import { withoutDismissed } from '../../../src/core/cues/without-dismissed.ts';
import { type LabelledLetter, readSequences, type Sequence, splitSequences } from './labelled-letters.ts';

interface Count {
  right: number;
  wrong: string[];
  missed: string[];
}

/** Each place is one finding; what stands at no place, or where a greeting would be, is one by itself. */
function judge(sequences: readonly Sequence[]): Count {
  const count: Count = { right: 0, wrong: [], missed: [] };
  for (const { name, letters } of sequences)
    letters.forEach((letter, n) => {
      const cues = findCues(observe(letter), letters.slice(0, n).map(observe), letter.text);
      for (const { kind, spans } of cues)
        for (const span of isPlaced(kind) ? spans : [null])
          if (isLabelled(letter, kind, span)) count.right++;
          else count.wrong.push(`${name} ${n + 1} ${kind} ${span ? letter.text.slice(span.start, span.end) : ''}`);
      for (const kind of letter.labels.keys())
        if (!cues.some((cue) => cue.kind === kind)) count.missed.push(`${name} ${n + 1} ${kind}`);
    });
  return count;
}

const isPlaced = (kind: CueKind) => /^(?:fine|laughter|more)_/.test(kind) && kind !== 'more_self';

const isLabelled = ({ labels }: LabelledLetter, kind: CueKind, span: Span | null): boolean =>
  labels.has(kind) && (!span || labels.get(kind)!.some((one) => one.start < span.end && span.start < one.end));

const precision = ({ right, wrong }: Count) => right / (right + wrong.length);
const told = (name: string, sequences: readonly Sequence[]) => {
  const count = judge(sequences);
  const all = sequences.flatMap(({ letters }) => letters.flatMap(({ labels }) => [...labels.keys()])).length;
  process.stdout.write(
    `cues, ${name}: ${count.right} of ${count.right + count.wrong.length} places right, ${all - count.missed.length} of ${all} labels found\n` +
      `${[...count.wrong.map((one) => `  wrong ${one}`), ...count.missed.map((one) => `  missed ${one}`)].join('\n')}\n`,
  );
  return precision(count);
};

describe('the labelled letters', () => {
  test('are many, and of both languages', () => {
    const letters = readSequences().flatMap((one) => one.letters);
    expect(letters.length).toBeGreaterThanOrEqual(150);
    expect(letters.filter(({ labels }) => labels.size).length).toBeGreaterThan(40);
  });

  test('precision on those that were seen', () => {
    expect(told('seen', splitSequences().seen)).toBeGreaterThanOrEqual(0.8);
  });

  test.skipIf(process.env.CUES === 'seen')('precision on the third that was not', () => {
    expect(told('unseen', splitSequences().unseen)).toBeGreaterThanOrEqual(0.8);
  });
});

const letter = (text: string, more: Partial<LabelledLetter> = {}) =>
  observe({ text, signature: '', hour: 15, delay: 24, ...more });

describe('nothing is said', () => {
  const usual = 'Halo Bu, hari ini saya makan siang bersama teman dan pulang naik angkot. Terima kasih, Sari';
  const night = { hour: 2 };

  test('below three earlier letters', () => {
    const two = [letter(usual), letter(usual)];
    expect(findCues(letter(usual, night), two, usual)).toEqual([]);
    expect(findCues(letter(usual, night), [...two, letter(usual)], usual)).toMatchObject([{ kind: 'night' }]);
  });

  test('of a letter like the others, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 0, max: 23 }), (text, hour) => {
        const same = letter(text, { hour });
        expect(findCues(same, [same, same, same, same], text)).toEqual([]);
      }),
    );
  });

  test.each([
    'Semoga Ibu baik-baik saja. Kemarin saya nangis.',
    'Saya tidak baik-baik saja, saya nangis terus.',
    'Dulu saya nangis tiap malam, sekarang saya baik-baik saja.',
    'Temanku nangis karena filmnya. Apa kamu baik-baik saja?',
    'Saya pura-pura baik-baik saja padahal takut.',
    'I hope you are fine. I am okay with crying in films.',
  ])('of calm that is no calm of one’s own: %s', (text) => {
    expect(letter(text).fineBesideDistress).toEqual([]);
  });
});

test('every place lies in the letter', () => {
  const word = fc.constantFrom(
    'gapapa',
    'kok',
    'nangis',
    'wkwk',
    '🙂',
    'SELALU',
    '...',
    '!!',
    'mungkin',
    ',',
    '.',
    '\n',
    'aku',
  );
  const text = fc.array(word, { maxLength: 80 }).map((words) => words.join(' '));
  const usual = letter('Halo Bu, hari ini biasa saja dan saya pulang cepat. Terima kasih, Sari');
  fc.assert(
    fc.property(text, (written) => {
      for (const { spans } of findCues(letter(written), [usual, usual, usual], written))
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(written.length);
          expect(start).toBeLessThanOrEqual(end);
        }
    }),
  );
});

test('what was put aside twice comes again only when the change is clearly greater', () => {
  const kind = fc.constantFrom(...cueKinds);
  const degree = fc.double({ min: 0.1, max: 100, noNaN: true });
  const cue = fc.record({ kind, degree, spans: fc.constant<Span[]>([]) });
  fc.assert(
    fc.property(
      fc.uniqueArray(cue, { selector: (one) => one.kind }),
      fc.array(fc.record({ kind, degree })),
      (cues, aside) => {
        const kept = withoutDismissed(cues, aside);
        for (const one of cues) {
          const before = aside.filter((other) => other.kind === one.kind).map((other) => other.degree);
          const isKept = before.length < 2 || one.degree > 1.5 * Math.max(...before);
          expect(kept.includes(one)).toBe(isKept);
        }
      },
    ),
  );
});

test('a letter of three thousand words is read in a few milliseconds, and one made to be slow in not many more', () => {
  const plain = readSequences()
    .flatMap(({ letters }) => letters.map(({ text }) => text))
    .join(' ')
    .split(' ')
    .slice(0, 3000)
    .join(' ');
  const hostile = `${'nangis '.repeat(2000)}${'gapapa '.repeat(800)}`;
  const cost = (text: string) => {
    for (let n = 0; n < 5; n++) letter(text);
    const before = process.cpuUsage();
    for (let n = 0; n < 20; n++) letter(text);
    return process.cpuUsage(before).user / 20_000;
  };
  expect(cost(plain)).toBeLessThan(15);
  expect(cost(hostile)).toBeLessThan(150);
  process.stdout.write(`cues: ${cost(plain).toFixed(1)} ms for 3,000 words\n`);
});
