// A mail world in one process, for the demo: an SMTP server anyone on this machine may send to, the service's mailbox
// over IMAP, and a mailbox for every other person, which the demo shows on a page. Everything is a file, so stopping
// and starting neither loses nor repeats a mail. On loopback only.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import hoodiecrow from 'hoodiecrow-imap';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface MailWorldOptions {
  /** The service's own address; its plus-addresses lead to the same mailbox. */
  address: string;
  password: string;
  /** Where mail is kept. Made when missing, readable by its owner only. */
  dir: string;
  /** Any free port when absent. */
  imapPort?: number;
  smtpPort?: number;
}

export interface DeliveredMail {
  raw: Buffer;
  at: Date;
}

export interface MailWorld {
  imapUrl: string;
  smtpUrl: string;
  /** What a person has received, oldest first. The service's own mailbox is read over IMAP instead. */
  mailboxOf(address: string): DeliveredMail[];
  /** People who have received something. */
  addresses(): string[];
  /** Hears of each mail once it is kept, the service's own included. @returns how to stop hearing */
  onDelivered(heard: (address: string) => void): () => void;
  stop(): Promise<void>;
}

export async function startMailWorld(options: MailWorldOptions): Promise<MailWorld> {
  const listeners = new Set<(address: string) => void>();
  const people = openPeople(join(options.dir, 'people'));
  const imap = openImapServer(options);
  const smtp = openSmtpServer(options, (recipients, raw) => {
    const at = new Date();
    for (const recipient of recipients) {
      if (recipient === options.address.toLowerCase()) imap.appendMessage('INBOX', [], at, raw.toString('latin1'));
      else people.keep(recipient, { raw, at });
      for (const heard of listeners) heard(recipient);
    }
  });
  const stopImap = await listen(imap.server, options.imapPort);
  const stopSmtp = await listen(smtp.server, options.smtpPort);

  const login = `${encodeURIComponent(options.address)}:${encodeURIComponent(options.password)}`;
  return {
    imapUrl: `imap://${login}@127.0.0.1:${portOf(imap.server)}`,
    smtpUrl: `smtp://${login}@127.0.0.1:${portOf(smtp.server)}`,
    mailboxOf: (address) => [...(people.boxes.get(address.toLowerCase()) ?? [])],
    addresses: () => [...people.boxes.keys()].sort(),
    onDelivered: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    stop: async () => {
      await Promise.all([stopImap(), stopSmtp()]);
    },
  };
}

/** Its messages are files named `<uid>_<time>.eml`; a message gets its file in the moment it gets its UID. */
function openImapServer({ address, password, dir }: MailWorldOptions): hoodiecrow.ImapServer {
  const uidvalidity = keptNumber(join(dir, 'uidvalidity'), Math.floor(Date.now() / 1000));
  const folder = (name: string): hoodiecrow.Folder => ({ uidvalidity, messages: loadFolder(join(dir, name)) });
  return hoodiecrow({
    plugins: [
      'ID',
      'SASL-IR',
      'AUTH-PLAIN',
      'NAMESPACE',
      'IDLE',
      'LITERALPLUS',
      'UNSELECT',
      'SPECIAL-USE',
      'UIDPLUS',
      keep,
      endIdle,
    ],
    users: { [address]: { password } },
    storage: {
      INBOX: folder('INBOX'),
      '': { separator: '/', folders: { Sent: { ...folder('Sent'), 'special-use': '\\Sent' } } },
    },
  });

  function keep(server: hoodiecrow.ImapServer): void {
    server.messageHandlers.push((_, message, { path = 'INBOX' }) => {
      if (loaded.has(message)) return;
      const at = Date.parse(message.internaldate.toString()) || Date.now();
      writeMail(join(dir, path), `${fileNumber(message.uid)}_${at}`, Buffer.from(message.raw, 'latin1'));
    });
  }
}

/** An IDLE whose client went away would keep its timer, and with it the process, for half an hour. */
function endIdle(server: hoodiecrow.ImapServer): void {
  server.connectionHandlers.push((connection) => {
    connection.socket.once('close', () => {
      if (connection.inputHandler) connection.inputHandler('DONE');
    });
  });
}

const loaded = new WeakSet<hoodiecrow.Message>();

function loadFolder(dir: string): hoodiecrow.Message[] {
  return readMails(dir).map(({ number, at, raw }) => {
    const message = { uid: number, internaldate: at, flags: [], raw: raw.toString('latin1') };
    loaded.add(message);
    return message;
  });
}

function openSmtpServer(
  { address, password }: MailWorldOptions,
  deliver: (recipients: Set<string>, raw: Buffer) => void,
): SMTPServer {
  return new SMTPServer({
    name: 'mail.example',
    banner: 'Suluh mail world',
    logger: false,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    size: 40 * 1024 * 1024,
    onAuth: ({ username, password: given }, _session, done) =>
      username === address && given === password ? done(null, { user: address }) : done(new Error('wrong password')),
    onRcptTo: ({ address: recipient }, _session, done) =>
      recipient.length <= 120 ? done() : done(Object.assign(new Error('address too long'), { responseCode: 550 })),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', done);
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('message too large'), { responseCode: 552 }));
        try {
          deliver(recipientsOf(session, address), Buffer.concat(parts));
          done();
        } catch {
          done(Object.assign(new Error('cannot keep the message now'), { responseCode: 451 }));
        }
      });
    },
  });
}

/** `konseling+x@…` is the same mailbox as `konseling@…` (RFC 5233); for other people the address stays as it is. */
function recipientsOf({ envelope }: SMTPServerSession, service: string): Set<string> {
  return new Set(
    envelope.rcptTo.map(({ address }) => {
      const full = address.toLowerCase();
      const plain = full.replace(/\+[^@]*@/, '@');
      return plain === service.toLowerCase() ? plain : full;
    }),
  );
}

interface People {
  boxes: Map<string, DeliveredMail[]>;
  keep(address: string, mail: DeliveredMail): void;
}

function openPeople(dir: string): People {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const boxes = new Map<string, DeliveredMail[]>();
  for (const name of readdirSync(dir)) boxes.set(decodeURIComponent(name), readMails(join(dir, name)));
  return {
    boxes,
    keep: (address, mail) => {
      const box = boxes.get(address) ?? [];
      writeMail(join(dir, encodeURIComponent(address)), `${fileNumber(box.length + 1)}_${mail.at.getTime()}`, mail.raw);
      boxes.set(address, [...box, mail]);
    },
  };
}

const fileNumber = (n: number) => String(n).padStart(8, '0');

/** Whole or not at all: a mail that was acknowledged is there after a crash, half a mail never is. */
function writeMail(dir: string, name: string, raw: Buffer): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const half = join(dir, `${name}.part`);
  writeFileSync(half, raw, { mode: 0o600, flush: true });
  renameSync(half, join(dir, `${name}.eml`));
}

function readMails(dir: string): (DeliveredMail & { number: number })[] {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return readdirSync(dir)
    .flatMap((file) => {
      const [, number, at] = /^(\d+)_(\d+)\.eml$/.exec(file) ?? [];
      if (!number) return [];
      return [{ number: Number(number), at: new Date(Number(at)), raw: readFileSync(join(dir, file)) }];
    })
    .sort((a, b) => a.number - b.number);
}

function keptNumber(file: string, first: number): number {
  try {
    writeFileSync(file, String(first), { flag: 'wx', mode: 0o600 });
  } catch {
    // there since an earlier start
  }
  return Number(readFileSync(file, 'utf8'));
}

/** @returns how to end it, whoever is still connected */
async function listen(server: Server, port = 0): Promise<() => Promise<void>> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
