// What the stories of a silence share: Sari in counselling, an answer of ours that has left, and a clock that passes days.
import { simpleParser } from 'mailparser';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { runSilence } from '../../../src/silence/run-silence.ts';
import {
  aCase,
  type CaseWish,
  type CastCase,
  counsellorAnswers,
  enterCounselling,
  START,
  type World,
} from '../../support/cast.ts';

export const FROM = 'Layanan Konseling';

/** So many days after START, an hour after opening. */
export const morning = (day: number, hours = 1): Date =>
  new Date(new Date('2026-03-04T00:30:00Z').getTime() + day * 86_400_000 + hours * 3_600_000);

/** In counselling, with nothing against a letter, our answer sent on the first day. */
export async function answeredCase(world: World, wish: CaseWish = {}): Promise<CastCase> {
  const counsellor = wish.counsellor ?? world.buAni;
  const kasus = await aCase(world, { ...wish, counsellor });
  await enterCounselling(world, kasus, counsellor);
  await counsellorAnswers(world, kasus, counsellor, { text: 'Bagaimana minggu ini, Sari?', at: START });
  return kasus;
}

export const run = (world: World, now: Date) =>
  runSilence(world.db, { vault: world.vault, mailName: FROM, linksTo: null }, now);

/** A run on each morning of these days. */
export async function pass(world: World, from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day++) {
    const { failed } = await run(world, morning(day));
    if (failed.length) throw failed[0]!.error;
  }
}

/** The letters of the service in a case, in order, as they leave. */
export async function serviceLetters(world: World, kasus: { id: string }) {
  const rows = await world.db
    .selectFrom('outbound_mails')
    .select(['id', 'occasion', 'automatic', 'created_at', 'due_at'])
    .where('case_id', '=', kasus.id)
    .where('kind', '=', 'service')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const { raw } = await openOutboundMail(world.db, world.vault, row.id);
      return { ...row, raw, mail: await simpleParser(raw) };
    }),
  );
}

export const occasionsOf = async (world: World, kasus: { id: string }) =>
  (await serviceLetters(world, kasus)).map(({ occasion }) => occasion);

export const silenceOf = (world: World, kasus: { id: string }) =>
  world.db
    .selectFrom('silences')
    .selectAll()
    .where('case_id', '=', kasus.id)
    .orderBy('began_at', 'desc')
    .executeTakeFirstOrThrow();
