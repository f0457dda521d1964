/** Beside the thread, after a hard letter was answered: a place to write for oneself and one supervisor. */
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { isDebriefDue, pauseDays, supervisorsFor } from '../debriefs.ts';

export const debriefsBeside: CasePart = async (tx, visit, { kasus, relation }, refused) => {
  if (kasus.erased_at || (relation !== 'own' && relation !== 'co') || visit.staff.role !== 'counsellor') return null;
  if (!(await isDebriefDue(tx, kasus, personOf(visit), visit.now))) return null;
  const supervisors = await supervisorsFor(tx, kasus.id);
  if (!supervisors.length) return null;
  const typed = refused?.typed ?? {};
  return {
    open: 'debrief' in typed,
    body: typed.debrief ?? '',
    supervisors: supervisors.map(({ id, name }) => ({ value: id, label: name, chosen: `${id}` === typed.supervisor })),
    pauses: pauseDays.map((days) => ({
      value: days,
      label: visit.say(`debrief.pause.${days}`),
      chosen: `${days}` === typed.pause,
    })),
  };
};
