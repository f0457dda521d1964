/** The directory of experts and services a konseli can be referred to. An entry that nobody has asked after lately warns. */
import type { ExpertField } from '../core/referral.ts';
import type { Reader } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import type { ServiceSettings } from '../service/settings.ts';

export interface Expert extends ExpertFacts {
  id: number;
  /** who keeps the entry true */
  owner: string;
  verifiedAt: Date | null;
  /** name of who asked */
  verifiedBy: string | null;
}

export interface ExpertFacts {
  name: string;
  profession: string;
  organisation: string;
  fields: ExpertField[];
  /** lower case; '' when only the telephone is known */
  email: string;
  phone: string;
  place: string;
  hours: string;
  cost: string;
  note: string;
  /** in which mails to them are written */
  language: Language;
}

const DAY = 86_400_000;

export async function listExperts(db: Reader): Promise<Expert[]> {
  return (await experts(db).where('e.removed_at', 'is', null).orderBy('e.name').orderBy('e.id').execute()) as Expert[];
}

/** Also one that was taken out of the directory: an old referral still names it. */
export async function readExpert(db: Reader, id: number): Promise<Expert | undefined> {
  return (await experts(db).where('e.id', '=', id).executeTakeFirst()) as Expert | undefined;
}

const experts = (db: Reader) =>
  db
    .selectFrom('experts as e')
    .innerJoin('staff as o', 'o.id', 'e.owner_id')
    .leftJoin('staff as s', 's.id', 'e.verified_by')
    .select([
      'e.id',
      'e.name',
      'e.profession',
      'e.organisation',
      'e.fields',
      'e.email',
      'e.phone',
      'e.place',
      'e.hours',
      'e.cost',
      'e.note',
      'e.language',
      'o.name as owner',
      'e.verified_at as verifiedAt',
      's.name as verifiedBy',
    ]);

export const isFresh = (expert: Pick<Expert, 'verifiedAt'>, settings: ServiceSettings, now: Date): boolean =>
  expert.verifiedAt !== null && now.getTime() - expert.verifiedAt.getTime() <= settings.expertDays * DAY;

/** `Ibu Tuti, psikolog, Klinik Contoh` */
export const nameOfExpert = ({
  name,
  profession,
  organisation,
}: Pick<Expert, 'name' | 'profession' | 'organisation'>) => [name, profession, organisation].filter(Boolean).join(', ');
