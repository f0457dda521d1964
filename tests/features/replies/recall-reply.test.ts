import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../src/db/database.ts';
import { claimMail } from '../../../src/replies/outbound-mail.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { saveDraft } from '../../../src/replies/save-draft.ts';
import { aCase, type CastCase, type CastMember, days } from '../../support/cast.ts';
import {
  answer,
  caseRow,
  deliver,
  eventKinds,
  formFor,
  MINUTE,
  mailRow,
  openStage,
  press,
  type Stage,
  UNDO_MS,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

let someone = 0;
const fresh = () => aCase(stage, { konseli: `Konseli${++someone}`, counsellor: stage.buAni, answerDueAt: days(2) });
const recall = (who: CastMember, kasus: CastCase, id: string) =>
  stage.tx((tx) => recallReply(tx, stage.vault, who, kasus.code, id, stage.now()));
const ownDraft = async (kasus: CastCase) =>
  (await readDrafts(stage.db, stage.vault, kasus.id, stage.buAni.id)).own?.text ?? null;

test('Bu Ani calls her answer back: it is not sent, its text is her draft again, the clock stands where it stood', async () => {
  const kasus = await fresh();
  const before = await caseRow(stage, kasus.id);
  const id = await answer(stage, stage.buAni, kasus, 'Halo, ini terlalu cepat.');
  expect(await recall(stage.buAni, kasus, id)).toEqual({ recalled: id });

  const after = await caseRow(stage, kasus.id);
  expect(after).toMatchObject({
    turn: 'counsellor',
    waiting_since: before.waiting_since,
    letters: before.letters,
    last_letter_at: before.last_letter_at,
  });
  expect(after.answer_due_at).not.toBeNull();
  expect(await ownDraft(kasus)).toBe('Halo, ini terlalu cepat.');
  expect(await mailRow(stage, id)).toMatchObject({ state: 'cancelled', raw_sealed: null, recipient_sealed: null });
  expect(await stage.db.selectFrom('messages').select('id').where('outbound_id', '=', id).execute()).toEqual([]);
  expect(await eventKinds(stage, kasus.id)).toEqual(['reply.sent', 'reply.recalled']);
  stage.pass(60 * MINUTE);
  expect(await deliver(stage, id)).toEqual({ state: 'not_ours' });
  expect(stage.sink.received).toHaveLength(0);
});

test('and sends it again, better', async () => {
  const kasus = await fresh();
  await recall(stage.buAni, kasus, await answer(stage, stage.buAni, kasus, 'Satu.'));
  const id = await answer(stage, stage.buAni, kasus, 'Dua.');
  stage.pass(UNDO_MS);
  expect(await deliver(stage, id)).toEqual({ state: 'sent' });
  expect(stage.sink.received.at(-1)!.raw.toString()).toContain('Dua.');
  expect(await ownDraft(kasus)).toBeNull();
});

test('what she has begun to write since stays below it', async () => {
  const kasus = await fresh();
  const id = await answer(stage, stage.buAni, kasus, 'Satu.');
  await stage.tx((tx) =>
    saveDraft(tx, stage.vault, stage.buAni, kasus.code, { text: 'Tambahan.', formId: newId() }, stage.now()),
  );
  await recall(stage.buAni, kasus, id);
  expect(await ownDraft(kasus)).toBe('Satu.\n\nTambahan.');
});

test('a second press of the old form after that sends nothing', async () => {
  const kasus = await fresh();
  const form = await formFor(stage, kasus, 'Satu.');
  const first = await press(stage, stage.buAni, kasus, form);
  if (!('outboundId' in first)) throw new Error('not sent');
  await recall(stage.buAni, kasus, first.outboundId);
  expect(await press(stage, stage.buAni, kasus, form)).toMatchObject({ outboundId: first.outboundId, again: true });
  stage.pass(UNDO_MS);
  expect(await deliver(stage, first.outboundId)).toEqual({ state: 'not_ours' });
});

test('nobody else calls it back, not even who works in the case too', async () => {
  const kasus = await fresh();
  await stage.db
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: stage.pakBudi.id, part: 'co', added_by: stage.buAni.id })
    .execute();
  const id = await answer(stage, stage.buAni, kasus);
  for (const who of [stage.pakBudi, stage.buRatna, stage.pakJoko])
    expect(await recall(who, kasus, id)).toEqual({ refused: 'not_found' });
  expect(await recall(stage.buAni, await fresh(), id)).toEqual({ refused: 'not_found' });
  expect(await recall(stage.buAni, kasus, newId())).toEqual({ refused: 'not_found' });
  expect(await mailRow(stage, id)).toMatchObject({ state: 'queued' });
});

test('once a worker has it, it is too late', async () => {
  const kasus = await fresh();
  const id = await answer(stage, stage.buAni, kasus);
  stage.pass(UNDO_MS);
  await claimMail(stage.db, id, 60_000, stage.now());
  expect(await recall(stage.buAni, kasus, id)).toEqual({ refused: 'too_late' });
});

test('of a worker and a recall at the same moment exactly one wins', async () => {
  for (let n = 0; n < 10; n++) {
    const kasus = await fresh();
    const id = await answer(stage, stage.buAni, kasus);
    stage.pass(UNDO_MS);
    const before = stage.sink.received.length;
    const [delivered, recalled] = await Promise.all([deliver(stage, id), recall(stage.buAni, kasus, id)]);
    const wasSent = stage.sink.received.length - before;
    expect([delivered.state, wasSent, 'recalled' in recalled]).toEqual(
      'recalled' in recalled ? ['not_ours', 0, true] : ['sent', 1, false],
    );
  }
});

test('a letter that stands on record is not unsaid', async () => {
  const kasus = await fresh();
  const id = await answer(stage, stage.buAni, kasus);
  const { id: messageId } = await stage.db
    .selectFrom('messages')
    .select('id')
    .where('outbound_id', '=', id)
    .executeTakeFirstOrThrow();
  await stage.db
    .insertInto('case_records')
    .values({
      id: newId(),
      case_id: kasus.id,
      round: 1,
      item: 'confidentiality_limits',
      value: 'told',
      message_id: messageId,
      recorded_by: stage.buAni.id,
    })
    .execute();
  expect(await recall(stage.buAni, kasus, id)).toEqual({ refused: 'a_record_rests_on_it' });
});
