// A line between a client and a server that can be cut, frozen or reset at a chosen byte, and that tells of every chunk.
import { connect, createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './listen.ts';

export interface Passing {
  from: 'client' | 'server';
  /** Counts this side's chunks over all connections, from 1. */
  n: number;
  chunk: Buffer;
}

export interface TcpProxy {
  port: number;
  connections: number;
  /** Bytes passed on so far, from each side. */
  bytes: { client: number; server: number };
  /** Resets every connection as soon as `n` more bytes have come from that side; again for each connection if `always`. */
  cutAfter(n: number, from: 'client' | 'server', always?: boolean): void;
  /** Passes nothing on and closes nothing: a half-open line. New connections hang as well. */
  stall(): void;
  /** Ends all of it and hears nothing any more. Stalled connections stay dead, new ones work. */
  heal(): void;
  /** Resets all connections now. */
  reset(): void;
  /** Passes everything on in pieces of `bytes`, each in a packet of its own. */
  shred(bytes: number): void;
  /** Says something else than what was said: the answer replaces the chunk; undefined leaves it as it is. */
  rewrite(change: (passing: Passing) => Buffer | undefined): void;
  /** Called before (or after) each chunk is passed on; a promise holds the chunk back. For crash sweeps. */
  onWrite(heard: (passing: Passing) => void | Promise<void>, when?: 'before' | 'after'): void;
  stop(): Promise<void>;
}

export async function startTcpProxy(target: { host?: string; port: number }): Promise<TcpProxy> {
  const server = createServer({ pauseOnConnect: true, noDelay: true });
  const listening = await listenOnLoopback(server);
  const chunks = { client: 0, server: 0 };
  let stalled = false;
  let cut: { left: number; n: number; from: 'client' | 'server'; always: boolean } | undefined;
  let shredTo = Number.POSITIVE_INFINITY;
  let change: ((passing: Passing) => Buffer | undefined) | undefined;
  let hook: { heard(passing: Passing): void | Promise<void>; when: 'before' | 'after' } | undefined;

  const proxy: TcpProxy = {
    port: listening.port,
    connections: 0,
    bytes: { client: 0, server: 0 },
    cutAfter: (n, from, always = false) => {
      cut = { left: n, n, from, always };
    },
    stall: () => {
      stalled = true;
    },
    heal: () => {
      stalled = false;
      cut = undefined;
      shredTo = Number.POSITIVE_INFINITY;
      change = undefined;
      hook = undefined;
    },
    shred: (bytes) => {
      shredTo = bytes;
    },
    rewrite: (how) => {
      change = how;
    },
    reset: () => {
      for (const socket of listening.sockets) socket.resetAndDestroy();
    },
    onWrite: (heard, when = 'before') => {
      hook = { heard, when };
    },
    stop: listening.stop,
  };

  server.on('connection', (client) => {
    proxy.connections += 1;
    if (cut?.always) cut.left = cut.n;
    const upstream = connect({ port: target.port, host: target.host ?? '127.0.0.1', noDelay: true });
    upstream.on('error', () => client.resetAndDestroy());
    const line: Line = { dead: false };
    pass(client, upstream, 'client', line);
    pass(upstream, client, 'server', line);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => !line.dead && !stalled && client.end());
  });

  /** A connection that was frozen once never passes anything again, like a line whose router forgot it. */
  interface Line {
    dead: boolean;
  }

  function pass(source: Socket, drain: Socket, from: 'client' | 'server', line: Line): void {
    let turn: Promise<void> = Promise.resolve();
    source.on('data', (chunk: Buffer) => {
      turn = turn.then(() => forward(chunk));
    });

    async function forward(chunk: Buffer): Promise<void> {
      if (stalled) line.dead = true;
      if (line.dead || drain.destroyed) return;
      chunks[from] += 1;
      const passing: Passing = { from, n: chunks[from], chunk };
      if (hook?.when === 'before') await hook.heard(passing);
      const said = change?.(passing) ?? chunk;
      const bytes = cut?.from === from ? said.subarray(0, cut.left) : said;
      proxy.bytes[from] += bytes.length;
      for (let at = 0; at < bytes.length; at += shredTo) await write(drain, bytes.subarray(at, at + shredTo));
      if (hook?.when === 'after') await hook.heard(passing);
      if (cut?.from !== from) return;
      cut.left -= bytes.length;
      if (cut.left > 0) return;
      if (!cut.always) cut = undefined;
      source.resetAndDestroy();
      drain.resetAndDestroy();
    }
    if (from === 'client') source.resume();
  }
  return proxy;
}

const write = (drain: Socket, bytes: Buffer) =>
  new Promise<void>((resolve) => {
    drain.write(bytes, () => resolve());
  });
