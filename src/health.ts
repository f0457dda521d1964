/**
 * For whoever keeps the program running. `/healthz`: the process answers. `/readyz`: the database and the queue answer too, 503
 * while they do not; it also says whether mail comes in, which stops nobody from reading. Neither says anything about letters.
 */
import type { App } from './app.ts';
import { mailStopped } from './intake/mailbox-health.ts';
import type { Answer } from './web/visit.ts';

export const checkHealth = (): Answer => ({ text: 'ok\n' });

export async function checkReadiness({ app }: { app: Pick<App, 'config' | 'db' | 'queue' | 'now'> }): Promise<Answer> {
  const database = await app.db
    .selectNoFrom((eb) => eb.val(1).as('one'))
    .execute()
    .then(
      () => true,
      () => false,
    );
  const queue = await app.queue.check();
  const stopped = database && (await mailStopped(app.db, app.now(), app.config.pollEveryMs));
  const text = [
    `database ${database ? 'ok' : 'does not answer'}`,
    `queue ${queue ? 'ok' : 'does not answer'}`,
    `mail ${stopped ? 'has stopped' : 'ok'}`,
    '',
  ].join('\n');
  return { text, status: database && queue ? 200 : 503 };
}
