// Reads real mail of other projects with what their authors expect, and prints how much of it is understood the same way.
//   npm run corpora            the table
//   npm run corpora -- --misses    and each miss, with file and what came instead
// Exits with 1 when a bar is missed.
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

/** A number to reach, in per cent; a number without a bar is only shown. */
interface Bar {
  per: number;
  /** Must stay below it. */
  below?: boolean;
  /** Holds for each folder by itself, and for some more strictly. */
  each?: Record<string, number>;
}

const BARS: Record<string, Bar> = {
  'no throw': { per: 100 },
  'text where text is': { per: 100 },
  From: { per: 99 },
  subject: { per: 98.5 },
  text: { per: 96 },
  'attachment names': { per: 98 },
  'new text': { per: 90, each: { indonesian: 100 } },
  'own words lost': { per: 1, below: true },
  'bounce found': { per: 98 },
  'bounce recipient': { per: 92 },
  'permanent or not': { per: 95 },
  'bounce false alarm': { per: 0.5, below: true },
  'automatic found': { per: 100 },
  'human called automatic': { per: 0, below: true },
  'forwarded from': { per: 95 },
  'HTML runs nothing': { per: 100 },
  'sanitised twice is the same': { per: 100 },
};

/** Counts by folder, and of all together. */
interface Score {
  folders: Map<string, Cell>;
}

interface Cell {
  good: number;
  all: number;
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
  if (!printTable()) process.exitCode = 1;
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
    count('no throw', sample, true, '');
  } catch (error) {
    count('no throw', sample, false, String(error));
    return;
  }
  count('text where text is', sample, mail.report.text !== '' || !hasVisibleText(raw), '');
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
      `${report.from?.address} ≠ ${expect.from_email}`,
    );
  if (expect.subject !== undefined)
    count('subject', sample, plain(report.subject) === plain(expect.subject), `${report.subject} ≠ ${expect.subject}`);
  if (expect.text_contains) {
    const all = plain(report.text);
    const missing = expect.text_contains.filter((piece) => !hasPiece(all, plain(piece)));
    count(
      'text',
      sample,
      missing.length === 0,
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
      count('attachment names', sample, missing.length === 0, `${missing.join(', ')} not in ${names.join(', ')}`);
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
      `${JSON.stringify(fresh.slice(-150))} ≠ ${JSON.stringify(plain(expect.reply_text).slice(-150))}`,
    );
    count(
      'own words lost',
      sample,
      !fresh.includes(plain(expect.reply_text)) &&
        plain(expect.reply_text).startsWith(fresh.slice(0, 20)) &&
        fresh.length < plain(expect.reply_text).length,
      '',
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
        `missing ${JSON.stringify(missing)} surplus ${JSON.stringify(surplus)}`,
      );
    if (expect.reply_contains?.length) count('own words lost', sample, missing.length > 0, '');
  }
}

function judgeForward(sample: Sample, { report }: UnderstoodMail): void {
  const { expect } = sample;
  if (expect.is_forward === false)
    count('forward false alarm', sample, report.forwarded !== null, JSON.stringify(report.forwarded?.from));
  if (expect.forwarded_from)
    count(
      'forwarded from',
      sample,
      same(report.forwarded?.from?.address ?? '', expect.forwarded_from),
      JSON.stringify(report.forwarded?.from ?? null),
    );
  if (expect.forwarded_subject && report.forwarded && report.forwarded.subject !== null)
    count(
      'forwarded subject',
      sample,
      plain(report.forwarded.subject) === plain(expect.forwarded_subject),
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
    count('bounce found', sample, kind === 'bounce', `${kind}: ${mail.report.subject}`);
    const wanted = (expect.bounce_recipient ?? []).map((address) => address.toLowerCase());
    if (wanted.length > 0)
      count(
        'bounce recipient',
        sample,
        wanted.includes(bounce?.recipient?.toLowerCase() ?? ''),
        `${bounce?.recipient} ≠ ${wanted.join()}`,
      );
    if (expect.bounce_hard !== undefined)
      count(
        'permanent or not',
        sample,
        (bounce?.permanent ?? false) === expect.bounce_hard,
        `${bounce?.permanent} ${bounce?.status} ${expect.bounce_status} | ${bounce?.diagnostic?.slice(0, 300)}`,
      );
    if (expect.bounce_status)
      count(
        'bounce status',
        sample,
        expect.bounce_status.includes(bounce?.status ?? ''),
        `${bounce?.status} ≠ ${expect.bounce_status}`,
      );
  } else if (expect.is_bounce === false || expectsNothing)
    count('bounce false alarm', sample, kind === 'bounce', mail.report.subject);
  if (expect.is_auto) count('automatic found', sample, mail.autoSubmitted, kind);
  else if (sample.kinds.includes('reply') || sample.kinds.includes('forward'))
    count('human called automatic', sample, mail.autoSubmitted, kind);
}

function judgeHtml(sample: Sample): void {
  const dirty = readFileSync(join(root, `${sample.file}.html`), 'utf8');
  const { html } = sanitizeHtml(dirty);
  const active =
    /<(?!\/?(p|div|br|hr|blockquote|pre|h[1-6]|ul|ol|li|dl|dt|dd|b|strong|i|em|u|s|sub|sup|small|code|a|table|caption|thead|tbody|tfoot|tr|td|th)[\s>/])[a-z!/]|<[a-z][^>]*\s(?!(href|rel|colspan|rowspan)=)[\w:-]+\s*=|href="(?!https?:|mailto:|tel:)/i.exec(
      html,
    );
  count('HTML runs nothing', sample, active === null, html.slice(0, 200));
  count('sanitised twice is the same', sample, sanitizeHtml(html).html === html, html.slice(0, 200));
}

function count(name: string, sample: Sample, hit: boolean, note: string): void {
  const score = scores.get(name) ?? { folders: new Map() };
  scores.set(name, score);
  for (const folder of [sample.folder, 'all']) {
    const cell = score.folders.get(folder) ?? { good: 0, all: 0 };
    score.folders.set(folder, { good: cell.good + (hit ? 1 : 0), all: cell.all + 1 });
  }
  const isMiss = hit === (BARS[name]?.below ?? name.endsWith('false alarm'));
  if (options.misses && isMiss) console.log(`  ${name}: ${sample.file} ${note}`);
}

/** @returns whether every bar is reached */
function printTable(): boolean {
  let reached = true;
  for (const [name, { folders }] of scores) {
    const bar = BARS[name];
    const verdict = bar ? isReached(bar, folders) : null;
    if (verdict === false) reached = false;
    const share = percent(folders.get('all') as Cell);
    const cells = [...folders]
      .filter(([folder]) => folder !== 'all')
      .map(([folder, cell]) => `${folder} ${cell.good}/${cell.all}`);
    const sign = verdict === null ? '  ' : verdict ? 'ok' : '✗ ';
    const wanted = bar ? `(${bar.below ? '≤' : '≥'} ${bar.per})` : '';
    console.log(`${sign} ${name.padEnd(28)} ${share.toFixed(1).padStart(5)} % ${wanted.padEnd(8)} ${cells.join(', ')}`);
  }
  return reached;
}

function isReached(bar: Bar, folders: Score['folders']): boolean {
  const holds = (cell: Cell, per: number) => (bar.below ? percent(cell) <= per : percent(cell) >= per);
  return [...folders].every(
    ([folder, cell]) => (folder !== 'all' && !bar.each) || holds(cell, bar.each?.[folder] ?? bar.per),
  );
}

function percent({ good, all }: Cell): number {
  return (100 * good) / all;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
