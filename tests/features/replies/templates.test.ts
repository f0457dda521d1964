import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillTemplate, knownVariables, parseTemplate, unresolvedVariables } from '../../../src/core/reply-template.ts';
import { newId } from '../../../src/db/database.ts';
import {
  listOwnTemplates,
  removeTemplate,
  saveTemplate,
  type TemplateToSave,
} from '../../../src/replies/own-templates.ts';
import { exampleValues, readReplyValues } from '../../../src/replies/reply-values.ts';
import { shippedTemplates } from '../../../src/replies/shipped-templates.ts';
import { settingsSchema } from '../../../src/service/settings.ts';
import { aCase, type CastMember, openWorld, START, type World } from '../../support/cast.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

/** Put into a letter, not a letter by themselves. */
const pieces = ['id/unseen', 'en/unseen'];

describe('the templates that come with Suluh', () => {
  test('are the same seventeen in both languages, at the same place', () => {
    const outline = (language: string) =>
      shippedTemplates
        .filter((t) => t.language === language)
        .map(({ name, stage, step }) => ({ name, stage, step }))
        .sort((a, b) => a.name.localeCompare(b.name));
    expect(outline('id')).toHaveLength(17);
    expect(outline('en')).toEqual(outline('id'));
  });

  test('use the same variables in both languages', () => {
    for (const { name, body } of shippedTemplates.filter((t) => t.language === 'id')) {
      const twin = shippedTemplates.find((t) => t.name === name && t.language === 'en')!;
      expect(unresolvedVariables(twin.body).sort(), name).toEqual(unresolvedVariables(body).sort());
    }
  });

  test.each(shippedTemplates.map((t) => [`${t.language}/${t.name}`, t.body] as const))(
    '%s commands nothing, plays nothing down, promises no cure and names no illness',
    (name, body) => {
      expect(body).not.toMatch(
        /\b(harus|wajib|jangan sedih|sabar saja|cuma|pasti (?:bisa|sembuh)|semua akan baik|depresi|gangguan jiwa)\b/i,
      );
      expect(body).not.toMatch(
        /\b(must|should|have to|cheer up|calm down|everything will be|depress|disorder|diagnos|cured?)\b/i,
      );
      if (pieces.includes(name)) return;
      expect(body).toMatch(/\{\{nama\}\}/);
      expect(body.trimEnd()).toMatch(/\{\{konselor\}\}$/);
    },
  );

  test('a filled one has nothing left but what only the counsellor can say', () => {
    for (const { body, language } of shippedTemplates) {
      const parsed = parseTemplate(body);
      if ('refused' in parsed) throw new Error(parsed.refused);
      const text = fillTemplate(parsed.template, exampleValues(settingsSchema.parse({}), 'Bu Ani', language, START));
      expect(unresolvedVariables(text).filter((name) => (knownVariables as readonly string[]).includes(name))).toEqual(
        [],
      );
    }
  });
});

test('a case fills in what is known of it, and leaves an unknown name open', async () => {
  const kasus = await aCase(world, { konseli: 'Dewi', counsellor: world.buAni });
  const values = await readReplyValues(
    world.db,
    world.vault,
    { konseliId: kasus.konseliId, counsellor: 'Bu Ani', language: 'id' },
    START,
  );
  expect(values).toMatchObject({
    nama: 'Dewi',
    konselor: 'Bu Ani',
    layanan: 'Layanan Konseling',
    tanggal_janji: 'Jumat, 6 Maret 2026, pukul 15.30 WIB',
    jam_layanan: '07.30–15.30 WIB',
    hari_ini: 'Rabu, 4 Maret 2026',
  });
  expect(values.kontak_krisis).toContain('IGD rumah sakit terdekat');
  await world.db.updateTable('konseli').set({ name_sealed: null }).where('id', '=', kasus.konseliId).execute();
  const nameless = await readReplyValues(
    world.db,
    world.vault,
    { konseliId: kasus.konseliId, counsellor: 'Bu Ani', language: 'id' },
    START,
  );
  expect(nameless.nama).toBeNull();
});

describe('the counsellors’ own', () => {
  const wish = (over: Partial<TemplateToSave> = {}): TemplateToSave => ({
    id: null,
    title: 'Sapaan',
    language: 'id',
    body: 'Halo {{nama}},',
    shared: false,
    ...over,
  });
  const save = (who: CastMember, over: Partial<TemplateToSave> = {}) =>
    world.tx((tx) => saveTemplate(tx, who, wish(over), START));
  const titles = async (who: CastMember) => (await listOwnTemplates(world.db, who)).map((t) => t.title);

  test('are private until shared, and changed and removed by their writer alone', async () => {
    const mine = await save(world.buAni, { title: 'Milik Bu Ani' });
    const shared = await save(world.buAni, { title: 'Milik bersama', shared: true });
    if (!('saved' in mine && 'saved' in shared)) throw new Error('refused');
    expect(await titles(world.buAni)).toEqual(['Milik bersama', 'Milik Bu Ani']);
    expect(await titles(world.pakBudi)).toEqual(['Milik bersama']);
    expect(await save(world.pakBudi, { id: shared.saved, title: 'Diubah' })).toEqual({ refused: 'not_found' });
    expect(await world.tx((tx) => removeTemplate(tx, world.pakBudi, shared.saved))).toEqual({ refused: 'not_found' });
    expect(await save(world.buAni, { id: shared.saved, title: 'Diubah', shared: false })).toEqual({
      saved: shared.saved,
    });
    expect(await titles(world.pakBudi)).toEqual([]);
    expect(await world.tx((tx) => removeTemplate(tx, world.buAni, mine.saved))).toEqual({ removed: mine.saved });
    expect(await titles(world.buAni)).toEqual(['Diubah']);
  });

  test('are refused at once with the line when they reach for more than the listed words', async () => {
    expect(await save(world.buAni, { body: 'Halo\n{{@root}}' })).toEqual({ refused: 'path', line: 2 });
    expect(await save(world.buAni, { body: '{{#each this}}{{this}}{{/each}}' })).toMatchObject({
      refused: 'not_plain',
    });
    expect(await save(world.buAni, { body: '{{umur}}' })).toMatchObject({ refused: 'unknown_variable', name: 'umur' });
    expect(await save(world.buAni, { title: ' ' })).toEqual({ refused: 'title_length' });
    expect(await save(world.buAni, { title: 'x'.repeat(121) })).toEqual({ refused: 'title_length' });
    expect(await save(world.buAni, { id: newId() })).toEqual({ refused: 'not_found' });
    expect(await save(world.pakJoko)).toEqual({ refused: 'not_found' });
  });
});
