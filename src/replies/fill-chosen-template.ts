/** Fills a template for a case and puts it below what is written already. */
import { accessCase } from '../cases/case-access.ts';
import { readKonseli } from '../cases/konseli.ts';
import type { Person } from '../core/policy.ts';
import { fillTemplate, parseTemplate } from '../core/reply-template.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { listOwnTemplates } from './own-templates.ts';
import { readReplyValues } from './reply-values.ts';
import { shippedTemplates } from './shipped-templates.ts';

const SHIPPED = 'shipped:';

/**
 * @param wish `chosen`: the id of a template of the person's, or `shipped:` and the name of one that comes with Suluh
 * @returns the whole text; null when there is no such template or the case is not the person's to write in
 */
export async function fillChosenTemplate(
  tx: Tx,
  vault: Vault,
  person: Person & { name: string },
  code: string,
  wish: { chosen: string; below: string },
  now: Date,
): Promise<string | null> {
  const found = await accessCase(tx, person, code, 'write_draft', now);
  if ('refused' in found || found.kasus.erased_at) return null;
  const { konseli_id: konseliId } = found.kasus;
  const { language } = await readKonseli(tx, vault, konseliId);
  const body = await bodyOf(tx, person, wish.chosen, language);
  const parsed = body === null ? null : parseTemplate(body);
  if (!parsed || 'refused' in parsed) return null;
  const values = await readReplyValues(tx, vault, { konseliId, counsellor: person.name, language }, now);
  const filled = fillTemplate(parsed.template, values);
  return wish.below.trim() ? `${wish.below.trimEnd()}\n\n${filled}` : filled;
}

async function bodyOf(db: Reader, person: Person, chosen: string, language: Language): Promise<string | null> {
  if (chosen.startsWith(SHIPPED)) {
    const name = chosen.slice(SHIPPED.length);
    return shippedTemplates.find((t) => t.name === name && t.language === language)?.body ?? null;
  }
  const own = await listOwnTemplates(db, person);
  return own.find(({ id }) => id === chosen)?.body ?? null;
}
