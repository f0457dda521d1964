import { join } from 'node:path';
import { isWhole, verifyAudit } from '../audit/verify.ts';
import { readConfig } from '../config.ts';
import { complain, say, withInstallation } from './command.ts';

/** Exit code 0: the record is whole. 1: something in it was changed, and the lines are named. */
export async function verifyAuditCommand(): Promise<number> {
  const { dataDir } = readConfig(process.env);
  return withInstallation(async ({ db }) => {
    const found = await verifyAudit(db, join(dataDir, 'audit-anchors'));
    if (isWhole(found)) {
      const { stored, filed } = found.anchors;
      say(`The record is whole: ${found.events} events, ${stored} anchors in the database, ${filed} outside it.`);
      say(`Head: ${found.head ?? 'none yet'}`);
      return 0;
    }
    complain('THE RECORD WAS CHANGED. Keep this database as it is, make a copy of it, and tell your supervisor.');
    if (found.broken.length) complain(`  events that do not follow from the one before: ${found.broken.join(', ')}`);
    if (found.anchors.broken.length) complain(`  anchored events gone or changed: ${found.anchors.broken.join(', ')}`);
    if (found.anchors.unreadable)
      complain(`  lines of the anchor file that are no anchors: ${found.anchors.unreadable}`);
    return 1;
  });
}
