import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/support/slowest-first.ts';

/** Files of these do not disturb each other, and load the program once a worker instead of once a file. */
const shared = { isolate: false };

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/plain-line.ts'],
    // More than the two cores of a small CI machine: much of the time is waiting for browsers, servers and programs.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        extends: true,
        test: { ...shared, name: 'core', include: ['tests/core/**/*.test.ts', 'tests/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'mail',
          include: ['tests/mail/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'database',
          include: ['tests/{bugs-of-others,database,features,web}/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          // The longest take some seconds; a busy machine takes longer, and no test measures time.
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['tests/{flows,faults}/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'after',
          include: ['tests/after/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          sequence: { groupOrder: 1 }, // when all others have ended
          testTimeout: 60_000,
        },
      },
    ],
  },
});
