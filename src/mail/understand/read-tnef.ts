// Opens winmail.dat, the envelope in which Outlook hides files from everybody else (TNEF, [MS-OXTNEF]): only names and bytes of the files,
// read once from front to back; rich text, forms and calendars inside stay closed.

export interface TnefFile {
  filename: string;
  content: Buffer;
}

const SIGNATURE = 0x223e9f78;
/** [MS-OXTNEF] §2.1.3: a new file begins; its title; its bytes. */
const BEGINS_FILE = 0x00069002;
const TITLE = 0x00018010;
const DATA = 0x0006800f;
const MOST_FILES = 200;

/** @returns the files inside, as far as they can be read; none when the bytes are no TNEF */
export function readTnef(bytes: Buffer): TnefFile[] {
  const files: TnefFile[] = [];
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return files;
  // Signature and key, then attributes: level, id, length, data, checksum (§2.1.3.1).
  for (let at = 6; at + 9 <= bytes.length; ) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    if (data.length < length) break;
    takeAttribute(files, id, data);
    at += 9 + length + 2;
  }
  return files.filter((file) => file.content.length > 0);
}

function takeAttribute(files: TnefFile[], id: number, data: Buffer): void {
  if (id === BEGINS_FILE && files.length < MOST_FILES) files.push({ filename: '', content: Buffer.alloc(0) });
  const file = files.at(-1);
  if (file && id === TITLE) file.filename = new TextDecoder('windows-1252').decode(data).replace(/\0.*$/s, '');
  if (file && id === DATA) file.content = data;
}
