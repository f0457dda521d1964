// Consent by letter: the text with its version, the konseli's own answer as evidence, each consent by itself, and its way back.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { standingConsents, writeConsent } from '../../../src/cases/consents.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import type { ConsentKind } from '../../../src/core/answers/read-consent.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { consentVersion } from '../../../src/replies/consent-text.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { readSettings, saveSettings } from '../../../src/service/settings.ts';
import { type CastCase, type CastMember, rowOf } from '../../support/cast.ts';
import { aMail, type Door, openDoor, openParser } from '../intake/door.ts';
import { formFor } from '../replies/stage.ts';

let pool: ParsePool;
let door: Door;
let sari: CastCase;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
  const { caseId, caseCode } = await door.arrive(aMail());
  const row = await door.world.db
    .updateTable('cases')
    .set({ counsellor_id: door.world.buAni.id })
    .where('id', '=', caseId!)
    .returning(['konseli_id', 'last_inbound_id'])
    .executeTakeFirstOrThrow();
  sari = { id: caseId!, code: caseCode!, konseliId: row.konseli_id, firstLetterId: row.last_inbound_id! };
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

async function askConsent(text = 'Sebelum kita lanjut, ini yang perlu kamu tahu.') {
  const { world } = door;
  const form = { ...(await formFor(world, sari, text)), asks: ['consent' as const] };
  door.clock.now = new Date(door.clock.now.getTime() + 60_000);
  const sent = await world.tx((tx) =>
    sendReply(
      tx,
      { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null, undoMs: 30_000 },
      world.buAni,
      sari.code,
      form,
      door.clock.now,
    ),
  );
  if ('refused' in sent) throw new Error(sent.refused);
  const { raw } = await openOutboundMail(world.db, world.vault, sent.outboundId);
  return { ...sent, raw, text: (await simpleParser(raw)).text ?? '' };
}

/** Sari types behind the quoted lines. */
async function sariAnswers(quoted: string, answers: readonly string[], more = 'Baik, Bu.') {
  let at = 0;
  const filled = quoted.replace(/^(S\d\. .*:) ?$/gm, (_, line: string) => `${line} ${answers[at++] ?? ''}`);
  door.clock.now = new Date(door.clock.now.getTime() + 60_000);
  const lead = 'Pada Rab, 4 Mar 2026 pukul 10.00 Konseling <konseling@sekolah.example> menulis:';
  return door.arrive(aMail({ text: `${more}\n\n${lead}\n\n${filled.replace(/^/gm, '> ')}` }));
}

const standing = async () =>
  Object.fromEntries((await standingConsents(door.world.db, sari.id)).map(({ kind, given }) => [kind, given]));
const records = async () => {
  const rows = await door.world.db
    .selectFrom('case_records as r')
    .innerJoin('messages as m', 'm.id', 'r.message_id')
    .select(['r.item', 'r.value', 'r.recorded_by', 'm.direction'])
    .where('r.case_id', '=', sari.id)
    .where('r.withdrawn_at', 'is', null)
    .where('r.item', 'in', ['consent', 'confidentiality_limits'])
    .orderBy('r.item', 'desc')
    .execute();
  return rows.map((row) => `${row.item} ${row.value} ${row.direction} ${row.recorded_by ?? 'program'}`);
};
const write = (kind: ConsentKind, given: boolean, who: CastMember = door.world.buAni, messageId = sari.firstLetterId) =>
  door.world.tx((tx) => writeConsent(tx, who, sari.code, { kind, given, messageId }, door.clock.now));

describe('the letter', () => {
  test('may ask in the first answer, in the version that the case remembers, small and without anything from elsewhere', async () => {
    const { raw, text } = await askConsent();
    expect(text).toContain('S1. Aku setuju berkonseling lewat surat');
    expect(text).toMatch(
      /supervisor[\s\S]*Pengelola surel[\s\S]*Batas rahasia[\s\S]*darurat[\s\S]*berhenti kapan saja/,
    );
    expect(text).toContain('2 hari kerja');
    expect(raw.length).toBeLessThan(30_000);
    expect(raw.toString()).not.toMatch(/<(?:img|script|iframe)|https?:/);
    expect(await rowOf(door.world, sari)).toMatchObject({ asking: ['consent'] });
    const message = await door.world.db
      .selectFrom('messages')
      .select('consent_version')
      .where('consent_version', 'is not', null)
      .execute();
    expect(message).toEqual([{ consent_version: consentVersion }]);
  });

  test('says Anda where the service does', async () => {
    const { world } = door;
    await world.tx(async (tx) => saveSettings(tx, { ...(await readSettings(tx)), addressing: 'anda' }));
    const { text } = await askConsent();
    expect(text).toContain('S1. Saya setuju');
    expect(text.slice(text.indexOf('Tentang'))).not.toMatch(/\bkamu\b|\baku\b/i);
  });

  test('called back, asks nothing, and leaves only what was written', async () => {
    const { world, clock } = door;
    const { outboundId } = await askConsent('Kalimat saya.');
    await world.tx((tx) => recallReply(tx, world.vault, world.buAni, sari.code, outboundId, clock.now));
    expect((await readDrafts(world.db, world.vault, sari.id, world.buAni.id)).own?.text).toBe('Kalimat saya.');
    expect(await rowOf(world, sari)).toMatchObject({ asking: [] });
  });

  test('is not sent while somebody is in danger: help first, paper later', async () => {
    await door.world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', sari.id).execute();
    await expect(askConsent()).rejects.toThrow('questions_come_later');
  });
});

describe('the answer', () => {
  test('is kept with its letter, each consent by itself, and opens what the first gate asks for', async () => {
    const { text } = await askConsent();
    await sariAnswers(text, ['ya', 'tidak', '', 'ya']);
    expect(await standing()).toEqual({ service: true, referral: false, statistics: true });
    expect(await records()).toEqual(['consent given in program', 'confidentiality_limits told out program']);
    expect(await rowOf(door.world, sari)).toMatchObject({ asking: [] });
    const [service] = await standingConsents(door.world.db, sari.id);
    expect(service).toMatchObject({ version: consentVersion, by: null });
  });

  test('in the konseli’s own words is a yes to what is needed', async () => {
    const { text } = await askConsent();
    await sariAnswers(text, [], 'Saya setuju, Bu.');
    expect(await standing()).toEqual({ service: true });
  });

  test('with a condition, or none, leaves everything open for a person', async () => {
    const { text } = await askConsent();
    await sariAnswers(text, [], 'Setuju, tapi jangan cerita ke wali kelas ya.');
    await sariAnswers(text, [], 'Terima kasih sudah membalas.');
    expect(await standing()).toEqual({});
    expect(await records()).toEqual([]);
    expect(await rowOf(door.world, sari)).toMatchObject({ asking: ['consent'] });
  });

  test('is not looked for where nothing was asked', async () => {
    await door.arrive(aMail({ text: 'Saya setuju, Bu.' }));
    expect(await standing()).toEqual({});
  });
});

describe('a person', () => {
  test('writes down what the program did not read, and what is taken back; the newest word counts', async () => {
    const { text } = await askConsent();
    await sariAnswers(text, ['ya', 'ya', 'ya', 'ya']);
    expect(await write('referral', false)).toEqual({ kept: 'referral' });
    expect(await standing()).toMatchObject({ service: true, referral: false });
    expect(await write('service', false)).toEqual({ kept: 'service' });
    expect(await records()).toEqual(['confidentiality_limits told out program']);
    expect(await write('service', true)).toEqual({ kept: 'service' });
    expect(await records()).toHaveLength(2);
  });

  test('must work on the case, and point at a letter of the konseli', async () => {
    const { pakBudi, pakJoko, buRatna, buAni } = door.world;
    for (const other of [pakBudi, pakJoko, buRatna])
      expect(await write('service', true, other)).toMatchObject({ refused: expect.stringMatching(/not_found|needs/) });
    await askConsent();
    const ours = await door.world.db.selectFrom('messages').select('id').where('direction', '=', 'out').execute();
    for (const { id } of ours) expect(await write('service', true, buAni, id)).toEqual({ refused: 'no_such_letter' });
    expect(await standing()).toEqual({});
  });

  test('finds them in what leaves with the case', async () => {
    const { world, clock } = door;
    const { text } = await askConsent();
    await sariAnswers(text, ['ya']);
    const exported = await world.tx((tx) =>
      exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, clock.now),
    );
    if ('refused' in exported) throw new Error(exported.refused);
    expect(exported.exported.consents).toMatchObject([{ kind: 'service', given: true, version: consentVersion }]);
  });
});

test('a text that was sent is never changed: a new wording is a new version', () => {
  const sums = ['id-kamu', 'id-anda', 'en'].map((name) => {
    const file = new URL(`../../../templates/consent/1/${name}.hbs`, import.meta.url);
    return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  });
  expect(sums).toEqual(['eb6c6ee334b01361', '8eade2cabcebb511', '145ed1cb6d3ab521']);
});
