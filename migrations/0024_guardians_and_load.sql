-- A child's guardian, where they are left out, where only information is given before they agree, and where they take their
-- consent back; and how much each counsellor carries.

alter table cases add guardian_withdrew_at timestamptz;   -- the guardian took the consent back, and no other answer came since

create table guardian_waivers (                        -- two persons and a reason leave a guardian out, in the child's best interest
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  reason_sealed bytea,                                 -- why, and in which words: guardians/waivers.ts
  asked_by      bigint      not null references staff,
  asked_at      timestamptz not null default now(),
  agreed_by     bigint      references staff,
  agreed_at     timestamptz,
  refused_at    timestamptz,
  constraint waiver_needs_two_persons check (agreed_by <> asked_by),
  constraint waiver_answer_is_signed check ((agreed_by is null) = (agreed_at is null and refused_at is null)),
  constraint waiver_is_agreed_or_refused check (agreed_at is null or refused_at is null)
);
create unique index one_standing_waiver on guardian_waivers (case_id) where refused_at is null;

create function guard_guardian() returns trigger language plpgsql as $$
begin
  if not exists (select from guardian_waivers w where w.case_id = new.case_id and w.agreed_at is not null) then
    raise exception 'a guardian is left out by two' using errcode = 'check_violation', constraint = 'a_guardian_is_left_out_by_two';
  end if;
  return new;
end $$;
create trigger guard_guardian before insert or update of item, value on case_records for each row
  when (new.item = 'guardian' and new.value = 'not_sought') execute function guard_guardian();

-- Whoever is in danger is helped first; two persons may still open the gate together.
create function guard_consent() returns trigger language plpgsql as $$
begin
  if new.guardian_withdrew_at is not null and new.stage <> 'closed' then
    raise exception 'the guardian took the consent back' using errcode = 'check_violation', constraint = 'withdrawn_consent_shuts_the_gates';
  end if;
  if old.stage = 'preparation' and new.stage = 'counselling'
    and exists (select from case_records r where r.case_id = old.id and r.round = old.round and r.item = 'guardian'
                  and r.value = 'information_only' and r.withdrawn_at is null)
    and not exists (select from gate_overrides o where o.case_id = old.id and o.round = old.round
                      and o.from_stage = old.stage and o.to_stage = new.stage and o.agreed_at is not null) then
    raise exception 'information is no counselling' using errcode = 'check_violation', constraint = 'information_is_no_counselling';
  end if;
  return new;
end $$;
create trigger guard_consent before update of stage on cases for each row
  when (old.stage <> new.stage and new.risk <> 'urgent') execute function guard_consent();

-- How much a counsellor carries is counted from the cases themselves (core/load.ts); here is what they and others say of it.

alter table staff add load_cap int                     -- their own, below that of the service
  constraint own_cap_is_sensible check (load_cap between 0 and 100);

create table pauses (                                  -- no new cases for a while
  id        uuid        primary key,
  staff_id  bigint      not null references staff,
  set_by    bigint      not null references staff,
  begins_at timestamptz not null default now(),
  ends_at   timestamptz not null,
  ended_at  timestamptz,                               -- earlier than was meant, or another pause came after it
  constraint pauses_come_to_an_end check (ends_at > begins_at and ends_at <= begins_at + interval '366 days')
);
create unique index one_running_pause on pauses (staff_id) where ended_at is null;

create table load_overrides (                          -- a supervisor gave somebody more than they have room for
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  staff_id      bigint      not null references staff,
  reason_sealed bytea,
  made_by       bigint      not null references staff,
  made_at       timestamptz not null default now(),
  constraint nobody_lifts_their_own_cap check (made_by <> staff_id)
);

create table debriefs (                                -- what a hard letter left behind in who answered it: for them and one other
  id            uuid        primary key,               -- each has a key of its own
  case_id       uuid        not null references cases,
  author_id     bigint      not null references staff,
  supervisor_id bigint      not null references staff,
  body_sealed   bytea,
  written_at    timestamptz not null default now(),
  constraint a_debrief_is_told_to_somebody_else check (supervisor_id <> author_id)
);
create index debriefs_of_case on debriefs (case_id);
