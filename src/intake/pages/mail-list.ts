/** Surat: how the mailboxes are, what waits for a person, and every mail with what became of it. Never a word of a mail. */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import type { MailKind } from '../../core/mail-report.ts';
import { mayWithService } from '../../core/policy.ts';
import type { InboundState } from '../../db/schema.ts';
import { readSettings } from '../../service/settings.ts';
import type { Answer } from '../../web/visit.ts';
import { countListMails, countWaitingMails, listMails, MAILS_A_PAGE, type MailRow } from '../mail-list.ts';
import { daysBetween, openSender, sealSender } from '../mail-search.ts';
import { type MailboxState, readMailboxStates, stoppedSince } from '../mailbox-health.ts';
import { mailboxProblem } from '../mailbox-problem.ts';
import { reasonFor } from '../reason-for.ts';
import { lastReconciliations, type Reconciliation } from '../reconciliations.ts';
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

/** GET /mail?show=…&kind=…&from=…&to=…&who=…&before=… */
export async function showMails(visit: MailVisit): Promise<Answer> {
  const { app, staff, say, query, now } = visit;
  const asked = readAsked(visit);
  const { timeZone } = await readSettings(app.db);
  const before = readMailId(query.before);
  const isPlain = Object.values(asked).every((value) => !value);
  const isFirstPage = isPlain && !before;
  const waiting = isFirstPage ? await listMails(app.db, staff, { states: WAITING, before: null }, now) : [];
  const filter = {
    states: asked.show ? choices[asked.show]! : isPlain ? choices.all! : EVERY,
    kind: (asked.kind || null) as MailKind | null,
    ...daysBetween(asked.from, asked.to, timeZone),
    sender: asked.who ? openSender(app.vault, asked.who) : null,
    foldsLists: isPlain,
    before,
  };
  const mails = await listMails(app.db, staff, filter, now);
  const listCount = isFirstPage ? await countListMails(app.db, new Date(now.getTime() - LISTS_OF_MS)) : 0;
  const waitingCount = await countWaitingMails(app.db);
  const boxes = await readMailboxStates(app.db);
  const reconciled = await lastReconciliations(app.db);
  const oldest = mails.length === MAILS_A_PAGE ? mails.at(-1) : undefined;
  return {
    page: 'intake/list',
    title: say('intake.list.title'),
    model: {
      boxes: boxes.map((box) => boxModel(box, reconciled, visit)),
      waitingCount,
      waiting: waiting.slice(0, SHOWN_WAITING).map((mail) => rowModel(mail, visit)),
      moreWaiting: waitingCount > SHOWN_WAITING,
      readsHeld: mayWithService(staff, 'read_held_mail'),
      blocks: mayWithService(staff, 'block_senders'),
      filters: ['', ...Object.keys(choices).filter((value) => value !== 'all')].map((value) => ({
        href: urlOf({ ...asked, show: value }),
        label: say(`intake.show.${value || 'all'}`),
        current: value === asked.show,
      })),
      search: {
        open: Boolean(asked.kind || asked.from || asked.to || asked.who),
        show: asked.show,
        from: asked.from,
        to: asked.to,
        bySender: mayWithService(staff, 'search_mail_by_sender'),
        senderChosen: filter.sender !== null,
        kinds: ['', ...kinds].map((value) => ({
          value,
          label: say(`intake.kind.${value || 'any'}`),
          chosen: value === asked.kind,
        })),
      },
      listCount,
      lists: urlOf({ ...nobody, show: 'ignored', kind: 'list' }),
      mails: mails.map((mail) => rowModel(mail, visit)),
      older: oldest ? urlOf(asked, oldest.id) : null,
      newest: before ? urlOf(asked) : null,
    },
  };
}

const searching = z.strictObject({
  address: z.string().trim().max(254, 'intake.search.long').optional(),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  kind: z.string().max(20).optional(),
  show: z.string().max(20).optional(),
});

/** POST /mail/searches: what was typed becomes a page that can be come back to, without the address. */
export async function searchMails(visit: MailVisit): Promise<Answer> {
  const { app, staff } = visit;
  const form = visit.form(searching);
  if ('wrong' in form) return { goTo: '/mail', say: 'intake.search.unclear', tone: 'attention' };
  const { address = '', from = '', to = '', kind = '', show = '' } = form.fields;
  if (address && !mayWithService(staff, 'search_mail_by_sender')) return { refused: 'not_found' };
  if (!address) return { goTo: urlOf({ ...nobody, from, to, kind, show }) };
  await app.db
    .transaction()
    .execute((tx) => record(tx, { actor: { staff: staff.id }, kind: 'mail.searched', data: { by: 'sender' } }));
  return { goTo: urlOf({ from, to, kind, show, who: sealSender(app.vault, address) }) };
}

/** What the page was asked for, as it stands in its address; '' where nothing was. */
type Asked = Record<'show' | 'kind' | 'from' | 'to' | 'who', string>;
const nobody: Asked = { show: '', kind: '', from: '', to: '', who: '' };

function readAsked({ query, staff }: MailVisit): Asked {
  const { show = '', kind = '', from = '', to = '', who = '' } = query;
  return {
    show: show !== 'all' && Object.hasOwn(choices, show) ? show : '',
    kind: (kinds as readonly string[]).includes(kind) ? kind : '',
    from: DAY.test(from) ? from : '',
    to: DAY.test(to) ? to : '',
    who: mayWithService(staff, 'search_mail_by_sender') && /^[\w-]{1,200}$/.test(who) ? who : '',
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function urlOf(asked: Asked, before?: string): string {
  const parts = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  if (before) parts.set('before', before);
  return parts.size ? `/mail?${parts}` : '/mail';
}

const EVERY: readonly InboundState[] = ['received', 'filed', 'ignored', 'held', 'failed'];
const kinds: readonly MailKind[] = ['human', 'auto_reply', 'bounce', 'list', 'calendar', 'own_copy', 'spam_marked'];
/** Mail from lists is counted over a week. */
const LISTS_OF_MS = 7 * 86_400_000;

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

function boxModel(box: MailboxState, reconciled: readonly Reconciliation[], { say, now }: MailVisit) {
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
    lastUid: box.lastUid,
    reconciled: reconciledModel(
      reconciled.find((one) => one.address === box.address && one.folder === box.folder),
      say,
    ),
    troubledSince: box.problemSince,
    trouble: troubled
      ? { happened: say(`intake.mailbox.problem.${problem}`), act: say(`intake.mailbox.act.${problem}`) }
      : null,
  };
}

function reconciledModel(last: Reconciliation | undefined, say: MailVisit['say']) {
  if (!last) return null;
  const { missing, sizeDiffers, onServer: n } = last;
  const result = missing || sizeDiffers ? say('intake.reconciled.differs', { missing, sizeDiffers }) : null;
  return { at: last.endedAt, result: result ?? say('intake.reconciled.same', { n }) };
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
    erase:
      mail.caseCode && mail.fate !== 'erased' && mayWithService(staff, 'see_erasures')
        ? `/erasures?mail=${mail.id}`
        : null,
  };
}
