// Files that came with a letter: their bytes, their name as data, and their type by their first bytes rather than by what is claimed.
// Nothing is opened, unpacked or rendered.
import { fileTypeFromBuffer } from 'file-type';
import type { MailAttachment } from '../../core/mail-report.ts';
import type { MimePart } from './read-mime.ts';

export interface ReadAttachments {
  attachments: MailAttachment[];
  contents: Uint8Array[];
}

/**
 * @param parts leaves of the tree that are not the letter
 * @param html the letter's HTML: what it refers to by cid: is part of its look
 */
export async function readAttachments(parts: MimePart[], html: string | null): Promise<ReadAttachments> {
  const contents = parts.map((part) => ownBytes(part.body));
  const types = await Promise.all(
    parts.map((part, index) => sniffType(contents[index] as Uint8Array, part.contentType)),
  );
  return {
    attachments: parts.map((part, index) => ({
      filename: part.filename,
      contentType: types[index] as string,
      size: (contents[index] as Uint8Array).length,
      inline: isInline(part, html),
      contentId: part.contentId,
    })),
    contents,
  };
}

/** Lists files without looking into them: for mail whose reading failed. */
export function listAttachments(parts: MimePart[]): ReadAttachments {
  const contents = parts.map((part) => ownBytes(part.body));
  const attachments = parts.map((part, index) => ({
    filename: part.filename,
    contentType: part.contentType,
    size: (contents[index] as Uint8Array).length,
    inline: part.disposition === 'inline',
    contentId: part.contentId,
  }));
  return { attachments, contents };
}

/** Bytes in memory of their own, which another thread can be given without a copy. */
const ownBytes = (body: Buffer): Uint8Array =>
  body.byteLength === body.buffer.byteLength ? new Uint8Array(body.buffer) : new Uint8Array(body);

/** Containers whose declared type says more than the bytes do (a .docx is a zip). */
const GENERIC = new Set(['application/zip', 'application/x-cfb', 'application/xml', 'text/plain']);

async function sniffType(bytes: Uint8Array, declared: string): Promise<string> {
  try {
    const sniffed = await fileTypeFromBuffer(bytes.subarray(0, 65_536));
    return sniffed && !GENERIC.has(sniffed.mime) ? sniffed.mime : declared;
  } catch {
    // file-type throws where a file ends within its own header.
    return declared;
  }
}

function isInline(part: MimePart, html: string | null): boolean {
  if (part.disposition === 'attachment') return part.contentId !== null && isReferred(part.contentId, html);
  return part.disposition === 'inline' || (part.contentId !== null && isReferred(part.contentId, html));
}

function isReferred(contentId: string, html: string | null): boolean {
  return html?.includes(`cid:${contentId}`) ?? false;
}
