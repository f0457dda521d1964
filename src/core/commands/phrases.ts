/** The words and sentences that are commands, in Indonesian and English. A line must be one of them from end to end. */
import { withoutMarks } from './courtesy.ts';
import { pauseUntil } from './pause-until.ts';
import type { CommandKind } from './read-command.ts';

export interface Said {
  kind: CommandKind;
  until: string | null;
  /** one word */
  alone: boolean;
  capitals: boolean;
  /** with an exclamation mark */
  cried: boolean;
}

/** Days of a pause that names none. */
const DEFAULT_PAUSE = 14;

export function readPhrase(line: string, today: string): Said | null {
  if (line.length > LONGEST) return null;
  const written = withoutMarks(line);
  const words = written.toLowerCase().replace(/(\p{L})\1{2,}/gu, '$1');
  const asks = /\?[^\p{L}\p{N}]*$/u.test(line.normalize('NFKC'));
  const facts = { capitals: written === written.toUpperCase(), cried: /!/u.test(line) };
  const word = asks ? null : loneWord(words, facts.capitals);
  if (word) return { kind: word, until: word === 'pause' ? after(today) : null, alone: true, ...facts };
  if (Object.hasOwn(lone, words)) return null;
  const sentence = words.replace(POLITE_BEFORE, '').replace(POLITE_AFTER, '').trim();
  const kind = sentences.find(([, pattern]) => pattern.test(sentence))?.[0];
  if (kind) return asks && kind !== 'who_read' ? null : { kind, until: null, alone: false, ...facts };
  const [, howLong] = PAUSE.exec(sentence) ?? [];
  if (howLong === undefined || asks) return null;
  const until = howLong === '' ? after(today) : pauseUntil(howLong, today);
  return until === null ? null : { kind: 'pause', until, alone: false, ...facts };
}

/** characters */
const LONGEST = 160;

const after = (today: string): string => Temporal.PlainDate.from(today).add({ days: DEFAULT_PAUSE }).toString();

/** Some words are everyday ones in small letters: "copy" is how one says "understood", a "resume" is homework. */
const lone: Readonly<Record<string, { kind: CommandKind; inCapitals?: true }>> = {
  salinan: { kind: 'copy' },
  copy: { kind: 'copy', inCapitals: true },
  hapus: { kind: 'erase' },
  erase: { kind: 'erase' },
  delete: { kind: 'erase', inCapitals: true },
  berhenti: { kind: 'stop' },
  berenti: { kind: 'stop' },
  stop: { kind: 'stop' },
  unsubscribe: { kind: 'stop' },
  jeda: { kind: 'pause' },
  pause: { kind: 'pause', inCapitals: true },
  lanjut: { kind: 'resume' },
  lanjutkan: { kind: 'resume' },
  resume: { kind: 'resume', inCapitals: true },
  continue: { kind: 'resume', inCapitals: true },
  siapa: { kind: 'who_read', inCapitals: true },
};

function loneWord(words: string, capitals: boolean): CommandKind | null {
  const found = Object.hasOwn(lone, words) ? lone[words] : undefined;
  return found && (capitals || !found.inCapitals) ? found.kind : null;
}

const POLITE =
  'tolong|mohon|minta|please|pls|plis|bu|ibu|pak|bapak|kak|min|admin|ya+|dong|terima ?kasih|makasih|thanks|thank you';
const POLITE_BEFORE = new RegExp(
  `^(?:(?:${POLITE}|saya|aku|gue|i|mau|ingin|pengen|pingin|want|would like|id like|to|untuk)[ ,]+)+`,
  'u',
);
const POLITE_AFTER = new RegExp(`(?:[ ,.]+(?:${POLITE}|segera|sekarang|now|dulu|saja|aja))+$`, 'u');

const MINE = '(?:saya|aku|gue|gw|ku|milik saya)';
const PAPERS = '(?:data|surat(?:[- ]surat)?|berkas|file|arsip|cerita|pesan|e-?mail|kasus)';
const MY_PAPERS = `(?:(?:semua|seluruh) (?:isi )?${PAPERS}(?: ?${MINE})?|(?:isi )?${PAPERS} ?${MINE})`;
const MY_FILES = '(?:all )?(?:of )?my (?:file|files|data|letters?|e-?mails?|messages?|records?|case)';
const MY_LETTERS = `(?:(?:semua|seluruh) (?:isi )?)?${PAPERS} ?${MINE}`;
const WRITING = '(?:menulis|nulis|tulis|mengirimi?|kirim|kirimi|menghubungi|hubungi|menyurati|surati)';
const A_LETTER = '(?: (?:surat|e-?mail|pesan))?';
const TO_ME = `${A_LETTER}(?: (?:ke|kepada|pada))?(?: ${MINE})?${A_LETTER}`;

const sentences: readonly (readonly [CommandKind, RegExp])[] = [
  ['copy', whole(`(?:kirim(?:kan|i)? )?(?:${MINE} )?salinan (?:dari )?${MY_PAPERS}`)],
  ['copy', whole(`(?:send me )?(?:a )?copy of ${MY_FILES}`)],
  ['erase', whole(`(?:hapus|hapuskan|menghapus) (?:${MY_PAPERS}|semua(?:nya)?)`)],
  ['erase', whole(`(?:erase|delete|remove) (?:${MY_FILES}|everything)`)],
  ['stop', whole(`(?:berhenti|stop) ${WRITING}${TO_ME}(?: lagi)?`)],
  ['stop', whole(`(?:berhenti|stop|akhiri|hentikan) (?:ikut )?(?:e-?)?kons[eu]ling(?:nya)?(?: ini)?`)],
  ['stop', whole(`jangan ${WRITING}${TO_ME} lagi${TO_ME}`)],
  ['stop', whole(`stop (?:writing|e-?mailing|contacting|sending)(?: to)?(?: me)?(?: (?:letters|e-?mails))?`)],
  ['stop', whole(`(?:do not|dont) (?:write|e-?mail|contact)(?: to)?(?: me)? (?:again|any ?more)`)],
  ['stop', whole('(?:stop|end) (?:the |this )?counsell?ing')],
  ['resume', whole('(?:lanjut|lanjutkan|teruskan|mulai) (?:lagi|konseling(?:nya)?(?: lagi)?)')],
  ['resume', whole('(?:resume|continue|go on with|start) (?:the )?counsell?ing(?: again)?')],
  [
    'who_read',
    whole(
      `siapa(?: (?:saja|aja))? (?:yang|yg) (?:(?:sudah|udah|telah|pernah) )?(?:(?:mem)?(?:baca|buka)|(?:me)?lihat) ${MY_LETTERS}(?: selama ini)?`,
    ),
  ],
  ['who_read', whole(`who (?:has |have )?(?:read|seen|opened) ${MY_FILES}`)],
];

const PAUSE =
  /^(?:jeda|pause|rehat)(?: (?:konseling(?:nya)?|the counsell?ing|counsell?ing|surat-suratan))?(?: (?:selama|for))? ?(.*)$/u;

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}
