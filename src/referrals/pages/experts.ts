/** The directory of experts and services: all who see cases look and ask after entries, counsellors and admins keep it. */
import { z } from 'zod';
import { mayWithService } from '../../core/policy.ts';
import { type ExpertField, expertFields } from '../../core/referral.ts';
import { readSettings } from '../../service/settings.ts';
import { emptyForm, type FieldErrors, type Typed } from '../../web/read-form.ts';
import type { Answer } from '../../web/visit.ts';
import { type Expert, type ExpertFacts, isFresh, listExperts } from '../experts.ts';
import { removeExpert } from '../remove-expert.ts';
import { saveExpert } from '../save-expert.ts';
import { contactOf, verifyExpert } from '../verify-expert.ts';
import type { ReferralVisit } from './needs.ts';

const short = z.string().trim().max(160, 'experts.long');
const tick = z.literal('yes').optional();
const ticks = Object.fromEntries(expertFields.map((field) => [`field_${field}`, tick])) as Record<
  `field_${ExpertField}`,
  typeof tick
>;
const firstField = `field_${expertFields[0]}` as const;

/** It ends up in the To of a mail. */
const email = z
  .string()
  .trim()
  .toLowerCase()
  .refine((typed) => typed === '' || z.email().safeParse(typed).success, 'experts.email.wrong');

const expertForm = z
  .strictObject({
    name: short.min(1, 'experts.name.missing'),
    profession: short.min(1, 'experts.profession.missing'),
    organisation: short,
    email,
    phone: short,
    place: short,
    hours: short,
    cost: short,
    note: z.string().trim().max(1000, 'experts.long'),
    language: z.enum(['id', 'en']),
    ...ticks,
  })
  .refine((form) => expertFields.some((field) => form[`field_${field}`]), {
    path: [firstField],
    error: 'experts.fields.missing',
  })
  .refine((form) => form.email || form.phone, { path: ['phone'], error: 'experts.contact.missing' });

/** GET /experts */
export async function showExperts({ app, staff, say, now }: ReferralVisit): Promise<Answer> {
  const settings = await readSettings(app.db);
  const experts = await listExperts(app.db);
  return {
    page: 'referrals/experts',
    title: say('experts.title'),
    model: {
      experts: experts.map((expert) => ({
        ...expert,
        fields: expert.fields.map((field) => say(`expert_field.${field}`)).join(', '),
        contact: contactOf(expert),
        chip: isFresh(expert, settings, now)
          ? { text: say('experts.fresh'), tone: 'good' }
          : { text: say(expert.verifiedAt ? 'experts.old' : 'experts.never'), tone: 'attention' },
      })),
      mayKeep: mayWithService(staff, 'keep_experts'),
    },
  };
}

/** POST /experts/:id/verifications */
export async function verify(visit: ReferralVisit): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(z.strictObject({ shown: z.string().max(400) }));
  const id = idOf(visit);
  if ('wrong' in form || id === null) return { refused: 'not_found' };
  const done = await verifyExpert(app.db, staff.id, id, form.fields.shown, now);
  if ('done' in done) return { goTo: '/experts', say: 'experts.said.verified' };
  return { refused: done.refused === 'changed' ? 'conflict' : 'not_found' };
}

/** GET /experts/new */
export function showNewExpert(visit: ReferralVisit): Answer {
  const { wrong, typed } = emptyForm(expertForm);
  return expertPage(visit, null, wrong, typed);
}

/** POST /experts */
export const addExpert = (visit: ReferralVisit): Promise<Answer> => save(visit, null);

/** GET /experts/:id */
export async function showExpert(visit: ReferralVisit): Promise<Answer> {
  const id = idOf(visit);
  const expert = (await listExperts(visit.app.db)).find((known) => known.id === id);
  if (!expert) return { refused: 'not_found' };
  return expertPage(visit, expert.id, emptyForm(expertForm).wrong, asTyped(expert));
}

/** POST /experts/:id */
export async function changeExpert(visit: ReferralVisit): Promise<Answer> {
  const id = idOf(visit);
  return id === null ? { refused: 'not_found' } : save(visit, id);
}

/** POST /experts/:id/removals */
export async function dropExpert(visit: ReferralVisit): Promise<Answer> {
  const { app, staff, now } = visit;
  visit.form(z.strictObject({}));
  const id = idOf(visit);
  if (id === null) return { refused: 'not_found' };
  const done = await removeExpert(app.db, staff.id, id, now);
  return 'refused' in done ? done : { goTo: '/experts', say: 'experts.said.removed' };
}

const idOf = ({ params }: ReferralVisit): number | null =>
  /^\d{1,15}$/.test(params.id ?? '') ? Number(params.id) : null;

async function save(visit: ReferralVisit, id: number | null): Promise<Answer> {
  const form = visit.form(expertForm);
  if ('wrong' in form) return expertPage(visit, id, form.wrong, form.typed);
  const saved = await saveExpert(visit.app.db, visit.staff.id, id, asFacts(form.fields));
  return 'refused' in saved ? saved : { goTo: '/experts', say: 'experts.said.saved' };
}

const asFacts = (fields: z.output<typeof expertForm>): ExpertFacts => ({
  name: fields.name,
  profession: fields.profession,
  organisation: fields.organisation,
  fields: expertFields.filter((field) => fields[`field_${field}`]),
  email: fields.email,
  phone: fields.phone,
  place: fields.place,
  hours: fields.hours,
  cost: fields.cost,
  note: fields.note,
  language: fields.language,
});

function asTyped(expert: Expert): Typed<typeof expertForm> {
  const { typed } = emptyForm(expertForm);
  for (const field of expertFields) typed[`field_${field}`] = expert.fields.includes(field) ? 'yes' : '';
  const { name, profession, organisation, email: address, phone, place, hours, cost, note, language } = expert;
  return { ...typed, name, profession, organisation, email: address, phone, place, hours, cost, note, language };
}

function expertPage(
  { say }: ReferralVisit,
  id: number | null,
  wrong: FieldErrors<typeof expertForm>,
  typed: Typed<typeof expertForm>,
): Answer {
  const title = say(id === null ? 'experts.new' : 'experts.edit');
  const spoken = Object.fromEntries(Object.entries(wrong).map(([field, word]) => [field, word && say(word)]));
  return {
    page: 'referrals/expert',
    title,
    status: Object.values(wrong).some(Boolean) ? 422 : 200,
    model: {
      title,
      id,
      action: id === null ? '/experts' : `/experts/${id}`,
      typed,
      wrong: spoken,
      fieldsWrong: spoken[firstField] ?? null,
      fields: expertFields.map((field) => ({
        name: `field_${field}`,
        label: say(`expert_field.${field}`),
        ticked: typed[`field_${field}`] === 'yes',
      })),
      languages: (['id', 'en'] as const).map((value) => ({
        value,
        label: say(`experts.language.${value}`),
        chosen: typed.language === value,
      })),
    },
  };
}
