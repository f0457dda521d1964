/** The thread as the template shows it: every letter cut into text and links, its state and warnings in words. */
import { eventSentence } from '../../audit/words.ts';
import { languageOf } from '../../core/language.ts';
import { type Letter, senderFailed } from '../../core/letter.ts';
import { mayLookLikeAnother } from '../../core/look-alike.ts';
import type { Address } from '../../core/mail-report.ts';
import { readRisk } from '../../core/risk/risk-ladder.ts';
import type { Delivery, ThreadEntry, ThreadLetter } from '../case-thread.ts';
import { linkText, showHidden, type TextPiece } from '../link-text.ts';
import type { CaseVisit } from './case-visit.ts';
import type { Chip } from './row-model.ts';

export interface ThreadModel {
  entries: object[];
  /** for the forms that point at a letter */
  letters: { id: string; label: string; byKonseli: boolean }[];
  /** where to jump to; null: nothing is unread, or the very first letter is */
  firstUnread: string | null;
}

export interface ThreadNames {
  konseli: string;
  staff: ReadonlyMap<number, string>;
  absolute(at: Date): string;
}

export function threadModel(
  visit: CaseVisit,
  code: string,
  thread: readonly ThreadEntry[],
  names: ThreadNames,
): ThreadModel {
  let number = 0;
  const letters: ThreadModel['letters'] = [];
  const entries = thread.map((entry) => {
    if (entry.entry === 'note') return noteModel(entry);
    if (entry.entry === 'happening')
      return { ...blank, isHappening: true, at: entry.at, text: eventSentence(visit.say, entry, names.staff) };
    number++;
    const who = senderOf(visit, entry, names.konseli);
    letters.push({
      id: entry.id,
      label: visit.say('case.letter_n', { n: number, who, when: names.absolute(entry.at) }),
      byKonseli: entry.direction === 'in',
    });
    return letterModel(visit, code, entry, number, who);
  });
  const [first, ...later] = thread.filter((entry) => entry.entry === 'letter');
  const unread = first?.unread ? null : later.find((letter) => letter.unread);
  return { entries, letters, firstUnread: unread ? `letter-${unread.id}` : null };
}

const blank = { isLetter: false, isNote: false, isHappening: false };

function noteModel(note: Extract<ThreadEntry, { entry: 'note' }>) {
  return { ...blank, isNote: true, id: `note-${note.id}`, at: note.at, who: note.author, pieces: linkText(note.text) };
}

function senderOf({ say }: CaseVisit, letter: ThreadLetter, konseli: string): string {
  if (letter.direction === 'out')
    return letter.author ? say('case.from_us', { name: letter.author }) : say('case.from_program');
  if (letter.kind === 'automatic' && !letter.command) return say('case.from_machine');
  return say('case.from_konseli', { name: showHidden(konseli) });
}

const MOST_SIGNS = 8;

/** Longer texts than anybody writes would make the page unusable; the raw letter has all of it. */
const LONGEST_TEXT = 100_000;

/** What the writer has written anew; where nothing could be told from what is quoted, all of it. */
export const shownText = ({ newText, quotedText, text }: Letter): string =>
  newText.trim() || (quotedText ? '' : text.trim());

function letterModel(visit: CaseVisit, code: string, entry: ThreadLetter, number: number, who: string) {
  const { say } = visit;
  const { letter } = entry;
  const text = letter ? shownText(letter) : '';
  const base = `/cases/${code}/letters/${entry.id}`;
  return {
    ...blank,
    isLetter: true,
    messageId: entry.id,
    id: `letter-${entry.id}`,
    atLetter: null,
    kind: entry.direction === 'in' ? 'konseli' : 'ours',
    who: say('case.letter_head', { n: number, who }),
    at: entry.at,
    state: stateOf(visit, entry),
    deliveryHelp: entry.delivery && deliveryHelp(visit, entry.delivery),
    outboundId: entry.delivery?.outboundId ?? null,
    claimedAt: entry.claimedAt,
    warnings: letter && entry.direction === 'in' ? warningsOf(visit, letter) : [],
    signs: letter && entry.direction === 'in' && entry.kind === 'letter' ? signsOf(visit, text) : null,
    folded: foldedUnder(visit, entry),
    lang: languageOf(text || (letter?.text ?? '')),
    pieces: linkText(text.slice(0, LONGEST_TEXT)),
    nothing: letter === null ? say('case.erased') : text || letter.quotedText ? null : say('case.empty_letter'),
    cut: text.length > LONGEST_TEXT ? say('case.more_text', { shown: LONGEST_TEXT, all: text.length }) : null,
    signature: piecesOrNull(letter?.signature),
    quoted: piecesOrNull(letter?.quotedText),
    files: entry.attachments.map((file) => ({
      href: `/cases/${code}/attachments/${file.id}`,
      name: showHidden(file.name) || say('case.unnamed_file'),
      size: sizeInWords(visit, file.size),
    })),
    original: letter?.html ? `${base}/original` : null,
    raw: entry.hasRaw ? `${base}/raw` : null,
    details: letter && detailsOf(letter),
  };
}

/** What the program wrote by itself is opened when somebody wants to read it. */
function foldedUnder({ say }: CaseVisit, { kind, occasion }: ThreadLetter): string | null {
  if (kind === 'acknowledgement') return say('case.show_acknowledgement');
  return occasion && say('case.show_service', { occasion: say(`occasion.${occasion}`) });
}

/** The very words that were found, each once: a person reads them where they stand, and decides. */
function signsOf({ say }: CaseVisit, text: string): string | null {
  const places = joined(readRisk(text).spans);
  const found = new Set(
    places.map(({ start, end }) => say('case.sign', { words: showHidden(text.slice(start, end)) })),
  );
  return found.size ? say('case.signs', { found: [...found].slice(0, MOST_SIGNS).join(', ') }) : null;
}

/** What two rules found in one place is shown once. */
function joined(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = places.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else places.push({ start, end });
  }
  return places;
}

const piecesOrNull = (text: string | undefined): TextPiece[] | null =>
  text?.trim() ? linkText(text.trim().slice(0, LONGEST_TEXT)) : null;

function stateOf({ say }: CaseVisit, entry: ThreadLetter): Chip | null {
  if (entry.command) return { text: say(`rights.command.${entry.command}`), tone: 'accent' };
  if (!entry.delivery) return entry.unread ? { text: say('case.unread'), tone: 'accent' } : null;
  const { state, bounced, bouncePermanent } = entry.delivery;
  if (bounced) return { text: say('delivery.bounced'), tone: bouncePermanent ? 'attention' : 'plain' };
  const tone = state === 'failed' || state === 'uncertain' ? 'attention' : state === 'sent' ? 'good' : 'plain';
  return { text: say(`delivery.${state}`), tone };
}

function deliveryHelp({ say }: CaseVisit, delivery: Delivery): string | null {
  if (delivery.bounced) return say(delivery.bouncePermanent ? 'delivery_help.bounced' : 'delivery_help.delayed');
  if (delivery.state === 'failed' || delivery.state === 'uncertain') return say(`delivery_help.${delivery.state}`);
  return null;
}

/** Codes of mail/understand and intake that a counsellor can do something with; the others are for `suluh explain`. */
const told = [
  'from_ambiguous',
  'could_not_parse',
  'html_too_complex',
  'remote_images_blocked',
  'embedded_images',
  'text_and_html_differ',
  'encrypted',
  'winmail_dat',
  'too_large',
  'same_message_id',
  'attachments_left_out',
];
const quiet = ['message_id_missing', 'authentication_untrusted', 'no_text', 'signed'];

function warningsOf({ say }: CaseVisit, letter: Letter): string[] {
  const elsewhere = letter.replyTo.filter((to) => to.address.toLowerCase() !== letter.from?.address.toLowerCase());
  const replyTo = elsewhere.map((to) => say('case.reply_to', { address: showHidden(addressInWords(to)) }));
  return [
    ...senderWarning(say, letter),
    ...lookAlike(say, letter),
    ...replyTo,
    ...letter.warnings.flatMap((code) => warningOf(say, code)),
  ];
}

/** @param code a name, of some a number after a colon; a new one is shown as it is rather than kept back */
function warningOf(say: CaseVisit['say'], code: string): string[] {
  const [name = '', count] = code.split(':');
  if (quiet.includes(name)) return [];
  return [told.includes(name) ? say(`warning.${name}`, { n: Number(count ?? 1) }) : say('warning.other', { code })];
}

/**
 * Only DMARC joins the two checks to the address a person sees (RFC 7489 §3.1): whoever writes under a false name passes SPF
 * and DKIM with a domain of their own. Verdicts of strangers say nothing.
 */
function senderWarning(say: CaseVisit['say'], letter: Letter): string[] {
  const { authentication } = letter;
  if (!authentication?.trusted) return [];
  if (senderFailed(letter)) return [say('warning.sender_failed')];
  return authentication.dmarc === 'pass' ? [] : [say('warning.sender_not_verified')];
}

/** Of the sender and of whoever the sender asks to answer: what is read there may not be what is written there. */
const lookAlike = (say: CaseVisit['say'], { from, replyTo }: Letter): string[] =>
  [...(from ? [from] : []), ...replyTo]
    .filter(({ address }) => mayLookLikeAnother(address))
    .map(({ address }) => say('warning.look_alike', { address: showHidden(address) }));

const addressInWords = ({ name, address }: Address): string => (name ? `${name} <${address}>` : address);

const detailsOf = (letter: Letter) => ({
  subject: showHidden(letter.subject),
  from: letter.from ? showHidden(addressInWords(letter.from)) : '',
  to: letter.to.map((to) => showHidden(addressInWords(to))).join(', '),
});

const UNITS = ['B', 'KB', 'MB'] as const;

function sizeInWords({ lang }: CaseVisit, bytes: number): string {
  const power = Math.min(2, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(bytes / 1024 ** power);
  return `${number} ${UNITS[power]}`;
}
