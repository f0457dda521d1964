/**
 * Sends the mails to staff that are due, of alarms and of letters that call somebody, past the queue, for the queue may be what
 * stands still: claim → send → settle, like any letter. Each mailbox's server is tried in turn, so that one broken account does not silence the other. A mail that may have
 * gone out is taken for sent: an alarm twice is worse than a letter once, and the page says it anyway.
 */
import type { Selectable } from 'kysely';
import { retryAfter } from '../core/back-off.ts';
import type { Database } from '../db/database.ts';
import type { AlarmMailsTable, AlarmsTable, Language } from '../db/schema.ts';
import { composeMail } from '../mail/compose-mail.ts';
import type { Smtp } from '../mail/smtp.ts';
import { alarmText } from './alarm-text.ts';
import { callText } from './call-text.ts';

export interface AlarmSender {
  address: string;
  smtp: Smtp;
}

export interface SendingAlarms {
  db: Database;
  senders: readonly AlarmSender[];
  /** the name in From */
  mailName: string;
  /** where the pages are */
  publicUrl: string;
  leaseMs: number;
  now(): Date;
}

/** @returns how many went out, and how many wait for another try */
export async function sendAlarms(sending: SendingAlarms): Promise<{ sent: number; waiting: number }> {
  const outcome = { sent: 0, waiting: 0 };
  for (const mail of await claimDue(sending)) {
    const state = await sendOne(sending, mail);
    if (state === 'sent') outcome.sent++;
    if (state === 'queued') outcome.waiting++;
  }
  return outcome;
}

type Claimed = Pick<Selectable<AlarmMailsTable>, 'id' | 'tells' | 'attempts'> & {
  [F in 'kind' | 'place' | 'began_at' | 'ended_at']: Selectable<AlarmsTable>[F] | null;
} & {
  code: string | null;
  email: string;
  language: Language;
};

const A_ROUND = 20;

async function claimDue({ db, leaseMs, now }: SendingAlarms): Promise<Claimed[]> {
  const at = now();
  const ids = await db
    .updateTable('alarm_mails')
    .set((eb) => ({
      state: 'sending',
      attempts: eb('attempts', '+', 1),
      lease_until: new Date(at.getTime() + leaseMs),
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('alarm_mails')
        .select('id')
        .where((or) =>
          or.or([
            or.and([or('state', '=', 'queued'), or('due_at', '<=', at)]),
            or.and([or('state', '=', 'sending'), or('lease_until', '<', at)]),
          ]),
        )
        .orderBy('due_at')
        .limit(A_ROUND)
        .forUpdate()
        .skipLocked(),
    )
    .returning('id')
    .execute();
  if (!ids.length) return [];
  return db
    .selectFrom('alarm_mails as m')
    .leftJoin('alarms as a', 'a.id', 'm.alarm_id')
    .leftJoin('duty_calls as d', 'd.id', 'm.call_id')
    .leftJoin('cases as c', 'c.id', 'd.case_id')
    .innerJoin('staff as s', 's.id', 'm.staff_id')
    .select([
      'm.id',
      'm.tells',
      'm.attempts',
      'a.kind',
      'a.place',
      'a.began_at',
      'a.ended_at',
      'c.code',
      's.email',
      's.language',
    ])
    .where(
      'm.id',
      'in',
      ids.map(({ id }) => id),
    )
    .execute();
}

async function sendOne(sending: SendingAlarms, mail: Claimed): Promise<AlarmMailsTable['state']['__select__']> {
  const { db, senders, now } = sending;
  let problem = 'bad_settings';
  for (const sender of senders) {
    const raw = await write(sending, sender.address, mail);
    // No return path, so that nothing answers (RFC 3834 §3.3); a server that takes none gets the service's own.
    let result = await sender.smtp.send({ from: '', to: mail.email, raw });
    if (result.state === 'failed' && result.code === 'sender_refused')
      result = await sender.smtp.send({ from: sender.address, to: mail.email, raw });
    if (result.state === 'sent' || result.state === 'uncertain')
      return settle(db, mail, { state: 'sent', settled_at: now() });
    problem = `${result.code} ${result.reason}`.trim();
  }
  const wait = retryAfter(mail.attempts);
  if (wait === null) return settle(db, mail, { state: 'failed', settled_at: now(), problem });
  return settle(db, mail, { state: 'queued', due_at: new Date(now().getTime() + wait), problem });
}

type Settlement = { problem?: string } & (
  | { state: 'sent' | 'failed'; settled_at: Date }
  | { state: 'queued'; due_at: Date }
);

async function settle(db: Database, mail: Claimed, settlement: Settlement): Promise<Settlement['state']> {
  await db
    .updateTable('alarm_mails')
    .set({ ...settlement, lease_until: null })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', mail.attempts)
    .execute();
  return settlement.state;
}

function textOf({ language, code, kind, place, began_at, ended_at, tells }: Claimed, publicUrl: string) {
  if (code) return callText(language, code, publicUrl);
  // A mail that calls nobody is of an alarm: `an_alarm_mail_is_of_an_alarm_or_a_call`.
  const alarm = { kind: kind!, place: place!, began_at: began_at!, ended_at, tells: tells as 'began' | 'ended' };
  return alarmText(language, alarm, publicUrl);
}

async function write({ mailName, publicUrl, now }: SendingAlarms, from: string, mail: Claimed): Promise<Buffer> {
  const { subject, text } = textOf(mail, publicUrl);
  const raw = await composeMail({
    from: { name: mailName, address: from },
    to: { address: mail.email },
    subject,
    text,
    messageId: `<alarm.${mail.id}@${from.slice(from.lastIndexOf('@') + 1)}>`, // however often it is tried, one mail
    date: now(),
    lang: mail.language,
    automatic: true,
  });
  if ('refused' in raw) throw new Error(`an alarm cannot be written: ${raw.refused}`);
  return raw;
}
