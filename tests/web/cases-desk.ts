// The pages of cases, replies and audit, with the folders around them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditRoutes } from '../../src/audit/pages.ts';
import { beside } from '../../src/beside.ts';
import { countFolders, foldersOf } from '../../src/cases/case-lists.ts';
import { caseShower } from '../../src/cases/pages/case-page.ts';
import { newsUrlOf } from '../../src/cases/pages/news.ts';
import { caseRoutes } from '../../src/cases/pages/routes.ts';
import { debriefRoutes } from '../../src/debriefs/pages/routes.ts';
import { guardianRoutes } from '../../src/guardians/pages/routes.ts';
import { meetingRoutes } from '../../src/meetings/pages/routes.ts';
import { atLetters } from '../../src/reading/pages/case-parts.ts';
import { readingRoutes } from '../../src/reading/pages/routes.ts';
import type { ReplyNeeds } from '../../src/replies/pages/needs.ts';
import { replyForm } from '../../src/replies/pages/reply-form.ts';
import { replyRoutes } from '../../src/replies/pages/routes.ts';
import { safetyRoutes } from '../../src/safety/pages/routes.ts';
import type { StaffRoute } from '../../src/staff/staff-route.ts';
import { words } from '../../src/words.ts';
import type { World } from '../support/cast.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from './mount-desk.ts';

interface Needs extends ReplyNeeds {
  config: ReplyNeeds['config'] & { dataDir: string };
}

export interface CasesDesk extends MountedDesk {
  clock: { now: Date };
  routes: readonly StaffRoute<Needs>[];
  close(): Promise<void>;
}

export async function openCasesDesk(world: World, start: Date, publicUrl = PUBLIC_URL): Promise<CasesDesk> {
  const clock = { now: start };
  const now = () => clock.now;
  const dataDir = mkdtempSync(join(tmpdir(), 'suluh-desk-'));
  const app: Needs = {
    db: world.db,
    vault: world.vault,
    config: { publicUrl, dataDir, mailName: 'Layanan Konseling', linksTo: null, undoMs: 30_000 },
    wake: async () => {},
  };
  const show = caseShower({ reply: replyForm, beside, atLetters });
  const routes: StaffRoute<Needs>[] = [
    ...caseRoutes(show),
    ...readingRoutes,
    ...replyRoutes(show),
    ...meetingRoutes(show),
    ...guardianRoutes(show),
    ...safetyRoutes,
    ...debriefRoutes(show),
    ...auditRoutes,
  ];
  const desk = await mountDesk<Needs>({
    app,
    routes,
    now,
    publicUrl,
    surroundings: async (who, lang, path) => {
      const counts = await countFolders(world.db, who, now());
      const rail = foldersOf(who).map((folder) => ({
        href: `/folders/${folder}`,
        icon: 'inbox',
        label: words.say(lang, `folder.${folder}`),
        count: counts[folder],
        current: path === `/folders/${folder}`,
        tone: 'quiet' as const,
      }));
      return {
        rail: who.role === 'admin' ? [] : rail,
        banners: [],
        newsUrl: newsUrlOf(path, now()),
        searchUrl: who.role === 'admin' ? null : '/search',
      };
    },
  });
  return {
    ...desk,
    clock,
    routes,
    async close() {
      await desk.fastify.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
