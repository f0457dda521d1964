/** The pages of the service itself: how it answers, and the crisis numbers that stand in its letters. */
import type { StaffRoute } from '../../staff/staff-route.ts';
import {
  addContact,
  listContacts,
  removeContact,
  saveContact,
  showContact,
  showNewContact,
  verifyContact,
} from './crisis-contacts.ts';
import type { ServiceNeeds } from './needs.ts';
import { saveSettings, showSettings } from './settings.ts';

export const serviceRoutes: readonly StaffRoute<ServiceNeeds>[] = [
  { method: 'GET', path: '/settings', may: 'manage_settings', handler: showSettings },
  { method: 'POST', path: '/settings', may: 'manage_settings', handler: saveSettings },

  { method: 'GET', path: '/crisis-contacts', may: 'verify_crisis_contacts', handler: listContacts },
  {
    method: 'POST',
    path: '/crisis-contacts/:id/verifications',
    may: 'verify_crisis_contacts',
    handler: verifyContact,
  },
  { method: 'GET', path: '/crisis-contacts/new', may: 'manage_settings', handler: showNewContact },
  { method: 'POST', path: '/crisis-contacts', may: 'manage_settings', handler: addContact },
  { method: 'GET', path: '/crisis-contacts/:id', may: 'manage_settings', handler: showContact },
  { method: 'POST', path: '/crisis-contacts/:id', may: 'manage_settings', handler: saveContact },
  { method: 'POST', path: '/crisis-contacts/:id/removals', may: 'manage_settings', handler: removeContact },
];
