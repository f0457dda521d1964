/** How a person wants to see the pages: language, light or dark, snippets of letters hidden or not, single keys or not. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from './cookies.ts';
import { type Lang, languages } from './merge-words.ts';

export const themes = ['auto', 'light', 'dark'] as const;

export interface Preferences {
  /** null: nothing was chosen in this browser */
  lang: Lang | null;
  theme: (typeof themes)[number];
  private: boolean;
  /** single letters move around a page; who speaks to the computer turns them off (WCAG 2.1.4) */
  keys: boolean;
}

const YEAR = 365 * 24 * 3600;

export function readPreferences(request: FastifyRequest, cookies: Cookies): Preferences {
  const asked = (request.query as Record<string, unknown> | undefined)?.lang;
  return {
    lang: oneOf(languages, asked) ?? oneOf(languages, cookies.read(request, 'lang')),
    theme: oneOf(themes, cookies.read(request, 'theme')) ?? 'auto',
    private: cookies.read(request, 'private') === 'on',
    keys: cookies.read(request, 'keys') !== 'off',
  };
}

export function writePreferences(reply: FastifyReply, cookies: Cookies, chosen: Partial<Preferences>): void {
  if (chosen.lang) cookies.write(reply, 'lang', chosen.lang, YEAR);
  if (chosen.theme) cookies.write(reply, 'theme', chosen.theme, YEAR);
  if (chosen.keys !== undefined) cookies.write(reply, 'keys', chosen.keys ? 'on' : 'off', YEAR);
  if (chosen.private !== undefined) cookies.write(reply, 'private', chosen.private ? 'on' : 'off', YEAR);
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | null {
  return allowed.find((item) => item === value) ?? null;
}
