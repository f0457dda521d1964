import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/plain-line.ts'],
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'core', include: ['tests/core/**/*.test.ts', 'tests/*.test.ts'] } },
      { extends: true, test: { name: 'mail', include: ['tests/mail/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/{database,features,web}/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['tests/{flows,faults}/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
