// The pages of cases, replies and audit, mounted as the assembly does, on a real database and a clock the test holds.
// People come in with a session of their own.

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { auditRoutes } from '../../src/audit/pages.ts';
import { words as auditWords } from '../../src/audit/words.ts';
import { countFolders, foldersOf } from '../../src/cases/case-lists.ts';
import { newsUrlOf } from '../../src/cases/pages/news.ts';
import { caseRoutes } from '../../src/cases/pages/routes.ts';
import { words as caseWords } from '../../src/cases/words.ts';
import { isServiceAction, mayWithService, type ServiceAction } from '../../src/core/policy.ts';
import type { ReplyNeeds } from '../../src/replies/pages/needs.ts';
import { replyForm } from '../../src/replies/pages/reply-form.ts';
import { replyRoutes } from '../../src/replies/pages/routes.ts';
import { words as replyWords } from '../../src/replies/words.ts';
import { identifyStaff } from '../../src/staff/pages/front-door.ts';
import { beginSession, type CurrentStaff } from '../../src/staff/sessions.ts';
import type { StaffRoute } from '../../src/staff/staff-route.ts';
import { words as staffWords } from '../../src/staff/words.ts';
import { readAssets } from '../../src/web/assets.ts';
import { mergeWords } from '../../src/web/merge-words.ts';
import { mountRoutes, type Told } from '../../src/web/mount-routes.ts';
import { createRenderer } from '../../src/web/render.ts';
import { openServer } from '../../src/web/server.ts';
import { words as webWords } from '../../src/web/words.ts';
import type { CastMember, World } from '../support/cast.ts';
import { type Browsing, browse } from './browse.ts';

interface Needs extends ReplyNeeds {
  config: ReplyNeeds['config'] & { dataDir: string };
}

export interface CasesDesk {
  fastify: FastifyInstance;
  clock: { now: Date };
  routes: readonly StaffRoute<Needs>[];
  told: Told[];
  /** a browser without scripts in which this person is signed in */
  as(member: CastMember): Promise<Browsing>;
  /** the cookie of a new session, for a browser of flesh and blood */
  session(member: CastMember): Promise<{ name: string; value: string }>;
  close(): Promise<void>;
}

const words = mergeWords(webWords, staffWords, caseWords, auditWords, replyWords);

export async function openCasesDesk(
  world: World,
  start: Date,
  publicUrl = 'http://127.0.0.1:8080',
): Promise<CasesDesk> {
  const clock = { now: start };
  const now = () => clock.now;
  const dataDir = mkdtempSync(join(tmpdir(), 'suluh-desk-'));
  const assets = readAssets();
  const templates = templatesOf(['layout.hbs', 'partials', 'web', 'staff', 'cases', 'audit', 'replies'], dataDir);
  const renderer = createRenderer({ folder: templates, words, assets, timeZone: 'Asia/Jakarta', now });
  const server = await openServer({ publicUrl, trustProxy: [], formKey: randomBytes(32), assets, perMinute: 100_000 });
  const app: Needs = {
    db: world.db,
    vault: world.vault,
    config: { publicUrl, dataDir, mailName: 'Layanan Konseling', undoMs: 30_000 },
    wake: async () => {},
  };
  const routes: StaffRoute<Needs>[] = [...caseRoutes(replyForm), ...replyRoutes, ...auditRoutes];
  const told: Told[] = [];
  mountRoutes<Needs, CurrentStaff, ServiceAction>(server, {
    app,
    routes,
    renderer,
    words,
    now,
    uploads: { total: 1_000_000, files: 1 },
    identify: identifyStaff({ db: world.db, cookies: server.cookies, now }),
    isAction: isServiceAction,
    may: mayWithService,
    roleName: (who, lang) => words.say(lang, `staff.role.${who.role}`),
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
    signIn: async () => ({ text: 'sign in', status: 401 }),
    told: (event) => told.push(event),
  });
  const session: CasesDesk['session'] = async (member) => ({
    name: server.cookies.name('session'),
    value: await world.tx((tx) => beginSession(tx, member.id, 'Test', now())),
  });
  return {
    fastify: server.fastify,
    clock,
    routes,
    told,
    session,
    async as(member) {
      const browsing = browse(server.fastify);
      const { name, value } = await session(member);
      browsing.cookies.set(name, value);
      return browsing;
    },
    async close() {
      await server.fastify.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** The templates whose words these features have. */
function templatesOf(parts: readonly string[], under: string): string {
  const from = join(import.meta.dirname, '../../templates/pages');
  const to = join(under, 'templates');
  for (const part of parts) cpSync(join(from, part), join(to, part), { recursive: true });
  return to;
}
