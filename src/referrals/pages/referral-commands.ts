/** The forms on the page of a referral: each runs one command in one transaction, and says what became of it. */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import { accessCase } from '../../cases/case-access.ts';
import type { RefusedForm } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { type ExpertField, expertFields, type ReferralItem, referralItems } from '../../core/referral.ts';
import type { Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { askKonseli } from '../ask-konseli.ts';
import { endReferral } from '../end-referral.ts';
import { writeNews } from '../keep-news.ts';
import { writeKonseliAnswer } from '../konseli-answer.ts';
import { prepareReferral, type Receiver } from '../prepare-referral.ts';
import { answerReferralOverride, askReferralOverride } from '../referral-overrides.ts';
import { rewriteReferral } from '../rewrite-referral.ts';
import { sendLinkAgain, sendReferral } from '../send-referral.ts';
import { settleOutcome } from '../settle-outcome.ts';
import { tellKonseli } from '../tell-konseli.ts';
import type { ReferralVisit } from './needs.ts';
import { newsFields, newsIn } from './news-form.ts';

type ShowReferral = (visit: ReferralVisit, refused?: RefusedForm) => Promise<Answer>;

/** @param show the page, to come back to when something is refused: with the reason, and what was typed */
export function referralCommands(show: ShowReferral) {
  async function run(
    visit: ReferralVisit,
    word: string,
    command: (tx: Tx, code: string) => Promise<object>,
    typed: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const result = await visit.app.db.transaction().execute((tx) => command(tx, visit.params.code ?? ''));
    if ('refused' in result) return refuse(visit, String(result.refused), typed);
    if ('outboundId' in result) await visit.app.wake('deliver-mail', [String(result.outboundId)]);
    return { goTo: pageOf(visit), say: word };
  }

  function refuse(visit: ReferralVisit, refused: string, typed: Readonly<Record<string, string>>) {
    if (refused === 'not_found' || refused === 'needs_reason') return { refused: 'not_found' as const };
    return show(visit, { problem: visit.say(`referral_refusal.${refused}`), typed });
  }

  /** The PIN is shown once, on the page that answers the press: it goes into no cookie and no address. */
  async function leave(visit: ReferralVisit, command: typeof sendReferral): Promise<Answer> {
    const { app, now, say } = visit;
    const fields = fieldsOf(visit, sendForm);
    const seen = { version: Number(fields.seen), address: fields.address };
    const from = { ...letterFrom(visit), publicUrl: app.config.publicUrl };
    const sent = await app.db
      .transaction()
      .execute((tx) => command(tx, from, personOf(visit), visit.params.code ?? '', seen, now));
    if ('refused' in sent) return refuse(visit, sent.refused, {});
    if (sent.outboundId) await app.wake('deliver-mail', [sent.outboundId]);
    if (!sent.pin) return { goTo: pageOf(visit), say: 'referral.said.handed' };
    return {
      page: 'referrals/pin',
      title: say('referral.pin.title'),
      model: { pin: `${sent.pin.slice(0, 3)} ${sent.pin.slice(3)}`, address: fields.address, back: pageOf(visit) },
    };
  }

  return {
    /** POST /cases/:code/referrals */
    prepare(visit: ReferralVisit): Promise<Answer> {
      const fields = fieldsOf(visit, prepareForm);
      const ticked = referralItems.filter((item) => fields[`tick_${item}`]);
      const words = Object.fromEntries(referralItems.map((item) => [item, fields[`words_${item}`]]));
      const receiver = receiverIn(fields.receiver);
      const wish = { receiver, why: fields.why, ticked, words };
      return run(
        visit,
        'referral.said.prepared',
        (tx, code) => prepareReferral(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
        { ...(fields as Record<string, string>), prepares: 'yes' },
      );
    },

    /** POST /cases/:code/referrals/texts */
    rewrite(visit: ReferralVisit): Promise<Answer> {
      const { seen, text } = fieldsOf(visit, z.strictObject({ seen: number, text: z.string().max(40_000) }));
      const wish = { seen: Number(seen), text };
      return run(
        visit,
        'referral.said.rewritten',
        (tx, code) => rewriteReferral(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
        { text },
      );
    },

    /** POST /cases/:code/referrals/questions */
    ask(visit: ReferralVisit): Promise<Answer> {
      const { seen } = fieldsOf(visit, z.strictObject({ seen: number }));
      return run(visit, 'referral.said.asked', (tx, code) =>
        askKonseli(tx, letterFrom(visit), personOf(visit), code, Number(seen), visit.now),
      );
    },

    /** POST /cases/:code/referrals/answers */
    writeAnswer(visit: ReferralVisit): Promise<Answer> {
      const { answer, letter } = fieldsOf(visit, answerForm);
      return run(visit, 'referral.said.answer', (tx, code) =>
        writeKonseliAnswer(tx, personOf(visit), code, { answer, messageId: letter }, visit.now),
      );
    },

    /** POST /cases/:code/referrals/overrides */
    askOverride(visit: ReferralVisit): Promise<Answer> {
      const fields = fieldsOf(visit, overrideForm);
      const covers = (['consent', 'guardian'] as const).filter((one) => fields[one]);
      const wish = { covers, reason: fields.reason, seen: Number(fields.seen) };
      return run(
        visit,
        'referral.said.override_asked',
        (tx, code) => askReferralOverride(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
        { reason: fields.reason },
      );
    },

    /** POST /cases/:code/referrals/overrides/answers */
    answerOverride(visit: ReferralVisit): Promise<Answer> {
      const { answer } = fieldsOf(visit, z.strictObject({ answer: z.enum(['agree', 'refuse']) }));
      return run(visit, `referral.said.override_${answer}`, (tx, code) =>
        answerReferralOverride(tx, personOf(visit), code, answer === 'agree', visit.now),
      );
    },

    /** POST /cases/:code/referrals/sendings */
    send: (visit: ReferralVisit): Promise<Answer> => leave(visit, sendReferral),

    /** POST /cases/:code/referrals/links */
    sendAgain: (visit: ReferralVisit): Promise<Answer> => leave(visit, sendLinkAgain),

    /** POST /cases/:code/referrals/news */
    async writeNews(visit: ReferralVisit): Promise<Answer> {
      const fields = fieldsOf(visit, z.strictObject(newsFields));
      const { timeZone } = await readSettings(visit.app.db);
      return run(
        visit,
        'referral.said.news',
        (tx, code) => writeNews(tx, visit.app.vault, personOf(visit), code, newsIn(fields, timeZone), visit.now),
        fields,
      );
    },

    /** POST /cases/:code/referrals/letters */
    tell(visit: ReferralVisit): Promise<Answer> {
      const { news, text } = fieldsOf(visit, z.strictObject({ news: z.string(), text: z.string().max(40_000) }));
      return run(
        visit,
        'referral.said.told',
        (tx, code) => tellKonseli(tx, letterFrom(visit), personOf(visit), code, { newsId: news, text }, visit.now),
        { tells: news, letter: text },
      );
    },

    /** POST /cases/:code/referrals/endings */
    end(visit: ReferralVisit): Promise<Answer> {
      const { how } = fieldsOf(visit, z.strictObject({ how: z.enum(['finished', 'withdrawn']) }));
      return run(visit, `referral.said.${how}`, (tx, code) => endReferral(tx, personOf(visit), code, how, visit.now));
    },

    /** POST /cases/:code/referrals/outcomes: of what left before post-counselling, the outcome is put down now */
    settle(visit: ReferralVisit): Promise<Answer> {
      fieldsOf(visit, z.strictObject({}));
      return run(visit, 'referral.said.outcome', async (tx, code) => {
        const found = await accessCase(tx, personOf(visit), code, 'refer', visit.now);
        if ('refused' in found) return found;
        await record(tx, ...(await settleOutcome(tx, visit.app.vault, found.kasus, personOf(visit), visit.now)));
        return {};
      });
    },
  };
}

const pageOf = ({ params }: ReferralVisit): string => `/cases/${params.code}/referral`;

const letterFrom = ({ app }: ReferralVisit) => ({
  vault: app.vault,
  mailName: app.config.mailName,
  linksTo: app.config.linksTo,
});

const number = z.string().regex(/^\d{1,6}$/);
const tick = z.literal('yes').optional();
const words = z.string().max(20_000).default('');

const prepareForm = z.strictObject({
  receiver: z.string().default(''),
  why: words,
  ...(Object.fromEntries(referralItems.map((item) => [`tick_${item}`, tick])) as Record<
    `tick_${ReferralItem}`,
    typeof tick
  >),
  ...(Object.fromEntries(referralItems.map((item) => [`words_${item}`, words])) as Record<
    `words_${ReferralItem}`,
    typeof words
  >),
});
const answerForm = z.strictObject({ answer: z.enum(['yes', 'no', 'change']), letter: z.string() });
const overrideForm = z.strictObject({ seen: number, consent: tick, guardian: tick, reason: words });
const sendForm = z.strictObject({ seen: number, address: z.string().max(320).default('') });

/** `expert:3:psychologist` or `colleague:7`; null: nobody was chosen */
function receiverIn(value: string): Receiver | null {
  const [, expert, field = ''] = /^expert:(\d{1,15}):([a-z_]+)$/.exec(value) ?? [];
  if (expert && (expertFields as readonly string[]).includes(field))
    return { expert: Number(expert), field: field as ExpertField };
  const [, colleague] = /^colleague:(\d{1,12})$/.exec(value) ?? [];
  return colleague ? { colleague: Number(colleague) } : null;
}

function fieldsOf<S extends z.ZodObject>(visit: ReferralVisit, schema: S): z.output<S> {
  const form = visit.form(schema);
  if ('wrong' in form) throw new Refusal('unreadable');
  return form.fields;
}
