-- What a konseli asks for by mail about the letters and the case: a copy, erasure, that nobody writes any more, a pause, who has read.
-- A request is the row; what becomes of it is a state of the row. No word of a letter is in it, and of its code a keyed hash.

alter table cases add stopped_at timestamptz;          -- the konseli asked that nothing more be written by itself
alter table cases add quiet_until timestamptz;         -- and of a pause, until when

alter table messages add command text                  -- a letter that says this alone, or among other things
  constraint command_is_known check (command in ('copy', 'erase', 'stop', 'pause', 'resume', 'who_read', 'code'));
alter table messages add constraint commands_come_from_outside check (command is null or direction = 'in');

alter table outbound_mails add own_key boolean not null default false; -- sealed with a key of its own: its case is erased

create table own_requests (
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  kind         text        not null,
  message_id   uuid,                                   -- the letter that asks; null: it lies in another case of the same konseli
  state        text        not null default 'new',
  asked_at     timestamptz not null,
  pause_until  timestamptz,
  held_because text,                                   -- a person looks first
  code_hash    bytea,                                  -- keyed, bound to this request
  code_ends_at timestamptz,
  code_tries   int         not null default 0,         -- wrong ones
  confirmed_at timestamptz,                            -- the code came back, or a person who knows the konseli vouched
  due_at       timestamptz,                            -- by law: three times 24 hours
  owes         text,                                   -- a letter about it that is still to be written
  settled_at   timestamptz,
  settled_by   bigint      references staff,
  refusal      text,
  constraint request_kind_is_known check (kind in ('copy', 'erase', 'stop', 'pause', 'resume', 'who_read')),
  constraint request_state_is_known check (state in ('new', 'held', 'code_sent', 'confirmed', 'done', 'turned_down', 'lapsed')),
  constraint held_because_is_known check (held_because in ('signs', 'sender_unproven', 'too_many')),
  constraint request_owes_is_known check (owes in ('confirmed', 'wrong_code', 'late_code')),
  constraint request_refusal_is_known check (refusal in ('danger', 'law', 'not_theirs', 'taken_back')),
  constraint request_is_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id),
  constraint a_pause_has_an_end check ((kind = 'pause') = (pause_until is not null)),
  constraint a_held_request_says_why check (state <> 'held' or held_because is not null),
  constraint a_code_has_an_end check ((code_hash is null) = (code_ends_at is null)),
  constraint a_code_that_waits_is_there check (state <> 'code_sent' or code_hash is not null),
  constraint code_tries_are_few check (code_tries between 0 and 5),
  constraint only_words_that_leave_need_a_code check (state not in ('code_sent', 'confirmed') or kind in ('copy', 'erase')),
  constraint a_confirmed_request_is_on_the_clock check (state <> 'confirmed' or (confirmed_at is not null and due_at is not null)),
  constraint settled_requests_have_a_date check ((state in ('done', 'turned_down', 'lapsed')) = (settled_at is not null)),
  constraint a_request_is_turned_down_by_somebody check (state <> 'turned_down' or (settled_by is not null and refusal is not null))
);
create unique index one_open_request_of_a_kind on own_requests (case_id, kind) where settled_at is null;
create index own_requests_to_act_on on own_requests (asked_at) where state = 'new' or owes is not null;

-- A konseli's confirmed word is that of the one who asks; a person of the service still agrees.
alter table erasures alter asked_by drop not null;
alter table erasures add request_id uuid references own_requests;
alter table erasures add constraint erasure_is_asked_for_by_somebody check (asked_by is not null or request_id is not null);
alter table erasures add constraint a_konseli_asks_for_a_case check (request_id is null or case_id is not null);

create trigger tell_of_change after insert or update on own_requests for each statement execute function tell_of_change();
