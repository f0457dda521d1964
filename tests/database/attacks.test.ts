// What the program must never do, tried against the database itself: each attack is refused, and by the rule meant for it.
import { createHash, randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../../src/audit/record.ts';
import { newId } from '../../src/db/database.ts';
import {
  aCase,
  counsellorAnswers,
  days,
  endWithLetter,
  enterCounselling,
  enterPostCounselling,
  konseliWrites,
  openWorld,
  START,
  type World,
} from '../support/cast.ts';

let world: World;
let x: Stage;

/** What the attacks aim at. */
interface Stage {
  ani: number;
  ratna: number;
  mailbox: number;
  konseli: string;
  /** of Sari, in preparation, with Bu Ani */
  fresh: string;
  freshLetter: string;
  /** of Bima, in counselling */
  talking: string;
  talkingLetter: string;
  /** of Dewi, in post-counselling, nothing chosen */
  ending: string;
  endingLetter: string;
  /** of Tono, closed as withdrawn */
  closed: string;
  /** of Joni, closed as resolved */
  done: string;
  /** of Rani, nobody's */
  pool: string;
  /** of a session that Dewi's case agreed on in the last round, and that has been replaced */
  agreed: string;
  /** a sent reply in Bima's case, and the letter that it carried */
  sent: string;
  sentLetter: string;
  /** Bima's letter after it */
  answerLetter: string;
  expert: number;
}

beforeAll(async () => {
  world = await openWorld();
  const { buAni } = world;
  const fresh = await aCase(world, { konseli: 'Sari', counsellor: buAni });
  const talking = await aCase(world, { konseli: 'Bima', counsellor: buAni });
  const ending = await aCase(world, { konseli: 'Dewi', counsellor: buAni });
  const closed = await aCase(world, { konseli: 'Tono', counsellor: buAni });
  const pool = await aCase(world, { konseli: 'Rani' });
  await enterCounselling(world, talking, buAni);
  const sentLetter = await counsellorAnswers(world, talking, buAni, { text: 'Halo Bima' });
  const answerLetter = await konseliWrites(world, talking, { konseli: 'Bima', text: 'Halo, Bu.' });
  const read = { waiting_since: null, turn: 'konseli' as const, answer_due_at: null };
  await world.db.updateTable('cases').set(read).where('id', '=', talking.id).execute();
  await enterCounselling(world, ending, buAni);
  await enterPostCounselling(world, ending, buAni);
  await close('withdrawn', closed.id).execute(world.db);
  const done = await aCase(world, { konseli: 'Joni', counsellor: buAni });
  await enterCounselling(world, done, buAni);
  await enterPostCounselling(world, done, buAni);
  await endWithLetter(world, done, buAni);
  await insert('outcomes', {
    id: newId(),
    case_id: done.id,
    round: 1,
    details_sealed: some(40),
    chosen_by: buAni.id,
    outcome: 'resolved',
    fields: RESOLVED,
  }).execute(world.db);
  await close('resolved', done.id).execute(world.db);
  const sent = await world.db.selectFrom('outbound_mails').select('id').executeTakeFirstOrThrow();
  const expert = await world.db
    .insertInto('experts')
    .values({ name: 'Bu Tuti', profession: 'Psikolog', fields: ['psychologist'], phone: '021', owner_id: buAni.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  const agreed = { id: newId(), ...anOldSession(ending.id, buAni.id) };
  await insert('outcomes', agreed).execute(world.db);
  x = {
    agreed: agreed.id,
    ani: buAni.id,
    ratna: world.buRatna.id,
    mailbox: world.mailboxId,
    konseli: fresh.konseliId,
    fresh: fresh.id,
    freshLetter: fresh.firstLetterId,
    talking: talking.id,
    talkingLetter: talking.firstLetterId,
    ending: ending.id,
    endingLetter: ending.firstLetterId,
    closed: closed.id,
    done: done.id,
    pool: pool.id,
    sent: sent.id,
    sentLetter,
    answerLetter,
    expert: expert.id,
  };
});
afterAll(() => world.end());

const some = (n: number) => randomBytes(n);

/** `insert into table (columns) values (…)`, untyped: an attacker is not held by our types. */
const insert = (table: string, row: Record<string, unknown>): RawBuilder<unknown> =>
  sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((c) => sql.ref(c)))}) values (${sql.join(Object.values(row))})`;

const close = (ending: string | null, id: string) =>
  sql`update cases set stage = 'closed', ending = ${ending}::ending, closed_at = now(), turn = 'nobody', waiting_since = null, answer_due_at = null where id = ${id}`;

const RESOLVED = ['evidence', 'plan', 'way_back', 'evidence_without_letter'];
const byItself = (absence: string) => ({
  message_id: x.talkingLetter,
  case_id: x.talking,
  absence_id: absence,
  outbound_id: x.sent,
  at: START,
});

const rows = {
  key: () => ({ id: newId(), purpose: 'letters', owner: newId(), wrapped: some(61), kek: 'test' }),
  staff: () => ({ email: `${newId()}@sekolah.example`, name: 'Orang', role: 'counsellor' }),
  invitation: () => ({ token_hash: some(32), staff_id: x.ani, purpose: 'set_password', expires_at: days(999) }),
  session: () => ({ token_hash: some(32), expires_at: days(999) }),
  address: () => ({ address_index: some(32), konseli_id: x.konseli, address_sealed: some(40) }),
  contact: () => ({ name: 'SEJIWA', contact: '119' }),
  folder: () => ({ mailbox_id: x.mailbox, folder: 'Arsip' }),
  kasus: () => ({ id: newId(), code: 'ABCDEF', mailbox_id: x.mailbox, konseli_id: x.konseli }),
  reading: () => ({
    id: newId(),
    case_id: x.fresh,
    supervisor_id: x.ratna,
    reason_sealed: some(40),
    ends_at: new Date(Date.now() + 60_000),
  }),
  record: () => ({ id: newId(), case_id: x.fresh, round: 1, item: 'consent' }),
  protocol: () => ({
    id: newId(),
    case_id: x.talking,
    version: 1,
    content_sealed: some(40),
    made_by: x.ani,
    made_at: sql`now()`,
  }),
  disclosure: () => ({
    id: newId(),
    case_id: x.talking,
    konseli_first: 'told',
    words_sealed: some(40),
    asked_by: x.ani,
  }),
  waiver: () => ({ id: newId(), case_id: x.fresh, reason_sealed: some(40), asked_by: x.ani }),
  pause: () => ({
    id: newId(),
    staff_id: x.ani,
    set_by: x.ani,
    begins_at: START,
    ends_at: days(7),
  }),
  absence: () => ({
    id: newId(),
    staff_id: x.ani,
    stand_in_id: x.ratna,
    entered_by: x.ani,
    begins_at: START,
    ends_at: days(7),
    tells_konseli: true,
  }),
  loadOverride: () => ({
    id: newId(),
    case_id: x.fresh,
    staff_id: x.ani,
    reason_sealed: some(40),
    made_by: x.ratna,
  }),
  debrief: () => ({
    id: newId(),
    case_id: x.talking,
    author_id: x.ani,
    supervisor_id: x.ratna,
    body_sealed: some(40),
  }),
  override: () => ({
    id: newId(),
    case_id: x.fresh,
    round: 1,
    from_stage: 'preparation',
    to_stage: 'counselling',
    reason_sealed: some(40),
    asked_by: x.ani,
  }),
  outcome: () => ({ id: newId(), case_id: x.ending, round: 1, details_sealed: some(40), chosen_by: x.ani }),
  meeting: () => ({
    id: newId(),
    case_id: x.ending,
    outcome_id: x.agreed,
    kind: 'session',
    starts_at: days(9),
    time_zone: 'Asia/Jakarta',
  }),
  meetingChange: () => ({
    id: newId(),
    meeting_id: newId(),
    sequence: 0,
    what: 'agreed',
    starts_at: days(9),
    at: START,
  }),
  answers: () => ({ id: newId(), case_id: x.talking, round: 1, message_id: x.talkingLetter, holds: ['pulse'] }),
  consent: () => ({
    id: newId(),
    case_id: x.talking,
    kind: 'service',
    version: 1,
    given: true,
    message_id: x.talkingLetter,
  }),
  worksheet: () => ({
    message_id: x.talkingLetter,
    author_id: x.ani,
    case_id: x.talking,
    words_sealed: some(40),
    written_in: newId(),
  }),
  resonanceKey: () => ({ case_id: x.talking, author_id: x.ani, owner: '01890a5d-ac96-774b-bcce-b302099a8099' }),
  cueMark: () => ({
    id: newId(),
    case_id: x.talking,
    message_id: x.talkingLetter,
    mark: 'noted',
    cue_sealed: some(40),
    marked_by: x.ani,
  }),
  share: () => ({ id: newId(), message_id: x.talkingLetter, author_id: x.ani, supervisor_id: x.ratna }),
  agreement: () => ({
    id: newId(),
    case_id: x.talking,
    round: 1,
    exchanges: 6,
    longer: false,
    agreed_by: x.ani,
  }),
  aftercare: () => ({ id: newId(), case_id: x.done, term: 'short_term', due_at: days(99) }),
  goal: () => ({ id: newId(), case_id: x.talking, position: 1, made_by: x.ani }),
  inbound: () => ({
    id: newId(),
    mailbox_id: x.mailbox,
    folder: 'INBOX',
    uid_validity: 9,
    uid: 1,
    raw_sealed: some(40),
    raw_index: some(32),
    size: 1,
    arrived_at: START,
  }),
  block: () => ({
    id: newId(),
    sender_index: Buffer.alloc(32),
    sender_sealed: some(40),
    whole_domain: false,
    reason: 'abuse',
    made_by: x.ani,
    expires_at: sql`now() + interval '30 days'`,
  }),
  login: () => ({ mailbox_id: x.mailbox, refresh_sealed: some(40) }),
  erasure: () => ({ id: newId(), case_id: x.closed, reason: 'konseli_asked', asked_by: x.ani }),
  request: () => ({ id: newId(), case_id: x.talking, kind: 'copy', asked_at: START }),
  alarm: () => ({
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    kind: 'mail_stopped',
    place: '',
    began_at: START,
    seen_at: START,
  }),
  call: () => ({ id: newId(), case_id: x.talking, message_id: x.talkingLetter, step: 0, called_at: START }),
  silence: () => ({
    id: newId(),
    case_id: x.talking,
    after_outbound: x.sent,
    began_at: START,
    expected_at: days(7),
    due_at: days(10),
  }),
  promise: () => ({
    id: newId(),
    case_id: x.talking,
    waiting_since: START,
    due_at: days(2),
    made_at: START,
  }),
  alarmMail: () => ({ id: newId(), alarm_id: rows.alarm().id, staff_id: x.ani, tells: 'began', due_at: START }),
  outbound: () => ({
    id: newId(),
    case_id: x.fresh,
    mailbox_id: x.mailbox,
    kind: 'reply',
    dedupe_key: newId(),
    message_index: some(32),
    recipient_sealed: some(40),
    raw_sealed: some(40),
  }),
  delivery: () => ({ id: newId(), case_id: x.fresh, mode: 'full', neutral: false, set_by: x.ani, set_at: START }),
  pin: () => ({ konseli_id: x.konseli, pin_sealed: some(40), told: 'letter', made_by: x.ani, made_at: START }),
  answerLink: () => ({
    token_hash: some(32),
    case_id: x.talking,
    message_id: x.sentLetter,
    made_at: START,
    expires_at: days(7),
  }),
  link: () => ({
    token_hash: some(32),
    case_id: x.talking,
    message_id: x.talkingLetter,
    made_at: START,
    expires_at: days(7),
  }),
  message: () => ({ id: newId(), case_id: x.fresh, mailbox_id: x.mailbox, direction: 'in', arrived_at: START }),
  template: () => ({ id: newId(), author_id: x.ani, title: 'Salam', body: 'Halo' }),
  followUp: () => ({ id: newId(), case_id: x.fresh, kind: 'wake', due_at: days(1) }),
  expert: () => ({ name: 'Pak Hadi', profession: 'Dokter', fields: ['doctor'], phone: '021', owner_id: x.ani }),
  referral: () => ({
    id: REFERRAL,
    case_id: x.talking,
    round: 1,
    expert_id: x.expert,
    field: 'psychologist',
    prepared_by: x.ani,
  }),
  referralText: () => ({
    id: TEXT,
    case_id: x.talking,
    referral_id: REFERRAL,
    version: 1,
    items: ['name'],
    text_sealed: SEALED,
    asked_id: x.sentLetter,
    written_by: x.ani,
  }),
  referralAnswer: () => ({
    id: newId(),
    case_id: x.talking,
    referral_id: REFERRAL,
    text_id: TEXT,
    text_hash: sha256(SEALED),
    answer: 'yes',
    message_id: x.answerLetter,
  }),
  referralOverride: () => ({
    id: newId(),
    case_id: x.talking,
    referral_id: REFERRAL,
    text_id: TEXT,
    text_hash: sha256(SEALED),
    covers: ['consent'],
    reason_sealed: some(40),
    asked_by: x.ani,
  }),
  referralMail: () => ({ ...rows.outbound(), id: MAIL, case_id: x.talking, kind: 'referral' }),
  referralLink: () => ({
    token_hash: some(32),
    case_id: x.talking,
    referral_id: REFERRAL,
    outbound_id: MAIL,
    pin_index: some(32),
    made_by: x.ani,
    expires_at: days(999),
  }),
  referralNews: () => ({ id: newId(), case_id: x.talking, referral_id: REFERRAL, kind: 'accepted' }),
  instrument: () => ({
    id: newId(),
    name: 'tidur',
    version: 1,
    definition: '{"licence":{"text":"z","holder":"x","reference":"y"},"danger":[]}',
    added_by: x.ani,
  }),
  items: (instrument: string, letter = x.freshLetter) => ({
    id: newId(),
    case_id: x.fresh,
    instrument_id: instrument,
    message_id: letter,
    given_sealed: some(40),
  }),
  event: () => ({ actor: 'system', kind: 'case.read' }),
};

const REFERRAL = '01890a5d-ac96-774b-bcce-b302099a8101';
const TEXT = '01890a5d-ac96-774b-bcce-b302099a8102';
const MAIL = '01890a5d-ac96-774b-bcce-b302099a8103';
const SEALED = some(60);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** A referral of Bima that is ready to be asked about. */
const prepared = () => [insert('referrals', rows.referral()), insert('referral_texts', rows.referralText())];
const referralIs = (state: string, also: RawBuilder<unknown> = sql``) =>
  sql`update referrals set state = ${state} ${also} where id = ${REFERRAL}`;
const agreed = () => [...prepared(), insert('referral_answers', rows.referralAnswer()), referralIs('consented')];
const sentReferral = () => [...agreed(), referralIs('sent', sql`, sent_at = now()`)];
const sentWithLink = () => [
  ...sentReferral(),
  insert('outbound_mails', rows.referralMail()),
  insert('referral_links', rows.referralLink()),
];

type Attack = [rule: string, what: string, how: () => RawBuilder<unknown>[]];

const attacks: Attack[] = [
  // keys
  [
    'key_purpose_is_known',
    'a key for something else',
    () => [insert('vault.keys', { ...rows.key(), purpose: 'gossip' })],
  ],
  [
    'service_keys_have_no_owner',
    'a case key without a case',
    () => [insert('vault.keys', { ...rows.key(), owner: null })],
  ],
  [
    'destroyed_keys_are_gone',
    'a key called destroyed and kept',
    () => [sql`update vault.keys set destroyed_at = now() where owner = ${x.fresh}`],
  ],
  [
    'one_key_of_a_purpose',
    'a second key for the letters of a case',
    () => [insert('vault.keys', { ...rows.key(), owner: x.fresh })],
  ],
  [
    'one_key_of_a_purpose',
    'a second token key of the service',
    () => [insert('vault.keys', { ...rows.key(), purpose: 'token', owner: null })],
  ],

  // people
  [
    'staff_email_is_lower_case',
    'two spellings of one address',
    () => [insert('staff', { ...rows.staff(), email: 'Ani@sekolah.example' })],
  ],
  ['staff_language_is_known', 'a language without words', () => [insert('staff', { ...rows.staff(), language: 'xx' })]],
  [
    'invitation_token_is_a_sha256',
    'an invitation by the token itself',
    () => [insert('invitations', { ...rows.invitation(), token_hash: some(16) })],
  ],
  [
    'invitation_purpose_is_known',
    'an invitation to more',
    () => [insert('invitations', { ...rows.invitation(), purpose: 'be_admin' })],
  ],
  [
    'invitation_ends_after_it_begins',
    'an invitation that is over',
    () => [insert('invitations', { ...rows.invitation(), expires_at: days(-999) })],
  ],
  [
    'session_token_is_a_sha256',
    'a session by the token itself',
    () => [insert('sessions', { ...rows.session(), token_hash: some(31) })],
  ],
  [
    'session_ends_after_it_begins',
    'a session that is over',
    () => [insert('sessions', { ...rows.session(), expires_at: days(-999) })],
  ],
  [
    'erased_konseli_has_no_name',
    'a name that outlives its erasure',
    () => [sql`update konseli set erased_at = now() where id = ${x.konseli}`],
  ],
  [
    'konseli_language_is_known',
    'a konseli in no language',
    () => [sql`update konseli set language = 'xx' where id = ${x.konseli}`],
  ],
  [
    'address_index_is_a_sha256',
    'an address in the clear',
    () => [insert('konseli_addresses', { ...rows.address(), address_index: Buffer.from('sari@murid.example') })],
  ],

  // the service
  ['there_is_one_service', 'a second service', () => [insert('service', { only_one: false })]],
  [
    'verified_by_someone',
    'a number verified by nobody',
    () => [insert('crisis_contacts', { ...rows.contact(), verified_at: START })],
  ],
  [
    'crisis_contact_is_not_empty',
    'a contact without a number',
    () => [insert('crisis_contacts', { ...rows.contact(), contact: '' })],
  ],
  [
    'mailbox_address_is_lower_case',
    'a mailbox in capitals',
    () => [insert('mailboxes', { address: 'BK@sekolah.example' })],
  ],
  [
    'a_problem_has_a_beginning',
    'a problem since never',
    () => [insert('mailbox_folders', { ...rows.folder(), problem: 'login_refused' })],
  ],
  [
    'an_access_token_has_an_end',
    'a token for a mailbox that would be used for ever',
    () => [insert('mailbox_logins', { ...rows.login(), access_sealed: some(40) })],
  ],

  // cases
  [
    'case_code_is_crockford',
    'a code with letters one misreads',
    () => [insert('cases', { ...rows.kasus(), code: 'OILU00' })],
  ],
  [
    'a_case_begins_in_preparation',
    'a case born in counselling',
    () => [insert('cases', { ...rows.kasus(), stage: 'counselling', counsellor_id: x.ani })],
  ],
  ['a_case_begins_in_preparation', 'a case born in round two', () => [insert('cases', { ...rows.kasus(), round: 2 })]],
  [
    'a_case_keeps_its_konseli_and_code',
    'a case given to another konseli',
    () => [
      sql`update cases set konseli_id = (select konseli_id from cases where id = ${x.talking}) where id = ${x.fresh}`,
    ],
  ],
  [
    'a_case_keeps_its_konseli_and_code',
    'a case renamed',
    () => [sql`update cases set code = 'ABCDEF' where id = ${x.fresh}`],
  ],
  [
    'stage_moves_are_legal',
    'straight to post-counselling',
    () => [sql`update cases set stage = 'post_counselling' where id = ${x.fresh}`],
  ],
  [
    'stage_moves_are_legal',
    'back to preparation',
    () => [sql`update cases set stage = 'preparation' where id = ${x.talking}`],
  ],
  [
    'stage_moves_are_legal',
    'a closed case opened again',
    () => [
      sql`update cases set stage = 'preparation', ending = null, closed_at = null, turn = 'counsellor' where id = ${x.closed}`,
    ],
  ],
  [
    'closed_cases_stay_as_they_are',
    'another ending afterwards',
    () => [sql`update cases set ending = 'silent' where id = ${x.closed}`],
  ],
  [
    'closed_cases_stay_as_they_are',
    'another counsellor afterwards',
    () => [sql`update cases set counsellor_id = null where id = ${x.closed}`],
  ],
  ['closed_cases_have_an_ending', 'closed for no reason', () => [close(null, x.fresh)]],
  [
    'closed_cases_have_an_ending',
    'an ending without an end',
    () => [sql`update cases set ending = 'silent' where id = ${x.fresh}`],
  ],
  [
    'closed_cases_have_a_date',
    'closed at no time',
    () => [close('withdrawn', x.fresh), sql`update cases set closed_at = null where id = ${x.fresh}`],
  ],
  [
    'nobodys_turn_when_closed',
    'closed with a konseli waiting',
    () => [close('withdrawn', x.fresh), sql`update cases set turn = 'counsellor' where id = ${x.fresh}`],
  ],
  [
    'counselling_needs_a_counsellor',
    'counselling without a counsellor',
    () => [sql`update cases set counsellor_id = null where id = ${x.talking}`],
  ],
  [
    'only_the_counsellor_is_on_the_clock',
    'a promise while the konseli writes',
    () => [sql`update cases set turn = 'konseli', waiting_since = null, answer_due_at = now() where id = ${x.fresh}`],
  ],
  [
    'waiting_is_for_the_counsellor',
    'waiting for oneself',
    () => [sql`update cases set turn = 'konseli', answer_due_at = null, waiting_since = now() where id = ${x.fresh}`],
  ],
  ['who_waits_for_us_is_not_silent', 'silent, while their letter has no answer', () => [close('silent', x.fresh)]],
  [
    'urgent_risk_is_never_closed_away',
    'red, and silent',
    () => [sql`update cases set risk = 'urgent' where id = ${x.talking}`, close('silent', x.talking)],
  ],
  [
    'urgent_risk_is_never_closed_away',
    'red, and "not counselling"',
    () => [sql`update cases set risk = 'urgent' where id = ${x.fresh}`, close('not_counselling', x.fresh)],
  ],
  [
    'red_signs_are_never_closed_away',
    'signs of danger that nobody answered, and "not counselling"',
    () => [sql`update cases set signs = 'red' where id = ${x.fresh}`, close('not_counselling', x.fresh)],
  ],
  [
    'only_closed_cases_are_erased',
    'an open case erased',
    () => [sql`update cases set erased_at = now(), title_sealed = null, preview_sealed = null where id = ${x.fresh}`],
  ],
  [
    'erased_cases_keep_no_words',
    'a title that outlives its case',
    () => [sql`update cases set erased_at = now(), preview_sealed = null where id = ${x.closed}`],
  ],
  [
    'last_letter_is_of_this_case',
    'another konseli’s letter as the last',
    () => [sql`update cases set last_inbound_id = ${x.talkingLetter} where id = ${x.fresh}`],
  ],
  [
    'part_is_known',
    'an onlooker',
    () => [insert('case_people', { case_id: x.fresh, staff_id: x.ratna, part: 'onlooker', added_by: x.ani })],
  ],
  [
    'a_reading_ends_within_an_hour',
    'a reading for a day',
    () => [insert('supervisor_readings', { ...rows.reading(), ends_at: days(999) })],
  ],

  // danger
  [
    'danger_passes_with_a_protocol',
    'out of danger with nothing written down',
    () => [
      sql`update cases set risk = 'urgent' where id = ${x.talking}`,
      sql`update cases set risk = 'none' where id = ${x.talking}`,
    ],
  ],
  [
    'danger_passes_with_a_protocol',
    'read as if nobody had read it',
    () => [
      sql`update cases set risk = 'urgent' where id = ${x.talking}`,
      sql`update cases set risk = 'unread' where id = ${x.talking}`,
    ],
  ],
  [
    'danger_passes_with_a_protocol',
    'a protocol of an earlier danger',
    () => [
      insert('risk_protocols', { ...rows.protocol(), made_at: START }),
      sql`update case_records set value = 'urgent', recorded_at = ${days(1)} where case_id = ${x.talking} and item = 'risk_read'`,
      sql`update cases set risk = 'urgent' where id = ${x.talking}`,
      sql`update cases set risk = 'concern' where id = ${x.talking}`,
    ],
  ],
  [
    'danger_passes_with_a_protocol',
    'the protocol of another case',
    () => [
      insert('risk_protocols', { ...rows.protocol(), case_id: x.fresh }),
      sql`update cases set risk = 'urgent' where id = ${x.talking}`,
      sql`update cases set risk = 'concern' where id = ${x.talking}`,
    ],
  ],
  [
    'protocol_versions_begin_with_one',
    'a version before the first',
    () => [insert('risk_protocols', { ...rows.protocol(), version: 0 })],
  ],
  [
    'one_protocol_of_a_version',
    'two newest versions',
    () => [insert('risk_protocols', rows.protocol()), insert('risk_protocols', rows.protocol())],
  ],
  [
    'konseli_first_is_known',
    'the konseli told some day',
    () => [insert('disclosures', { ...rows.disclosure(), konseli_first: 'later' })],
  ],
  [
    'disclosure_needs_two_persons',
    'telling with one’s own agreement',
    () => [insert('disclosures', { ...rows.disclosure(), agreed_by: x.ani, agreed_at: START })],
  ],
  [
    'disclosure_answer_is_signed',
    'told with nobody’s agreement',
    () => [insert('disclosures', { ...rows.disclosure(), agreed_at: START })],
  ],
  [
    'disclosure_is_agreed_or_refused',
    'yes and no',
    () => [insert('disclosures', { ...rows.disclosure(), agreed_by: x.ratna, agreed_at: START, refused_at: START })],
  ],
  [
    'confidence_is_broken_by_two',
    'told before the second person agreed',
    () => [insert('disclosures', { ...rows.disclosure(), told_at: START })],
  ],
  [
    'confidence_is_broken_by_two',
    'told though the second person said no',
    () => [insert('disclosures', { ...rows.disclosure(), agreed_by: x.ratna, refused_at: START, told_at: START })],
  ],

  // a child's guardian
  [
    'a_guardian_is_left_out_by_two',
    'a guardian left out by one',
    () => [
      insert('guardian_waivers', rows.waiver()),
      insert('case_records', { ...rows.record(), item: 'guardian', value: 'not_sought' }),
    ],
  ],
  [
    'a_guardian_is_left_out_by_two',
    'left out though the second person said no',
    () => [
      insert('guardian_waivers', { ...rows.waiver(), agreed_by: x.ratna, refused_at: START }),
      insert('case_records', { ...rows.record(), item: 'guardian', value: 'not_sought' }),
    ],
  ],
  [
    'a_guardian_is_left_out_by_two',
    'another answer that becomes this one',
    () => [
      insert('case_records', { ...rows.record(), item: 'guardian', value: 'information_only' }),
      sql`update case_records set value = 'not_sought' where case_id = ${x.fresh} and item = 'guardian'`,
    ],
  ],
  [
    'waiver_needs_two_persons',
    'leaving a guardian out with one’s own agreement',
    () => [insert('guardian_waivers', { ...rows.waiver(), agreed_by: x.ani, agreed_at: START })],
  ],
  [
    'waiver_answer_is_signed',
    'agreed by nobody',
    () => [insert('guardian_waivers', { ...rows.waiver(), agreed_at: START })],
  ],
  [
    'waiver_is_agreed_or_refused',
    'yes and no',
    () => [insert('guardian_waivers', { ...rows.waiver(), agreed_by: x.ratna, agreed_at: START, refused_at: START })],
  ],
  [
    'one_standing_waiver',
    'asked twice',
    () => [insert('guardian_waivers', rows.waiver()), insert('guardian_waivers', rows.waiver())],
  ],
  [
    'information_is_no_counselling',
    'counselling where a guardian only let us inform',
    () => [
      sql`insert into case_records (id, case_id, round, item, value) select gen_random_uuid(), ${x.fresh}, 1, item, case when item = 'guardian' then 'information_only' else '' end from gate_items where from_stage = 'preparation'`,
      sql`update cases set stage = 'counselling' where id = ${x.fresh}`,
    ],
  ],
  [
    'withdrawn_consent_shuts_the_gates',
    'counselling after the guardian took the consent back',
    () => [
      sql`insert into case_records (id, case_id, round, item) select gen_random_uuid(), ${x.fresh}, 1, item from gate_items where from_stage = 'preparation'`,
      sql`update cases set guardian_withdrew_at = now() where id = ${x.fresh}`,
      sql`update cases set stage = 'counselling' where id = ${x.fresh}`,
    ],
  ],

  // load
  ['own_cap_is_sensible', 'less than nothing', () => [sql`update staff set load_cap = -1 where id = ${x.ani}`]],
  ['pauses_come_to_an_end', 'a pause for ever', () => [insert('pauses', { ...rows.pause(), ends_at: days(999) })]],
  ['one_running_pause', 'two pauses at once', () => [insert('pauses', rows.pause()), insert('pauses', rows.pause())]],
  [
    'absences_come_to_an_end',
    'an absence for ever',
    () => [insert('absences', { ...rows.absence(), ends_at: days(999) })],
  ],
  [
    'nobody_stands_in_for_themselves',
    'a stand-in who is away',
    () => [insert('absences', { ...rows.absence(), stand_in_id: x.ani })],
  ],
  [
    'one_absence_at_a_time',
    'away twice',
    () => [
      insert('absences', rows.absence()),
      insert('absences', { ...rows.absence(), begins_at: days(6), ends_at: days(9) }),
    ],
  ],
  [
    'answered_by_itself_or_not',
    'a letter that was answered and was not',
    () => {
      const absence = rows.absence();
      return [
        insert('absences', absence),
        insert('answers_by_itself', { ...byItself(absence.id), why_not: 'no_address' }),
      ];
    },
  ],
  [
    'one_letter_of_an_absence',
    'told twice',
    () => {
      const absence = rows.absence();
      return [
        insert('absences', absence),
        insert('answers_by_itself', byItself(absence.id)),
        insert('answers_by_itself', { ...byItself(absence.id), message_id: x.answerLetter }),
      ];
    },
  ],
  [
    'nobody_lifts_their_own_cap',
    'a supervisor who gives themselves more',
    () => [insert('load_overrides', { ...rows.loadOverride(), made_by: x.ani })],
  ],
  [
    'a_debrief_is_told_to_somebody_else',
    'a debrief with oneself',
    () => [insert('debriefs', { ...rows.debrief(), supervisor_id: x.ani })],
  ],

  // gates and rounds
  [
    'gates_need_their_records',
    'counselling with nothing on record',
    () => [sql`update cases set stage = 'counselling' where id = ${x.fresh}`],
  ],
  [
    'gates_need_their_records',
    'post-counselling with nothing on record',
    () => [sql`update cases set stage = 'post_counselling' where id = ${x.talking}`],
  ],
  [
    'gates_need_their_records',
    'an override that nobody agreed to',
    () => [
      insert('gate_overrides', rows.override()),
      sql`update cases set stage = 'counselling' where id = ${x.fresh}`,
    ],
  ],
  [
    'gates_need_their_records',
    'an override of the other gate',
    () => [
      insert('gate_overrides', {
        ...rows.override(),
        from_stage: 'counselling',
        to_stage: 'post_counselling',
        agreed_by: x.ratna,
        agreed_at: START,
      }),
      sql`update cases set stage = 'counselling' where id = ${x.fresh}`,
    ],
  ],
  [
    'gates_need_their_records',
    'one record withdrawn',
    () => [
      sql`insert into case_records (id, case_id, round, item, withdrawn_at) select gen_random_uuid(), ${x.fresh}, 1, item, case when item = 'consent' then now() end from gate_items where from_stage = 'preparation'`,
      sql`update cases set stage = 'counselling' where id = ${x.fresh}`,
    ],
  ],
  [
    'gates_need_their_records',
    'red does not open the second gate',
    () => [
      sql`update cases set risk = 'urgent' where id = ${x.talking}`,
      sql`update cases set stage = 'post_counselling' where id = ${x.talking}`,
    ],
  ],
  [
    'one_standing_record',
    'two answers to one question',
    () => [insert('case_records', rows.record()), insert('case_records', rows.record())],
  ],
  [
    'records_are_of_a_round',
    'a record of a round to come',
    () => [insert('case_records', { ...rows.record(), round: 2 })],
  ],
  [
    'evidence_is_a_letter_of_this_case',
    'another konseli’s consent',
    () => [insert('case_records', { ...rows.record(), message_id: x.talkingLetter })],
  ],
  [
    'override_needs_two_persons',
    'agreeing with oneself',
    () => [insert('gate_overrides', { ...rows.override(), agreed_by: x.ani, agreed_at: START })],
  ],
  [
    'agreement_is_signed',
    'agreed by nobody',
    () => [insert('gate_overrides', { ...rows.override(), agreed_at: START })],
  ],
  [
    'agreed_or_refused_not_both',
    'agreed and refused',
    () => [insert('gate_overrides', { ...rows.override(), agreed_by: x.ratna, agreed_at: START, refused_at: START })],
  ],
  [
    'one_standing_override',
    'asked twice',
    () => [insert('gate_overrides', rows.override()), insert('gate_overrides', rows.override())],
  ],
  [
    'overrides_are_of_a_round',
    'an override for a round to come',
    () => [insert('gate_overrides', { ...rows.override(), round: 2 })],
  ],
  [
    'rounds_follow_each_other',
    'a round out of nothing',
    () => [sql`update cases set round = 2 where id = ${x.talking}`],
  ],
  [
    'rounds_follow_each_other',
    'two rounds on',
    () => [
      insert('outcomes', anotherSession()),
      sql`update cases set stage = 'counselling', round = 3 where id = ${x.ending}`,
    ],
  ],
  [
    'rounds_follow_each_other',
    'another session in the same round, whose records would open the gate',
    () => [insert('outcomes', anotherSession()), sql`update cases set stage = 'counselling' where id = ${x.ending}`],
  ],
  ['one_open_round', 'two rounds at once', () => [insert('rounds', { case_id: x.fresh, round: 2 })]],

  // outcomes and endings
  [
    'another_session_is_an_outcome',
    'another session that nobody chose',
    () => [sql`update cases set stage = 'counselling', round = 2 where id = ${x.ending}`],
  ],
  ['endings_need_their_outcome', 'resolved, with nothing written down', () => [close('resolved', x.ending)]],
  [
    'endings_need_their_outcome',
    'referred, and not accepted',
    () => [
      insert('outcomes', {
        ...rows.outcome(),
        outcome: 'referred',
        fields: ['why', 'receiver', 'shared', 'without_consent'],
      }),
      close('referred', x.ending),
    ],
  ],
  [
    'endings_need_their_outcome',
    'resolved by an outcome that was replaced',
    () => [
      insert('outcomes', {
        ...rows.outcome(),
        outcome: 'resolved',
        fields: RESOLVED,
        replaced_at: START,
      }),
      close('resolved', x.ending),
    ],
  ],
  [
    'outcomes_come_after_counselling',
    'resolved in the middle of counselling',
    () => [
      insert('outcomes', {
        ...rows.outcome(),
        case_id: x.talking,
        outcome: 'resolved',
        fields: RESOLVED,
      }),
      close('resolved', x.talking),
    ],
  ],
  [
    'who_is_done_gets_an_ending_letter',
    'resolved, and not a word of goodbye',
    () => [
      insert('outcomes', { ...rows.outcome(), outcome: 'resolved', fields: RESOLVED }),
      close('resolved', x.ending),
    ],
  ],
  [
    'who_is_done_gets_an_ending_letter',
    'resolved, by an ending letter that never left',
    () => [
      insert('outcomes', { ...rows.outcome(), outcome: 'resolved', fields: RESOLVED }),
      sql`with mail as (
        insert into outbound_mails (id, case_id, mailbox_id, kind, dedupe_key, message_index, state, settled_at)
          values (${newId()}, ${x.ending}, ${x.mailbox}, 'reply', 'reply:x', ${some(32)}, 'cancelled', now()) returning id)
        insert into messages (id, case_id, mailbox_id, direction, kind, arrived_at, author_id, outbound_id, ends_round)
          select ${newId()}, ${x.ending}, ${x.mailbox}, 'out', 'letter', now(), ${x.ani}, id, 1 from mail`,
      close('resolved', x.ending),
    ],
  ],
  [
    'another_session_is_looked_at_anew',
    'on and on, though nobody looked whether letters still suit',
    () => [
      insert('outcomes', { ...anotherSession(), chosen_at: days(400) }),
      sql`update cases set stage = 'counselling', round = 2 where id = ${x.ending}`,
    ],
  ],
  [
    'evidence_is_a_letter_or_said_why_not',
    'evidence that nobody can look up',
    () => [insert('outcomes', { ...rows.outcome(), outcome: 'resolved', fields: ['evidence', 'plan', 'way_back'] })],
  ],
  [
    'only_letters_of_ours_end_a_round',
    'the konseli’s letter as our ending letter',
    () => [sql`update messages set ends_round = 1 where id = ${x.endingLetter}`],
  ],
  [
    'a_letter_ends_a_round_of_its_case',
    'the ending of a round to come',
    () => [sql`update messages set ends_round = 2 where case_id = ${x.talking} and direction = 'out'`],
  ],
  [
    'exchanges_are_of_a_round',
    'exchanges of a round to come',
    () => [insert('exchange_agreements', { ...rows.agreement(), round: 2 })],
  ],
  [
    'exchanges_are_one_to_sixty',
    'no exchange at all',
    () => [insert('exchange_agreements', { ...rows.agreement(), exchanges: 0 })],
  ],
  [
    'longer_work_has_a_reason',
    'longer, and nobody says why',
    () => [insert('exchange_agreements', { ...rows.agreement(), longer: true })],
  ],
  [
    'one_standing_agreement_of_a_round',
    'two numbers at once',
    () => [insert('exchange_agreements', rows.agreement()), insert('exchange_agreements', rows.agreement())],
  ],
  [
    'aftercare_follows_a_resolved_case',
    'news asked of who is still here',
    () => [insert('aftercare', { ...rows.aftercare(), case_id: x.talking })],
  ],
  [
    'aftercare_follows_a_resolved_case',
    'news asked of who withdrew',
    () => [insert('aftercare', { ...rows.aftercare(), case_id: x.closed })],
  ],
  ['aftercare_term_is_known', 'a third letter', () => [insert('aftercare', { ...rows.aftercare(), term: 'yearly' })]],
  [
    'one_aftercare_of_a_term',
    'the same question twice',
    () => [insert('aftercare', rows.aftercare()), insert('aftercare', rows.aftercare())],
  ],
  [
    'aftercare_is_a_letter_of_this_case',
    'another konseli’s letter',
    () => [insert('aftercare', { ...rows.aftercare(), message_id: x.talkingLetter, written_at: START })],
  ],
  [
    'aftercare_is_written_whole',
    'written, and no letter',
    () => [insert('aftercare', { ...rows.aftercare(), written_at: START })],
  ],
  [
    'written_or_cancelled_not_both',
    'written and cancelled',
    () => [
      sql`insert into aftercare (id, case_id, term, due_at, message_id, written_at, cancelled_at, cancelled_for)
        select ${newId()}, case_id, 'short_term', now(), id, now(), now(), 'danger' from messages where case_id = ${x.done} and direction = 'out'`,
    ],
  ],
  [
    'aftercare_is_cancelled_whole',
    'cancelled, and nobody knows why',
    () => [insert('aftercare', { ...rows.aftercare(), cancelled_at: START })],
  ],
  [
    'aftercare_cancellation_is_known',
    'cancelled at a whim',
    () => [insert('aftercare', { ...rows.aftercare(), cancelled_at: START, cancelled_for: 'bored' })],
  ],
  [
    'resolved_needs_evidence_plan_and_way_back',
    'resolved without evidence',
    () => [
      insert('outcomes', {
        ...rows.outcome(),
        outcome: 'resolved',
        fields: ['plan', 'way_back', 'evidence_without_letter'],
      }),
    ],
  ],
  [
    'face_to_face_needs_why_place_and_time',
    'a meeting at no time',
    () => [
      insert('outcomes', {
        ...rows.outcome(),
        outcome: 'face_to_face',
        fields: ['why', 'place', 'who_is_told', 'without_consent'],
      }),
    ],
  ],
  [
    'another_session_needs_why_aim_and_day',
    'another session without an aim',
    () => [insert('outcomes', { ...anotherSession(), fields: ['why'] })],
  ],
  [
    'meetings_are_of_an_outcome_of_this_case',
    'a meeting for what another case agreed on',
    () => [insert('meetings', { ...rows.meeting(), case_id: x.talking })],
  ],
  ['meeting_kind_is_known', 'a party', () => [insert('meetings', { ...rows.meeting(), kind: 'party' })]],
  ['meetings_last_for_minutes', 'a meeting for days', () => [insert('meetings', { ...rows.meeting(), minutes: 3000 })]],
  [
    'one_standing_meeting_of_an_outcome',
    'two times agreed at once',
    () => [insert('meetings', rows.meeting()), insert('meetings', rows.meeting())],
  ],
  [
    'told_is_what_was_agreed',
    'a letter about what was not agreed yet',
    () => [insert('meetings', { ...rows.meeting(), told_sequence: 1, told_at: START })],
  ],
  ['told_at_a_time', 'told at no time', () => [insert('meetings', { ...rows.meeting(), told_sequence: 0 })]],
  [
    'calendar_answer_is_known',
    'an answer no calendar gives',
    () => [insert('meetings', { ...rows.meeting(), answer: 'delegated', answered_at: START })],
  ],
  [
    'calendar_answers_have_a_time',
    'an answer at no time',
    () => [insert('meetings', { ...rows.meeting(), answer: 'accepted' })],
  ],
  [
    'reminder_fate_is_known',
    'a reminder by a friend',
    () => [insert('meetings', { ...rows.meeting(), reminder: 'by_a_friend' })],
  ],
  [
    'meeting_end_is_known',
    'a meeting that was the konseli’s fault',
    () => [insert('meetings', { ...rows.meeting(), ended: 'their_fault', ended_at: START })],
  ],
  [
    'meetings_end_at_a_time',
    'a meeting over since never',
    () => [insert('meetings', { ...rows.meeting(), ended: 'took_place' })],
  ],
  [
    'meeting_change_is_known',
    'a change of mood',
    () => [insert('meeting_changes', { ...rows.meetingChange(), what: 'regretted' })],
  ],
  [
    'a_meeting_keeps_its_outcome',
    'a session made a meeting',
    () => [
      insert('meetings', rows.meeting()),
      sql`update meetings set kind = 'meeting' where outcome_id = ${x.agreed}`,
    ],
  ],
  [
    'a_meeting_that_ended_is_not_moved',
    'a meeting that took place moved to another day',
    () => [
      insert('meetings', { ...rows.meeting(), ended: 'took_place', ended_at: START }),
      sql`update meetings set starts_at = ${days(20)}, sequence = sequence + 1 where outcome_id = ${x.agreed}`,
    ],
  ],
  [
    'each_change_of_a_meeting_is_counted',
    'moved without a new version',
    () => [
      insert('meetings', rows.meeting()),
      sql`update meetings set starts_at = ${days(20)} where outcome_id = ${x.agreed}`,
    ],
  ],
  [
    'each_change_of_a_meeting_is_counted',
    'called off without a new version',
    () => [
      insert('meetings', rows.meeting()),
      sql`update meetings set ended = 'cancelled', ended_at = now() where outcome_id = ${x.agreed}`,
    ],
  ],
  [
    'referral_needs_why_receiver_and_what_is_shared',
    'a referral to nobody',
    () => [
      insert('outcomes', { ...rows.outcome(), outcome: 'referred', fields: ['why', 'shared', 'without_consent'] }),
    ],
  ],
  [
    'consent_is_a_letter_or_said_why_not',
    'a referral behind the konseli’s back',
    () => [insert('outcomes', { ...rows.outcome(), outcome: 'referred', fields: ['why', 'receiver', 'shared'] })],
  ],
  [
    'consent_is_a_letter_of_this_case',
    'another konseli’s yes',
    () => [
      insert('outcomes', {
        ...rows.outcome(),
        outcome: 'referred',
        fields: ['why', 'receiver', 'shared'],
        message_id: x.talkingLetter,
      }),
    ],
  ],
  [
    'one_standing_outcome',
    'two outcomes at once',
    () => [insert('outcomes', anotherSession()), insert('outcomes', anotherSession())],
  ],
  [
    'outcomes_are_of_a_round',
    'an outcome of a round to come',
    () => [insert('outcomes', { ...anotherSession(), round: 2 })],
  ],

  // answers
  [
    'letters_ask_known_questions',
    'a letter that asks for something else',
    () => [sql`update messages set asks = '{mood}' where id = ${x.talkingLetter}`],
  ],
  [
    'cases_wait_for_known_answers',
    'a case that waits for something else',
    () => [sql`update cases set asking = '{mood}' where id = ${x.talking}`],
  ],
  ['answers_are_of_a_round', 'answers of a round to come', () => [insert('answers', { ...rows.answers(), round: 2 })]],
  [
    'answers_stand_in_a_letter_of_this_case',
    'what another konseli answered',
    () => [insert('answers', { ...rows.answers(), message_id: x.freshLetter })],
  ],
  [
    'answers_hold_known_kinds',
    'answers to nothing we ask',
    () => [insert('answers', { ...rows.answers(), holds: ['mood'] })],
  ],
  // referrals
  ['expert_is_named', 'an expert without a name', () => [insert('experts', { ...rows.expert(), name: '' })]],
  [
    'expert_fields_are_known',
    'an expert for everything',
    () => [insert('experts', { ...rows.expert(), fields: ['everything'] })],
  ],
  ['expert_fields_are_known', 'an expert for nothing', () => [insert('experts', { ...rows.expert(), fields: [] })]],
  ['expert_can_be_reached', 'an expert nobody can reach', () => [insert('experts', { ...rows.expert(), phone: '' })]],
  [
    'expert_email_is_lower_case',
    'an expert in capitals',
    () => [insert('experts', { ...rows.expert(), email: 'Hadi@klinik.example' })],
  ],
  [
    'expert_language_is_known',
    'a language without words',
    () => [insert('experts', { ...rows.expert(), language: 'xx' })],
  ],
  [
    'expert_is_verified_by_someone',
    'an expert verified by nobody',
    () => [insert('experts', { ...rows.expert(), verified_at: START })],
  ],
  [
    'referrals_are_of_a_round',
    'a referral of a round that never was',
    () => [insert('referrals', { ...rows.referral(), round: 7 })],
  ],
  [
    'a_referral_goes_to_one_receiver',
    'a referral to nobody',
    () => [insert('referrals', { ...rows.referral(), expert_id: null })],
  ],
  [
    'a_referral_goes_to_one_receiver',
    'a referral to two',
    () => [insert('referrals', { ...rows.referral(), colleague_id: x.ratna })],
  ],
  [
    'referral_field_is_known',
    'a referral to a fortune teller',
    () => [insert('referrals', { ...rows.referral(), field: 'fortune' })],
  ],
  [
    'referral_state_is_known',
    'a state without a word',
    () => [...prepared(), sql`alter table referrals disable trigger guard_referral`, referralIs('lost')],
  ],
  ['referrals_are_sent_when_they_were', 'sent, but never', () => [...agreed(), referralIs('sent')]],
  [
    'referrals_are_sent_when_they_were',
    'sent while it is only prepared',
    () => [...prepared(), sql`update referrals set sent_at = now()`],
  ],
  ['ended_referrals_have_a_date', 'withdrawn, but never', () => [...prepared(), referralIs('withdrawn')]],
  [
    'one_standing_referral',
    'two referrals of one case at once',
    () => [...prepared(), insert('referrals', { ...rows.referral(), id: newId() })],
  ],
  [
    'a_referral_begins_prepared',
    'a referral born sent',
    () => [insert('referrals', { ...rows.referral(), state: 'sent', sent_at: START })],
  ],
  [
    'a_referral_keeps_its_receiver',
    'a consent used for another receiver',
    () => [
      ...agreed(),
      insert('experts', rows.expert()),
      sql`update referrals set expert_id = (select max(id) from experts) where id = ${REFERRAL}`,
    ],
  ],
  [
    'referral_moves_are_legal',
    'accepted before it was sent',
    () => [...agreed(), referralIs('accepted', sql`, sent_at = now()`)],
  ],
  [
    'referral_moves_are_legal',
    'alive again after it was withdrawn',
    () => [
      ...prepared(),
      referralIs('withdrawn', sql`, ended_at = now()`),
      referralIs('prepared', sql`, ended_at = null`),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'sent without anybody’s yes',
    () => [...prepared(), referralIs('consented'), referralIs('sent', sql`, sent_at = now()`)],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'sent in another wording than the one agreed to',
    () => [
      ...agreed(),
      sql`update referral_texts set replaced_at = now()`,
      insert('referral_texts', { ...rows.referralText(), id: newId(), version: 2, text_sealed: some(60) }),
      referralIs('sent', sql`, sent_at = now()`),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'sent after the yes was taken back',
    () => [
      ...agreed(),
      sql`update referral_answers set withdrawn_at = now()`,
      referralIs('sent', sql`, sent_at = now()`),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'sent by one person alone',
    () => [
      ...prepared(),
      insert('referral_overrides', rows.referralOverride()),
      referralIs('consented'),
      referralIs('sent', sql`, sent_at = now()`),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'sent by two persons who did not know of the no that came later',
    () => [
      ...prepared(),
      insert('referral_overrides', { ...rows.referralOverride(), agreed_by: x.ratna, agreed_at: START }),
      insert('referral_answers', { ...rows.referralAnswer(), answer: 'no' }),
      referralIs('consented'),
      referralIs('sent', sql`, sent_at = now()`),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'a child sent on without a guardian',
    () => [
      ...agreed(),
      sql`update case_records set value = 'under_17' where case_id = ${x.talking} and item = 'age_band'`,
      referralIs('sent', sql`, sent_at = now()`),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'a mail to a receiver after the yes was taken back',
    () => [
      ...sentReferral(),
      sql`update referral_answers set withdrawn_at = now()`,
      insert('outbound_mails', rows.referralMail()),
    ],
  ],
  [
    'a_referral_is_sent_with_consent_or_by_two_persons',
    'a new link after the yes was taken back',
    () => [
      ...sentReferral(),
      insert('outbound_mails', rows.referralMail()),
      sql`update referral_answers set withdrawn_at = now()`,
      insert('referral_links', rows.referralLink()),
    ],
  ],
  [
    'referral_texts_are_of_its_case',
    'a text of another case',
    () => [
      insert('referrals', rows.referral()),
      insert('referral_texts', { ...rows.referralText(), case_id: x.fresh, asked_id: null }),
    ],
  ],
  [
    'referral_texts_are_asked_in_a_letter_of_the_case',
    'asked in the letter of another case',
    () => [
      insert('referrals', rows.referral()),
      insert('referral_texts', { ...rows.referralText(), asked_id: x.freshLetter }),
    ],
  ],
  [
    'referral_items_are_known',
    'a letter that holds everything',
    () => [insert('referrals', rows.referral()), insert('referral_texts', { ...rows.referralText(), items: ['all'] })],
  ],
  [
    'one_referral_text_of_a_version',
    'two texts of one version',
    () => [...prepared(), insert('referral_texts', { ...rows.referralText(), id: newId(), replaced_at: START })],
  ],
  [
    'one_standing_referral_text',
    'two wordings at once',
    () => [...prepared(), insert('referral_texts', { ...rows.referralText(), id: newId(), version: 2 })],
  ],
  [
    'a_sent_text_does_not_change',
    'another wording after it was sent',
    () => [
      ...sentReferral(),
      insert('referral_texts', { ...rows.referralText(), id: newId(), version: 2, replaced_at: START }),
    ],
  ],
  [
    'a_sent_text_does_not_change',
    'the wording taken away after it was sent',
    () => [...sentReferral(), sql`update referral_texts set replaced_at = now()`],
  ],
  [
    'a_referral_text_keeps_its_words',
    'other words under a consent',
    () => [...agreed(), sql`update referral_texts set text_sealed = ${some(60)}`],
  ],
  [
    'a_report_holds_no_counselling',
    'what was said in counselling in a report',
    () => [
      insert('referrals', { ...rows.referral(), field: 'tppk' }),
      insert('referral_texts', { ...rows.referralText(), items: ['incident', 'concern'] }),
    ],
  ],
  [
    'referral_answers_are_of_its_case',
    'an answer of another case',
    () => [
      ...prepared(),
      insert('referral_answers', {
        ...rows.referralAnswer(),
        case_id: x.fresh,
        message_id: x.freshLetter,
        answer: 'no',
      }),
    ],
  ],
  [
    'referral_answers_are_to_a_text_of_it',
    'an answer to the text of another referral',
    () => [
      ...prepared(),
      referralIs('withdrawn', sql`, ended_at = now()`),
      insert('referrals', { ...rows.referral(), id: MAIL }),
      insert('referral_answers', { ...rows.referralAnswer(), referral_id: MAIL }),
    ],
  ],
  [
    'referral_answers_stand_in_a_letter_of_this_case',
    'a yes in the letter of another',
    () => [
      ...prepared(),
      insert('referral_answers', { ...rows.referralAnswer(), answer: 'no', message_id: x.freshLetter }),
    ],
  ],
  [
    'referral_answer_is_known',
    'an answer without a word',
    () => [...prepared(), insert('referral_answers', { ...rows.referralAnswer(), answer: 'maybe' })],
  ],
  [
    'one_standing_answer_to_a_referral_text',
    'two answers to one text',
    () => [
      ...prepared(),
      insert('referral_answers', rows.referralAnswer()),
      insert('referral_answers', { ...rows.referralAnswer(), answer: 'no' }),
    ],
  ],
  [
    'an_answer_is_to_exactly_this_text',
    'a yes to another text',
    () => [...prepared(), insert('referral_answers', { ...rows.referralAnswer(), text_hash: some(32) })],
  ],
  [
    'a_referral_is_answered_by_the_konseli',
    'a yes out of our own letter',
    () => [...prepared(), insert('referral_answers', { ...rows.referralAnswer(), message_id: x.sentLetter })],
  ],
  [
    'consent_answers_the_letter_that_asked',
    'a yes from before the question',
    () => [...prepared(), insert('referral_answers', { ...rows.referralAnswer(), message_id: x.talkingLetter })],
  ],
  [
    'consent_answers_the_letter_that_asked',
    'a yes to what was never asked',
    () => [
      insert('referrals', rows.referral()),
      insert('referral_texts', { ...rows.referralText(), asked_id: null }),
      insert('referral_answers', rows.referralAnswer()),
    ],
  ],
  [
    'referral_overrides_are_of_its_case',
    'an override of another case',
    () => [...prepared(), insert('referral_overrides', { ...rows.referralOverride(), case_id: x.fresh })],
  ],
  [
    'referral_overrides_are_of_a_text_of_it',
    'an override of the text of another referral',
    () => [
      ...prepared(),
      referralIs('withdrawn', sql`, ended_at = now()`),
      insert('referrals', { ...rows.referral(), id: MAIL }),
      insert('referral_overrides', { ...rows.referralOverride(), referral_id: MAIL }),
    ],
  ],
  [
    'referral_overrides_cover_something',
    'an override of everything',
    () => [...prepared(), insert('referral_overrides', { ...rows.referralOverride(), covers: ['law'] })],
  ],
  [
    'referral_override_needs_two_persons',
    'an override by one',
    () => [
      ...prepared(),
      insert('referral_overrides', { ...rows.referralOverride(), agreed_by: x.ani, agreed_at: START }),
    ],
  ],
  [
    'referral_agreement_is_signed',
    'agreed by nobody',
    () => [...prepared(), insert('referral_overrides', { ...rows.referralOverride(), agreed_at: START })],
  ],
  [
    'referral_override_is_agreed_or_refused',
    'agreed and refused',
    () => [
      ...prepared(),
      insert('referral_overrides', {
        ...rows.referralOverride(),
        agreed_by: x.ratna,
        agreed_at: START,
        refused_at: START,
      }),
    ],
  ],
  [
    'one_waiting_referral_override',
    'asked twice',
    () => [
      ...prepared(),
      insert('referral_overrides', rows.referralOverride()),
      insert('referral_overrides', rows.referralOverride()),
    ],
  ],
  [
    'an_override_is_for_exactly_this_text',
    'an override of another text',
    () => [...prepared(), insert('referral_overrides', { ...rows.referralOverride(), text_hash: some(32) })],
  ],
  [
    'links_are_of_sent_referrals',
    'a mail before it is sent',
    () => [...agreed(), insert('outbound_mails', rows.referralMail())],
  ],
  [
    'links_are_of_sent_referrals',
    'a link after it was withdrawn',
    () => [
      ...sentReferral(),
      insert('outbound_mails', rows.referralMail()),
      referralIs('withdrawn', sql`, ended_at = now()`),
      insert('referral_links', rows.referralLink()),
    ],
  ],
  [
    'referral_token_is_a_sha256',
    'a link by the token itself',
    () => [
      ...sentReferral(),
      insert('outbound_mails', rows.referralMail()),
      insert('referral_links', { ...rows.referralLink(), token_hash: some(16) }),
    ],
  ],
  [
    'referral_link_ends_after_it_begins',
    'a link that is over',
    () => [
      ...sentReferral(),
      insert('outbound_mails', rows.referralMail()),
      insert('referral_links', { ...rows.referralLink(), expires_at: days(-999) }),
    ],
  ],
  [
    'referral_pin_is_tried_a_few_times',
    'a PIN tried without end',
    () => [...sentWithLink(), sql`update referral_links set tries = 6`],
  ],
  [
    'referral_links_are_of_its_case',
    'a link of another case',
    () => [
      ...sentReferral(),
      insert('outbound_mails', rows.referralMail()),
      insert('referral_links', { ...rows.referralLink(), case_id: x.fresh }),
    ],
  ],
  [
    'referral_links_leave_with_a_mail_of_the_case',
    'a link in the mail of nobody',
    () => [
      ...sentReferral(),
      insert('outbound_mails', rows.referralMail()),
      insert('referral_links', { ...rows.referralLink(), outbound_id: newId() }),
    ],
  ],
  [
    'one_standing_link_of_a_referral',
    'two links at once',
    () => [...sentWithLink(), insert('referral_links', rows.referralLink())],
  ],
  [
    'referral_news_are_of_its_case',
    'news of another case',
    () => [...prepared(), insert('referral_news', { ...rows.referralNews(), case_id: x.fresh })],
  ],
  [
    'referral_news_kind_is_known',
    'news without a word',
    () => [...prepared(), insert('referral_news', { ...rows.referralNews(), kind: 'gossip' })],
  ],
  [
    'a_first_appointment_has_a_time',
    'an appointment at no time',
    () => [...prepared(), insert('referral_news', { ...rows.referralNews(), kind: 'appointment' })],
  ],
  [
    'cases_wait_for_an_answer_to_a_text',
    'a case that waits for an answer to nothing',
    () => [sql`update cases set referral_asked = ${newId()} where id = ${x.talking}`],
  ],

  [
    'answers_in_a_letter_are_the_konselis',
    'answers read in a letter of ours',
    () => [insert('answers', { ...rows.answers(), message_id: x.sentLetter })],
  ],
  [
    'answers_on_a_page_stand_under_a_letter_that_asked',
    'answers tapped under a letter that asked nothing',
    () => [insert('answer_links', rows.answerLink()), insert('answers', tapped())],
  ],
  [
    'answers_on_a_page_stand_under_a_letter_that_asked',
    'answers tapped without a link',
    () => [asking(), insert('answers', tapped())],
  ],
  [
    'answers_on_a_page_stand_under_a_letter_that_asked',
    'answers tapped after its time',
    () => [
      asking(),
      insert('answer_links', rows.answerLink()),
      insert('answers', { ...tapped(), recorded_at: days(9) }),
    ],
  ],
  [
    'answers_on_a_page_stand_under_a_letter_that_asked',
    'answers that staff tapped',
    () => [asking(), insert('answer_links', rows.answerLink()), insert('answers', { ...tapped(), recorded_by: x.ani })],
  ],
  [
    'answers_on_a_page_stand_under_a_letter_that_asked',
    'answers tapped under a letter of the konseli',
    () => [insert('answers', { ...tapped(), message_id: x.talkingLetter })],
  ],
  [
    'answer_links_are_hashed',
    'a link kept as it is',
    () => [insert('answer_links', { ...rows.answerLink(), token_hash: some(8) })],
  ],
  [
    'one_answer_link_of_a_letter',
    'two links to one page',
    () => [insert('answer_links', rows.answerLink()), insert('answer_links', rows.answerLink())],
  ],
  [
    'an_answer_link_stands_in_a_letter_of_its_case',
    'a link in a letter to another',
    () => [insert('answer_links', { ...rows.answerLink(), message_id: x.freshLetter })],
  ],
  [
    'one_standing_answer_of_a_letter',
    'two readings of one letter',
    () => [insert('answers', rows.answers()), insert('answers', rows.answers())],
  ],
  [
    'consent_is_asked_with_its_text',
    'consent asked in no known words',
    () => [sql`update messages set asks = '{consent}' where id = ${x.talkingLetter}`],
  ],
  ['consent_kind_is_known', 'consent to anything', () => [insert('consents', { ...rows.consent(), kind: 'anything' })]],
  [
    'consents_stand_in_a_letter_of_this_case',
    'another konseli’s yes to being counselled',
    () => [insert('consents', { ...rows.consent(), message_id: x.freshLetter })],
  ],
  [
    'one_standing_consent_of_a_kind',
    'yes and no at once',
    () => [insert('consents', rows.consent()), insert('consents', { ...rows.consent(), given: false })],
  ],
  [
    'worksheets_stand_at_a_letter_of_this_case',
    'a worksheet of another case’s letter',
    () => [insert('worksheets', { ...rows.worksheet(), case_id: x.fresh })],
  ],
  [
    'resonances_stand_at_a_letter_of_this_case',
    'a resonance to another case’s letter',
    () => [
      insert('resonance_keys', { ...rows.resonanceKey(), case_id: x.fresh }),
      insert('resonances', { ...rows.worksheet(), case_id: x.fresh }),
    ],
  ],
  [
    'a_resonance_is_sealed_by_its_authors_key',
    'a resonance under a colleague’s key',
    () => [
      insert('resonance_keys', rows.resonanceKey()),
      insert('resonances', { ...rows.worksheet(), author_id: x.ratna }),
    ],
  ],
  [
    'a_resonance_key_has_one_author',
    'one key for two authors',
    () => [
      insert('resonance_keys', rows.resonanceKey()),
      insert('resonance_keys', { ...rows.resonanceKey(), author_id: x.ratna }),
    ],
  ],
  ['cue_mark_is_known', 'a cue that is scored', () => [insert('cue_marks', { ...rows.cueMark(), mark: 'severe' })]],
  [
    'cues_stand_in_a_letter_of_this_case',
    'a cue of another case’s letter',
    () => [insert('cue_marks', { ...rows.cueMark(), case_id: x.fresh })],
  ],
  [
    'a_resonance_is_shared_with_another',
    'a resonance shared with oneself',
    () => [insert('resonance_shares', { ...rows.share(), supervisor_id: x.ani })],
  ],
  [
    'a_resonance_is_shared_with_one',
    'a resonance shared with two',
    () => [insert('resonance_shares', rows.share()), insert('resonance_shares', rows.share())],
  ],
  ['goals_are_numbered_from_one', 'a goal without a number', () => [insert('goals', { ...rows.goal(), position: 0 })]],
  [
    'one_goal_of_a_number',
    'another goal under an old number',
    () => [insert('goals', rows.goal()), insert('goals', rows.goal())],
  ],
  ['rupture_sign_is_known', 'a rupture for another reason', () => rupture({ sign: 'gossip' })],
  [
    'rupture_settlement_is_known',
    'a rupture waved away',
    () => rupture({ ...settledRupture(), settled: 'never_mind' }),
  ],
  [
    'rupture_is_settled_whole',
    'a rupture settled at no time',
    () => rupture({ ...settledRupture(), settled_at: null }),
  ],
  [
    'rupture_is_settled_by_someone',
    'a rupture that nobody looked at',
    () => rupture({ ...settledRupture(), settled_by: null }),
  ],
  ['one_open_rupture', 'two open questions at once', () => twoRuptures()],
  [
    'a_rupture_is_looked_at_before_another_session',
    'a session pushed on over a rupture',
    () => [...rupture({}, x.ending, x.endingLetter), insert('outcomes', anotherSession())],
  ],

  // mail in
  [
    'taken_in_once',
    'the same mail twice',
    () => [insert('inbound_mails', rows.inbound()), insert('inbound_mails', rows.inbound())],
  ],
  [
    'unsettled_mail_keeps_its_bytes',
    'bytes let go before the mail is settled',
    () => [insert('inbound_mails', { ...rows.inbound(), raw_sealed: null })],
  ],
  [
    'unsettled_mail_keeps_its_bytes',
    'bytes of a held mail let go',
    () => [
      insert('inbound_mails', {
        ...rows.inbound(),
        raw_sealed: null,
        state: 'held',
        fate: 'waits_for_person',
        settled_at: START,
      }),
    ],
  ],
  [
    'settled_unless_received',
    'settled at no time',
    () => [insert('inbound_mails', { ...rows.inbound(), state: 'ignored', fate: 'spam' })],
  ],
  [
    'every_settled_mail_has_a_fate',
    'a mail that vanishes',
    () => [insert('inbound_mails', { ...rows.inbound(), state: 'ignored', settled_at: START })],
  ],
  [
    'fate_is_known',
    'a fate without a name',
    () => [insert('inbound_mails', { ...rows.inbound(), state: 'ignored', settled_at: START, fate: 'lost' })],
  ],
  [
    'filed_mail_is_in_a_case',
    'filed nowhere',
    () => [insert('inbound_mails', { ...rows.inbound(), state: 'filed', settled_at: START, fate: 'joined' })],
  ],
  [
    'leases_are_for_unsettled_mail',
    'work on what is done',
    () => [
      insert('inbound_mails', {
        ...rows.inbound(),
        state: 'ignored',
        settled_at: START,
        fate: 'spam',
        lease_until: START,
      }),
    ],
  ],
  [
    'erased_mail_keeps_no_words',
    'bytes that outlive their erasure',
    () => [insert('inbound_mails', { ...rows.inbound(), state: 'ignored', settled_at: START, fate: 'erased' })],
  ],

  // senders who are blocked
  ['block_reason_is_known', 'a block out of dislike', () => [insert('blocks', { ...rows.block(), reason: 'dislike' })]],
  [
    'blocks_end',
    'a block for ever',
    () => [insert('blocks', { ...rows.block(), expires_at: sql`now() + interval '9 years'` })],
  ],
  ['lifted_by_someone', 'a block that nobody lifted', () => [insert('blocks', { ...rows.block(), lifted_at: START })]],
  [
    'one_standing_block_of_a_sender',
    'a sender blocked twice',
    () => [insert('blocks', rows.block()), insert('blocks', rows.block())],
  ],

  // what a konseli asks for
  ...(
    [
      ['request_kind_is_known', 'a wish for more', { kind: 'gossip' }],
      ['request_state_is_known', 'a state of its own', { state: 'perhaps' }],
      ['held_because_is_known', 'held on a whim', { held_because: 'whim' }],
      ['request_owes_is_known', 'a letter nobody can write', { owes: 'poem' }],
      ['request_refusal_is_known', 'turned down on a whim', { refusal: 'whim' }],
      ['request_is_a_letter_of_this_case', 'asked in another case', { message_id: () => x.endingLetter }],
      ['a_pause_has_an_end', 'a pause for ever', { kind: 'pause' }],
      ['a_held_request_says_why', 'held for no reason', { state: 'held' }],
      ['a_code_has_an_end', 'a code for ever', { code_hash: some(32) }],
      ['a_code_that_waits_is_there', 'no code to send back', { state: 'code_sent' }],
      ['code_tries_are_few', 'guessing without end', { code_tries: 6 }],
      [
        'only_words_that_leave_need_a_code',
        'a code for being left in peace',
        { kind: 'stop', state: 'code_sent', code_hash: some(32), code_ends_at: START },
      ],
      ['a_confirmed_request_is_on_the_clock', 'confirmed and forgotten', { state: 'confirmed', confirmed_at: START }],
      ['settled_requests_have_a_date', 'done at no time', { state: 'done' }],
      [
        'a_request_is_turned_down_by_somebody',
        'turned down by nobody',
        { state: 'turned_down', settled_at: START, refusal: 'law' },
      ],
    ] as [string, string, Record<string, unknown>][]
  ).map(
    ([rule, what, wrong]): Attack => [
      rule,
      what,
      () => {
        const values = Object.entries(wrong).map(([name, value]) => [
          name,
          typeof value === 'function' ? value() : value,
        ]);
        return [insert('own_requests', { ...rows.request(), ...Object.fromEntries(values) })];
      },
    ],
  ),
  [
    'one_open_request_of_a_kind',
    'the same wish twice',
    () => [insert('own_requests', rows.request()), insert('own_requests', rows.request())],
  ],
  [
    'commands_come_from_outside',
    'a command in a letter of ours',
    () => [
      insert('messages', {
        ...rows.message(),
        direction: 'out',
        outbound_id: x.sent,
        case_id: x.talking,
        command: 'stop',
      }),
    ],
  ],
  ['command_is_known', 'a command nobody knows', () => [insert('messages', { ...rows.message(), command: 'fly' })]],

  // erasures
  [
    'erasure_is_asked_for_by_somebody',
    'an erasure nobody asked for',
    () => [insert('erasures', { ...rows.erasure(), asked_by: null })],
  ],
  [
    'a_konseli_asks_for_a_case',
    'a konseli’s word for a single mail',
    () => {
      const request = rows.request();
      return [
        insert('own_requests', request),
        insert('erasures', { ...rows.erasure(), case_id: null, mail_id: x.ending, request_id: request.id }),
      ];
    },
  ],
  ['a_case_or_a_mail_is_erased', 'nothing erased', () => [insert('erasures', { ...rows.erasure(), case_id: null })]],
  ['erasure_reason_is_known', 'erased on a whim', () => [insert('erasures', { ...rows.erasure(), reason: 'whim' })]],
  [
    'erasure_needs_two_persons',
    'erased by one',
    () => [insert('erasures', { ...rows.erasure(), agreed_by: x.ani, agreed_at: START })],
  ],
  ['erasure_answer_is_signed', 'agreed by nobody', () => [insert('erasures', { ...rows.erasure(), agreed_at: START })]],
  [
    'erasure_is_agreed_or_refused',
    'agreed and refused',
    () => [insert('erasures', { ...rows.erasure(), agreed_by: x.ratna, agreed_at: START, refused_at: START })],
  ],
  [
    'one_standing_erasure_of_a_case',
    'asked for twice',
    () => [insert('erasures', rows.erasure()), insert('erasures', rows.erasure())],
  ],
  [
    'one_standing_erasure_of_a_mail',
    'asked for twice, of a mail',
    () => [
      insert('inbound_mails', { ...rows.inbound(), id: x.ending }),
      insert('erasures', { ...rows.erasure(), case_id: null, mail_id: x.ending }),
      insert('erasures', { ...rows.erasure(), case_id: null, mail_id: x.ending }),
    ],
  ],

  // alarms
  ['alarm_kind_is_known', 'an alarm about the weather', () => [insert('alarms', { ...rows.alarm(), kind: 'rain' })]],
  [
    'one_open_alarm_of_a_kind',
    'one outage twice',
    () => [insert('alarms', rows.alarm()), insert('alarms', { ...rows.alarm(), id: newId() })],
  ],
  [
    'what_an_alarm_mail_tells_is_known',
    'an alarm that tells more',
    () => [insert('alarms', rows.alarm()), insert('alarm_mails', { ...rows.alarmMail(), tells: 'gossip' })],
  ],
  [
    'alarm_mail_state_is_known',
    'an alarm half sent',
    () => [insert('alarms', rows.alarm()), insert('alarm_mails', { ...rows.alarmMail(), state: 'half' })],
  ],
  [
    'told_once',
    'told twice',
    () => [
      insert('alarms', rows.alarm()),
      insert('alarm_mails', rows.alarmMail()),
      insert('alarm_mails', rows.alarmMail()),
    ],
  ],

  // calls
  [
    'calls_are_about_a_letter_of_this_case',
    'a call about another konseli’s letter',
    () => [insert('duty_calls', { ...rows.call(), message_id: x.freshLetter })],
  ],
  [
    'calls_are_answered_by_someone',
    'a call that nobody answered, answered',
    () => [insert('duty_calls', { ...rows.call(), answered_at: START })],
  ],
  [
    'one_call_of_a_step',
    'the same people called twice',
    () => [insert('duty_calls', rows.call()), insert('duty_calls', rows.call())],
  ],
  [
    'an_alarm_mail_is_of_an_alarm_or_a_call',
    'a mail to staff about nothing',
    () => [insert('alarm_mails', { ...rows.alarmMail(), alarm_id: null })],
  ],
  [
    'called_once',
    'one person called twice at once',
    () => {
      const call = rows.call();
      const mail = () => ({ ...rows.alarmMail(), alarm_id: null, call_id: call.id, tells: 'called' });
      return [insert('duty_calls', call), insert('alarm_mails', mail()), insert('alarm_mails', mail())];
    },
  ],

  // silence
  [
    'a_silence_follows_a_letter_of_this_case',
    'silent after a letter to somebody else',
    () => [insert('silences', { ...rows.silence(), case_id: x.fresh })],
  ],
  [
    'one_silence_after_a_letter',
    'the same silence told twice',
    () => [
      insert('silences', { ...rows.silence(), ended_at: days(1) }),
      insert('silences', { ...rows.silence(), ended_at: days(1) }),
    ],
  ],
  ['silence_steps_are_known', 'one letter more', () => [insert('silences', { ...rows.silence(), step: 6 })]],
  [
    'what_comes_next_has_a_day',
    'a letter due at no time',
    () => [insert('silences', { ...rows.silence(), due_at: null })],
  ],
  [
    'a_letter_that_waits_says_why',
    'a letter kept back without a reason',
    () => [insert('silences', { ...rows.silence(), told_at: days(10) })],
  ],
  [
    'held_by_someone_or_from_before',
    'held by somebody at no time',
    () => [insert('silences', { ...rows.silence(), held_by: x.ani })],
  ],
  [
    'one_silence_at_a_time',
    'silent twice at once',
    () => [
      insert('outbound_mails', { ...rows.outbound(), id: x.ending, case_id: x.talking }),
      insert('silences', rows.silence()),
      insert('silences', { ...rows.silence(), after_outbound: x.ending }),
    ],
  ],

  // promises
  [
    'promise_state_is_known',
    'a promise forgotten',
    () => [insert('promises', { ...rows.promise(), state: 'forgotten', settled_at: days(2) })],
  ],
  [
    'open_promises_are_not_settled',
    'a promise kept at no time',
    () => [insert('promises', { ...rows.promise(), state: 'kept' })],
  ],
  [
    'only_a_miss_is_told',
    'told of a miss that was none',
    () => [insert('promises', { ...rows.promise(), told_at: days(2) })],
  ],
  [
    'one_promise_of_a_wait_and_day',
    'one promise counted twice',
    () => [insert('promises', rows.promise()), insert('promises', rows.promise())],
  ],

  // mail out
  [
    'composed_once',
    'one reply composed twice',
    () => [
      insert('outbound_mails', { ...rows.outbound(), dedupe_key: 'reply:1' }),
      insert('outbound_mails', { ...rows.outbound(), dedupe_key: 'reply:1' }),
    ],
  ],
  [
    'outbound_message_id_is_ours_alone',
    'two mails with one Message-ID',
    () => [
      insert('outbound_mails', { ...rows.outbound(), message_index: Buffer.alloc(32) }),
      insert('outbound_mails', { ...rows.outbound(), message_index: Buffer.alloc(32) }),
    ],
  ],
  [
    'outbound_kind_is_known',
    'a newsletter',
    () => [insert('outbound_mails', { ...rows.outbound(), kind: 'newsletter' })],
  ],
  [
    'letters_of_the_service_have_an_occasion',
    'a letter of the service about nothing',
    () => [insert('outbound_mails', { ...rows.outbound(), kind: 'service' })],
  ],
  [
    'occasions_are_names',
    'an occasion that tells of a person',
    () => [insert('outbound_mails', { ...rows.outbound(), kind: 'service', occasion: 'Sari, kelas XI' })],
  ],
  [
    'no_instrument_without_a_licence',
    'a questionnaire that nobody allowed',
    () => [
      insert('instruments', {
        ...rows.instrument(),
        definition: '{"licence":{"text":" ","holder":"x","reference":"y"},"danger":[]}',
      }),
    ],
  ],
  [
    'every_instrument_says_what_is_danger',
    'a questionnaire that is silent about danger',
    () => [
      insert('instruments', {
        ...rows.instrument(),
        definition: '{"licence":{"text":"z","holder":"x","reference":"y"}}',
      }),
    ],
  ],
  [
    'one_definition_of_a_version',
    'another wording under the same version',
    () => [insert('instruments', rows.instrument()), insert('instruments', rows.instrument())],
  ],
  [
    'definitions_are_never_changed',
    'a question changed after it was asked',
    () => [insert('instruments', rows.instrument()), sql`update instruments set version = 2`],
  ],
  [
    'items_are_answered_in_a_letter_of_this_case',
    'answers out of another case',
    () => {
      const instrument = rows.instrument();
      return [
        insert('instruments', instrument),
        insert('instrument_answers', rows.items(instrument.id, x.talkingLetter)),
      ];
    },
  ],
  [
    'one_standing_answer_to_an_instrument',
    'one letter answers twice',
    () => {
      const instrument = rows.instrument();
      return [
        insert('instruments', instrument),
        insert('instrument_answers', rows.items(instrument.id)),
        insert('instrument_answers', rows.items(instrument.id)),
      ];
    },
  ],
  [
    'mail_leaves_as_it_was_agreed',
    'a letter that leaves in a paused case',
    () => [insert('delivery_agreements', { ...rows.delivery(), mode: 'paused' }), ...leaving({ discreet: true })],
  ],
  [
    'mail_leaves_as_it_was_agreed',
    'a whole letter to a mailbox that others read',
    () => [insert('delivery_agreements', { ...rows.delivery(), mode: 'notice' }), ...leaving({})],
  ],
  [
    'delivery_mode_is_known',
    'letters sent by pigeon',
    () => [insert('delivery_agreements', { ...rows.delivery(), mode: 'pigeon' })],
  ],
  [
    'safe_hours_are_whole',
    'hours without an end',
    () => [insert('delivery_agreements', { ...rows.delivery(), safe_from: 60, safe_days: [1] })],
  ],
  [
    'safe_hours_are_whole',
    'hours on no day',
    () => [insert('delivery_agreements', { ...rows.delivery(), safe_from: 60, safe_until: 120 })],
  ],
  [
    'safe_hours_are_whole',
    'hours of no length',
    () => [insert('delivery_agreements', { ...rows.delivery(), safe_from: 60, safe_until: 60, safe_days: [1] })],
  ],
  [
    'safe_days_are_of_a_week',
    'an eighth day',
    () => [insert('delivery_agreements', { ...rows.delivery(), safe_from: 60, safe_until: 120, safe_days: [8] })],
  ],
  [
    'only_a_person_lets_letters_go',
    'letters let go by nobody',
    () => [insert('delivery_agreements', { ...rows.delivery(), set_by: null })],
  ],
  [
    'delivery_is_asked_for_in_a_letter_of_this_case',
    'another konseli’s wish',
    () => [insert('delivery_agreements', { ...rows.delivery(), message_id: x.talkingLetter })],
  ],
  [
    'one_standing_delivery_agreement',
    'agreed in two ways',
    () => [insert('delivery_agreements', rows.delivery()), insert('delivery_agreements', rows.delivery())],
  ],
  [
    'way_a_pin_is_told_is_known',
    'a code told by the wind',
    () => [insert('reading_pins', { ...rows.pin(), told: 'wind' })],
  ],
  ['pins_are_tried_five_times', 'a sixth try', () => [insert('reading_pins', { ...rows.pin(), tries: 6 })]],
  [
    'reading_links_are_hashed',
    'a link kept as it is',
    () => [insert('reading_links', { ...rows.link(), token_hash: some(8) })],
  ],
  [
    'a_page_shows_a_letter_of_its_case',
    'a page with a letter of another',
    () => [insert('reading_links', { ...rows.link(), message_id: x.freshLetter })],
  ],
  [
    'reading_has_one_reader_and_an_end',
    'a letter open to everybody',
    () => [insert('reading_links', { ...rows.link(), opened_at: START })],
  ],
  [
    'reading_links_close_for_a_reason',
    'a link closed for nothing',
    () => [insert('reading_links', { ...rows.link(), closed_at: START })],
  ],
  [
    'reason_for_closing_is_known',
    'a link closed on a whim',
    () => [insert('reading_links', { ...rows.link(), closed_at: START, closed: 'whim' })],
  ],
  [
    'a_letter_is_opened_once_by_a_link',
    'a second reader of one link',
    () => [
      insert('reading_links', {
        ...rows.link(),
        token_hash: Buffer.alloc(32),
        opened_at: START,
        reader_hash: some(32),
        ends_at: days(1),
      }),
      sql`update reading_links set reader_hash = ${some(32)} where token_hash = ${Buffer.alloc(32)}`,
    ],
  ],
  [
    'a_letter_is_opened_once_by_a_link',
    'a closed link opened',
    () => [
      insert('reading_links', {
        ...rows.link(),
        token_hash: Buffer.alloc(32),
        closed_at: START,
        closed: 'wrong_reader',
      }),
      sql`update reading_links set opened_at = now(), reader_hash = ${some(32)}, ends_at = now() where token_hash = ${Buffer.alloc(32)}`,
    ],
  ],
  [
    'unsent_mail_keeps_its_bytes',
    'a reply without a recipient',
    () => [insert('outbound_mails', { ...rows.outbound(), recipient_sealed: null })],
  ],
  [
    'leased_while_sending',
    'sending without a lease',
    () => [insert('outbound_mails', { ...rows.outbound(), state: 'sending' })],
  ],
  ['settled_when_over', 'sent at no time', () => [insert('outbound_mails', { ...rows.outbound(), state: 'sent' })]],
  [
    'only_sent_mail_bounces',
    'a bounce of what never left',
    () => [insert('outbound_mails', { ...rows.outbound(), bounced_at: START })],
  ],
  [
    'copy_state_is_known',
    'a copy in no state',
    () => [insert('outbound_mails', { ...rows.outbound(), copy_state: 'perhaps' })],
  ],
  [
    'settled_mail_stays_settled',
    'a sent mail put back into the queue',
    () => [
      sql`update outbound_mails set state = 'queued', settled_at = null, raw_sealed = '\\x00', recipient_sealed = '\\x00' where id = ${x.sent}`,
    ],
  ],
  [
    'uncertain_mail_waits_for_a_person',
    'an uncertain mail retried by a machine',
    () => [
      insert('outbound_mails', { ...rows.outbound(), dedupe_key: 'reply:2', state: 'uncertain', settled_at: START }),
      sql`update outbound_mails set state = 'retry', settled_at = null where dedupe_key = 'reply:2'`,
    ],
  ],
  [
    'composed_mail_does_not_change',
    'another Message-ID at the second try',
    () => [sql`update outbound_mails set message_index = ${some(32)} where id = ${x.sent}`],
  ],
  [
    'composed_mail_does_not_change',
    'a reply moved to another case',
    () => [sql`update outbound_mails set case_id = ${x.fresh} where id = ${x.sent}`],
  ],

  // letters and what belongs to them
  [
    'filed_once',
    'one mail as two letters',
    () => [
      sql`insert into messages (id, case_id, mailbox_id, direction, inbound_id, arrived_at) select gen_random_uuid(), case_id, mailbox_id, 'in', inbound_id, now() from messages where id = ${x.freshLetter}`,
    ],
  ],
  [
    'sent_once',
    'one sent mail as two letters',
    () => [
      sql`insert into messages (id, case_id, mailbox_id, direction, outbound_id, arrived_at) values (gen_random_uuid(), ${x.talking}, ${x.mailbox}, 'out', ${x.sent}, now())`,
    ],
  ],
  [
    'message_kind_is_known',
    'a letter of another kind',
    () => [sql`update messages set kind = 'chat' where id = ${x.freshLetter}`],
  ],
  [
    'mail_in_came_in_and_mail_out_went_out',
    'a letter that came from nowhere',
    () => [sql`update messages set inbound_id = null where id = ${x.freshLetter}`],
  ],
  [
    'mail_in_came_in_and_mail_out_went_out',
    'a konseli’s letter signed by staff',
    () => [sql`update messages set author_id = ${x.ani} where id = ${x.freshLetter}`],
  ],
  [
    'a_letter_is_where_its_mail_was_filed',
    'a konseli’s letter moved into the case of another',
    () => [
      sql`update cases set last_inbound_id = null where id = ${x.fresh}`,
      sql`update messages set case_id = ${x.talking} where id = ${x.freshLetter}`,
      sql`set constraints all immediate`,
    ],
  ],
  [
    'a_letter_is_where_its_mail_was_filed',
    'a letter of a mail that was never filed',
    () => [
      insert('inbound_mails', { ...rows.inbound(), id: x.ending }),
      insert('messages', { ...rows.message(), inbound_id: x.ending }),
      sql`set constraints all immediate`,
    ],
  ],
  [
    'an_answer_is_in_the_case_it_was_written_for',
    'an answer to Bima shown in the case of Sari',
    () => [sql`update messages set case_id = ${x.fresh} where outbound_id = ${x.sent}`],
  ],
  [
    'attachment_size_is_bounded',
    'an attachment without end',
    () => [insert('attachments', { id: newId(), message_id: x.freshLetter, position: 0, size: 26_214_401 })],
  ],
  [
    'one_attachment_at_a_place',
    'two attachments in one place',
    () => [
      insert('attachments', { id: newId(), message_id: x.freshLetter, position: 0, size: 1 }),
      insert('attachments', { id: newId(), message_id: x.freshLetter, position: 0, size: 1 }),
    ],
  ],
  [
    'template_is_at_most_20_kb',
    'a template of 20,001 letters',
    () => [insert('reply_templates', { ...rows.template(), body: 'x'.repeat(20_001) })],
  ],
  [
    'template_title_is_short',
    'a template without a title',
    () => [insert('reply_templates', { ...rows.template(), title: '' })],
  ],
  [
    'template_language_is_known',
    'a template in no language',
    () => [insert('reply_templates', { ...rows.template(), language: 'xx' })],
  ],
  [
    'follow_up_kind_is_known',
    'a reminder of anything',
    () => [insert('follow_ups', { ...rows.followUp(), kind: 'birthday' })],
  ],
  [
    'done_or_cancelled_not_both',
    'done and cancelled',
    () => [insert('follow_ups', { ...rows.followUp(), done_at: START, cancelled_at: START })],
  ],
  [
    'one_open_follow_up_of_a_kind',
    'reminded twice',
    () => [insert('follow_ups', rows.followUp()), insert('follow_ups', rows.followUp())],
  ],

  // the record
  ['events_are_append_only', 'an event changed', () => [sql`update events set actor = 'konseli'`]],
  ['events_are_append_only', 'an event deleted', () => [sql`delete from events where seq = 1`]],
  ['events_are_append_only', 'all events thrown away', () => [sql`truncate events`]],
  ['actor_is_known_by_kind', 'somebody did it', () => [insert('events', { ...rows.event(), actor: 'somebody' })]],
  [
    'actor_is_known_by_kind',
    'a name instead of a number',
    () => [insert('events', { ...rows.event(), actor: 'staff:Ani' })],
  ],
  [
    'kind_is_noun_dot_past_tense',
    'a sentence as a kind',
    () => [insert('events', { ...rows.event(), kind: 'Sari menulis surat' })],
  ],
  [
    'data_is_small',
    'a letter inside an event',
    () => [insert('events', { ...rows.event(), data: JSON.stringify({ letter: randomBytes(5000).toString('hex') }) })],
  ],
];

const asking = () => sql`update messages set asks = '{pulse}' where id = ${x.sentLetter}`;
const tapped = () => ({ ...rows.answers(), message_id: x.sentLetter, on_page: true, recorded_at: START });

/** A mail that goes out of the door. */
function leaving(facts: Record<string, unknown>) {
  const mail = { ...rows.outbound(), ...facts };
  return [
    insert('outbound_mails', mail),
    sql`update outbound_mails set state = 'sending', lease_until = now() where id = ${mail.id}`,
  ];
}

/** Answers, and the rupture that they raised. */
function rupture(facts: Record<string, unknown>, kasus = x.talking, letter = x.talkingLetter) {
  const answers = { ...rows.answers(), case_id: kasus, message_id: letter };
  return [
    insert('answers', answers),
    insert('ruptures', { id: newId(), case_id: kasus, answers_id: answers.id, sign: 'drop', ...facts }),
  ];
}

function twoRuptures() {
  const [answers, first] = rupture({});
  const id = rows.answers().id;
  return [
    answers!,
    first!,
    insert('answers', { ...rows.answers(), id, replaced_at: START }),
    insert('ruptures', { id: newId(), case_id: x.talking, answers_id: id, sign: 'drop' }),
  ];
}

const settledRupture = () => ({ settled: 'asked', settled_at: START, settled_by: x.ani });

const anOldSession = (caseId: string, chosenBy: number) => ({
  case_id: caseId,
  round: 1,
  outcome: 'another_session',
  fields: ['why', 'aim'],
  details_sealed: some(40),
  happens_at: days(9),
  chosen_by: chosenBy,
  replaced_at: days(1),
});

function anotherSession() {
  return { ...rows.outcome(), outcome: 'another_session', fields: ['why', 'aim'], happens_at: days(9) };
}

/** The name of the rule that refused; null when nothing did. */
async function refusedBy(statements: RawBuilder<unknown>[]): Promise<string | null> {
  const undo = Symbol('undo');
  try {
    await world.tx(async (tx) => {
      for (const statement of statements) await statement.execute(tx);
      throw undo;
    });
  } catch (error) {
    if (error === undo) return null;
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? `no rule, but: ${message}`;
  }
  return null;
}

describe('refused by', () => {
  test.each(attacks)('%s: %s', async (rule, _, how) => {
    const statements = how();
    expect(await refusedBy(statements)).toBe(rule);
    // all but the last statement are allowed: it is the last that is refused, not the way to it
    expect(await refusedBy(statements.slice(0, -1))).toBeNull();
  });
});

test('every rule of the schema that has a name has been attacked', async () => {
  const named = await sql<{ name: string }>`
    select conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where n.nspname in ('public', 'vault') and contype in ('c', 'f', 'u')
       and conname !~ '_(fkey|pkey|key|check)$'
    union select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
     where n.nspname in ('public', 'vault') and x.indisunique
       and not exists (select from pg_constraint c where c.conindid = i.oid)
    union select (regexp_matches(prosrc, 'constraint = ''(\\w+)''', 'g'))[1] from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'`.execute(world.db);
  const attacked = new Set(attacks.map(([rule]) => rule));
  expect(named.rows.length).toBeGreaterThan(80);
  expect(named.rows.map((r) => r.name).filter((name) => !attacked.has(name))).toEqual([]);
});

test('what the attacks are made of is allowed when nothing is wrong with it', async () => {
  const allowed: RawBuilder<unknown>[] = [
    insert('vault.keys', rows.key()),
    insert('staff', rows.staff()),
    insert('invitations', rows.invitation()),
    insert('sessions', rows.session()),
    insert('konseli_addresses', rows.address()),
    insert('crisis_contacts', rows.contact()),
    insert('mailbox_folders', rows.folder()),
    insert('mailbox_logins', rows.login()),
    insert('cases', rows.kasus()),
    insert('supervisor_readings', rows.reading()),
    insert('case_records', { ...rows.record(), message_id: x.freshLetter }),
    insert('gate_overrides', rows.override()),
    insert('risk_protocols', rows.protocol()),
    insert('disclosures', rows.disclosure()),
    insert('guardian_waivers', rows.waiver()),
    insert('pauses', rows.pause()),
    insert('absences', rows.absence()),
    insert('load_overrides', rows.loadOverride()),
    insert('debriefs', rows.debrief()),
    insert('outcomes', anotherSession()),
    insert('meetings', rows.meeting()),
    insert('inbound_mails', rows.inbound()),
    insert('outbound_mails', rows.outbound()),
    insert('blocks', rows.block()),
    insert('erasures', rows.erasure()),
    insert('own_requests', rows.request()),
    insert('alarms', rows.alarm()),
    insert('reply_templates', rows.template()),
    insert('follow_ups', rows.followUp()),
    insert('experts', rows.expert()),
    insert('events', rows.event()),
  ];
  for (const statement of allowed) expect(await refusedBy([statement])).toBeNull();
  expect(await refusedBy([...sentWithLink(), insert('referral_news', rows.referralNews())])).toBeNull();
  await world.tx((tx) => record(tx, { actor: 'system', kind: 'case.read', caseId: x.pool }));
});
