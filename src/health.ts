/**
 * For whoever keeps the program running. `/healthz`: the process answers. `/readyz`: the database and the queue answer too;
 * 503 while they do not. Neither says anything about letters.
 */
import type { App } from './app.ts';
import type { Answer } from './web/visit.ts';

export const checkHealth = (): Answer => ({ text: 'ok\n' });

export async function checkReadiness({ app }: { app: Pick<App, 'db' | 'queue'> }): Promise<Answer> {
  const database = await app.db
    .selectNoFrom((eb) => eb.val(1).as('one'))
    .execute()
    .then(
      () => true,
      () => false,
    );
  const queue = await app.queue.check();
  const text = `database ${database ? 'ok' : 'does not answer'}\nqueue ${queue ? 'ok' : 'does not answer'}\n`;
  return { text, status: database && queue ? 200 : 503 };
}
