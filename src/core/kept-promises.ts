/** How many promises were kept, so that a figure tells of the service and never of one konseli. */

export interface PromiseCounts {
  /** answered by the day */
  kept: number;
  /** a word came by the day that it takes longer */
  explained: number;
  missed: number;
}

/** null: too few to be shown */
export type ShownCounts = { [K in keyof PromiseCounts]: number | null } & { percent: number | null };

/** Fewer could be put together with what somebody knows of one person. */
const FEWEST = 5;

/**
 * Counts below five are hidden, and where only one would be, the next smallest with it: the rest must not tell it. Nothing is
 * shown of a quarter with fewer than five promises.
 */
export function showCounts(counts: PromiseCounts): ShownCounts {
  const all = counts.kept + counts.explained + counts.missed;
  const names = (['kept', 'explained', 'missed'] as const).toSorted((a, b) => counts[a] - counts[b]);
  const isSmall = (name: keyof PromiseCounts) => counts[name] > 0 && counts[name] < FEWEST;
  const small = names.filter(isSmall);
  const next = small.length === 1 ? names.find((name) => counts[name] >= FEWEST) : undefined;
  const hidden = all < FEWEST ? names : [...small, ...(next ? [next] : [])];
  const shown = (name: keyof PromiseCounts) => (hidden.includes(name) ? null : counts[name]);
  return {
    kept: shown('kept'),
    explained: shown('explained'),
    missed: shown('missed'),
    percent: hidden.length || !all ? null : Math.round(((counts.kept + counts.explained) / all) * 100),
  };
}
