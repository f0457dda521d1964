// Which folder holds what was sent.
import type { ImapSession } from './imap-session.ts';

/** @returns the path of the folder the server marks as \Sent (RFC 6154), else of one with a usual name, else null */
export async function findSentFolder(session: ImapSession): Promise<string | null> {
  const folders = await session.within(session.client.list());
  return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
}
