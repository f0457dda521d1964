-- The foundation: people, the two doors of mail, cases and their stages, the sealed record of what happened.
-- Forward only. Every constraint is named with a sentence, because its name is what people read when it refuses.
-- Columns ending in _sealed hold AES-256-GCM text that only the program can open (src/crypto); their keys lie, wrapped,
-- in the schema "vault", which is dumped apart from everything else so that a destroyed key stays destroyed.

-- 1. Keys ---------------------------------------------------------------------------------------------------------

create schema vault;

create table vault.keys (
  id           uuid        primary key,
  purpose      text        not null,
  owner        uuid,                                  -- the case, konseli or mail the key belongs to; null: the service
  wrapped      bytea,                                 -- null once destroyed: what it sealed can never be read again
  kek          text        not null,                  -- fingerprint of the key file that wrapped it
  created_at   timestamptz not null default now(),
  destroyed_at timestamptz,
  constraint key_purpose_is_known check (purpose in ('service', 'index', 'token', 'person', 'letters', 'notes', 'mail')),
  constraint service_keys_have_no_owner check ((owner is null) = (purpose in ('service', 'index', 'token'))),
  constraint destroyed_keys_are_gone check ((wrapped is null) = (destroyed_at is not null))
);
create unique index one_key_of_a_purpose on vault.keys (owner, purpose) nulls not distinct;

-- 2. People -------------------------------------------------------------------------------------------------------

create type staff_role as enum ('counsellor', 'supervisor', 'admin');

create table staff (
  id                  bigint generated always as identity primary key,
  email               text        not null unique,
  name                text        not null,
  role                staff_role  not null,
  language            text        not null default 'id',
  password_hash       text,                           -- PHC string; null until the invitation is used
  second_factor_sealed bytea,                         -- the TOTP secret
  second_factor_step  bigint      not null default 0, -- the last time step used: a code works once
  created_at          timestamptz not null default now(),
  last_seen_at        timestamptz,
  disabled_at         timestamptz,
  constraint staff_email_is_lower_case check (email = lower(email) and email <> ''),
  constraint staff_language_is_known check (language in ('id', 'en'))
);

create table invitations (                            -- one-time links to set a password or a new second factor
  token_hash bytea       primary key,
  staff_id   bigint      not null references staff,
  purpose    text        not null,
  made_by    bigint      references staff,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint invitation_token_is_a_sha256 check (length(token_hash) = 32),
  constraint invitation_purpose_is_known check (purpose in ('set_password', 'new_second_factor')),
  constraint invitation_ends_after_it_begins check (expires_at > made_at)
);

create table sessions (
  token_hash   bytea       primary key,
  staff_id     bigint      references staff,           -- null: not signed in yet
  data         jsonb       not null default '{}',
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  constraint session_token_is_a_sha256 check (length(token_hash) = 32),
  constraint session_ends_after_it_begins check (expires_at > created_at)
);
create index sessions_of_staff on sessions (staff_id);

create table konseli (
  id          uuid        primary key,
  name_sealed bytea,
  language    text        not null default 'id',
  created_at  timestamptz not null default now(),
  erased_at   timestamptz,
  constraint erased_konseli_has_no_name check (erased_at is null or name_sealed is null),
  constraint konseli_language_is_known check (language in ('id', 'en'))
);

create table konseli_addresses (
  address_index    bytea       primary key,            -- keyed hash: finds the konseli, tells nobody the address
  konseli_id       uuid        not null references konseli,
  address_sealed   bytea       not null,
  created_at       timestamptz not null default now(),
  undeliverable_at timestamptz,
  constraint address_index_is_a_sha256 check (length(address_index) = 32)
);
create index addresses_of_konseli on konseli_addresses (konseli_id);

-- 3. The service --------------------------------------------------------------------------------------------------

create table service (                                 -- one installation is one service: one row
  only_one boolean primary key default true,
  settings jsonb   not null default '{}',
  constraint there_is_one_service check (only_one)
);
insert into service default values;

create table crisis_contacts (
  id          bigint generated always as identity primary key,
  name        text        not null,
  contact     text        not null,
  hours       text        not null default '',
  source      text        not null default '',
  position    int         not null default 0,
  verified_at timestamptz,                             -- a person called and it answered; null: never put into a letter
  verified_by bigint      references staff,
  constraint verified_by_someone check ((verified_at is null) = (verified_by is null)),
  constraint crisis_contact_is_not_empty check (name <> '' and contact <> '')
);

create table mailboxes (
  id      bigint generated always as identity primary key,
  address text not null unique,
  constraint mailbox_address_is_lower_case check (address = lower(address) and address like '%_@_%')
);

create table mailbox_folders (                         -- where reading stands: the cursor moves only with the bytes
  mailbox_id   bigint      not null references mailboxes,
  folder       text        not null,
  uid_validity bigint      not null default 0,
  last_uid     bigint      not null default 0,
  checked_at   timestamptz,                            -- last time the server answered
  problem      text,                                   -- a code, never a server's words
  problem_since timestamptz,
  primary key (mailbox_id, folder),
  constraint a_problem_has_a_beginning check ((problem is null) = (problem_since is null))
);

create table mailbox_logins (                          -- a mailbox without a password: what its provider gave us instead
  mailbox_id     bigint      primary key references mailboxes,
  refresh_sealed bytea       not null,
  access_sealed  bytea,                                -- good for an hour or so
  access_ends_at timestamptz,
  renewing_until timestamptz,                          -- a lease: one process asks, the others wait for what it gets
  given_at       timestamptz not null default now(),   -- when a person last agreed
  constraint an_access_token_has_an_end check ((access_sealed is null) = (access_ends_at is null))
);

create table mailbox_traffic (                         -- bytes read from the mail server, UTC days
  mailbox_id bigint not null references mailboxes,
  day        text   not null,                         -- YYYY-MM-DD
  received   bigint not null,
  primary key (mailbox_id, day)
);

create table reconciliations (                         -- the mailbox as the server lists it against what was taken in
  id              bigint generated always as identity primary key,
  mailbox_id      bigint      not null references mailboxes,
  folder          text        not null,
  uid_validity    bigint      not null,
  uid_next        bigint      not null,                -- every mail that comes later has this number or a higher one
  ended_at        timestamptz not null,
  on_server       int         not null,                -- mails the server lists
  waiting         int         not null,                -- of these above the cursor: the poller is on its way to them
  fetched         int         not null,                -- were missing here and came now
  missing         int         not null,                -- are missing here and were not to be had
  size_differs    int         not null,                -- here and there, with another number of bytes
  gone            int         not null,                -- here, and no longer there
  gone_unread     int         not null                 -- came and went since the last time, before the program saw them
);
create index reconciliations_of_folder on reconciliations (mailbox_id, folder, id desc);

-- 4. Cases --------------------------------------------------------------------------------------------------------

create type stage   as enum ('preparation', 'counselling', 'post_counselling', 'closed');
create type outcome as enum ('resolved', 'face_to_face', 'another_session', 'referred');
create type ending  as enum ('resolved', 'face_to_face', 'referred',
                             'silent', 'withdrawn', 'not_counselling', 'emergency'); -- the last four are administrative
create type risk    as enum ('unread', 'none', 'concern', 'urgent');
create type turn    as enum ('counsellor', 'konseli', 'nobody');

create table cases (
  id               uuid        primary key,
  code             text        not null unique,        -- what people say and write: K7F3QX
  mailbox_id       bigint      not null references mailboxes,
  konseli_id       uuid        not null references konseli,
  counsellor_id    bigint      references staff,
  title_sealed     bytea,
  preview_sealed   bytea,                              -- first words of the konseli's last letter, for the list
  stage            stage       not null default 'preparation',
  round            int         not null default 1,     -- counts the online sessions
  ending           ending,
  previous_id      uuid        references cases,
  risk             risk        not null default 'unread',
  turn             turn        not null default 'counsellor',
  waiting_since    timestamptz,                        -- the oldest letter nobody has answered
  answer_due_at    timestamptz,
  asleep_until     timestamptz,
  letters          int         not null default 0,
  last_letter_at   timestamptz,
  last_inbound_id  uuid,                               -- what a reply must have seen (foreign key below)
  opened_at        timestamptz not null default now(),
  closed_at        timestamptz,
  erased_at        timestamptz,
  constraint case_code_is_crockford check (code ~ '^[0-9A-HJKMNP-TV-Z]{6}$'),
  constraint closed_cases_have_an_ending check ((stage = 'closed') = (ending is not null)),
  constraint closed_cases_have_a_date check ((stage = 'closed') = (closed_at is not null)),
  constraint counselling_needs_a_counsellor check (stage not in ('counselling', 'post_counselling') or counsellor_id is not null),
  constraint nobodys_turn_when_closed check ((stage = 'closed') = (turn = 'nobody')),
  constraint only_the_counsellor_is_on_the_clock check (answer_due_at is null or turn = 'counsellor'),
  constraint waiting_is_for_the_counsellor check (waiting_since is null or turn = 'counsellor'),
  constraint urgent_risk_is_never_closed_away check (not (risk = 'urgent' and ending in ('resolved', 'silent', 'not_counselling'))),
  constraint only_closed_cases_are_erased check (erased_at is null or stage = 'closed'),
  constraint erased_cases_keep_no_words check (erased_at is null or (title_sealed is null and preview_sealed is null))
);
create index cases_waiting on cases (waiting_since) where stage <> 'closed';
create index cases_of_konseli on cases (konseli_id, opened_at desc);
create index cases_of_counsellor on cases (counsellor_id) where stage <> 'closed';
create index cases_asleep on cases (asleep_until) where asleep_until is not null;

create table case_people (                             -- who else may read, and who must never
  case_id  uuid        not null references cases,
  staff_id bigint      not null references staff,
  part     text        not null,
  added_by bigint      not null references staff,
  added_at timestamptz not null default now(),
  primary key (case_id, staff_id),
  constraint part_is_known check (part in ('co', 'excluded'))
);

create table supervisor_readings (                     -- a supervisor reads with a reason, for an hour
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  supervisor_id bigint      not null references staff,
  reason_sealed bytea       not null,
  began_at      timestamptz not null default now(),
  ends_at       timestamptz not null,
  constraint a_reading_ends_within_an_hour check (ends_at > began_at and ends_at <= began_at + interval '1 hour')
);
create index readings_of_case on supervisor_readings (case_id, began_at);

create table stage_moves (
  from_stage stage not null,
  to_stage   stage not null,
  primary key (from_stage, to_stage)
);
insert into stage_moves values
  ('preparation', 'counselling'), ('preparation', 'closed'),
  ('counselling', 'post_counselling'), ('counselling', 'closed'),
  ('post_counselling', 'counselling'), ('post_counselling', 'closed');
  -- nothing leaves 'closed': who returns gets a new case that points to the old one

create table gate_items (                              -- what must be on record before a stage is left (core/gates.ts)
  from_stage stage not null,
  to_stage   stage not null,
  item       text  not null,
  primary key (from_stage, to_stage, item),
  foreign key (from_stage, to_stage) references stage_moves
);
insert into gate_items values
  ('preparation', 'counselling', 'acknowledged'),
  ('preparation', 'counselling', 'risk_read'),
  ('preparation', 'counselling', 'safe_contact'),
  ('preparation', 'counselling', 'age_band'),
  ('preparation', 'counselling', 'guardian'),
  ('preparation', 'counselling', 'consent'),
  ('preparation', 'counselling', 'confidentiality_limits'),
  ('preparation', 'counselling', 'suitability'),
  ('preparation', 'counselling', 'competence'),
  ('preparation', 'counselling', 'reachable'),
  ('preparation', 'counselling', 'concern'),
  ('preparation', 'counselling', 'emergency_contact_asked'),
  ('counselling', 'post_counselling', 'frame_agreed'),
  ('counselling', 'post_counselling', 'interpretation_accepted'),
  ('counselling', 'post_counselling', 'goals_rated'),
  ('counselling', 'post_counselling', 'immediate_evaluation'),
  ('counselling', 'post_counselling', 'ending_announced'),
  ('counselling', 'post_counselling', 'risk_reread');

create table rounds (                                  -- one pass through counselling; each ends in one of the four outcomes
  case_id  uuid        not null references cases,
  round    int         not null,
  began_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (case_id, round)
);
create unique index one_open_round on rounds (case_id) where ended_at is null;

create table case_records (                            -- the evidence a gate asks for
  id          uuid        primary key,
  case_id     uuid        not null references cases,
  round       int         not null,
  item        text        not null,
  value       text        not null default '',         -- a choice from core/gates.ts, never free text
  remark_sealed bytea,
  message_id  uuid,                                    -- the letter that shows it (foreign key below)
  recorded_by bigint      references staff,            -- null: the program saw it itself
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  constraint records_are_of_a_round foreign key (case_id, round) references rounds
);
create unique index one_standing_record on case_records (case_id, round, item) where withdrawn_at is null;

create table gate_overrides (                          -- two persons and a reason open a gate without its records
  id         uuid        primary key,
  case_id    uuid        not null references cases,
  round      int         not null,
  from_stage stage       not null,
  to_stage   stage       not null,
  reason_sealed bytea    not null,
  asked_by   bigint      not null references staff,
  asked_at   timestamptz not null default now(),
  agreed_by  bigint      references staff,
  agreed_at  timestamptz,
  refused_at timestamptz,
  foreign key (from_stage, to_stage) references stage_moves,
  constraint overrides_are_of_a_round foreign key (case_id, round) references rounds,
  constraint override_needs_two_persons check (agreed_by <> asked_by),
  constraint agreement_is_signed check ((agreed_by is null) = (agreed_at is null and refused_at is null)),
  constraint agreed_or_refused_not_both check (agreed_at is null or refused_at is null)
);
create unique index one_standing_override on gate_overrides (case_id, round, from_stage, to_stage) where refused_at is null;

create table outcomes (                                -- the result of a round, with what must be written down for it
  id             uuid        primary key,
  case_id        uuid        not null references cases,
  round          int         not null,
  outcome        outcome     not null,
  fields         text[]      not null,                 -- names of what is written down; the words are sealed
  details_sealed bytea       not null,
  message_id     uuid,                                 -- the letter in which the konseli agreed (foreign key below)
  happens_at     timestamptz,                          -- the meeting, the next session
  chosen_by      bigint      not null references staff,
  chosen_at      timestamptz not null default now(),
  replaced_at    timestamptz,
  completed_at   timestamptz,                          -- met, accepted
  constraint outcomes_are_of_a_round foreign key (case_id, round) references rounds,
  constraint resolved_needs_evidence_plan_and_way_back check (outcome <> 'resolved' or fields @> '{evidence,plan,way_back}'),
  constraint face_to_face_needs_why_place_and_time check (outcome <> 'face_to_face' or (fields @> '{why,place,who_is_told}' and happens_at is not null)),
  constraint another_session_needs_why_aim_and_day check (outcome <> 'another_session' or (fields @> '{why,aim}' and happens_at is not null)),
  constraint referral_needs_why_receiver_and_what_is_shared check (outcome <> 'referred' or fields @> '{why,receiver,shared}'),
  constraint consent_is_a_letter_or_said_why_not check (
    outcome not in ('face_to_face', 'referred') or message_id is not null or fields @> '{without_consent}')
);
create unique index one_standing_outcome on outcomes (case_id, round) where replaced_at is null;

create function guard_case() returns trigger language plpgsql as $$
declare missing text;
begin
  if tg_op = 'INSERT' then
    if (new.stage, new.round) <> ('preparation'::stage, 1) then
      raise exception 'a case begins in preparation' using errcode = 'check_violation', constraint = 'a_case_begins_in_preparation';
    end if;
    return new;
  end if;
  if (new.konseli_id, new.code) is distinct from (old.konseli_id, old.code) then
    raise exception 'a case belongs to one konseli' using errcode = 'check_violation', constraint = 'a_case_keeps_its_konseli_and_code';
  end if;
  if old.stage = 'closed' and new.stage = 'closed' and (new.ending, new.counsellor_id) is distinct from (old.ending, old.counsellor_id) then
    raise exception 'a closed case does not change' using errcode = 'check_violation', constraint = 'closed_cases_stay_as_they_are';
  end if;
  if new.stage <> old.stage then
    if not exists (select from stage_moves where from_stage = old.stage and to_stage = new.stage) then
      raise exception 'no stage move from % to %', old.stage, new.stage using errcode = 'check_violation', constraint = 'stage_moves_are_legal';
    end if;
    -- whoever is in danger is helped first: red opens the first gate, the paperwork follows
    if not (old.stage = 'preparation' and new.risk = 'urgent') then
      select string_agg(g.item, ', ' order by g.item) into missing from gate_items g
        where g.from_stage = old.stage and g.to_stage = new.stage
          and not exists (select from case_records r where r.case_id = old.id and r.round = old.round and r.item = g.item and r.withdrawn_at is null)
          and not exists (select from gate_overrides o where o.case_id = old.id and o.round = old.round
                            and o.from_stage = old.stage and o.to_stage = new.stage and o.agreed_at is not null);
      if missing is not null then
        raise exception 'not on record yet: %', missing using errcode = 'check_violation', constraint = 'gates_need_their_records';
      end if;
    end if;
    if old.stage = 'post_counselling' and new.stage = 'counselling' and not exists (
        select from outcomes o where o.case_id = old.id and o.round = old.round and o.outcome = 'another_session' and o.replaced_at is null) then
      raise exception 'another session is an outcome' using errcode = 'check_violation', constraint = 'another_session_is_an_outcome';
    end if;
    if new.ending in ('resolved', 'face_to_face', 'referred') and not exists (
        select from outcomes o where o.case_id = old.id and o.round = old.round and o.outcome::text = new.ending::text and o.replaced_at is null
          and (o.outcome = 'resolved' or o.completed_at is not null)) then
      raise exception 'an ending needs its outcome on record' using errcode = 'check_violation', constraint = 'endings_need_their_outcome';
    end if;
    if new.ending = 'silent' and old.waiting_since is not null then
      raise exception 'a letter is not answered yet' using errcode = 'check_violation', constraint = 'who_waits_for_us_is_not_silent';
    end if;
    if new.ending in ('resolved', 'face_to_face', 'referred') and old.stage <> 'post_counselling' then
      raise exception 'the four outcomes come after counselling' using errcode = 'check_violation', constraint = 'outcomes_come_after_counselling';
    end if;
  end if;
  if new.round - old.round <> (case when old.stage = 'post_counselling' and new.stage = 'counselling' then 1 else 0 end) then
    raise exception 'a round follows the one before' using errcode = 'check_violation', constraint = 'rounds_follow_each_other';
  end if;
  return new;
end $$;
create trigger guard_case before insert or update of stage, round, ending, counsellor_id, konseli_id, code on cases for each row execute function guard_case();

-- 5. The two doors: mail in, mail out. The bytes come first and stay until they are not needed. ---------------------

create type inbound_state as enum ('received', 'filed', 'held', 'ignored', 'failed');

create table inbound_mails (
  id            uuid          primary key,
  mailbox_id    bigint        not null references mailboxes,
  folder        text          not null,
  uid_validity  bigint        not null,
  uid           bigint        not null,
  raw_sealed    bytea,
  raw_index     bytea         not null,                -- keyed hash of the bytes: knows the same mail again
  message_index bytea,                                 -- keyed hash of the Message-ID, once read
  sender_index  bytea,                                 -- keyed hash of the address in From, once read: for the search on Surat
  letter_index  bytea,                                 -- keyed hash of what a copy has in common: knows an erased letter again
  kind          text,                                  -- what it is (core/mail-report.ts), once read
  size          int           not null,                -- bytes as the server has them
  truncated     boolean       not null default false,  -- over the size limit: headers only, the rest is in the mailbox
  historic      boolean       not null default false,  -- imported: nothing is answered automatically
  in_spam       boolean       not null default false,  -- it lay in the server's spam folder
  received_at   timestamptz   not null default now(),  -- when the program took it in
  arrived_at    timestamptz   not null,                -- when the mail server says it came
  state         inbound_state not null default 'received',
  fate          text,
  case_id       uuid          references cases,
  suggestion    uuid          references cases,         -- held: the case it may belong to; a person decides
  attempts      int           not null default 0,
  lease_until   timestamptz,
  settled_at    timestamptz,
  settled_by    bigint        references staff,
  problem       text,                                  -- a code, never a word of the letter
  removed_at    timestamptz,                           -- when the copy on the mail server was asked to go
  constraint taken_in_once unique (mailbox_id, folder, uid_validity, uid),
  unique (id, case_id),
  constraint unsettled_mail_keeps_its_bytes check (state not in ('received', 'held', 'failed') or raw_sealed is not null),
  constraint settled_unless_received check ((state = 'received') = (settled_at is null)),
  constraint every_settled_mail_has_a_fate check ((state = 'received') = (fate is null)),
  constraint fate_is_known check (fate in ('new_case', 'joined', 'returned', 'bounce', 'automatic', 'list', 'calendar', 'spam', 'duplicate',
    'own_copy', 'waits_for_person', 'could_not_be_read', 'set_aside', 'blocked', 'erased')),
  constraint erased_mail_keeps_no_words check (fate <> 'erased' or (raw_sealed is null and sender_index is null)),
  constraint filed_mail_is_in_a_case check ((state = 'filed') = (case_id is not null)),
  constraint leases_are_for_unsettled_mail check (lease_until is null or state = 'received')
);
create index inbound_mails_to_file on inbound_mails (received_at) where state = 'received';
create index inbound_mails_for_a_person on inbound_mails (received_at) where state in ('held', 'failed');
create index inbound_mails_by_bytes on inbound_mails (raw_index);
create index inbound_mails_of_case on inbound_mails (case_id);
create index inbound_mails_of_sender on inbound_mails (sender_index) where sender_index is not null;
create index tombstones on inbound_mails (letter_index) where fate = 'erased';

create table blocks (                                  -- senders whose mail is kept and listed, and goes into no case
  id             uuid        primary key,
  sender_index   bytea       not null,                 -- keyed hash of the address, or of the domain with its @
  sender_sealed  bytea       not null,
  whole_domain   boolean     not null,
  reason         text        not null,
  made_by        bigint      not null references staff,
  made_at        timestamptz not null default now(),
  expires_at     timestamptz not null,
  lifted_by      bigint      references staff,
  lifted_at      timestamptz,
  constraint block_reason_is_known check (reason in ('advertising', 'flood', 'abuse', 'machine')),
  constraint blocks_end check (expires_at > made_at and expires_at <= made_at + interval '366 days'),
  constraint lifted_by_someone check ((lifted_by is null) = (lifted_at is null))
);
create unique index one_standing_block_of_a_sender on blocks (sender_index) where lifted_at is null;

create table erasures (                                -- two persons agree that something is erased; then it is, at once
  id         uuid        primary key,
  case_id    uuid        references cases,
  mail_id    uuid        references inbound_mails,
  reason     text        not null,
  asked_by   bigint      not null references staff,
  asked_at   timestamptz not null default now(),
  agreed_by  bigint      references staff,
  agreed_at  timestamptz,
  refused_at timestamptz,
  constraint a_case_or_a_mail_is_erased check (num_nonnulls(case_id, mail_id) = 1),
  constraint erasure_reason_is_known check (reason in ('konseli_asked', 'time_is_up', 'sent_by_mistake', 'law')),
  constraint erasure_needs_two_persons check (agreed_by <> asked_by),
  constraint erasure_answer_is_signed check ((agreed_by is null) = (agreed_at is null and refused_at is null)),
  constraint erasure_is_agreed_or_refused check (agreed_at is null or refused_at is null)
);
create unique index one_standing_erasure_of_a_case on erasures (case_id) where refused_at is null;
create unique index one_standing_erasure_of_a_mail on erasures (mail_id) where refused_at is null;

create table alarms (                                  -- what stood still, from when to when
  id         uuid        primary key,
  kind       text        not null,
  place      text        not null,                     -- which mailbox and folder, where there are several; '' otherwise
  began_at   timestamptz not null,
  seen_at    timestamptz not null,                     -- when it was last found so
  ended_at   timestamptz,
  constraint alarm_kind_is_known check (kind in ('mail_stopped', 'sending_stopped', 'queue_stopped', 'disk_nearly_full'))
);
create unique index one_open_alarm_of_a_kind on alarms (kind, place) where ended_at is null;

create table alarm_mails (                             -- one to each admin when an alarm begins, one when it is over
  id          uuid        primary key,
  alarm_id    uuid        not null references alarms,
  staff_id    bigint      not null references staff,
  tells       text        not null,
  state       text        not null default 'queued',
  attempts    int         not null default 0,
  due_at      timestamptz not null,
  lease_until timestamptz,
  settled_at  timestamptz,
  problem     text,                                    -- a code and the server's number, never its words
  constraint what_an_alarm_mail_tells_is_known check (tells in ('began', 'ended')),
  constraint alarm_mail_state_is_known check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  constraint told_once unique (alarm_id, staff_id, tells)
);
create index alarm_mails_due on alarm_mails (due_at) where state in ('queued', 'sending');

create type outbound_state as enum ('queued', 'sending', 'retry', 'sent', 'failed', 'uncertain', 'cancelled');

create table outbound_mails (
  id               uuid           primary key,
  case_id          uuid           not null references cases,
  mailbox_id       bigint         not null references mailboxes,
  kind             text           not null,
  dedupe_key       text           not null,            -- 'reply:<message>', 'acknowledgement:<case>'
  message_index    bytea          not null,            -- fixed when composed: a mail sent twice is still one mail
  recipient_sealed bytea,
  raw_sealed       bytea,
  automatic        boolean        not null default false,
  state            outbound_state not null default 'queued',
  attempts         int            not null default 0,
  due_at           timestamptz    not null default now(),
  lease_until      timestamptz,
  settled_at       timestamptz,
  problem          text,                               -- a code and the server's number, never its words
  bounced_at       timestamptz,
  bounce           text,                               -- the enhanced status, 5.1.1
  bounce_permanent boolean,
  seen_problem_at  timestamptz,                        -- a person has read that it failed, bounced or is uncertain
  copy_state       text           not null default 'waiting', -- the copy in the Sent folder is a step of its own
  copy_attempts    int            not null default 0,
  copy_due_at      timestamptz    not null default now(),
  created_at       timestamptz    not null default now(),
  unique (id, case_id),
  constraint composed_once unique (dedupe_key),
  constraint outbound_message_id_is_ours_alone unique (message_index),
  constraint outbound_kind_is_known check (kind in ('reply', 'acknowledgement')),
  constraint unsent_mail_keeps_its_bytes check (state not in ('queued', 'sending', 'retry', 'uncertain') or (raw_sealed is not null and recipient_sealed is not null)),
  constraint leased_while_sending check ((state = 'sending') = (lease_until is not null)),
  constraint settled_when_over check ((state in ('sent', 'failed', 'uncertain', 'cancelled')) = (settled_at is not null)),
  constraint only_sent_mail_bounces check (bounced_at is null or state in ('sent', 'uncertain')),
  constraint copy_state_is_known check (copy_state in ('waiting', 'done', 'failed', 'none'))
);
create index outbound_mails_due on outbound_mails (due_at) where state in ('queued', 'retry');
create index outbound_mails_in_hand on outbound_mails (lease_until) where state = 'sending';
create index outbound_copies_due on outbound_mails (copy_due_at) where state = 'sent' and copy_state = 'waiting';
create index outbound_mails_of_case on outbound_mails (case_id);

-- An uncertain or sent mail never goes back into the queue by itself: only a person may send it once more.
create function guard_outbound() returns trigger language plpgsql as $$
begin
  if old.state in ('sent', 'failed', 'cancelled') and new.state <> old.state then
    raise exception 'this mail is settled' using errcode = 'check_violation', constraint = 'settled_mail_stays_settled';
  end if;
  if old.state = 'uncertain' and new.state not in ('uncertain', 'sent', 'queued', 'failed') then
    raise exception 'an uncertain mail waits for a person' using errcode = 'check_violation', constraint = 'uncertain_mail_waits_for_a_person';
  end if;
  if new.message_index <> old.message_index or new.dedupe_key <> old.dedupe_key or new.case_id <> old.case_id
    or (new.raw_sealed is not null and new.raw_sealed is distinct from old.raw_sealed) then -- to forget it is allowed
    raise exception 'what was composed does not change' using errcode = 'check_violation', constraint = 'composed_mail_does_not_change';
  end if;
  return new;
end $$;
create trigger guard_outbound before update on outbound_mails for each row execute function guard_outbound();

create table acknowledgements (                        -- whom we answered automatically, to keep the caps of RFC 3834
  outbound_id   uuid        primary key references outbound_mails,
  address_index bytea       not null,
  at            timestamptz not null default now()
);
create index acknowledgements_by_address on acknowledgements (address_index, at);
create index acknowledgements_by_time on acknowledgements (at);

-- 6. Letters ------------------------------------------------------------------------------------------------------

create type direction as enum ('in', 'out');

create table messages (
  id             uuid        primary key,
  case_id        uuid        not null references cases,
  mailbox_id     bigint      not null references mailboxes,
  direction      direction   not null,
  kind           text        not null default 'letter',
  message_index  bytea,                                -- keyed hash of the Message-ID; null: it had none
  content_sealed bytea,                                -- subject, text, quotes, sender: core/letter.ts
  arrived_at     timestamptz not null,                 -- order in the thread: when it came here or was handed over
  author_id      bigint      references staff,         -- null: the konseli, or the program itself
  inbound_id     uuid,
  outbound_id    uuid,
  attachments    int         not null default 0,
  created_at     timestamptz not null default now(),
  constraint filed_once unique (inbound_id),
  constraint sent_once unique (outbound_id),
  unique (case_id, id),                                -- what evidence, consent and a case's last letter point at
  constraint a_letter_is_where_its_mail_was_filed foreign key (inbound_id, case_id) references inbound_mails (id, case_id)
    deferrable initially deferred,                     -- the mail is settled after its letter was filed
  constraint an_answer_is_in_the_case_it_was_written_for foreign key (outbound_id, case_id) references outbound_mails (id, case_id),
  constraint message_kind_is_known check (kind in ('letter', 'acknowledgement', 'automatic')),
  constraint mail_in_came_in_and_mail_out_went_out check (
    (direction = 'in'  and inbound_id is not null and outbound_id is null and author_id is null) or
    (direction = 'out' and num_nonnulls(inbound_id, outbound_id) = 1))   -- ours, sent from here or found in an imported archive
);
create index messages_of_case on messages (case_id, arrived_at, id);
create index messages_by_message_id on messages (message_index) where message_index is not null;
alter table case_records add constraint evidence_is_a_letter_of_this_case
  foreign key (case_id, message_id) references messages (case_id, id);
alter table outcomes add constraint consent_is_a_letter_of_this_case
  foreign key (case_id, message_id) references messages (case_id, id);
alter table cases add constraint last_letter_is_of_this_case
  foreign key (id, last_inbound_id) references messages (case_id, id);

create table attachments (
  id             uuid   primary key,
  message_id     uuid   not null references messages,
  position       int    not null,
  facts_sealed   bytea,                                -- file name, type, content id
  content_sealed bytea,
  size           int    not null,
  inline         boolean not null default false,
  constraint attachment_size_is_bounded check (size between 0 and 26214400),
  constraint one_attachment_at_a_place unique (message_id, position)
);

create table notes (                                   -- internal: sealed with a key of its own, never mailed
  id          uuid        primary key,
  case_id     uuid        not null references cases,
  author_id   bigint      not null references staff,
  body_sealed bytea,
  created_at  timestamptz not null default now()
);
create index notes_of_case on notes (case_id, created_at);

create table drafts (
  case_id     uuid        not null references cases,
  author_id   bigint      not null references staff,
  body_sealed bytea       not null,
  saved_at    timestamptz not null default now(),
  primary key (case_id, author_id)
);

create table reply_templates (                         -- the counsellors' own; the shipped ones lie in templates/replies
  id         uuid        primary key,
  author_id  bigint      not null references staff,
  title      text        not null,
  language   text        not null default 'id',
  body       text        not null,
  shared     boolean     not null default false,
  saved_at   timestamptz not null default now(),
  constraint template_is_at_most_20_kb check (length(body) between 1 and 20000),
  constraint template_title_is_short check (length(title) between 1 and 120),
  constraint template_language_is_known check (language in ('id', 'en'))
);

create table case_seen (                               -- what each person has already read
  case_id    uuid        not null references cases,
  staff_id   bigint      not null references staff,
  message_id uuid        references messages,
  seen_at    timestamptz not null default now(),
  primary key (case_id, staff_id)
);

create table follow_ups (
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  kind         text        not null,
  due_at       timestamptz not null,
  created_by   bigint      references staff,
  created_at   timestamptz not null default now(),
  done_at      timestamptz,
  cancelled_at timestamptz,
  constraint follow_up_kind_is_known check (kind in ('session', 'meeting', 'referral', 'wake')),
  constraint done_or_cancelled_not_both check (done_at is null or cancelled_at is null)
);
create unique index one_open_follow_up_of_a_kind on follow_ups (case_id, kind) where done_at is null and cancelled_at is null;
create index follow_ups_due on follow_ups (due_at) where done_at is null and cancelled_at is null;

-- 7. The record: append-only, each line sealed by the one before. No personal text in it, ever. -----------------------

create table events (
  seq       bigint      primary key,
  at        timestamptz not null,
  actor     text        not null,
  case_id   uuid        references cases,
  kind      text        not null,
  data      jsonb       not null default '{}',
  prev_hash bytea       not null,
  hash      bytea       not null unique,
  constraint actor_is_known_by_kind check (actor ~ '^(staff:[0-9]+|konseli|system|cli)$'),
  constraint kind_is_noun_dot_past_tense check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  constraint data_is_small check (pg_column_size(data) <= 4000)
);
create index events_of_case on events (case_id, seq);
create index events_by_kind on events (kind, seq);

-- stable, not immutable: only then does the planner inline it, and a million lines verify in seconds
create function event_hash(e events) returns bytea language sql stable as $$
  select sha256(e.prev_hash || convert_to(concat_ws(E'\x1f',
    e.seq, (extract(epoch from e.at) * 1000000)::bigint, e.actor, coalesce(e.case_id::text, '-'), e.kind, e.data::text), 'UTF8'))
$$;

create function chain_event() returns trigger language plpgsql as $$
declare head events;
begin
  perform from cases where id = new.case_id for key share;  -- first what the foreign key will lock anyway, then the chain:
  perform pg_advisory_xact_lock(7310);                      -- the other way round deadlocks. One writer at a time, until commit.
  select * into head from events order by seq desc limit 1;
  new.seq := coalesce(head.seq, 0) + 1;
  new.at := clock_timestamp();
  new.prev_hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
  new.hash := event_hash(new);
  return new;
end $$;
create trigger chain_event before insert on events for each row execute function chain_event();

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege', constraint = 'events_are_append_only'; end $$;
create trigger append_only before update or delete or truncate on events for each statement execute function refuse_change();

create function broken_events() returns setof bigint language sql stable as $$
  select seq from (
    select e.seq, e.hash <> event_hash(e)
        or e.prev_hash <> lag(e.hash, 1, decode(repeat('00', 32), 'hex')) over w
        or e.seq <> row_number() over w as broken
    from events e window w as (order by e.seq)
  ) checked where broken order by seq
$$;

create table audit_anchors (                            -- what the head was when it was last written outside the database
  seq  bigint      primary key,
  hash bytea       not null,
  at   timestamptz not null default now()
);

-- 8. News: pages learn that something changed, and ask for themselves what they may see of it. --------------------------

create function tell_of_change() returns trigger language plpgsql as $$
begin perform pg_notify('suluh_changed', ''); return null; end $$;
create trigger tell_of_change after insert or update on cases for each statement execute function tell_of_change();
create trigger tell_of_change after insert or update on inbound_mails for each statement execute function tell_of_change();
create trigger tell_of_change after update on outbound_mails for each statement execute function tell_of_change();
