/** The twenty mails of the crash sweeps: first letters, threads with and without references, the same bytes twice, a machine. */

const people = ['sari', 'bima', 'dewi', 'rizky', 'putri', 'yoga', 'fajar', 'maria', 'intan', 'agus', 'lina', 'tono'];

/** Each person's letters make one case. */
export const CASES = people.length;

export function letters(): Buffer[] {
  const first = people.map((who) => mail(who, 1, { text: `Surat pertama dari ${who}.` }));
  return [
    ...first,
    mail('sari', 2, { text: 'Sambungan dari Sari.', answers: 1 }),
    mail('bima', 2, { text: 'Sambungan tanpa rujukan.' }),
    mail('dewi', 3, { text: 'Rujukannya belum pernah datang.', answers: 2 }),
    mail('rizky', 2, { text: 'Dengan lampiran.', attachment: true }),
    mail('putri', 2, { text: '', html: '<p>Surat <b>berhias</b>.</p>' }),
    mail('yoga', 2, { text: 'Saya sedang tidak di tempat.', automatic: true }),
    mail('fajar', 2, { text: 'Bertanya lagi.', answers: 1 }),
    first[0]!, // the same bytes once more
  ];
}

export interface Wish {
  text: string;
  html?: string;
  /** the number of an own letter, or a Message-ID */
  answers?: number | string;
  attachment?: boolean;
  automatic?: boolean;
}

/** A letter of `who`@murid.example, his or her n-th. */
export function mail(who: string, n: number, wish: Wish): Buffer {
  const id = (k: number | string) => (typeof k === 'string' ? k : `<${who}.${k}@murid.example>`);
  const head = [
    `From: ${who} <${who}@murid.example>`,
    'To: konseling@sekolah.example',
    `Subject: Surat ${n}`,
    `Message-ID: ${id(n)}`,
    'Date: Wed, 25 Nov 2026 08:00:00 +0700',
    'MIME-Version: 1.0',
    ...(wish.answers ? [`In-Reply-To: ${id(wish.answers)}`, `References: ${id(wish.answers)}`] : []),
    ...(wish.automatic ? ['Auto-Submitted: auto-replied'] : []),
  ];
  if (wish.html) return lines([...head, 'Content-Type: text/html; charset=utf-8', '', wish.html]);
  if (!wish.attachment) return lines([...head, 'Content-Type: text/plain; charset=utf-8', '', wish.text]);
  return lines([
    ...head,
    'Content-Type: multipart/mixed; boundary=batas',
    '',
    '--batas',
    'Content-Type: text/plain; charset=utf-8',
    '',
    wish.text,
    '--batas',
    'Content-Type: application/octet-stream; name=foto.bin',
    'Content-Disposition: attachment; filename=foto.bin',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.alloc(3000, 7)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n'),
    '--batas--',
  ]);
}

const lines = (text: string[]): Buffer => Buffer.from(`${text.join('\r\n')}\r\n`);
