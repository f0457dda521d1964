// The pages about mail and about the service, mounted as the assembly does, on a real database, a real parser and a clock
// the test holds. People come in with a session of their own.

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { isServiceAction, mayWithService, type ServiceAction } from '../../src/core/policy.ts';
import { mailBanners } from '../../src/intake/mail-banners.ts';
import type { IntakeNeeds } from '../../src/intake/pages/needs.ts';
import { intakeRoutes } from '../../src/intake/pages/routes.ts';
import { words as intakeWords } from '../../src/intake/words.ts';
import { openParsePool, type ParsePool } from '../../src/mail/parse-pool.ts';
import { crisisBanners } from '../../src/service/crisis-banners.ts';
import { serviceRoutes } from '../../src/service/pages/routes.ts';
import { words as serviceWords } from '../../src/service/words.ts';
import { identifyStaff } from '../../src/staff/pages/front-door.ts';
import { beginSession, type CurrentStaff } from '../../src/staff/sessions.ts';
import { words as staffWords } from '../../src/staff/words.ts';
import { readAssets } from '../../src/web/assets.ts';
import { mergeWords } from '../../src/web/merge-words.ts';
import { mountRoutes } from '../../src/web/mount-routes.ts';
import { createRenderer } from '../../src/web/render.ts';
import { openServer } from '../../src/web/server.ts';
import { words as webWords } from '../../src/web/words.ts';
import { type CastMember, SERVICE_ADDRESS, type World } from '../support/cast.ts';
import { type Browsing, browse } from './browse.ts';

export interface MailDesk {
  fastify: FastifyInstance;
  clock: { now: Date };
  /** mails for which the job was woken, in order */
  woken: string[];
  pool: ParsePool;
  /** a browser in which this person is signed in */
  as(member: CastMember): Promise<Browsing>;
  /** the cookie of a new session, for a browser of flesh and blood */
  session(member: CastMember): Promise<{ name: string; value: string }>;
  close(): Promise<void>;
}

const publicUrl = 'http://127.0.0.1:8080';

export async function openMailDesk(world: World, start: Date, url = publicUrl): Promise<MailDesk> {
  const clock = { now: start };
  const now = () => clock.now;
  const woken: string[] = [];
  const assets = readAssets();
  const words = mergeWords(webWords, staffWords, intakeWords, serviceWords);
  const templates = templatesOf('layout.hbs', 'partials', 'web', 'staff', 'intake', 'service');
  const renderer = createRenderer({ folder: templates, words, assets, timeZone: 'Asia/Jakarta', now });
  rmSync(templates, { recursive: true });
  const server = await openServer({ publicUrl: url, trustProxy: [], formKey: randomBytes(32), assets });
  const pool = openParsePool({ ownAddresses: [SERVICE_ADDRESS] });
  const app: IntakeNeeds = {
    db: world.db,
    vault: world.vault,
    understand: pool.understand,
    wake: async (_job, ids) => {
      woken.push(...ids);
    },
  };
  mountRoutes<IntakeNeeds, CurrentStaff, ServiceAction>(server, {
    app,
    routes: [...intakeRoutes, ...serviceRoutes],
    renderer,
    words,
    now,
    uploads: { total: 1_000_000, files: 1 },
    identify: identifyStaff({ db: world.db, cookies: server.cookies, now }),
    isAction: isServiceAction,
    may: mayWithService,
    roleName: (who, lang) => words.say(lang, `staff.role.${who.role}`),
    surroundings: async (_who, lang) => {
      const say = (key: string, values?: Record<string, unknown>) => words.say(lang, key, values);
      const banners = [...(await mailBanners(world.db, now(), say)), ...(await crisisBanners(world.db, now(), say))];
      return { rail: [], banners, newsUrl: null, searchUrl: null };
    },
    signIn: async () => ({ text: 'sign in', status: 401 }),
    told: () => undefined,
  });
  const session: MailDesk['session'] = async (member) => ({
    name: server.cookies.name('session'),
    value: await world.tx((tx) => beginSession(tx, member.id, 'Test', now())),
  });
  return {
    fastify: server.fastify,
    clock,
    woken,
    pool,
    session,
    async as(member) {
      const browsing = browse(server.fastify);
      const { name, value } = await session(member);
      browsing.cookies.set(name, value);
      return browsing;
    },
    async close() {
      await server.fastify.close();
      await pool.close();
    },
  };
}

/** Other features' templates need words of their own. */
function templatesOf(...parts: string[]): string {
  const from = join(import.meta.dirname, '../../templates/pages');
  const to = mkdtempSync(join(tmpdir(), 'suluh-templates-'));
  for (const part of parts) cpSync(join(from, part), join(to, part), { recursive: true, filter: isShared });
  return to;
}

/** Features keep partials of their own in folders below `partials`. */
const isShared = (path: string) => !/partials\/[a-z-]+(\/|$)/.test(path) || /partials\/[^/]+\.hbs$/.test(path);
