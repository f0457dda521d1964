-- What a counsellor did with a cue in a letter: asked about it, noted it, put it aside. Which cue it was is sealed: the kinds say
-- something of how a person writes. The cues themselves are found when a page is shown and are kept nowhere.

create table cue_marks (
  id         uuid        primary key,
  case_id    uuid        not null references cases,
  message_id uuid        not null,                      -- the konseli's letter
  mark       text        not null,
  cue_sealed bytea       not null,                      -- kind and degree, with the case's key for notes
  marked_by  bigint      not null references staff,
  marked_at  timestamptz not null default now(),
  constraint cue_mark_is_known check (mark in ('asked', 'noted', 'dismissed')),
  constraint cues_stand_in_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id)
);
create index cue_marks_of_case on cue_marks (case_id, marked_at);
