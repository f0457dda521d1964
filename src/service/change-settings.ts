/** Changes how the service works. The record names what was changed, never to what. */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';
import { type ServiceSettings, saveSettings, settingsSchema } from './settings.ts';

/** @returns the names of the settings that were changed; none: nothing was written */
export async function changeSettings(
  db: Database,
  staffId: number,
  wanted: ServiceSettings,
): Promise<readonly string[]> {
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('service').select('settings').forNoKeyUpdate().executeTakeFirstOrThrow();
    const current = settingsSchema.parse(row.settings);
    const names = Object.keys(current) as (keyof ServiceSettings)[];
    const changed = names.filter((name) => JSON.stringify(current[name]) !== JSON.stringify(wanted[name]));
    if (!changed.length) return [];
    await saveSettings(tx, wanted);
    await record(tx, { actor: { staff: staffId }, kind: 'settings.changed', data: { fields: changed } });
    return changed;
  });
}
