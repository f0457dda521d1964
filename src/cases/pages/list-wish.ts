/** What of a folder somebody looks at, as it stands in the page's address; a case's page says by it where it leads back to. */
import type { Person } from '../../core/policy.ts';
import type { Stage } from '../../core/stage.ts';
import { type Folder, isFolder, type ListWish } from '../case-lists.ts';

export const filterStages: readonly Stage[] = ['preparation', 'counselling', 'post_counselling'];

const usualOrder = (folder: Folder): ListWish['order'] => (folder === 'done' ? 'newest' : 'oldest');

export function readWish(folder: Folder, query: Readonly<Record<string, string>>): ListWish {
  return {
    folder,
    stage: filterStages.find((stage) => stage === query.stage) ?? null,
    order: query.order === 'newest' || query.order === 'oldest' ? query.order : usualOrder(folder),
    after: query.after ?? null,
  };
}

export function hrefOfWish({ folder, stage, order, after }: ListWish): string {
  const query = new URLSearchParams({
    ...(stage ? { stage } : {}),
    ...(order === usualOrder(folder) ? {} : { order }),
    ...(after ? { after } : {}),
  }).toString();
  return `/folders/${folder}${query ? `?${query}` : ''}`;
}

/** The list that an address names; null: it names none, or none that this person has. */
export function wishOf(href: string, person: Person): ListWish | null {
  const [, folder = '', query = ''] = /^\/folders\/([a-z]+)(?:\?([\w=&.]*))?$/.exec(href) ?? [];
  return isFolder(folder, person) ? readWish(folder, Object.fromEntries(new URLSearchParams(query))) : null;
}
