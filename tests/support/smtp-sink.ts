// An SMTP server that takes everything down and misbehaves on request: one behaviour for each connection, which with
// our sender means for each letter.
import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './listen.ts';

export type SinkBehaviour =
  | 'accept'
  | 'drop_at_connect'
  | 'drop_at_greeting'
  | 'greet_554'
  | 'silent'
  | 'nonsense'
  | 'drop_at_ehlo'
  | 'auth_535'
  | 'mail_451'
  | 'mail_550'
  | 'drop_at_mail'
  | 'rcpt_450'
  | 'rcpt_550'
  | 'drop_at_rcpt'
  | 'data_451'
  | 'data_554'
  | 'data_421'
  | 'drop_at_data'
  | 'stall_at_data'
  | 'drop_after_354'
  | 'drop_in_body'
  /** Takes the letter and closes without an answer. */
  | 'drop_after_dot'
  | 'dot_451'
  | 'dot_552'
  | 'dot_554'
  | 'dot_421'
  /** Takes the letter and answers 250 after `slowMs`. */
  | 'slow_250'
  /** Takes the letter and never answers. */
  | 'withhold'
  /** Takes the letter and closes in the middle of the answer. */
  | 'partial_250'
  /** Takes the letter and drips one byte of a never-ending answer at a time. */
  | 'drip';

export interface SinkMail {
  from: string;
  to: string[];
  /** As the receiver stores it: dot-stuffing undone, the final dot left off. */
  raw: Buffer;
  behaviour: SinkBehaviour;
  at: Date;
}

export interface SmtpSink {
  port: number;
  url: string;
  /** Letters answered with 250. */
  received: SinkMail[];
  /** Letters the sink took in whole while it kept the answer back: the sender cannot know. */
  withheld: SinkMail[];
  /** Letters refused after the dot. */
  refused: SinkMail[];
  /** Every line a client sent outside of letters, in order. */
  commands: string[];
  connections: number;
  /** Behaviours of the next connections, in order; then `accept` again. */
  script(...behaviours: SinkBehaviour[]): void;
  /** Decides for every connection not scripted. */
  behave(choose: (connection: number) => SinkBehaviour): void;
  onMail(heard: (mail: SinkMail) => void): void;
  stop(): Promise<void>;
}

export interface SinkOptions {
  port?: number;
  /** EHLO keywords; `AUTH PLAIN` and PIPELINING matter most. */
  extensions?: string[];
  slowMs?: number;
  /** Whether an access token is good: AUTH XOAUTH2 (RFC 7628 §3.2.2 describes the dance after a bad one). */
  isGood?(accessToken: string): boolean;
}

export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const scripted: SinkBehaviour[] = [];
  const listeners: ((mail: SinkMail) => void)[] = [];
  let choose: (connection: number) => SinkBehaviour = () => 'accept';
  const server = createServer();
  const listening = await listenOnLoopback(server, options.port);
  const sink: SmtpSink = {
    port: listening.port,
    url: `smtp://127.0.0.1:${listening.port}`,
    received: [],
    withheld: [],
    refused: [],
    commands: [],
    connections: 0,
    script: (...behaviours) => void scripted.push(...behaviours),
    behave: (next) => {
      choose = next;
    },
    onMail: (heard) => void listeners.push(heard),
    stop: listening.stop,
  };
  server.on('connection', (socket) => {
    sink.connections += 1;
    const behaviour = scripted.shift() ?? choose(sink.connections);
    converse(socket, behaviour, { sink, options, heard: (mail) => listeners.forEach((listen) => void listen(mail)) });
  });
  return sink;
}

interface Surroundings {
  sink: SmtpSink;
  options: SinkOptions;
  heard(mail: SinkMail): void;
}

function converse(socket: Socket, behaviour: SinkBehaviour, { sink, options, heard }: Surroundings): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  const drop = () => socket.resetAndDestroy();
  let from = '';
  let to: string[] = [];
  let body: Buffer[] | undefined;
  let pending = Buffer.alloc(0);

  if (behaviour === 'drop_at_connect') return void drop();
  if (behaviour === 'silent') return;
  if (behaviour === 'drop_at_greeting') return void socket.end();
  if (behaviour === 'nonsense') return void say('HTTP/1.1 400 Bad Request');
  say(behaviour === 'greet_554' ? '554 5.3.2 no service for sari@murid.example' : '220 sink.example ESMTP');

  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (!socket.destroyed) {
      if (body && behaviour === 'drop_in_body' && pending.length > 0) return void drop();
      const end = pending.indexOf('\r\n');
      if (end === -1) return;
      const line = pending.subarray(0, end);
      pending = pending.subarray(end + 2);
      if (!body) command(line.toString('latin1'));
      else if (line.equals(DOT)) finish(body);
      else body.push(line[0] === DOT[0] ? line.subarray(1) : line, CRLF);
    }
  });

  function command(line: string): void {
    sink.commands.push(line);
    const verb = line.split(' ', 1)[0]?.toUpperCase();
    const answer = ANSWERS[`${behaviour} ${verb}`];
    if (answer === 'drop') return void drop();
    if (answer === 'stall') return;
    if (answer) {
      say(answer);
      if (answer.startsWith('421')) socket.end();
      return;
    }
    if (verb === 'EHLO') {
      const lines = ['sink.example', ...(options.extensions ?? ['AUTH PLAIN', '8BITMIME', 'SIZE 50000000'])];
      lines.forEach((text, i) => void say(`250${i < lines.length - 1 ? '-' : ' '}${text}`));
    } else if (/^AUTH XOAUTH2 /i.test(line)) authenticate(line.slice('AUTH XOAUTH2 '.length));
    else if (verb === 'AUTH') say('235 2.7.0 welcome');
    else if (line === '')
      say('535 5.7.8 the token is not good'); // the answer to 334
    else if (verb === 'MAIL') {
      from = addressIn(line);
      to = [];
      say('250 2.1.0 ok');
    } else if (verb === 'RCPT') {
      to.push(addressIn(line));
      say('250 2.1.5 ok');
    } else if (verb === 'DATA') {
      if (to.length === 0) return void say('503 5.5.1 no recipient');
      body = [];
      say('354 go ahead');
      if (behaviour === 'drop_after_354') socket.end(); // no reset: the 354 must arrive
    } else if (verb === 'QUIT') {
      say('221 2.0.0 bye');
      socket.end();
    } else say('502 5.5.1 unknown');
  }

  function authenticate(credentials: string): void {
    const fields = Buffer.from(credentials, 'base64').toString().split('\u0001');
    const token = fields.find((field) => field.startsWith('auth=Bearer '))?.slice('auth=Bearer '.length) ?? '';
    say(options.isGood?.(token) ? '235 2.7.0 welcome' : `334 ${Buffer.from('{"status":"400"}').toString('base64')}`);
  }

  function finish(lines: Buffer[]): void {
    const mail: SinkMail = { from, to, raw: Buffer.concat(lines), behaviour, at: new Date() };
    body = undefined;
    const refusal = ANSWERS[`${behaviour} .`];
    if (refusal) {
      sink.refused.push(mail);
      say(refusal);
      if (refusal.startsWith('421')) socket.end();
      return;
    }
    if (WITHHOLDING.has(behaviour)) {
      sink.withheld.push(mail);
      heard(mail);
      if (behaviour === 'drop_after_dot') drop();
      if (behaviour === 'partial_250') socket.end('25');
      if (behaviour === 'drip') drip();
      return;
    }
    const accept = () => {
      sink.received.push(mail);
      heard(mail);
      if (!socket.destroyed) say('250 2.0.0 queued for sari@murid.example');
    };
    if (behaviour === 'slow_250') setTimeout(accept, options.slowMs ?? 1_000);
    else accept();
  }

  function drip(): void {
    const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('2')), 50);
    socket.on('close', () => clearInterval(timer));
  }
}

const DOT = Buffer.from('.');
const CRLF = Buffer.from('\r\n');
const WITHHOLDING = new Set<SinkBehaviour>(['drop_after_dot', 'withhold', 'partial_250', 'drip']);

/** What to answer to a command (`.` is the end of a letter) when the behaviour says so. */
const ANSWERS: Record<string, string> = {
  'drop_at_ehlo EHLO': 'drop',
  'auth_535 AUTH': '535 5.7.8 wrong password for konseling@sekolah.example',
  'mail_451 MAIL': '451 4.3.0 later',
  'mail_550 MAIL': '550 5.1.8 konseling@sekolah.example may not send',
  'drop_at_mail MAIL': 'drop',
  'rcpt_450 RCPT': '450 4.2.1 sari@murid.example is greylisted',
  'rcpt_550 RCPT': '550 5.1.1 sari@murid.example is unknown',
  'drop_at_rcpt RCPT': 'drop',
  'data_451 DATA': '451 4.3.0 later',
  'data_554 DATA': '554 5.7.1 not from you',
  'data_421 DATA': '421 4.3.2 shutting down',
  'drop_at_data DATA': 'drop',
  'stall_at_data DATA': 'stall',
  'dot_451 .': '451 4.3.0 disk full',
  'dot_552 .': '552 5.2.2 mailbox of sari@murid.example is full',
  'dot_554 .': '554 5.7.1 looks like spam to sari@murid.example',
  'dot_421 .': '421 4.3.2 shutting down',
};

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}
