/**
 * TABLE OF CONTENTS 2: all that the program does by itself. Each job takes the id of a row, or looks for rows that are due;
 * what it does is written there first, so a job may be lost, repeated or late and nothing is.
 */
import { join } from 'node:path';
import { lookAfterAbsences } from './absences/look-after-absences.ts';
import type { OpenAccount } from './accounts.ts';
import type { App } from './app.ts';
import { anchorHead } from './audit/anchor-head.ts';
import type { UnderstoodMail } from './core/mail-report.ts';
import { sendAftercare } from './endings/send-aftercare.ts';
import { runFollowUps } from './followups/run-follow-ups.ts';
import { forgetBytes } from './intake/forget-bytes.ts';
import type { FreshBytes } from './intake/fresh-bytes.ts';
import { forgottenMails } from './intake/inbound-mail.ts';
import { type Ingested, ingestWaiting } from './intake/ingest-mail.ts';
import type { AppendResult } from './mail/imap/append-to-sent.ts';
import type { Smtp } from './mail/smtp.ts';
import { remindOfMeetings } from './meetings/remind-of-meetings.ts';
import { runPromises } from './promises/run-promises.ts';
import type { JobHandler } from './queue/queue.ts';
import { forgetLeftResonances } from './reading/destroy-resonance.ts';
import { appendCopy } from './replies/append-copy.ts';
import { deliverDue } from './replies/deliver-due.ts';
import { deliverMail } from './replies/deliver-mail.ts';
import { forgetLastLetters } from './replies/forget-last-letters.ts';
import { forgetSentBytes } from './replies/forget-sent-bytes.ts';
import { actOnRequests, requestsWait } from './rights/act-on-requests.ts';
import { runSilence } from './silence/run-silence.ts';
import { reconcileMailboxes, removeOldCopies } from './tend-mailboxes.ts';

export interface WorkerTools {
  accounts: readonly OpenAccount[];
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  fresh: FreshBytes;
  /** how letters of a mailbox are sent; null: no mail server for sending is set, and what waits goes on waiting */
  smtpOf: ((address: string) => Smtp | null) | null;
  /** puts a copy into the Sent folder of a mailbox; null: it is not one that we can open */
  append(address: string, raw: Buffer, messageId: string): Promise<AppendResult | null>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function jobs(app: App, tools: WorkerTools): Record<string, JobHandler> {
  const { db, vault, queue, config, log, now } = app;
  const { smtpOf } = tools;
  return {
    'ingest-mail': {
      concurrency: 1, // it has many mails in hand
      async run(_, signal) {
        const { understand, fresh } = tools;
        const ingest = { db, vault, understand, fresh, ourName: config.mailName, leaseMs: config.leaseMs, now };
        await ingestWaiting(ingest, tellOfFiled(app), signal);
      },
    },
    'deliver-mail': {
      concurrency: 4,
      async run({ id = '' }) {
        if (!smtpOf) return;
        const delivery = await deliverMail({ db, vault, smtpOf, now, leaseMs: config.leaseMs }, id);
        log.info('mail.delivered', { id, state: delivery.state });
        if (delivery.state === 'sent') await queue.wake('append-copy', [id]);
      },
    },
    'append-copy': {
      concurrency: 1,
      async run({ id = '' }) {
        await appendCopy({ db, vault, append: tools.append, now }, id);
      },
    },
    'reconcile-mailboxes': {
      concurrency: 1,
      everyMs: HOUR,
      async run({ id }) {
        await reconcileMailboxes(app, tools.accounts, id === undefined ? undefined : Number(id));
      },
    },
    'remove-server-copies': {
      concurrency: 1,
      everyMs: HOUR,
      async run() {
        if (config.removeAfterDays) await removeOldCopies(app, tools.accounts, config.removeAfterDays);
      },
    },
    'run-follow-ups': {
      concurrency: 1,
      everyMs: MINUTE,
      async run() {
        const count = await runFollowUps(db, now());
        if (count) log.info('follow_ups.came_due', { count });
      },
    },
    'forget-resonances': {
      concurrency: 1,
      everyMs: HOUR,
      async run() {
        const count = await forgetLeftResonances(db, vault, now());
        if (count) log.info('resonances.forgotten', { count });
      },
    },
    'look-after-promises': {
      concurrency: 1,
      everyMs: MINUTE,
      async run() {
        const { missed, failed } = await runPromises(
          db,
          { vault, mailName: config.mailName, linksTo: config.linksTo },
          now(),
        );
        if (missed) log.info('promises.missed', { count: missed });
        for (const { caseId, error } of failed)
          log.error('job.failed', { job: 'look-after-promises', id: caseId, error: error as Error });
      },
    },
    'look-after-silence': {
      concurrency: 1,
      everyMs: 5 * MINUTE,
      async run() {
        const { taken, failed } = await runSilence(
          db,
          { vault, mailName: config.mailName, linksTo: config.linksTo },
          now(),
        );
        if (taken) log.info('silence.looked_after', { count: taken });
        for (const { caseId, error } of failed)
          log.error('job.failed', { job: 'look-after-silence', id: caseId, error: error as Error });
      },
    },
    'look-after-absences': {
      concurrency: 1,
      everyMs: MINUTE,
      async run() {
        const { written, failed } = await lookAfterAbsences(
          db,
          { vault, mailName: config.mailName, linksTo: config.linksTo },
          now(),
        );
        await queue.wake('deliver-mail', written);
        for (const { id, error } of failed)
          log.error('job.failed', { job: 'look-after-absences', id, error: error as Error });
      },
    },
    'remind-of-meetings': {
      concurrency: 1,
      everyMs: MINUTE,
      async run() {
        const written = await remindOfMeetings(
          db,
          { vault, mailName: config.mailName, linksTo: config.linksTo },
          now(),
        );
        await queue.wake('deliver-mail', written);
      },
    },
    'act-on-requests': {
      concurrency: 1,
      everyMs: MINUTE,
      async run() {
        await queue.wake(
          'deliver-mail',
          await actOnRequests(db, { vault, mailName: config.mailName, linksTo: config.linksTo }, now()),
        );
        const count = await forgetLastLetters(db, vault, now());
        if (count) log.info('bytes.forgotten', { count });
      },
    },
    'send-aftercare': {
      concurrency: 1,
      everyMs: 10 * MINUTE,
      async run() {
        const sent = await sendAftercare(db, { vault, mailName: config.mailName, linksTo: config.linksTo }, now());
        await queue.wake('deliver-mail', sent);
        if (sent.length) log.info('aftercare.sent', { count: sent.length });
      },
    },
    'anchor-audit': {
      concurrency: 1,
      everyMs: HOUR,
      async run() {
        await anchorHead(db, join(config.dataDir, 'audit-anchors'), now());
      },
    },
    'forget-bytes': {
      concurrency: 1,
      everyMs: HOUR,
      async run() {
        const count = (await forgetBytes(db, vault, now())) + (await forgetSentBytes(db, now()));
        if (count) log.info('bytes.forgotten', { count });
      },
    },
  };
}

const tellOfFiled =
  ({ log, queue }: App) =>
  (ingested: readonly Ingested[]): void => {
    for (const one of ingested) {
      if ('error' in one) log.error('job.failed', { job: 'ingest-mail', id: one.id, error: one.error as Error });
      else if (one.filed) log.info('mail.filed', { id: one.id, state: one.filed.fate });
    }
    const acknowledgements = ingested.flatMap((one) => ('filed' in one ? (one.filed?.acknowledgementId ?? []) : []));
    void queue.wake('deliver-mail', acknowledgements);
    if (ingested.some((one) => 'filed' in one && one.filed?.asks)) void queue.wake('act-on-requests', [ALL]);
  };

/** It acts on whatever waits; the name of the job is enough to ring. */
const ALL = 'all';

/** A job of them files all that wait, not only the mail that it was woken for; so few are enough. */
const A_SWEEP = 2;

/** Wakes whatever waits in a row and was forgotten by the queue. The rows are the truth; the queue may be emptied at any time. */
export async function wakeForgotten({ db, queue, now }: App): Promise<void> {
  await queue.wake('ingest-mail', await forgottenMails(db, now(), A_SWEEP));
  if (await requestsWait(db)) await queue.wake('act-on-requests', [ALL]);
  const due = await deliverDue(db, now());
  await queue.wake('deliver-mail', due.mails);
  await queue.wake('append-copy', due.copies);
}
