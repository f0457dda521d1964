-- What was agreed for an hour: a meeting face to face, or the next session by letter. The row is what the konseli's calendar knows
-- as one entry: its id is the UID, and `sequence` counts every change (RFC 5545 §3.8.7.4). Where it is stays sealed.

alter table outcomes add unique (case_id, id);

create table meetings (
  id            uuid        primary key,               -- also the UID of the calendar entry
  case_id       uuid        not null references cases,
  outcome_id    uuid        not null,
  kind          text        not null,
  starts_at     timestamptz not null,
  minutes       int,                                   -- null: open
  time_zone     text        not null,                  -- in which it was agreed
  place_sealed  bytea,                                 -- when it is no more what the outcome says
  with_calendar boolean     not null default false,    -- its letters carry a calendar entry
  sequence      int         not null default 0,
  told_sequence int,                                   -- what our last letter about it said; null: the konseli was not told
  told_at       timestamptz,
  answer        text,                                  -- from the konseli's calendar, to what was told last
  answered_at   timestamptz,
  remind_at     timestamptz,
  reminder      text,                                  -- what became of it
  ended         text,
  ended_at      timestamptz,
  ended_by      bigint      references staff,          -- null: the program, with the case
  made_by       bigint      references staff,
  made_at       timestamptz not null default now(),
  constraint meetings_are_of_an_outcome_of_this_case foreign key (case_id, outcome_id) references outcomes (case_id, id),
  constraint meeting_kind_is_known check (kind in ('meeting', 'session')),
  constraint meetings_last_for_minutes check (minutes between 5 and 600),
  constraint told_is_what_was_agreed check (told_sequence <= sequence),
  constraint told_at_a_time check ((told_sequence is null) = (told_at is null)),
  constraint calendar_answer_is_known check (answer in ('accepted', 'declined', 'tentative')),
  constraint calendar_answers_have_a_time check ((answer is null) = (answered_at is null)),
  constraint reminder_fate_is_known check (reminder in ('sent', 'not_needed', 'unsafe', 'quiet', 'unreachable')),
  constraint meeting_end_is_known check (ended in ('cancelled', 'took_place', 'konseli_absent', 'we_could_not')),
  constraint meetings_end_at_a_time check ((ended is null) = (ended_at is null))
);
create unique index one_standing_meeting_of_an_outcome on meetings (outcome_id) where ended is null;
create index meetings_of_case on meetings (case_id, made_at);
create index meetings_to_remind_of on meetings (remind_at) where ended is null and reminder is null;

create table meeting_changes (                          -- its history, without a word of where
  id         uuid        primary key,
  meeting_id uuid        not null references meetings,
  sequence   int         not null,
  what       text        not null,
  starts_at  timestamptz not null,
  by         bigint      references staff,             -- null: the konseli's calendar, or the program
  at         timestamptz not null,
  constraint meeting_change_is_known check (what in ('agreed', 'moved', 'told', 'reminded', 'accepted', 'declined', 'tentative',
    'cancelled', 'took_place', 'konseli_absent', 'we_could_not'))
);
create index meeting_changes_of_meeting on meeting_changes (meeting_id, at, id);

create function guard_meeting() returns trigger language plpgsql as $$
begin
  if (new.outcome_id, new.case_id, new.kind) is distinct from (old.outcome_id, old.case_id, old.kind) then
    raise exception 'a meeting is of one outcome' using errcode = 'check_violation', constraint = 'a_meeting_keeps_its_outcome';
  end if;
  if old.ended is not null and (new.ended, new.starts_at, new.minutes, new.sequence) is distinct from (old.ended, old.starts_at, old.minutes, old.sequence) then
    raise exception 'a meeting that ended stays as it was' using errcode = 'check_violation', constraint = 'a_meeting_that_ended_is_not_moved';
  end if;
  if (new.starts_at, new.minutes) is distinct from (old.starts_at, old.minutes) and new.sequence <= old.sequence
     or new.ended = 'cancelled' and old.ended is null and new.sequence <= old.sequence
     or new.sequence < old.sequence then
    raise exception 'each change of a meeting is counted' using errcode = 'check_violation', constraint = 'each_change_of_a_meeting_is_counted';
  end if;
  return new;
end $$;
create trigger guard_meeting before update on meetings for each row execute function guard_meeting();

-- What was agreed before there was this table.
insert into meetings (id, case_id, outcome_id, kind, starts_at, minutes, time_zone, made_by, made_at)
  select gen_random_uuid(), o.case_id, o.id, case o.outcome when 'face_to_face' then 'meeting' else 'session' end, o.happens_at,
         case o.outcome when 'face_to_face' then 60 end, coalesce((select settings->>'timeZone' from service), 'Asia/Jakarta'), o.chosen_by, o.chosen_at
    from outcomes o join cases c on c.id = o.case_id
   where o.outcome in ('face_to_face', 'another_session') and o.replaced_at is null and o.completed_at is null and c.stage <> 'closed'
     and (o.round = c.round or o.outcome = 'another_session' and o.round = c.round - 1);
insert into meeting_changes (id, meeting_id, sequence, what, starts_at, by, at)
  select gen_random_uuid(), id, 0, 'agreed', starts_at, made_by, made_at from meetings;
