/** The form that begins a referral: to whom, why, and a box for each thing the letter may say, with what the case knows of it. */
import { readKonseliIfKept } from '../../cases/case-panel.ts';
import { colleaguesFor } from '../../cases/colleagues.ts';
import { standingGoals } from '../../cases/goals.ts';
import { answerAddress } from '../../cases/konseli.ts';
import type { CaseRow } from '../../cases/lock-case.ts';
import { expertFields, itemsFor, type ReferralItem, referralItems } from '../../core/referral.ts';
import { type Key, openText } from '../../crypto/seal.ts';
import type { Reader } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { isFresh, listExperts, nameOfExpert } from '../experts.ts';
import type { ReferralVisit } from './needs.ts';

export async function prepareModel(
  db: Reader,
  visit: ReferralVisit,
  kasus: CaseRow,
  key: Key,
  typed: Readonly<Record<string, string>>,
) {
  const { say } = visit;
  const refused = typed.prepares === 'yes';
  const known = refused ? {} : await knownWords(db, visit, kasus, key);
  return {
    groups: await receiverGroups(db, visit, kasus, typed.receiver ?? ''),
    why: refused ? (typed.why ?? '') : '',
    items: referralItems.map((item) => ({
      tick: `tick_${item}`,
      words: `words_${item}`,
      label: say(`referral_item.${item}`),
      hint: say(`referral_item_hint.${item}`),
      ticked: refused && typed[`tick_${item}`] === 'yes',
      stays: !itemsFor('tppk').includes(item),
      value: refused ? (typed[`words_${item}`] ?? '') : (known[item] ?? ''),
    })),
  };
}

async function receiverGroups(db: Reader, { say, now, staff }: ReferralVisit, kasus: CaseRow, chosen: string) {
  const settings = await readSettings(db);
  const experts = await listExperts(db);
  const option = (value: string, label: string) => ({ value, label, chosen: value === chosen });
  const outside = expertFields.map((field) => ({
    label: say(`expert_field.${field}`),
    options: experts
      .filter((expert) => expert.fields.includes(field))
      .map((expert) =>
        option(
          `expert:${expert.id}:${field}`,
          nameOfExpert(expert) + (isFresh(expert, settings, now) ? '' : ` (${say('experts.old')})`),
        ),
      ),
  }));
  const colleagues = (await colleaguesFor(db, kasus)).filter(({ id, part }) => part === null && id !== staff.id);
  const inside = {
    label: say('referral.inside'),
    options: colleagues.map(({ id, name }) => option(`colleague:${id}`, name)),
  };
  return [...outside, inside].filter(({ options }) => options.length > 0);
}

/** What the case knows already, to begin with; it goes into the letter only where it is ticked. */
async function knownWords(
  db: Reader,
  { app, say }: ReferralVisit,
  kasus: CaseRow,
  key: Key,
): Promise<Partial<Record<ReferralItem, string>>> {
  const konseli = await readKonseliIfKept(db, app.vault, kasus.konseli_id);
  const records = await db
    .selectFrom('case_records')
    .select(['id', 'item', 'value', 'remark_sealed'])
    .where('case_id', '=', kasus.id)
    .where('item', 'in', ['age_band', 'concern'])
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at')
    .execute();
  const age = records.findLast(({ item }) => item === 'age_band');
  const concern = records.findLast(({ item }) => item === 'concern');
  const goals = await standingGoals(db, key, kasus.id);
  return {
    name: konseli?.name ?? '',
    reach: (konseli && answerAddress(konseli)) ?? '',
    age: age ? say(`gate_value.age_band.${age.value}`) : '',
    concern: concern?.remark_sealed ? openText(key, 'case_records.remark', concern.id, concern.remark_sealed) : '',
    wish: goals.map(({ words }) => words).join('; '),
  };
}
