/** What a story is made of: scenes, each at its time, in the order in which they happened. */
import type { RuptureSettlement } from '../../cases/settle-rupture.ts';
import type { Asked } from '../../core/answers/questions.ts';
import type { Person } from '../../core/policy.ts';
import type { Ending, Outcome } from '../../core/stage.ts';
import type { Vault } from '../../crypto/vault.ts';
import type { Tx } from '../../db/database.ts';
import type { WritingFrom } from '../../replies/write-to-konseli.ts';

export interface Story {
  slug: string;
  scenes: readonly Scene[];
}

export type Scene = { daysAgo: number } & (
  | { writes: string; subject?: string }
  | { claims: string }
  | { answers: string; asks?: readonly Asked[]; by: string }
  | { wants: string; rating: number; by: string }
  | { settles: RuptureSettlement; remark: string; by: string }
  | { notes: string; by: string }
  | { records: readonly RecordLine[]; by: string }
  | { moves: 'counselling' | 'post_counselling'; by: string }
  | { chooses: Outcome; details: Record<string, string>; happens?: Hour; by: string }
  | { closes: Ending; by: string }
  | { drafts: string; by: string }
  | { does: Deed; by: string }
  /** what the program does by itself at this time */
  | { passes: 'time' }
);

/** item, choice, whether the konseli's last letter shows it, remark */
export type RecordLine = readonly [item: string, value: string, letter?: boolean, remark?: string];

/** Where the demo begins is day 0; a day on which nobody works becomes the next on which somebody does. */
export interface Hour {
  day: number;
  at: string;
}

/** Any other command of the pages. A refusal is a mistake in the story. */
export type Deed = (tx: Tx, on: Moment) => Promise<object>;

export interface Moment {
  vault: Vault;
  from: WritingFrom;
  who: Person & { name: string };
  staff: ReadonlyMap<string, Person & { name: string }>;
  code: string;
  /** the konseli's last letter */
  lastInbound: string;
  now: Date;
}
