// The other usual way: fetch all rows into a DuckDB in this process and run the SQL there.
import { DuckDBDataChunk, DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import pg from "pg";
import { questionSql, wanted, type Contender, type QuestionName } from "./questions.ts";

const pageSize = 10_240;
const vector = 2048;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly types: readonly string[];
}

const tables: Readonly<Record<"crm" | "billing", Table>> = {
  crm: {
    name: "accounts",
    columns: ["id", "name", "region", "segment", "owner", "renewal", "arr", "created", "description"],
    types: Array.from({ length: 9 }, () => "varchar"),
  },
  billing: {
    name: "invoices",
    columns: ["id", "account_id", "amount", "status", "due", "paid", "memo"],
    types: Array.from({ length: 7 }, () => "varchar"),
  },
};
/** What a text column is read as by the question. */
const casts: Readonly<Record<string, string>> = { renewal: "date", amount: "decimal(12,2)" };

// Texts go in as they come: making JavaScript values of them first would only cost time.
const asText = { getTypeParser: () => (text: string | Buffer) => text };

/** Lands a table; gives the number of its rows. */
const land = async (pool: pg.Pool, connection: DuckDBConnection, schema: string, table: Table): Promise<number> => {
  const list = table.columns.map((name) => `${name} varchar`).join(", ");
  await connection.run(`create schema ${schema}; create table ${schema}.${table.name}_text (${list})`);
  const appender = await connection.createAppender(`${table.name}_text`, schema);
  const client = await pool.connect();
  let moved = 0;
  try {
    await client.query(
      `begin read only; set local cursor_tuple_fraction = 1; declare page no scroll cursor for select ${table.columns.join(", ")} from ${table.name}`,
    );
    const types = table.columns.map((_, index) => appender.columnType(index));
    for (;;) {
      const text = `fetch ${pageSize} from page`;
      const { rows } = await client.query<(string | null)[]>({ text, rowMode: "array", types: asText });
      for (let from = 0; from < rows.length; from += vector) {
        const part = rows.slice(from, from + vector);
        const chunk = DuckDBDataChunk.create(types, part.length);
        table.columns.forEach((_, index) =>
          chunk.setColumnValues(
            index,
            part.map((row) => row[index] ?? null),
          ),
        );
        appender.appendDataChunk(chunk);
      }
      moved += rows.length;
      if (rows.length < pageSize) break;
    }
    await client.query("commit");
    appender.closeSync();
  } finally {
    client.release();
  }
  const fields = table.columns.map((name) => (casts[name] === undefined ? name : `${name}::${casts[name]} as ${name}`));
  await connection.run(
    `create view ${schema}.${table.name} as select ${fields.join(", ")} from ${schema}.${table.name}_text`,
  );
  return moved;
};

export function duckdb(urls: { readonly crm: string; readonly billing: string }): Contender {
  const pools = {
    crm: new pg.Pool({ connectionString: urls.crm }),
    billing: new pg.Pool({ connectionString: urls.billing }),
  };
  return {
    answer: async (question: QuestionName) => {
      const instance = await DuckDBInstance.create(":memory:");
      // One connection does one thing at a time.
      const connections = await Promise.all([instance.connect(), instance.connect()]);
      const [connection, other] = connections;
      try {
        const moved = await Promise.all([
          land(pools.crm, connection, "crm", tables.crm),
          land(pools.billing, other, "billing", tables.billing),
        ]);
        const used = question === "join" ? wanted : {};
        const sql = questionSql[question].replaceAll(/\$(from|until)\b/g, "$$$1::date");
        const reader = await connection.runAndReadAll(sql, used);
        return {
          rows: reader.getRowsJson().map((row) => row.map(String)),
          moved: moved[0] + moved[1],
        };
      } finally {
        for (const each of connections) each.closeSync();
        instance.closeSync();
      }
    },
    close: async () => {
      await Promise.all([pools.crm.end(), pools.billing.end()]);
    },
  };
}
