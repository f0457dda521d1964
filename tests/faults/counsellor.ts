/** What people do while faults strike: a counsellor answers letters, and decides on what is shown as uncertain. */
import { randomUUID } from 'node:crypto';
import { claimCase } from '../../src/cases/claim-case.ts';
import type { Person } from '../../src/core/policy.ts';
import { sendReply } from '../../src/replies/send-reply.ts';
import { settleDelivery } from '../../src/replies/settle-delivery.ts';
import { readThreadEnd } from '../../src/replies/thread-end.ts';
import { createStaff } from '../../src/staff/create-staff.ts';
import type { Service } from '../support/service.ts';

export async function hireCounsellor({ db }: Service): Promise<Person> {
  const ani = { email: 'ani@sekolah.example', name: 'Bu Ani', role: 'counsellor', madeBy: null } as const;
  const hired = await db.transaction().execute((tx) => createStaff(tx, ani, new Date()));
  if ('refused' in hired) throw new Error(hired.refused);
  return { id: hired.staffId, role: 'counsellor' };
}

/** Takes the case if nobody has it, and answers its last letter. @returns why the answer was not accepted; null: it was */
export async function answerCase({ db, vault }: Service, person: Person, code: string): Promise<string | null> {
  const now = new Date();
  await db.transaction().execute((tx) => claimCase(tx, person, code, now));
  return db.transaction().execute(async (tx) => {
    const kasus = await tx
      .selectFrom('cases')
      .select(['id', 'last_inbound_id'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    const reply = {
      formId: randomUUID(),
      text: 'Terima kasih sudah menulis.\n\nBu Ani',
      seenInbound: kasus.last_inbound_id,
      seenOutbound: (await readThreadEnd(tx, vault, kasus.id)).lastOutboundId,
      addressConfirmed: false,
      senderConfirmed: false,
      asks: [],
      safeHours: null,
      stillOwed: false,
    };
    const sent = await sendReply(
      tx,
      { vault, mailName: 'Konseling', linksTo: null, undoMs: 0 },
      person,
      code,
      reply,
      now,
    );
    return 'refused' in sent ? sent.refused : null;
  });
}

/** The person looks whether the letter arrived, and says so, or sends it once more. */
export async function decideUncertain(service: Service): Promise<{ decided: number; sentAgain: string[] }> {
  const { db, vault, sink } = service;
  const rows = await db
    .selectFrom('outbound_mails as o')
    .innerJoin('cases as c', 'c.id', 'o.case_id')
    .select(['o.id', 'o.message_index', 'c.code', 'c.counsellor_id'])
    .where('o.state', '=', 'uncertain')
    .where('o.kind', '=', 'reply')
    .execute();
  const sentAgain: string[] = [];
  for (const row of rows) {
    const arrived = sink.received.some((mail) => {
      const id = /^message-id:\s*<([^>]+)>/im.exec(mail.raw.toString('latin1'))?.[1] ?? '';
      return vault.blindIndex('message-id', id).equals(row.message_index);
    });
    const person: Person = { id: row.counsellor_id!, role: 'counsellor' };
    const wish = { outboundId: row.id, decision: arrived ? ('arrived' as const) : ('send_again' as const) };
    const done = await db.transaction().execute((tx) => settleDelivery(tx, vault, person, row.code, wish, new Date()));
    if ('refused' in done) throw new Error(`an uncertain mail could not be decided: ${done.refused}`);
    if (!arrived) sentAgain.push(row.id);
  }
  return { decided: rows.length, sentAgain };
}
