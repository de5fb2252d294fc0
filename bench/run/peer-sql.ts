// The peer's query step: the same SQL over the customer's row, in a DuckDB in its own process. The least that does it: one
// statement, prepared once a connection, whose row is read from memory as ours is.
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBPreparedStatement } from "@duckdb/node-api";
import type { Cell } from "../../packages/gantry/src/catalog/index.ts";
import type { Customer } from "./work.ts";

type Row = Readonly<Record<string, Cell>>;

const sql = `select id, name, spend, seats, note
  from (values ($1::varchar, $2::varchar, $3::double, $4::double, $5::varchar)) as customers (id, name, spend, seats, note)
  where id = $6`;

/** @param connections queries at a time; who comes when all are taken waits */
export async function openPeerSql(
  connections: number,
): Promise<{ query(source: readonly Customer[], customer: string): Promise<Row> }> {
  const instance = await DuckDBInstance.create(":memory:");
  const free: DuckDBPreparedStatement[] = [];
  for (let index = 0; index < connections; index += 1) free.push(await (await instance.connect()).prepare(sql));
  const waiting: ((statement: DuckDBPreparedStatement) => void)[] = [];
  return {
    query: async (source, customer) => {
      const read = source.find(({ id }) => id === customer);
      if (read === undefined) return {};
      const statement = free.pop() ?? (await new Promise<DuckDBPreparedStatement>((taken) => waiting.push(taken)));
      try {
        statement.bindVarchar(1, read.id);
        statement.bindVarchar(2, read.name);
        statement.bindDouble(3, read.spend);
        statement.bindDouble(4, read.seats);
        statement.bindVarchar(5, read.note);
        statement.bindVarchar(6, customer);
        const [row] = (await statement.runAndReadAll()).getRowObjectsJS();
        // Texts and numbers, as the statement says.
        return (row ?? {}) as Row;
      } finally {
        const next = waiting.shift();
        if (next) next(statement);
        else free.push(statement);
      }
    },
  };
}
