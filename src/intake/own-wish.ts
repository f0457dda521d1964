/**
 * Whether a letter asks for one of the konseli's own rights, and whether it is surely theirs: the receiving server vouches for
 * the address (DMARC), or the letter answers one of ours, by its signed Message-ID. Automatic mail, lists, imported archives
 * and senders that failed the check never ask for anything.
 */
import { expectsCode, type KeptWish } from '../cases/own-requests.ts';
import { readCodes } from '../core/commands/read-code.ts';
import { type CommandKind, readCommand } from '../core/commands/read-command.ts';
import { senderFailed } from '../core/letter.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Reader } from '../db/database.ts';
import type { ServiceSettings } from '../service/settings.ts';
import type { InboundMail } from './inbound-mail.ts';

export type OwnWish = { bare: boolean } & (
  | ({ command: CommandKind } & Pick<KeptWish, 'until' | 'heldBecause'>)
  | { command: 'code'; codes: readonly string[] }
);

export interface WishFacts {
  mail: Pick<InboundMail, 'historic' | 'truncated'>;
  understood: UnderstoodMail;
  settings: ServiceSettings;
  konseliId: string;
  /** the case in which the letter lies */
  kasus: { stopped_at: Date | null; quiet_until: Date | null };
  /** it answers a letter of ours to this very konseli */
  answersOurs: boolean;
  now: Date;
}

export async function readOwnWish(db: Reader, facts: WishFacts): Promise<OwnWish | null> {
  const { mail, understood, settings, kasus, now } = facts;
  const { report } = understood;
  const automatic = report.kind !== 'human' || understood.autoSubmitted;
  if (mail.historic || mail.truncated || automatic || senderFailed(report)) return null;
  const letter = {
    subject: report.subject,
    newText: report.newText,
    name: report.from?.name ?? '',
    hasFiles: report.attachments.some(({ inline }) => !inline),
  };
  const inDanger = report.risk.lane !== 'none';
  const command = readCommand(letter, dayAt(now, settings.timeZone));
  // "Lanjut" is an ordinary word of a conversation that was never paused.
  if (command?.kind === 'resume' && !kasus.stopped_at && !kasus.quiet_until) return null;
  if (command) {
    const heldBecause = inDanger ? 'signs' : isProven(facts) ? null : 'sender_unproven';
    return {
      command: command.kind,
      bare: command.bare && !heldBecause, // what waits for a person lies before a person
      until: command.until === null ? null : morningOf(command.until, settings),
      heldBecause,
    };
  }
  const said = readCodes(letter);
  if (!said || !isProven(facts) || !(await expectsCode(db, facts.konseliId, now))) return null;
  return { command: 'code', codes: said.codes, bare: said.bare && !inDanger };
}

const isProven = ({ understood: { report }, answersOurs }: WishFacts): boolean =>
  answersOurs || (report.authentication.trusted && report.authentication.dmarc === 'pass');

const dayAt = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

const morningOf = (day: string, { opens, timeZone }: ServiceSettings): Date =>
  new Date(Temporal.PlainDateTime.from(`${day}T${opens}`).toZonedDateTime(timeZone).epochMilliseconds);
