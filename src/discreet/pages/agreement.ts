/** The commands of the section beside the thread: how letters reach the konseli, and the word by which they are known. */
import { z } from 'zod';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { done, fieldsOf, runner, words } from '../../cases/pages/run-command.ts';
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';
import type { Answer } from '../../web/visit.ts';
import { agreeDelivery } from '../agree-delivery.ts';
import { agreeCodeWord } from '../code-word.ts';
import { refusalWord } from '../words.ts';
import { agreementForm, hoursIn } from './agreement-form.ts';
import { writingFrom } from './needs.ts';

type Visit = StaffVisit<ReplyNeeds>;

/** @param show the case's page, to come back to */
export function agreementCommands(show: ShowCase) {
  const run = runner(show, refusalWord);
  return {
    /** POST /cases/:code/delivery */
    async agree(visit: Visit): Promise<Answer> {
      const { app, params, now, say } = visit;
      const { code = '' } = params;
      const fields = fieldsOf(visit, agreementForm);
      const hours = hoursIn(fields);
      const typed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? '']));
      if (hours === 'unclear') return done(visit, show, { refused: 'hours_unclear' }, '', typed, '', refusalWord);
      const wish = {
        mode: fields.delivery,
        neutral: fields.neutral === 'yes',
        hours,
        messageId: fields.asked_in || null,
        newPin: fields.pin === 'keep' ? null : fields.pin,
      };
      const agreed = await app.db
        .transaction()
        .execute((tx) => agreeDelivery(tx, writingFrom(app), personOf(visit), code, wish, now));
      if ('agreed' in agreed && agreed.pin !== null)
        return { page: 'discreet/pin', title: say('delivery.pin.title'), model: { code, pin: agreed.pin } };
      return done(visit, show, agreed, 'delivery.done', typed, '#delivery', refusalWord);
    },

    /** POST /cases/:code/code-word */
    codeWord(visit: Visit): Promise<Answer> {
      const fields = fieldsOf(visit, z.strictObject({ code_word: words }));
      return run(
        visit,
        'delivery.code_word.done',
        (tx, code) => agreeCodeWord(tx, visit.app.vault, personOf(visit), code, fields.code_word, visit.now),
        fields,
        '#delivery',
      );
    },
  };
}
