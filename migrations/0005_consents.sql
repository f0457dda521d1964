-- To what a konseli agreed, in which words of ours, and the letter that says it. Each consent stands by itself and can be taken
-- back; the newest word counts.

alter table messages add consent_version int            -- the text of consent that a letter of ours carried
  constraint consent_is_asked_with_its_text check ((consent_version is not null) = (asks @> '{consent}'));

create table consents (
  id           uuid        primary key,
  case_id      uuid        not null references cases,
  kind         text        not null,
  version      int         not null,                  -- of our text; 0: before any was sent
  given        boolean     not null,
  message_id   uuid        not null,                  -- the konseli's letter that says it
  recorded_by  bigint      references staff,          -- null: the program read it
  recorded_at  timestamptz not null default now(),
  withdrawn_at timestamptz,                            -- taken back, or another word came after it
  constraint consent_kind_is_known check (kind in ('service', 'referral', 'follow_up', 'statistics')),
  constraint consents_stand_in_a_letter_of_this_case foreign key (case_id, message_id) references messages (case_id, id)
);
create unique index one_standing_consent_of_a_kind on consents (case_id, kind) where withdrawn_at is null;
