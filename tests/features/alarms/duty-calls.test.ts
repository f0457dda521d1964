// A letter with signs of danger calls people by mail, one after the other, without a word of it, until somebody opens its case.
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { lookOnce, type WatchingOver } from '../../../src/alarms/watch-over.ts';
import { openCaseView } from '../../../src/cases/case-view.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { openSmtp } from '../../../src/mail/smtp.ts';
import { readSettings, saveSettings } from '../../../src/service/settings.ts';
import { addStaff, type CastMember, eventsOf, SERVICE_ADDRESS } from '../../support/cast.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';
import { aMail, type Door, MINUTE, openDoor, openParser } from '../intake/door.ts';

const RED = 'Bu, aku sudah tidak kuat hidup. Malam ini aku mau bunuh diri.';

let pool: ParsePool;
let sink: SmtpSink;
let door: Door;
beforeAll(async () => {
  pool = openParser();
  sink = await startSmtpSink();
});
beforeEach(async () => {
  door = await openDoor(pool);
  sink.received.length = 0;
});
afterEach(() => door.world.end());
afterAll(async () => {
  await sink.stop();
  await pool.close();
});

const watching = (): WatchingOver => ({
  db: door.world.db,
  watched: { pollEveryMs: 1_000_000_000, dataDir: '/tidak/ada' },
  senders: [{ address: SERVICE_ADDRESS, smtp: openSmtp(sink.url) }],
  mailName: 'Suluh',
  publicUrl: 'https://suluh.sekolah.example',
  leaseMs: 60_000,
  now: () => door.clock.now,
  onAlarm: () => {},
  onError: (error) => {
    throw error;
  },
});

/** @returns to whom mails went in the minutes that passed */
async function minutes(n: number): Promise<string[]> {
  const before = sink.received.length;
  for (let minute = 0; minute < n; minute++) {
    door.clock.now = new Date(door.clock.now.getTime() + MINUTE);
    await lookOnce(watching());
  }
  return sink.received
    .slice(before)
    .flatMap(({ to }) => to)
    .map((address) => address.split('@')[0]!)
    .filter((name) => name !== 'joko'); // the admin hears that the receipts are not sent: nobody sends them here
}

const onDuty = (...dutyStaff: string[]) =>
  door.world.tx(async (tx) => saveSettings(tx, { ...(await readSettings(tx)), dutyStaff }));
const opens = (who: CastMember, code: string) =>
  door.world.tx((tx) => openCaseView(tx, door.world.vault, who, code, door.clock.now));
const giveTo = (who: CastMember) => door.world.db.updateTable('cases').set({ counsellor_id: who.id }).execute();
const exclude = (who: CastMember, caseId: string) =>
  door.world.db
    .insertInto('case_people')
    .values({ case_id: caseId, staff_id: who.id, part: 'excluded', added_by: door.world.buAni.id })
    .execute();

test('the mail says where to look, and holds no word, no name and no address of the letter', async () => {
  await onDuty('budi@sekolah.example');
  const { caseCode } = await door.arrive(aMail({ text: RED, subject: 'Tolong aku' }));
  expect(await minutes(1)).toEqual(['budi']);
  const [{ raw, from }] = sink.received as [(typeof sink.received)[number]];
  expect(from).toBe('');
  const { subject, text = '', headers } = await simpleParser(raw);
  expect(subject).toBe('Suluh: ada surat yang perlu dibaca sekarang');
  expect(text).toContain(`https://suluh.sekolah.example/cases/${caseCode}`);
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(raw.toString()).not.toMatch(/bunuh|kuat hidup|Tolong aku|Sari|sari@murid/i);
});

test('who has the case comes first, then those on duty, then all counsellors, then the supervisors; then it rests', async () => {
  const { world } = door;
  await addStaff(world.db, 'Bu Citra', 'counsellor');
  await onDuty('budi@sekolah.example', 'ani@sekolah.example');
  await door.arrive(aMail({ text: 'Bu, aku mau cerita.' }));
  await giveTo(world.buAni);
  await door.arrive(aMail({ text: RED }));
  expect(await minutes(1)).toEqual(['ani']);
  expect(await minutes(13)).toEqual([]);
  expect(await minutes(2)).toEqual(['budi']);
  expect(await minutes(15)).toEqual(['citra']);
  expect(await minutes(15)).toEqual(['ratna']);
  expect(await minutes(120)).toEqual([]);
});

test('the call ends as soon as somebody opens the case', async () => {
  const { world } = door;
  await onDuty('ani@sekolah.example');
  const { caseCode, caseId } = await door.arrive(aMail({ text: RED }));
  expect(await minutes(1)).toEqual(['ani']);
  await opens(world.pakBudi, caseCode!);
  expect(await minutes(60)).toEqual([]);
  expect(await eventsOf(world, { id: caseId! })).toEqual(
    expect.arrayContaining(['system duty.called', `staff:${world.pakBudi.id} duty.answered`]),
  );
  // A later one calls anew.
  await door.arrive(aMail({ text: RED }));
  expect(await minutes(1)).toEqual(['ani']);
});

test('before anybody is told, opening the case spares the mail', async () => {
  const { caseCode } = await door.arrive(aMail({ text: RED }));
  await opens(door.world.buAni, caseCode!);
  expect(await minutes(30)).toEqual([]);
});

test('while a call is open, another letter does not call once more', async () => {
  await onDuty('ani@sekolah.example');
  await door.arrive(aMail({ text: RED }));
  await door.arrive(aMail({ text: `${RED} Sungguh.` }));
  expect(await minutes(5)).toEqual(['ani']);
});

test('who must not see the case, and whose account was closed, is not called', async () => {
  const { world } = door;
  await onDuty('ani@sekolah.example', 'budi@sekolah.example');
  const { caseId } = await door.arrive(aMail({ text: 'Bu, aku mau cerita.' }));
  await exclude(world.buAni, caseId!);
  await world.db.updateTable('staff').set({ disabled_at: door.clock.now }).where('id', '=', world.buRatna.id).execute();
  await door.arrive(aMail({ text: RED }));
  expect(await minutes(1)).toEqual(['budi']);
  expect(await minutes(120)).toEqual([]);
});

test('with nobody on duty all counsellors are called at once; an amber or an ordinary letter calls nobody', async () => {
  await door.arrive(aMail({ from: 'Dewi <dewi@murid.example>', text: 'Rasanya aku pengen mati aja, Bu.' }));
  await door.arrive(aMail({ from: 'Bima <bima@murid.example>', text: 'Nilai matematikaku turun.' }));
  expect(await minutes(2)).toEqual([]);
  await door.arrive(aMail({ text: RED }));
  expect((await minutes(1)).sort()).toEqual(['ani', 'budi']);
});

test('who is given the case meanwhile is called next, and nobody twice', async () => {
  const { world } = door;
  await onDuty('ani@sekolah.example');
  await door.arrive(aMail({ text: RED }));
  expect(await minutes(1)).toEqual(['ani']);
  await giveTo(world.pakBudi);
  expect(await minutes(15)).toEqual(['budi']);
  expect(await minutes(15)).toEqual(['ratna']);
});

test('a line that ended in vain begins anew with the next letter', async () => {
  await onDuty('ani@sekolah.example', 'budi@sekolah.example');
  await door.arrive(aMail({ text: RED }));
  expect(await minutes(60)).toEqual(['ani', 'budi', 'ratna']);
  await door.arrive(aMail({ text: RED }));
  expect(await minutes(1)).toEqual(['ani']);
});
