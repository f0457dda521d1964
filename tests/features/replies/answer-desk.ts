// The pages of a case with those of replies on them, mounted as the assembly does, on a real database, a mail server that can
// misbehave, and a clock the test holds. People come in with a session of their own.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { words as auditWords } from '../../../src/audit/words.ts';
import { caseRoutes } from '../../../src/cases/pages/routes.ts';
import { words as caseWords } from '../../../src/cases/words.ts';
import { isServiceAction, mayWithService, type ServiceAction } from '../../../src/core/policy.ts';
import { devWords } from '../../../src/dev/words.ts';
import { words as intakeWords } from '../../../src/intake/words.ts';
import type { ReplyNeeds } from '../../../src/replies/pages/needs.ts';
import { replyForm } from '../../../src/replies/pages/reply-form.ts';
import { replyRoutes } from '../../../src/replies/pages/routes.ts';
import { words as replyWords } from '../../../src/replies/words.ts';
import { words as serviceWords } from '../../../src/service/words.ts';
import { identifyStaff } from '../../../src/staff/pages/front-door.ts';
import { beginSession, type CurrentStaff } from '../../../src/staff/sessions.ts';
import { words as staffWords } from '../../../src/staff/words.ts';
import { readAssets } from '../../../src/web/assets.ts';
import { mergeWords } from '../../../src/web/merge-words.ts';
import { mountRoutes } from '../../../src/web/mount-routes.ts';
import { createRenderer } from '../../../src/web/render.ts';
import { openServer } from '../../../src/web/server.ts';
import { words as webWords } from '../../../src/web/words.ts';
import type { CastMember } from '../../support/cast.ts';
import { type Browsing, browse } from '../../web/browse.ts';
import { openStage, type Stage, UNDO_MS } from './stage.ts';

export interface AnswerDesk extends Stage {
  woken: string[];
  fastify: FastifyInstance;
  /** a browser in which this person is signed in */
  as(member: CastMember): Promise<Browsing>;
  /** the cookie of a new session, for a browser of flesh and blood */
  session(member: CastMember): Promise<{ name: string; value: string }>;
}

export async function openAnswerDesk(publicUrl = 'http://127.0.0.1:8080'): Promise<AnswerDesk> {
  const stage = await openStage();
  const woken: string[] = [];
  const assets = readAssets();
  const words = mergeWords(
    webWords,
    staffWords,
    serviceWords,
    caseWords,
    replyWords,
    auditWords,
    intakeWords,
    devWords,
  );
  const folder = join(import.meta.dirname, '../../../templates/pages');
  const renderer = createRenderer({ folder, words, assets, timeZone: 'Asia/Jakarta', now: stage.now });
  const server = await openServer({ publicUrl, trustProxy: [], formKey: randomBytes(32), assets });
  const app: ReplyNeeds = {
    config: { publicUrl, mailName: 'Layanan Konseling', undoMs: UNDO_MS },
    db: stage.db,
    vault: stage.vault,
    wake: async (_job, ids) => {
      woken.push(...ids);
    },
  };
  mountRoutes<ReplyNeeds, CurrentStaff, ServiceAction>(server, {
    app,
    routes: [...caseRoutes(replyForm), ...replyRoutes],
    renderer,
    words,
    now: stage.now,
    uploads: { total: 1_000_000, files: 1 },
    identify: identifyStaff({ db: stage.db, cookies: server.cookies, now: stage.now }),
    isAction: isServiceAction,
    may: mayWithService,
    roleName: (who, lang) => words.say(lang, `staff.role.${who.role}`),
    surroundings: async () => ({ rail: [], banners: [], newsUrl: null, searchUrl: null }),
    signIn: async () => ({ text: 'sign in', status: 401 }),
    told: ({ error }) => {
      if (error) throw error;
    },
  });
  const session: AnswerDesk['session'] = async (member) => ({
    name: server.cookies.name('session'),
    value: await stage.tx((tx) => beginSession(tx, member.id, 'Test', stage.now())),
  });
  return {
    ...stage,
    woken,
    fastify: server.fastify,
    session,
    async as(member) {
      const browsing = browse(server.fastify);
      const { name, value } = await session(member);
      browsing.cookies.set(name, value);
      return browsing;
    },
    end: async () => {
      await server.fastify.close();
      await stage.end();
    },
  };
}
