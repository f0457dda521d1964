/** The fields of the form in which a counsellor answers; every button of it posts all of them. */
import { z } from 'zod';
import { type Asked, askable } from '../../core/answers/questions.ts';
import { Refusal } from '../../web/refusal.ts';
import type { ReplyVisit } from './needs.ts';

const idOrNothing = z.union([z.uuid(), z.literal('').transform(() => null)]);

const composeForm = z.strictObject({
  form_id: z.uuid(),
  seen_in: idOrNothing,
  seen_out: idOrNothing,
  text: z.string(),
  template: z.string().max(80).default(''),
  confirmed: z.literal('yes').optional(),
  sender_confirmed: z.literal('yes').optional(),
  safe_hours: z.enum(['wait', 'now']).optional(),
  still_owed: z.literal('yes').optional(),
  ask_consent: z.literal('yes').optional(),
  ask_pulse: z.literal('yes').optional(),
  ask_goals: z.literal('yes').optional(),
  ask_evaluation: z.literal('yes').optional(),
  instrument: idOrNothing.default(null),
  ask_satisfaction: z.literal('yes').optional(),
  ask_follow_up: z.literal('yes').optional(),
  /** after counselling: the letter does not end the work together */
  goes_on: z.literal('yes').optional(),
  /** of the drafts' form: put the chosen template below what is written, or only keep it */
  do: z.enum(['save', 'insert', 'send']).default('save'),
});

/** @throws Refusal `unreadable`: it does not come from our form */
export function readComposeForm(visit: ReplyVisit): z.output<typeof composeForm> {
  const form = visit.form(composeForm);
  if ('wrong' in form) throw new Refusal('unreadable');
  return form.fields;
}

/** The questions that were ticked. */
export const askedIn = (fields: Partial<Record<`ask_${Asked}`, string | undefined>>): Asked[] =>
  askable.filter((asked) => fields[`ask_${asked}`] === 'yes');
