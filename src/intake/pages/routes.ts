/** The pages about mail: everybody sees that it comes in and what becomes of it; only counsellors read what waits. */
import type { StaffRoute } from '../../staff/staff-route.ts';
import { block, lift, showBlocks } from './blocks.ts';
import {
  downloadAttachment,
  downloadOriginal,
  fileMailIntoCase,
  openCaseFromMail,
  setAside,
  showMail,
} from './held-mail.ts';
import { processAgain, searchMails, showMails } from './mail-list.ts';
import type { IntakeNeeds } from './needs.ts';

export const intakeRoutes: readonly StaffRoute<IntakeNeeds>[] = [
  { method: 'GET', path: '/mail', may: 'see_mail_health', handler: showMails },
  { method: 'POST', path: '/mail/searches', may: 'see_mail_health', handler: searchMails },
  { method: 'POST', path: '/mail/:id/retries', may: 'retry_mail', handler: processAgain },
  { method: 'GET', path: '/mail/blocks', may: 'block_senders', handler: showBlocks },
  { method: 'POST', path: '/mail/blocks', may: 'block_senders', handler: block },
  { method: 'POST', path: '/mail/blocks/:id/lifts', may: 'block_senders', handler: lift },
  { method: 'GET', path: '/mail/:id', may: 'read_held_mail', handler: showMail },
  { method: 'GET', path: '/mail/:id/original', may: 'read_held_mail', handler: downloadOriginal },
  { method: 'GET', path: '/mail/:id/attachments/:n', may: 'read_held_mail', handler: downloadAttachment },
  { method: 'POST', path: '/mail/:id/filings', may: 'settle_held_mail', handler: fileMailIntoCase },
  { method: 'POST', path: '/mail/:id/cases', may: 'settle_held_mail', handler: openCaseFromMail },
  { method: 'POST', path: '/mail/:id/set-asides', may: 'settle_held_mail', handler: setAside },
];
