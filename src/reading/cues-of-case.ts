/**
 * The cues of a case's letters, found when a page is shown: each letter of the konseli beside those before it in this case. They
 * are kept nowhere, and where the service or the konseli's age says no, nothing is looked for.
 */
import type { ThreadEntry, ThreadLetter } from '../cases/case-thread.ts';
import { shownText } from '../cases/pages/thread-model.ts';
import { type Cue, findCues } from '../core/cues/find-cues.ts';
import { type Observed, observe } from '../core/cues/observe.ts';
import { withoutDismissed } from '../core/cues/without-dismissed.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';
import { type CueMark, readCueMarks } from './cue-marks.ts';

/** `minor`: off, for a konseli who is not grown up or whose age is not known */
export type CueSwitch = { on: boolean; minor: boolean; reason: string | null };

export interface FoundCue extends Cue {
  mark: CueMark['mark'] | null;
}

/** So many letters before it are enough to know what is usual, and so many of the newest are looked at. */
const MOST_EARLIER = 12;
const MOST_LETTERS = 12;

/** Whether cues may be looked for in this case. */
export async function readCueSwitch(db: Reader, caseId: string): Promise<CueSwitch> {
  const settings = await readSettings(db);
  const age = await db
    .selectFrom('case_records')
    .select('value')
    .where('case_id', '=', caseId)
    .where('item', '=', 'age_band')
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .executeTakeFirst();
  return switchFor(settings, age?.value ?? null);
}

/** Whoever has not said that they are grown up is held to be a minor. */
export function switchFor(
  { cues, cuesForMinors, cuesForMinorsReason }: Pick<ServiceSettings, 'cues' | 'cuesForMinors' | 'cuesForMinorsReason'>,
  age: string | null,
): CueSwitch {
  const minor = age !== 'adult';
  const reason = cuesForMinorsReason.trim();
  const on = cues && (!minor || (cuesForMinors && reason !== ''));
  return { on, minor, reason: on && minor ? reason : null };
}

/** By the id of the letter; letters without any are left out. */
export async function cuesOfCase(
  db: Reader,
  vault: Vault,
  caseId: string,
  thread: readonly ThreadEntry[],
): Promise<Map<string, FoundCue[]>> {
  if (!(await readCueSwitch(db, caseId)).on) return new Map();
  const { timeZone } = await readSettings(db);
  const letters = observedLetters(thread, timeZone);
  const marks = await readCueMarks(db, vault, caseId);
  const foundIn = (n: number): Cue[] => {
    const earlier = letters.slice(Math.max(0, n - MOST_EARLIER), n).map(({ observed }) => observed);
    return findCues(letters[n]!.observed, earlier, letters[n]!.text);
  };
  const found = new Map<string, FoundCue[]>();
  for (let n = Math.max(0, letters.length - MOST_LETTERS); n < letters.length; n++) {
    const { id } = letters[n]!;
    const dismissed = marks.filter(({ mark, messageId }) => mark === 'dismissed' && messageId !== id);
    const here = marks.filter(({ messageId }) => messageId === id);
    const cues = withoutDismissed(foundIn(n), dismissed).map((cue) => ({
      ...cue,
      mark: here.find(({ kind }) => kind === cue.kind)?.mark ?? null,
    }));
    if (cues.length) found.set(id, cues);
  }
  return found;
}

interface LetterToCompare {
  id: string;
  text: string;
  observed: Observed;
}

/** Letters that a person wrote by hand, oldest first. */
function observedLetters(thread: readonly ThreadEntry[], timeZone: string): LetterToCompare[] {
  const hourIn = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone });
  const letters: LetterToCompare[] = [];
  let ours: Date | null = null;
  const written = thread.filter((entry): entry is ThreadLetter => entry.entry === 'letter' && entry.kind === 'letter');
  const oldest = written.length - 4 * (MOST_EARLIER + MOST_LETTERS);
  written.forEach((entry, n) => {
    const at = writtenAt(entry);
    if (entry.direction === 'out') ours = entry.at;
    else if (entry.letter && n >= oldest) {
      const text = shownText(entry.letter);
      const delay = ours ? (at.getTime() - ours.getTime()) / 3_600_000 : null;
      const { signature } = entry.letter;
      const observed = observe({ text, signature, hour: Number(hourIn.format(at)), delay });
      letters.push({ id: entry.id, text, observed });
      ours = null; // a second letter answers nothing
    }
  });
  return letters;
}

const THREE_DAYS = 3 * 86_400_000;

/** By the sender's clock, where it may be right: a mail may have waited for a signal. */
const writtenAt = ({ at, claimedAt }: ThreadLetter): Date =>
  claimedAt && claimedAt < at && at.getTime() - claimedAt.getTime() < THREE_DAYS ? claimedAt : at;
