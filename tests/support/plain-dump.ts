/** Everything a plain dump of the database would hold, every row of every schema as text, bytes also decoded. */
import pg from 'pg';

/** @returns where the phrase stands: `schema.table`, or as bytes in one */
export async function tablesHolding(url: string, phrase: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const rows = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      if (rows.rows.some(({ row }) => disguises(phrase).some((form) => row.includes(form)))) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** The phrase as it stands, as bytea in hex, and as base64 at each of its three offsets. */
export function disguises(phrase: string): string[] {
  const bytes = Buffer.from(phrase);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
  return [phrase, bytes.toString('hex'), ...base64];
}
