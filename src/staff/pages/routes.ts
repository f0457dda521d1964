/** All pages of coming in and going out, of one's own account, and of the staff, for the table of contents. */
import type { Vault } from '../../crypto/vault.ts';
import type { Database } from '../../db/database.ts';
import type { StaffRoute } from '../staff-route.ts';
import { endOwnSessions, ownPasswordLimits, saveOwnPassword, showAccount } from './account.ts';
import { enter, type FrontDoor, savePreferences, showSignIn, signInLimits, signOut } from './front-door.ts';
import { invitationLimits, showInvitation, useInvitation } from './invitation.ts';
import {
  addStaff,
  closeAccount,
  listStaff,
  makeLink,
  reopenAccount,
  resetFactor,
  saveStaff,
  showNewStaff,
  showStaff,
} from './staff.ts';

interface StaffNeeds {
  config: { publicUrl: string };
  db: Database;
  vault: Vault;
  frontDoor: FrontDoor;
}

export const staffRoutes: readonly StaffRoute<StaffNeeds>[] = [
  // coming in and going out
  { method: 'GET', path: '/sign-in', may: 'public', handler: showSignIn },
  { method: 'POST', path: '/sign-in', may: 'public', handler: enter, limits: signInLimits },
  { method: 'POST', path: '/sign-out', may: 'own_account', handler: signOut },
  { method: 'POST', path: '/preferences', may: 'public', handler: savePreferences },
  { method: 'GET', path: '/invitations/:token', may: 'public', handler: showInvitation, limits: invitationLimits },
  { method: 'POST', path: '/invitations/:token', may: 'public', handler: useInvitation, limits: invitationLimits },

  // one's own account
  { method: 'GET', path: '/me', may: 'own_account', handler: showAccount },
  { method: 'POST', path: '/me/password', may: 'own_account', handler: saveOwnPassword, limits: ownPasswordLimits },
  { method: 'POST', path: '/me/ended-sessions', may: 'own_account', handler: endOwnSessions },

  // staff
  { method: 'GET', path: '/staff', may: 'manage_staff', handler: listStaff },
  { method: 'GET', path: '/staff/new', may: 'manage_staff', handler: showNewStaff },
  { method: 'POST', path: '/staff', may: 'manage_staff', handler: addStaff },
  { method: 'GET', path: '/staff/:id', may: 'manage_staff', handler: showStaff },
  { method: 'POST', path: '/staff/:id', may: 'manage_staff', handler: saveStaff },
  { method: 'POST', path: '/staff/:id/invitations', may: 'manage_staff', handler: makeLink },
  { method: 'POST', path: '/staff/:id/second-factor-resets', may: 'manage_staff', handler: resetFactor },
  { method: 'POST', path: '/staff/:id/disablings', may: 'manage_staff', handler: closeAccount },
  { method: 'POST', path: '/staff/:id/enablings', may: 'manage_staff', handler: reopenAccount },
];
