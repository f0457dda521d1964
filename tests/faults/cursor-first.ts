/**
 * A planted bug: the program as it is, but the cursor moves in a transaction of its own, before the bytes are kept. Starts like
 * src/main.ts; the sweep must catch it.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const asItIs = 'return db.transaction().execute(async (tx) => {\n    await lockCursor(tx, door);';
const planted = `await db.transaction().execute(async (tx) => {
    await lockCursor(tx, door);
    await moveCursor(tx, door, highestUid);
  });
  ${asItIs}`;

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('/src/intake/take-in.ts')) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    if (!source.includes(asItIs)) throw new Error('the planted bug no longer fits src/intake/take-in.ts');
    return { format: 'module', source: stripTypeScriptTypes(source.replace(asItIs, planted)), shortCircuit: true };
  },
});

await import('../../src/main.ts');
