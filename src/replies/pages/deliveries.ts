/** What a person decides about a letter that is on its way or in trouble. */
import { z } from 'zod';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { recallReply } from '../recall-reply.ts';
import { deliveryDecisions, settleDelivery } from '../settle-delivery.ts';
import type { ReplyVisit } from './needs.ts';

/** @param show the page of the case, to come back to when something is refused */
export function deliveryCommands(show: ShowCase) {
  const refuse = (visit: ReplyVisit, refused: string): Answer | Promise<Answer> =>
    refused === 'not_found' || refused === 'needs_reason'
      ? { refused: 'not_found' }
      : show(visit, { problem: visit.say(`replies.refused.${refused}`, { variables: '' }), typed: {} });

  /** POST /cases/:code/deliveries/:delivery/recalls */
  async function recall(visit: ReplyVisit): Promise<Answer> {
    const { app, params, now } = visit;
    readFields(visit, z.strictObject({}));
    const id = readId(params.delivery);
    if (!id) return { refused: 'not_found' };
    const recalled = await app.db
      .transaction()
      .execute((tx) => recallReply(tx, app.vault, personOf(visit), params.code ?? '', id, now));
    if ('refused' in recalled) return refuse(visit, recalled.refused);
    return { goTo: `/cases/${params.code}#reply`, say: 'replies.recalled' };
  }

  /** POST /cases/:code/deliveries/:delivery */
  async function settle(visit: ReplyVisit): Promise<Answer> {
    const { app, params, now } = visit;
    const { decision } = readFields(visit, z.strictObject({ decision: z.enum(deliveryDecisions) }));
    const id = readId(params.delivery);
    if (!id) return { refused: 'not_found' };
    const wish = { outboundId: id, decision };
    const settled = await app.db
      .transaction()
      .execute((tx) => settleDelivery(tx, app.vault, personOf(visit), params.code ?? '', wish, now));
    if ('refused' in settled) return refuse(visit, settled.refused);
    if (decision === 'send_again') await app.wake('deliver-mail', [id]);
    const place = decision === 'write_again' || decision === 'stop' ? '#reply' : '#outgoing';
    return { goTo: `/cases/${params.code}${place}`, say: `replies.decided.${decision}` };
  }

  return { recall, settle };
}

const readId = (text: string | undefined): string | null => z.uuid().safeParse(text).data ?? null;

function readFields<S extends z.ZodObject>(visit: ReplyVisit, schema: S): z.output<S> {
  const form = visit.form(schema);
  if ('wrong' in form) throw new Refusal('unreadable');
  return form.fields;
}
