/** Puts the safety plan into the answer that is being written, in the konseli's language; nothing of it is sent by itself. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { readKonseli } from '../cases/konseli.ts';
import type { Person } from '../core/policy.ts';
import { isPlanned, planParts, type SafetyPlan } from '../core/risk/protocol.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { putBackIntoDraft } from '../replies/draft-row.ts';
import { mailText } from '../replies/mail-texts.ts';
import { readProtocols } from './protocols.ts';

export async function draftPlan(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  now: Date,
): Promise<{ drafted: true } | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_plan_yet' }> {
  const found = await accessCase(tx, person, code, 'write_draft', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const [newest] = await readProtocols(tx, await vault.key(tx, 'letters', kasus.id), kasus.id);
  if (!newest || !isPlanned(newest.protocol.plan)) return { refused: 'no_plan_yet' };
  const { language } = await readKonseli(tx, vault, kasus.konseli_id);
  const text = planInWords(newest.protocol.plan, language);
  await putBackIntoDraft(tx, vault, { caseId: kasus.id, authorId: person.id, text }, now);
  const data = { version: newest.version };
  await record(tx, { actor: { staff: person.id }, kind: 'safety_plan.drafted', caseId: kasus.id, data });
  return { drafted: true };
}

/** The parts that are known, each under a heading that suits whoever is called kamu or Anda. */
export function planInWords(plan: SafetyPlan, language: Language): string {
  const parts = planParts
    .filter((part) => plan[part].trim())
    .map((part, n) => `${n + 1}. ${headings[language][part]}\n${plan[part].trim()}`);
  return mailText(language, 'safety-plan', { rencana: parts.join('\n\n') }).text;
}

const headings: Readonly<Record<Language, Readonly<Record<keyof SafetyPlan, string>>>> = {
  id: {
    warning_signs: 'Tanda bahwa keadaan mulai berat',
    what_helps: 'Yang bisa dilakukan sendiri supaya sedikit lebih tenang',
    people_and_places: 'Orang dan tempat yang bisa mengalihkan pikiran sejenak',
    whom_to_ask: 'Orang yang bisa dimintai tolong',
    professionals: 'Layanan dan tenaga ahli yang bisa dihubungi',
    means: 'Cara membuat yang berbahaya sulit dijangkau',
  },
  en: {
    warning_signs: 'Signs that things are getting hard',
    what_helps: 'What can be done alone to feel a little calmer',
    people_and_places: 'People and places that take the mind off it for a while',
    whom_to_ask: 'People who can be asked for help',
    professionals: 'Services and professionals who can be reached',
    means: 'How what is dangerous becomes hard to reach',
  },
};
