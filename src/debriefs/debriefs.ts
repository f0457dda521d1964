/**
 * What a hard letter leaves behind in who answered it: written for oneself and one supervisor, and for nobody else, not even for
 * those who work on the same case. Each has a key of its own, which goes with the case.
 */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { openText, seal } from '../crypto/seal.ts';
import { keepKeys, type Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { setPause } from '../load/pauses.ts';

const DAY = 24 * 3_600_000;
const LONGEST = 8000;
export const pauseDays = [0, 1, 3, 7] as const;

export interface DebriefWish {
  body: string;
  supervisorId: number;
  /** days without new cases from now on; 0: none */
  pauseDays: (typeof pauseDays)[number];
}

export async function writeDebrief(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: DebriefWish,
  now: Date,
): Promise<
  | { written: string }
  | { refused: 'not_found' | 'needs_reason' | 'erased' | 'debrief_empty' | 'debrief_too_long' | 'no_such_supervisor' }
> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'erased' };
  const body = wish.body.trim();
  if (!body) return { refused: 'debrief_empty' };
  if (body.length > LONGEST) return { refused: 'debrief_too_long' };
  const choices = await supervisorsFor(tx, kasus.id);
  if (!choices.some(({ id }) => id === wish.supervisorId)) return { refused: 'no_such_supervisor' };
  const id = newId();
  const made = vault.newKey('notes', id);
  await keepKeys(tx, [made]);
  await tx
    .insertInto('debriefs')
    .values({
      id,
      case_id: kasus.id,
      author_id: person.id,
      supervisor_id: wish.supervisorId,
      body_sealed: seal(made.key, 'debriefs.body', id, body),
      written_at: now,
    })
    .execute();
  if (wish.pauseDays)
    await setPause(tx, person, { staffId: person.id, until: new Date(now.getTime() + wish.pauseDays * DAY) }, now);
  // Without its case: that somebody needed to talk stands in no history that others read.
  await record(tx, { actor: { staff: person.id }, kind: 'debrief.written', data: { debrief: id } });
  return { written: id };
}

/** Whom one may talk to: active supervisors who are not shut out of the case. */
export const supervisorsFor = (db: Reader, caseId: string): Promise<{ id: number; name: string }[]> =>
  db
    .selectFrom('staff as s')
    .select(['s.id', 's.name'])
    .where('s.role', '=', 'supervisor')
    .where('s.disabled_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_people as p')
            .select('p.staff_id')
            .whereRef('p.staff_id', '=', 's.id')
            .where('p.case_id', '=', caseId)
            .where('p.part', '=', 'excluded'),
        ),
      ),
    )
    .orderBy('s.name')
    .orderBy('s.id')
    .execute();

/** A letter of theirs answered danger, and they have not talked about it since. */
export async function isDebriefDue(db: Reader, kasus: CaseRow, person: Person, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - 14 * DAY);
  const answered = await db
    .selectFrom('messages as m')
    .select('m.arrived_at')
    .where('m.case_id', '=', kasus.id)
    .where('m.direction', '=', 'out')
    .where('m.kind', '=', 'letter')
    .where('m.author_id', '=', person.id)
    .where('m.arrived_at', '>=', since)
    .where(({ or, exists, selectFrom, lit }) =>
      or([
        lit(kasus.risk === 'urgent'),
        exists(
          selectFrom('duty_calls as d')
            .select('d.id')
            .where('d.case_id', '=', kasus.id)
            .where('d.called_at', '>=', since)
            .whereRef('d.called_at', '<=', 'm.arrived_at'),
        ),
      ]),
    )
    .orderBy('m.arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!answered) return false;
  const talked = await db
    .selectFrom('debriefs')
    .select('id')
    .where('case_id', '=', kasus.id)
    .where('author_id', '=', person.id)
    .where('written_at', '>=', answered.arrived_at)
    .executeTakeFirst();
  return talked === undefined;
}

export interface Debrief {
  id: string;
  author: string;
  supervisor: string;
  mine: boolean;
  at: Date;
  body: string;
}

const LISTED = 100;

/** One's own, and what was told to oneself; the newest first. The look is on record. */
export async function readDebriefs(tx: Tx, vault: Vault, person: Person): Promise<Debrief[]> {
  const rows = await tx
    .selectFrom('debriefs as d')
    .innerJoin('staff as a', 'a.id', 'd.author_id')
    .innerJoin('staff as s', 's.id', 'd.supervisor_id')
    .select(['d.id', 'd.author_id', 'd.written_at', 'd.body_sealed', 'a.name as author', 's.name as supervisor'])
    .where((eb) => eb.or([eb('d.author_id', '=', person.id), eb('d.supervisor_id', '=', person.id)]))
    .where('d.body_sealed', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_people as p')
            .select('p.staff_id')
            .whereRef('p.case_id', '=', 'd.case_id')
            .where('p.staff_id', '=', person.id)
            .where('p.part', '=', 'excluded'),
        ),
      ),
    )
    .orderBy('d.written_at', 'desc')
    .limit(LISTED)
    .execute();
  const keys = await vault.keys(
    tx,
    'notes',
    rows.map((row) => row.id),
  );
  const read = rows.flatMap((row) => {
    const key = keys.get(row.id);
    if (!key || !row.body_sealed) return [];
    const { id, author, supervisor, written_at: at } = row;
    const body = openText(key, 'debriefs.body', id, row.body_sealed);
    return [{ id, author, supervisor, mine: row.author_id === person.id, at, body }];
  });
  if (read.length)
    await record(tx, { actor: { staff: person.id }, kind: 'debrief.read', data: { debriefs: read.length } });
  return read;
}
