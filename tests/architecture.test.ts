// The order of the folders, held: imports point one way, and some things are known in one place only.

import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const toolkits = ['crypto', 'db', 'mail', 'queue', 'web'];
const features = [
  'audit',
  'staff',
  'service',
  'load',
  'cases',
  'reading',
  'instruments',
  'guardians',
  'replies',
  'discreet',
  'answering',
  'safety',
  'referrals',
  'meetings',
  'debriefs',
  'endings',
  'intake',
  'followups',
  'promises',
  'silence',
  'absences',
  'privacy',
  'rights',
  'alarms',
];
/** What core may use: they compute, and reach neither the world nor the clock. */
const pure = ['handlebars', 'node:crypto'];
const assembly = ['cli', 'dev']; // and every file that lies in src itself

const root = join(import.meta.dirname, '..');
const sources = globSync('src/**/*.ts', { cwd: root });
const templates = globSync('templates/**/*', { cwd: root, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

test('every folder of src has its place in the order', () => {
  expect(sources.length).toBeGreaterThan(50);
  const known = ['core', ...toolkits, ...features];
  expect(sources.filter((file) => !known.includes(placeOf(file)) && !isAssembly(placeOf(file)))).toEqual([]);
});

test.each(sources)('%s imports only what comes before it', (file) => {
  expect(complaints(file, read(file))).toEqual([]);
});

test('no template writes a value unescaped', () => {
  expect(templates.length).toBeGreaterThan(5);
  expect(templates.filter((file) => /\{\{\{|\{\{&/.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('what runs a service needs no package of the demo or the tests', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const needed = sources
    .filter((file) => placeOf(file) !== 'dev')
    .flatMap((file) => importsOf(file, read(file)))
    .filter(({ target, from }) => !target && !from.startsWith('node:'))
    .map(({ from }) => /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from);
  expect(needed.length).toBeGreaterThan(20);
  expect([...new Set(needed)].filter((name) => !(name in dependencies))).toEqual([]);
});

describe('the check refuses', () => {
  test.each([
    ['src/core/stage.ts', `import { openCase } from '../cases/open-case.ts';`, 'core imports nothing'],
    ['src/core/stage.ts', `import type { Letter } from '../db/schema.ts';`, 'core imports nothing'],
    ['src/core/stage.ts', `import { readFile } from 'node:fs/promises';`, 'core imports nothing'],
    ['src/core/stage.ts', `import { randomBytes } from 'node:crypto';`, 'core has no clock and no chance'],
    ['src/core/stage.ts', `const today = new Date();`, 'core has no clock and no chance'],
    ['src/mail/smtp.ts', `import {\n  lockCase,\n} from '../cases/lock-case.ts';`, 'a toolkit knows no feature'],
    ['src/mail/smtp.ts', `import { render } from '../web/render.ts';`, 'toolkits do not know each other'],
    ['src/crypto/vault.ts', `import { createQueue } from '../queue/queue.ts';`, 'toolkits do not know each other'],
    ['src/cases/move-case.ts', `import { sendReply } from '../replies/send-reply.ts';`, 'replies comes after cases'],
    ['src/cases/move-case.ts', `export { sendReply } from '../replies/send-reply.ts';`, 'replies comes after cases'],
    ['src/cases/move-case.ts', `const late = await import('../intake/ingest-mail.ts');`, 'intake comes after cases'],
    ['src/cases/move-case.ts', `import { routes } from '../routes.ts';`, 'only the assembly imports the assembly'],
    ['src/cases/move-case.ts', `import { app } from '../app.ts';`, 'only the assembly imports the assembly'],
    ['src/cases/move-case.ts', `import { wake } from '../queue/queue.ts';`, 'features never import the queue'],
    ['src/cases/move-case.ts', `import { Queue } from 'bullmq';`, 'only src/queue knows bullmq'],
    ['src/jobs.ts', `import { Redis } from 'ioredis';`, 'only src/queue knows ioredis'],
    ['src/replies/send-reply.ts', `await tx.selectFrom('notes').selectAll().execute();`, 'notes are out of reach'],
    ['src/mail/compose-mail.ts', `import { writeNote } from '../cases/write-note.ts';`, 'notes are out of reach'],
    ['src/cases/export-case.ts', `await db.selectFrom('resonances').selectAll();`, 'its reader alone'],
    ['src/reading/worksheets.ts', `const key = await vault.key(db, 'resonance', owner);`, 'its reader alone'],
    [
      'src/replies/send-reply.ts',
      `import { readWorksheets } from '../reading/worksheets.ts';`,
      'worksheets are out of reach',
    ],
    ['src/intake/take-in.ts', `console.log(letter);`, 'only a command prints'],
  ])('%s: %s', (file, text, complaint) => {
    expect(complaints(file, text).join()).toContain(complaint);
  });
});

interface Import {
  from: string;
  /** The file inside src it leads to; undefined for a package. */
  target: string | undefined;
  typeOnly: boolean;
}

/** What a letter stirs up is opened in the first; the others ask where there is some, and take it away unread. */
const knowResonances = [
  'src/reading/resonances.ts',
  'src/reading/destroy-resonance.ts',
  'src/reading/forget-worksheets.ts',
  'src/reading/save-worksheet.ts',
];

/** @returns what is wrong with a file of src, one sentence each */
function complaints(file: string, text: string): string[] {
  return [...importsOf(file, text).flatMap((one) => orderComplaints(file, one)), ...wordComplaints(file, text)];
}

function orderComplaints(file: string, one: Import): string[] {
  const from = placeOf(file);
  if (from === 'core') return isPure(one) ? [] : [`core imports nothing: ${one.from}`];
  if (!one.target) return packageComplaints(from, one.from);
  const to = placeOf(one.target);
  if (from === to || to === 'core' || isAssembly(from)) return [];
  if (isAssembly(to)) return isTypeForAnEdge(file, one) ? [] : [`only the assembly imports the assembly: ${one.from}`];
  if (toolkits.includes(from)) return toolkitComplaints(to, one);
  if (to === 'queue') return [`features never import the queue: ${one.from}`];
  return features.indexOf(to) > features.indexOf(from) ? [`${to} comes after ${from}: ${one.from}`] : [];
}

function isPure({ target, from }: Import): boolean {
  return target ? placeOf(target) === 'core' : pure.includes(from);
}

/** Pages are an edge: they are handed `App` and take from it what their features need, so they know its types. */
function isTypeForAnEdge(file: string, one: Import): boolean {
  return one.typeOnly && /^src\/[a-z]+\/pages[./]/.test(file);
}

function toolkitComplaints(to: string, one: Import): string[] {
  if (!toolkits.includes(to)) return [`a toolkit knows no feature: ${one.from}`];
  return to === 'db' && /database|schema/.test(one.from) ? [] : [`toolkits do not know each other: ${one.from}`];
}

function packageComplaints(from: string, name: string): string[] {
  return from !== 'queue' && ['bullmq', 'ioredis'].includes(name) ? [`only src/queue knows ${name}`] : [];
}

function wordComplaints(file: string, text: string): string[] {
  const found: string[] = [];
  const place = placeOf(file);
  if ((place === 'replies' || place === 'mail') && /(['"`])notes\1|\/[a-z-]*\bnotes?\.ts/.test(text))
    found.push('notes are out of reach of what sends mail');
  if (
    !knowResonances.includes(file) &&
    /(['"`])resonance(?:s|_keys)(?: as \w+)?\1|\b(?:key|keys|newKey)\([^)]*'resonance'/.test(text)
  )
    found.push('what a letter stirs up is for its reader alone');
  if ((place === 'replies' || place === 'mail') && !file.startsWith('src/replies/pages/') && /\/reading\//.test(text))
    found.push('worksheets are out of reach of what sends mail');
  if (place === 'core' && /\bnew Date\(\)|\bDate\.now|\bTemporal\.Now|\bMath\.random|\brandom[A-Z]/.test(text))
    found.push('core has no clock and no chance');
  if (![...assembly, 'main.ts'].includes(place) && /\bconsole\./.test(text)) found.push('only a command prints');
  return found;
}

/** The folder below src, or the name of a file that lies in src itself. */
function placeOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function isAssembly(place: string): boolean {
  return place.endsWith('.ts') || assembly.includes(place);
}

function importsOf(file: string, text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[\w$*,\s{}]+?\bfrom\s+)?(['"])([^'"]+)\2/gm);
  const calls = text.matchAll(/\bimport\(\s*(['"])([^'"]+)\1/g);
  return [
    ...[...statements].map(([, type, , from = '']) => importOf(file, from, type !== undefined)),
    ...[...calls].map(([, , from = '']) => importOf(file, from, false)),
  ];
}

function importOf(file: string, from: string, typeOnly: boolean): Import {
  return { from, typeOnly, target: from.startsWith('.') ? normalize(join(file, '..', from)) : undefined };
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
