/** The buttons of the compose form: send, keep as a draft, put a template in; and a colleague's draft to go on with. */
import { z } from 'zod';
import { accessCase } from '../../cases/case-access.ts';
import { readKonseli } from '../../cases/konseli.ts';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { fillChosenTemplate } from '../fill-chosen-template.ts';
import { lookOver } from '../look-over.ts';
import { promiseInWords } from '../promise-in-words.ts';
import { saveDraft } from '../save-draft.ts';
import { sendReply } from '../send-reply.ts';
import { takeOverDraft } from '../take-over-draft.ts';
import { readThreadEnd } from '../thread-end.ts';
import { askedIn, readComposeForm } from './compose-fields.ts';
import type { ReplyVisit } from './needs.ts';
import { noticeLines } from './reply-form.ts';

/** @param show the page of the case, to come back to when something is refused */
export function answerCommands(show: ShowCase) {
  const problem = (visit: ReplyVisit, word: string, values: Record<string, unknown> = {}): Promise<Answer> =>
    show(visit, { problem: visit.say(`replies.refused.${word}`, values), typed: {} });

  /** POST /cases/:code/replies; what was written is kept first, so that a refusal loses nothing */
  async function send(visit: ReplyVisit): Promise<Answer> {
    const { app, params, now } = visit;
    const { code = '' } = params;
    const fields = readComposeForm(visit);
    await keep(visit, fields.text, fields.form_id);
    const reply = {
      formId: fields.form_id,
      text: fields.text,
      seenInbound: fields.seen_in,
      seenOutbound: fields.seen_out,
      addressConfirmed: fields.confirmed === 'yes',
      senderConfirmed: fields.sender_confirmed === 'yes',
      asks: askedIn(fields),
      instrument: fields.instrument,
      safeHours: fields.safe_hours ?? null,
      stillOwed: fields.still_owed === 'yes',
      ends: fields.goes_on !== 'yes',
    };
    const { mailName, linksTo, undoMs } = app.config;
    const from = { vault: app.vault, mailName, linksTo, undoMs };
    const sent = await app.db.transaction().execute((tx) => sendReply(tx, from, personOf(visit), code, reply, now));
    if ('refused' in sent) {
      if (sent.refused === 'not_found' || sent.refused === 'needs_reason') return { refused: 'not_found' };
      const variables = sent.refused === 'unresolved' ? sent.variables.map((name) => `{{${name}}}`).join(', ') : '';
      return problem(visit, sent.refused, { variables });
    }
    if (undoMs === 0) await app.wake('deliver-mail', [sent.outboundId]);
    const seconds = Math.round(undoMs / 1000);
    if (sent.dueAt.getTime() > now.getTime() + undoMs)
      return {
        goTo: `/cases/${code}#outgoing`,
        say: 'replies.sent.waits',
        values: { at: await inWords(visit, sent.dueAt) },
      };
    return {
      goTo: `/cases/${code}#outgoing`,
      say: sent.again ? 'replies.sent.again' : 'replies.sent',
      values: { seconds },
    };
  }

  const inWords = async ({ app, lang }: ReplyVisit, at: Date): Promise<string> =>
    promiseInWords(at, (await readSettings(app.db)).timeZone, lang);

  /** POST /cases/:code/drafts; asked by the page every few seconds it answers with one line, asked by a button with the page */
  async function draft(visit: ReplyVisit): Promise<Answer> {
    const { app, params, now, request } = visit;
    const { code = '' } = params;
    const fields = readComposeForm(visit);
    const text =
      fields.do === 'insert'
        ? await app.db
            .transaction()
            .execute((tx) =>
              fillChosenTemplate(
                tx,
                app.vault,
                visit.staff,
                code,
                { chosen: fields.template, below: fields.text },
                now,
              ),
            )
        : fields.text;
    if (text === null) return problem(visit, 'no_template');
    const saved = await keep(visit, text, fields.form_id);
    if (request.headers['hx-request'])
      return {
        fragment: 'replies/saved',
        model: {
          savedAt: 'saved' in saved ? saved.saved : null,
          lost: !('saved' in saved),
          notices: await noticesFor(visit, code, text),
        },
      };
    if (!('refused' in saved)) return { goTo: `/cases/${code}#reply`, say: 'replies.draft.saved' };
    if (saved.refused === 'not_found' || saved.refused === 'needs_reason') return { refused: 'not_found' };
    return problem(visit, saved.refused);
  }

  /** Only for who may write here: others' letters are not looked into. */
  const noticesFor = (visit: ReplyVisit, code: string, text: string): Promise<string[]> =>
    visit.app.db.transaction().execute(async (tx) => {
      const { app, now } = visit;
      const person = personOf(visit);
      const found = await accessCase(tx, person, code, 'write_draft', now);
      if ('refused' in found) return [];
      const { language } = await readKonseli(tx, app.vault, found.kasus.konseli_id);
      const { lastWords } = await readThreadEnd(tx, app.vault, found.kasus.id);
      return noticeLines(visit, await lookOver(tx, { person, language, konseliWrote: lastWords }, text));
    });

  const keep = (visit: ReplyVisit, text: string, formId: string) =>
    visit.app.db
      .transaction()
      .execute((tx) =>
        saveDraft(tx, visit.app.vault, personOf(visit), visit.params.code ?? '', { text, formId }, visit.now),
      );

  /** POST /cases/:code/drafts/takeovers */
  async function takeOver(visit: ReplyVisit): Promise<Answer> {
    const { app, params, now } = visit;
    const form = visit.form(
      z.strictObject({
        author: z
          .string()
          .regex(/^\d{1,12}$/)
          .transform(Number),
      }),
    );
    if ('wrong' in form) throw new Refusal('unreadable');
    const taken = await app.db
      .transaction()
      .execute((tx) => takeOverDraft(tx, app.vault, personOf(visit), params.code ?? '', form.fields.author, now));
    if (!('refused' in taken)) return { goTo: `/cases/${params.code}#reply`, say: 'replies.draft.taken' };
    if (taken.refused === 'own_draft' || taken.refused === 'closed') return problem(visit, taken.refused);
    return { refused: 'not_found' };
  }

  return { send, draft, takeOver };
}
