// Reads letters.txt: invented letters in sequences, with what a careful reader would notice marked in them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CueKind } from '../../../src/core/cues/find-cues.ts';
import type { Span, WrittenLetter } from '../../../src/core/cues/observe.ts';

export interface Sequence {
  name: string;
  letters: LabelledLetter[];
}

export interface LabelledLetter extends WrittenLetter {
  /** of a kind the places; empty where it stands at none */
  labels: Map<CueKind, Span[]>;
}

const placed: Record<string, CueKind> = {
  F: 'fine_beside_distress',
  L: 'laughter_beside_distress',
  E: 'more_exclamations',
  C: 'more_capitals',
  D: 'more_ellipses',
  M: 'more_emoticons',
  A: 'more_absolutes',
  H: 'more_hedges',
};

export function readSequences(): Sequence[] {
  const file = readFileSync(join(import.meta.dirname, 'letters.txt'), 'utf8');
  return file
    .split(/^== /m)
    .slice(1)
    .map((part) => ({
      name: /^\w+/.exec(part)![0],
      letters: part.split(/^@ /m).slice(1).map(readLetter),
    }));
}

/** A third of the sequences, by chance and always the same, which nobody looked at while the rules were written. */
export function splitSequences(): { seen: Sequence[]; unseen: Sequence[] } {
  const all = readSequences();
  const chance = ({ name }: Sequence) => createHash('sha256').update(`unseen${name}`).digest('hex');
  const order = all.toSorted((a, b) => (chance(a) < chance(b) ? -1 : 1));
  const third = Math.round(all.length / 3);
  return { unseen: order.slice(0, third), seen: order.slice(third) };
}

function readLetter(part: string): LabelledLetter {
  const [head = '', ...lines] = part.split('\n');
  const [time = '', delay = '-', ...kinds] = head.split(' ');
  const labels = new Map<CueKind, Span[]>(kinds.map((kind) => [kind as CueKind, []]));
  let text = '';
  for (const piece of lines
    .join('\n')
    .trim()
    .split(/(\[[FLECDMAH]:[^\]]*\])/)) {
    const [, letter, words] = /^\[([FLECDMAH]):([^\]]*)\]$/.exec(piece) ?? [];
    if (letter && words) {
      const kind = placed[letter]!;
      labels.set(kind, [...(labels.get(kind) ?? []), { start: text.length, end: text.length + words.length }]);
    }
    text += words ?? piece;
  }
  const amount = Number.parseInt(delay, 10);
  return {
    text,
    signature: '',
    hour: Number(time.split(':')[0]),
    delay: delay === '-' ? null : delay.endsWith('d') ? amount * 24 : amount,
    labels,
  };
}
