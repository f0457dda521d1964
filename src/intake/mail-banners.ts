/** One sentence for every folder that mail no longer comes in through, for the top of every page. */
import type { Reader } from '../db/database.ts';
import { type MailboxState, readMailboxStates, stoppedSince } from './mailbox-health.ts';
import { mailboxProblem } from './mailbox-problem.ts';

type Say = (key: string, values?: Record<string, unknown>) => string;

export async function mailBanners(db: Reader, now: Date, say: Say, pollEveryMs?: number): Promise<string[]> {
  const states = await readMailboxStates(db);
  return states.flatMap((state) => {
    const since = stoppedSince(state, now, pollEveryMs);
    return since ? [sentence(state, Math.floor((now.getTime() - since.getTime()) / 60_000), say)] : [];
  });
}

function sentence(state: MailboxState, minutes: number, say: Say): string {
  const { address } = state;
  const what = say(`intake.mailbox.problem.${mailboxProblem(state)}`);
  return `${say('intake.banner', { address, lasting: say('intake.lasting', { minutes }) })} ${what} ${say('intake.banner.safe')}`;
}
