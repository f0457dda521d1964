/** The words of referrals in both languages. */
import type { Catalogue } from '../web/merge-words.ts';
import { en } from './words.en.ts';
import { id } from './words.id.ts';

export const words: Catalogue = { id, en };
