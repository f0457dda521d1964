/** Beside the thread: the way to the protocol while somebody is or was in danger, and what waits there. */
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import { dangerMayPass } from '../../cases/risk.ts';
import { readDisclosures } from '../disclosures.ts';
import { readProtocols } from '../protocols.ts';

export const safetyBeside: CasePart = async (tx, visit, { kasus, relation }) => {
  const { app, say, staff } = visit;
  if (relation === 'pool') return null;
  const key = (await app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const [newest] = await readProtocols(tx, key, kasus.id);
  const inDanger = kasus.risk === 'urgent' || kasus.risk === 'concern' || kasus.signs === 'red';
  if (!newest && (kasus.stage === 'closed' || !inDanger)) return null;
  const may = permissions(personOf(visit), relation);
  const disclosures = await readDisclosures(tx, key, kasus.id);
  const waiting = disclosures.filter((one) => !one.answer && one.askedBy.id !== staff.id && may('agree_disclosure'));
  const missing = kasus.stage !== 'closed' && !(await dangerMayPass(tx, kasus));
  return {
    href: `/cases/${kasus.code}/protocol`,
    newest: newest
      ? { version: say('protocol.version', { version: newest.version }), by: newest.by, at: newest.at }
      : null,
    missing: missing ? say('protocol.missing') : null,
    waiting: waiting.length ? say('disclosure.waiting', { n: waiting.length }) : null,
    label: say(newest || !may('record') ? 'protocol.open' : 'protocol.begin'),
  };
};
