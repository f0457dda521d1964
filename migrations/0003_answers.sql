-- What our letters ask about the work together, what konseli answer, and when a person must look at the relationship. Numbers
-- and words are sealed; open is only what the program must find by itself: that something was asked, answered, looked at.

alter table messages add asks text[] not null default '{}'
  constraint letters_ask_known_questions check (asks <@ '{consent,pulse,goals,evaluation}');

alter table cases add asking text[] not null default '{}'   -- asked in a letter of ours and not answered yet
  constraint cases_wait_for_known_answers check (asking <@ '{consent,pulse,goals,evaluation}');

create table answers (
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  round        int         not null,
  message_id   uuid        not null,                  -- the konseli's letter that says it
  holds        text[]      not null,
  given_sealed bytea,                                 -- numbers and words: core/answers/read-answers.ts
  recorded_by  bigint      references staff,          -- null: the program read it; a person set it right
  recorded_at  timestamptz not null default now(),
  replaced_at  timestamptz,
  constraint answers_are_of_a_round foreign key (case_id, round) references rounds,
  constraint answers_stand_in_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id),
  constraint answers_hold_known_kinds check (holds <@ '{pulse,goals,evaluation}')
);
create unique index one_standing_answer_of_a_letter on answers (message_id) where replaced_at is null;
create index answers_of_case on answers (case_id, recorded_at);

create table goals (                                   -- what the konseli wants to reach, in their words; rated in letters
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  position     int         not null,                  -- T1, T2: a number is given once, so that an old letter stays true
  words_sealed bytea,
  made_by      bigint      not null references staff,
  made_at      timestamptz not null default now(),
  dropped_at   timestamptz,
  constraint goals_are_numbered_from_one check (position between 1 and 9),
  constraint one_goal_of_a_number unique (case_id, position)
);

create table ruptures (                                -- the numbers fell: a person looks at the relationship and says so
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  answers_id    uuid        not null references answers,
  sign          text        not null,
  raised_at     timestamptz not null default now(),
  settled_at    timestamptz,
  settled_by    bigint      references staff,
  settled       text,
  remark_sealed bytea,
  constraint rupture_sign_is_known check (sign in ('drop', 'not_understood')),
  constraint rupture_settlement_is_known check (settled in ('asked', 'repaired', 'nothing', 'read_wrong')),
  constraint rupture_is_settled_whole check ((settled is null) = (settled_at is null)),
  constraint rupture_is_settled_by_someone check (settled_by is not null or settled is null or settled = 'read_wrong')
);
create unique index one_open_rupture on ruptures (case_id) where settled_at is null;

-- Sessions are not pushed on over a relationship that nobody has looked at.
create function guard_outcome() returns trigger language plpgsql as $$
begin
  if new.outcome = 'another_session' and not new.fields @> '{despite_rupture}'
    and exists (select from ruptures r where r.case_id = new.case_id and r.settled_at is null) then
    raise exception 'the relationship is looked at first' using errcode = 'check_violation', constraint = 'a_rupture_is_looked_at_before_another_session';
  end if;
  return new;
end $$;
create trigger guard_outcome before insert on outcomes for each row execute function guard_outcome();
