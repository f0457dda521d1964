/** The receipt of who has read, seen before a counsellor sends it to the konseli. It holds no word of a letter. */
import { z } from 'zod';
import { readCaseAccess } from '../../cases/case-access.ts';
import { readKonseli } from '../../cases/konseli.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { readReceipt, sendReceiptByHand } from '../send-receipt.ts';
import { type RightsVisit, writingFrom } from './needs.ts';

/** GET /cases/:code/receipt */
export async function showReceipt(visit: RightsVisit): Promise<Answer> {
  const { app, staff, params, say, now } = visit;
  const found = await readCaseAccess(app.db, staff, params.code ?? '', 'send_receipt', now);
  if ('refused' in found || found.kasus.erased_at) return { refused: 'not_found' };
  const { kasus } = found;
  const { language } = await readKonseli(app.db, app.vault, kasus.konseli_id);
  return {
    page: 'rights/receipt',
    title: say('rights.receipt.title', { code: kasus.code }),
    model: {
      code: kasus.code,
      back: { href: `/cases/${kasus.code}`, text: say('history.back') },
      lang: language,
      text: await readReceipt(app.db, kasus, language, now),
    },
  };
}

/** POST /cases/:code/receipts */
export async function sendReceiptNow(visit: RightsVisit): Promise<Answer> {
  const { app, staff, params, now } = visit;
  if ('wrong' in visit.form(z.strictObject({}))) throw new Refusal('unreadable');
  const code = params.code ?? '';
  const done = await app.db.transaction().execute((tx) => sendReceiptByHand(tx, writingFrom(visit), staff, code, now));
  if ('refused' in done)
    return done.refused === 'cannot_be_sent'
      ? { goTo: `/cases/${code}/receipt`, say: 'rights.refused.cannot_be_sent', tone: 'attention' }
      : { refused: 'not_found' };
  await app.wake('deliver-mail', [done.sent]);
  return { goTo: `/cases/${code}`, say: 'rights.said.receipt' };
}
