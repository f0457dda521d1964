/** A folder of the rail: forty cases, the one that waits longest first; new ones join at its end while it is open. */
import { record } from '../../audit/record.ts';
import type { Stage } from '../../core/stage.ts';
import { readSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import type { Answer } from '../../web/visit.ts';
import { type CaseList, isFolder, type ListWish, listCases } from '../case-lists.ts';
import { type CaseVisit, isPrivate, personOf } from './case-visit.ts';
import { filterStages, hrefOfWish, readWish } from './list-wish.ts';
import { rowModel } from './row-model.ts';

/** GET /folders */
export function showFirstFolder(visit: CaseVisit): Answer {
  return { goTo: `/folders/${personOf(visit).role === 'counsellor' ? 'mine' : 'all'}` };
}

/** GET /folders/:folder */
export async function showFolder(visit: CaseVisit): Promise<Answer> {
  const { app, params, query, say } = visit;
  const name = params.folder ?? '';
  if (!isFolder(name, personOf(visit))) return { refused: 'not_found' };
  const wish = readWish(name, query);
  const list = await openList(visit, wish);
  const settings = await readSettings(app.db);
  const here = hrefOfWish(wish);
  return {
    page: 'cases/folder',
    title: say(`folder.${name}`),
    model: {
      folder: name,
      rows: list.cases.map((kasus) => rowModel(visit, kasus, here, settings)),
      orders: (['oldest', 'newest'] as const).map((order) => ({
        href: hrefOfWish({ ...wish, order, after: null }),
        label: say(`folder.order.${order}`),
        current: wish.order === order,
      })),
      filtered: wish.stage !== null,
      stages: name === 'done' ? [] : stageChoices(visit, wish),
      next: list.next && hrefOfWish({ ...wish, after: list.next }),
      first: wish.after ? hrefOfWish({ ...wish, after: null }) : null,
      checked: await lastChecked(visit, settings.timeZone),
      // Only where new rows come last do they come by themselves: nothing moves under the cursor.
      newRows: wish.order === 'oldest' && !list.next ? newRowsUrl(wish) : null,
      end: list.end,
    },
  };
}

/** GET /folders/:folder/rows: the cases that stand after the last one on the page, as rows to add; empty while there are none */
export async function showNewRows(visit: CaseVisit): Promise<Answer> {
  const { app, params, query } = visit;
  const name = params.folder ?? '';
  if (!isFolder(name, personOf(visit))) return { refused: 'not_found' };
  const wish = readWish(name, query);
  const list = await openList(visit, wish);
  const settings = await readSettings(app.db);
  const here = hrefOfWish({ ...wish, after: null });
  return {
    fragment: 'partials/cases/rows',
    model: { rows: list.cases.map((kasus) => rowModel(visit, kasus, here, settings)), end: list.end },
  };
}

const newRowsUrl = (wish: ListWish): string =>
  hrefOfWish({ ...wish, after: null }).replace(/^[^?]+/, (path) => `${path}/rows`);

/** Names and previews on a page are content: the look is on record before the page leaves. */
async function openList(visit: CaseVisit, wish: ListWish): Promise<CaseList> {
  const { app, now } = visit;
  const person = personOf(visit);
  return app.db.transaction().execute(async (tx) => {
    const list = await listCases(tx, app.vault, person, wish, !isPrivate(visit), now);
    const read = list.cases.filter((kasus) => kasus.words !== null).map((kasus) => kasus.code);
    if (read.length)
      await record(tx, { actor: { staff: person.id }, kind: 'list.read', data: { folder: wish.folder, cases: read } });
    return list;
  });
}

function stageChoices({ say }: CaseVisit, wish: ListWish) {
  const choice = (stage: Stage | null, label: string) => ({
    href: hrefOfWish({ ...wish, stage, after: null }),
    label,
    current: wish.stage === stage,
  });
  return [choice(null, say('folder.stage.all')), ...filterStages.map((stage) => choice(stage, say(`stage.${stage}`)))];
}

/** When a mailbox last answered, as the empty list says; null where none has yet. */
async function lastChecked({ app, now, lang, say }: CaseVisit, timeZone: string): Promise<string | null> {
  const row = await app.db
    .selectFrom('mailbox_folders')
    .select((eb) => eb.fn.max('checked_at').as('at'))
    .executeTakeFirst();
  return row?.at ? say('folder.checked', { time: humaneTime(row.at, now, lang, timeZone).clock }) : null;
}
