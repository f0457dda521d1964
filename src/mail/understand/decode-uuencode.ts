// The transfer encoding of the time before MIME, which some programs still declare as x-uuencode and mailparser does not undo.

/** POSIX uuencode: "begin 644 name", lines whose first letter is their length, "end". */
export function decodeUuencode(body: Buffer): Buffer {
  const lines = body.toString('latin1').split(/\r?\n/);
  const start = lines.findIndex((line) => /^begin \d{3} /.test(line));
  const pieces: Buffer[] = [];
  for (const line of lines.slice(start + 1)) {
    if (line === 'end') break;
    pieces.push(decodeUuLine(line));
  }
  return Buffer.concat(pieces);
}

function decodeUuLine(line: string): Buffer {
  const value = (index: number) => (line.charCodeAt(index) - 32) & 63;
  const length = line === '' ? 0 : value(0);
  const out: number[] = [];
  for (let at = 1; at + 3 < line.length + 3 && out.length < length; at += 4) {
    const bits = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
    out.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }
  return Buffer.from(out.slice(0, length));
}
