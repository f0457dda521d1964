/** The buttons of the silence section beside a thread. */
import { z } from 'zod';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, runner } from '../../cases/pages/run-command.ts';
import type { ReplyVisit } from '../../replies/pages/needs.ts';
import type { Answer } from '../../web/visit.ts';
import { holdSilence, releaseSilence, sendSilenceLetter, skipSilenceLetter } from '../settle-silence.ts';
import { refusalWord } from '../words.ts';

const PLACE = '#silence';

const stepForm = z.strictObject({
  step: z
    .string()
    .regex(/^[1-3]$/)
    .transform(Number),
});

export function silenceCommands(show: ShowCase) {
  const run = runner(show, refusalWord);
  return {
    /** POST /cases/:code/silence/letters */
    async send(visit: ReplyVisit): Promise<Answer> {
      const { app, now } = visit;
      const { step } = fieldsOf(visit, stepForm);
      const from = { vault: app.vault, mailName: app.config.mailName, linksTo: app.config.linksTo };
      let sent: string | null = null;
      const answer = await run(
        visit,
        'silence.sent',
        async (tx, code) => {
          const done = await sendSilenceLetter(tx, from, personOf(visit), code, step, now);
          if ('outboundId' in done) sent = done.outboundId;
          return done;
        },
        {},
        PLACE,
      );
      if (sent) await app.wake('deliver-mail', [sent]);
      return answer;
    },

    /** POST /cases/:code/silence/skips */
    skip(visit: ReplyVisit): Promise<Answer> {
      const { step } = fieldsOf(visit, stepForm);
      return run(
        visit,
        'silence.skipped',
        (tx, code) => skipSilenceLetter(tx, personOf(visit), code, step, visit.now),
        {},
        PLACE,
      );
    },

    /** POST /cases/:code/silence/holds */
    hold: (visit: ReplyVisit) =>
      run(visit, 'silence.held', (tx, code) => holdSilence(tx, personOf(visit), code, visit.now), {}, PLACE),

    /** POST /cases/:code/silence/releases */
    release: (visit: ReplyVisit) =>
      run(visit, 'silence.released', (tx, code) => releaseSilence(tx, personOf(visit), code, visit.now), {}, PLACE),
  };
}
