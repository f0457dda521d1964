/**
 * Every setting of the program, read once from the environment. What is wrong is said all at once, in plain sentences, before
 * anything is started. Secrets never appear in a sentence.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { MailAccount } from './mail/mail-account.ts';
import { isLoopback, parseMailUrl } from './mail/mail-url.ts';
import type { OAuthSettings } from './mail/oauth.ts';

export interface Config {
  /** absent: an embedded PostgreSQL under `dataDir` */
  databaseUrl: string | null;
  /** absent: BullMQ runs on PostgreSQL */
  redisUrl: string | null;
  /** the mailboxes of the service, the first named by MAIL_ADDRESS, the others by MAIL_ADDRESS_2 and so on */
  mailboxes: readonly MailAccount[];
  /** how tokens are had for mailboxes without a password; null: all have passwords */
  oauth: OAuthSettings | null;
  /** days after which the copy of a filed letter is removed from the mail server; null: never */
  removeAfterDays: number | null;
  /** megabytes read from one mailbox a day, above which it is said aloud; Gmail stops at 2,500 */
  mailMegabytesADay: number;
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
  /** where links in letters to konseli lead; null: nobody has said how they reach the web view */
  linksTo: string | null;
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
    mailboxes: mailboxNumbers.flatMap((n) => mailboxOf(s, n)),
    oauth: oauthOf(s),
    removeAfterDays: s.REMOVE_AFTER_DAYS ?? null,
    mailMegabytesADay: s.MAIL_MEGABYTES_A_DAY,
    mailName: s.MAIL_NAME,
    authservId: s.AUTHSERV_ID ?? null,
    keyFile: resolve(s.KEY_FILE ?? join(dataDir, 'suluh.key')),
    dataDir,
    host: s.HOST,
    port: s.PORT,
    publicUrl: s.PUBLIC_URL ?? `http://${s.HOST === '0.0.0.0' ? '127.0.0.1' : s.HOST}:${s.PORT}`,
    linksTo: s.PUBLIC_URL ?? null,
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
const folders = list.default(['INBOX']).transform((named) => (named.length ? named : ['INBOX']));
const seconds = (least: number, most: number) =>
  z.coerce
    .number({ message: 'this must be a number of seconds' })
    .min(least, { message: `this must be at least ${least} seconds` })
    .max(most, { message: `this must be at most ${most} seconds` });

const address = optional(
  z
    .string()
    .toLowerCase()
    .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/, {
      message: 'this must be one plain address, like konseling@sekolah.example',
    }),
);
const tokenUrl = optional(
  z.string().refine((v) => URL.canParse(v) && (new URL(v).protocol === 'https:' || isLoopback(new URL(v).hostname)), {
    message: 'this must be an https:// address',
  }),
);

/** The first mailbox has no number: MAIL_ADDRESS; the second MAIL_ADDRESS_2. */
const mailboxNumbers = ['', '_2', '_3', '_4', '_5', '_6', '_7', '_8', '_9'] as const;
type MailboxNumber = (typeof mailboxNumbers)[number];

const mailboxSettings = {
  MAIL_ADDRESS: address,
  IMAP_URL: mailUrl('imap'),
  SMTP_URL: mailUrl('smtp'),
  IMAP_FOLDERS: folders,
};
type MailboxSettings = {
  [name in keyof typeof mailboxSettings as `${name}${MailboxNumber}`]: (typeof mailboxSettings)[name];
};
const numbered = Object.fromEntries(
  mailboxNumbers.flatMap((n) => Object.entries(mailboxSettings).map(([name, type]) => [`${name}${n}`, type])),
) as MailboxSettings;

const settings = z
  .object({
    ...numbered,
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/suluh'),
    REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379'),
    OAUTH_PROVIDER: z.preprocess(
      blankIsAbsent,
      z.enum(['google', 'microsoft'], { message: 'one of google, microsoft' }).optional(),
    ),
    OAUTH_CLIENT_ID: optional(z.string().trim()),
    OAUTH_CLIENT_SECRET: optional(z.string().trim()),
    OAUTH_TENANT: z.preprocess(blankIsAbsent, z.string().trim().default('organizations')),
    OAUTH_AUTHORIZE_URL: tokenUrl,
    OAUTH_TOKEN_URL: tokenUrl,
    REMOVE_AFTER_DAYS: optional(
      z.coerce
        .number({ message: 'this must be a number of days' })
        .int({ message: 'this must be a number of days' })
        .min(1, { message: 'this must be at least 1 day' })
        .max(60, { message: 'this must be at most 60 days: after 90 the bytes that a copy is compared with are gone' }),
    ),
    MAIL_MEGABYTES_A_DAY: z.preprocess(
      blankIsAbsent,
      z.coerce
        .number({ message: 'this must be a number of megabytes' })
        .min(1, { message: 'this must be at least 1 megabyte' })
        .default(2_000),
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
    const wrong = (name: keyof typeof s, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    const addresses = new Set<string>();
    for (const n of mailboxNumbers) {
      const [own, imap, smtp] = [s[`MAIL_ADDRESS${n}`], s[`IMAP_URL${n}`], s[`SMTP_URL${n}`]];
      if ((imap || smtp) && !own)
        wrong(
          `MAIL_ADDRESS${n}`,
          'with a mailbox set, the address that konseli write to is needed too, like konseling@sekolah.example',
        );
      if (imap && !smtp)
        wrong(`SMTP_URL${n}`, 'letters could be read but not answered; give the mail server for sending too');
      if (own && addresses.has(own)) wrong(`MAIL_ADDRESS${n}`, 'two mailboxes cannot have the same address');
      if (own) addresses.add(own);
      for (const name of [`IMAP_URL${n}`, `SMTP_URL${n}`] as const)
        if (!s.OAUTH_PROVIDER && hasNoPassword(s[name], name))
          wrong(name, 'the address has a user but no password; give one, or set OAUTH_PROVIDER to log in without');
    }
    if (s.OAUTH_PROVIDER && !s.OAUTH_CLIENT_ID)
      wrong(
        'OAUTH_CLIENT_ID',
        'the provider needs to know which application asks; register one and give its client id',
      );
    if (s.DATABASE_URL && !s.KEY_FILE)
      context.addIssue({
        code: 'custom',
        path: ['KEY_FILE'],
        message:
          'with a database of your own, say where the key file lies; make one with: npm run suluh -- create-key FILE',
      });
  });

type Settings = z.infer<typeof settings>;

function mailboxOf(s: Settings, n: MailboxNumber): MailAccount[] {
  const own = s[`MAIL_ADDRESS${n}`];
  if (!own) return [];
  const folders = s[`IMAP_FOLDERS${n}`];
  return [{ address: own, imapUrl: s[`IMAP_URL${n}`] ?? null, folders, smtpUrl: s[`SMTP_URL${n}`] ?? null }];
}

function oauthOf(s: Settings): OAuthSettings | null {
  if (!s.OAUTH_PROVIDER || !s.OAUTH_CLIENT_ID) return null;
  return {
    provider: s.OAUTH_PROVIDER,
    clientId: s.OAUTH_CLIENT_ID,
    clientSecret: s.OAUTH_CLIENT_SECRET ?? null,
    tenant: s.OAUTH_TENANT,
    authorizeUrl: s.OAUTH_AUTHORIZE_URL ?? null,
    tokenUrl: s.OAUTH_TOKEN_URL ?? null,
  };
}

function hasNoPassword(value: string | undefined, name: string): boolean {
  const server = value ? parseMailUrl(value, name.startsWith('IMAP') ? 'imap' : 'smtp') : null;
  return server !== null && 'host' in server && server.login !== undefined && server.login.password === undefined;
}

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
