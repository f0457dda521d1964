/**
 * The tables as TypeScript sees them. The database is the truth: tests/database/drift.test.ts compares the two.
 * Columns ending in `_sealed` and `_index` hold bytes that only src/crypto makes and reads.
 */
import type { ColumnType, Generated } from 'kysely';

type Id = string;
type StaffId = number;
type Time = Date;
/** Set by the database when left out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;
type Json<T> = ColumnType<T, string | undefined, string>;

export type StaffRole = 'counsellor' | 'supervisor' | 'admin';
export type Language = 'id' | 'en';
export type Stage = 'preparation' | 'counselling' | 'post_counselling' | 'closed';
export type Outcome = 'resolved' | 'face_to_face' | 'another_session' | 'referred';
export type Ending =
  | 'resolved'
  | 'face_to_face'
  | 'referred'
  | 'silent'
  | 'withdrawn'
  | 'not_counselling'
  | 'emergency';
export type Risk = 'unread' | 'none' | 'concern' | 'urgent';
export type Turn = 'counsellor' | 'konseli' | 'nobody';
export type KeyPurpose = 'service' | 'index' | 'token' | 'person' | 'letters' | 'notes' | 'mail' | 'resonance';
export type InboundState = 'received' | 'filed' | 'held' | 'ignored' | 'failed';
export type Fate =
  | 'new_case'
  | 'joined'
  | 'returned'
  | 'bounce'
  | 'automatic'
  | 'list'
  | 'calendar'
  | 'spam'
  | 'duplicate'
  | 'own_copy'
  | 'waits_for_person'
  | 'could_not_be_read'
  | 'set_aside'
  | 'blocked'
  | 'erased';
export type MeetingChange =
  | 'agreed'
  | 'moved'
  | 'told'
  | 'reminded'
  | 'accepted'
  | 'declined'
  | 'tentative'
  | 'cancelled'
  | 'took_place'
  | 'konseli_absent'
  | 'we_could_not';
export type OutboundState = 'queued' | 'sending' | 'retry' | 'sent' | 'failed' | 'uncertain' | 'cancelled';

export interface KeysTable {
  id: Id;
  purpose: KeyPurpose;
  owner: Id | null;
  wrapped: Buffer | null;
  kek: string;
  created_at: Defaulted<Time>;
  destroyed_at: Time | null;
}

export interface StaffTable {
  id: Generated<StaffId>;
  email: string;
  name: string;
  role: StaffRole;
  language: Defaulted<Language>;
  password_hash: string | null;
  second_factor_sealed: Buffer | null;
  second_factor_step: Defaulted<number>;
  created_at: Defaulted<Time>;
  last_seen_at: Time | null;
  disabled_at: Time | null;
  load_cap: number | null;
}

export interface InvitationsTable {
  token_hash: Buffer;
  staff_id: StaffId;
  purpose: 'set_password' | 'new_second_factor';
  made_by: StaffId | null;
  made_at: Defaulted<Time>;
  expires_at: Time;
  used_at: Time | null;
}

export interface SessionsTable {
  token_hash: Buffer;
  staff_id: StaffId | null;
  data: Json<Record<string, unknown>>;
  created_at: Defaulted<Time>;
  last_seen_at: Defaulted<Time>;
  expires_at: Time;
}

export interface KonseliTable {
  id: Id;
  name_sealed: Buffer | null;
  language: Defaulted<Language>;
  created_at: Defaulted<Time>;
  erased_at: Time | null;
  code_word_sealed: Buffer | null;
}

export interface KonseliAddressesTable {
  address_index: Buffer;
  konseli_id: Id;
  address_sealed: Buffer;
  created_at: Defaulted<Time>;
  undeliverable_at: Time | null;
}

export interface ServiceTable {
  only_one: Defaulted<boolean>;
  settings: Json<Record<string, unknown>>;
}

export interface CrisisContactsTable {
  id: Generated<number>;
  name: string;
  contact: string;
  hours: Defaulted<string>;
  source: Defaulted<string>;
  position: Defaulted<number>;
  verified_at: Time | null;
  verified_by: StaffId | null;
}

export interface MailboxesTable {
  id: Generated<number>;
  address: string;
}

export interface MailboxFoldersTable {
  mailbox_id: number;
  folder: string;
  uid_validity: Defaulted<number>;
  last_uid: Defaulted<number>;
  checked_at: Time | null;
  problem: string | null;
  problem_since: Time | null;
}

export interface MailboxLoginsTable {
  mailbox_id: number;
  refresh_sealed: Buffer;
  access_sealed: Buffer | null;
  access_ends_at: Time | null;
  renewing_until: Time | null;
  given_at: Defaulted<Time>;
}

export interface MailboxTrafficTable {
  mailbox_id: number;
  day: string;
  received: number;
}

export interface ReconciliationsTable {
  id: Generated<number>;
  mailbox_id: number;
  folder: string;
  uid_validity: number;
  uid_next: number;
  ended_at: Time;
  on_server: number;
  waiting: number;
  fetched: number;
  missing: number;
  size_differs: number;
  gone: number;
  gone_unread: number;
}

export interface CasesTable {
  id: Id;
  code: string;
  mailbox_id: number;
  konseli_id: Id;
  counsellor_id: StaffId | null;
  title_sealed: Buffer | null;
  preview_sealed: Buffer | null;
  stage: Defaulted<Stage>;
  round: Defaulted<number>;
  ending: Ending | null;
  previous_id: Id | null;
  risk: Defaulted<Risk>;
  turn: Defaulted<Turn>;
  waiting_since: Time | null;
  answer_due_at: Time | null;
  asleep_until: Time | null;
  letters: Defaulted<number>;
  last_letter_at: Time | null;
  last_inbound_id: Id | null;
  opened_at: Defaulted<Time>;
  closed_at: Time | null;
  erased_at: Time | null;
  asking: Defaulted<string[]>;
  asking_instrument: Id | null;
  signs: Defaulted<'none' | 'amber' | 'red'>;
  guardian_withdrew_at: Time | null;
  stopped_at: Time | null;
  quiet_until: Time | null;
  referral_asked: Id | null;
}

export interface CasePeopleTable {
  case_id: Id;
  staff_id: StaffId;
  part: 'co' | 'excluded';
  added_by: StaffId;
  added_at: Defaulted<Time>;
}

export interface SupervisorReadingsTable {
  id: Id;
  case_id: Id;
  supervisor_id: StaffId;
  reason_sealed: Buffer;
  began_at: Defaulted<Time>;
  ends_at: Time;
}

export interface StageMovesTable {
  from_stage: Stage;
  to_stage: Stage;
}

export interface GateItemsTable extends StageMovesTable {
  item: string;
}

export interface RoundsTable {
  case_id: Id;
  round: number;
  began_at: Defaulted<Time>;
  ended_at: Time | null;
}

export interface CaseRecordsTable {
  id: Id;
  case_id: Id;
  round: number;
  item: string;
  value: Defaulted<string>;
  remark_sealed: Buffer | null;
  message_id: Id | null;
  recorded_by: StaffId | null;
  recorded_at: Defaulted<Time>;
  withdrawn_at: Time | null;
}

export interface GateOverridesTable {
  id: Id;
  case_id: Id;
  round: number;
  from_stage: Stage;
  to_stage: Stage;
  reason_sealed: Buffer;
  asked_by: StaffId;
  asked_at: Defaulted<Time>;
  agreed_by: StaffId | null;
  agreed_at: Time | null;
  refused_at: Time | null;
}

export interface OutcomesTable {
  id: Id;
  case_id: Id;
  round: number;
  outcome: Outcome;
  fields: string[];
  details_sealed: Buffer;
  message_id: Id | null;
  happens_at: Time | null;
  chosen_by: StaffId;
  chosen_at: Defaulted<Time>;
  replaced_at: Time | null;
  completed_at: Time | null;
}

export interface MeetingsTable {
  id: Id;
  case_id: Id;
  outcome_id: Id;
  kind: 'meeting' | 'session';
  starts_at: Time;
  minutes: number | null;
  time_zone: string;
  place_sealed: Buffer | null;
  with_calendar: Defaulted<boolean>;
  sequence: Defaulted<number>;
  told_sequence: number | null;
  told_at: Time | null;
  answer: 'accepted' | 'declined' | 'tentative' | null;
  answered_at: Time | null;
  remind_at: Time | null;
  reminder: 'sent' | 'not_needed' | 'unsafe' | 'quiet' | 'unreachable' | null;
  ended: 'cancelled' | 'took_place' | 'konseli_absent' | 'we_could_not' | null;
  ended_at: Time | null;
  ended_by: StaffId | null;
  made_by: StaffId | null;
  made_at: Defaulted<Time>;
}

export interface MeetingChangesTable {
  id: Id;
  meeting_id: Id;
  sequence: number;
  what: MeetingChange;
  starts_at: Time;
  by: StaffId | null;
  at: Time;
}

export interface ExchangeAgreementsTable {
  id: Id;
  case_id: Id;
  round: number;
  exchanges: number;
  longer: boolean;
  reason_sealed: Buffer | null;
  agreed_by: StaffId;
  agreed_at: Defaulted<Time>;
  replaced_at: Time | null;
}

export type AftercareCancelled =
  | 'no_consent'
  | 'konseli_stopped'
  | 'danger'
  | 'open_case'
  | 'undeliverable'
  | 'no_address'
  | 'not_written'
  | 'erased';

export interface AftercareTable {
  id: Id;
  case_id: Id;
  term: 'short_term' | 'long_term';
  planned_at: Defaulted<Time>;
  due_at: Time;
  message_id: Id | null;
  written_at: Time | null;
  cancelled_at: Time | null;
  cancelled_for: AftercareCancelled | null;
}

export interface AnswersTable {
  id: Id;
  case_id: Id;
  round: number;
  message_id: Id;
  holds: string[];
  given_sealed: Buffer | null;
  recorded_by: StaffId | null;
  recorded_at: Defaulted<Time>;
  replaced_at: Time | null;
  on_page: Defaulted<boolean>;
}

export interface AnswerLinksTable {
  token_hash: Buffer;
  case_id: Id;
  message_id: Id;
  made_at: Time;
  expires_at: Time;
}

export interface ConsentsTable {
  id: Id;
  case_id: Id;
  kind: 'service' | 'referral' | 'follow_up' | 'statistics';
  version: number;
  given: boolean;
  message_id: Id;
  recorded_by: StaffId | null;
  recorded_at: Defaulted<Time>;
  withdrawn_at: Time | null;
}

export interface InstrumentsTable {
  id: Id;
  name: string;
  version: number;
  definition: ColumnType<Record<string, unknown>, string, string>;
  added_by: StaffId;
  added_at: Defaulted<Time>;
  retired_at: Time | null;
}

export interface InstrumentAnswersTable {
  id: Id;
  case_id: Id;
  instrument_id: Id;
  message_id: Id;
  given_sealed: Buffer | null;
  recorded_by: StaffId | null;
  recorded_at: Defaulted<Time>;
  replaced_at: Time | null;
}

export interface GoalsTable {
  id: Id;
  case_id: Id;
  position: number;
  words_sealed: Buffer | null;
  made_by: StaffId;
  made_at: Defaulted<Time>;
  dropped_at: Time | null;
}

export interface RupturesTable {
  id: Id;
  case_id: Id;
  answers_id: Id;
  sign: 'drop' | 'not_understood';
  raised_at: Defaulted<Time>;
  settled_at: Time | null;
  settled_by: StaffId | null;
  settled: 'asked' | 'repaired' | 'nothing' | 'read_wrong' | null;
  remark_sealed: Buffer | null;
}

export interface RiskProtocolsTable {
  id: Id;
  case_id: Id;
  version: number;
  content_sealed: Buffer | null;
  made_by: StaffId;
  made_at: Defaulted<Time>;
}

export interface DisclosuresTable {
  id: Id;
  case_id: Id;
  konseli_first: 'told' | 'not_safe';
  words_sealed: Buffer | null;
  asked_by: StaffId;
  asked_at: Defaulted<Time>;
  agreed_by: StaffId | null;
  agreed_at: Time | null;
  refused_at: Time | null;
  alone: Defaulted<boolean>;
  told_at: Time | null;
}

export interface GuardianWaiversTable {
  id: Id;
  case_id: Id;
  reason_sealed: Buffer | null;
  asked_by: StaffId;
  asked_at: Defaulted<Time>;
  agreed_by: StaffId | null;
  agreed_at: Time | null;
  refused_at: Time | null;
}

export interface PausesTable {
  id: Id;
  staff_id: StaffId;
  set_by: StaffId;
  begins_at: Defaulted<Time>;
  ends_at: Time;
  ended_at: Time | null;
}

export interface AbsencesTable {
  id: Id;
  staff_id: StaffId;
  stand_in_id: StaffId;
  entered_by: StaffId;
  entered_at: Defaulted<Time>;
  begins_at: Time;
  ends_at: Time;
  tells_konseli: boolean;
  names_stand_in: Defaulted<boolean>;
  began_at: Time | null;
  ended_at: Time | null;
}

export interface AbsencePartsTable {
  absence_id: Id;
  case_id: Id;
  given_at: Time;
  ended_at: Time | null;
}

export interface AnswersByItselfTable {
  message_id: Id;
  case_id: Id;
  absence_id: Id;
  outbound_id: Id | null;
  why_not: string | null;
  at: Time;
}

export interface LoadOverridesTable {
  id: Id;
  case_id: Id;
  staff_id: StaffId;
  reason_sealed: Buffer | null;
  made_by: StaffId;
  made_at: Defaulted<Time>;
}

export interface DebriefsTable {
  id: Id;
  case_id: Id;
  author_id: StaffId;
  supervisor_id: StaffId;
  body_sealed: Buffer | null;
  written_at: Defaulted<Time>;
}

export interface InboundMailsTable {
  id: Id;
  mailbox_id: number;
  folder: string;
  uid_validity: number;
  uid: number;
  raw_sealed: Buffer | null;
  raw_index: Buffer;
  message_index: Buffer | null;
  sender_index: Buffer | null;
  letter_index: Buffer | null;
  kind: string | null;
  size: number;
  truncated: Defaulted<boolean>;
  historic: Defaulted<boolean>;
  in_spam: Defaulted<boolean>;
  received_at: Defaulted<Time>;
  arrived_at: Time;
  state: Defaulted<InboundState>;
  fate: Fate | null;
  case_id: Id | null;
  suggestion: Id | null;
  attempts: Defaulted<number>;
  lease_until: Time | null;
  settled_at: Time | null;
  settled_by: StaffId | null;
  problem: string | null;
  removed_at: Time | null;
}

export interface BlocksTable {
  id: Id;
  sender_index: Buffer;
  sender_sealed: Buffer;
  whole_domain: boolean;
  reason: 'advertising' | 'flood' | 'abuse' | 'machine';
  made_by: StaffId;
  made_at: Defaulted<Time>;
  expires_at: Time;
  lifted_by: StaffId | null;
  lifted_at: Time | null;
}

export interface ErasuresTable {
  id: Id;
  case_id: Id | null;
  mail_id: Id | null;
  reason: 'konseli_asked' | 'time_is_up' | 'sent_by_mistake' | 'law';
  asked_by: StaffId | null;
  asked_at: Defaulted<Time>;
  agreed_by: StaffId | null;
  agreed_at: Time | null;
  refused_at: Time | null;
  request_id: Id | null;
}

export interface OwnRequestsTable {
  id: Id;
  case_id: Id;
  kind: 'copy' | 'erase' | 'stop' | 'pause' | 'resume' | 'who_read';
  message_id: Id | null;
  state: Defaulted<'new' | 'held' | 'code_sent' | 'confirmed' | 'done' | 'turned_down' | 'lapsed'>;
  asked_at: Time;
  pause_until: Time | null;
  held_because: 'signs' | 'sender_unproven' | 'too_many' | null;
  code_hash: Buffer | null;
  code_ends_at: Time | null;
  code_tries: Defaulted<number>;
  confirmed_at: Time | null;
  due_at: Time | null;
  owes: 'confirmed' | 'wrong_code' | 'late_code' | null;
  settled_at: Time | null;
  settled_by: StaffId | null;
  refusal: 'danger' | 'law' | 'not_theirs' | 'taken_back' | null;
}

export type AlarmKind = 'mail_stopped' | 'sending_stopped' | 'queue_stopped' | 'disk_nearly_full';

export interface AlarmsTable {
  id: Id;
  kind: AlarmKind;
  place: string;
  began_at: Time;
  seen_at: Time;
  ended_at: Time | null;
}

export interface DutyCallsTable {
  id: Id;
  case_id: Id;
  message_id: Id;
  step: number;
  called_at: Time;
  next_at: Time | null;
  answered_at: Time | null;
  answered_by: StaffId | null;
}

export interface AlarmMailsTable {
  id: Id;
  alarm_id: Id | null;
  call_id: Id | null;
  staff_id: StaffId;
  tells: 'began' | 'ended' | 'called';
  state: Defaulted<'queued' | 'sending' | 'sent' | 'failed' | 'cancelled'>;
  attempts: Defaulted<number>;
  due_at: Time;
  lease_until: Time | null;
  settled_at: Time | null;
  problem: string | null;
}

export interface OutboundMailsTable {
  id: Id;
  case_id: Id;
  mailbox_id: number;
  kind: 'reply' | 'acknowledgement' | 'service' | 'referral';
  occasion: string | null;
  dedupe_key: string;
  message_index: Buffer;
  recipient_sealed: Buffer | null;
  raw_sealed: Buffer | null;
  automatic: Defaulted<boolean>;
  state: Defaulted<OutboundState>;
  attempts: Defaulted<number>;
  due_at: Defaulted<Time>;
  lease_until: Time | null;
  settled_at: Time | null;
  problem: string | null;
  bounced_at: Time | null;
  bounce: string | null;
  bounce_permanent: boolean | null;
  seen_problem_at: Time | null;
  copy_state: Defaulted<'waiting' | 'done' | 'failed' | 'none'>;
  copy_attempts: Defaulted<number>;
  copy_due_at: Defaulted<Time>;
  created_at: Defaulted<Time>;
  own_key: Defaulted<boolean>;
  discreet: Defaulted<boolean>;
  any_hour: Defaulted<boolean>;
}

export interface DeliveryAgreementsTable {
  id: Id;
  case_id: Id;
  mode: 'full' | 'notice' | 'paused';
  neutral: boolean;
  safe_days: Defaulted<number[]>;
  safe_from: number | null;
  safe_until: number | null;
  message_id: Id | null;
  set_by: StaffId | null;
  set_at: Time;
  replaced_at: Time | null;
}

export interface ReadingPinsTable {
  konseli_id: Id;
  pin_sealed: Buffer;
  told: 'letter' | 'other_way';
  made_by: StaffId;
  made_at: Time;
  tries: Defaulted<number>;
  locked_until: Time | null;
}

export interface ReadingLinksTable {
  token_hash: Buffer;
  case_id: Id;
  message_id: Id;
  made_at: Time;
  expires_at: Time;
  opened_at: Time | null;
  reader_hash: Buffer | null;
  ends_at: Time | null;
  closed_at: Time | null;
  closed: 'left' | 'wrong_reader' | 'replaced' | null;
}

export interface AcknowledgementsTable {
  outbound_id: Id;
  address_index: Buffer;
  at: Defaulted<Time>;
}

export interface MessagesTable {
  id: Id;
  case_id: Id;
  mailbox_id: number;
  direction: 'in' | 'out';
  kind: Defaulted<'letter' | 'acknowledgement' | 'automatic' | 'service'>;
  message_index: Buffer | null;
  content_sealed: Buffer | null;
  arrived_at: Time;
  author_id: StaffId | null;
  inbound_id: Id | null;
  outbound_id: Id | null;
  attachments: Defaulted<number>;
  created_at: Defaulted<Time>;
  asks: Defaulted<string[]>;
  consent_version: number | null;
  command: 'copy' | 'erase' | 'stop' | 'pause' | 'resume' | 'who_read' | 'code' | null;
  instrument_id: Id | null;
  ends_round: number | null;
  auto_submitted: Defaulted<boolean>;
}

export interface AttachmentsTable {
  id: Id;
  message_id: Id;
  position: number;
  facts_sealed: Buffer | null;
  content_sealed: Buffer | null;
  size: number;
  inline: Defaulted<boolean>;
}

export interface NotesTable {
  id: Id;
  case_id: Id;
  author_id: StaffId;
  body_sealed: Buffer | null;
  created_at: Defaulted<Time>;
}

export interface WorksheetsTable {
  message_id: Id;
  author_id: StaffId;
  case_id: Id;
  words_sealed: Buffer;
  written_in: Id;
  began_at: Defaulted<Time>;
  saved_at: Defaulted<Time>;
}

export interface ResonanceKeysTable {
  case_id: Id;
  author_id: StaffId;
  owner: Id;
}

export interface ResonancesTable {
  message_id: Id;
  author_id: StaffId;
  case_id: Id;
  words_sealed: Buffer;
  written_in: Id;
  saved_at: Defaulted<Time>;
}

export interface ResonanceSharesTable {
  id: Id;
  message_id: Id;
  author_id: StaffId;
  supervisor_id: StaffId;
  shared_at: Defaulted<Time>;
  withdrawn_at: Time | null;
}

export interface CueMarksTable {
  id: Id;
  case_id: Id;
  message_id: Id;
  mark: 'asked' | 'noted' | 'dismissed';
  cue_sealed: Buffer;
  marked_by: StaffId;
  marked_at: Defaulted<Time>;
}

export interface DraftsTable {
  case_id: Id;
  author_id: StaffId;
  body_sealed: Buffer;
  saved_at: Defaulted<Time>;
}

export interface ReplyTemplatesTable {
  id: Id;
  author_id: StaffId;
  title: string;
  language: Defaulted<Language>;
  body: string;
  shared: Defaulted<boolean>;
  saved_at: Defaulted<Time>;
}

export interface CaseSeenTable {
  case_id: Id;
  staff_id: StaffId;
  message_id: Id | null;
  seen_at: Defaulted<Time>;
}

export interface FollowUpsTable {
  id: Id;
  case_id: Id;
  kind: 'session' | 'meeting' | 'referral' | 'wake';
  due_at: Time;
  created_by: StaffId | null;
  created_at: Defaulted<Time>;
  done_at: Time | null;
  cancelled_at: Time | null;
}

export type ExpertField =
  | 'psychologist'
  | 'psychiatrist'
  | 'doctor'
  | 'counsellor'
  | 'social_worker'
  | 'tppk'
  | 'satgas'
  | 'child_protection'
  | 'shelter'
  | 'legal_aid'
  | 'police';
export type ReferralState =
  | 'prepared'
  | 'asked'
  | 'consented'
  | 'sent'
  | 'accepted'
  | 'appointed'
  | 'reported'
  | 'finished'
  | 'declined'
  | 'withdrawn';

export interface ExpertsTable {
  id: Generated<number>;
  name: string;
  profession: string;
  organisation: Defaulted<string>;
  fields: string[];
  email: Defaulted<string>;
  phone: Defaulted<string>;
  place: Defaulted<string>;
  hours: Defaulted<string>;
  cost: Defaulted<string>;
  note: Defaulted<string>;
  language: Defaulted<Language>;
  owner_id: StaffId;
  verified_at: Time | null;
  verified_by: StaffId | null;
  removed_at: Time | null;
}

export interface ReferralsTable {
  id: Id;
  case_id: Id;
  round: number;
  expert_id: number | null;
  colleague_id: StaffId | null;
  field: ExpertField;
  why_sealed: Buffer | null;
  state: Defaulted<ReferralState>;
  prepared_by: StaffId;
  prepared_at: Defaulted<Time>;
  sent_at: Time | null;
  accepted_at: Time | null;
  ended_at: Time | null;
}

export interface ReferralTextsTable {
  id: Id;
  case_id: Id;
  referral_id: Id;
  version: number;
  items: string[];
  text_sealed: Buffer | null;
  asked_id: Id | null;
  written_by: StaffId;
  written_at: Defaulted<Time>;
  replaced_at: Time | null;
}

export interface ReferralAnswersTable {
  id: Id;
  case_id: Id;
  referral_id: Id;
  text_id: Id;
  text_hash: Buffer;
  answer: 'yes' | 'no' | 'change';
  message_id: Id;
  recorded_by: StaffId | null;
  recorded_at: Defaulted<Time>;
  withdrawn_at: Time | null;
}

export interface ReferralOverridesTable {
  id: Id;
  case_id: Id;
  referral_id: Id;
  text_id: Id;
  text_hash: Buffer;
  covers: string[];
  reason_sealed: Buffer | null;
  asked_by: StaffId;
  asked_at: Defaulted<Time>;
  agreed_by: StaffId | null;
  agreed_at: Time | null;
  refused_at: Time | null;
  void_at: Time | null;
}

export interface ReferralLinksTable {
  token_hash: Buffer;
  case_id: Id;
  referral_id: Id;
  outbound_id: Id;
  pin_index: Buffer;
  tries: Defaulted<number>;
  opens: Defaulted<number>;
  opened_at: Time | null;
  made_by: StaffId;
  made_at: Defaulted<Time>;
  expires_at: Time;
  voided_at: Time | null;
}

export interface ReferralNewsTable {
  id: Id;
  case_id: Id;
  referral_id: Id;
  kind: 'accepted' | 'declined' | 'appointment' | 'feedback' | 'more_needed';
  words_sealed: Buffer | null;
  happens_at: Time | null;
  recorded_by: StaffId | null;
  at: Defaulted<Time>;
}

/** One wait for the konseli's letter. */
export interface SilencesTable {
  id: Id;
  case_id: Id;
  after_outbound: Id;
  began_at: Time;
  expected_at: Time;
  step: Defaulted<number>;
  due_at: Time | null;
  told_at: Time | null;
  told_why: string | null;
  held_at: Time | null;
  held_by: StaffId | null;
  ended_at: Time | null;
}

export interface PromisesTable {
  id: Id;
  case_id: Id;
  waiting_since: Time;
  due_at: Time;
  made_at: Time;
  state: Defaulted<'open' | 'kept' | 'explained' | 'missed' | 'void'>;
  settled_at: Time | null;
  told_at: Time | null;
  why_not_told: string | null;
}

/** Append-only: `seq`, `at`, `prev_hash` and `hash` are set by the database's trigger. */
export interface EventsTable {
  seq: ColumnType<number, undefined, never>;
  at: ColumnType<Time, undefined, never>;
  actor: ColumnType<string, string, never>;
  case_id: ColumnType<Id | null, Id | null | undefined, never>;
  kind: ColumnType<string, string, never>;
  data: ColumnType<Record<string, unknown>, string | undefined, never>;
  prev_hash: ColumnType<Buffer, undefined, never>;
  hash: ColumnType<Buffer, undefined, never>;
}

export interface AuditAnchorsTable {
  seq: number;
  hash: Buffer;
  at: Defaulted<Time>;
}

export interface DB {
  'vault.keys': KeysTable;
  staff: StaffTable;
  invitations: InvitationsTable;
  sessions: SessionsTable;
  konseli: KonseliTable;
  konseli_addresses: KonseliAddressesTable;
  service: ServiceTable;
  crisis_contacts: CrisisContactsTable;
  mailboxes: MailboxesTable;
  mailbox_folders: MailboxFoldersTable;
  mailbox_logins: MailboxLoginsTable;
  mailbox_traffic: MailboxTrafficTable;
  reconciliations: ReconciliationsTable;
  cases: CasesTable;
  case_people: CasePeopleTable;
  supervisor_readings: SupervisorReadingsTable;
  stage_moves: StageMovesTable;
  gate_items: GateItemsTable;
  rounds: RoundsTable;
  case_records: CaseRecordsTable;
  gate_overrides: GateOverridesTable;
  outcomes: OutcomesTable;
  meetings: MeetingsTable;
  meeting_changes: MeetingChangesTable;
  exchange_agreements: ExchangeAgreementsTable;
  aftercare: AftercareTable;
  answers: AnswersTable;
  answer_links: AnswerLinksTable;
  goals: GoalsTable;
  instruments: InstrumentsTable;
  instrument_answers: InstrumentAnswersTable;
  consents: ConsentsTable;
  ruptures: RupturesTable;
  risk_protocols: RiskProtocolsTable;
  disclosures: DisclosuresTable;
  guardian_waivers: GuardianWaiversTable;
  pauses: PausesTable;
  absences: AbsencesTable;
  absence_parts: AbsencePartsTable;
  answers_by_itself: AnswersByItselfTable;
  load_overrides: LoadOverridesTable;
  debriefs: DebriefsTable;
  inbound_mails: InboundMailsTable;
  blocks: BlocksTable;
  erasures: ErasuresTable;
  own_requests: OwnRequestsTable;
  alarms: AlarmsTable;
  duty_calls: DutyCallsTable;
  alarm_mails: AlarmMailsTable;
  outbound_mails: OutboundMailsTable;
  delivery_agreements: DeliveryAgreementsTable;
  reading_pins: ReadingPinsTable;
  reading_links: ReadingLinksTable;
  acknowledgements: AcknowledgementsTable;
  messages: MessagesTable;
  attachments: AttachmentsTable;
  notes: NotesTable;
  worksheets: WorksheetsTable;
  resonance_keys: ResonanceKeysTable;
  resonances: ResonancesTable;
  resonance_shares: ResonanceSharesTable;
  cue_marks: CueMarksTable;
  drafts: DraftsTable;
  reply_templates: ReplyTemplatesTable;
  case_seen: CaseSeenTable;
  follow_ups: FollowUpsTable;
  experts: ExpertsTable;
  referrals: ReferralsTable;
  referral_texts: ReferralTextsTable;
  referral_answers: ReferralAnswersTable;
  referral_overrides: ReferralOverridesTable;
  referral_links: ReferralLinksTable;
  referral_news: ReferralNewsTable;
  silences: SilencesTable;
  promises: PromisesTable;
  events: EventsTable;
  audit_anchors: AuditAnchorsTable;
}
