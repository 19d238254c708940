import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import type { DB } from '../tables.ts';

type RowsByTable = { readonly [Table in keyof DB]?: readonly Insertable<DB[Table]>[] };

/**
 * Inserts rows of several tables in one round trip, however many there are: each table's rows travel as one JSON text and
 * become rows again in the database. Foreign keys between them are checked when the whole statement is done.
 *
 * Every row of a table names the same columns. Large `bytea` values do not belong here: in JSON each byte is two letters.
 */
export async function insertRows(tx: Tx, rowsByTable: RowsByTable): Promise<void> {
  const parts = Object.entries(rowsByTable)
    .filter(([, rows]) => rows.length > 0)
    .map(([table, rows]) => sql`${sql.id(`new_${table}`)} as (${insertPart(table, rows)})`);
  if (parts.length === 0) return;
  await sql`with ${sql.join(parts)} select`.execute(tx);
}

function insertPart(table: string, rows: readonly object[]) {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.id(column)));
  const text = JSON.stringify(rows.map(readableRow));
  return sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${text}::json)`;
}

/** The row as PostgreSQL reads it out of JSON: bigint as digits, bytes as '\\x…'. */
function readableRow(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]: [string, unknown]) => {
      if (typeof value === 'bigint') return [column, value.toString()];
      return [column, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value];
    }),
  );
}
