/** Whom to turn to when a letter is too slow: the contacts somebody called lately, and what is true everywhere. */
import type { Language } from '../db/schema.ts';
import type { CrisisContact } from '../service/crisis-contacts.ts';
import { mailText } from './mail-texts.ts';

/** @param trusted may be empty: then no number is given at all, rather than one that may not answer */
export const crisisLines = (trusted: readonly CrisisContact[], language: Language): string =>
  mailText(language, 'crisis-contacts', { kontak: trusted.map(line).join('\n') }).text;

const line = ({ name, contact, hours }: CrisisContact): string => `- ${name}: ${contact}${hours ? ` (${hours})` : ''}`;
