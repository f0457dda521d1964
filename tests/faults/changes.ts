/**
 * Which writes of the program can change what a server knows. Two moments with no such write between them are the same moment
 * for whoever comes after a crash, so the crash sweep counts these alone. In doubt a write counts: only what is recognised
 * whole as a question is passed over, so that a new kind of write can make the sweep longer, never blind.
 */

/** @param chunk what a PostgreSQL client wrote at once (frontend messages: PostgreSQL manual, "Message Formats") */
export function changesDatabase(chunk: Buffer): boolean {
  if (isStartup(chunk)) return false;
  let at = 0;
  while (at < chunk.length) {
    if (at + 5 > chunk.length) return true;
    const kind = String.fromCharCode(chunk[at]!);
    const end = at + 1 + chunk.readUInt32BE(at + 1);
    if (end > chunk.length || !HARMLESS.has(kind)) return true;
    const body = chunk.subarray(at + 5, end);
    if (kind === 'Q' && !isQuestion(stringIn(body, 0))) return true;
    if (kind === 'P' && !isQuestion(stringIn(body, body.indexOf(0) + 1))) return true;
    // Whoever runs a statement in another chunk than the one that says what it is: nobody knows here what it does.
    if (kind === 'E' && !chunk.subarray(0, at).includes('P')) return true;
    at = end;
  }
  return false;
}

/** Query, Parse, Bind, Describe, Execute, Sync, Close, Flush, password or SASL answer, Terminate. */
const HARMLESS = new Set(['Q', 'P', 'B', 'D', 'E', 'S', 'C', 'H', 'p', 'X']);

const PROTOCOL_3 = 196_608;
const SSL_REQUEST = 80_877_103;

function isStartup(chunk: Buffer): boolean {
  if (chunk.length < 8 || chunk.readUInt32BE(0) !== chunk.length) return false;
  return [PROTOCOL_3, SSL_REQUEST].includes(chunk.readUInt32BE(4));
}

function stringIn(body: Buffer, from: number): string {
  return body.subarray(from, body.indexOf(0, from)).toString('utf8');
}

function isQuestion(statement: string): boolean {
  const sql = statement.trim().toLowerCase();
  if (/^(begin|start transaction)\b[a-z ]*$/.test(sql)) return true;
  if (!sql.startsWith('select ') || sql.includes(';')) return false;
  const words = sql.replaceAll(/\bfor (no key )?update\b/g, '');
  if (/\b(insert|update|delete|merge|into|call)\b/.test(words)) return false;
  // Any function may write; only these are known not to. The rest are words that may stand before a parenthesis.
  return [...words.matchAll(/([a-z_0-9."]+)\s*\(/g)].every(([, name]) => ASKING.has(name!));
}

const ASKING = new Set(
  'count coalesce max min now exists extract lower any in and or not where on from join as select then when else over'.split(
    ' ',
  ),
);

/** @param chunk what an IMAP client wrote at once (RFC 9051) */
export function changesMailbox(chunk: Buffer): boolean {
  const text = chunk.toString('latin1');
  return !text.endsWith('\r\n') || !text.trimEnd().split('\r\n').every(isLook);
}

const LOOKS =
  /^\S+ (login|authenticate|capability|id|namespace|list|lsub|status|examine|noop|idle|logout|enable|unselect|(uid )?(fetch|search))\b/i;

/** BODY[…] without PEEK marks a mail as seen. */
const isLook = (line: string): boolean => (LOOKS.test(line) || /^done$/i.test(line)) && !/ body\[/i.test(line);
