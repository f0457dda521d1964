/** A statement lies in memory as a whole, twice for a moment: rows that hold large values go in several. */
const MOST_BYTES = 200_000;

/** The rows in their order, so many in one statement as fit; a larger one goes alone. */
export function inStatements<T>(rows: readonly T[], bytesOf: (row: T) => number): T[][] {
  const statements: T[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    bytes += bytesOf(row);
    if (bytes > MOST_BYTES) {
      statements.push([]);
      bytes = bytesOf(row);
    }
    statements.at(-1)!.push(row);
  }
  return statements;
}
