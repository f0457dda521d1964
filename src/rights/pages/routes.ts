/** All pages of konseli's rights, for the table of contents. */
import type { StaffRoute } from '../../staff/staff-route.ts';
import type { RightsNeeds } from './needs.ts';
import { sendReceiptNow, showReceipt } from './receipt-page.ts';
import { eraseNow, goOn, refuse, sendCopyNow, showCopy, showRequests } from './requests-page.ts';

export const rightsRoutes: readonly StaffRoute<RightsNeeds>[] = [
  { method: 'GET', path: '/requests', may: 'see_requests', handler: showRequests },
  { method: 'GET', path: '/requests/:id/copy', may: 'see_requests', handler: showCopy },
  { method: 'POST', path: '/requests/:id/copies', may: 'see_requests', handler: sendCopyNow },
  { method: 'POST', path: '/requests/:id/erasures', may: 'see_requests', handler: eraseNow },
  { method: 'POST', path: '/requests/:id/go-ons', may: 'see_requests', handler: goOn },
  { method: 'POST', path: '/requests/:id/refusals', may: 'see_requests', carries: ['letter'], handler: refuse },
  { method: 'GET', path: '/cases/:code/receipt', may: 'see_cases', handler: showReceipt },
  { method: 'POST', path: '/cases/:code/receipts', may: 'see_cases', handler: sendReceiptNow },
];
