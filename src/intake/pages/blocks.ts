/** Whom mail is not taken from, why, and until when: made, seen and lifted by counsellors. */
import { z } from 'zod';
import { emptyForm, type FieldErrors, type Typed } from '../../web/read-form.ts';
import type { Answer } from '../../web/visit.ts';
import { blockDays, blockReasons, blockSender, liftBlock, listBlocks } from '../blocks.ts';
import { type MailVisit, readMailId } from './needs.ts';

const blocking = z.strictObject({
  sender: z.string().trim().min(3, 'intake.block.refused.no_sender').max(254, 'intake.block.refused.no_sender'),
  reason: z.enum(blockReasons, 'intake.block.reason.missing'),
  days: z.enum(blockDays.map(String) as [string, ...string[]]),
  evenSo: z.literal('yes').optional(),
});
const nothing = z.strictObject({});

/** GET /mail/blocks */
export async function showBlocks(visit: MailVisit): Promise<Answer> {
  const { wrong, typed } = emptyForm(blocking);
  return blocksPage(visit, wrong, { ...typed, days: '30' }, false);
}

/** POST /mail/blocks */
export async function block(visit: MailVisit): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(blocking);
  if ('wrong' in form) return blocksPage(visit, form.wrong, form.typed, false);
  const { sender, reason, days, evenSo } = form.fields;
  const wish = { sender, reason, days: Number(days) as (typeof blockDays)[number], evenSo: evenSo === 'yes' };
  const done = await app.db.transaction().execute((tx) => blockSender(tx, app.vault, staff, wish, now));
  if ('blocked' in done) return { goTo: '/mail/blocks', say: 'intake.block.said' };
  if (done.refused === 'not_found') return { refused: 'not_found' };
  const wrong = { sender: `intake.block.refused.${done.refused}`, reason: null, days: null, evenSo: null };
  return blocksPage(visit, wrong, { sender, reason, days, evenSo: '' }, done.refused === 'has_open_case');
}

/** POST /mail/blocks/:id/lifts */
export async function lift(visit: MailVisit): Promise<Answer> {
  const { app, staff, params, now } = visit;
  visit.form(nothing);
  const id = readMailId(params.id);
  const done = id && (await app.db.transaction().execute((tx) => liftBlock(tx, staff, id, now)));
  return done && 'lifted' in done ? { goTo: '/mail/blocks', say: 'intake.block.lifted' } : { refused: 'not_found' };
}

async function blocksPage(
  { app, say, now }: MailVisit,
  wrong: FieldErrors<typeof blocking>,
  typed: Typed<typeof blocking>,
  asksAgain: boolean,
): Promise<Answer> {
  const said = (word: string | null) => word && say(word);
  const option = (value: string, label: string, chosen: string) => ({ value, label, chosen: value === chosen });
  const blocks = await listBlocks(app.db, app.vault, now);
  return {
    page: 'intake/blocks',
    title: say('intake.block.title'),
    status: Object.values(wrong).some(Boolean) ? 422 : 200,
    model: {
      blocks: blocks.map((one) => ({ ...one, reason: say(`intake.block.reason.${one.reason}`) })),
      sender: typed.sender,
      wrong: { sender: said(wrong.sender), reason: said(wrong.reason) },
      reasons: [
        option('', say('intake.block.reason.choose'), typed.reason),
        ...blockReasons.map((value) => option(value, say(`intake.block.reason.${value}`), typed.reason)),
      ],
      days: blockDays.map((n) => option(String(n), say('intake.block.days', { n }), typed.days)),
      asksAgain,
    },
  };
}
