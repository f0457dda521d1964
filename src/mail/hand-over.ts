// From thread to thread: large bytes go over as they are, the rest as a copy.
import { move, transferableSymbol, valueSymbol } from 'piscina';

/** @param bytes within the value, each the whole of its buffer; this thread has them no more once the value has gone */
export function handOver<T extends object>(value: T, bytes: readonly Uint8Array[]): T {
  const buffers = new Set(bytes.map(({ buffer }) => buffer as ArrayBuffer));
  return move({ [transferableSymbol]: [...buffers], [valueSymbol]: value }) as unknown as T;
}
