/** Reads the file that describes an instrument. Whoever may not use it has nothing to write under `licence`, and it stays out. */
import { z } from 'zod';
import { type Instrument, isLicensed } from '../core/instruments/instrument.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const inLanguages = { id: text(500), en: text(500) };
const both = z.strictObject(inLanguages);
const number = z.int().min(0).max(10);
const itemNumber = z.int().min(1).max(40);

const definition = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  version: z.int().min(1).max(999),
  title: both,
  licence: z.strictObject({
    text: text(5000),
    holder: text(200),
    reference: text(500),
    until: z.iso.date().nullable(),
  }),
  lead: both,
  scale: z.strictObject({
    least: number,
    most: number,
    words: z.array(z.strictObject({ value: number, ...inLanguages })).max(11),
  }),
  items: z
    .array(z.strictObject({ ...inLanguages, reversed: z.boolean() }))
    .min(1)
    .max(40),
  scores: z
    .array(z.strictObject({ title: both, how: z.enum(['sum', 'mean']), items: z.array(itemNumber).min(1).max(40) }))
    .max(12),
  danger: z.array(z.strictObject({ item: itemNumber, atLeast: number, lane: z.enum(['amber', 'red']) })).max(40),
});

export type DefinitionRefusal =
  | { refused: 'not_json' | 'no_licence' | 'licence_ended' | 'no_danger_rule' }
  /** `at`: the first place that does not fit, `items.3.id` */
  | { refused: 'unreadable'; at: string };

const LARGEST = 200_000;

/** @param today in the zone of the service, YYYY-MM-DD */
export function readDefinition(bytes: Uint8Array, today: string): Instrument | DefinitionRefusal {
  const json = bytes.length > LARGEST ? undefined : parse(bytes);
  if (typeof json !== 'object' || json === null) return { refused: 'not_json' };
  if (lacksLicence((json as { licence?: unknown }).licence)) return { refused: 'no_licence' };
  if (!Array.isArray((json as { danger?: unknown }).danger)) return { refused: 'no_danger_rule' };
  const read = definition.safeParse(json);
  if (!read.success) return { refused: 'unreadable', at: read.error.issues[0]!.path.join('.') };
  const misfit = misfitIn(read.data);
  if (misfit) return { refused: 'unreadable', at: misfit };
  return isLicensed(read.data, today) ? read.data : { refused: 'licence_ended' };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function lacksLicence(licence: unknown): boolean {
  const { text, holder, reference } = (licence ?? {}) as Record<string, unknown>;
  return [text, holder, reference].some((part) => typeof part !== 'string' || part.trim() === '');
}

/** The place that points at nothing; null: all is well. */
function misfitIn({ scale, items, scores, danger }: Instrument): string | null {
  const isItem = (item: number) => item <= items.length;
  const isOnScale = (value: number) => value >= scale.least && value <= scale.most;
  if (scale.least >= scale.most) return 'scale';
  if (!scale.words.every(({ value }) => isOnScale(value))) return 'scale.words';
  const score = scores.findIndex((one) => !one.items.every(isItem));
  if (score !== -1) return `scores.${score}.items`;
  const rule = danger.findIndex(({ item, atLeast }) => !isItem(item) || !isOnScale(atLeast));
  return rule === -1 ? null : `danger.${rule}`;
}
