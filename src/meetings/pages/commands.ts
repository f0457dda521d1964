/** The forms beside the thread about what was agreed: read and send its letter, move it, call it off, say how it was. */
import { z } from 'zod';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, runner, words } from '../../cases/pages/run-command.ts';
import { momentOf } from '../../cases/pages/typed-time.ts';
import type { ReplyVisit } from '../../replies/pages/needs.ts';
import type { Answer } from '../../web/visit.ts';
import { cancelMeeting, changeMeeting, chooseCalendar } from '../change-meeting.ts';
import { type SentMeetingLetter, sendMeetingLetter } from '../send-meeting-letter.ts';
import { settleMeeting } from '../settle-meeting.ts';
import { refusalWord } from '../words.ts';

const PLACE = '#meeting';

/** @param show the case's page, to come back to when a command refuses */
export function meetingCommands(show: ShowCase) {
  const run = runner(show, refusalWord);
  return {
    /** POST /cases/:code/meetings/letters */
    async send(visit: ReplyVisit): Promise<Answer> {
      const { app, now } = visit;
      const fields = fieldsOf(visit, letterForm);
      const wish = { meetingId: fields.meeting, sequence: fields.sequence, seen: fields.seen };
      const from = { vault: app.vault, mailName: app.config.mailName, linksTo: app.config.linksTo };
      let sent: SentMeetingLetter | undefined;
      const command = async (...[tx, code]: Parameters<Parameters<typeof run>[2]>) => {
        sent = await sendMeetingLetter(tx, from, named(visit), code, wish, now);
        return sent;
      };
      const answer = await run(visit, 'meetings.done.sent', command, {}, PLACE);
      if (sent && 'outboundId' in sent && sent.outboundId) await app.wake('deliver-mail', [sent.outboundId]);
      return answer;
    },

    /** POST /cases/:code/meetings/times */
    async change(visit: ReplyVisit): Promise<Answer> {
      const { app, now } = visit;
      const fields = fieldsOf(visit, timeForm);
      const startsAt = await momentOf(visit, fields.new_time);
      const wish = { startsAt, minutes: fields.new_minutes, place: fields.new_place };
      return run(
        visit,
        'meetings.done.changed',
        (tx, code) => changeMeeting(tx, app.vault, personOf(visit), code, wish, now),
        fields,
        PLACE,
      );
    },

    /** POST /cases/:code/meetings/cancellations */
    cancel: (visit: ReplyVisit): Promise<Answer> =>
      run(
        visit,
        'meetings.done.cancelled',
        (tx, code) => cancelMeeting(tx, visit.app.vault, personOf(visit), code, visit.now),
        {},
        PLACE,
      ),

    /** POST /cases/:code/meetings/endings */
    settle(visit: ReplyVisit): Promise<Answer> {
      const { ended, ask } = fieldsOf(visit, endForm);
      const wish = { ended, askKonseli: ask === 'yes' };
      const drafted = ended !== 'took_place' || wish.askKonseli;
      return run(
        visit,
        drafted ? 'meetings.done.drafted' : 'meetings.done.met',
        (tx, code) => settleMeeting(tx, visit.app.vault, named(visit), code, wish, visit.now),
        {},
        drafted ? '#reply' : PLACE,
      );
    },

    /** POST /cases/:code/meetings/calendars */
    calendar(visit: ReplyVisit): Promise<Answer> {
      const { calendar } = fieldsOf(visit, z.strictObject({ calendar: z.enum(['with', 'without']) }));
      return run(
        visit,
        'meetings.done.calendar',
        (tx, code) => chooseCalendar(tx, visit.app.vault, personOf(visit), code, calendar === 'with', visit.now),
        {},
        PLACE,
      );
    },
  };
}

const named = (visit: ReplyVisit) => ({ ...personOf(visit), name: visit.staff.name });

const letterForm = z.strictObject({
  meeting: z.uuid(),
  sequence: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  seen: z.string(),
});

const timeForm = z.strictObject({ new_time: words, new_minutes: words, new_place: words });

const endForm = z.strictObject({
  ended: z.enum(['took_place', 'konseli_absent', 'we_could_not']),
  ask: z.literal('yes').optional(),
});
