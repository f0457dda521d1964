/** One's own account: password, and where one is signed in. */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import { mayWithService } from '../../core/policy.ts';
import type { Database } from '../../db/database.ts';
import { emptyForm, type FieldErrors } from '../../web/read-form.ts';
import type { Answer, Limit } from '../../web/visit.ts';
import { changePassword } from '../change-password.ts';
import { givenPassword, newPassword } from '../fields.ts';
import { endSessions, openSessions } from '../sessions.ts';
import type { StaffVisit } from '../staff-route.ts';

interface Needs {
  db: Database;
}

const passwordForm = z.strictObject({ current: givenPassword, next: newPassword });

/** GET /me */
export function showAccount(visit: StaffVisit<Needs>): Promise<Answer> {
  return accountPage(visit, emptyForm(passwordForm).wrong);
}

/** POST /me/password */
export async function saveOwnPassword(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, say, request, now } = visit;
  const form = visit.form(passwordForm);
  if ('wrong' in form) {
    const { current, next } = form.wrong;
    return accountPage(visit, { current: current && say(current), next: next && say(next) });
  }
  const change = { ...form.fields, staffId: staff.id, sessionKey: request.sessionKey };
  if ((await changePassword(app.db, change, now)) !== 'changed')
    return accountPage(visit, { current: say('staff.me.password.wrong'), next: null });
  return { goTo: '/me', say: 'staff.me.password.changed' };
}

const endForm = z.strictObject({ session: z.string().regex(/^[0-9a-f]{64}$|^others$/) });

/** POST /me/ended-sessions */
export async function endOwnSessions(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, request, now } = visit;
  const form = visit.form(endForm);
  if ('wrong' in form) return { refused: 'unreadable' };
  const { session } = form.fields;
  const which = session === 'others' ? { allBut: request.sessionKey } : { only: session };
  const n = await app.db.transaction().execute(async (tx) => {
    const ended = await endSessions(tx, staff.id, which, now);
    await record(tx, { actor: { staff: staff.id }, kind: 'session.ended', data: { ended } });
    return ended;
  });
  return { goTo: '/me', say: 'staff.me.sessions.ended', values: { n } };
}

/** Guessing the password from a computer left open is slowed down too. */
export const ownPasswordLimits: readonly Limit<Needs>[] = [
  { max: 10, minutes: 60, key: ({ request }) => request.sessionKey },
];

async function accountPage(visit: StaffVisit<Needs>, wrong: FieldErrors<typeof passwordForm>): Promise<Answer> {
  const { app, staff, request, say, now } = visit;
  const sessions = await openSessions(app.db, staff.id, now);
  return {
    page: 'staff/account',
    title: say('staff.me.title'),
    status: wrong.current || wrong.next ? 422 : 200,
    model: {
      email: staff.email,
      wrong,
      sessions: sessions.map((session) => ({
        ...session,
        browser: session.browser || say('staff.me.sessions.unknown'),
        isThis: session.key === request.sessionKey,
      })),
      others: sessions.length > 1,
      reads: mayWithService(staff, 'see_cases'),
      absences: absencesOf(staff),
    },
  };
}

/** Where this person enters when they, or somebody who is ill, are away. */
function absencesOf(staff: StaffVisit<Needs>['staff']): string | null {
  if (mayWithService(staff, 'enter_absences')) return '/absences';
  return mayWithService(staff, 'own_absences') ? '/me/absences' : null;
}
