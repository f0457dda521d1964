// The pause before a server is asked again: it grows, has a limit, and is never the same for all.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconnectDelay } from '../../src/core/reconnect-delay.ts';

const limits = fc
  .record({ firstMs: fc.integer({ min: 1, max: 10_000 }), more: fc.integer({ min: 0, max: 10_000_000 }) })
  .map(({ firstMs, more }) => ({ firstMs, mostMs: firstMs + more }));
const chance = fc.double({ min: 0, max: 1, noNaN: true });
const failures = fc.nat(10_000);

test('never above the limit, never below half of the first pause', () => {
  fc.assert(
    fc.property(limits, chance, failures, (limit, luck, n) => {
      const delay = reconnectDelay(n, luck, limit);
      expect(delay).toBeLessThanOrEqual(limit.mostMs);
      expect(delay).toBeGreaterThanOrEqual(limit.firstMs / 2);
    }),
  );
});

test('with the same luck it never shrinks, and it doubles until it reaches the limit', () => {
  fc.assert(
    fc.property(limits, chance, fc.nat(40), (limit, luck, n) => {
      const [now, next] = [reconnectDelay(n, luck, limit), reconnectDelay(n + 1, luck, limit)];
      expect(next).toBeGreaterThanOrEqual(now);
      const ceiling = reconnectDelay(1_000, luck, limit);
      expect(next === ceiling || Math.abs(next - 2 * now) < 1e-6 * next).toBe(true);
    }),
  );
});

test('luck spreads it over half of its length', () => {
  fc.assert(
    fc.property(limits, failures, (limit, n) => {
      expect(reconnectDelay(n, 1, limit)).toBe(2 * reconnectDelay(n, 0, limit));
    }),
  );
});
