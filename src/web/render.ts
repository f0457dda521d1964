// One auto-escaping renderer for every page. Handlebars in strict mode: a missing name is an error, never an empty place.
// All templates are read, compiled and checked once at start: no unescaped output, no unknown word, icon, helper or partial.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import type { Assets } from './assets.ts';
import { checkTemplate } from './check-template.ts';
import { type HumaneTime, humaneTime } from './humane-time.ts';
import type { Lang, Words } from './merge-words.ts';

/** What the layout needs besides the page's own model; templates read it as `@frame.…`. */
export interface Frame {
  lang: Lang;
  title: string;
  /** Path and query of this page, to come back to. */
  here: string;
  csrf: string;
  theme: 'auto' | 'light' | 'dark';
  /** Snippets of letters are hidden on a shared screen. */
  private: boolean;
  /** Single letters move around the page. */
  keys: boolean;
  person: { name: string; role: string } | null;
  rail: RailItem[];
  /** Standing notices for everybody, such as a mailbox that cannot be reached. */
  banners: string[];
  flash: { text: string; tone: 'good' | 'attention' } | null;
  /** Where the live strip asks for its text; null: the page is not live. */
  newsUrl: string | null;
  /** Where the search box sends its words; null: no search. */
  searchUrl: string | null;
}

export interface RailItem {
  href: string;
  icon: string;
  label: string;
  /** What waits; null or 0 shows no number. */
  count: number | null;
  current: boolean;
  tone: 'quiet' | 'attention';
}

export interface Renderer {
  /** A whole page: the template inside the layout. */
  page(name: string, frame: Frame, model: object): string;
  /** The template alone, for a place in a page that is already there. */
  fragment(name: string, frame: Frame, model: object): string;
}

export interface RendererOptions {
  /** The folder of the `.hbs` files; a template is named by its path in it. */
  folder: string;
  words: Words;
  assets: Assets;
  /** IANA name, as in `Asia/Jakarta` */
  timeZone: string;
  now: () => Date;
}

/** @throws when any template is wrong, saying which and where. */
export function createRenderer(options: RendererOptions): Renderer {
  const handlebars = Handlebars.create();
  const helpers = pageHelpers(options);
  const sources = readTemplates(options.folder);
  const known = { words: options.words, hasIcon: options.assets.hasIcon, helpers: Object.keys(helpers) };
  for (const [name, source] of sources) checkTemplate(name, source, { ...known, templates: [...sources.keys()] });

  for (const [name, helper] of Object.entries(helpers)) handlebars.registerHelper(name, strictly(name, helper));
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of sources) {
    const template = handlebars.compile(source, { strict: true, knownHelpersOnly: true, knownHelpers: flags(helpers) });
    compiled.set(name, template);
    if (name.startsWith(PARTIALS)) handlebars.registerPartial(name.slice(PARTIALS.length), template);
  }
  const find = (name: string) => {
    const template = compiled.get(name);
    if (!template) throw new Error(`There is no page template '${name}'.`);
    return template;
  };
  return {
    page: (name, frame, model) => find('layout')(model, { data: { frame }, partials: { content: find(name) } }),
    fragment: (name, frame, model) => find(name)(model, { data: { frame } }),
  };
}

const PARTIALS = 'partials/';

function readTemplates(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => path.endsWith('.hbs'));
  const name = (path: string) => relative(folder, path).replaceAll('\\', '/').slice(0, -'.hbs'.length);
  return new Map(paths.sort().map((path) => [name(path), readFileSync(path, 'utf8')]));
}

type Helper = (this: unknown, ...args: unknown[]) => unknown;

/** The whole language of the templates. Helpers that give markup build it from escaped values only. */
function pageHelpers({ words, assets, timeZone, now }: RendererOptions): Record<string, Helper> {
  const lang = (call: Handlebars.HelperOptions) => (call.data.frame as Frame).lang;
  const builtIn = (name: 'if' | 'unless' | 'each') => Handlebars.helpers[name] as Helper;
  return {
    if: builtIn('if'),
    unless: builtIn('unless'),
    each: builtIn('each'),
    eq: (left, right) => left === right,
    /** `{{t 'cases.title' n=3}}` */
    t: (key, call) => words.say(lang(asCall(call)), String(key), asCall(call).hash),
    /** `{{pick 'stage' stage}}`: the word `stage.counselling` */
    pick: (group, value, call) => words.say(lang(asCall(call)), `${group}.${value}`, asCall(call).hash),
    /** `{{time at}}`, or only one side of it: `{{time at show='relative'}}` (absolute, date, clock) */
    time: (at, call) => timeMarkup(asCall(call), humaneTime(asDate(at), now(), lang(asCall(call)), timeZone)),
    /** `{{icon 'lamp'}}`: always beside a word, so hidden from those who listen */
    icon: (name) => {
      if (!assets.hasIcon(String(name))) throw new Error(`There is no icon '${name}'.`);
      const url = Handlebars.escapeExpression(`${assets.url('icons.svg')}#${name}`);
      return new Handlebars.SafeString(`<svg class="icon" aria-hidden="true"><use href="${url}"/></svg>`);
    },
    asset: (name) => assets.url(String(name)),
  };
}

function timeMarkup(call: Handlebars.HelperOptions, time: HumaneTime): unknown {
  const safe = Handlebars.escapeExpression;
  const element = (inside: string, title = '') =>
    new Handlebars.SafeString(`<time datetime="${safe(time.iso)}"${title}>${inside}</time>`);
  switch (call.hash.show ?? 'both') {
    case 'both':
      return element(`${safe(time.absolute)} <span class="ago">${safe(time.relative)}</span>`);
    case 'relative':
      return element(safe(time.relative), ` title="${safe(time.absolute)}"`);
    case 'absolute':
      return element(safe(time.absolute));
    case 'date':
      return element(safe(time.date));
    case 'clock':
      return element(safe(time.clock));
    default:
      throw new Error(`time has no way to show '${call.hash.show}'.`);
  }
}

/** Handlebars lets a missing name through when it is given to a helper; here it is an error too. Null says "nothing here". */
function strictly(name: string, helper: Helper): Helper {
  return function (...args) {
    const values = [...args.slice(0, -1), ...Object.values(asCall(args.at(-1)).hash)];
    if (values.includes(undefined))
      throw new Error(`A value given to the helper '${name}' is missing (null is allowed).`);
    return helper.apply(this, args);
  };
}

function asCall(value: unknown): Handlebars.HelperOptions {
  return value as Handlebars.HelperOptions;
}

function asDate(value: unknown): Date {
  if (value instanceof Date) return value;
  throw new Error('time needs a Date.');
}

function flags(helpers: Record<string, Helper>): Record<string, boolean> {
  return Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
}
