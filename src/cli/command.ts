/** What every command of `suluh` shares. */
import { ConfigError, readConfig } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';

/** @returns the exit code */
export type Command = (argv: string[]) => Promise<number>;

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Errors of people's making (settings, keys, files) are a sentence and exit code 1; others are bugs and keep their trace. */
export function reportFailure(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  complain(error.message);
  if (!(error instanceof ConfigError) && process.env.SULUH_TRACE) complain(error.stack ?? '');
  return 1;
}

/** Runs with the database and the vault of this installation, also beside a running program. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(readConfig(process.env), true);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}
