/**
 * The worksheet of a letter: the letter on one side, the four layers on the other. Colleagues and a supervisor who is reading
 * see the shared ones; the first layer is on the page of its author, and of a supervisor while it is shared with them.
 */
import { record } from '../../audit/record.ts';
import { readStaffNames } from '../../audit/staff-names.ts';
import { readCaseAccess } from '../../cases/case-access.ts';
import { readKonseliIfKept } from '../../cases/case-panel.ts';
import { readThread, type ThreadLetter } from '../../cases/case-thread.ts';
import { showHidden } from '../../cases/link-text.ts';
import type { CaseRow } from '../../cases/lock-case.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { shownText, threadModel } from '../../cases/pages/thread-model.ts';
import { mayWithCase, type Relation } from '../../core/policy.ts';
import { newId, type Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import type { Answer } from '../../web/visit.ts';
import { cuesOfCase, readCueSwitch } from '../cues-of-case.ts';
import type { sharedLayers } from '../layers.ts';
import { readResonance, readShare, resonancesLentTo } from '../resonances.ts';
import { lastForm } from '../save-worksheet.ts';
import { supervisorsFor } from '../share-resonance.ts';
import { readWorksheets, type Worksheet } from '../worksheets.ts';
import { cuesModel } from './cues-model.ts';
import { letterIn, type RefusedWorksheet, worksheetPath } from './needs.ts';
import { sheetModel } from './sheet-model.ts';

/** GET /cases/:code/letters/:letter/worksheet; with `refused`, the same page again after a form that did not go through */
export function showWorksheet(visit: CaseVisit, refused?: RefusedWorksheet): Promise<Answer> {
  const { app, now } = visit;
  const { code, letter } = letterIn(visit);
  return app.db.transaction().execute(async (tx) => {
    const found = await readCaseAccess(tx, personOf(visit), code, 'read_worksheet', now);
    // A supervisor gives the reason on the page of the case.
    if ('refused' in found)
      return found.refused === 'needs_reason' ? { goTo: `/cases/${code}` } : { refused: 'not_found' };
    const letters = await lettersOf(tx, visit, found.kasus);
    const entry = letters.find(({ id }) => id === letter);
    if (!entry?.letter || entry.direction !== 'in') return { refused: 'not_found' };
    return worksheetPage(tx, visit, found.kasus, found.relation, letters, entry, refused);
  });
}

async function lettersOf(tx: Tx, visit: CaseVisit, kasus: CaseRow): Promise<ThreadLetter[]> {
  const thread = await readThread(tx, visit.app.vault, kasus, visit.staff.id, false);
  return thread.filter((entry) => entry.entry === 'letter');
}

async function worksheetPage(
  tx: Tx,
  visit: CaseVisit,
  kasus: CaseRow,
  relation: Relation,
  letters: readonly ThreadLetter[],
  letter: ThreadLetter,
  refused: RefusedWorksheet | undefined,
): Promise<Answer> {
  const { app, say, staff } = visit;
  const sheets = await readWorksheets(tx, app.vault, kasus.id, letter.id);
  const mayWrite = mayWithCase(personOf(visit), 'write_worksheet', relation) === 'yes' && kasus.stage !== 'closed';
  const own = sheets.find(({ authorId }) => authorId === staff.id) ?? null;
  const place = { caseId: kasus.id, messageId: letter.id };
  const lent = await lentResonances(tx, visit, place);
  const cues = await cuesOfCase(tx, app.vault, kasus.id, letters);
  const model = {
    code: kasus.code,
    path: worksheetPath(kasus.code, letter.id),
    back: { href: `/cases/${kasus.code}#letter-${letter.id}`, text: say('worksheet.back') },
    problem: refused?.problem ?? null,
    entry: await letterModel(tx, visit, kasus, letters, letter),
    cues: cuesModel(
      visit,
      cues.get(letter.id) ?? [],
      await readCueSwitch(tx, kasus.id),
      letter.letter ? shownText(letter.letter) : '',
      mayWrite,
    ),
    form: mayWrite ? await formModel(tx, visit, kasus, letter.id, own, refused) : null,
    others: sheets
      .filter(({ authorId }) => !mayWrite || refused !== undefined || authorId !== staff.id)
      .map((sheet) => sheetModel(visit, sheet)),
    lent: lent.map(({ author, words, savedAt }) => ({ author, words: showHidden(words), savedAt })),
    nothing: !mayWrite && !sheets.length && !lent.length,
  };
  const about = { actor: { staff: staff.id }, caseId: kasus.id, data: { letter: letter.id } };
  await record(
    tx,
    { ...about, kind: 'worksheet.read' },
    ...(lent.length ? [{ ...about, kind: 'resonance.read' as const }] : []),
  );
  return { page: 'reading/worksheet', title: say('worksheet.title'), model, status: refused ? 409 : 200 };
}

/** The letter as it stands in the thread, under its number there. */
async function letterModel(
  tx: Tx,
  visit: CaseVisit,
  kasus: CaseRow,
  letters: readonly ThreadLetter[],
  { id }: ThreadLetter,
): Promise<object> {
  const { now, lang, app } = visit;
  const { timeZone } = await readSettings(tx);
  const { entries } = threadModel(visit, kasus.code, letters, {
    konseli: (await readKonseliIfKept(tx, app.vault, kasus.konseli_id))?.name ?? '',
    staff: await readStaffNames(tx),
    absolute: (at) => humaneTime(at, now, lang, timeZone).absolute,
  });
  return entries[letters.findIndex((letter) => letter.id === id)]!;
}

async function formModel(
  tx: Tx,
  visit: CaseVisit,
  kasus: CaseRow,
  letterId: string,
  own: Worksheet | null,
  refused: RefusedWorksheet | undefined,
) {
  const { app, staff, say } = visit;
  const place = { caseId: kasus.id, messageId: letterId, authorId: staff.id };
  const resonance = await readResonance(tx, app.vault, personOf(visit), place);
  const share = await readShare(tx, place);
  const supervisors = await supervisorsFor(tx, kasus);
  const field = (name: (typeof sharedLayers)[number]) => ({
    name,
    label: say(`worksheet.${name}`),
    hint: say(`worksheet.${name}.hint`),
    value: refused?.typed[name] ?? own?.words[name] ?? '',
  });
  return {
    formId: newId(),
    seen: (await lastForm(tx, letterId, staff.id)) ?? '',
    resonance: refused?.typed.resonance ?? resonance?.words ?? '',
    layers: [
      { number: say('worksheet.layer2'), fields: [field('theme')] },
      { number: say('worksheet.layer3'), fields: [field('hypothesis'), field('resources'), field('unknown')] },
      { number: say('worksheet.layer4'), fields: [field('plan')] },
    ],
    savedAt: own?.savedAt ?? resonance?.savedAt ?? null,
    lost: null,
    hasResonance: resonance !== null,
    sharedWith: share ? (supervisors.find(({ id }) => id === share.supervisorId)?.name ?? say('actor.unknown')) : null,
    supervisors: supervisors.map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** What authors let this supervisor read at this letter. */
async function lentResonances(tx: Tx, visit: CaseVisit, place: { caseId: string; messageId: string }) {
  const { app, staff } = visit;
  const lent: { author: string; words: string; savedAt: Date }[] = [];
  for (const { messageId, authorId, author } of await resonancesLentTo(tx, staff.id)) {
    if (messageId !== place.messageId) continue;
    const resonance = await readResonance(tx, app.vault, personOf(visit), { ...place, authorId });
    if (resonance) lent.push({ author, ...resonance });
  }
  return lent;
}
