-- How a case ends and what comes after it: how many exchanges were agreed, the letter that ends a round, what a sheet of
-- satisfaction answers, and the two letters that ask later how it goes.

-- 1. How many letters of ours belong to a round. Without a row the service's own number counts.

create table exchange_agreements (
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  round         int         not null,
  exchanges     int         not null,
  longer        boolean     not null,                  -- more than was agreed before
  reason_sealed bytea,
  agreed_by     bigint      not null references staff,
  agreed_at     timestamptz not null default now(),
  replaced_at   timestamptz,
  constraint exchanges_are_of_a_round foreign key (case_id, round) references rounds,
  constraint exchanges_are_one_to_sixty check (exchanges between 1 and 60),
  constraint longer_work_has_a_reason check (not longer or reason_sealed is not null)
);
create unique index one_standing_agreement_of_a_round on exchange_agreements (case_id, round) where replaced_at is null;

-- 2. The letter that ends a round. Who is done is not left without one, or it is on record why.

alter table messages add ends_round int
  constraint only_letters_of_ours_end_a_round check (ends_round is null or (direction = 'out' and kind = 'letter'));
alter table messages add constraint a_letter_ends_a_round_of_its_case
  foreign key (case_id, ends_round) references rounds (case_id, round);

create function guard_ending() returns trigger language plpgsql as $$
begin
  if new.stage = 'closed' and old.stage <> 'closed' and new.ending = 'resolved'
    and not exists (select from messages m left join outbound_mails o on o.id = m.outbound_id
                      where m.case_id = old.id and m.ends_round = old.round
                        and (o.id is null or o.state not in ('failed', 'cancelled')))
    and not exists (select from outcomes c where c.case_id = old.id and c.round = old.round and c.replaced_at is null
                      and c.outcome = 'resolved' and c.fields @> '{without_ending_letter}') then
    raise exception 'no letter ended the work together' using errcode = 'check_violation', constraint = 'who_is_done_gets_an_ending_letter';
  end if;
  -- whether letters still suit is looked at anew before another session, not taken over from the first
  if old.stage = 'post_counselling' and new.stage = 'counselling' and not exists (
      select from case_records r join outcomes c on c.case_id = r.case_id and c.round = r.round and c.replaced_at is null
        where r.case_id = old.id and r.round = old.round and r.item = 'suitability' and r.value <> 'does_not_fit'
          and r.withdrawn_at is null and r.recorded_at >= c.chosen_at) then
    raise exception 'letters may not suit any more' using errcode = 'check_violation', constraint = 'another_session_is_looked_at_anew';
  end if;
  return new;
end $$;
create trigger guard_ending before update of stage on cases for each row execute function guard_ending();

create function guard_evidence() returns trigger language plpgsql as $$
begin
  if new.outcome = 'resolved' and new.message_id is null and not new.fields @> '{evidence_without_letter}' then
    raise exception 'evidence in the konseli''s words' using errcode = 'check_violation', constraint = 'evidence_is_a_letter_or_said_why_not';
  end if;
  return new;
end $$;
create trigger guard_evidence before insert on outcomes for each row execute function guard_evidence();

-- 3. The sheet of satisfaction, and whether letters after the ending are welcome, are two more things that letters ask.

alter table messages drop constraint letters_ask_known_questions;
alter table messages add constraint letters_ask_known_questions
  check (asks <@ '{consent,pulse,goals,evaluation,satisfaction,follow_up}');
alter table cases drop constraint cases_wait_for_known_answers;
alter table cases add constraint cases_wait_for_known_answers
  check (asking <@ '{consent,pulse,goals,evaluation,satisfaction,follow_up}');
alter table answers drop constraint answers_hold_known_kinds;
alter table answers add constraint answers_hold_known_kinds check (holds <@ '{pulse,goals,evaluation,satisfaction}');

-- 4. After a case was closed as resolved: one letter after some weeks (laijapen), one after some months (laijapang).

create table aftercare (
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  term          text        not null,
  planned_at    timestamptz not null default now(),
  due_at        timestamptz not null,
  message_id    uuid,                                  -- the letter, once it was written
  written_at    timestamptz,
  cancelled_at  timestamptz,
  cancelled_for text,
  constraint aftercare_term_is_known check (term in ('short_term', 'long_term')),
  constraint one_aftercare_of_a_term unique (case_id, term),
  constraint aftercare_is_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id),
  constraint aftercare_is_written_whole check ((message_id is null) = (written_at is null)),
  constraint written_or_cancelled_not_both check (written_at is null or cancelled_at is null),
  constraint aftercare_is_cancelled_whole check ((cancelled_at is null) = (cancelled_for is null)),
  constraint aftercare_cancellation_is_known check (
    cancelled_for in ('no_consent', 'konseli_stopped', 'danger', 'open_case', 'undeliverable', 'no_address', 'not_written', 'erased'))
);
create index aftercare_due on aftercare (due_at) where written_at is null and cancelled_at is null;
create index aftercare_letters on aftercare (message_id) where message_id is not null;

create function guard_aftercare() returns trigger language plpgsql as $$
begin
  if not exists (select from cases c where c.id = new.case_id and c.stage = 'closed' and c.ending = 'resolved' and c.erased_at is null) then
    raise exception 'aftercare is for who was done' using errcode = 'check_violation', constraint = 'aftercare_follows_a_resolved_case';
  end if;
  return new;
end $$;
create trigger guard_aftercare before insert on aftercare for each row execute function guard_aftercare();
