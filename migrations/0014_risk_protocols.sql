-- What is asked, known and agreed when somebody is in danger, and who outside hears of it. The words are sealed with the case's
-- key; open is only that a protocol exists, since when, and that confidence was broken by two.

create table risk_protocols (
  id             uuid        primary key,
  case_id        uuid        not null references cases,
  version        int         not null,                 -- the newest stands, the older ones stay readable
  content_sealed bytea,                                -- core/risk/protocol.ts
  made_by        bigint      not null references staff,
  made_at        timestamptz not null default now(),
  constraint protocol_versions_begin_with_one check (version >= 1),
  constraint one_protocol_of_a_version unique (case_id, version)
);

create table disclosures (                             -- somebody outside is told what was said in confidence
  id            uuid        primary key,
  case_id       uuid        not null references cases,
  konseli_first text        not null,                  -- whether the konseli hears of it before
  words_sealed  bytea,                                 -- who is told, what, and why: safety/disclosures.ts
  asked_by      bigint      not null references staff,
  asked_at      timestamptz not null default now(),
  agreed_by     bigint      references staff,
  agreed_at     timestamptz,
  refused_at    timestamptz,
  alone         boolean     not null default false,    -- help could not wait for a second person, who looks at it afterwards
  told_at       timestamptz,
  constraint konseli_first_is_known check (konseli_first in ('told', 'not_safe')),
  constraint disclosure_needs_two_persons check (agreed_by <> asked_by),
  constraint disclosure_answer_is_signed check ((agreed_by is null) = (agreed_at is null and refused_at is null)),
  constraint disclosure_is_agreed_or_refused check (agreed_at is null or refused_at is null),
  constraint confidence_is_broken_by_two check (told_at is null or agreed_at is not null or alone)
);
create index disclosures_of_case on disclosures (case_id, asked_at);

-- Nobody in danger is read as out of danger before what was asked and done is written down. Help itself waits for no paper.
create function guard_risk() returns trigger language plpgsql as $$
begin
  if not exists (select from risk_protocols p where p.case_id = old.id and p.made_at >= coalesce((
      select max(r.recorded_at) from case_records r
       where r.case_id = old.id and r.item in ('risk_read', 'risk_reread') and r.value = 'urgent'), '-infinity')) then
    raise exception 'no protocol since the danger was read' using errcode = 'check_violation', constraint = 'danger_passes_with_a_protocol';
  end if;
  return new;
end $$;
create trigger guard_risk before update of risk on cases for each row
  when (old.risk = 'urgent' and new.risk <> 'urgent') execute function guard_risk();
