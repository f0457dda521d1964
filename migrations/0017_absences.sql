-- A counsellor who is away: who stands in, in which cases, and what a konseli who writes meanwhile is told.

create table absences (
  id             uuid        primary key,
  staff_id       bigint      not null references staff,
  stand_in_id    bigint      not null references staff,
  entered_by     bigint      not null references staff,
  entered_at     timestamptz not null default now(),
  begins_at      timestamptz not null,
  ends_at        timestamptz not null,
  tells_konseli  boolean     not null,
  names_stand_in boolean     not null default false,
  began_at       timestamptz,                          -- the stand-in was let in
  ended_at       timestamptz,                          -- and let out again, perhaps earlier than was meant
  constraint absences_come_to_an_end check (ends_at > begins_at and ends_at <= begins_at + interval '366 days'),
  constraint nobody_stands_in_for_themselves check (stand_in_id <> staff_id),
  constraint one_absence_at_a_time exclude using gist (
    int8range(staff_id, staff_id, '[]') with &&,
    tstzrange(begins_at, greatest(begins_at, least(ends_at, ended_at))) with &&)
);

create table absence_parts (                           -- the cases that an absence opened to the stand-in
  absence_id uuid        not null references absences,
  case_id    uuid        not null references cases,
  given_at   timestamptz not null,
  ended_at   timestamptz,
  primary key (absence_id, case_id)
);

create table answers_by_itself (                       -- letters that came while nobody was there to read them
  message_id uuid        primary key references messages,
  case_id    uuid        not null references cases,
  absence_id uuid        not null references absences,
  outbound_id uuid       references outbound_mails,
  why_not    text,
  at         timestamptz not null,
  constraint answered_by_itself_or_not check ((outbound_id is null) <> (why_not is null))
);
create unique index one_letter_of_an_absence on answers_by_itself (absence_id, case_id) where outbound_id is not null;

alter table messages add auto_submitted boolean not null default false;   -- a machine sent it, though it reads like a person's
