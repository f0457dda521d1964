// Settings and the directory of crisis contacts: what is changed is recorded, and no number is trusted that nobody called.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '../../../src/service/change-settings.ts';
import { crisisBanners } from '../../../src/service/crisis-banners.ts';
import { listCrisisContacts, trustedCrisisContacts } from '../../../src/service/crisis-contacts.ts';
import { removeCrisisContact } from '../../../src/service/remove-crisis-contact.ts';
import { saveCrisisContact } from '../../../src/service/save-crisis-contact.ts';
import { readSettings, settingsSchema } from '../../../src/service/settings.ts';
import { verifyCrisisContact } from '../../../src/service/verify-crisis-contact.ts';
import { days, openWorld, START, type World } from '../../support/cast.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const recorded = (kind: string) =>
  world.db
    .selectFrom('events')
    .select(['actor', 'data'])
    .where('kind', '=', kind as 'settings.changed')
    .orderBy('seq')
    .execute();

test('changed settings hold at once; the record names them and not their values', async () => {
  const before = await readSettings(world.db);
  const wanted = { ...before, serviceName: 'Ruang Cerita', holidays: ['2026-08-17'] };
  expect(await changeSettings(world.db, world.pakJoko.id, wanted)).toEqual(['serviceName', 'holidays']);
  expect(await readSettings(world.db)).toEqual(wanted);
  expect(await changeSettings(world.db, world.pakJoko.id, wanted)).toEqual([]);
  expect(await recorded('settings.changed')).toEqual([
    { actor: `staff:${world.pakJoko.id}`, data: { fields: ['serviceName', 'holidays'] } },
  ]);
});

describe('the directory', () => {
  const facts = { name: 'Layanan Contoh', contact: '0800-1-000', hours: '24 jam', source: 'Rekaan' };
  const settings = settingsSchema.parse({ crisisContactDays: 90 });
  const trusted = async (now: Date) => (await trustedCrisisContacts(world.db, settings, now)).map((c) => c.contact);

  beforeEach(() => world.db.deleteFrom('crisis_contacts').where('name', '=', facts.name).execute());

  test('begins with public services, each with its source and none of them verified', async () => {
    const shipped = await listCrisisContacts(world.db);
    expect(shipped.map((contact) => contact.contact)).toEqual(
      expect.arrayContaining(['112', expect.stringContaining('119'), expect.stringContaining('129')]),
    );
    expect(shipped.filter((contact) => contact.verifiedAt !== null || contact.source === '')).toEqual([]);
    expect(await trusted(START)).toEqual([]);
  });

  test('trusts a number from the call on, until its days are over', async () => {
    const id = await added();
    expect(await crisisBanners(world.db, START, (key) => key)).toEqual(['service.crisis.none']);
    expect(await verifyCrisisContact(world.db, world.buAni.id, id, facts.contact, START)).toEqual({ done: true });
    expect(await crisisBanners(world.db, START, (key) => key)).toEqual([]);
    expect(await trusted(days(90))).toEqual([facts.contact]);
    expect(await trusted(days(91))).toEqual([]);
    const row = (await listCrisisContacts(world.db)).at(-1);
    expect(row).toMatchObject({ id, verifiedBy: 'Bu Ani', verifiedAt: START });
    expect((await recorded('crisis_contact.verified')).at(-1)).toEqual({
      actor: `staff:${world.buAni.id}`,
      data: { contact: id },
    });
  });

  test('trusts no number that was changed after the call, nor one changed during it', async () => {
    const id = await added();
    await verifyCrisisContact(world.db, world.buAni.id, id, facts.contact, START);
    const changed = { ...facts, contact: '0800-1-999' };
    expect(await saveCrisisContact(world.db, world.pakJoko.id, id, changed)).toEqual({ id });
    expect(await trusted(START)).toEqual([]);
    expect(await verifyCrisisContact(world.db, world.buAni.id, id, facts.contact, START)).toEqual({
      refused: 'changed',
    });
    expect(await trusted(START)).toEqual([]);
  });

  test('lets a number go; what is not there cannot be changed, verified or removed', async () => {
    const id = await added();
    expect(await removeCrisisContact(world.db, world.pakJoko.id, id)).toEqual({ done: true });
    const gone = { refused: 'not_found' };
    expect(await removeCrisisContact(world.db, world.pakJoko.id, id)).toEqual(gone);
    expect(await saveCrisisContact(world.db, world.pakJoko.id, id, facts)).toEqual(gone);
    expect(await verifyCrisisContact(world.db, world.buAni.id, id, facts.contact, START)).toEqual(gone);
    const changes = (await recorded('crisis_contact.changed')).map(({ data }) => (data as { change: string }).change);
    expect(changes.slice(-2)).toEqual(['added', 'removed']);
  });

  test('places the first number of an emptied directory', async () => {
    await world.db.deleteFrom('crisis_contacts').execute();
    const first = await added();
    const second = await added();
    expect((await listCrisisContacts(world.db)).map((contact) => contact.id)).toEqual([first, second]);
  });

  async function added(): Promise<number> {
    const saved = await saveCrisisContact(world.db, world.pakJoko.id, null, facts);
    if ('refused' in saved) throw new Error(saved.refused);
    return saved.id;
  }
});
