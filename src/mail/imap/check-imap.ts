// Tries the mailbox with the given settings, for the doctor: nothing is changed on the server.
import { findFolder } from './find-folder.ts';
import { type ImapCode, imapCode } from './imap-code.ts';
import { type ImapSession, type ImapSettings, openImap } from './imap-session.ts';
import { findSentFolder } from './sent-folder.ts';

export type ImapCheck =
  | {
      ok: true;
      mails: number;
      idle: boolean;
      /** Can remove single mails (RFC 4315). */
      uidPlus: boolean;
      sentFolder: string | null;
      spamFolder: string | null;
    }
  | { ok: false; code: ImapCode };

/** Logs in, opens the folder read-only and looks for the Sent folder. */
export async function checkImap(settings: ImapSettings): Promise<ImapCheck> {
  try {
    const session = await openImap(settings);
    try {
      const { path } = await findFolder(session, settings.folder ?? 'INBOX');
      const folder = await session.within(session.client.mailboxOpen(path, { readOnly: true }));
      const { capabilities } = session.client;
      return {
        ok: true,
        mails: folder.exists,
        idle: capabilities.has('IDLE'),
        uidPlus: capabilities.has('UIDPLUS'),
        sentFolder: await findSentFolder(session),
        spamFolder: await findSpamFolder(session),
      };
    } finally {
      session.close();
    }
  } catch (error) {
    return { ok: false, code: imapCode(error) };
  }
}

async function findSpamFolder(session: ImapSession): Promise<string | null> {
  const folders = await session.within(session.client.list());
  return folders.find(({ specialUse }) => specialUse === '\\Junk')?.path ?? null;
}
