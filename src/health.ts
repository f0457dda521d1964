/**
 * For whoever keeps the program running. `/healthz`: the process answers. `/readyz`: the database and the queue answer too, 503
 * while they do not; it also says whether mail comes in and goes out, which stops nobody from reading. Neither says anything about letters.
 */

import { findTroubles } from './alarms/find-troubles.ts';
import type { App } from './app.ts';
import type { AlarmKind } from './db/schema.ts';
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
  const troubles = database ? await findTroubles(app.db, app.config, app.now()) : [];
  const well = (kind: AlarmKind, words: string) => (troubles.some((one) => one.kind === kind) ? words : 'ok');
  const text = [
    `database ${database ? 'ok' : 'does not answer'}`,
    `queue ${queue ? 'ok' : 'does not answer'}`,
    `mail ${well('mail_stopped', 'has stopped')}`,
    `sending ${well('sending_stopped', 'has stopped')}`,
    `work ${well('queue_stopped', 'stands still')}`,
    `disk ${well('disk_nearly_full', 'is nearly full')}`,
    '',
  ].join('\n');
  return { text, status: database && queue ? 200 : 503 };
}
