-- Signs of danger that the program found in a konseli's letters, until a counsellor who has read them puts the risk on record.
-- A lane only: neither the words nor their places are kept; the page finds them again in the letter.

create type signs as enum ('none', 'amber', 'red');
alter table cases add signs signs not null default 'none';
alter table cases add constraint red_signs_are_never_closed_away check (
  not (signs = 'red' and ending in ('resolved', 'silent', 'not_counselling')));

create table duty_calls (                              -- a red letter calls people by mail, without a word of it, until one looks
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  message_id   uuid        not null,
  step         int         not null,
  called_at    timestamptz not null,
  next_at      timestamptz,                            -- when the next in line are called; null: nobody is left
  answered_at  timestamptz,
  answered_by  bigint      references staff,
  constraint calls_are_about_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id),
  constraint calls_are_answered_by_someone check ((answered_at is null) = (answered_by is null)),
  constraint one_call_of_a_step unique (message_id, step)
);
create index duty_calls_unanswered on duty_calls (next_at) where answered_at is null;
create index duty_calls_of_case on duty_calls (case_id) where answered_at is null;

-- The outbox of mails to staff carries both sorts.
alter table alarm_mails alter alarm_id drop not null;
alter table alarm_mails add call_id uuid references duty_calls;
alter table alarm_mails drop constraint what_an_alarm_mail_tells_is_known;
alter table alarm_mails add constraint what_an_alarm_mail_tells_is_known check (tells in ('began', 'ended', 'called'));
alter table alarm_mails add constraint an_alarm_mail_is_of_an_alarm_or_a_call check (
  num_nonnulls(alarm_id, call_id) = 1 and (tells = 'called') = (call_id is not null));
alter table alarm_mails add constraint called_once unique (call_id, staff_id);
