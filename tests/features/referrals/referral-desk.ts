// What the stories of this folder share: a case at the real door, an expert in the directory, and short names for what people do.
import { simpleParser } from 'mailparser';
import type { ReferralItem } from '../../../src/core/referral.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { askKonseli } from '../../../src/referrals/ask-konseli.ts';
import { prepareReferral, type ReferralWish } from '../../../src/referrals/prepare-referral.ts';
import { saveExpert } from '../../../src/referrals/save-expert.ts';
import { sendReferral } from '../../../src/referrals/send-referral.ts';
import { lastReferral, wordsOf } from '../../../src/referrals/standing-referral.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { type CastCase, type CastMember, enterCounselling, enterPostCounselling } from '../../support/cast.ts';
import { aMail, type Door, openDoor } from '../intake/door.ts';

export const TUTI = 'tuti@klinik.example';
export const WORDS: Partial<Record<ReferralItem, string>> = {
  name: 'Sari',
  concern: 'Sulit tidur sejak dua bulan',
  passages: 'kalimat yang tidak dicentang',
};

export interface ReferralDesk extends Door {
  sari: CastCase;
  expert: number;
  prepare(more?: Partial<ReferralWish>, who?: CastMember): ReturnType<typeof prepareReferral>;
  ask(who?: CastMember): ReturnType<typeof askKonseli>;
  /** the konseli writes again; @returns the id of the letter */
  writes(text: string): Promise<string>;
  send(who?: CastMember, address?: string): ReturnType<typeof sendReferral>;
  /** prepares, asks, hears yes, sends */
  sendAgreed(): Promise<{ token: string; pin: string }>;
  state(): Promise<string | undefined>;
  version(): Promise<number>;
  text(): Promise<string>;
  mail(outboundId: string): Promise<{ raw: Buffer; to: string; subject: string; text: string }>;
}

/** @param stage how far the case has come */
export async function openReferralDesk(
  pool: ParsePool,
  stage: 'preparation' | 'post_counselling' = 'post_counselling',
): Promise<ReferralDesk> {
  const door = await openDoor(pool);
  const { world, clock } = door;
  const { caseId, caseCode } = await door.arrive(aMail());
  const row = await world.db
    .updateTable('cases')
    .set({ counsellor_id: world.buAni.id })
    .where('id', '=', caseId!)
    .returning(['konseli_id', 'last_inbound_id'])
    .executeTakeFirstOrThrow();
  const sari = { id: caseId!, code: caseCode!, konseliId: row.konseli_id, firstLetterId: row.last_inbound_id! };
  if (stage === 'post_counselling') {
    await enterCounselling(world, sari, world.buAni);
    await enterPostCounselling(world, sari, world.buAni);
  }
  const facts = { place: '', hours: '', cost: '', note: '', language: 'id' as const };
  const added = ok(
    await saveExpert(world.db, world.buAni.id, null, {
      ...facts,
      name: 'Ibu Tuti',
      profession: 'Psikolog',
      organisation: 'Klinik Contoh',
      fields: ['psychologist', 'tppk'],
      email: TUTI,
      phone: '021-555',
    }),
  );
  const from = { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null, publicUrl: 'http://127.0.0.1:8080' };
  const standing = async () => (await lastReferral(world.db, sari.id))!;
  const desk: ReferralDesk = {
    ...door,
    sari,
    expert: added.id,
    prepare: (more = {}, who = world.buAni) => {
      const wish: ReferralWish = {
        receiver: { expert: added.id, field: 'psychologist' },
        why: 'Perlu pemeriksaan yang tidak dapat kita lakukan.',
        ticked: ['name', 'concern'],
        words: WORDS,
        ...more,
      };
      return world.tx((tx) => prepareReferral(tx, world.vault, who, sari.code, wish, clock.now));
    },
    ask: async (who = world.buAni) => {
      const version = await desk.version();
      return world.tx((tx) => askKonseli(tx, from, who, sari.code, version, clock.now));
    },
    async writes(text) {
      clock.now = new Date(clock.now.getTime() + 60_000);
      await door.arrive(aMail({ text }));
      const kasus = await world.db
        .selectFrom('cases')
        .select('last_inbound_id')
        .where('id', '=', sari.id)
        .executeTakeFirstOrThrow();
      return kasus.last_inbound_id!;
    },
    send: async (who = world.buAni, address = TUTI) => {
      const version = await desk.version();
      return world.tx((tx) => sendReferral(tx, from, who, sari.code, { version, address }, clock.now));
    },
    async sendAgreed() {
      ok(await desk.prepare());
      ok(await desk.ask());
      await desk.writes('Saya setuju, Bu.');
      const sent = ok(await desk.send());
      const { text } = await desk.mail(sent.outboundId!);
      return { token: /\/referred\/([\w-]{43})/.exec(text)![1]!, pin: sent.pin! };
    },
    state: async () => (await lastReferral(world.db, sari.id))?.row.state,
    version: async () => (await standing()).text.version,
    text: async () => wordsOf(await world.vault.key(world.db, 'letters', sari.id), (await standing()).text),
    async mail(outboundId) {
      const { raw, recipient } = await openOutboundMail(world.db, world.vault, outboundId);
      const parsed = await simpleParser(raw);
      return { raw, to: recipient, subject: parsed.subject ?? '', text: parsed.text ?? '' };
    },
  };
  return desk;
}

/** The answer, when it is none that refuses. */
export function ok<T extends object>(answer: T): Exclude<T, { refused: unknown }> {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
  return answer as Exclude<T, { refused: unknown }>;
}
