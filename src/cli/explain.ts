// `suluh explain FILE… [--json] [--pulse]`: says how each mail would be understood. Needs no database and sends nothing. With --json it
// prints one JSON object a line, one line a file, in the order given; the fields are those of MailReport (core/mail-report.ts), with
// --pulse also what the mail answers to the questions of our letters.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { evaluationQuestions, pulseQuestions } from '../core/answers/questions.ts';
import { type Answers, readAnswers } from '../core/answers/read-answers.ts';
import type { Evaluation } from '../core/answers/read-evaluation.ts';
import type { Pulse } from '../core/answers/read-pulse.ts';
import { languageOf } from '../core/language.ts';
import type { Address, MailKind, MailReport } from '../core/mail-report.ts';
import { openParsePool, type ParsePool } from '../mail/parse-pool.ts';

/**
 * @param argv what stands behind `suluh explain`
 * @returns the exit code: 0, or 1 when a file could not be read or the call makes no sense
 */
export async function explain(argv: string[]): Promise<number> {
  const call = readCall(argv);
  if ('problem' in call) {
    process.stderr.write(`${call.problem}\n${USAGE}\n`);
    return 1;
  }
  process.stdout.once('error', leaveQuietly);
  const pool = openParsePool({ authservId: call.authservId });
  try {
    return await explainAll(call, pool);
  } finally {
    process.stdout.off('error', leaveQuietly);
    await pool.close();
  }
}

/** Whoever reads our pipe (`| head`) has seen enough; any other error of the output is a real one. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

const USAGE =
  'suluh explain FILE… [--json] [--pulse] [--lang id|en] [--authserv-id HOST]     (fields: docs/explain.md)';

interface Call {
  files: string[];
  json: boolean;
  pulse: boolean;
  words: Words;
  authservId: string | null;
}

function readCall(argv: string[]): Call | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        pulse: { type: 'boolean', default: false },
        lang: { type: 'string' },
        'authserv-id': { type: 'string' },
      },
    });
    const words = /^en/i.test(values.lang ?? process.env.LANG ?? '') && values.lang !== 'id' ? english : indonesian;
    if (positionals.length === 0) return { problem: words.noFiles };
    return {
      files: positionals,
      json: values.json,
      pulse: values.pulse,
      words,
      authservId: values['authserv-id'] ?? null,
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Files in work or waiting to be printed; enough to keep all threads busy, few enough to stay small with thousands of files. */
const WINDOW = 16;

async function explainAll(call: Call, pool: ParsePool): Promise<number> {
  const waiting: Promise<Explained>[] = [];
  let failures = 0;
  const printOldest = async () => {
    const explained = await (waiting.shift() as Promise<Explained>);
    if ('error' in explained) failures++;
    await print(explained, call);
  };
  for (const file of call.files) {
    if (waiting.length >= WINDOW) await printOldest();
    waiting.push(explainFile(file, pool, call));
  }
  while (waiting.length > 0) await printOldest();
  return failures === 0 ? 0 : 1;
}

/** With --pulse; each of them null where it was not given. */
type ExplainedMail = MailReport & { pulse?: Pulse; evaluation?: Evaluation };

type Explained = { file: string; report: ExplainedMail } | { file: string; error: string };

async function explainFile(file: string, pool: ParsePool, { words, pulse }: Call): Promise<Explained> {
  let raw: Buffer;
  try {
    raw = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { file, error: words.unreadable(file, code) };
  }
  const { report } = await pool.understand(raw);
  return { file, report: pulse ? { ...report, ...spreadOut(readAnswers(report.text)) } : report };
}

const spreadOut = ({ pulse, evaluation }: Answers) => ({
  pulse: pulse ?? { bond: null, aims: null, way: null, understood: null },
  evaluation: evaluation ?? { understanding: null, comfort: null, action: null },
});

async function print(explained: Explained, call: Call): Promise<void> {
  if ('error' in explained) {
    process.stderr.write(`${explained.error}\n`);
    if (call.json) await write(`${JSON.stringify({ error: explained.error })}\n`);
    return;
  }
  await write(
    call.json
      ? `${JSON.stringify(explained.report)}\n`
      : `${describe(explained.file, explained.report, call.words)}\n\n`,
  );
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function describe(file: string, report: ExplainedMail, words: Words): string {
  const rows: [string, string][] = [
    [words.kind, words.kinds[report.kind]],
    [words.from, report.from ? showAddress(report.from) : words.ambiguous],
    [words.to, [...report.to, ...report.cc].map(showAddress).join(', ')],
    [words.subject, report.subject],
    [words.date, report.date ?? ''],
    [words.language, words.languages[languageOf(report.newText || report.text)]],
    [
      words.ids,
      [
        report.messageId ?? words.none,
        ...(report.inReplyTo ? [`↩ ${report.inReplyTo}`] : []),
        ...(report.references.length > 0 ? [words.references(report.references.length)] : []),
      ].join('  '),
    ],
    [
      words.forwarded,
      report.forwarded
        ? `${report.forwarded.from ? showAddress(report.forwarded.from) : words.none} · ${report.forwarded.subject ?? ''}`
        : '',
    ],
    [
      words.bounce,
      report.bounce
        ? words.bounced(report.bounce.recipient ?? words.none, report.bounce.status ?? '', report.bounce.permanent)
        : '',
    ],
    [
      words.attachments,
      report.attachments
        .map(
          (one) =>
            `${one.filename || words.unnamed} (${one.contentType}, ${words.bytes(one.size)}${one.inline ? `, ${words.inline}` : ''})`,
        )
        .join('; '),
    ],
    [words.pulse, answersInWords(report, words)],
    [words.risk, report.risk.lane === 'none' ? '' : words.lanes[report.risk.lane]],
    [words.warnings, report.warnings.map(words.warning).join('; ')],
  ];
  const head = rows.filter(([, value]) => value !== '').map(([label, value]) => `  ${label.padEnd(14)} ${value}`);
  const parts: [string, string][] = [
    [words.newText, report.newText],
    [words.quotedText, report.quotedText],
    [words.signature, report.signature],
  ];
  const texts = parts
    .filter(([, text]) => text !== '')
    .flatMap(([label, text]) => [`  ── ${label} ──`, ...text.split('\n').map((line) => `  ${line}`)]);
  return [file, ...head, ...texts].map(printable).join('\n');
}

function answersInWords({ pulse, evaluation }: ExplainedMail, { answers }: Words): string {
  const numbers = pulseQuestions.map(({ item }) => [item, pulse?.[item]] as const);
  const texts = evaluationQuestions.map(({ item }) => [item, evaluation?.[item]] as const);
  return [...numbers, ...texts]
    .filter(([, given]) => given !== null && given !== undefined)
    .map(([item, given]) => `${answers[item]} ${given}`)
    .join(' · ');
}

/** A mail may hold sequences that command a terminal; they are shown, not obeyed. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are replaced
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
}

function showAddress({ name, address }: Address): string {
  return name === '' ? address : `${name} <${address}>`;
}

interface Words {
  noFiles: string;
  unreadable: (file: string, code: string) => string;
  kind: string;
  kinds: Record<MailKind, string>;
  from: string;
  ambiguous: string;
  to: string;
  subject: string;
  date: string;
  language: string;
  languages: Record<'id' | 'en', string>;
  ids: string;
  none: string;
  references: (count: number) => string;
  forwarded: string;
  bounce: string;
  bounced: (recipient: string, status: string, permanent: boolean | null) => string;
  attachments: string;
  unnamed: string;
  bytes: (size: number) => string;
  inline: string;
  pulse: string;
  answers: Record<keyof Pulse | keyof Evaluation, string>;
  risk: string;
  lanes: Record<'red' | 'amber', string>;
  warnings: string;
  warning: (code: string) => string;
  newText: string;
  quotedText: string;
  signature: string;
}

const indonesian: Words = {
  noFiles: 'Sebutkan setidaknya satu berkas surat (.eml).',
  unreadable: (file, code) =>
    `${file}: tidak dapat dibaca${reason(code, { ENOENT: 'tidak ada berkas dengan nama itu', EACCES: 'tidak ada izin membacanya', EISDIR: 'ini sebuah folder, bukan surat' })}. Berkas lain tetap dikerjakan.`,
  kind: 'Jenis',
  kinds: {
    human: 'surat dari seseorang',
    auto_reply: 'balasan atau pesan otomatis',
    bounce: 'laporan gagal kirim',
    list: 'milis atau buletin',
    calendar: 'undangan kalender',
    own_copy: 'salinan surat kita sendiri',
    spam_marked: 'ditandai spam oleh server surat',
  },
  from: 'Dari',
  ambiguous: 'tidak jelas (harus ada tepat satu pengirim)',
  to: 'Kepada',
  subject: 'Perihal',
  date: 'Tanggal',
  language: 'Bahasa',
  languages: { id: 'Indonesia', en: 'Inggris' },
  ids: 'Message-ID',
  none: 'tidak ada',
  references: (count) => `(${count} rujukan)`,
  forwarded: 'Diteruskan dari',
  bounce: 'Gagal kirim',
  bounced: (recipient, status, permanent) =>
    `${recipient} ${status} ${permanent === null ? '(tidak jelas sampai kapan)' : permanent ? '(alamat tidak berfungsi)' : '(mungkin bisa lagi nanti)'}`,
  attachments: 'Lampiran',
  unnamed: 'tanpa nama',
  bytes: (size) => `${size} bita`,
  inline: 'di dalam surat',
  pulse: 'Jawaban',
  answers: {
    bond: 'merasa diterima',
    aims: 'sepakat tujuan',
    way: 'cocok caranya',
    understood: 'merasa dimengerti',
    understanding: 'lebih mengerti:',
    comfort: 'perasaan:',
    action: 'akan melakukan:',
  },
  risk: 'Keselamatan',
  lanes: { red: 'perlu dibaca sekarang juga', amber: 'perlu dibaca lebih dulu' },
  warnings: 'Peringatan',
  warning: (code) =>
    warn(code, {
      from_ambiguous: 'pengirim tidak jelas',
      message_id_missing: 'tidak ada Message-ID',
      authentication_untrusted: 'hasil pemeriksaan pengirim bukan dari server kita',
      remote_images_blocked: 'gambar jarak jauh diblokir',
      embedded_images: 'gambar di dalam surat ada di lampiran',
      html_too_complex: 'HTML terlalu rumit, hanya teks yang ditampilkan',
      text_and_html_differ: 'isi teks dan isi HTML berbeda',
      no_text: 'tidak ada teks',
      encrypted: 'terenkripsi (S/MIME atau PGP), tidak dibuka; isinya ada di lampiran',
      signed: 'bertanda tangan digital, tidak diperiksa',
      winmail_dat: 'winmail.dat dari Outlook, berkas di dalamnya ikut didaftar',
      could_not_parse: 'tidak dapat dipahami sepenuhnya, hanya dibaca apa adanya',
    }),
  newText: 'teks baru',
  quotedText: 'kutipan',
  signature: 'tanda tangan',
};

const english: Words = {
  noFiles: 'Name at least one mail file (.eml).',
  unreadable: (file, code) =>
    `${file}: cannot be read${reason(code, { ENOENT: 'there is no file of that name', EACCES: 'no permission to read it', EISDIR: 'this is a folder, not a mail' })}. The other files are still done.`,
  kind: 'Kind',
  kinds: {
    human: 'a letter from a person',
    auto_reply: 'an automatic reply or notice',
    bounce: 'a delivery failure report',
    list: 'a mailing list or newsletter',
    calendar: 'a calendar invitation',
    own_copy: 'a copy of our own mail',
    spam_marked: 'marked as spam by a mail server',
  },
  from: 'From',
  ambiguous: 'unclear (there must be exactly one sender)',
  to: 'To',
  subject: 'Subject',
  date: 'Date',
  language: 'Language',
  languages: { id: 'Indonesian', en: 'English' },
  ids: 'Message-ID',
  none: 'none',
  references: (count) => `(${count} references)`,
  forwarded: 'Forwarded from',
  bounce: 'Failed for',
  bounced: (recipient, status, permanent) =>
    `${recipient} ${status} ${permanent === null ? '(not said for how long)' : permanent ? '(the address does not work)' : '(may work later)'}`,
  attachments: 'Attachments',
  unnamed: 'unnamed',
  bytes: (size) => `${size} bytes`,
  inline: 'inside the letter',
  pulse: 'Answers',
  answers: {
    bond: 'feels accepted',
    aims: 'agrees on aims',
    way: 'the way suits',
    understood: 'feels understood',
    understanding: 'understands better:',
    comfort: 'feels:',
    action: 'will do:',
  },
  risk: 'Safety',
  lanes: { red: 'to be read right now', amber: 'to be read first' },
  warnings: 'Warnings',
  warning: (code) =>
    warn(code, {
      from_ambiguous: 'the sender is unclear',
      message_id_missing: 'no Message-ID',
      authentication_untrusted: 'the sender check is not by our own server',
      remote_images_blocked: 'remote images blocked',
      embedded_images: 'pictures inside the letter are among the attachments',
      html_too_complex: 'the HTML is too complex, only its text is shown',
      text_and_html_differ: 'text and HTML say different things',
      no_text: 'there is no text',
      encrypted: 'encrypted (S/MIME or PGP), not opened; it lies among the attachments',
      signed: 'digitally signed, not checked',
      winmail_dat: "Outlook's winmail.dat, its files are listed after it",
      could_not_parse: 'could not be understood in full, only read as it is',
    }),
  newText: 'new text',
  quotedText: 'quoted',
  signature: 'signature',
};

function reason(code: string, known: Record<string, string>): string {
  return known[code] ? ` (${known[code]})` : code === '' ? '' : ` (${code})`;
}

/** "remote_images_blocked:3" → "3 remote images blocked" */
function warn(code: string, known: Record<string, string>): string {
  const [name = '', number] = code.split(':');
  return `${number ? `${number} ` : ''}${known[name] ?? name}`;
}
