/** Smaller ones come and go with the young generation, which is collected often; Node keeps most of them many in one piece. */
const LARGE = 32_768;

/**
 * Gives the memory of bytes that nobody reads any more back at once. The collector would come for it later, and while large
 * letters come in, what waits for it is much of what the program holds.
 * @param bytes of no length afterwards; left as they are where they are small, or a part of more
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (bytes.byteLength < LARGE || bytes.byteLength !== buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  buffer.transfer(0);
}
