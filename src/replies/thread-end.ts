/** Where the thread of a case stands: what an answer answers to (RFC 5322 §3.6.4), and the last letter of ours in it. */
import type { Letter } from '../core/letter.ts';
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
  return {
    subject: open(await newest('in'))?.subject ?? '',
    parent: parent?.messageId ? `<${parent.messageId}>` : null,
    references: parent?.messageId ? [...parent.references, parent.messageId].map((id) => `<${id}>`) : [],
    lastOutboundId: lastOut?.id ?? null,
  };
}
