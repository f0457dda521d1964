import { expect, test } from 'vitest';
import { addKonseli } from '../../../src/cases/konseli.ts';
import { lockCase } from '../../../src/cases/lock-case.ts';
import { openCase } from '../../../src/cases/open-case.ts';
import { openWorld, START } from '../../support/cast.ts';

test('a case is in the database as it is in hand, with keys for letters and notes and its first round', async () => {
  const world = await openWorld();
  try {
    await world.tx(async (tx) => {
      const person = { address: 'sari@murid.example', name: 'Sari', language: 'id' } as const;
      const konseliId = await addKonseli(tx, world.vault, person);
      const facts = { mailboxId: world.mailboxId, konseliId, previousId: null, openedAt: START };
      const { kasus, letters } = await openCase(tx, world.vault, facts);
      expect(await lockCase(tx, kasus.id)).toEqual(kasus);
      expect(await world.vault.key(tx, 'letters', kasus.id)).toEqual(letters);
      expect(await world.vault.key(tx, 'notes', kasus.id)).not.toEqual(letters);
      const rounds = await tx.selectFrom('rounds').selectAll().where('case_id', '=', kasus.id).execute();
      expect(rounds).toMatchObject([{ round: 1, began_at: START }]);
    });
  } finally {
    await world.end();
  }
});
