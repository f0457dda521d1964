/** One sentence for everything that stands still beside mail coming in, which has sentences of its own (intake/mail-banners.ts). */
import type { Reader } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { troubleAct, troubleName } from './alarm-text.ts';
import { findTroubles, type Watched } from './find-troubles.ts';

export async function troubleBanners(db: Reader, watched: Watched, now: Date, language: Language): Promise<string[]> {
  const troubles = await findTroubles(db, watched, now);
  return troubles
    .filter(({ kind }) => kind !== 'mail_stopped')
    .map(({ kind, place }) => {
      const where = place ? ` (${place})` : '';
      return `${troubleName(language, kind)}${where}. ${troubleAct(language, kind)}`;
    });
}
