// A small IMAP server that answers honestly but for the faults it is told: one kind of wrong answer to one command, so many
// times. It knows what our reader asks and no more (RFC 3501).
import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './listen.ts';

export const commands = ['LOGIN', 'EXAMINE', 'UID SEARCH', 'sizes', 'bodies', 'IDLE', 'NOOP'] as const;
export type Command = (typeof commands)[number];

export const faults = [
  'no',
  'bad',
  'bye',
  'garbage',
  /** a literal whose end never comes, on a line that is then closed */
  'half_literal',
  /** the same, and the line stays open */
  'stuck_literal',
  'never',
  'reset',
  'wrong_tag',
  /** nothing that was asked for, and then OK */
  'empty',
] as const;
export type Fault = (typeof faults)[number];

export interface ScriptedImap {
  url: string;
  connections: number;
  /** UIDs whose bodies were asked for, in order */
  bodies: number[];
  /** how often the wrong answer was given */
  faulted: number;
  stop(): Promise<void>;
}

export async function startScriptedImap(
  mails: readonly Buffer[],
  wrong: { command: Command; fault: Fault; times: number },
): Promise<ScriptedImap> {
  const server = createServer((socket) => {
    state.connections++;
    converse(socket);
  });
  const listening = await listenOnLoopback(server);
  const state: ScriptedImap = {
    url: `imap://konseling:rahasia@127.0.0.1:${listening.port}`,
    connections: 0,
    bodies: [],
    faulted: 0,
    stop: listening.stop,
  };
  return state;

  function converse(socket: Socket): void {
    let pending = '';
    let idling = '';
    const say = (line: string) => socket.write(`${line}\r\n`, 'latin1');
    say('* OK [CAPABILITY IMAP4rev1 IDLE] ready');
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end !== -1; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        hear(line);
      }
    });

    function hear(line: string): unknown {
      if (line.toUpperCase() === 'DONE') return say(`${idling} OK done`);
      const [, tag = '', rest = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
      const command = commandOf(rest);
      if (command === wrong.command && state.faulted < wrong.times) {
        state.faulted++;
        return misbehave(tag);
      }
      if (command === 'EXAMINE') {
        say(`* ${mails.length} EXISTS`);
        say('* OK [UIDVALIDITY 7] fixed');
        say(`* OK [UIDNEXT ${mails.length + 1}] next`);
      }
      if (command === 'UID SEARCH') say(`* SEARCH ${uids(/UID (\d+):/.exec(rest)?.[1] ?? '1').join(' ')}`);
      if (command === 'sizes')
        for (const uid of fetched(rest)) say(`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${mails[uid - 1]!.length})`);
      if (command === 'bodies') for (const uid of fetched(rest)) sendBody(uid);
      if (command === 'IDLE') {
        idling = tag;
        return say('+ idling');
      }
      if (/^CAPABILITY/i.test(rest)) say('* CAPABILITY IMAP4rev1 IDLE');
      if (/^LIST/i.test(rest)) say('* LIST () "/" INBOX');
      return say(`${tag} OK done`);
    }

    function sendBody(uid: number): void {
      state.bodies.push(uid);
      const raw = mails[uid - 1]!;
      socket.write(
        `* ${uid} FETCH (UID ${uid} FLAGS () INTERNALDATE "04-Mar-2026 09:00:00 +0700" BODY[] {${raw.length}}\r\n`,
      );
      socket.write(raw);
      say(')');
    }

    function misbehave(tag: string): unknown {
      switch (wrong.fault) {
        case 'no':
          return say(`${tag} NO konseling@sekolah.example is not well`);
        case 'bad':
          return say(`${tag} BAD what does konseling@sekolah.example want`);
        case 'bye':
          say('* BYE konseling@sekolah.example must go');
          return socket.end();
        case 'garbage':
          return say('* ((((((((( konseling@sekolah.example ))');
        case 'half_literal':
          socket.write('* 1 FETCH (UID 1 BODY[] {5000}\r\nhalf');
          return socket.end();
        case 'stuck_literal':
          return socket.write('* 1 FETCH (UID 1 BODY[] {5000}\r\nhalf');
        case 'never':
          return null;
        case 'reset':
          return socket.resetAndDestroy();
        case 'wrong_tag':
          return say('XYZ99 OK done');
        case 'empty':
          return say(`${tag} OK done`);
      }
    }
  }

  /** `n:*` names the last mail even when n is above it. */
  function uids(from: string): number[] {
    const all = mails.map((_, n) => n + 1).filter((uid) => uid >= Number(from));
    return all.length ? all : [mails.length];
  }

  function fetched(rest: string): number[] {
    const set = /UID FETCH (\S+)/i.exec(rest)?.[1] ?? '';
    return set.split(',').flatMap((part) => {
      const [first, last = first] = part.split(':').map(Number);
      return mails.map((_, n) => n + 1).filter((uid) => uid >= first! && uid <= last!);
    });
  }
}

function commandOf(rest: string): Command | null {
  if (/^UID FETCH/i.test(rest)) return /BODY/i.test(rest) ? 'bodies' : 'sizes';
  return commands.find((command) => rest.toUpperCase().startsWith(command)) ?? null;
}
