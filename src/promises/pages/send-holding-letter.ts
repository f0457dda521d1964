/** POST /cases/:code/holding-letters: the ready letter leaves as any answer does that only asks for patience. */
import { z } from 'zod';
import { accessCase } from '../../cases/case-access.ts';
import { readKonseli } from '../../cases/konseli.ts';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf } from '../../cases/pages/run-command.ts';
import type { ReplyVisit } from '../../replies/pages/needs.ts';
import { sendReply } from '../../replies/send-reply.ts';
import { readSettings } from '../../service/settings.ts';
import type { Answer } from '../../web/visit.ts';
import { holdingLetter } from '../holding-letter.ts';

const idOrNothing = z.union([z.uuid(), z.literal('').transform(() => null)]);
const form = z.strictObject({ form_id: z.uuid(), seen_in: idOrNothing, seen_out: idOrNothing });

export const holdingLetterSender =
  (show: ShowCase) =>
  async (visit: ReplyVisit): Promise<Answer> => {
    const { app, params, now, staff, say } = visit;
    const { code = '' } = params;
    const fields = fieldsOf(visit, form);
    const from = {
      vault: app.vault,
      mailName: app.config.mailName,
      linksTo: app.config.linksTo,
      undoMs: app.config.undoMs,
    };
    const sent = await app.db.transaction().execute(async (tx) => {
      const found = await accessCase(tx, personOf(visit), code, 'send_reply', now);
      if ('refused' in found) return found;
      const { language } = await readKonseli(tx, app.vault, found.kasus.konseli_id);
      const text = holdingLetter(await readSettings(tx), language, staff.name, now) ?? '';
      const seen = { seenInbound: fields.seen_in, seenOutbound: fields.seen_out };
      const reply = { formId: fields.form_id, text, ...seen, asks: [], stillOwed: true, safeHours: 'wait' as const };
      const confirmed = { addressConfirmed: false, senderConfirmed: false };
      return sendReply(tx, from, personOf(visit), code, { ...reply, ...confirmed }, now);
    });
    if ('refused' in sent) {
      if (sent.refused === 'not_found' || sent.refused === 'needs_reason') return { refused: 'not_found' };
      return show(visit, { problem: say(`replies.refused.${sent.refused}`, { variables: '' }), typed: {} });
    }
    if (app.config.undoMs === 0) await app.wake('deliver-mail', [sent.outboundId]);
    const seconds = Math.round(app.config.undoMs / 1000);
    return {
      goTo: `/cases/${code}#outgoing`,
      say: sent.again ? 'replies.sent.again' : 'replies.sent',
      values: { seconds },
    };
  };
