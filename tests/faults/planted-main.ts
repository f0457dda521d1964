/** Starts the program like src/main.ts, with the planted bug that the variable PLANTED names swapped in as its file is loaded. */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { plantedBugs } from './planted-bugs.ts';

const name = process.env.PLANTED ?? '';
const bug = plantedBugs[name];
if (!bug) throw new Error(`there is no planted bug "${name}"`);

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(`/src/${bug.file}`)) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    if (!source.includes(bug.asItIs)) throw new Error(`the planted bug "${name}" no longer fits src/${bug.file}`);
    const swapped = source.replace(bug.asItIs, () => bug.planted);
    return { format: 'module', source: stripTypeScriptTypes(swapped), shortCircuit: true };
  },
});

await import('../../src/main.ts');
