-- The questions of a letter can be answered with a tap, on a page behind a link in it. What is given there stands under the
-- letter of ours that asked; what is given in a letter stands in a letter of the konseli.

alter table answers add on_page boolean not null default false;

create table answer_links (
  token_hash bytea       primary key,           -- SHA-256; the token itself is in the mail alone
  case_id    uuid        not null references cases,
  message_id uuid        not null,              -- the letter that asks
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  constraint answer_links_are_hashed check (length(token_hash) = 32),
  constraint one_answer_link_of_a_letter unique (message_id),
  constraint an_answer_link_stands_in_a_letter_of_its_case foreign key (case_id, message_id) references messages (case_id, id) on delete cascade
);

create function guard_answers() returns trigger language plpgsql as $$
declare
  letter messages%rowtype;
begin
  select * into letter from messages m where m.id = new.message_id and m.case_id = new.case_id;
  if not new.on_page and letter.direction = 'out' then
    raise exception 'the konseli answers, not we' using errcode = 'check_violation', constraint = 'answers_in_a_letter_are_the_konselis';
  end if;
  if new.on_page and (letter.direction is distinct from 'out' or not new.holds <@ letter.asks or new.recorded_by is not null
    or not exists (select from answer_links l where l.message_id = new.message_id and l.expires_at > new.recorded_at)) then
    raise exception 'nobody was asked this' using errcode = 'check_violation', constraint = 'answers_on_a_page_stand_under_a_letter_that_asked';
  end if;
  return new;
end $$;
create trigger guard_answers before insert on answers for each row execute function guard_answers();
