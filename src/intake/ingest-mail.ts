/**
 * The job that files a mail: claim (a lease, committed) → understand (in a killable thread, no transaction open) → settle
 * (one transaction). A mail that fails five times is set to `failed` with its bytes, and a person sees it.
 */
import { record } from '../audit/record.ts';
import { addressIndex } from '../cases/konseli.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { listMailboxes } from '../service/mailboxes.ts';
import { readSettings } from '../service/settings.ts';
import { type Filed, fileMail } from './file-mail.ts';
import { claim, type InboundMail, MOST_ATTEMPTS, readRaw, release, settle, stillOurs } from './inbound-mail.ts';
import { letterIndex } from './tombstones.ts';

export interface Ingest {
  db: Database;
  vault: Vault;
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  ourName: string;
  leaseMs: number;
  now(): Date;
}

/** @returns what became of the mail; null when it was not ours to file */
export async function ingestMail(ingest: Ingest, id: string): Promise<Filed | null> {
  const mail = await claim(ingest.db, id, ingest.leaseMs, ingest.now());
  if (!mail) return null;
  if (mail.attempts > MOST_ATTEMPTS) return giveUp(ingest, mail);
  try {
    const raw = await readRaw(ingest.db, ingest.vault, id);
    if (!raw) throw new Error('a waiting mail has no bytes');
    return await fileUnderstood(ingest, mail, await ingest.understand(raw));
  } catch (error) {
    await release(ingest.db, mail, problemCode(error), retryAt(mail, ingest.now())).catch(() => {});
    throw error;
  }
}

async function fileUnderstood(ingest: Ingest, mail: InboundMail, understood: UnderstoodMail): Promise<Filed | null> {
  const { db, vault, now } = ingest;
  return db.transaction().execute(async (tx) => {
    if (!(await stillOurs(tx, mail))) return null;
    await keepIndexes(tx, vault, mail.id, understood);
    const mailboxes = await listMailboxes(tx);
    const settings = await readSettings(tx);
    return fileMail({
      tx,
      vault,
      mail,
      understood: mail.inSpam ? markedAsSpam(understood) : understood,
      settings,
      ourAddress: mailboxes.find(({ id }) => id === mail.mailboxId)!.address,
      ourAddresses: mailboxes.map(({ address }) => address),
      ourName: ingest.ourName,
      now: now(),
    });
  });
}

/** By what the mail is found again: Message-ID, sender, what it is, and what its copies have in common. Keyed hashes alone. */
async function keepIndexes(tx: Tx, vault: Vault, id: string, understood: UnderstoodMail): Promise<void> {
  const { messageId, from, kind } = understood.report;
  await tx
    .updateTable('inbound_mails')
    .set({
      message_index: messageId ? vault.blindIndex('message-id', messageId) : null,
      sender_index: from ? addressIndex(vault, from.address) : null,
      letter_index: letterIndex(vault, understood),
      kind,
    })
    .where('id', '=', id)
    .execute();
}

/** The mail server's own filter has judged a person's letter, as if it had written so into the header. */
const markedAsSpam = ({ report, ...rest }: UnderstoodMail): UnderstoodMail => ({
  ...rest,
  report: report.kind === 'human' ? { ...report, kind: 'spam_marked' } : report,
});

/** The last try has passed: the mail keeps its bytes and waits for a person. */
async function giveUp({ db, now }: Ingest, mail: InboundMail): Promise<Filed | null> {
  return db.transaction().execute(async (tx) => {
    if (!(await stillOurs(tx, mail))) return null;
    const { problem } = await tx
      .selectFrom('inbound_mails')
      .select('problem')
      .where('id', '=', mail.id)
      .executeTakeFirstOrThrow();
    await settle(tx, mail.id, {
      state: 'failed',
      fate: 'could_not_be_read',
      caseId: null,
      problem: problem ?? 'worker_died',
      at: now(),
    });
    await record(tx, { actor: 'system', kind: 'mail.held', data: { mail: mail.id, reason: 'could_not_be_read' } });
    return { fate: 'could_not_be_read', caseId: null, acknowledgementId: null };
  });
}

/** 5 s, 25 s, 2 min, 10 min: a database that restarts has come back by then. */
const retryAt = (mail: InboundMail, now: Date) => new Date(now.getTime() + 1000 * 5 ** Math.min(mail.attempts, 4));

/** A code for people and logs; never the error's message, which may quote the mail. */
function problemCode(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[A-Za-z0-9_]{1,40}$/.test(code) ? code : 'unexpected_error';
}
