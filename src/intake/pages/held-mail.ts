/** One mail that is in no case: read as plainly as can be, and the decision what becomes of it. */
import { z } from 'zod';
import type { Address, UnderstoodMail } from '../../core/mail-report.ts';
import { mayWithService } from '../../core/policy.ts';
import { headerTexts, readMimeHead } from '../../mail/understand/read-mime.ts';
import { emptyForm, type FieldErrors, type Typed } from '../../web/read-form.ts';
import type { Answer } from '../../web/visit.ts';
import { fileAsNewCase, fileIntoCase } from '../file-by-hand.ts';
import { type HeldMail, type Look, openHeldMail } from '../held-mail.ts';
import { reasonFor } from '../reason-for.ts';
import { setMailAside } from '../set-mail-aside.ts';
import { type IntakeNeeds, type MailVisit, readMailId, sizeInWords } from './needs.ts';

const filing = z.strictObject({
  code: z.string().trim().min(1, 'intake.code.missing').max(20, 'intake.code.unknown'),
  trust: z.literal('yes').optional(),
});
const nothing = z.strictObject({});

/** What is wrong with the decision, as words; all null: nothing is. */
interface Wrong {
  filing: FieldErrors<typeof filing>;
  opening: string | null;
}

/** GET /mail/:id */
export async function showMail(visit: MailVisit): Promise<Answer> {
  const { wrong, typed } = emptyForm(filing);
  return mailPage(visit, { filing: wrong, opening: null }, typed);
}

/** POST /mail/:id/filings */
export async function fileMailIntoCase(visit: MailVisit): Promise<Answer> {
  const form = visit.form(filing);
  if ('wrong' in form) return mailPage(visit, { filing: form.wrong, opening: null }, form.typed);
  const { code, trust } = form.fields;
  const settling = await readForSettling(visit);
  if (!('wish' in settling)) return settling;
  const { app } = visit;
  const filed = await fileIntoCase(app.db, app.vault, { ...settling.wish, code, trustAddress: trust === 'yes' });
  if ('caseCode' in filed)
    return { goTo: `/cases/${filed.caseCode}`, say: 'intake.said.filed', values: { code: filed.caseCode } };
  if (filed.refused === 'already_settled') return alreadySettled;
  const wrong = { code: null, trust: null, ...filingRefusals[filed.refused] };
  return mailPage(visit, { filing: wrong, opening: null }, { code, trust: trust ?? '' });
}

const filingRefusals = {
  not_found: { code: 'intake.code.unknown' },
  closed: { code: 'intake.code.closed' },
  address_belongs_to_another: { trust: 'intake.trust.taken' },
  no_sender: { trust: 'intake.trust.noSender' },
  sender_is_ourselves: { trust: 'intake.trust.ours' },
} as const;

/** POST /mail/:id/cases */
export async function openCaseFromMail(visit: MailVisit): Promise<Answer> {
  visit.form(nothing);
  const settling = await readForSettling(visit);
  if (!('wish' in settling)) return settling;
  const opened = await fileAsNewCase(visit.app.db, visit.app.vault, settling.wish);
  if ('caseCode' in opened)
    return { goTo: `/cases/${opened.caseCode}`, say: 'intake.said.opened', values: { code: opened.caseCode } };
  if (opened.refused === 'already_settled') return alreadySettled;
  if (opened.refused === 'not_found') return { refused: 'not_found' };
  const { wrong, typed } = emptyForm(filing);
  const opening = opened.refused === 'no_sender' ? 'intake.new.noSender' : 'intake.new.ours';
  return mailPage(visit, { filing: wrong, opening }, typed);
}

/** POST /mail/:id/set-asides */
export async function setAside(visit: MailVisit): Promise<Answer> {
  const { app, staff, params, now } = visit;
  visit.form(nothing);
  const id = readMailId(params.id);
  if (!id) return { refused: 'not_found' };
  const done = await setMailAside(app.db, staff, id, now);
  if ('done' in done) return { goTo: '/mail', say: 'intake.said.aside' };
  return done.refused === 'already_settled' ? alreadySettled : { refused: 'not_found' };
}

/** GET /mail/:id/original */
export async function downloadOriginal(visit: MailVisit): Promise<Answer> {
  const mail = await openMail(visit, 'raw_mail.read');
  // A fixed name: the file manager of a shared computer must not show what the mail is about.
  return mail ? { download: mail.raw, name: 'surat.eml' } : { refused: 'not_found' };
}

/** GET /mail/:id/attachments/:n, counted from 1 */
export async function downloadAttachment(visit: MailVisit): Promise<Answer> {
  const n = Number(visit.params.n);
  const mail = await openMail(visit, 'attachment.read');
  const understood = mail && (await understandOrNot(visit.app, mail.raw));
  const facts = understood?.report.attachments[n - 1];
  const content = understood?.contents[n - 1];
  if (!facts || !content) return { refused: 'not_found' };
  return { download: content, name: facts.filename || visit.say('intake.held.attachment', { n }) };
}

const alreadySettled: Answer = { goTo: '/mail', say: 'intake.said.settled', tone: 'attention' };

async function openMail({ app, staff, params }: MailVisit, look: Look): Promise<HeldMail | null> {
  const id = readMailId(params.id);
  return id ? openHeldMail(app.db, app.vault, staff, id, look) : null;
}

/** The parser reads every mail, if need be plainly; what it cannot take right now is shown as bytes. */
const understandOrNot = (app: IntakeNeeds, raw: Uint8Array): Promise<UnderstoodMail | null> =>
  app.understand(raw).catch(() => null);

async function readForSettling(visit: MailVisit) {
  const mail = await openMail(visit, null);
  if (!mail) return readMailId(visit.params.id) ? alreadySettled : ({ refused: 'not_found' } as const);
  const understood = await understandOrNot(visit.app, mail.raw);
  if (!understood)
    return { goTo: `/mail/${mail.id}`, say: 'intake.said.unreadable', tone: 'attention' } satisfies Answer;
  return { wish: { person: visit.staff, mailId: mail.id, understood, now: visit.now } };
}

async function mailPage(visit: MailVisit, wrong: Wrong, typed: Typed<typeof filing>): Promise<Answer> {
  const { app, staff, say } = visit;
  const mail = await openMail(visit, 'mail.read');
  if (!mail) return { refused: 'not_found' };
  const understood = await understandOrNot(app, mail.raw);
  const said = (word: string | null) => word && say(word);
  const isWrong = [wrong.opening, ...Object.values(wrong.filing)].some(Boolean);
  const waits = mail.state !== 'ignored';
  const title = say(waits ? 'intake.held.title' : 'intake.ignored.title');
  return {
    page: 'intake/held',
    title,
    status: isWrong ? 422 : 200,
    model: {
      id: mail.id,
      title,
      why: say(`intake.why.${waits ? reasonFor(mail) : mail.fate}`),
      code: mail.state === 'failed' ? mail.problem : null,
      arrivedAt: mail.arrivedAt,
      size: sizeInWords(mail.size, say),
      ...(understood ? letterModel(understood, mail, say) : bytesModel(mail, say)),
      canFile: understood !== null,
      suggestion: mail.suggestion,
      filing: {
        code: typed.code || (mail.suggestion ?? ''),
        trust: typed.trust === 'yes',
        wrong: { code: said(wrong.filing.code), trust: said(wrong.filing.trust) },
      },
      opening: said(wrong.opening),
      mayRetry: mayWithService(staff, 'retry_mail'),
    },
  };
}

function letterModel({ report, fromAmbiguous }: UnderstoodMail, mail: HeldMail, say: MailVisit['say']) {
  return {
    who: report.from ? written(report.from) : say('intake.held.noSender'),
    rawFrom: fromAmbiguous || !report.from ? headerTexts(readMimeHead(mail.raw), 'from') : [],
    subject: report.subject || say('intake.held.noSubject'),
    text: report.text || say('intake.held.noText'),
    warnings: warningWords(mail.truncated ? [...report.warnings, 'too_large'] : report.warnings, say),
    files: report.attachments.map((facts, n) => ({
      href: `/mail/${mail.id}/attachments/${n + 1}`,
      name: facts.filename || say('intake.held.attachment', { n: n + 1 }),
      size: sizeInWords(facts.size, say),
    })),
  };
}

const SHOWN_BYTES = 100_000;

function bytesModel({ raw }: HeldMail, say: MailVisit['say']) {
  return {
    who: say('intake.held.noSender'),
    rawFrom: [],
    subject: say('intake.held.noSubject'),
    text: raw.subarray(0, SHOWN_BYTES).toString('utf8').replaceAll('\0', '\ufffd'),
    warnings: [say('intake.held.bytes')],
    files: [],
  };
}

const written = ({ name, address }: Address): string => (name ? `${name} <${address}>` : address);

const knownWarnings = [
  'authentication_untrusted',
  'remote_images_blocked',
  'html_too_complex',
  'no_text',
  'text_and_html_differ',
  'encrypted',
  'winmail_dat',
  'could_not_parse',
  'too_large',
];

/** Codes such as `remote_images_blocked:3`, as sentences; those that tell a reader nothing are left out. */
function warningWords(codes: readonly string[], say: MailVisit['say']): string[] {
  return codes
    .map((code) => code.split(':'))
    .filter(([name = '']) => knownWarnings.includes(name))
    .map(([name, n]) => say(`intake.warning.${name}`, { n: Number(n ?? 0) }));
}
