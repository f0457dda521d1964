// Pages mounted as the assembly does, with its own words and templates, on a real database and a clock the test holds.
// People come in with a session of their own.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { isServiceAction, mayWithService, type ServiceAction } from '../../src/core/policy.ts';
import type { Database } from '../../src/db/database.ts';
import { identifyStaff } from '../../src/staff/pages/front-door.ts';
import { beginSession, type CurrentStaff } from '../../src/staff/sessions.ts';
import type { StaffRoute } from '../../src/staff/staff-route.ts';
import { readAssets } from '../../src/web/assets.ts';
import { type Mounting, mountRoutes, type Told } from '../../src/web/mount-routes.ts';
import { createRenderer } from '../../src/web/render.ts';
import { openServer } from '../../src/web/server.ts';
import { words } from '../../src/words.ts';
import type { CastMember } from '../support/cast.ts';
import { type Browsing, browse } from './browse.ts';

export const PUBLIC_URL = 'http://127.0.0.1:8080';

type Mounted<App> = Mounting<App, CurrentStaff, ServiceAction>;

export interface MountWish<App> {
  app: App & { db: Database };
  routes: readonly StaffRoute<App>[];
  now: () => Date;
  publicUrl?: string;
  /** requests a minute from one address; no limit that a test would reach unless given */
  perMinute?: number;
  uploads?: Mounted<App>['uploads'];
  /** nothing unless given */
  surroundings?: Mounted<App>['surroundings'];
  /** a bare 401 unless given */
  signIn?: Mounted<App>['signIn'];
  /** hears what is told to the log, too */
  told?: Mounted<App>['told'];
}

export interface MountedDesk {
  fastify: FastifyInstance;
  /** what was told to the log */
  told: Told[];
  /** a browser without scripts in which this person is signed in */
  as(member: CastMember): Promise<Browsing>;
  /** the cookie of a new session, for a browser of flesh and blood */
  session(member: CastMember): Promise<{ name: string; value: string }>;
}

export async function mountDesk<App>(wish: MountWish<App>): Promise<MountedDesk> {
  const { app, now, publicUrl = PUBLIC_URL, perMinute = 100_000 } = wish;
  const assets = readAssets();
  const folder = join(import.meta.dirname, '../../templates/pages');
  const server = await openServer({ publicUrl, trustProxy: [], formKey: randomBytes(32), assets, perMinute });
  const told: Told[] = [];
  mountRoutes<App, CurrentStaff, ServiceAction>(server, {
    app,
    routes: wish.routes,
    renderer: createRenderer({ folder, words, assets, timeZone: 'Asia/Jakarta', now }),
    words,
    now,
    uploads: wish.uploads ?? { total: 1_000_000, files: 1 },
    identify: identifyStaff({ db: app.db, cookies: server.cookies, now }),
    isAction: isServiceAction,
    may: mayWithService,
    roleName: (who, lang) => words.say(lang, `staff.role.${who.role}`),
    surroundings: wish.surroundings ?? (async () => ({ rail: [], banners: [], newsUrl: null, searchUrl: null })),
    signIn: wish.signIn ?? (async () => ({ text: 'sign in', status: 401 })),
    told: (event) => {
      told.push(event);
      wish.told?.(event);
    },
  });
  const session: MountedDesk['session'] = async (member) => ({
    name: server.cookies.name('session'),
    value: await app.db.transaction().execute((tx) => beginSession(tx, member.id, 'Test', now())),
  });
  return {
    fastify: server.fastify,
    told,
    session,
    async as(member) {
      const browsing = browse(server.fastify);
      const { name, value } = await session(member);
      browsing.cookies.set(name, value);
      return browsing;
    },
  };
}
