/**
 * The history of a case, its strands side by side: stages and hands, records, who read, letters in and out. These are kinds
 * and codes only, so a supervisor needs no reason for them; with one, the letters and the reasons of readings stand beside.
 */
import { caseHistory, type HistoryLine, type Strand } from '../../audit/case-history.ts';
import { record } from '../../audit/record.ts';
import { readStaffNames } from '../../audit/staff-names.ts';
import { eventSentence } from '../../audit/words.ts';
import { mayWithCase } from '../../core/policy.ts';
import { openText } from '../../crypto/seal.ts';
import type { Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import type { Answer } from '../../web/visit.ts';
import { readCaseAccess } from '../case-access.ts';
import { readKonseliIfKept } from '../case-panel.ts';
import { readThread } from '../case-thread.ts';
import { showHidden } from '../link-text.ts';
import type { CaseRow } from '../lock-case.ts';
import { type CaseVisit, personOf } from './case-visit.ts';
import { threadModel } from './thread-model.ts';

const strands: readonly Strand[] = ['moves', 'records', 'reads', 'deliveries'];

/** GET /cases/:code/history */
export function showHistory(visit: CaseVisit): Promise<Answer> {
  const { app, params, say, now } = visit;
  const person = personOf(visit);
  return app.db.transaction().execute(async (tx) => {
    const found = await readCaseAccess(tx, person, params.code ?? '', 'read_history', now);
    if ('refused' in found) return { refused: 'not_found' };
    const { kasus, relation } = found;
    const words = await readCaseAccess(tx, person, kasus.code, 'read', now);
    const mayRead = !('refused' in words);
    const lines = await caseHistory(tx, kasus.id);
    const names = await readStaffNames(tx);
    const readings = mayRead ? await readReasons(tx, visit, kasus) : [];
    const entries = mayRead ? await readLetters(tx, visit, kasus, names) : [];
    await record(tx, {
      actor: { staff: person.id },
      kind: 'audit.read',
      caseId: kasus.id,
      data: { letters: entries.length, reasons: readings.length },
    });
    return {
      page: 'cases/history',
      title: say('history.title', { code: kasus.code }),
      model: {
        code: kasus.code,
        back: { href: `/cases/${kasus.code}`, text: say('history.back') },
        entries,
        strands: strands.map((strand) => ({
          strand,
          items: lines.filter((line) => line.strand === strand).map((line) => itemOf(say, line, names)),
        })),
        readings,
        locked: !mayRead && mayWithCase(person, 'read', relation) === 'with_reason',
      },
    };
  });
}

const itemOf = (say: CaseVisit['say'], line: HistoryLine, names: ReadonlyMap<number, string>) => ({
  at: line.at,
  text: eventSentence(say, { ...line, actor: line.staff ? `staff:${line.staff.id}` : line.actor }, names),
  who: null,
});

/** The letters without notes and happenings: those stand in the strands. */
async function readLetters(tx: Tx, visit: CaseVisit, kasus: CaseRow, staff: ReadonlyMap<number, string>) {
  const { app, now, lang } = visit;
  const { timeZone } = await readSettings(tx);
  const thread = await readThread(tx, app.vault, kasus, visit.staff.id, false);
  const letters = thread.filter((entry) => entry.entry === 'letter');
  const absolute = (at: Date) => humaneTime(at, now, lang, timeZone).absolute;
  const konseli = (await readKonseliIfKept(tx, app.vault, kasus.konseli_id))?.name ?? '';
  return threadModel(visit, kasus.code, letters, { konseli, staff, absolute }).entries;
}

async function readReasons(tx: Tx, { app }: CaseVisit, kasus: CaseRow) {
  const key = (await app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id);
  if (!key) return [];
  const rows = await tx
    .selectFrom('supervisor_readings as r')
    .innerJoin('staff as s', 's.id', 'r.supervisor_id')
    .select(['r.id', 'r.reason_sealed', 'r.began_at', 's.name'])
    .where('r.case_id', '=', kasus.id)
    .orderBy('r.began_at')
    .execute();
  return rows.map((row) => ({
    who: row.name,
    at: row.began_at,
    text: showHidden(openText(key, 'supervisor_readings.reason', row.id, row.reason_sealed)),
  }));
}
