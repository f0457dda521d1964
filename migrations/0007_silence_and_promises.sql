-- What is owed while time passes: the letters after a silence of the konseli, and the promise of an answer of ours, from the
-- day it is made to the day it is kept or missed. No words of anybody.

create table silences (                                -- one wait for the konseli's letter, from a letter of ours on
  id             uuid        primary key,
  case_id        uuid        not null references cases,
  after_outbound uuid        not null,                 -- the letter of ours that was not answered yet
  began_at       timestamptz not null,                 -- when that letter had left
  expected_at    timestamptz not null,                 -- until then nobody is silent
  step           int         not null default 1,       -- what comes next: 1 to 3 letters, 4 the counsellor decides, 5 that was done
  due_at         timestamptz,                          -- when, agreed pauses aside
  told_at        timestamptz,                          -- the letter is due and waits for a person
  told_why       text,
  held_at        timestamptz,                          -- nothing is written in this case until somebody lets it go on
  held_by        bigint      references staff,         -- null: it began before this was kept
  ended_at       timestamptz,                          -- the konseli wrote, or we did, or the case was closed
  constraint a_silence_follows_a_letter_of_this_case foreign key (after_outbound, case_id) references outbound_mails (id, case_id),
  constraint one_silence_after_a_letter unique (after_outbound),
  constraint silence_steps_are_known check (step between 1 and 5),
  constraint what_comes_next_has_a_day check ((step = 5) = (due_at is null)),
  constraint a_letter_that_waits_says_why check ((told_at is null) = (told_why is null)),
  constraint held_by_someone_or_from_before check (held_by is null or held_at is not null)
);
create unique index one_silence_at_a_time on silences (case_id) where ended_at is null;
create index silences_due on silences (due_at) where ended_at is null;

-- Whoever waited already when this began gets no letter out of nowhere: a counsellor lets it go on.
insert into silences (id, case_id, after_outbound, began_at, expected_at, due_at, held_at)
  select distinct on (c.id) gen_random_uuid(), c.id, o.id, o.settled_at, o.settled_at + interval '7 days', now() + interval '10 days', now()
  from cases c
  join messages m on m.case_id = c.id and m.direction = 'out' and m.kind = 'letter'
  join outbound_mails o on o.id = m.outbound_id and o.state = 'sent'
  where c.stage in ('counselling', 'post_counselling') and c.turn = 'konseli'
  order by c.id, m.arrived_at desc, m.id desc;

create table promises (                                -- every answer that was promised for a day
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  waiting_since timestamptz not null,
  due_at        timestamptz not null,
  made_at       timestamptz not null,
  state         text        not null default 'open',
  settled_at    timestamptz,
  told_at       timestamptz,                           -- missed, and the konseli was written to
  why_not_told  text,
  constraint promise_state_is_known check (state in ('open', 'kept', 'explained', 'missed', 'void')),
  constraint open_promises_are_not_settled check ((state = 'open') = (settled_at is null)),
  constraint only_a_miss_is_told check (state = 'missed' or (told_at is null and why_not_told is null)),
  constraint one_promise_of_a_wait_and_day unique (case_id, waiting_since, due_at)
);
create index promises_open on promises (case_id) where state = 'open';
create index promises_by_day on promises (due_at);

-- What was late before this was kept is not told weeks after.
insert into promises (id, case_id, waiting_since, due_at, made_at, state, settled_at)
  select gen_random_uuid(), id, waiting_since, answer_due_at, waiting_since, 'void', now()
  from cases where answer_due_at < now() and waiting_since is not null and stage <> 'closed';
