/**
 * The language of reply templates: text with plain `{{variables}}` from a fixed list, and nothing else. Handlebars reads it,
 * but nothing is ever compiled or looked up: only the flat list of its pieces is walked, so a template can reach nothing that
 * is not handed to it by name (no blocks, helpers, partials, paths, `@root`), and a value is put in once and never read again.
 */
import Handlebars from 'handlebars';

/** What the program knows and fills in. */
export const knownVariables = [
  'nama',
  'konselor',
  'layanan',
  'tanggal_janji',
  'jam_layanan',
  'hari_ini',
  'kontak_krisis',
] as const;

/** What only the counsellor can say: these stay in the draft, and a letter that still holds one is not sent. */
export const ownWordVariables = [
  'perasaan',
  'inti_cerita',
  'rangkuman',
  'pertanyaan',
  'kekuatan',
  'tujuan',
  'langkah',
  'waktu',
  'tempat',
  'alasan',
  'penerima',
] as const;

export type KnownVariable = (typeof knownVariables)[number];

export const replyVariables: readonly string[] = [...knownVariables, ...ownWordVariables];

/** characters */
export const TEMPLATE_LIMIT = 20_000;

export type TemplateRefusal =
  | { refused: 'empty' | 'too_long' }
  | { refused: 'unreadable' | 'not_plain' | 'unescaped' | 'has_arguments' | 'path' | 'literal'; line: number }
  | { refused: 'unknown_variable'; line: number; name: string };

/** Pieces of a template in order: text, or the name of a variable. */
export type Template = readonly Piece[];
type Piece = { text: string } | { variable: string };

/**
 * @param allowed names of the variables it may use
 * @returns the template, or the first thing in it that is not allowed, with its line (from 1)
 */
export function parseTemplate(
  source: string,
  allowed: readonly string[] = replyVariables,
): { template: Template } | TemplateRefusal {
  if (!source.trim()) return { refused: 'empty' };
  if (source.length > TEMPLATE_LIMIT) return { refused: 'too_long' };
  const program = readSource(source);
  if ('refused' in program) return program;
  const template: Piece[] = [];
  for (const statement of program.body) {
    const piece = readPiece(statement, allowed);
    if ('refused' in piece) return piece;
    template.push(piece);
  }
  return { template };
}

function readSource(source: string): hbs.AST.Program | TemplateRefusal {
  try {
    // Without its second pass, which recurses into blocks: thousands of them inside each other would hang it.
    return Handlebars.parseWithoutProcessing(source);
  } catch (error) {
    const line = /line (\d+)/i.exec((error as Error).message)?.[1];
    return { refused: 'unreadable', line: Number(line ?? 1) };
  }
}

function readPiece(statement: hbs.AST.Statement, allowed: readonly string[]): Piece | TemplateRefusal {
  if (statement.type === 'ContentStatement') return { text: (statement as hbs.AST.ContentStatement).value };
  const { line } = statement.loc.start;
  if (statement.type !== 'MustacheStatement') return { refused: 'not_plain', line };
  const { path, params, hash, escaped, strip } = statement as hbs.AST.MustacheStatement;
  if (!escaped) return { refused: 'unescaped', line };
  if (strip.open || strip.close) return { refused: 'not_plain', line };
  if (params.length || hash) return { refused: 'has_arguments', line };
  if (path.type !== 'PathExpression') return { refused: 'literal', line };
  const { parts, depth, data, original } = path as hbs.AST.PathExpression;
  if (data || depth || parts.length !== 1 || parts[0] !== original) return { refused: 'path', line };
  return allowed.includes(original) ? { variable: original } : { refused: 'unknown_variable', line, name: original };
}

/** Null, or no such name, where the value is not known. */
export type TemplateValues = Readonly<Record<string, string | null>>;

/** Puts the values in, in one pass. A variable without a value stays as `{{name}}`, for a person to replace. */
export const fillTemplate = (template: Template, values: TemplateValues): string =>
  template.map((piece) => ('text' in piece ? piece.text : filledWith(piece.variable, values))).join('');

const filledWith = (variable: string, values: TemplateValues): string =>
  (Object.hasOwn(values, variable) ? values[variable] : null) ?? `{{${variable}}}`;

/**
 * Names of variables that still stand in a text, each once; misspelt ones too, since what looks like a variable was meant as
 * one. Braces with anything else between them are a person's own words.
 */
export const unresolvedVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([a-z_]{1,40})\s*\}\}/gi)].map((match) => match[1]!)),
];
