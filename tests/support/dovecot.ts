// A real Dovecot on free loopback ports with a configuration of our own, for root and for ordinary users.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { listenOnLoopback } from './listen.ts';

const BINARY = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) =>
  existsSync(path),
);

/** Why tests that need it are skipped. */
export const dovecotMissing = 'needs Dovecot: apt install dovecot-imapd dovecot-lmtpd';
export const dovecotAvailable = BINARY !== undefined;
if (!dovecotAvailable && process.env.CI === 'true') throw new Error(dovecotMissing);

export interface Dovecot {
  imapPort: number;
  /** Only with `tls`. */
  imapsPort: number;
  /** Login for a user's mailbox; the password is the same for all. */
  imapUrl(user?: string, port?: number): string;
  password: string;
  /** Puts the bytes into the mailbox as they are. */
  deliver(raw: Buffer | string, user?: string): void;
  /** Puts many mails in at one moment, in this order; the box must be empty. */
  fill(mails: Iterable<Buffer>, user: string): void;
  /** Delivers by LMTP, as a mail server does: adds Return-Path and Received, knows plus-addresses. */
  deliverTo(address: string, raw: Buffer | string, from?: string): Promise<void>;
  /** Ends all sessions and throws away what Dovecot knows of a mailbox; the mails stay and get a new UIDVALIDITY. */
  dropIndex(user?: string): void;
  /** Makes a user `to` who has the mailbox of `from` as it is now, with the same UIDs and UIDVALIDITY. */
  copyMailbox(from: string, to: string): void;
  /** The flags in the names of the files of a folder (`S` is \Seen), one string a mail; mails nobody touched have none. */
  flags(user?: string, folder?: string): string[];
  /** How many mails no program has opened the mailbox for writing since (they are still \Recent). */
  unopened(user?: string): number;
  /** The bytes of every mail of a folder. */
  mails(user?: string, folder?: string): Buffer[];
  /** What Dovecot logged. */
  log(): string;
  stop(): Promise<void>;
}

export interface DovecotOptions {
  users?: string[];
  /** Certificate files for an imaps port. */
  tls?: { cert: string; key: string };
  /** Asks here whether a token is good (RFC 7662); the token is appended. Then users may log in by XOAUTH2. */
  introspectUrl?: string;
  /** What the server says it can do, instead of everything: how servers without UIDPLUS or IDLE are had. */
  capabilities?: string;
}

const DEFAULT_USER = 'konseling';

/** @throws when Dovecot is not installed: ask `dovecotAvailable` first */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  if (!BINARY) throw new Error(dovecotMissing);
  const dir = mkdtempSync(join(tmpdir(), 'dovecot-'));
  const [imapPort, lmtpPort, imapsPort] = await freePorts(3);
  const owner = mailOwner();
  const config = join(dir, 'dovecot.conf');
  mkdirSync(join(dir, 'run'));
  mkdirSync(join(dir, 'mail'));
  owner.own(join(dir, 'mail'));
  const password = 'rahasia';
  const users = options.users ?? [DEFAULT_USER, 'sari', 'bima', 'dewi'];
  writeFileSync(join(dir, 'passwd'), users.map((user) => `${user}:{PLAIN}${password}::::::\n`).join(''));
  writeFileSync(join(dir, 'oauth2.conf'), tokenConfiguration(options.introspectUrl ?? ''));
  writeFileSync(config, configuration({ dir, imapPort, imapsPort, lmtpPort, owner, ...options }));
  chmodSync(dir, 0o755); // the mail's owner is not always the one who made it

  const server = spawn(BINARY, ['-F', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  server.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  await untilReachable(imapPort, () => server.exitCode !== null && `Dovecot did not start: ${complaint}`);

  const box = (user = DEFAULT_USER, folder = 'INBOX') =>
    join(dir, 'mail', user, ...(folder === 'INBOX' ? [] : [`.${folder}`]));
  const makeBox = (user?: string) => {
    for (const part of ['', 'tmp', 'new', 'cur']) {
      mkdirSync(join(box(user), part), { recursive: true });
      owner.own(join(box(user), part));
    }
  };
  const write = (raw: Buffer | string, file: string) => {
    writeFileSync(file, raw);
    owner.own(file);
  };
  let lastDelivery = 0;
  const files = (user?: string, folder?: string) =>
    ['new', 'cur'].flatMap((part) =>
      list(join(box(user, folder), part)).map((name) => join(box(user, folder), part, name)),
    );
  return {
    imapPort,
    imapsPort,
    password,
    imapUrl: (user = DEFAULT_USER, port = imapPort) => `imap://${user}:${password}@127.0.0.1:${port}`,
    deliver: (raw, user) => {
      makeBox(user);
      // Dovecot numbers new mails by the time in their names: no two may have the same.
      lastDelivery = Math.max(Date.now(), lastDelivery + 1);
      const name = `${lastDelivery}.${randomUUID()}.test`;
      write(raw, join(box(user), 'tmp', name));
      renameSync(join(box(user), 'tmp', name), join(box(user), 'new', name));
    },
    fill: (mails, user) => {
      makeBox(user);
      const filled = join(box(user), 'filled');
      mkdirSync(filled);
      for (const [n, raw] of [...mails].entries()) write(raw, join(filled, `${1_700_000_000 + n}.fill.test`));
      owner.own(filled);
      renameSync(filled, join(box(user), 'new')); // all at once: Dovecot numbers what a look finds by the time in the names
    },
    deliverTo: (address, raw, from = 'sari@murid.example') => deliverByLmtp(lmtpPort, address, raw, from),
    copyMailbox: (from, to) => {
      appendFileSync(join(dir, 'passwd'), `${to}:{PLAIN}${password}::::::\n`);
      execFileSync('cp', ['-a', box(from), box(to)]);
    },
    dropIndex: (user) => {
      // A session under way would write its old knowledge down again.
      spawnSync(BINARY.replace('sbin/dovecot', 'bin/doveadm'), ['-c', config, 'kick', user ?? DEFAULT_USER]);
      for (const name of list(box(user))) {
        if (name.startsWith('dovecot.index') || name === 'dovecot-uidlist') rmSync(join(box(user), name));
      }
    },
    flags: (user, folder) => files(user, folder).map((file) => /:2,(\w*)$/.exec(file)?.[1] ?? ''),
    unopened: (user) => list(join(box(user), 'new')).length,
    mails: (user, folder) => files(user, folder).map((file) => readFileSync(file)),
    log: () => readFileSync(join(dir, 'dovecot.log'), 'utf8'),
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface Owner {
  user: string;
  group: string;
  internal: string;
  login: string;
  own(path: string): void;
}

/** Root must give mail away: Dovecot refuses to read it as root. */
function mailOwner(): Owner {
  const me = userInfo();
  if (me.uid !== 0) {
    const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
    return { user: me.username, group, internal: me.username, login: me.username, own: () => {} };
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  const group = execFileSync('id', ['-gn', 'nobody'], { encoding: 'utf8' }).trim();
  return { user: 'nobody', group, internal: 'dovecot', login: 'dovenull', own: (path) => chownSync(path, uid, gid) };
}

interface Configuration extends Omit<DovecotOptions, 'users'> {
  dir: string;
  imapPort: number;
  imapsPort: number;
  lmtpPort: number;
  owner: Owner;
}

function tokenConfiguration(introspectUrl: string): string {
  return `
introspection_mode = get
introspection_url = ${introspectUrl}
force_introspection = yes
active_attribute = active
active_value = true
username_attribute = username
`;
}

function configuration(wanted: Configuration): string {
  const { dir, imapPort, imapsPort, lmtpPort, owner, tls, introspectUrl, capabilities } = wanted;
  return `
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/dovecot.log
mail_debug = yes
protocols = imap lmtp
listen = 127.0.0.1
ssl = ${tls ? 'yes' : 'no'}
${tls ? `ssl_cert = <${tls.cert}\nssl_key = <${tls.key}` : ''}
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = ${owner.internal}
default_login_user = ${owner.login}
default_internal_group = ${owner.group}
mail_location = maildir:${dir}/mail/%n
mail_uid = ${owner.user}
mail_gid = ${owner.group}
first_valid_uid = 1
first_valid_gid = 1
auth_mechanisms = plain login ${introspectUrl ? 'xoauth2' : ''}
auth_cache_size = 0
${capabilities ? `imap_capability = ${capabilities}` : ''}
auth_username_format = %Ln
recipient_delimiter = +
postmaster_address = postmaster@sekolah.example
mail_max_userip_connections = 100
${introspectUrl ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = ${dir}/oauth2.conf\n}` : ''}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${dir}/passwd
}
userdb {
  driver = static
  args = uid=${owner.user} gid=${owner.group} home=${dir}/mail/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = ${tls ? imapsPort : 0}
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
service stats {
  client_limit = 100
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Spam {
    auto = subscribe
    special_use = \\Junk
  }
}
`;
}

async function deliverByLmtp(port: number, address: string, raw: Buffer | string, from: string): Promise<void> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true });
  await new Promise<void>((resolve, reject) => {
    connection.on('error', reject);
    connection.connect((error) => {
      if (error) return reject(error);
      const envelope = { from: from || (false as const), to: [address] };
      connection.send(envelope, Buffer.from(raw), (failure, info) =>
        failure || info?.rejected.length ? reject(failure ?? info?.rejectedErrors?.[0]) : resolve(),
      );
    });
  });
  connection.quit();
}

/** All are held open until the last is found, so that no two are the same. */
async function freePorts(count: number): Promise<[number, number, number]> {
  const listeners = await Promise.all(Array.from({ length: count }, () => listenOnLoopback(createServer())));
  const ports = listeners.map(({ port }) => port);
  await Promise.all(listeners.map((listener) => listener.stop()));
  return ports as [number, number, number];
}

async function untilReachable(port: number, failed: () => string | false): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const problem = failed();
    if (problem) throw new Error(problem);
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Dovecot did not answer within ten seconds');
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return []; // Dovecot makes folders when they are first used
  }
}
