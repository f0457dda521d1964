-- Questionnaires of others that a service may use. None is shipped: each belongs to somebody, and without a licence it is not
-- even kept. A definition that was ever asked stays as it was, so that old answers keep their meaning.

create table instruments (
  id           uuid        primary key,
  name         text        not null,
  version      int         not null,
  definition   jsonb       not null,                  -- core/instruments/instrument.ts; no words of a person
  added_by     bigint      not null references staff,
  added_at     timestamptz not null default now(),
  retired_at   timestamptz,                           -- offered no more
  constraint one_definition_of_a_version unique (name, version),
  constraint no_instrument_without_a_licence check (
    coalesce(btrim(definition #>> '{licence,text}'), '') <> '' and
    coalesce(btrim(definition #>> '{licence,holder}'), '') <> '' and
    coalesce(btrim(definition #>> '{licence,reference}'), '') <> ''),
  constraint every_instrument_says_what_is_danger check (coalesce(jsonb_typeof(definition -> 'danger'), '') = 'array')
);

create function keep_definition() returns trigger language plpgsql as $$
begin
  if (old.name, old.version, old.definition) is distinct from (new.name, new.version, new.definition) then
    raise exception 'a new wording is a new version' using errcode = 'check_violation', constraint = 'definitions_are_never_changed';
  end if;
  return new;
end $$;
create trigger keep_definition before update on instruments for each row execute function keep_definition();

alter table messages add instrument_id uuid references instruments;   -- that a letter of ours ends with
alter table cases add asking_instrument uuid references instruments;  -- asked and not answered yet

create table instrument_answers (
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  instrument_id uuid        not null references instruments,
  message_id    uuid        not null,                 -- the konseli's letter that says it
  given_sealed  bytea,                                -- numbers by item
  recorded_by   bigint      references staff,         -- null: the program read it; a person set it right
  recorded_at   timestamptz not null default now(),
  replaced_at   timestamptz,
  constraint items_are_answered_in_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id)
);
create unique index one_standing_answer_to_an_instrument on instrument_answers (message_id) where replaced_at is null;
create index instrument_answers_of_case on instrument_answers (case_id, recorded_at);
