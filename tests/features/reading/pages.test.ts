// The page of a worksheet: what it keeps while one writes, what colleagues and a supervisor see of it, and that the first layer
// is on no page, in no list, history, search or file but its author's.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginReading } from '../../../src/cases/begin-reading.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { newId } from '../../../src/db/database.ts';
import { keepWritten } from '../../../src/keep-written.ts';
import { readResonance } from '../../../src/reading/resonances.ts';
import { readWorksheets } from '../../../src/reading/worksheets.ts';
import {
  aCase,
  type CastCase,
  type CastMember,
  enterCounselling,
  hours,
  konseliWrites,
  openWorld,
  START,
  type World,
} from '../../support/cast.ts';
import type { Browsing } from '../../web/browse.ts';
import { type CasesDesk, openCasesDesk } from '../../web/cases-desk.ts';

const FELT = 'DADAKU-SESAK-MEMBACANYA';
const THEME = 'Ia ingin didengar dulu';
const now = hours(24);

let world: World;
let desk: CasesDesk;
let kasus: CastCase;
let ani: Browsing;
let names = 0;
beforeAll(async () => {
  world = await openWorld();
  desk = await openCasesDesk(world, now);
  ani = await desk.as(world.buAni);
});
beforeEach(async () => {
  kasus = await aCase(world, {
    konseli: `Sari${++names}`,
    text: 'Bu, saya tidak bisa tidur.',
    counsellor: world.buAni,
  });
});
afterAll(async () => {
  await desk.close();
  await world.end();
});

const sheet = (letter = kasus.firstLetterId) => `/cases/${kasus.code}/letters/${letter}/worksheet`;
const filled = (browsing: Browsing, more: Record<string, string> = {}) => ({
  form_id: browsing.hidden('form_id') ?? '',
  seen: browsing.hidden('seen') ?? '',
  resonance: FELT,
  theme: THEME,
  hypothesis: '',
  resources: '',
  unknown: '',
  plan: '',
  ...more,
});
async function write(browsing = ani, more: Record<string, string> = {}) {
  await browsing.get(sheet());
  return browsing.post(sheet(), filled(browsing, more));
}
const kept = async () =>
  (await readWorksheets(world.db, world.vault, kasus.id, kasus.firstLetterId)).map(({ words }) => words.theme);
const felt = async (author = world.buAni) =>
  (
    await readResonance(world.db, world.vault, author, {
      caseId: kasus.id,
      messageId: kasus.firstLetterId,
      authorId: author.id,
    })
  )?.words ?? null;

describe('writing', () => {
  test('is reached from every letter of the konseli, keeps what is written and says so', async () => {
    const page = await ani.get(`/cases/${kasus.code}`);
    expect(page.html).toContain(`href="${sheet()}"`);
    const answer = await write();
    expect(answer).toMatchObject({ status: 303, location: sheet() });
    const again = await ani.follow(answer);
    expect(again.html).toContain('Lembar baca tersimpan.');
    expect(again.html).toContain(`${FELT}</textarea>`);
    expect(again.html).toContain(`${THEME}</textarea>`);
    expect(again.html).toContain('Bu, saya tidak bisa tidur.');
    expect((await ani.get(`/cases/${kasus.code}`)).html).toContain('ditulis Bu Ani');
  });

  test('saves itself, answering with one line, and says why when it could not', async () => {
    await ani.get(sheet());
    const fields = filled(ani);
    const asked = { 'hx-request': 'true' };
    const saved = await ani.post(sheet(), fields, asked);
    expect(saved.html).toMatch(/^\s*<p class="small quiet">Tersimpan <time/);
    expect(await kept()).toEqual([THEME]);
    await ani.get(sheet());
    const other = await ani.post(sheet(), { ...fields, form_id: newId(), seen: '' }, asked);
    expect(other.html).toContain('diubah di tab lain');
    expect(await kept()).toEqual([THEME]);
  });

  test('two tabs: neither text is lost, both stand on the page', async () => {
    await ani.get(sheet());
    const late = filled(ani, { theme: 'Dari tab kedua', resonance: 'tab kedua' });
    await write();
    await ani.get(sheet());
    const refused = await ani.post(sheet(), late);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Dari tab kedua</textarea>');
    expect(refused.html).toContain(THEME);
    const joined = await ani.post(sheet(), filled(ani, { theme: 'Keduanya' }));
    expect(joined.status).toBe(303);
    expect(await kept()).toEqual(['Keduanya']);
  });

  test('what was being written when the session ended is carried into it, above what stands there', async () => {
    await write();
    const fields = { resonance: 'Juga lega', theme: `${THEME}, lalu bertanya`, plan: 'Pelan' };
    const go = await keepWritten(world.db, world.vault, world.buAni.id, sheet(), fields, now);
    expect(go).toBe(sheet());
    expect([await kept(), await felt()]).toEqual([[`${THEME}, lalu bertanya`], `Juga lega\n\n${FELT}`]);
    expect(await keepWritten(world.db, world.vault, world.pakBudi.id, sheet(), fields, now)).toBeNull();
  });

  test('the letter of another case, one of ours, or none has no worksheet', async () => {
    const other = await aCase(world, { konseli: `Bima${names}`, counsellor: world.buAni });
    for (const letter of [other.firstLetterId, newId(), "'"]) {
      expect((await ani.get(sheet(encodeURIComponent(letter)))).status).toBe(404);
    }
  });
});

describe('beside the work', () => {
  test('the form of the reply shows the shared layers of the newest letter, and not the first', async () => {
    await write();
    const page = await ani.get(`/cases/${kasus.code}`);
    expect(page.html).toMatch(/<details class="sheets-beside small" open>/);
    expect(page.html).toContain(THEME);
    expect(page.html).not.toContain(FELT);
    await konseliWrites(world, kasus, { konseli: `Sari${names}`, text: 'Satu lagi, Bu.', at: hours(2) });
    const after = await ani.get(`/cases/${kasus.code}`);
    expect(after.html).toMatch(/<details class="sheets-beside small"><summary>/);
    expect(after.html).not.toContain(THEME);
  });

  test('the second gate hints at it until there is one, and keeps nothing shut', async () => {
    const hint = 'Belum ada lembar baca di kasus ini';
    expect((await ani.get(`/cases/${kasus.code}`)).html).not.toContain(hint);
    await enterCounselling(world, kasus, world.buAni);
    expect((await ani.get(`/cases/${kasus.code}`)).html).toContain(hint);
    await write();
    expect((await ani.get(`/cases/${kasus.code}`)).html).not.toContain(hint);
  });
});

describe('the first layer', () => {
  let ratna: Browsing;
  let budi: Browsing;
  beforeEach(async () => {
    await write();
    await world.tx((tx) => shareCase(tx, world.buAni, kasus.code, world.pakBudi.id, START));
    await reads(world.buRatna);
    ratna = await desk.as(world.buRatna);
    budi = await desk.as(world.pakBudi);
  });

  test('is on no page of a colleague or a supervisor; the others are', async () => {
    for (const who of [budi, ratna]) {
      const page = await who.get(sheet());
      expect(page.status).toBe(200);
      expect(page.html).toContain(THEME);
      expect(page.html).not.toContain(FELT);
    }
    expect((await ratna.get(sheet())).html).not.toContain('<textarea');
  });

  test('is on no page at all but the worksheet of its author: lists, history, search, export, settings', async () => {
    const everybody: [CastMember, Browsing][] = [
      [world.buAni, ani],
      [world.pakBudi, budi],
      [world.buRatna, ratna],
      [world.pakJoko, await desk.as(world.pakJoko)],
    ];
    const paths = [
      '/folders/mine',
      '/folders/all',
      `/cases/${kasus.code}`,
      `/cases/${kasus.code}/history`,
      '/resonances',
      '/audit',
      '/overrides',
      '/search',
    ];
    for (const [member, browsing] of everybody) {
      for (const path of paths) expect((await browsing.get(path)).html, `${member.name} ${path}`).not.toContain(FELT);
      const found = await browsing.post('/search', { q: FELT });
      expect(found.html.split(FELT).length - 1, `${member.name} searches`).toBeLessThanOrEqual(1); // what was typed
      expect(found.html).not.toContain('<mark>');
      await browsing.get('/search');
      const file = await browsing.post(`/cases/${kasus.code}/exports`, { notes: 'yes' });
      expect(file.html, `${member.name} exports`).not.toContain(FELT);
    }
  });

  test('is shared by a press, read on record, and taken back by a press', async () => {
    await ani.get(sheet());
    const sharing = await ani.post(`${sheet()}/shares`, { supervisor: String(world.buRatna.id) });
    expect((await ani.follow(sharing)).html).toContain('Saat ini terbuka bagi Bu Ratna.');
    expect((await budi.get(sheet())).html).not.toContain(FELT);
    expect((await ratna.get('/resonances')).html).toContain(sheet());
    expect((await ratna.get(sheet())).html).toContain(FELT);
    expect((await ani.get(`/cases/${kasus.code}/history`)).html).toContain(
      'Bu Ratna membaca resonansi yang dibagikan kepadanya',
    );

    await ani.get(sheet());
    await ani.post(`${sheet()}/shares/removals`, {});
    expect((await ratna.get(sheet())).html).not.toContain(FELT);
    expect((await ratna.get('/resonances')).html).not.toContain(kasus.code);
  });

  test('opens to a supervisor within a reading only', async () => {
    await ani.get(sheet());
    await ani.post(`${sheet()}/shares`, { supervisor: String(world.buRatna.id) });
    await world.db.deleteFrom('supervisor_readings').where('case_id', '=', kasus.id).execute();
    expect(await ratna.get(sheet())).toMatchObject({ status: 303, location: `/cases/${kasus.code}` });
  });

  test('is destroyed by a press, also when the case is somebody else’s by then', async () => {
    await world.db.updateTable('cases').set({ counsellor_id: world.pakBudi.id }).where('id', '=', kasus.id).execute();
    expect((await ani.get(sheet())).status).toBe(404);
    const list = await ani.get('/resonances');
    expect(list.html).toContain(kasus.code);
    expect((await ani.follow(await ani.post('/resonances/removals', { code: kasus.code }))).html).toContain(
      'Sudah dihancurkan',
    );
    expect([await felt(), await kept()]).toEqual([null, [THEME]]);
    expect((await desk.as(world.pakJoko).then((joko) => joko.get('/resonances'))).status).toBe(404);
  });
});

async function reads(who: CastMember): Promise<void> {
  const began = await world.tx((tx) =>
    beginReading(tx, world.vault, who, kasus.code, 'Supervisi rutin bulan ini', now),
  );
  if ('refused' in began) throw new Error(began.refused);
}
