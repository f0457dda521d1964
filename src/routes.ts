/**
 * TABLE OF CONTENTS 1: all that a person can do. Every feature lists its pages beside them, one line each, with who may on the
 * same line: `public` needs nobody signed in; every other word is an action of core/policy.ts, and a line without one fails the
 * start. What may be done with one case depends on the person's tie to it and is asked again, of the same policy, where the
 * case is opened (cases/case-access.ts).
 */
import { absenceRoutes } from './absences/pages/routes.ts';
import { answeringRoutes } from './answering/pages/routes.ts';
import type { App } from './app.ts';
import { auditRoutes } from './audit/pages.ts';
import { beside } from './beside.ts';
import { caseShower } from './cases/pages/case-page.ts';
import { caseRoutes } from './cases/pages/routes.ts';
import type { UnderstoodMail } from './core/mail-report.ts';
import { mayWithService } from './core/policy.ts';
import { debriefRoutes } from './debriefs/pages/routes.ts';
import { discreetRoutes } from './discreet/pages/routes.ts';
import { endingRoutes } from './endings/pages/routes.ts';
import { guardianRoutes } from './guardians/pages/routes.ts';
import { checkHealth, checkReadiness } from './health.ts';
import { instrumentRoutes } from './instruments/pages/routes.ts';
import { intakeRoutes } from './intake/pages/routes.ts';
import { loadRoutes } from './load/pages/routes.ts';
import { meetingRoutes } from './meetings/pages/routes.ts';
import { privacyRoutes } from './privacy/pages.ts';
import { promiseRoutes } from './promises/pages/routes.ts';
import { atLetters } from './reading/pages/case-parts.ts';
import { readingRoutes } from './reading/pages/routes.ts';
import { referralRoutes } from './referrals/pages/routes.ts';
import { replyForm } from './replies/pages/reply-form.ts';
import { replyRoutes } from './replies/pages/routes.ts';
import { rightsRoutes } from './rights/pages/routes.ts';
import { safetyRoutes } from './safety/pages/routes.ts';
import { serviceRoutes } from './service/pages/routes.ts';
import { silenceRoutes } from './silence/pages/routes.ts';
import { type FrontDoor, identifyStaff } from './staff/pages/front-door.ts';
import { staffRoutes } from './staff/pages/routes.ts';
import type { StaffRoute, StaffVisit } from './staff/staff-route.ts';
import { type Live, streamChanges } from './web/live.ts';
import type { Answer } from './web/visit.ts';

/** What the pages take from the program. */
export interface PageNeeds extends App {
  frontDoor: FrontDoor;
  live: Live;
  /** reads a mail in a thread that can be killed */
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  /** rings the bell for a job, after the commit */
  wake(job: string, ids: readonly string[]): Promise<void>;
}

/** Everybody's first page: the folder that waits for them, or for an admin the state of the mail. */
const goToOwnPlace = ({ staff }: StaffVisit<PageNeeds>): Answer => ({
  goTo: mayWithService(staff, 'see_cases') ? '/folders' : '/mail',
});

/** The stream of "something changed": open for as long as the session is. */
function hearChanges({ app, cookies, request, reply }: StaffVisit<PageNeeds>): Answer {
  const identify = identifyStaff({ db: app.db, cookies, now: app.now });
  streamChanges(app.live, reply, async () => (await identify(request, false)) !== null);
  return { text: '' };
}

/** The page of a case, with what each feature puts on it. */
const showCase = caseShower({ reply: replyForm, beside, atLetters });

export const routes: readonly StaffRoute<PageNeeds>[] = [
  // the program's own health
  { method: 'GET', path: '/healthz', may: 'public', handler: checkHealth },
  { method: 'GET', path: '/readyz', may: 'public', handler: checkReadiness },

  { method: 'GET', path: '/', may: 'own_account', handler: goToOwnPlace },
  { method: 'GET', path: '/live', may: 'own_account', handler: hearChanges, background: true },

  ...staffRoutes,
  ...caseRoutes(showCase),
  ...readingRoutes,
  ...instrumentRoutes(showCase),
  ...replyRoutes(showCase),
  ...guardianRoutes(showCase),
  ...safetyRoutes,
  ...promiseRoutes(showCase),
  ...silenceRoutes(showCase),
  ...meetingRoutes(showCase),
  ...debriefRoutes(showCase),
  ...endingRoutes(showCase),
  ...referralRoutes,
  ...discreetRoutes(showCase),
  ...answeringRoutes,
  ...intakeRoutes,
  ...privacyRoutes,
  ...rightsRoutes,
  ...serviceRoutes,
  ...loadRoutes,
  ...absenceRoutes,
  ...auditRoutes,
];
