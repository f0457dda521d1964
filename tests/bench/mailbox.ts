/**
 * A mailbox as a counselling service's is after a busy time: threads of one to twelve letters, most of them answers to letters
 * of ours that are not in the box, some with photographs. The same seed gives the same bytes.
 */
import { Buffer } from 'node:buffer';

export interface BenchMail {
  /** letters of one thread are of one person, and belong into one case */
  thread: number;
  messageId: string;
  /** bytes of its attachment, decoded; 0: it has none */
  attached: number;
  /** the bytes of an earlier mail once more */
  copy: boolean;
  raw(): Buffer;
}

export interface MailboxWish {
  mails: number;
  textOnly: boolean;
  /** letters come in any order, answers before what they answer to */
  shuffled: boolean;
  seed: number;
}

export const SERVICE_ADDRESS = 'konseling@sekolah.example';
const LONGEST_THREAD = 12;
const ONE_COPY_IN = 200;
const PHOTOGRAPH = 100_000;
const RECORDING = 5_000_000;

/** The mails in the order in which they lie in the box; their bytes are made when they are asked for. */
export function benchMailbox(wish: MailboxWish): BenchMail[] {
  const chance = chanceFrom(wish.seed);
  const letters: (BenchMail & { at: number })[] = [];
  for (let thread = 0; letters.length < wish.mails; thread++) {
    const length = Math.min(1 + Math.floor(chance() * LONGEST_THREAD), wish.mails - letters.length);
    const began = chance() * 90;
    for (let place = 0; place < length; place++) {
      const at = began + place * (0.5 + chance() * 3);
      letters.push({
        ...letter({ number: letters.length, thread, place, at, chance: chance(), textOnly: wish.textOnly }),
        at,
      });
    }
  }
  const ordered = wish.shuffled ? shuffled(letters, chance) : letters.sort((a, b) => a.at - b.at);
  return withCopies(ordered);
}

interface Making {
  /** one letter in a hundred carries a recording, one in ten a photograph */
  number: number;
  thread: number;
  place: number;
  /** days after the first of January */
  at: number;
  chance: number;
  textOnly: boolean;
}

function letter(making: Making): BenchMail {
  const attached = making.textOnly
    ? 0
    : making.number % 100 === 50
      ? RECORDING
      : making.number % 10 === 3
        ? PHOTOGRAPH
        : 0;
  return {
    thread: making.thread,
    messageId: ownId(making.thread, making.place),
    attached,
    copy: false,
    raw: () => write(making, attached),
  };
}

const withCopies = (letters: readonly BenchMail[]): BenchMail[] =>
  letters.map((mail, n) => (n % ONE_COPY_IN === ONE_COPY_IN - 1 ? { ...letters[n - 1]!, copy: true } : mail));

const ownId = (thread: number, place: number) => `surat.${thread}.${place}@murid.example`;
const ourId = (thread: number, place: number) => `jawaban.${thread}.${place}@sekolah.example`;

function write(making: Making, attached: number): Buffer {
  const { thread, place, chance } = making;
  const date = new Date(Date.UTC(2026, 0, 1) + making.at * 86_400_000);
  const words = paragraphs(3 + Math.floor(chance * 9), thread + place);
  const text = place === 0 ? words : `${words}\r\n\r\n${quoted(date, paragraphs(4, thread))}`;
  const head = [
    `Received: from mx.murid.example by mx.sekolah.example with ESMTPS id 4711; ${stamp(date)}`,
    `From: Murid ${thread} <murid.${thread}@murid.example>`,
    `To: Konseling <${SERVICE_ADDRESS}>`,
    `Subject: ${place === 0 ? '' : 'Re: '}Cerita ${thread}`,
    `Message-ID: <${ownId(thread, place)}>`,
    ...threadHeaders(thread, place, chance),
    `Date: ${stamp(date)}`,
    'MIME-Version: 1.0',
  ];
  const body = chance * 1000 - Math.floor(chance * 1000) < 0.5 ? alternative(text) : plain(text);
  const parts = attached ? mixed(body, attached, Math.floor(chance * 1_000_000)) : body;
  return Buffer.from([...head, ...parts, ''].join('\r\n'), 'latin1');
}

const stamp = (date: Date) => date.toUTCString().replace('GMT', '+0000');

/** Four in five answer a letter of ours, which lies in no box; the others add to their own. */
function threadHeaders(thread: number, place: number, chance: number): string[] {
  if (place === 0) return [];
  const history = Array.from({ length: place }, (_, n) => [ownId(thread, n), ourId(thread, n)]).flat();
  const named = chance % 0.1 < 0.08 ? history : history.slice(0, -1);
  return [`In-Reply-To: <${named.at(-1)}>`, `References: ${named.map((id) => `<${id}>`).join('\r\n ')}`];
}

const plain = (text: string) => ['Content-Type: text/plain; charset=us-ascii', '', text];

const alternative = (text: string) => [
  'Content-Type: multipart/alternative; boundary="pilihan"',
  '',
  '--pilihan',
  ...plain(text),
  '--pilihan',
  'Content-Type: text/html; charset=us-ascii',
  '',
  `<div dir="ltr">${text.replaceAll('>', '&gt;').replaceAll('\r\n', '<br>\r\n')}</div>`,
  '--pilihan--',
];

const mixed = (body: readonly string[], attached: number, from: number) => [
  'Content-Type: multipart/mixed; boundary="campuran"',
  '',
  '--campuran',
  ...body,
  '--campuran',
  `Content-Type: application/octet-stream; name="berkas-${from}.bin"`,
  'Content-Transfer-Encoding: base64',
  `Content-Disposition: attachment; filename="berkas-${from}.bin"`,
  '',
  noise(from, attached).toString('base64').replace(/.{76}/g, '$&\r\n'),
  '--campuran--',
];

const sentences = [
  'Saya ingin bercerita tentang apa yang terjadi di rumah akhir-akhir ini.',
  'Di sekolah saya sering diam saja karena tidak tahu harus mulai dari mana.',
  'Ibu bilang saya harus kuat, tetapi rasanya berat sekali.',
  'Kemarin saya mencoba saran yang Ibu tulis, dan sedikit lebih tenang.',
  'Teman saya mengajak bicara, tetapi saya takut ia akan marah.',
  'Nilai saya turun dan saya belum berani mengatakannya kepada siapa pun.',
  'Terima kasih sudah membaca surat saya sampai selesai.',
];

const paragraphs = (count: number, from: number) =>
  Array.from({ length: count }, (_, p) =>
    Array.from({ length: 4 }, (_, s) => sentences[(from + p * 3 + s) % sentences.length]).join(' '),
  ).join('\r\n\r\n');

const quoted = (date: Date, words: string) =>
  [
    `Pada ${date.toISOString().slice(0, 10)} Konseling menulis:`,
    ...words.split('\r\n').map((line) => `> ${line}`),
  ].join('\r\n');

let pool: Buffer | undefined;

/** Bytes that no compression makes smaller, as those of a photograph are. */
function noise(from: number, bytes: number): Buffer {
  if (!pool) {
    const chance = chanceFrom(1);
    const words = new Uint32Array((RECORDING + 1_000_004) / 4).map(() => chance() * 2 ** 32);
    pool = Buffer.from(words.buffer);
  }
  return pool.subarray(from, from + bytes);
}

function shuffled<T>(list: readonly T[], chance: () => number): T[] {
  const all = [...list];
  for (let n = all.length - 1; n > 0; n--) {
    const other = Math.floor(chance() * (n + 1));
    [all[n], all[other]] = [all[other]!, all[n]!];
  }
  return all;
}

/** Numbers from 0 to 1 in an order fixed by the seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixedUp = Math.imul(state ^ (state >>> 15), 1 | state);
    mixedUp = (mixedUp + Math.imul(mixedUp ^ (mixedUp >>> 7), 61 | mixedUp)) ^ mixedUp;
    return ((mixedUp ^ (mixedUp >>> 14)) >>> 0) / 2 ** 32;
  };
}
