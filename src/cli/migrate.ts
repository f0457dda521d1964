import { say, withInstallation } from './command.ts';

/** Opening an installation brings its database up to date; this command does only that. */
export async function migrateCommand(): Promise<number> {
  await withInstallation(async () => say('The database is up to date.'));
  return 0;
}
