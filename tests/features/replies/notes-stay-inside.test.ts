// Internal notes have a table and a key of their own. Whatever writes or sends mail must not be able to reach either: not by
// an import, not by a query, not by a key.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seal } from '../../../src/crypto/seal.ts';
import type { Vault } from '../../../src/crypto/vault.ts';
import { newId } from '../../../src/db/database.ts';
import { deliverMail } from '../../../src/replies/deliver-mail.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { aCase } from '../../support/cast.ts';
import { formFor, openStage, type Stage, UNDO_MS } from './stage.ts';

const REPLIES = fileURLToPath(new URL('../../../src/replies/', import.meta.url));

/** Everything the sending code is made of: the files of src/replies and all that they import, however far away. */
function reachable(): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    const source = readFileSync(path, 'utf8');
    found.set(path, source);
    for (const [, from] of source.matchAll(/from '(\.[^']+\.ts)'/g)) visit(resolve(dirname(path), from!));
  };
  for (const file of readdirSync(REPLIES).filter((name) => name.endsWith('.ts'))) visit(resolve(REPLIES, file));
  return found;
}

test('no file of the mailer, nor any it imports, names the table or the key of notes', () => {
  const files = reachable();
  expect(files.size).toBeGreaterThan(30);
  for (const [path, source] of files) {
    expect(source, path).not.toMatch(
      /(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*'notes\b/,
    );
    expect(source, path).not.toMatch(/\b(?:from|join) notes\b/i);
    expect(source, path).not.toMatch(/(?:key|keys)\(\s*\w+,\s*'notes'/);
    expect(path).not.toMatch(/write-note|case-thread/);
  }
});

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

test('a whole answer asks the vault for keys of letters and persons only, and a note is in no byte of it', async () => {
  const kasus = await aCase(stage, { counsellor: stage.buAni });
  const noteId = newId();
  const noteKey = await stage.vault.key(stage.db, 'notes', kasus.id);
  await stage.db
    .insertInto('notes')
    .values({
      id: noteId,
      case_id: kasus.id,
      author_id: stage.buAni.id,
      body_sealed: seal(noteKey, 'notes.body', noteId, 'MARKCATATAN'),
    })
    .execute();

  const asked = new Set<string>();
  const watched: Vault = {
    ...stage.vault,
    key: (db, purpose, owner) => {
      asked.add(purpose);
      return stage.vault.key(db, purpose, owner);
    },
    keys: (db, purpose, owners) => {
      asked.add(purpose);
      return stage.vault.keys(db, purpose, owners);
    },
  };
  const form = await formFor(stage, kasus, 'Halo Sari.');
  const sent = await stage.tx((tx) =>
    sendReply(
      tx,
      { vault: watched, mailName: 'Layanan', linksTo: null, undoMs: UNDO_MS },
      stage.buAni,
      kasus.code,
      form,
      stage.now(),
    ),
  );
  if (!('outboundId' in sent)) throw new Error(sent.refused);
  stage.pass(UNDO_MS);
  expect(await deliverMail({ ...stage.delivering, vault: watched }, sent.outboundId)).toEqual({ state: 'sent' });
  expect([...asked].sort()).toEqual(['letters', 'person']);
  expect(stage.sink.received.at(-1)!.raw.toString()).not.toContain('MARKCATATAN');
});
