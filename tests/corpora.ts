// Reads real mail of other projects with what their authors expect, and prints how much of it is understood the same way.
//   npm run corpora            the table
//   npm run corpora -- --misses    and each miss, with file and what came instead
// The mail is not part of this project: SULUH_CORPORA (default ../shared/corpora) names the folder; without it this says so and is done.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { UnderstoodMail } from '../src/core/mail-report.ts';
import { sanitizeHtml } from '../src/mail/understand/sanitize-html.ts';
import { understandMail } from '../src/mail/understand/understand-mail.ts';

interface Expectation {
  subject?: string;
  from_email?: string;
  text_contains?: string[];
  attachments?: { filename: string | null; synth?: boolean }[];
  reply_text?: string;
  reply_text_alt?: string | string[];
  reply_contains?: string[];
  reply_not_contains?: string[];
  is_forward?: boolean;
  forwarded_from?: string;
  forwarded_subject?: string;
  is_bounce?: boolean;
  bounce_recipient?: string[];
  bounce_status?: string[];
  bounce_hard?: boolean;
  is_auto?: boolean;
}

interface Sample {
  file: string;
  folder: string;
  kinds: string[];
  expect: Expectation;
  forwardSubject: string | null;
}

/** Every number of the table: its bar in per cent, whether it must stay below it, and counts by folder. */
interface Score {
  bar: number;
  below: boolean;
  folders: Map<string, { good: number; all: number }>;
}

const { values: options } = parseArgs({
  options: { misses: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const root = resolve(process.env.SULUH_CORPORA ?? join(import.meta.dirname, '../../shared/corpora'));
const scores = new Map<string, Score>();

if (existsSync(root)) await judgeAll();
else console.log(`No corpora at ${root}: nothing judged. Set SULUH_CORPORA to a folder with mail and expectations.`);

async function judgeAll(): Promise<void> {
  const started = performance.now();
  const samples = readSamples();
  let slowest = { file: '', ms: 0 };
  for (const sample of samples) {
    const before = performance.now();
    if (sample.kinds.includes('xss')) judgeHtml(sample);
    else await judgeMail(sample);
    const ms = performance.now() - before;
    if (ms > slowest.ms) slowest = { file: sample.file, ms };
  }
  printTable();
  console.log(
    `\n${samples.length} samples in ${((performance.now() - started) / 1000).toFixed(1)} s, slowest ${slowest.ms.toFixed(0)} ms (${slowest.file})`,
  );
}

function readSamples(): Sample[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (!options.only || entry.name === options.only))
    .flatMap((folder) =>
      readdirSync(join(root, folder.name))
        .filter((name) => name.endsWith('.json'))
        .map((name) => {
          const sample = JSON.parse(readFileSync(join(root, folder.name, name), 'utf8'));
          return {
            file: join(folder.name, basename(name, '.json')),
            folder: folder.name,
            kinds: sample.kinds,
            expect: sample.expect,
            forwardSubject: sample.fwd_subject ?? null,
          };
        }),
    );
}

async function judgeMail(sample: Sample): Promise<void> {
  const raw = withForwardSubject(readFileSync(join(root, `${sample.file}.eml`)), sample.forwardSubject);
  let mail: UnderstoodMail;
  try {
    mail = await understandMail(raw, { authservId: null, ownAddresses: [] });
    count('no throw', sample, true, 100, '');
  } catch (error) {
    count('no throw', sample, false, 100, String(error));
    return;
  }
  count('text where text is', sample, mail.report.text !== '' || !hasVisibleText(raw), 100, '');
  judgeHeaders(sample, mail);
  judgeReply(sample, mail);
  judgeForward(sample, mail);
  judgeMachine(sample, mail, raw);
}

/** The forwards were collected as bodies; their subject is kept beside them. */
function withForwardSubject(raw: Buffer, subject: string | null): Buffer {
  return subject === null
    ? raw
    : Buffer.from(
        raw
          .toString('latin1')
          .replace(/^Subject: .*$/m, () => `Subject: ${Buffer.from(subject.trim()).toString('latin1')}`),
        'latin1',
      );
}

/** A crude second opinion that knows nothing of MIME: three words in a row outside headers, tags and the usual preamble. */
function hasVisibleText(raw: Buffer): boolean {
  const text = raw.toString('latin1').replace(/\r/g, '');
  const body = text
    .slice(text.indexOf('\n\n'))
    .replace(/^([\w-]+:.*(\n[ \t].*)*|.*(multi-?part|MIME).*|--.*|From .*|[ \t].*)$/gim, '')
    .replace(/<[^>]*>/g, ' ');
  return /text\/(plain|html)/i.test(text) && /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(body);
}

function judgeHeaders(sample: Sample, { report }: UnderstoodMail): void {
  const { expect } = sample;
  if (!sample.kinds.includes('parse')) return;
  if (expect.from_email !== undefined)
    count(
      'From',
      sample,
      same(report.from?.address ?? '', expect.from_email),
      99,
      `${report.from?.address} ≠ ${expect.from_email}`,
    );
  if (expect.subject !== undefined)
    count(
      'subject',
      sample,
      plain(report.subject) === plain(expect.subject),
      98.5,
      `${report.subject} ≠ ${expect.subject}`,
    );
  if (expect.text_contains) {
    const all = plain(report.text);
    const missing = expect.text_contains.filter((piece) => !hasPiece(all, plain(piece)));
    count(
      'text',
      sample,
      missing.length === 0,
      96,
      `${missing.map((piece) => piece.slice(0, 60)).join(' | ')} not in ${all.slice(0, 120)}`,
    );
  }
  if (expect.attachments) {
    const wanted = expect.attachments
      .filter((attachment) => attachment.filename && !attachment.synth)
      .map((attachment) => attachment.filename as string);
    const names = report.attachments.map((attachment) => plain(attachment.filename));
    const missing = wanted.filter((name) => !names.includes(plain(name.split('/').pop() ?? name)));
    if (wanted.length > 0)
      count('attachment names', sample, missing.length === 0, 98, `${missing.join(', ')} not in ${names.join(', ')}`);
  }
}

/** Where an expectation holds U+FFFD its author's program lost a letter: any letter will do. */
function hasPiece(text: string, piece: string): boolean {
  if (!piece.includes('\uFFFD')) return text.includes(piece);
  return new RegExp(piece.split('\uFFFD').map(RegExp.escape).join('.')).test(text);
}

function judgeReply(sample: Sample, { report }: UnderstoodMail): void {
  const { expect } = sample;
  const fresh = plain(report.newText);
  if (expect.reply_text !== undefined) {
    const accepted = [expect.reply_text, ...[expect.reply_text_alt ?? []].flat()].map(plain);
    count(
      'new text',
      sample,
      accepted.includes(fresh),
      sample.folder === 'indonesian' ? 100 : 90,
      `${JSON.stringify(fresh.slice(-150))} ≠ ${JSON.stringify(plain(expect.reply_text).slice(-150))}`,
    );
    count(
      'own words lost',
      sample,
      !fresh.includes(plain(expect.reply_text)) &&
        plain(expect.reply_text).startsWith(fresh.slice(0, 20)) &&
        fresh.length < plain(expect.reply_text).length,
      1,
      '',
      true,
    );
  } else if (expect.reply_contains || expect.reply_not_contains) {
    const missing = (expect.reply_contains ?? []).filter((piece) => !fresh.includes(plain(piece)));
    const surplus = (expect.reply_not_contains ?? []).filter(
      (piece) => report.newText.includes(piece) || (plain(piece).length > 3 && fresh.includes(plain(piece))),
    );
    if (expect.reply_contains?.length || expect.reply_not_contains?.length)
      count(
        'new text',
        sample,
        missing.length + surplus.length === 0,
        90,
        `missing ${JSON.stringify(missing)} surplus ${JSON.stringify(surplus)}`,
      );
    if (expect.reply_contains?.length) count('own words lost', sample, missing.length > 0, 1, '', true);
  }
}

function judgeForward(sample: Sample, { report }: UnderstoodMail): void {
  const { expect } = sample;
  if (expect.is_forward === false)
    count('forward false alarm', sample, report.forwarded !== null, 100, JSON.stringify(report.forwarded?.from), true);
  if (expect.forwarded_from)
    count(
      'forwarded from',
      sample,
      same(report.forwarded?.from?.address ?? '', expect.forwarded_from),
      95,
      JSON.stringify(report.forwarded?.from ?? null),
    );
  if (expect.forwarded_subject && report.forwarded && report.forwarded.subject !== null)
    count(
      'forwarded subject',
      sample,
      plain(report.forwarded.subject) === plain(expect.forwarded_subject),
      95,
      report.forwarded.subject,
    );
}

/** The parsing folders hold some real delivery reports, which their authors do not mark as such. */
function isOrdinary(raw: Buffer): boolean {
  return !/report-type="?delivery-status|^From:.*(mailer-daemon|postmaster|mail delivery)/im.test(
    raw.toString('latin1').slice(0, 10_000),
  );
}

function judgeMachine(sample: Sample, mail: UnderstoodMail, raw: Buffer): void {
  const { expect } = sample;
  const { bounce, kind } = mail.report;
  const expectsNothing = !sample.kinds.includes('bounce') && !expect.is_bounce && !expect.is_auto && isOrdinary(raw);
  if (expect.is_bounce) {
    count('bounce found', sample, kind === 'bounce', 98, `${kind}: ${mail.report.subject}`);
    const wanted = (expect.bounce_recipient ?? []).map((address) => address.toLowerCase());
    if (wanted.length > 0)
      count(
        'bounce recipient',
        sample,
        wanted.includes(bounce?.recipient?.toLowerCase() ?? ''),
        92,
        `${bounce?.recipient} ≠ ${wanted.join()}`,
      );
    if (expect.bounce_hard !== undefined)
      count(
        'permanent or not',
        sample,
        (bounce?.permanent ?? false) === expect.bounce_hard,
        95,
        `${bounce?.permanent} ${bounce?.status} ${expect.bounce_status} | ${bounce?.diagnostic?.slice(0, 300)}`,
      );
    if (expect.bounce_status)
      count(
        'bounce status',
        sample,
        expect.bounce_status.includes(bounce?.status ?? ''),
        0,
        `${bounce?.status} ≠ ${expect.bounce_status}`,
      );
  } else if (expect.is_bounce === false || expectsNothing)
    count('bounce false alarm', sample, kind === 'bounce', 0.5, mail.report.subject, true);
  if (expect.is_auto) count('automatic found', sample, mail.autoSubmitted, 100, kind);
  else if (sample.kinds.includes('reply') || sample.kinds.includes('forward'))
    count('human called automatic', sample, mail.autoSubmitted, 0, kind, true);
}

function judgeHtml(sample: Sample): void {
  const dirty = readFileSync(join(root, `${sample.file}.html`), 'utf8');
  const { html } = sanitizeHtml(dirty);
  const active =
    /<(?!\/?(p|div|br|hr|blockquote|pre|h[1-6]|ul|ol|li|dl|dt|dd|b|strong|i|em|u|s|sub|sup|small|code|a|table|caption|thead|tbody|tfoot|tr|td|th)[\s>/])[a-z!/]|<[a-z][^>]*\s(?!(href|rel|colspan|rowspan)=)[\w:-]+\s*=|href="(?!https?:|mailto:|tel:)/i.exec(
      html,
    );
  count('HTML runs nothing', sample, active === null, 100, html.slice(0, 200));
  count('sanitised twice is the same', sample, sanitizeHtml(html).html === html, 100, html.slice(0, 200));
}

function count(name: string, sample: Sample, hit: boolean, bar: number, note: string, below = false): void {
  const score = scores.get(name) ?? { bar, below, folders: new Map() };
  scores.set(name, score);
  for (const folder of [sample.folder, 'all']) {
    const cell = score.folders.get(folder) ?? { good: 0, all: 0 };
    score.folders.set(folder, { good: cell.good + (hit ? 1 : 0), all: cell.all + 1 });
  }
  if (options.misses && hit === below) console.log(`  ${name}: ${sample.file} ${note}`);
}

function printTable(): void {
  for (const [name, score] of scores) {
    const all = score.folders.get('all') as { good: number; all: number };
    const share = (100 * all.good) / all.all;
    const verdict =
      score.bar === 0 && !score.below ? '  ' : (score.below ? share <= score.bar : share >= score.bar) ? 'ok' : '✗ ';
    const cells = [...score.folders]
      .filter(([folder]) => folder !== 'all')
      .map(([folder, cell]) => `${folder} ${cell.good}/${cell.all}`);
    console.log(
      `${verdict} ${name.padEnd(28)} ${share.toFixed(1).padStart(5)} % (${score.below ? '≤' : '≥'} ${score.bar})  ${cells.join(', ')}`,
    );
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
