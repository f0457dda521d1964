// The words of the web view: every feature has a typed catalogue in two languages; the assembly merges them into one.
// Indonesian is the first language: its keys are the type, English must have the same ones.

export const languages = ['id', 'en'] as const;
export type Lang = (typeof languages)[number];

/** A word is a plain text, or a function from named values to a text. */
export type Word = string | ((values: never) => string);
export type Catalogue = Record<Lang, Record<string, Word>>;

export interface Words {
  has(key: string): boolean;
  /** Keys that begin with `group.` (for words chosen by a value, like `stage.counselling`). */
  group(group: string): string[];
  /** @throws when the key is in no catalogue: a missing word is a bug, never an empty place on a page. */
  say(lang: Lang, key: string, values?: Record<string, unknown>): string;
}

/** @throws when two catalogues give the same key. */
export function mergeWords(...catalogues: Catalogue[]): Words {
  const merged: Catalogue = { id: {}, en: {} };
  for (const catalogue of catalogues) {
    for (const lang of languages) addAll(merged[lang], catalogue[lang]);
  }
  return {
    has: (key) => Object.hasOwn(merged.id, key),
    group: (group) => Object.keys(merged.id).filter((key) => key.startsWith(`${group}.`)),
    say(lang, key, values = {}) {
      const word = Object.hasOwn(merged[lang], key) ? merged[lang][key] : undefined;
      if (word === undefined) throw new Error(`No word for '${key}' in '${lang}'.`);
      return typeof word === 'function' ? word(values as never) : word;
    },
  };
}

function addAll(target: Record<string, Word>, source: Record<string, Word>): void {
  for (const [key, word] of Object.entries(source)) {
    if (Object.hasOwn(target, key)) throw new Error(`Two catalogues give the word '${key}'.`);
    target[key] = word;
  }
}
