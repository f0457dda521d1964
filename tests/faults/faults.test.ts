/** Lets faults strike for as many minutes as FAULTS_MINUTES says: five in CI, half a one elsewhere (`npm run faults`). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dovecotAvailable, dovecotMissing } from '../support/dovecot.ts';
import { bareEnvironment } from '../support/service.ts';

const minutes = Number(process.env.FAULTS_MINUTES ?? (process.env.CI === 'true' ? 5 : 0.5));

test.skipIf(!dovecotAvailable)(
  `every promise about mail holds after each fault${dovecotAvailable ? '' : ` (${dovecotMissing})`}`,
  { timeout: (minutes + 5) * 60_000 },
  async () => {
    const command = [join(import.meta.dirname, 'run-faults.ts'), '--minutes', `${minutes}`];
    const faults = spawn(process.execPath, command, { env: bareEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    faults.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const [code] = await once(faults, 'exit');
    console.log(told);
    expect(code, lastLines(told)).toBe(0);
  },
);

/** What broke, after which fault, and how to have it again: the complaint itself says it. */
const lastLines = (told: string): string => told.trimEnd().split('\n').slice(-12).join('\n');
