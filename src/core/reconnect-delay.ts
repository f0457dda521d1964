/** How long to wait before knocking at a server again: twice as long each time up to a limit, and never all installs at once. */

/**
 * @param failures how often it failed in a row before this time, from 0
 * @param chance between 0 and 1; keeps many installs from knocking together after a server's outage
 * @returns milliseconds, between half of the doubled pause and the whole of it
 */
export function reconnectDelay(failures: number, chance: number, limits: { firstMs: number; mostMs: number }): number {
  const full = Math.min(limits.firstMs * 2 ** Math.min(failures, 30), limits.mostMs);
  return full * (0.5 + chance / 2);
}
