/** What was put aside twice does not come a third time, unless the change is clearly greater than it was then. */
import type { Cue, CueKind } from './find-cues.ts';

export interface Dismissal {
  kind: CueKind;
  degree: number;
}

const TWICE = 2;
const CLEARLY = 1.5;

/** @param dismissed of this konseli's other letters */
export const withoutDismissed = (cues: readonly Cue[], dismissed: readonly Dismissal[]): Cue[] =>
  cues.filter(({ kind, degree }) => {
    const before = dismissed.filter((one) => one.kind === kind);
    return before.length < TWICE || degree > CLEARLY * Math.max(...before.map((one) => one.degree));
  });
