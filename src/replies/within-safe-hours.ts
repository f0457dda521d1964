/** When a mail that is tried again may leave: as it may arrive at this konseli, unless a person decided that it does not wait. */
import { readDelivery } from '../cases/delivery-agreement.ts';
import { leavesAt } from '../core/safe-hours.ts';
import type { Tx } from '../db/database.ts';
import { readSettings } from '../service/settings.ts';
import type { LockedMail } from './outbound-mail.ts';

export async function withinSafeHours(tx: Tx, mail: LockedMail, at: Date): Promise<Date> {
  if (mail.any_hour) return at;
  const agreed = await readDelivery(tx, { id: mail.case_id, konseli_id: mail.konseli_id });
  return agreed?.hours ? leavesAt(at, agreed.hours, (await readSettings(tx)).timeZone) : at;
}
