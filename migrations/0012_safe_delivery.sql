-- How letters of ours may reach a konseli whose mail is not theirs alone: whole, only as word that one waits (it is then read on
-- a page, once, with a code), or not at all; within safe hours; under a neutral name. Code and word are sealed with the person's key.

create table delivery_agreements (
  id         uuid        primary key,
  case_id    uuid        not null references cases,
  mode       text        not null,             -- full: the letter · notice: only that one waits · paused: nothing leaves
  neutral    boolean     not null,             -- subject and sender's name say nothing
  safe_days  int[]       not null default '{}', -- 1 Monday … 7 Sunday; hours past midnight belong to the day they begin on
  safe_from  int,                              -- minutes of the day, in the service's time zone
  safe_until int,
  message_id uuid,                             -- the konseli's letter that asks for it
  set_by     bigint      references staff,     -- null: whoever opened a letter's page said that it was not for them
  set_at     timestamptz not null,
  replaced_at timestamptz,
  constraint delivery_mode_is_known check (mode in ('full', 'notice', 'paused')),
  constraint safe_hours_are_whole check (
    (safe_from is null) = (safe_until is null) and (safe_from is null) = (safe_days = '{}')
    and (safe_from is null or (safe_from between 0 and 1439 and safe_until between 0 and 1439 and safe_from <> safe_until))),
  constraint safe_days_are_of_a_week check (safe_days <@ '{1,2,3,4,5,6,7}'),
  constraint only_a_person_lets_letters_go check (set_by is not null or mode = 'paused'),
  constraint delivery_is_asked_for_in_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id)
);
create unique index one_standing_delivery_agreement on delivery_agreements (case_id) where replaced_at is null;

-- A case where nothing was agreed goes by what was agreed last in another of this konseli: the phone is still shared.
create function delivery_mode(kasus uuid) returns text stable language sql as $$
  select coalesce((
    select d.mode from cases c
    join cases o on o.konseli_id = c.konseli_id
    join delivery_agreements d on d.case_id = o.id and d.replaced_at is null
    where c.id = kasus order by (o.id = c.id) desc, d.set_at desc limit 1), 'full')
$$;

alter table outbound_mails add discreet boolean not null default false; -- holds not a word of a letter
alter table outbound_mails add any_hour boolean not null default false; -- a person decided that it does not wait for safe hours

create function guard_departure() returns trigger language plpgsql as $$
begin
  -- A letter of referral goes to somebody else, who has a mailbox of their own.
  if new.kind <> 'referral' and (delivery_mode(new.case_id) = 'paused' or (delivery_mode(new.case_id) = 'notice' and not new.discreet)) then
    raise exception 'this mail may not leave now' using errcode = 'check_violation', constraint = 'mail_leaves_as_it_was_agreed';
  end if;
  return new;
end $$;
create trigger guard_departure before update on outbound_mails for each row
  when (new.state = 'sending' and old.state <> 'sending') execute function guard_departure();

create table reading_pins (                    -- six digits, told by another way than the letters they open
  konseli_id   uuid        primary key references konseli,
  pin_sealed   bytea       not null,           -- argon2id
  told         text        not null,           -- by a letter of its own, or another way
  made_by      bigint      not null references staff,
  made_at      timestamptz not null,
  tries        int         not null default 0, -- wrong ones since the last right one
  locked_until timestamptz,
  constraint way_a_pin_is_told_is_known check (told in ('letter', 'other_way')),
  constraint pins_are_tried_five_times check (tries between 0 and 5)
);

create table reading_links (                   -- to the page on which one letter is read, once
  token_hash  bytea       primary key,         -- SHA-256; the token itself is in the mail alone
  case_id     uuid        not null references cases,
  message_id  uuid        not null,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  opened_at   timestamptz,                     -- the code was right
  reader_hash bytea,                           -- the one browser that may go on reading
  ends_at     timestamptz,
  closed_at   timestamptz,
  closed      text,
  constraint reading_links_are_hashed check (length(token_hash) = 32 and (reader_hash is null or length(reader_hash) = 32)),
  constraint a_page_shows_a_letter_of_its_case foreign key (case_id, message_id) references messages (case_id, id) on delete cascade,
  constraint reading_has_one_reader_and_an_end check ((opened_at is null) = (reader_hash is null) and (opened_at is null) = (ends_at is null)),
  constraint reading_links_close_for_a_reason check ((closed_at is null) = (closed is null)),
  constraint reason_for_closing_is_known check (closed in ('left', 'wrong_reader', 'replaced'))
);
create index reading_links_of_letter on reading_links (case_id, message_id);

create function guard_reading_link() returns trigger language plpgsql as $$
begin
  if old.opened_at is not null and (new.opened_at, new.reader_hash, new.ends_at) is distinct from (old.opened_at, old.reader_hash, old.ends_at)
    or (old.closed_at is not null and new.opened_at is distinct from old.opened_at) then
    raise exception 'this link was used' using errcode = 'check_violation', constraint = 'a_letter_is_opened_once_by_a_link';
  end if;
  return new;
end $$;
create trigger guard_reading_link before update on reading_links for each row execute function guard_reading_link();

alter table konseli add code_word_sealed bytea; -- agreed, to know who writes; never mailed
