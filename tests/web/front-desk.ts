// The web view with the pages of staff on it, as the assembly mounts them, on a real database and a clock the test holds.

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { mayWithService, type ServiceAction } from '../../src/core/policy.ts';
import type { Vault } from '../../src/crypto/vault.ts';
import type { Database } from '../../src/db/database.ts';
import { askToSignIn, type FrontDoor, identifyStaff } from '../../src/staff/pages/front-door.ts';
import { staffRoutes } from '../../src/staff/pages/routes.ts';
import type { CurrentStaff } from '../../src/staff/sessions.ts';
import type { StaffRoute } from '../../src/staff/staff-route.ts';
import { words as staffWords } from '../../src/staff/words.ts';
import { readAssets } from '../../src/web/assets.ts';
import { mergeWords } from '../../src/web/merge-words.ts';
import { mountRoutes, type Told } from '../../src/web/mount-routes.ts';
import { createRenderer } from '../../src/web/render.ts';
import { openServer } from '../../src/web/server.ts';
import { words as webWords } from '../../src/web/words.ts';

export interface DeskApp {
  db: Database;
  vault: Vault;
  config: { publicUrl: string };
  frontDoor: FrontDoor;
}

export interface Desk {
  fastify: FastifyInstance;
  app: DeskApp;
  /** what was told to the log */
  told: Told[];
  clock: { now: Date };
}

export interface DeskWish {
  db: Database;
  vault: Vault;
  now: Date;
  publicUrl?: string;
  perMinute?: number;
  frontDoor?: Partial<FrontDoor>;
  /** the test's own pages beside those of staff */
  routes?: StaffRoute<DeskApp>[];
}

export async function openDesk(wish: DeskWish): Promise<Desk> {
  const publicUrl = wish.publicUrl ?? 'http://127.0.0.1:8080';
  const clock = { now: wish.now };
  const now = () => clock.now;
  const assets = readAssets();
  const folder = templatesOf('layout.hbs', 'partials', 'web', 'staff');
  const words = mergeWords(webWords, staffWords);
  const renderer = createRenderer({ folder, words, assets, timeZone: 'Asia/Jakarta', now });
  const frontDoor = { keepWritten: async () => null, demoLogIns: null, ...wish.frontDoor };
  const app: DeskApp = { db: wish.db, vault: wish.vault, config: { publicUrl }, frontDoor };
  const server = await openServer({
    publicUrl,
    trustProxy: [],
    formKey: randomBytes(32),
    assets,
    ...(wish.perMinute === undefined ? {} : { perMinute: wish.perMinute }),
  });
  const told: Told[] = [];
  mountRoutes<DeskApp, CurrentStaff, ServiceAction>(server, {
    app,
    routes: [...staffRoutes, ...(wish.routes ?? [])],
    renderer,
    words,
    now,
    uploads: { total: 2_000_000, files: 3 },
    identify: identifyStaff({ db: wish.db, cookies: server.cookies, now }),
    isAction: isServiceAction,
    may: mayWithService,
    roleName: (who, lang) => words.say(lang, `staff.role.${who.role}`),
    surroundings: async () => ({ rail: [], banners: [], newsUrl: null, searchUrl: null }),
    signIn: askToSignIn,
    told: (event) => told.push(event),
  });
  return { fastify: server.fastify, app, told, clock };
}

/** The policy knows no unknown action. */
function isServiceAction(action: string): action is ServiceAction {
  try {
    return typeof mayWithService({ id: 0, role: 'admin' }, action as ServiceAction) === 'boolean';
  } catch {
    return false;
  }
}

/** Pages of other features need their words; the desk has only its own. */
function templatesOf(...parts: string[]): string {
  const from = new URL('../../templates/pages', import.meta.url).pathname;
  const to = mkdtempSync(join(tmpdir(), 'suluh-templates-'));
  for (const part of parts) cpSync(join(from, part), join(to, part), { recursive: true, filter: isOurs });
  return to;
}

/** Features keep partials of their own in folders below `partials`. */
const isOurs = (path: string) =>
  !/partials\/[a-z-]+(\/|$)/.test(path) || (path.endsWith('.hbs') && !/partials\/.+\//.test(path));
