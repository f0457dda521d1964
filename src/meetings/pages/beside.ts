/**
 * The section about a meeting or a session beside the thread: how it stands, the one thing to do next, and how it came to be so.
 * Shown in post-counselling, in counselling where a session day was agreed, and on a closed case while a letter is still owed.
 */

import type { CaseView } from '../../cases/case-view.ts';
import { showHidden } from '../../cases/link-text.ts';
import type { CaseRow } from '../../cases/lock-case.ts';
import type { CasePart, RefusedForm } from '../../cases/pages/case-page.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { mayWithCase } from '../../core/policy.ts';
import type { Tx } from '../../db/database.ts';
import { latestOf } from '../change-meeting.ts';
import { type Meeting, readChanges, readMeetings } from '../read-meetings.ts';
import { dueLetter } from '../send-meeting-letter.ts';

export const besideMeetings: CasePart = async (tx, visit, view, refused) => {
  const { kasus } = view;
  if (kasus.stage === 'preparation' || kasus.erased_at) return null;
  const key = (await visit.app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const meetings = await readMeetings(tx, key, kasus.id);
  const latest = latestOf(kasus, meetings) ?? null;
  const may = mayWithCase(personOf(visit), 'choose_outcome', view.relation) === 'yes';
  const letters = may ? await lettersModel(tx, visit, kasus, meetings) : [];
  const open = kasus.stage === 'closed' ? null : latest;
  if (!open && !letters.length) return null;
  return {
    kind: visit.say(`meetings.title.${open?.kind ?? 'meeting'}`),
    latest: open && latestModel(visit, open, meetings),
    letters,
    calendar: open && may && !open.ended && open.toldSequence === null ? calendarModel(open) : null,
    ask: open && may && !open.ended && open.startsAt <= visit.now ? { met: open.kind === 'meeting' } : null,
    change: open && may ? changeModel(visit, view, open, refused) : null,
    cancel: open !== null && may && !open.ended && open.startsAt > visit.now,
    history: await historyModel(tx, visit, kasus.id),
  };
};

async function lettersModel(tx: Tx, visit: CaseVisit, kasus: CaseRow, meetings: readonly Meeting[]) {
  const models = [];
  for (const meeting of meetings) {
    const due = await dueLetter(tx, visit.app.vault, kasus, meeting, visit.staff.name, visit.now);
    if (due)
      models.push({
        meeting: meeting.id,
        sequence: meeting.sequence,
        seen: due.seen,
        about: visit.say(`occasion.${due.occasion}`),
        why: due.occasion.endsWith('_reminder') ? visit.say(`meetings.by_hand.${meeting.reminder}`) : null,
        to: due.to,
        text: due.text,
        file: due.withEntry ? visit.say('meetings.file', { title: due.settings.meetingTitle }) : null,
      });
  }
  return models;
}

function latestModel({ say, now }: CaseVisit, meeting: Meeting, all: readonly Meeting[]) {
  const missed = all.filter(({ ended }) => ended === 'konseli_absent').length;
  const state = meeting.ended ?? (meeting.startsAt <= now ? 'time_came' : toldState(meeting));
  return {
    startsAt: meeting.startsAt,
    minutes: meeting.minutes,
    place: showHidden(meeting.place) || null,
    state: say(`meetings.state.${state}`),
    attention: meeting.answer === 'declined' || meeting.reminder === 'unreachable',
    answer: meeting.answer && say(`meetings.answer.${meeting.answer}`),
    answeredAt: meeting.answeredAt,
    reminder:
      meeting.reminder === 'unreachable' || meeting.reminder === 'sent'
        ? say(`meetings.reminder.${meeting.reminder}`)
        : null,
    remindAt: !meeting.ended && !meeting.reminder && meeting.startsAt > now ? meeting.remindAt : null,
    missed: missed ? say('meetings.missed', { count: missed }) : null,
  };
}

function toldState({ toldSequence, sequence }: Meeting): 'untold' | 'change_untold' | 'told' {
  if (toldSequence === null) return 'untold';
  return toldSequence < sequence ? 'change_untold' : 'told';
}

const calendarModel = ({ withCalendar }: Meeting) => ({
  now: withCalendar,
  other: withCalendar ? 'without' : 'with',
});

function changeModel({ say }: CaseVisit, { kasus }: CaseView, meeting: Meeting, refused: RefusedForm | undefined) {
  const typed = refused?.typed ?? {};
  const again = meeting.ended !== null;
  return {
    code: kasus.code,
    label: say(again ? 'meetings.again' : 'meetings.move'),
    open: typed.new_time !== undefined,
    place: meeting.kind === 'meeting',
    newTime: typed.new_time ?? '',
    minutes: typed.new_minutes ?? (meeting.minutes ? String(meeting.minutes) : ''),
    newPlace: typed.new_place ?? '',
  };
}

async function historyModel(tx: Tx, { say }: CaseVisit, caseId: string) {
  const changes = await readChanges(tx, caseId);
  return changes.map(({ what, startsAt, by, at }) => ({
    text: say(`meetings.change.${what}`, { name: by ?? '' }),
    startsAt: what === 'agreed' || what === 'moved' ? startsAt : null,
    at,
  }));
}
