// What the tests of this folder share: letters come in by the real door, the program acts, and what it writes is delivered.
import { simpleParser } from 'mailparser';
import type { Person } from '../../../src/core/policy.ts';
import { openParsePool, type ParsePool } from '../../../src/mail/parse-pool.ts';
import { openSmtp } from '../../../src/mail/smtp.ts';
import { deliverMail } from '../../../src/replies/deliver-mail.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { actOnRequests } from '../../../src/rights/act-on-requests.ts';
import { SERVICE_ADDRESS, type World } from '../../support/cast.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';
import { aMail, type Door, type MailRow, type MailWish, openDoor } from '../intake/door.ts';

const AUTHSERV = 'mx.sekolah.example';

/** A busy machine must not make it read a mail without its HTML. */
export const openCheckingParser = (): ParsePool =>
  openParsePool({ threads: 1, ownAddresses: [SERVICE_ADDRESS], authservId: AUTHSERV, deadlineMs: 60_000 });

/** What our receiving server found out about the sender. */
export const verdict = (dmarc: string): string =>
  `Authentication-Results: ${AUTHSERV}; spf=${dmarc}; dkim=${dmarc}; dmarc=${dmarc}`;

export interface RightsDesk extends Door {
  sink: SmtpSink;
  from: { vault: World['vault']; mailName: string; linksTo: null };
  /** a mail of Sari comes in, with a passing check unless told otherwise, and the program does what follows */
  writes(wish: MailWish & { dmarc?: string | null }): Promise<MailRow>;
  /** @returns ids of the letters that now wait */
  act(): Promise<string[]>;
  deliver(ids: readonly string[]): Promise<void>;
  /** texts of the letters of one occasion in a case, the oldest first, with their Message-IDs */
  letters(
    caseId: string,
    occasion?: string,
  ): Promise<{ id: string; text: string; messageId: string; files: string[] }[]>;
  /** open and settled */
  requests(caseId?: string): Promise<{ id: string; kind: string; state: string; held_because: string | null }[]>;
  end(): Promise<void>;
}

export async function openRightsDesk(pool: ParsePool): Promise<RightsDesk> {
  const door = await openDoor(pool);
  const { world, clock } = door;
  const sink = await startSmtpSink();
  const smtp = openSmtp(sink.url, { timings: { connectMs: 2_000, silenceMs: 1_500, deadlineMs: 4_000 } });
  const from = { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null };
  const act = () => actOnRequests(world.db, from, clock.now);
  const delivering = { db: world.db, vault: world.vault, smtpOf: () => smtp, now: () => clock.now };
  return {
    ...door,
    sink,
    from,
    act,
    async writes({ dmarc = 'pass', ...wish }) {
      const headers = [...(dmarc ? [verdict(dmarc)] : []), ...(wish.headers ?? [])];
      const row = await door.arrive(aMail({ subject: 'Re: Mohon bantuan', ...wish, headers }));
      await act();
      return row;
    },
    async deliver(ids) {
      for (const id of ids) await deliverMail(delivering, id);
    },
    async letters(caseId, occasion = 'own_rights') {
      const rows = await world.db
        .selectFrom('outbound_mails')
        .select('id')
        .where('case_id', '=', caseId)
        .where('occasion', '=', occasion)
        .orderBy('id')
        .execute();
      return Promise.all(
        rows.map(async ({ id }) => {
          const mail = await simpleParser((await openOutboundMail(world.db, world.vault, id)).raw);
          const files = mail.attachments.map(({ content }) => content.toString('utf8'));
          return { id, text: mail.text ?? '', messageId: (mail.messageId ?? '').slice(1, -1), files };
        }),
      );
    },
    requests: (caseId) =>
      world.db
        .selectFrom('own_requests')
        .select(['id', 'kind', 'state', 'held_because'])
        .$if(caseId !== undefined, (q) => q.where('case_id', '=', caseId!))
        .orderBy('asked_at')
        .orderBy('id')
        .execute(),
    async end() {
      await sink.stop();
      await world.end();
    },
  };
}

/** A case of Sari with Bu Ani, begun by a letter. */
export async function beginCase(
  desk: RightsDesk,
  wish: MailWish & { counsellor?: Person } = {},
): Promise<{ id: string; code: string }> {
  const { counsellor = desk.world.buAni, ...mail } = wish;
  const row = await desk.writes({ text: 'Bu, saya ingin bercerita tentang jembatan.', ...mail });
  await desk.world.db
    .updateTable('cases')
    .set({ counsellor_id: counsellor.id })
    .where('id', '=', row.caseId!)
    .execute();
  await desk.world.db
    .updateTable('outbound_mails')
    .set({ state: 'sent', settled_at: desk.clock.now, copy_state: 'done' })
    .where('case_id', '=', row.caseId!)
    .where('kind', '=', 'acknowledgement')
    .execute();
  return { id: row.caseId!, code: row.caseCode! };
}

export const codeIn = (text: string): string => /\b(\d{3} \d{3})\b/.exec(text)![1]!;

/** The word, the code that comes, and the code back. @returns the confirmed request */
export async function confirmed(desk: RightsDesk, kasus: { id: string }, word: 'SALINAN' | 'HAPUS'): Promise<string> {
  await desk.writes({ subject: word, text: '' });
  const letter = (await desk.letters(kasus.id)).at(-1)!;
  await desk.writes({ text: codeIn(letter.text), inReplyTo: letter.messageId });
  const kind = word === 'HAPUS' ? 'erase' : 'copy';
  const request = (await desk.requests(kasus.id)).findLast((one) => one.kind === kind && one.state === 'confirmed');
  if (!request) throw new Error(`${word} was not confirmed`);
  await desk.deliver(await openLetters(desk));
  return request.id;
}

export const openLetters = async ({ world }: RightsDesk): Promise<string[]> =>
  (await world.db.selectFrom('outbound_mails').select('id').where('state', '=', 'queued').orderBy('id').execute()).map(
    ({ id }) => id,
  );
