/** The page behind a one-time link: a password, a second factor, or both, in one form. */
import { z } from 'zod';
import { CannotOpen, open, seal } from '../../crypto/seal.ts';
import type { Vault } from '../../crypto/vault.ts';
import type { Database } from '../../db/database.ts';
import type { Answer, Limit } from '../../web/visit.ts';
import { code, givenPassword, newPassword } from '../fields.ts';
import { acceptInvitation, findInvitation, type Invitation } from '../invitations.ts';
import { qrCode } from '../qr-code.ts';
import { enrolmentUri, newSecondFactor } from '../second-factor.ts';
import { browserName } from '../sessions.ts';
import type { PublicVisit } from '../staff-route.ts';

interface Needs {
  db: Database;
  vault: Vault;
}

/** GET /invitations/:token */
export async function showInvitation(visit: PublicVisit<Needs>): Promise<Answer> {
  const token = visit.params.token ?? '';
  const invitation = await findInvitation(visit.app.db, token, visit.now);
  return invitation ? invitationPage(visit, invitation, newSecondFactor()) : gone(visit);
}

/** POST /invitations/:token */
export async function useInvitation(visit: PublicVisit<Needs>): Promise<Answer> {
  const { app, now, say } = visit;
  const token = visit.params.token ?? '';
  const invitation = await findInvitation(app.db, token, now);
  if (!invitation) return gone(visit);
  const password = invitation.password === 'new' ? newPassword : givenPassword;
  const form = visit.form(z.strictObject({ password, code, enrolment: z.string() }));
  const secret = openEnrolment(app.vault, token, 'wrong' in form ? form.typed.enrolment : form.fields.enrolment);
  if (!secret) return { refused: 'unreadable' };
  if ('wrong' in form) {
    const wrong = {
      password: form.wrong.password && say(form.wrong.password),
      code: form.wrong.code && say(form.wrong.code),
    };
    return invitationPage(visit, invitation, secret, wrong);
  }
  const browser = browserName(visit.request.headers['user-agent']);
  const given = { token, password: form.fields.password, newSecret: secret, code: form.fields.code, browser };
  const answer = await acceptInvitation(app, given, now);
  if ('staffId' in answer) {
    visit.cookies.write(visit.reply, 'session', answer.token, null);
    return { goTo: '/', say: 'staff.invitation.ready' };
  }
  if (answer.refused === 'no_invitation') return gone(visit);
  const sentence = say(`staff.invitation.${answer.refused}`);
  const isPassword = answer.refused === 'wrong_password';
  return invitationPage(visit, invitation, secret, {
    password: isPassword ? sentence : null,
    code: isPassword ? null : sentence,
  });
}

/** A link is not for guessing at. */
export const invitationLimits: readonly Limit<Needs>[] = [
  { max: 60, minutes: 60, key: ({ request }) => request.ip },
  { max: 20, minutes: 60, key: ({ params }) => params.token ?? '' },
];

interface Wrong {
  password: string | null;
  code: string | null;
}

function invitationPage(
  visit: PublicVisit<Needs>,
  invitation: Invitation,
  secret: string,
  wrong: Wrong = { password: null, code: null },
): Answer {
  const token = visit.params.token ?? '';
  const enrols = invitation.secondFactor === 'new';
  return {
    page: 'staff/invitation',
    title: visit.say('staff.invitation.title'),
    status: wrong.password || wrong.code ? 422 : 200,
    model: {
      action: `/invitations/${token}`,
      name: invitation.name,
      email: invitation.email,
      password: invitation.password,
      enrols,
      qr: enrols ? qrCode(enrolmentUri(secret, invitation.email)) : null,
      secret: enrols ? secret.replace(/(.{4})(?!$)/g, '$1 ') : null,
      enrolment: sealEnrolment(visit.app.vault, token, secret),
      wrong,
    },
  };
}

function gone({ say }: PublicVisit<Needs>): Answer {
  return { page: 'staff/invitation-gone', title: say('staff.invitation.gone.title'), status: 404, model: {} };
}

/** The secret that is shown comes back with the form, sealed, so that the code fits the picture that was scanned. */
function sealEnrolment(vault: Vault, token: string, secret: string): string {
  return seal(vault.service, 'form.enrolment', token, secret).toString('base64url');
}

function openEnrolment(vault: Vault, token: string, sealed: string): string | null {
  try {
    return open(vault.service, 'form.enrolment', token, Buffer.from(sealed, 'base64url')).toString('utf8');
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}
