/** What of a letter is more than its words: the letter as its writer styled it, its attachments, its raw bytes. */
import type { EventKind } from '../../audit/event-kinds.ts';
import { record } from '../../audit/record.ts';
import type { CaseAction } from '../../core/policy.ts';
import { open } from '../../crypto/seal.ts';
import type { Tx } from '../../db/database.ts';
import type { Answer } from '../../web/visit.ts';
import { readCaseAccess } from '../case-access.ts';
import { openFacts, openLetter } from '../case-thread.ts';
import type { CaseRow } from '../lock-case.ts';
import { type CaseVisit, personOf } from './case-visit.ts';

/** GET /cases/:code/letters/:letter/original: for the sandboxed frame; the HTML was sanitised when the letter came */
export const showOriginal = (visit: CaseVisit): Promise<Answer> =>
  look(visit, 'read', 'case.read', async (tx, kasus) => {
    const { app, params } = visit;
    const id = params.letter ?? '';
    const row = await letterRow(tx, kasus.id, id);
    if (!row?.content_sealed) return null;
    const { html } = openLetter(await app.vault.key(tx, 'letters', kasus.id), id, row.content_sealed);
    return html === null ? null : { answer: { sandboxed: framed(html) }, data: { letter: id, original: true } };
  });

/** GET /cases/:code/letters/:letter/raw */
export const downloadRaw = (visit: CaseVisit): Promise<Answer> =>
  look(visit, 'read_raw', 'raw_mail.read', async (tx, kasus) => {
    const id = visit.params.letter ?? '';
    const row = await letterRow(tx, kasus.id, id);
    const raw = row && (await openRaw(tx, visit, kasus, row));
    if (!raw) return null;
    return { answer: { download: raw, name: `${kasus.code}-${id}.eml` }, data: { letter: id } };
  });

/** GET /cases/:code/attachments/:attachment */
export const downloadAttachment = (visit: CaseVisit): Promise<Answer> =>
  look(visit, 'read', 'attachment.read', async (tx, kasus) => {
    const { app, params } = visit;
    const id = params.attachment ?? '';
    const row = await tx
      .selectFrom('attachments as a')
      .innerJoin('messages as m', 'm.id', 'a.message_id')
      .select(['a.facts_sealed', 'a.content_sealed', 'a.message_id'])
      .where((eb) => eb(eb.cast<string>('a.id', 'text'), '=', id))
      .where('m.case_id', '=', kasus.id)
      .executeTakeFirst();
    if (!row?.content_sealed) return null;
    const key = await app.vault.key(tx, 'letters', kasus.id);
    const name = row.facts_sealed ? openFacts(key, id, row.facts_sealed).filename : '';
    return {
      answer: { download: open(key, 'attachments.content', id, row.content_sealed), name: name || `${kasus.code}.bin` },
      data: { attachment: id, letter: row.message_id },
    };
  });

/** Asks the policy, opens, writes down who looked, and only then lets it leave. */
function look(
  visit: CaseVisit,
  action: CaseAction,
  kind: EventKind,
  openIt: (tx: Tx, kasus: CaseRow) => Promise<{ answer: Answer; data: Record<string, string | boolean> } | null>,
): Promise<Answer> {
  const { app, params, now } = visit;
  const person = personOf(visit);
  return app.db.transaction().execute(async (tx) => {
    const found = await readCaseAccess(tx, person, params.code ?? '', action, now);
    if ('refused' in found) return { refused: 'not_found' };
    const opened = await openIt(tx, found.kasus);
    if (!opened) return { refused: 'not_found' };
    await record(tx, { actor: { staff: person.id }, kind, caseId: found.kasus.id, data: opened.data });
    return opened.answer;
  });
}

const letterRow = (tx: Tx, caseId: string, letterId: string) =>
  tx
    .selectFrom('messages')
    .select(['id', 'content_sealed', 'inbound_id', 'outbound_id'])
    .where('case_id', '=', caseId)
    .where((eb) => eb(eb.cast<string>('id', 'text'), '=', letterId)) // as text: anything may stand in a URL
    .executeTakeFirst();

async function openRaw(
  tx: Tx,
  { app }: CaseVisit,
  kasus: CaseRow,
  letter: { inbound_id: string | null; outbound_id: string | null },
): Promise<Buffer | null> {
  const { inbound_id: inbound, outbound_id: outbound } = letter;
  if (inbound) {
    const mail = await tx.selectFrom('inbound_mails').select('raw_sealed').where('id', '=', inbound).executeTakeFirst();
    return mail?.raw_sealed
      ? open(await app.vault.key(tx, 'mail', inbound), 'inbound_mails.raw', inbound, mail.raw_sealed)
      : null;
  }
  if (!outbound) return null;
  const mail = await tx.selectFrom('outbound_mails').select('raw_sealed').where('id', '=', outbound).executeTakeFirst();
  return mail?.raw_sealed
    ? open(await app.vault.key(tx, 'letters', kasus.id), 'outbound_mails.raw', outbound, mail.raw_sealed)
    : null;
}

/** Always on light paper: whoever styled the letter thought of white. */
const framed = (html: string): string => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="color-scheme" content="only light">
<style>body{margin:1rem;background:#fff;color:#222;font:1rem/1.6 Georgia,serif;overflow-wrap:anywhere}table{max-width:100%}</style>
</head><body>${html}</body></html>`;
