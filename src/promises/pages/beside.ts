/** Beside the thread when a promise is about to be missed, or was: the letter that asks for patience, to be sent by one press. */
import { readKonseli } from '../../cases/konseli.ts';
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import { newId } from '../../db/database.ts';
import { readThreadEnd } from '../../replies/thread-end.ts';
import { readSettings } from '../../service/settings.ts';
import { holdingLetter } from '../holding-letter.ts';

const HOUR = 3_600_000;

export const promiseBeside: CasePart = async (tx, visit, { kasus, relation }) => {
  const { app, now, say, staff } = visit;
  if (kasus.stage === 'closed' || !kasus.waiting_since || !kasus.answer_due_at) return null;
  if (!permissions(personOf(visit), relation)('send_reply')) return null;
  const settings = await readSettings(tx);
  if (kasus.answer_due_at.getTime() - now.getTime() > settings.promiseWarnHours * HOUR) return null;
  const { language } = await readKonseli(tx, app.vault, kasus.konseli_id);
  const text = holdingLetter(settings, language, staff.name, now);
  const late = kasus.answer_due_at <= now;
  return {
    lead: say(late ? 'promises.is_late' : 'promises.soon'),
    due: kasus.answer_due_at,
    letter: text && {
      text,
      formId: newId(),
      seenIn: kasus.last_inbound_id ?? '',
      seenOut: (await readThreadEnd(tx, app.vault, kasus.id)).lastOutboundId ?? '',
    },
  };
};
