/** Coming in and going out: the sign-in page, what was written when a session ended, the preferences of a browser. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import { CannotOpen, open, seal } from '../../crypto/seal.ts';
import type { Vault } from '../../crypto/vault.ts';
import type { Database } from '../../db/database.ts';
import type { StaffRole } from '../../db/schema.ts';
import type { Cookies } from '../../web/cookies.ts';
import { writtenText } from '../../web/errors.ts';
import { languages } from '../../web/merge-words.ts';
import type { Session } from '../../web/mount-routes.ts';
import { themes, writePreferences } from '../../web/preferences.ts';
import { contentOf } from '../../web/read-form.ts';
import type { Answer, Limit, Visit } from '../../web/visit.ts';
import { type CarriedText, openCarried, sealCarried } from '../carried-text.ts';
import { givenPassword } from '../fields.ts';
import { browserName, type CurrentStaff, endSessions, findSession, ownerOfToken } from '../sessions.ts';
import { signIn } from '../sign-in.ts';
import type { PublicVisit, StaffVisit } from '../staff-route.ts';

/** What the assembly puts behind the sign-in page. */
export interface FrontDoor {
  /**
   * Keeps what a person had written when the session ended, as a draft; never sends it.
   * @param path the path the form was sent to
   * @returns where the person goes on, or null when this form cannot be kept
   */
  keepWritten(staffId: number, path: string, fields: Record<string, string>): Promise<string | null>;
  /** The log-ins of a demo, with the codes of this moment; null: this is no demo. */
  demoLogIns: (() => DemoLogIn[]) | null;
}

export interface DemoLogIn {
  name: string;
  role: StaffRole;
  email: string;
  password: string;
  code: string;
}

interface Needs {
  db: Database;
  vault: Vault;
  frontDoor: FrontDoor;
}

const DAY = 24 * 3600;
const DEVICE_IS_KNOWN = 90 * DAY;

const signInForm = z.strictObject({
  email: z.string().min(1).max(200),
  password: givenPassword.min(1),
  code: z.string().min(1).max(20),
  to: z.string().max(2000).default('/'),
});

/** Who makes a request, for `mountRoutes`. */
export function identifyStaff({ db, cookies, now }: { db: Database; cookies: Cookies; now: () => Date }) {
  return async (request: FastifyRequest, awake: boolean): Promise<Session<CurrentStaff> | null> => {
    const token = cookies.read(request, 'session');
    return token ? findSession(db, token, awake, now()) : null;
  };
}

/** GET /sign-in */
export function showSignIn(visit: PublicVisit<Needs>): Answer {
  const to = onwards(visit.query.to);
  return visit.staff ? { goTo: to } : signInPage(visit, { to, status: 200 });
}

/** In place of a page that needs somebody: the way in, which carries along what was written. */
export async function askToSignIn(
  visit: Visit<Needs, null>,
  carries: readonly string[],
  forWriter: readonly string[],
): Promise<Answer> {
  const { request, app, now, cookies } = visit;
  if (request.method === 'GET') {
    const hadSession = cookies.read(request, 'session') !== null;
    return signInPage(visit, { to: request.url, status: 401, ...(hadSession ? { notice: 'staff.signIn.again' } : {}) });
  }
  const token = visit.cookies.read(request, 'session');
  const staffId = token ? await ownerOfToken(app.db, token) : null;
  const kept = staffId === null ? carries.filter((name) => !forWriter.includes(name)) : carries;
  const fields = Object.fromEntries(Object.entries(contentOf(request.body)).filter(([name]) => kept.includes(name)));
  if (writtenText(fields, kept) === null)
    return signInPage(visit, { to: '/', status: 401, notice: 'staff.signIn.again' });
  const carried = sealCarried(app.vault, { staffId, path: request.url, fields }, now);
  return signInPage(visit, { to: '/', status: 401, notice: 'staff.signIn.carried', carried });
}

/** POST /sign-in */
export async function enter(visit: PublicVisit<Needs>): Promise<Answer> {
  const { app, now, request } = visit;
  const form = visit.form(signInForm);
  const carried = carriedOf(visit);
  if ('wrong' in form)
    return signInPage(visit, {
      to: '/',
      status: 422,
      problem: 'staff.signIn.unreadable',
      email: form.typed.email,
      carried,
    });
  const { email, password, code, to } = form.fields;
  const browser = browserName(request.headers['user-agent']);
  const answer = await signIn(app, { email, password, code, browser }, now);
  if ('refused' in answer)
    return signInPage(visit, { to: onwards(to), status: 401, problem: 'staff.signIn.wrong', email, carried });
  await leaveFormerSession(visit);
  visit.cookies.write(visit.reply, 'session', answer.token, null);
  visit.cookies.write(visit.reply, 'device', knownDevice(app.vault, email), DEVICE_IS_KNOWN);
  return (await handOver(visit, answer.staffId, openCarried(app.vault, carried, now))) ?? { goTo: onwards(to) };
}

/** POST /sign-out */
export async function signOut(visit: StaffVisit<Needs>): Promise<Answer> {
  const { app, staff, request, reply, now } = visit;
  await app.db.transaction().execute(async (tx) => {
    await endSessions(tx, staff.id, { only: request.sessionKey }, now);
    await record(tx, { actor: { staff: staff.id }, kind: 'session.ended' });
  });
  visit.cookies.remove(reply, 'session');
  reply.header('clear-site-data', '"cache", "storage"');
  return { goTo: '/sign-in', say: 'staff.signedOut' };
}

const preferencesForm = z.strictObject({
  lang: z.enum(languages).optional(),
  theme: z.enum(themes).optional(),
  private: z.enum(['on', 'off']).optional(),
  keys: z.enum(['on', 'off']).optional(),
  back: z.string().max(2000).default('/'),
});

/** POST /preferences */
export async function savePreferences(visit: PublicVisit<Needs>): Promise<Answer> {
  const form = visit.form(preferencesForm);
  if ('wrong' in form) return { refused: 'unreadable' };
  const { lang, theme, private: hidden, keys, back } = form.fields;
  writePreferences(visit.reply, visit.cookies, {
    ...(lang && { lang }),
    ...(theme && { theme }),
    ...(hidden && { private: hidden === 'on' }),
    ...(keys && { keys: keys === 'on' }),
  });
  if (lang && visit.staff)
    await visit.app.db.updateTable('staff').set({ language: lang }).where('id', '=', visit.staff.id).execute();
  return { goTo: safePath(back) };
}

/**
 * Guessing is slowed down for each account and each address. A browser the account was used in before has a count of its own,
 * so that somebody who guesses elsewhere does not lock the person out.
 */
export const signInLimits: readonly Limit<Needs>[] = [
  { max: 60, minutes: 60, key: ({ request }) => request.ip },
  { max: 20, minutes: 60, key: accountAndDevice },
];

function accountAndDevice({ app, request, cookies }: Visit<Needs, unknown>): string {
  const email = String(contentOf(request.body).email ?? '')
    .trim()
    .toLowerCase();
  const device = cookies.read(request, 'device');
  const known = device !== null && isKnownDevice(app.vault, device, email) ? device : 'unknown';
  return createHash('sha256').update(`${email}\n${known}`).digest('base64url');
}

function knownDevice(vault: Vault, email: string): string {
  return seal(vault.service, 'cookie.device', email.trim().toLowerCase(), 'known').toString('base64url');
}

function isKnownDevice(vault: Vault, device: string, email: string): boolean {
  try {
    return open(vault.service, 'cookie.device', email, Buffer.from(device, 'base64url')).toString('utf8') === 'known';
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
}

interface SignInPage {
  to: string;
  status: number;
  notice?: string;
  problem?: string;
  email?: string;
  carried?: string;
}

function signInPage(visit: PublicVisit<Needs>, page: SignInPage): Answer {
  const { say, app } = visit;
  return {
    page: 'staff/sign-in',
    title: say('staff.signIn.title'),
    status: page.status,
    model: {
      to: page.to,
      email: page.email ?? '',
      notice: page.notice ? say(page.notice) : null,
      problem: page.problem ? say(page.problem) : null,
      carried: page.carried ?? '',
      demo: app.frontDoor.demoLogIns?.() ?? [],
    },
  };
}

/** Who signs in over an open session leaves none behind that no cookie leads to. */
async function leaveFormerSession({ app, staff, request, now }: PublicVisit<Needs>): Promise<void> {
  if (!staff) return;
  await app.db.transaction().execute((tx) => endSessions(tx, staff.id, { only: request.sessionKey }, now));
}

function carriedOf({ request }: PublicVisit<Needs>): string {
  const { carried } = request.body as Record<string, unknown>;
  return typeof carried === 'string' ? carried : '';
}

/** Gives what was written to whoever wrote it; when that is not known, it is shown for copying and to nobody's name. */
async function handOver(
  visit: PublicVisit<Needs>,
  staffId: number,
  carried: CarriedText | null,
): Promise<Answer | null> {
  if (!carried || (carried.staffId !== null && carried.staffId !== staffId)) return null;
  const path =
    carried.staffId === staffId ? await visit.app.frontDoor.keepWritten(staffId, carried.path, carried.fields) : null;
  if (path) return { goTo: path, say: 'staff.signIn.kept' };
  const written = Object.values(carried.fields).join('\n\n');
  return { page: 'staff/rescued', title: visit.say('staff.rescued.title'), model: { written } };
}

/** A path on this site, as a URL spells it (RFC 3986 §2), never an address elsewhere. */
function safePath(path: string | undefined): string {
  return path && /^\/(?![/\\])[!-[\]-~]*$/.test(path) ? path : '/';
}

/** Where one goes on once inside: not to the door again. */
function onwards(to: string | undefined): string {
  const path = safePath(to);
  return path.startsWith('/sign-in') ? '/' : path;
}
