-- How a letter is read before it is answered: four layers for each letter and reader. What the letter stirs up in the reader is
-- the reader's alone: a table of its own, and a key for each case and author that nobody else asks for.

alter table vault.keys drop constraint key_purpose_is_known, add constraint key_purpose_is_known
  check (purpose in ('service', 'index', 'token', 'person', 'letters', 'notes', 'mail', 'resonance'));

create table worksheets (                               -- theme, hypothesis, plan: for all who work on the case
  message_id   uuid        not null,                    -- the konseli's letter
  author_id    bigint      not null references staff,
  case_id      uuid        not null references cases,
  words_sealed bytea       not null,                    -- JSON, with the case's key for notes
  written_in   uuid        not null,                    -- the form that saved it last: another tab does not write over it unseen
  began_at     timestamptz not null default now(),
  saved_at     timestamptz not null default now(),
  primary key (message_id, author_id),
  constraint worksheets_stand_at_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id)
);
create index worksheets_of_case on worksheets (case_id, saved_at);

create table resonance_keys (                           -- who owns which key of the vault
  case_id   uuid   not null references cases,
  author_id bigint not null references staff,
  owner     uuid   not null,
  primary key (case_id, author_id),
  constraint a_resonance_key_has_one_author unique (owner)
);

create table resonances (                               -- what a letter stirs up in its reader
  message_id   uuid        not null,
  author_id    bigint      not null references staff,
  case_id      uuid        not null references cases,
  words_sealed bytea       not null,
  written_in   uuid        not null,
  saved_at     timestamptz not null default now(),
  primary key (message_id, author_id),
  constraint resonances_stand_at_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id),
  constraint a_resonance_is_sealed_by_its_authors_key foreign key (case_id, author_id) references resonance_keys
);

create table resonance_shares (                         -- the author lets one supervisor read one of them, until taken back
  id            uuid        primary key,
  message_id    uuid        not null references messages,
  author_id     bigint      not null references staff,
  supervisor_id bigint      not null references staff,
  shared_at     timestamptz not null default now(),
  withdrawn_at  timestamptz,
  constraint a_resonance_is_shared_with_another check (supervisor_id <> author_id)
);
create unique index a_resonance_is_shared_with_one on resonance_shares (message_id, author_id) where withdrawn_at is null;
