/**
 * News without reloading: PostgreSQL says that something changed (`notify suluh_changed`), one connection per process hears it,
 * and every open page is told "changed" by server-sent events. Never what changed: the page asks for that with its own rights.
 */
import type { FastifyReply } from 'fastify';
import pg from 'pg';

const CHANNEL = 'suluh_changed';
const HEARTBEAT = 20_000;
/** A burst of changes is one piece of news. */
const GATHER = 250;

export interface Live {
  /** Calls `listener` at every change until the returned function is called. */
  listen(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Listens until closed; when the connection breaks it comes back by itself and says "changed", for it may have missed something. */
export async function openLive(databaseUrl: string): Promise<Live> {
  const listeners = new Set<() => void>();
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let gathering: NodeJS.Timeout | null = null;
  let closed = false;

  const tellAll = () => {
    gathering ??= setTimeout(() => {
      gathering = null;
      for (const listener of listeners) listener();
    }, GATHER);
  };
  const connect = async (wait: number): Promise<void> => {
    const next = new pg.Client({ connectionString: databaseUrl, application_name: 'suluh live' });
    let lost = false;
    const comeBack = () => {
      if (lost || closed) return;
      lost = true;
      next.end().catch(() => {});
      retry = setTimeout(() => connect(Math.min(wait * 2, 30_000)), wait);
    };
    next.on('error', comeBack);
    next.on('end', comeBack);
    next.on('notification', tellAll);
    client = next;
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      wait = 500;
      tellAll();
    } catch {
      comeBack();
    }
  };

  await connect(500);
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      if (gathering) clearTimeout(gathering);
      listeners.clear();
      await client?.end().catch(() => {});
    },
  };
}

/**
 * Holds the reply open and sends "changed" at every change; whatever the handler answers after that is left aside.
 * @param stillWelcome asked at each heartbeat; the stream ends when the session has
 */
export function streamChanges(live: Live, reply: FastifyReply, stillWelcome: () => Promise<boolean>): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  raw.write('retry: 3000\n\n');
  const leave = live.listen(() => raw.write('event: changed\ndata: .\n\n'));
  const heartbeat = setInterval(async () => {
    const welcome = await stillWelcome().catch(() => true); // an outage of a moment ends no session
    if (welcome) raw.write(': still here\n\n');
    else raw.end();
  }, HEARTBEAT);
  raw.on('close', () => {
    leave();
    clearInterval(heartbeat);
  });
}
