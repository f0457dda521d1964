/** Surat: how the mailboxes are, what waits for a person, and every mail with what became of it. Never a word of a mail. */
import { z } from 'zod';
import { mayWithService } from '../../core/policy.ts';
import type { InboundState } from '../../db/schema.ts';
import type { Answer } from '../../web/visit.ts';
import { countWaitingMails, listMails, MAILS_A_PAGE, type MailRow } from '../mail-list.ts';
import { type MailboxState, readMailboxStates, stoppedSince } from '../mailbox-health.ts';
import { mailboxProblem } from '../mailbox-problem.ts';
import { reasonFor } from '../reason-for.ts';
import { retryMail } from '../retry-mail.ts';
import { type MailVisit, readMailId, sizeInWords } from './needs.ts';

const WAITING: readonly InboundState[] = ['held', 'failed'];

/** Which mails the list shows. Those that wait stand above it, so that nothing is shown twice. */
const choices: Record<string, readonly InboundState[]> = {
  all: ['received', 'filed', 'ignored'],
  waiting: WAITING,
  received: ['received'],
  filed: ['filed'],
  ignored: ['ignored'],
};

/** GET /mail?show=…&before=… */
export async function showMails(visit: MailVisit): Promise<Answer> {
  const { app, staff, say, query, now } = visit;
  const show = query.show && Object.hasOwn(choices, query.show) ? query.show : 'all';
  const before = readMailId(query.before);
  const isFirstPage = show === 'all' && !before;
  const waiting = isFirstPage ? await listMails(app.db, staff, { states: WAITING, before: null }, now) : [];
  const mails = await listMails(app.db, staff, { states: choices[show] ?? WAITING, before }, now);
  const waitingCount = await countWaitingMails(app.db);
  const boxes = await readMailboxStates(app.db);
  const oldest = mails.length === MAILS_A_PAGE ? mails.at(-1) : undefined;
  return {
    page: 'intake/list',
    title: say('intake.list.title'),
    model: {
      boxes: boxes.map((box) => boxModel(box, visit)),
      waitingCount,
      waiting: waiting.slice(0, SHOWN_WAITING).map((mail) => rowModel(mail, visit)),
      moreWaiting: waitingCount > SHOWN_WAITING,
      readsHeld: mayWithService(staff, 'read_held_mail'),
      filters: Object.keys(choices).map((value) => ({
        href: value === 'all' ? '/mail' : `/mail?show=${value}`,
        label: say(`intake.show.${value}`),
        current: value === show,
      })),
      mails: mails.map((mail) => rowModel(mail, visit)),
      older: oldest ? `/mail?show=${show}&before=${oldest.id}` : null,
      newest: before ? `/mail?show=${show}` : null,
    },
  };
}

/** Above the list only so many, that the list is not pushed out of sight; the rest has a page of its own. */
const SHOWN_WAITING = 5;

const nothing = z.strictObject({});

/** POST /mail/:id/retries */
export async function processAgain(visit: MailVisit): Promise<Answer> {
  const { app, staff, params } = visit;
  visit.form(nothing);
  const id = readMailId(params.id);
  if (!id) return { refused: 'not_found' };
  const retried = await retryMail(app.db, staff, id);
  if ('refused' in retried) return { goTo: '/mail', say: 'intake.said.settled', tone: 'attention' };
  await app.wake('ingest-mail', [id]);
  return { goTo: '/mail', say: 'intake.said.retried' };
}

function boxModel(box: MailboxState, { say, now }: MailVisit) {
  const stopped = stoppedSince(box, now);
  const troubled = box.problem !== null || stopped !== null;
  const state = stopped ? 'stopped' : troubled ? 'trouble' : box.checkedAt ? 'well' : 'first';
  const problem = mailboxProblem(box);
  return {
    address: box.address,
    folder: box.folder === 'INBOX' ? null : box.folder,
    chip: { text: say(`intake.mailbox.${state}`), tone: tones[state] },
    checkedAt: box.checkedAt,
    lastMailAt: box.lastMailAt,
    troubledSince: box.problemSince,
    trouble: troubled
      ? { happened: say(`intake.mailbox.problem.${problem}`), act: say(`intake.mailbox.act.${problem}`) }
      : null,
  };
}

const tones = { stopped: 'attention', trouble: 'attention', well: 'good', first: 'plain' } as const;

function rowModel(mail: MailRow, { say, staff }: MailVisit) {
  const waits = WAITING.includes(mail.state);
  const mayRead = mayWithService(staff, 'read_held_mail') && !mail.forAColleague;
  const open = mail.hasBytes && (waits || mail.state === 'ignored');
  const reason = say(waits ? `intake.reason.${reasonFor(mail)}` : `intake.fate.${mail.fate ?? 'received'}`);
  return {
    id: mail.id,
    arrivedAt: mail.arrivedAt,
    reason,
    size: sizeInWords(mail.size, say),
    href: mail.caseCode ? `/cases/${mail.caseCode}` : open && mayRead ? `/mail/${mail.id}` : null,
    caseCode: mail.caseCode,
    waits,
    // of a mail that could not be filed yet, what the admin may look for in the log
    code: mail.state === 'failed' || (mail.state === 'received' && mail.problem) ? mail.problem : null,
    attempts: mail.state === 'received' && mail.attempts > 1 ? mail.attempts : null,
    retry: open && mayWithService(staff, 'retry_mail'),
  };
}
