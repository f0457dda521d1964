// What the stories of this folder share: a world with a mail server that can misbehave, and short names for what people do.

import { newId } from '../../../src/db/database.ts';
import { openSmtp } from '../../../src/mail/smtp.ts';
import { type Delivering, deliverMail } from '../../../src/replies/deliver-mail.ts';
import { type Reply, type SentReply, sendReply } from '../../../src/replies/send-reply.ts';
import { readThreadEnd } from '../../../src/replies/thread-end.ts';
import { type CastCase, type CastMember, openWorld, START, type World } from '../../support/cast.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';

export interface Stage extends World {
  sink: SmtpSink;
  /** the clock of the story */
  now(): Date;
  pass(ms: number): void;
  delivering: Delivering;
  end(): Promise<void>;
}

export const UNDO_MS = 30_000;
export const MINUTE = 60_000;

export async function openStage(): Promise<Stage> {
  const world = await openWorld();
  const sink = await startSmtpSink();
  let now = START.getTime() + 3_600_000;
  const clock = () => new Date(now);
  const smtp = openSmtp(sink.url, { timings: { connectMs: 2_000, silenceMs: 1_500, deadlineMs: 4_000 } });
  return {
    ...world,
    sink,
    now: clock,
    pass: (ms) => {
      now += ms;
    },
    delivering: { db: world.db, vault: world.vault, smtpOf: () => smtp, now: clock },
    end: async () => {
      await sink.stop();
      await world.end();
    },
  };
}

/** The form as it was shown just now. */
export async function formFor(stage: Pick<World, 'db' | 'vault'>, kasus: { id: string }, text: string): Promise<Reply> {
  const row = await stage.db
    .selectFrom('cases')
    .select('last_inbound_id')
    .where('id', '=', kasus.id)
    .executeTakeFirstOrThrow();
  const end = await readThreadEnd(stage.db, stage.vault, kasus.id);
  return {
    formId: newId(),
    text,
    seenInbound: row.last_inbound_id,
    seenOutbound: end.lastOutboundId,
    addressConfirmed: false,
    senderConfirmed: false,
    asks: [],
    safeHours: null,
    stillOwed: false,
  };
}

export const press = (stage: Stage, who: CastMember, kasus: { code: string }, form: Reply): Promise<SentReply> =>
  stage.tx((tx) =>
    sendReply(
      tx,
      { vault: stage.vault, mailName: 'Layanan Konseling', linksTo: null, undoMs: UNDO_MS },
      who,
      kasus.code,
      form,
      stage.now(),
    ),
  );

/** Answers and takes it for granted that it worked. @returns the id of the outgoing mail */
export async function answer(
  stage: Stage,
  who: CastMember,
  kasus: CastCase,
  text = 'Terima kasih sudah menulis.',
): Promise<string> {
  const sent = await press(stage, who, kasus, await formFor(stage, kasus, text));
  if ('refused' in sent) throw new Error(sent.refused);
  return sent.outboundId;
}

/** Answers, and lets the undo window pass. */
export async function answerAndWait(stage: Stage, who: CastMember, kasus: CastCase, text?: string): Promise<string> {
  const id = await answer(stage, who, kasus, text);
  stage.pass(UNDO_MS);
  return id;
}

export const deliver = (stage: Stage, id: string) => deliverMail(stage.delivering, id);

export const mailRow = (stage: Stage, id: string) =>
  stage.db.selectFrom('outbound_mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export const caseRow = (stage: Stage, id: string) =>
  stage.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export async function eventKinds(stage: Stage, caseId: string): Promise<string[]> {
  const rows = await stage.db
    .selectFrom('events')
    .select('kind')
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.kind);
}
