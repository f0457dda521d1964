/** Reads a form with files into memory: nothing of a konseli's or counsellor's files ever lies in a temporary folder. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';
import type { UploadedFile } from './visit.ts';

export interface UploadLimits {
  /** bytes of all files of one form together */
  total: number;
  /** how many files */
  files: number;
}

export interface Upload {
  body: Record<string, string | string[]>;
  files: UploadedFile[];
}

/**
 * @param keepFiles whether files are taken in; otherwise only the written fields are
 * @throws Refusal `too_large` with the limit in megabytes
 */
export async function readUpload(request: FastifyRequest, limits: UploadLimits, keepFiles: boolean): Promise<Upload> {
  const body: Upload['body'] = {};
  const files: UploadedFile[] = [];
  let left = limits.total;
  const tooLarge = () => new Refusal('too_large', { limit: Math.floor(limits.total / 1_000_000) });
  if (Number(request.headers['content-length'] ?? 0) > limits.total + 1_000_000) throw tooLarge();
  for await (const part of request.parts({ limits: { fileSize: limits.total, files: limits.files, fields: 50 } })) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw tooLarge();
      addField(body, part.fieldname, String(part.value));
      continue;
    }
    if (!keepFiles) {
      part.file.resume();
      continue;
    }
    const bytes = await part.toBuffer();
    left -= bytes.length;
    if (left < 0) throw tooLarge();
    // A file field that was left empty arrives as a file without name and bytes.
    if (part.filename || bytes.length)
      files.push({ field: part.fieldname, name: part.filename ?? '', type: part.mimetype, bytes });
  }
  return { body, files };
}

/** A name given twice becomes a list, which `readForm` refuses. */
function addField(body: Upload['body'], name: string, value: string): void {
  const before = Object.hasOwn(body, name) ? body[name] : undefined;
  Object.defineProperty(body, name, {
    value: before === undefined ? value : [before, value].flat(),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
