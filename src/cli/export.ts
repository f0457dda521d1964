import { parseArgs } from 'node:util';
import { exportCase } from '../cases/export-case.ts';
import { complain, say, withInstallation } from './command.ts';

/** Everything of one case as JSON on standard output; whoever runs it is recorded as the command line. */
export async function exportCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { json: { type: 'boolean' }, notes: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [code] = positionals;
  if (!code || !values.json) {
    complain('npm run suluh -- export CASE --json [--notes]');
    return 2;
  }
  return withInstallation(async ({ db, vault }) => {
    const found = await db
      .transaction()
      .execute((tx) => exportCase(tx, vault, 'cli', code, { notes: values.notes ?? false }, new Date()));
    if ('refused' in found) {
      complain(
        found.refused === 'erased' ? 'This case was erased; nothing of it is left.' : `There is no case ${code}.`,
      );
      return 1;
    }
    say(JSON.stringify(found.exported, null, 2));
    return 0;
  });
}
