-- Letters that the service writes in a case beside the answers: after a silence, about a meeting, to ask for a consent.
-- `occasion` says what each is about; it is no word of the case.

alter table outbound_mails drop constraint outbound_kind_is_known;
alter table outbound_mails add constraint outbound_kind_is_known check (kind in ('reply', 'acknowledgement', 'service'));
alter table outbound_mails add occasion text
  constraint occasions_are_names check (occasion ~ '^[a-z][a-z_]{1,39}$');
alter table outbound_mails add constraint letters_of_the_service_have_an_occasion check ((kind = 'service') = (occasion is not null));

alter table messages drop constraint message_kind_is_known;
alter table messages add constraint message_kind_is_known check (kind in ('letter', 'acknowledgement', 'automatic', 'service'));
