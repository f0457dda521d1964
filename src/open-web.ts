/** Puts the web view together: server, pages, words, who is who, and what stands around every page. */
import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type { App } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import { isServiceAction, mayWithService } from './core/policy.ts';
import { keepWritten } from './keep-written.ts';
import type { ParsePool } from './mail/parse-pool.ts';
import { type PageNeeds, routes } from './routes.ts';
import { readSettings } from './service/settings.ts';
import { askToSignIn, type DemoLogIn, identifyStaff } from './staff/pages/front-door.ts';
import type { StaffRoute } from './staff/staff-route.ts';
import { surroundings } from './surroundings.ts';
import { readAssets } from './web/assets.ts';
import { openLive } from './web/live.ts';
import { mountRoutes, type Told } from './web/mount-routes.ts';
import { createRenderer } from './web/render.ts';
import { openServer } from './web/server.ts';
import { words } from './words.ts';

/** What the demo adds: pages of its own, and log-ins for everybody to see. */
export interface Demo {
  routes(understand: ParsePool['understand']): readonly StaffRoute<PageNeeds>[];
  logIns(): DemoLogIn[];
}

export interface Web {
  url: string;
  close(): Promise<void>;
}

/** All attachments of one reply together; mail servers refuse much more. */
const UPLOADS = { total: 15_000_000, files: 10 };

export async function openWeb(app: App, databaseUrl: string, pool: ParsePool, demo: Demo | null): Promise<Web> {
  const { config, db, vault, log, now } = app;
  const { timeZone } = await readSettings(db);
  const assets = readAssets();
  const server = await openServer({
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    formKey: Buffer.from(hkdfSync('sha256', vault.service.secret, '', 'forms', 32)),
    assets,
  });
  const live = await openLive(databaseUrl);
  const needs: PageNeeds = {
    ...app,
    live,
    understand: pool.understand,
    wake: app.queue.wake,
    frontDoor: {
      keepWritten: (staffId, path, fields) => keepWritten(db, vault, staffId, path, fields, now()),
      demoLogIns: demo && (() => demo.logIns()),
    },
  };
  mountRoutes(server, {
    app: needs,
    routes: demo ? [...routes, ...demo.routes(pool.understand)] : routes,
    renderer: createRenderer({
      folder: join(import.meta.dirname, '../templates/pages'),
      words,
      assets,
      timeZone,
      now,
    }),
    words,
    now,
    uploads: UPLOADS,
    identify: identifyStaff({ db, cookies: server.cookies, now }),
    isAction: isServiceAction,
    may: mayWithService,
    roleName: (who, lang) => words.say(lang, `staff.role.${who.role}`),
    surroundings: (who, lang, path) =>
      surroundings(db, who, path, (key, values) => words.say(lang, key, values), lang, config, now()),
    signIn: askToSignIn,
    told: (event) => tell(log, event),
  });
  await listen(server.fastify, config);
  return {
    url: config.publicUrl,
    async close() {
      await live.close();
      await server.fastify.close();
    },
  };
}

/** Only what went wrong and what was slow: a line for every page would say who reads when. */
function tell(log: App['log'], { error, staff, ...told }: Told): void {
  if (told.status >= 500) log.error('page.failed', { ...told, error });
  else if (told.ms > 2000) log.warn('page.slow', told);
}

async function listen(
  fastify: { listen(to: { host: string; port: number }): Promise<string> },
  { host, port }: Config,
): Promise<void> {
  try {
    await fastify.listen({ host, port });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new ConfigError([
      `PORT: ${port} is taken by another program on this machine; stop that one, or choose another, like PORT=8081`,
    ]);
  }
}
