// The folder that a setting names: by its path, or by its use (RFC 6154), because every provider calls its spam folder
// differently and in the language of the account.
import { ImapFailure } from './imap-code.ts';
import type { ImapSession } from './imap-session.ts';

export interface Folder {
  path: string;
  /** The server puts there what it takes for spam. */
  isSpam: boolean;
}

/**
 * @param name a path such as `INBOX`, or `\Junk` for the spam folder
 * @throws {ImapFailure} `folder_missing`
 */
export async function findFolder(session: ImapSession, name: string): Promise<Folder> {
  if (name.toUpperCase() === 'INBOX') return { path: 'INBOX', isSpam: false };
  const folders = await session.within(session.client.list());
  const folder = name.startsWith('\\')
    ? folders.find(({ specialUse }) => specialUse?.toLowerCase() === name.toLowerCase())
    : (folders.find(({ path }) => path === name) ?? { path: name });
  if (!folder) throw new ImapFailure('folder_missing');
  return { path: folder.path, isSpam: 'specialUse' in folder && folder.specialUse === '\\Junk' };
}
