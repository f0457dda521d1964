// Tries the mailbox with the given settings, for the doctor: nothing is changed on the server.
import { type ImapCode, imapCode } from './imap-code.ts';
import { type ImapSettings, openImap } from './imap-session.ts';
import { findSentFolder } from './sent-folder.ts';

export type ImapCheck =
  | { ok: true; mails: number; idle: boolean; sentFolder: string | null }
  | { ok: false; code: ImapCode };

/** Logs in, opens the folder read-only and looks for the Sent folder. */
export async function checkImap(settings: ImapSettings): Promise<ImapCheck> {
  try {
    const session = await openImap(settings);
    try {
      const folder = await session.within(session.client.mailboxOpen(settings.folder ?? 'INBOX', { readOnly: true }));
      const sentFolder = await findSentFolder(session);
      return { ok: true, mails: folder.exists, idle: session.client.capabilities.has('IDLE'), sentFolder };
    } finally {
      session.close();
    }
  } catch (error) {
    return { ok: false, code: imapCode(error) };
  }
}
