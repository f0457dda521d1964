/** Chance that can be had again: the same seed makes the same choices. */
export interface Chance {
  /** a whole number from `least` to `most` */
  int(least: number, most: number): number;
  pick<T>(choices: readonly T[]): T;
  /** true in so many of a hundred times */
  percent(n: number): boolean;
}

/** Mulberry32: small and even enough to choose faults with. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    int,
    pick: (choices) => choices[int(0, choices.length - 1)]!,
    percent: (n) => next() * 100 < n,
  };
}
