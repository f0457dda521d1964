// The web view with the pages of staff on it.

import type { FastifyInstance } from 'fastify';
import type { Vault } from '../../src/crypto/vault.ts';
import type { Database } from '../../src/db/database.ts';
import { askToSignIn, type FrontDoor } from '../../src/staff/pages/front-door.ts';
import { staffRoutes } from '../../src/staff/pages/routes.ts';
import type { StaffRoute } from '../../src/staff/staff-route.ts';
import type { Told } from '../../src/web/mount-routes.ts';
import { mountDesk, PUBLIC_URL } from './mount-desk.ts';

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

export async function openDesk({ db, vault, now, publicUrl = PUBLIC_URL, ...wish }: DeskWish): Promise<Desk> {
  const clock = { now };
  const frontDoor = { keepWritten: async () => null, demoLogIns: null, ...wish.frontDoor };
  const app: DeskApp = { db, vault, config: { publicUrl }, frontDoor };
  const { fastify, told } = await mountDesk<DeskApp>({
    app,
    routes: [...staffRoutes, ...(wish.routes ?? [])],
    now: () => clock.now,
    publicUrl,
    ...(wish.perMinute === undefined ? {} : { perMinute: wish.perMinute }),
    uploads: { total: 2_000_000, files: 3 },
    signIn: askToSignIn,
  });
  return { fastify, app, told, clock };
}
