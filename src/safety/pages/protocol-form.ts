/** The fields of the protocol, as they come from its page and as they go back to it. */
import { z } from 'zod';
import { words } from '../../cases/pages/run-command.ts';
import {
  askedOf,
  dangers,
  handedOverAnswers,
  knownAnswers,
  type Protocol,
  planParts,
  type SafetyPlan,
} from '../../core/risk/protocol.ts';

const tick = z.literal('yes').optional();
const each = <N extends string, S extends z.ZodType>(names: readonly N[], prefix: string, schema: S) =>
  Object.fromEntries(names.map((name) => [`${prefix}_${name}`, schema])) as Record<`${string}_${N}`, S>;

export const protocolForm = z.strictObject({
  seen: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  ...each(dangers, 'danger', tick),
  ...each(askedOf, 'known', z.enum(knownAnswers)),
  assessment: words,
  ...each(planParts, 'plan', words),
  handed_to: words,
  incident: words,
  konseli: z.enum(handedOverAnswers),
});

/** The fields whose words outlive a session that ended while they were written. */
export const protocolTexts = ['assessment', ...planParts.map((part) => `plan_${part}`), 'handed_to', 'incident'];

export function protocolFrom(fields: z.output<typeof protocolForm>): Protocol {
  const typed = fields as Readonly<Record<string, string | number | undefined>>;
  const text = (name: string) => String(typed[name] ?? '').trim();
  const service = text('handed_to');
  const incident = text('incident');
  return {
    dangers: dangers.filter((danger) => typed[`danger_${danger}`] === 'yes'),
    known: Object.fromEntries(askedOf.map((asked) => [asked, typed[`known_${asked}`]])) as Protocol['known'],
    assessment: text('assessment'),
    plan: Object.fromEntries(planParts.map((part) => [part, text(`plan_${part}`)])) as SafetyPlan,
    handedOver: service || incident ? { service, incident, konseli: fields.konseli } : null,
  };
}

/** A protocol that nobody has written yet. */
export const emptyProtocol: Protocol = {
  dangers: [],
  known: { wish: 'not_known', plan: 'not_known', means: 'not_known', time: 'not_known' },
  assessment: '',
  plan: Object.fromEntries(planParts.map((part) => [part, ''])) as Record<(typeof planParts)[number], string>,
  handedOver: null,
};
