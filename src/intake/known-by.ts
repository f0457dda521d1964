/** By what a mail is found again: keyed hashes alone, and what kind of mail it is. */
import { addressIndex } from '../cases/konseli.ts';
import type { MailKind, UnderstoodMail } from '../core/mail-report.ts';
import type { Vault } from '../crypto/vault.ts';

/** Columns of the mail's row. */
export interface KnownBy {
  message_index: Buffer | null;
  sender_index: Buffer | null;
  letter_index: Buffer;
  kind: MailKind;
}

export function knownBy(vault: Vault, understood: UnderstoodMail): KnownBy {
  const { messageId, from, kind } = understood.report;
  return {
    message_index: messageId ? vault.blindIndex('message-id', messageId) : null,
    sender_index: from ? addressIndex(vault, from.address) : null,
    letter_index: letterIndex(vault, understood),
    kind,
  };
}

/**
 * Message-ID, date and sender together: a Message-ID alone anyone can write, and a letter of somebody else must never be
 * taken for an erased one. A mail without a Message-ID is known by its words as well.
 */
export function letterIndex(vault: Vault, { report }: UnderstoodMail): Buffer {
  const { messageId, date, from, subject, text } = report;
  const common = [messageId, date, from?.address.toLowerCase() ?? null];
  return vault.blindIndex('letter', JSON.stringify(messageId ? common : [...common, subject, text]));
}
