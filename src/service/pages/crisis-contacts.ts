/** The directory of crisis contacts: everybody calls and marks, the admin keeps it. */
import { z } from 'zod';
import { mayWithService } from '../../core/policy.ts';
import { emptyForm, type FieldErrors, type Typed } from '../../web/read-form.ts';
import type { Answer } from '../../web/visit.ts';
import { type CrisisContact, isTrusted, listCrisisContacts } from '../crisis-contacts.ts';
import { removeCrisisContact } from '../remove-crisis-contact.ts';
import { saveCrisisContact } from '../save-crisis-contact.ts';
import { readSettings } from '../settings.ts';
import { verifyCrisisContact } from '../verify-crisis-contact.ts';
import { hasWrong, type ServiceVisit, spoken } from './needs.ts';

const contactForm = z.strictObject({
  name: z.string().trim().min(1, 'service.crisis.name.missing').max(120, 'service.crisis.name.long'),
  contact: z.string().trim().min(1, 'service.crisis.contact.missing').max(200, 'service.crisis.contact.long'),
  hours: z.string().trim().max(120, 'service.crisis.name.long'),
  source: z.string().trim().max(300, 'service.crisis.long'),
});
const verification = z.strictObject({ called: z.string().max(200) });
const nothing = z.strictObject({});

/** GET /crisis-contacts */
export async function listContacts({ app, staff, say, now }: ServiceVisit): Promise<Answer> {
  const settings = await readSettings(app.db);
  const contacts = await listCrisisContacts(app.db);
  const trusted = (contact: CrisisContact) => isTrusted(contact, settings, now);
  return {
    page: 'service/crisis-contacts',
    title: say('service.crisis.title'),
    model: {
      contacts: contacts.map((contact) => ({
        ...contact,
        chip: trusted(contact)
          ? { text: say('service.crisis.trusted'), tone: 'good' }
          : { text: say(`service.crisis.${contact.verifiedAt ? 'expired' : 'never'}`), tone: 'attention' },
      })),
      mayKeep: mayWithService(staff, 'manage_settings'),
    },
  };
}

/** POST /crisis-contacts/:id/verifications */
export async function verifyContact(visit: ServiceVisit): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(verification);
  const id = readId(visit);
  if ('wrong' in form || id === null) return { refused: 'not_found' };
  const done = await verifyCrisisContact(app.db, staff.id, id, form.fields.called, now);
  if ('done' in done) return { goTo: '/crisis-contacts', say: 'service.crisis.said.verified' };
  return { refused: done.refused === 'changed' ? 'conflict' : 'not_found' };
}

/** GET /crisis-contacts/new */
export function showNewContact(visit: ServiceVisit): Answer {
  const { wrong, typed } = emptyForm(contactForm);
  return contactPage(visit, null, wrong, typed);
}

/** POST /crisis-contacts */
export function addContact(visit: ServiceVisit): Promise<Answer> {
  return save(visit, null);
}

/** GET /crisis-contacts/:id */
export async function showContact(visit: ServiceVisit): Promise<Answer> {
  const id = readId(visit);
  const contact = (await listCrisisContacts(visit.app.db)).find((known) => known.id === id);
  if (!contact) return { refused: 'not_found' };
  return contactPage(visit, contact.id, emptyForm(contactForm).wrong, contact);
}

/** POST /crisis-contacts/:id */
export async function saveContact(visit: ServiceVisit): Promise<Answer> {
  const id = readId(visit);
  return id === null ? { refused: 'not_found' } : save(visit, id);
}

/** POST /crisis-contacts/:id/removals */
export async function removeContact(visit: ServiceVisit): Promise<Answer> {
  const { app, staff } = visit;
  visit.form(nothing);
  const id = readId(visit);
  if (id === null) return { refused: 'not_found' };
  const done = await removeCrisisContact(app.db, staff.id, id);
  if ('refused' in done) return done;
  return { goTo: '/crisis-contacts', say: 'service.crisis.said.removed' };
}

function readId({ params }: ServiceVisit): number | null {
  return /^\d{1,15}$/.test(params.id ?? '') ? Number(params.id) : null;
}

async function save(visit: ServiceVisit, id: number | null): Promise<Answer> {
  const form = visit.form(contactForm);
  if ('wrong' in form) return contactPage(visit, id, form.wrong, form.typed);
  const saved = await saveCrisisContact(visit.app.db, visit.staff.id, id, form.fields);
  if ('refused' in saved) return saved;
  return { goTo: '/crisis-contacts', say: 'service.crisis.said.saved' };
}

function contactPage(
  { say }: ServiceVisit,
  id: number | null,
  wrong: FieldErrors<typeof contactForm>,
  typed: Typed<typeof contactForm>,
): Answer {
  const title = say(id === null ? 'service.crisis.new.title' : 'service.crisis.edit.title');
  return {
    page: 'service/crisis-contact',
    title,
    status: hasWrong(wrong) ? 422 : 200,
    model: {
      title,
      id,
      action: id === null ? '/crisis-contacts' : `/crisis-contacts/${id}`,
      typed: { name: typed.name, contact: typed.contact, hours: typed.hours, source: typed.source },
      wrong: spoken(say, wrong),
    },
  };
}
