/** Smaller ones come and go with the young generation, which is collected often; Node keeps most of them many in one piece. */
const LARGE = 32_768;

/** A whole file or letter. Those who passed it on made copies of it, which only the collector can find. */
const HUGE = 1_000_000;
/** So many bytes lie in memory of their own before the collector is asked to come; by itself it lets more than twice as many wait. */
const LYING_ABOUT = 28_000_000;

/**
 * Gives the memory of bytes that nobody reads any more back at once. The collector would come for it later, and while large
 * letters come in, what waits for it is much of what the program holds.
 * @param bytes of no length afterwards; left as they are where they are small, or a part of more
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer, byteLength } = bytes;
  if (byteLength < LARGE || byteLength !== buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  buffer.transfer(0);
  if (byteLength >= HUGE && process.memoryUsage().arrayBuffers > LYING_ABOUT) globalThis.gc?.(); // with --expose-gc
}
