/**
 * Every setting of the program, read once from the environment. What is wrong is said all at once, in plain sentences, before
 * anything is started. Secrets never appear in a sentence.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { parseMailUrl } from './mail/mail-url.ts';

export interface Config {
  /** absent: an embedded PostgreSQL under `dataDir` */
  databaseUrl: string | null;
  /** absent: BullMQ runs on PostgreSQL */
  redisUrl: string | null;
  /** imap[s]://user:password@host:port; absent: no mail is fetched */
  imapUrl: string | null;
  imapFolders: readonly string[];
  smtpUrl: string | null;
  /** the address konseli write to, lower case */
  mailAddress: string | null;
  /** the name letters are sent under; neutral on purpose */
  mailName: string;
  /** the name by which our receiving mail server signs its Authentication-Results (RFC 8601 §2.5); null: none is believed */
  authservId: string | null;
  keyFile: string;
  dataDir: string;
  host: string;
  port: number;
  /** how people reach the web view; decides whether cookies need https */
  publicUrl: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** addresses of proxies whose X-Forwarded-For is believed; empty: none */
  trustProxy: readonly string[];
  pollEveryMs: number;
  /** milliseconds a reply waits, so that it can be called back */
  undoMs: number;
  /** milliseconds after which work that a dead process held is taken up by another */
  leaseMs: number;
}

/** All that is wrong with the settings, one sentence each. */
export class ConfigError extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(`The settings are not right, so nothing was started:\n${sentences.map((s) => `  - ${s}`).join('\n')}`);
    this.name = 'ConfigError';
    this.sentences = sentences;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError naming every setting that is wrong */
export function readConfig(environment: Environment): Config {
  const { values, wrong } = withSecretFiles(environment);
  const parsed = settings.safeParse(values);
  if (!parsed.success) wrong.push(...parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`));
  if (wrong.length || !parsed.success) throw new ConfigError([...new Set(wrong)]);
  const s = parsed.data;
  const dataDir = resolve(s.DATA_DIR);
  return {
    databaseUrl: s.DATABASE_URL ?? null,
    redisUrl: s.REDIS_URL ?? null,
    imapUrl: s.IMAP_URL ?? null,
    imapFolders: s.IMAP_FOLDERS,
    smtpUrl: s.SMTP_URL ?? null,
    mailAddress: s.MAIL_ADDRESS ?? null,
    mailName: s.MAIL_NAME,
    authservId: s.AUTHSERV_ID ?? null,
    keyFile: resolve(s.KEY_FILE ?? join(dataDir, 'suluh.key')),
    dataDir,
    host: s.HOST,
    port: s.PORT,
    publicUrl: s.PUBLIC_URL ?? `http://${s.HOST === '0.0.0.0' ? '127.0.0.1' : s.HOST}:${s.PORT}`,
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY,
    pollEveryMs: s.POLL_SECONDS * 1000,
    undoMs: s.UNDO_SECONDS * 1000,
    leaseMs: s.LEASE_SECONDS * 1000,
  };
}

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankIsAbsent, type.optional());
const url = (protocols: readonly string[], example: string) =>
  optional(
    z.string().refine((v) => URL.canParse(v) && protocols.includes(new URL(v).protocol), {
      message: `this is not a usable address; it looks like ${example}`,
    }),
  );
const mailUrl = (protocol: 'imap' | 'smtp') =>
  optional(
    z.string().superRefine((value, context) => {
      const server = parseMailUrl(value, protocol);
      if ('refused' in server) context.addIssue({ code: 'custom', message: server.refused });
    }),
  );
const list = z.preprocess(
  (v) =>
    typeof v === 'string'
      ? v
          .split(',')
          .map((x) => x.trim())
          .filter(Boolean)
      : v,
  z.array(z.string()),
);
const seconds = (least: number, most: number) =>
  z.coerce
    .number({ message: 'this must be a number of seconds' })
    .min(least, { message: `this must be at least ${least} seconds` })
    .max(most, { message: `this must be at most ${most} seconds` });

const settings = z
  .object({
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/suluh'),
    REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379'),
    IMAP_URL: mailUrl('imap'),
    IMAP_FOLDERS: list.default(['INBOX']),
    SMTP_URL: mailUrl('smtp'),
    MAIL_ADDRESS: optional(
      z
        .string()
        .toLowerCase()
        .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/, {
          message: 'this must be one plain address, like konseling@sekolah.example',
        }),
    ),
    MAIL_NAME: z.preprocess(blankIsAbsent, z.string().max(80).default('Layanan Konseling')),
    AUTHSERV_ID: optional(z.string().trim().toLowerCase().max(200)),
    KEY_FILE: optional(z.string()),
    DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('data')),
    HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
    PORT: z.preprocess(
      blankIsAbsent,
      z.coerce
        .number({ message: 'this must be a port number' })
        .int({ message: 'this must be a port number' })
        .min(1, { message: 'this must be a port number, at least 1' })
        .max(65_535, { message: 'this must be a port number, at most 65535' })
        .default(8080),
    ),
    PUBLIC_URL: url(['http:', 'https:'], 'https://konseling.sekolah.example'),
    LOG_LEVEL: z.preprocess(
      blankIsAbsent,
      z
        .enum(['debug', 'info', 'warn', 'error', 'silent'], { message: 'one of debug, info, warn, error, silent' })
        .default('info'),
    ),
    TRUST_PROXY: list.default([]),
    POLL_SECONDS: z.preprocess(blankIsAbsent, seconds(1, 3600).default(60)),
    UNDO_SECONDS: z.preprocess(blankIsAbsent, seconds(0, 300).default(30)),
    LEASE_SECONDS: z.preprocess(blankIsAbsent, seconds(2, 3600).default(60)),
  })
  .superRefine((s, context) => {
    if ((s.IMAP_URL || s.SMTP_URL) && !s.MAIL_ADDRESS)
      context.addIssue({
        code: 'custom',
        path: ['MAIL_ADDRESS'],
        message: 'with a mailbox set, the address that konseli write to is needed too, like konseling@sekolah.example',
      });
    if (s.IMAP_URL && !s.SMTP_URL)
      context.addIssue({
        code: 'custom',
        path: ['SMTP_URL'],
        message: 'letters could be read but not answered; give the mail server for sending too',
      });
    if (s.DATABASE_URL && !s.KEY_FILE)
      context.addIssue({
        code: 'custom',
        path: ['KEY_FILE'],
        message:
          'with a database of your own, say where the key file lies; make one with: npm run suluh -- create-key FILE',
      });
  });

/** Secrets may come as files (Docker and systemd do it so): DATABASE_URL_FILE holds what DATABASE_URL would. */
function withSecretFiles(environment: Environment): { values: Record<string, string>; wrong: string[] } {
  const values: Record<string, string> = {};
  const wrong: string[] = [];
  for (const name of Object.keys(settings.shape)) {
    const value = environment[name];
    const file = environment[`${name}_FILE`];
    if (value !== undefined) values[name] = value;
    else if (file && !existsSync(file)) wrong.push(`${name}_FILE: there is no file ${file}`);
    else if (file) values[name] = readFileSync(file, 'utf8').trim();
  }
  return { values, wrong };
}
