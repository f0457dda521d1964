/** The web toolkit's types, tied to our staff: every feature's pages take `StaffVisit` and name what they need of the program. */
import type { ServiceAction } from '../core/policy.ts';
import type { Route, Visit } from '../web/visit.ts';
import type { CurrentStaff } from './sessions.ts';

/** A request of somebody who is signed in. */
export type StaffVisit<Needs> = Visit<Needs, CurrentStaff>;
/** A request of anybody. */
export type PublicVisit<Needs> = Visit<Needs, CurrentStaff | null>;
/** One line of `routes.ts`. */
export type StaffRoute<Needs> = Route<Needs, CurrentStaff, ServiceAction>;
