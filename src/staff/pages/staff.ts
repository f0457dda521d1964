/** The admin's pages about staff: who there is, making accounts, handing out links, closing accounts. No word of any letter. */

import { z } from 'zod';
import type { Database, Reader } from '../../db/database.ts';
import type { StaffRole } from '../../db/schema.ts';
import { emptyForm, type FieldErrors, type Typed } from '../../web/read-form.ts';
import type { Answer } from '../../web/visit.ts';
import { changeStaff } from '../change-staff.ts';
import { createStaff } from '../create-staff.ts';
import { disableStaff, enableStaff } from '../disable-staff.ts';
import { email, name, role } from '../fields.ts';
import { invite } from '../invitations.ts';
import { resetSecondFactor } from '../reset-second-factor.ts';
import type { StaffVisit } from '../staff-route.ts';

interface Needs {
  db: Database;
  config: { publicUrl: string };
}

const roles: StaffRole[] = ['counsellor', 'supervisor', 'admin'];
const newForm = z.strictObject({ name, email, role });
const changeForm = z.strictObject({ name, role });
const nothing = z.strictObject({});

/** GET /staff */
export async function listStaff({ app, say }: StaffVisit<Needs>): Promise<Answer> {
  const staff = await selectStaff(app.db)
    .orderBy('disabled_at', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .execute();
  return { page: 'staff/list', title: say('staff.list.title'), model: { staff: staff.map(withState) } };
}

/** GET /staff/new */
export function showNewStaff(visit: StaffVisit<Needs>): Answer {
  const { wrong, typed } = emptyForm(newForm);
  return newStaffPage(visit, wrong, { ...typed, role: 'counsellor' });
}

/** POST /staff */
export async function addStaff(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(newForm);
  if ('wrong' in form) return newStaffPage(visit, form.wrong, form.typed);
  const { fields } = form;
  const answer = await app.db.transaction().execute((tx) => createStaff(tx, { ...fields, madeBy: staff.id }, now));
  if ('refused' in answer) return newStaffPage(visit, { name: null, role: null, email: 'staff.new.taken' }, fields);
  return linkPage(visit, answer.staffId, fields.name, answer.invitation);
}

/** GET /staff/:id, with `?sure=disable` or `?sure=reset` before what cannot be taken back */
export async function showStaff(visit: StaffVisit<Needs>): Promise<Answer> {
  const found = await findStaff(visit);
  return found ? staffPage(visit, found, emptyForm(changeForm).wrong) : { refused: 'not_found' };
}

/** POST /staff/:id */
export async function saveStaff(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff } = visit;
  const found = await findStaff(visit);
  if (!found) return { refused: 'not_found' };
  const form = visit.form(changeForm);
  if ('wrong' in form) return staffPage(visit, { ...found, ...form.typed }, form.wrong);
  const answer = await app.db.transaction().execute((tx) => changeStaff(tx, found.id, form.fields, staff.id));
  return backTo(found.id, answer === 'changed' ? 'staff.one.saved' : answer);
}

/** POST /staff/:id/invitations */
export async function makeLink(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, now } = visit;
  const found = await findStaff(visit);
  visit.form(nothing);
  if (!found) return { refused: 'not_found' };
  if (found.disabled_at) return backTo(found.id, { refused: 'no_such_staff' });
  const token = await app.db.transaction().execute((tx) => invite(tx, found.id, 'set_password', staff.id, now));
  return linkPage(visit, found.id, found.name, token);
}

/** POST /staff/:id/second-factor-resets */
export async function resetFactor(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, now } = visit;
  const found = await findStaff(visit);
  visit.form(nothing);
  if (!found) return { refused: 'not_found' };
  const answer = await app.db.transaction().execute((tx) => resetSecondFactor(tx, found.id, staff.id, now));
  return 'refused' in answer ? backTo(found.id, answer) : linkPage(visit, found.id, found.name, answer.invitation);
}

/** POST /staff/:id/disablings */
export async function closeAccount(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, now } = visit;
  const found = await findStaff(visit);
  visit.form(nothing);
  if (!found) return { refused: 'not_found' };
  const answer = await app.db.transaction().execute((tx) => disableStaff(tx, found.id, staff.id, now));
  return backTo(found.id, answer === 'disabled' ? 'staff.one.disabled' : answer);
}

/** POST /staff/:id/enablings */
export async function reopenAccount(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff } = visit;
  const found = await findStaff(visit);
  visit.form(nothing);
  if (!found) return { refused: 'not_found' };
  const answer = await app.db.transaction().execute((tx) => enableStaff(tx, found.id, staff.id));
  return backTo(found.id, answer === 'enabled' ? 'staff.one.enabled' : answer);
}

function selectStaff(db: Reader) {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'role', 'last_seen_at', 'disabled_at'])
    .select((is) => is('password_hash', 'is not', null).as('has_password'))
    .select((is) => is('second_factor_sealed', 'is not', null).as('has_factor'));
}

type StaffRow = Awaited<ReturnType<ReturnType<typeof selectStaff>['executeTakeFirstOrThrow']>>;

async function findStaff({ app, params }: StaffVisit<Needs>): Promise<StaffRow | undefined> {
  const id = Number(params.id);
  if (!Number.isSafeInteger(id)) return undefined;
  return selectStaff(app.db).where('id', '=', id).executeTakeFirst();
}

function withState(row: StaffRow) {
  const isReady = row.has_password && row.has_factor;
  const state = row.disabled_at ? 'disabled' : isReady ? 'active' : 'invited';
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    state,
    tone: { disabled: 'plain', active: 'good', invited: 'attention' }[state],
    factor: row.has_factor ? 'yes' : 'no',
    seenAt: row.last_seen_at,
  };
}

function newStaffPage(
  { say }: StaffVisit<Needs>,
  wrong: FieldErrors<typeof newForm>,
  typed: Typed<typeof newForm>,
): Answer {
  return {
    page: 'staff/new',
    title: say('staff.new.title'),
    status: Object.values(wrong).some(Boolean) ? 422 : 200,
    model: {
      name: typed.name,
      email: typed.email,
      roles: roleOptions(say, typed.role),
      wrong: spoken(say, wrong),
    },
  };
}

function staffPage(
  { say, query, staff }: StaffVisit<Needs>,
  row: Omit<StaffRow, 'role'> & { role: string },
  wrong: FieldErrors<typeof changeForm>,
): Answer {
  const sure = query.sure === 'disable' || query.sure === 'reset' ? query.sure : null;
  return {
    page: 'staff/show',
    title: say('staff.list.title'),
    status: Object.values(wrong).some(Boolean) ? 422 : 200,
    model: {
      ...withState(row as StaffRow),
      roles: roleOptions(say, row.role),
      wrong: spoken(say, wrong),
      isSelf: row.id === staff.id,
      isDisabled: row.disabled_at !== null,
      sure: row.disabled_at ? null : sure,
    },
  };
}

function linkPage({ app, say }: StaffVisit<Needs>, staffId: number, name: string, token: string): Answer {
  const link = new URL(`/invitations/${token}`, app.config.publicUrl).href;
  return { page: 'staff/link', title: say('staff.link.title'), model: { staffId, name, link } };
}

type Refused = { refused: 'no_such_staff' | 'own_role' | 'last_admin' | 'yourself' };

function backTo(staffId: number, said: string | Refused): Answer {
  const goTo = `/staff/${staffId}`;
  return typeof said === 'string'
    ? { goTo, say: said }
    : { goTo, say: `staff.refused.${said.refused}`, tone: 'attention' };
}

type Say = StaffVisit<Needs>['say'];

function roleOptions(say: Say, chosen: string) {
  return roles.map((value) => ({ value, label: say(`staff.role.${value}`), chosen: value === chosen }));
}

function spoken<T extends Record<string, string | null>>(say: Say, wrong: T) {
  return Object.fromEntries(Object.entries(wrong).map(([field, word]) => [field, word && say(word)]));
}
