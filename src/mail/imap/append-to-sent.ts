// Puts a copy of a sent letter into the mailbox's Sent folder. A step of its own, after sending: whether it works or
// not, the letter is never sent again because of it.
import { type ImapCode, imapCode } from './imap-code.ts';
import { type ImapSettings, openImap } from './imap-session.ts';
import { findSentFolder } from './sent-folder.ts';

export type AppendResult =
  | { state: 'appended' }
  /** The provider keeps its own copy, or an earlier try went through. */
  | { state: 'already_there' }
  | { state: 'failed'; code: ImapCode | 'no_sent_folder' };

/**
 * Safe to repeat: a copy with the same Message-ID is not added twice.
 * @param messageId with its angle brackets
 */
export async function appendToSent(settings: ImapSettings, raw: Buffer, messageId: string): Promise<AppendResult> {
  try {
    const session = await openImap(settings);
    try {
      const path = await findSentFolder(session);
      if (!path) return { state: 'failed', code: 'no_sent_folder' };
      await session.within(session.client.mailboxOpen(path, { readOnly: true }));
      const found = await session.within(session.client.search({ header: { 'message-id': messageId } }, { uid: true }));
      if (!Array.isArray(found)) return { state: 'failed', code: 'server_said_no' };
      if (found.length > 0) return { state: 'already_there' };
      const appended = await session.within(
        session.client.append(path, raw, ['\\Seen']),
        session.timings.commandMs + raw.length / 20,
      );
      return appended ? { state: 'appended' } : { state: 'failed', code: 'disconnected' };
    } finally {
      session.close();
    }
  } catch (error) {
    return { state: 'failed', code: imapCode(error) };
  }
}
