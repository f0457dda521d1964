// Opens what came inside a file: a picture passed on in an embedded message or in Outlook's winmail.dat must not need a mail program to be
// seen. One level deep, or messages in messages would multiply.
import { findBodies } from './bodies.ts';
import { filePart, type MimePart, readMime } from './read-mime.ts';
import { readTnef } from './read-tnef.ts';

export interface OpenedFiles {
  /** The files, each with those found inside it behind it. */
  files: MimePart[];
  /** The embedded messages among them, read. */
  messages: MimePart[];
}

/** An embedded message is read less deep than a mail. */
const INSIDE = { parts: 200, depth: 10, headerBytes: 64 * 1024 };

/** @param attached leaves of the tree that are not the letter */
export async function openFiles(attached: MimePart[]): Promise<OpenedFiles> {
  const opened: OpenedFiles = { files: [], messages: [] };
  for (const part of attached) {
    opened.files.push(part);
    if (isTnef(part)) opened.files.push(...readTnef(part.body).map((file) => filePart(file.filename, file.content)));
    if (!isMessage(part)) continue;
    const message = await readMime(part.body, INSIDE);
    opened.messages.push(message);
    opened.files.push(...findBodies(message).attached);
  }
  return opened;
}

/** Outlook's envelope, by its type or by the name it always has. */
export function isTnef(part: MimePart): boolean {
  return /ms-tnef/.test(part.contentType) || part.filename.toLowerCase() === 'winmail.dat';
}

function isMessage(part: MimePart): boolean {
  return part.contentType === 'message/rfc822' || part.contentType === 'message/global';
}
