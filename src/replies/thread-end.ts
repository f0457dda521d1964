/** Where the thread of a case stands: what an answer answers to (RFC 5322 §3.6.4), and the last letter of ours in it. */
import { type Letter, senderFailed } from '../core/letter.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';

export interface ThreadEnd {
  /** subject of the konseli's last letter; '' when there is none */
  subject: string;
  /** Message-ID of the newest letter that has one, with angle brackets: an answer's In-Reply-To */
  parent: string | null;
  /** the parent's References and the parent itself, oldest first, with angle brackets */
  references: string[];
  lastOutboundId: string | null;
  /** what the konseli wrote last, without what it quotes */
  lastWords: string;
  /** a letter that nobody has answered yet failed DMARC: perhaps the konseli did not write it */
  senderFailed: boolean;
}

export async function readThreadEnd(db: Reader, vault: Vault, caseId: string): Promise<ThreadEnd> {
  const key = await vault.key(db, 'letters', caseId);
  const newest = (direction: 'in' | 'out' | null) =>
    db
      .selectFrom('messages')
      .select(['id', 'content_sealed'])
      .where('case_id', '=', caseId)
      .where('kind', '=', 'letter')
      .$if(direction !== null, (q) => q.where('direction', '=', direction!))
      .$if(direction === null, (q) => q.where('message_index', 'is not', null))
      .orderBy('arrived_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  const open = (row: { id: string; content_sealed: Buffer | null } | undefined) =>
    row?.content_sealed ? (JSON.parse(openText(key, 'messages.content', row.id, row.content_sealed)) as Letter) : null;

  const parent = open(await newest(null));
  const lastOut = await newest('out');
  const lastIn = open(await newest('in'));
  return {
    subject: lastIn?.subject ?? '',
    lastWords: lastIn?.newText || lastIn?.text || '',
    parent: parent?.messageId ? `<${parent.messageId}>` : null,
    references: parent?.messageId ? [...parent.references, parent.messageId].map((id) => `<${id}>`) : [],
    lastOutboundId: lastOut?.id ?? null,
    senderFailed: (await lettersSince(db, caseId, lastOut?.id ?? null)).some((row) => senderFailed(open(row))),
  };
}

/** Ids are UUIDs of version 7, so what came later has the greater one. The newest fifty are enough for any page. */
const lettersSince = (db: Reader, caseId: string, id: string | null) =>
  db
    .selectFrom('messages')
    .select(['id', 'content_sealed'])
    .where('case_id', '=', caseId)
    .where('direction', '=', 'in')
    .$if(id !== null, (q) => q.where('id', '>', id!))
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
