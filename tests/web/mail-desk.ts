// The pages about mail and about the service, with their notices around them, and a real parser.

import { mailBanners } from '../../src/intake/mail-banners.ts';
import type { IntakeNeeds } from '../../src/intake/pages/needs.ts';
import { intakeRoutes } from '../../src/intake/pages/routes.ts';
import { openParsePool, type ParsePool } from '../../src/mail/parse-pool.ts';
import { crisisBanners } from '../../src/service/crisis-banners.ts';
import { serviceRoutes } from '../../src/service/pages/routes.ts';
import { words } from '../../src/words.ts';
import { SERVICE_ADDRESS, type World } from '../support/cast.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from './mount-desk.ts';

export interface MailDesk extends MountedDesk {
  clock: { now: Date };
  /** mails for which the job was woken, in order */
  woken: string[];
  pool: ParsePool;
  close(): Promise<void>;
}

export async function openMailDesk(world: World, start: Date, publicUrl = PUBLIC_URL): Promise<MailDesk> {
  const clock = { now: start };
  const now = () => clock.now;
  const woken: string[] = [];
  const pool = openParsePool({ ownAddresses: [SERVICE_ADDRESS] });
  const app: IntakeNeeds = {
    db: world.db,
    vault: world.vault,
    understand: pool.understand,
    wake: async (_job, ids) => {
      woken.push(...ids);
    },
  };
  const desk = await mountDesk<IntakeNeeds>({
    app,
    routes: [...intakeRoutes, ...serviceRoutes],
    now,
    publicUrl,
    surroundings: async (_who, lang) => {
      const say = (key: string, values?: Record<string, unknown>) => words.say(lang, key, values);
      const banners = [...(await mailBanners(world.db, now(), say)), ...(await crisisBanners(world.db, now(), say))];
      return { rail: [], banners, newsUrl: null, searchUrl: null };
    },
  });
  return {
    ...desk,
    clock,
    woken,
    pool,
    async close() {
      await desk.fastify.close();
      await pool.close();
    },
  };
}
