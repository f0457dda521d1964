/** The protocol of a danger: every version is kept, the newest stands. Sealed with the case's key for letters. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { Person } from '../core/policy.ts';
import { type Protocol, type ProtocolRefusal, refuseProtocol } from '../core/risk/protocol.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';

export interface KeptProtocol {
  version: number;
  by: string;
  at: Date;
  protocol: Protocol;
}

/** All versions, the newest first; none where the case was erased. */
export async function readProtocols(db: Reader, key: Key | null, caseId: string): Promise<KeptProtocol[]> {
  const rows = await db
    .selectFrom('risk_protocols as p')
    .innerJoin('staff as s', 's.id', 'p.made_by')
    .select(['p.id', 'p.version', 'p.content_sealed', 'p.made_at', 's.name'])
    .where('p.case_id', '=', caseId)
    .orderBy('p.version', 'desc')
    .execute();
  return rows.flatMap(({ id, version, content_sealed: sealed, made_at: at, name }) => {
    if (!key || !sealed) return [];
    const protocol = JSON.parse(openText(key, 'risk_protocols.content', id, sealed)) as Protocol;
    return [{ version, by: name, at, protocol }];
  });
}

type Refusal = ProtocolRefusal | 'not_found' | 'needs_reason' | 'closed' | 'protocol_changed';

/** @param seen the version that the form was filled in from, 0: none; a colleague's newer one is not written over unseen */
export async function writeProtocol(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { protocol: Protocol; seen: number },
  now: Date,
): Promise<{ written: number } | { refused: Refusal }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const refused = refuseProtocol(wish.protocol);
  if (refused) return { refused };
  const last = await newestVersion(tx, kasus.id);
  if (last !== wish.seen) return { refused: 'protocol_changed' };
  const id = newId();
  const version = last + 1;
  const key = await vault.key(tx, 'letters', kasus.id);
  const sealed = seal(key, 'risk_protocols.content', id, JSON.stringify(wish.protocol));
  await tx
    .insertInto('risk_protocols')
    .values({ id, case_id: kasus.id, version, content_sealed: sealed, made_by: person.id, made_at: now })
    .execute();
  const data = { protocol: id, version };
  await record(tx, { actor: { staff: person.id }, kind: 'protocol.written', caseId: kasus.id, data });
  return { written: version };
}

/** 0: there is none. */
async function newestVersion(db: Reader, caseId: string): Promise<number> {
  const row = await db
    .selectFrom('risk_protocols')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row?.version ?? 0;
}
