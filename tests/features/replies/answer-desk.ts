// The pages of a case with those of replies on them, and a mail server that can misbehave.

import { beside } from '../../../src/beside.ts';
import { caseShower } from '../../../src/cases/pages/case-page.ts';
import { caseRoutes } from '../../../src/cases/pages/routes.ts';
import type { ReplyNeeds } from '../../../src/replies/pages/needs.ts';
import { replyForm } from '../../../src/replies/pages/reply-form.ts';
import { replyRoutes } from '../../../src/replies/pages/routes.ts';
import { type MountedDesk, mountDesk, PUBLIC_URL } from '../../web/mount-desk.ts';
import { openStage, type Stage, UNDO_MS } from './stage.ts';

export interface AnswerDesk extends Stage, MountedDesk {
  woken: string[];
}

export async function openAnswerDesk(publicUrl = PUBLIC_URL): Promise<AnswerDesk> {
  const stage = await openStage();
  const woken: string[] = [];
  const app: ReplyNeeds = {
    config: { publicUrl, mailName: 'Layanan Konseling', linksTo: null, undoMs: UNDO_MS },
    db: stage.db,
    vault: stage.vault,
    wake: async (_job, ids) => {
      woken.push(...ids);
    },
  };
  const show = caseShower({ reply: replyForm, beside });
  const routes = [...caseRoutes(show), ...replyRoutes(show)];
  const desk = await mountDesk<ReplyNeeds>({
    app,
    routes,
    now: stage.now,
    publicUrl,
    told: ({ error }) => {
      if (error) throw error;
    },
  });
  return {
    ...stage,
    ...desk,
    woken,
    end: async () => {
      await desk.fastify.close();
      await stage.end();
    },
  };
}
