/** The instruments of the service: added with their licence, offered while it stands, retired and offered again. */
import { record } from '../audit/record.ts';
import { type Instrument, isLicensed } from '../core/instruments/instrument.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';
import { type DefinitionRefusal, readDefinition } from './read-definition.ts';

export interface KeptInstrument {
  id: string;
  instrument: Instrument;
  addedBy: string;
  addedAt: Date;
  /** offered no more, since */
  retiredAt: Date | null;
  /** whether counsellors may put it into a letter today */
  offered: boolean;
}

export async function listInstruments(db: Reader, now: Date): Promise<KeptInstrument[]> {
  const today = dayOf(now, await readSettings(db));
  const rows = await db
    .selectFrom('instruments as i')
    .innerJoin('staff as s', 's.id', 'i.added_by')
    .select(['i.id', 'i.definition', 's.name as addedBy', 'i.added_at as addedAt', 'i.retired_at as retiredAt'])
    .orderBy('i.name')
    .orderBy('i.version', 'desc')
    .execute();
  return rows.map(({ definition, ...row }) => {
    const instrument = definition as unknown as Instrument;
    return { ...row, instrument, offered: row.retiredAt === null && isLicensed(instrument, today) };
  });
}

export async function readInstrument(db: Reader, id: string): Promise<Instrument | null> {
  const row = await db
    .selectFrom('instruments')
    .select('definition')
    .where((e) => e(e.cast<string>('id', 'text'), '=', id.toLowerCase())) // as text: anything may be posted
    .executeTakeFirst();
  return row ? (row.definition as unknown as Instrument) : null;
}

/** Null: there is none, it was retired, or its licence has ended. */
export async function offeredInstrument(db: Reader, id: string, now: Date): Promise<KeptInstrument | null> {
  const found = (await listInstruments(db, now)).find((one) => one.id === id);
  return found?.offered ? found : null;
}

/** @param file the bytes of its definition */
export async function addInstrument(
  tx: Tx,
  staffId: number,
  file: Uint8Array,
  now: Date,
): Promise<{ added: string } | DefinitionRefusal | { refused: 'known_version' }> {
  const read = readDefinition(file, dayOf(now, await readSettings(tx)));
  if ('refused' in read) return read;
  const { name, version } = read;
  const added = await tx
    .insertInto('instruments')
    .values({ id: newId(), name, version, definition: JSON.stringify(read), added_by: staffId, added_at: now })
    .onConflict((c) => c.columns(['name', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return { refused: 'known_version' };
  const data = { instrument: added.id, name, version };
  await record(tx, { actor: { staff: staffId }, kind: 'instrument.added', data });
  return { added: added.id };
}

/** Takes it out of the reply form, or puts it back. What was answered stays readable. */
export async function offerInstrument(
  tx: Tx,
  staffId: number,
  wish: { id: string; offer: boolean },
  now: Date,
): Promise<{ done: true } | { refused: 'not_found' }> {
  const changed = await tx
    .updateTable('instruments')
    .set({ retired_at: wish.offer ? null : now })
    .where((e) => e(e.cast<string>('id', 'text'), '=', wish.id.toLowerCase()))
    .where('retired_at', wish.offer ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!changed) return { refused: 'not_found' };
  const kind = wish.offer ? 'instrument.offered_again' : 'instrument.retired';
  await record(tx, { actor: { staff: staffId }, kind, data: { instrument: changed.id } });
  return { done: true };
}

const dayOf = (now: Date, { timeZone }: ServiceSettings): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
