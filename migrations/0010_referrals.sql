-- Referral by letter: a directory of experts and services, the letter that says no more than was ticked, the konseli's own answer
-- to exactly this letter, the link for the receiver, and what became of it. Whatever is words of a person is sealed; open is only
-- what must be counted, compared or refused.

create table experts (                                 -- whom the service refers to; a directory, no word of any case
  id           bigint generated always as identity primary key,
  name         text        not null,
  profession   text        not null,
  organisation text        not null default '',
  fields       text[]      not null,
  email        text        not null default '',
  phone        text        not null default '',
  place        text        not null default '',
  hours        text        not null default '',
  cost         text        not null default '',
  note         text        not null default '',
  language     text        not null default 'id',
  owner_id     bigint      not null references staff,  -- who keeps this entry true
  verified_at  timestamptz,                            -- somebody asked, and it was still so
  verified_by  bigint      references staff,
  removed_at   timestamptz,                            -- old referrals still point here
  constraint expert_is_named check (name <> '' and profession <> ''),
  constraint expert_fields_are_known check (fields <> '{}' and fields <@
    '{psychologist,psychiatrist,doctor,counsellor,social_worker,tppk,satgas,child_protection,shelter,legal_aid,police}'),
  constraint expert_can_be_reached check (email <> '' or phone <> ''),
  constraint expert_email_is_lower_case check (email = lower(email)),
  constraint expert_language_is_known check (language in ('id', 'en')),
  constraint expert_is_verified_by_someone check ((verified_at is null) = (verified_by is null))
);

create table referrals (
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  round        int         not null,
  expert_id    bigint      references experts,         -- outside of the service
  colleague_id bigint      references staff,           -- inside
  field        text        not null,
  why_sealed   bytea,                                  -- competence, authority, severity, law: stays inside
  state        text        not null default 'prepared',
  prepared_by  bigint      not null references staff,
  prepared_at  timestamptz not null default now(),
  sent_at      timestamptz,
  accepted_at  timestamptz,
  ended_at     timestamptz,
  unique (case_id, id),
  constraint referrals_are_of_a_round foreign key (case_id, round) references rounds,
  constraint a_referral_goes_to_one_receiver check (num_nonnulls(expert_id, colleague_id) = 1),
  constraint referral_field_is_known check (field in ('psychologist', 'psychiatrist', 'doctor', 'counsellor', 'social_worker',
    'tppk', 'satgas', 'child_protection', 'shelter', 'legal_aid', 'police')),
  constraint referral_state_is_known check (state in ('prepared', 'asked', 'consented', 'sent', 'accepted', 'appointed', 'reported',
    'finished', 'declined', 'withdrawn')),
  constraint referrals_are_sent_when_they_were check (case
    when state in ('prepared', 'asked', 'consented') then sent_at is null
    when state = 'withdrawn' then true else sent_at is not null end),
  constraint ended_referrals_have_a_date check ((state in ('finished', 'declined', 'withdrawn')) = (ended_at is not null))
);
create unique index one_standing_referral on referrals (case_id) where ended_at is null;
create index referrals_of_colleague on referrals (colleague_id) where colleague_id is not null and ended_at is null;

create table referral_texts (                          -- every wording; the newest stands, and only what stands can be sent
  id          uuid        primary key,
  case_id     uuid        not null,
  referral_id uuid        not null,
  version     int         not null,
  items       text[]      not null,                    -- what was ticked
  text_sealed bytea,
  asked_id    uuid,                                    -- the letter of ours in which the konseli got exactly this text
  written_by  bigint      not null references staff,
  written_at  timestamptz not null default now(),
  replaced_at timestamptz,
  unique (referral_id, id),
  constraint one_referral_text_of_a_version unique (referral_id, version),
  constraint referral_texts_are_of_its_case foreign key (case_id, referral_id) references referrals (case_id, id),
  constraint referral_texts_are_asked_in_a_letter_of_the_case foreign key (case_id, asked_id) references messages (case_id, id),
  constraint referral_items_are_known check (items <@ '{name,reach,age,concern,incident,done,wish,safety_plan,passages}')
);
create unique index one_standing_referral_text on referral_texts (referral_id) where replaced_at is null;

create table referral_answers (                        -- the konseli's own word to one text; the newest counts
  id           uuid        primary key,
  case_id      uuid        not null,
  referral_id  uuid        not null,
  text_id      uuid        not null,
  text_hash    bytea       not null,                   -- of the sealed text: of this text and of no other
  answer       text        not null,
  message_id   uuid        not null,                   -- the konseli's letter that says it
  recorded_by  bigint      references staff,           -- null: the program read it
  recorded_at  timestamptz not null default now(),
  withdrawn_at timestamptz,
  constraint referral_answers_are_of_its_case foreign key (case_id, referral_id) references referrals (case_id, id),
  constraint referral_answers_are_to_a_text_of_it foreign key (referral_id, text_id) references referral_texts (referral_id, id),
  constraint referral_answers_stand_in_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id),
  constraint referral_answer_is_known check (answer in ('yes', 'no', 'change'))
);
create unique index one_standing_answer_to_a_referral_text on referral_answers (text_id) where withdrawn_at is null;

create table referral_overrides (                      -- two persons and a reason stand in for a consent that cannot be had
  id            uuid        primary key,
  case_id       uuid        not null,
  referral_id   uuid        not null,
  text_id       uuid        not null,
  text_hash     bytea       not null,
  covers        text[]      not null,
  reason_sealed bytea,
  asked_by      bigint      not null references staff,
  asked_at      timestamptz not null default now(),
  agreed_by     bigint      references staff,
  agreed_at     timestamptz,
  refused_at    timestamptz,
  void_at       timestamptz,                           -- the konseli said no afterwards: two persons decide anew, knowing it
  constraint referral_overrides_are_of_its_case foreign key (case_id, referral_id) references referrals (case_id, id),
  constraint referral_overrides_are_of_a_text_of_it foreign key (referral_id, text_id) references referral_texts (referral_id, id),
  constraint referral_overrides_cover_something check (covers <> '{}' and covers <@ '{consent,guardian}'),
  constraint referral_override_needs_two_persons check (agreed_by <> asked_by),
  constraint referral_agreement_is_signed check ((agreed_by is null) = (agreed_at is null and refused_at is null)),
  constraint referral_override_is_agreed_or_refused check (agreed_at is null or refused_at is null)
);
create unique index one_waiting_referral_override on referral_overrides (text_id)
  where agreed_at is null and refused_at is null and void_at is null;

create table referral_links (                          -- what a receiver outside opens; of the secret only its hash is kept
  token_hash  bytea       primary key,
  case_id     uuid        not null,
  referral_id uuid        not null,
  outbound_id uuid        not null,
  pin_index   bytea       not null,                    -- keyed hash: without the key file nobody can try PINs
  tries       int         not null default 0,
  opens       int         not null default 0,
  opened_at   timestamptz,                             -- the last time
  made_by     bigint      not null references staff,
  made_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  voided_at   timestamptz,
  constraint referral_token_is_a_sha256 check (length(token_hash) = 32),
  constraint referral_link_ends_after_it_begins check (expires_at > made_at),
  constraint referral_pin_is_tried_a_few_times check (tries between 0 and 5),
  constraint referral_links_are_of_its_case foreign key (case_id, referral_id) references referrals (case_id, id),
  constraint referral_links_leave_with_a_mail_of_the_case foreign key (outbound_id, case_id) references outbound_mails (id, case_id)
);
create unique index one_standing_link_of_a_referral on referral_links (referral_id) where voided_at is null;

create table referral_news (                           -- what the receiver answered
  id           uuid        primary key,
  case_id      uuid        not null,
  referral_id  uuid        not null,
  kind         text        not null,
  words_sealed bytea,
  happens_at   timestamptz,
  recorded_by  bigint      references staff,           -- null: the receiver, on the page behind the link
  at           timestamptz not null default now(),
  constraint referral_news_are_of_its_case foreign key (case_id, referral_id) references referrals (case_id, id),
  constraint referral_news_kind_is_known check (kind in ('accepted', 'declined', 'appointment', 'feedback', 'more_needed')),
  constraint a_first_appointment_has_a_time check (kind <> 'appointment' or happens_at is not null)
);
create index referral_news_of_referral on referral_news (referral_id, at);

alter table cases add referral_asked uuid              -- the text a konseli was asked about, while the answer still counts
  constraint cases_wait_for_an_answer_to_a_text references referral_texts;

alter table outbound_mails drop constraint outbound_kind_is_known;
alter table outbound_mails add constraint outbound_kind_is_known check (kind in ('reply', 'acknowledgement', 'service', 'referral'));

-- The one question: may the text that stands be sent? The konseli's yes to exactly this sealed text, or two persons; and for
-- whoever is not known to be grown up a guardian's consent on record, or two persons.
create function referral_is_covered(which uuid) returns boolean language sql stable as $$
  select exists (
    select from referral_texts t
    where t.referral_id = which and t.replaced_at is null and t.text_sealed is not null
      and (exists (select from referral_answers a where a.text_id = t.id and a.answer = 'yes' and a.withdrawn_at is null
                     and a.text_hash = sha256(t.text_sealed))
        or exists (select from referral_overrides o where o.text_id = t.id and o.agreed_at is not null and o.void_at is null
                     and o.covers @> '{consent}' and o.text_hash = sha256(t.text_sealed)))
      and (exists (select from referral_overrides o where o.text_id = t.id and o.agreed_at is not null and o.void_at is null
                     and o.covers @> '{guardian}' and o.text_hash = sha256(t.text_sealed))
        or coalesce((select c.value from case_records c where c.case_id = t.case_id and c.item = 'age_band' and c.withdrawn_at is null
                       order by c.recorded_at desc, c.id desc limit 1) = 'adult', false)
        or coalesce((select c.value from case_records c where c.case_id = t.case_id and c.item = 'guardian' and c.withdrawn_at is null
                       order by c.recorded_at desc, c.id desc limit 1) = 'consented', false)))
$$;

create function refuse_uncovered(which uuid) returns void language plpgsql as $$
begin
  if not referral_is_covered(which) then
    raise exception 'nobody has agreed to this text' using errcode = 'check_violation', constraint = 'a_referral_is_sent_with_consent_or_by_two_persons';
  end if;
end $$;

create function guard_referral() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'prepared' then
      raise exception 'a referral begins prepared' using errcode = 'check_violation', constraint = 'a_referral_begins_prepared';
    end if;
    return new;
  end if;
  if (new.case_id, new.round, new.expert_id, new.colleague_id, new.field) is distinct from (old.case_id, old.round, old.expert_id, old.colleague_id, old.field) then
    raise exception 'consent is for one receiver' using errcode = 'check_violation', constraint = 'a_referral_keeps_its_receiver';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('prepared', 'asked'), ('prepared', 'consented'), ('prepared', 'withdrawn'),
      ('asked', 'prepared'), ('asked', 'consented'), ('asked', 'withdrawn'),
      ('consented', 'prepared'), ('consented', 'sent'), ('consented', 'withdrawn'),
      ('sent', 'accepted'), ('sent', 'declined'), ('sent', 'withdrawn'),
      ('accepted', 'appointed'), ('accepted', 'reported'), ('accepted', 'finished'), ('accepted', 'withdrawn'),
      ('appointed', 'reported'), ('appointed', 'finished'), ('appointed', 'withdrawn'),
      ('reported', 'finished'), ('reported', 'withdrawn')) then
    raise exception 'no referral move from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'referral_moves_are_legal';
  end if;
  if new.state = 'sent' and old.state <> 'sent' then perform refuse_uncovered(new.id); end if;
  return new;
end $$;
create trigger guard_referral before insert or update on referrals for each row execute function guard_referral();

create function guard_referral_text() returns trigger language plpgsql as $$
declare r referrals;
begin
  select * into r from referrals where id = new.referral_id;
  if tg_op = 'INSERT' then
    if r.state not in ('prepared', 'asked', 'consented') then
      raise exception 'it was sent' using errcode = 'check_violation', constraint = 'a_sent_text_does_not_change';
    end if;
    if r.field in ('tppk', 'satgas') and not new.items <@ '{name,reach,age,incident,wish}' then
      raise exception 'counselling stays out of a report' using errcode = 'check_violation', constraint = 'a_report_holds_no_counselling';
    end if;
    return new;
  end if;
  if (new.referral_id, new.version, new.items) is distinct from (old.referral_id, old.version, old.items)
    or (new.text_sealed is not null and new.text_sealed is distinct from old.text_sealed)  -- to forget it is allowed
    or (old.asked_id is not null and new.asked_id is distinct from old.asked_id) then
    raise exception 'another wording is another version' using errcode = 'check_violation', constraint = 'a_referral_text_keeps_its_words';
  end if;
  if new.replaced_at is not null and old.replaced_at is null and r.state not in ('prepared', 'asked', 'consented') then
    raise exception 'it was sent' using errcode = 'check_violation', constraint = 'a_sent_text_does_not_change';
  end if;
  return new;
end $$;
create trigger guard_referral_text before insert or update on referral_texts for each row execute function guard_referral_text();

create function guard_referral_answer() returns trigger language plpgsql as $$
declare asked messages; answering messages; t referral_texts;
begin
  select * into t from referral_texts where id = new.text_id;
  if t.text_sealed is null or new.text_hash <> sha256(t.text_sealed) then
    raise exception 'an answer to another text' using errcode = 'check_violation', constraint = 'an_answer_is_to_exactly_this_text';
  end if;
  select * into answering from messages where id = new.message_id;
  if answering.direction <> 'in' then
    raise exception 'consent is the konseli''s own word' using errcode = 'check_violation', constraint = 'a_referral_is_answered_by_the_konseli';
  end if;
  select * into asked from messages where id = t.asked_id;
  if new.answer = 'yes' and (asked.id is null or answering.id <= asked.id) then
    raise exception 'it was not asked yet' using errcode = 'check_violation', constraint = 'consent_answers_the_letter_that_asked';
  end if;
  if new.answer <> 'yes' then  -- whoever decided without the konseli did not know this
    update referral_overrides set void_at = new.recorded_at
      where text_id = new.text_id and refused_at is null and void_at is null and covers @> '{consent}';
  end if;
  return new;
end $$;
create trigger guard_referral_answer before insert on referral_answers for each row execute function guard_referral_answer();

create function guard_referral_override() returns trigger language plpgsql as $$
begin
  if new.text_hash is distinct from (select sha256(t.text_sealed) from referral_texts t where t.id = new.text_id) then
    raise exception 'an override of another text' using errcode = 'check_violation', constraint = 'an_override_is_for_exactly_this_text';
  end if;
  return new;
end $$;
create trigger guard_referral_override before insert on referral_overrides for each row execute function guard_referral_override();

create function guard_referral_link() returns trigger language plpgsql as $$
begin
  if not exists (select from referrals r where r.id = new.referral_id and r.sent_at is not null and r.ended_at is null and r.expert_id is not null) then
    raise exception 'nothing was sent' using errcode = 'check_violation', constraint = 'links_are_of_sent_referrals';
  end if;
  perform refuse_uncovered(new.referral_id);
  return new;
end $$;
create trigger guard_referral_link before insert on referral_links for each row execute function guard_referral_link();

create function guard_referral_mail() returns trigger language plpgsql as $$
declare standing uuid;
begin
  select r.id into standing from referrals r where r.case_id = new.case_id and r.sent_at is not null and r.ended_at is null and r.expert_id is not null;
  if standing is null then
    raise exception 'nothing was sent' using errcode = 'check_violation', constraint = 'links_are_of_sent_referrals';
  end if;
  perform refuse_uncovered(standing);
  return new;
end $$;
create trigger guard_referral_mail before insert on outbound_mails for each row when (new.kind = 'referral') execute function guard_referral_mail();
