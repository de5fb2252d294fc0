// Two schemas of a real PostgreSQL, with columns that compare in their own way: collations, padded texts, enums.
import pg from "pg";
import { startTestPostgres } from "../../examples/meridian/src/systems/postgres-for-tests.ts";
import type { Value } from "../../packages/gantry/src/connect/kit/index.ts";
import { postgres } from "../../packages/gantry/src/connect/postgres/index.ts";
import type { World } from "../../packages/gantry/src/query/testing/pushdown/index.ts";
import { layOutTable, worldOf, type LaidColumn, type LaidTable } from "./laid.ts";

const column = (
  name: string,
  nativeType: string,
  type: LaidColumn["type"],
  values?: readonly string[],
): LaidColumn => ({
  name,
  native: name,
  nativeType,
  type,
  ...(values === undefined ? {} : { values }),
});

const possible: readonly LaidColumn[] = [
  column("id", "text primary key", "varchar"),
  column("name", "text", "varchar"),
  column("big", "int8", "int64"),
  column("day", "date", "date"),
  column("loose", "text collate loose", "varchar"),
  column("icu", 'varchar(20) collate "en-x-icu"', "varchar"),
  column("pad", "char(6)", "varchar", ["x", "y", " y", "Acme", "ß", ""]),
  column("mood", "mood", "varchar", ["happy", "Sad", "so so"]),
  column("uid", "uuid", "varchar", ["00000000-0000-4000-8000-000000000001", "a0000000-0000-4000-8000-00000000000f"]),
  column("small", "int2", "int32", ["1", "2", "-3"]),
  column("num", "int4", "int32"),
  column("price", "numeric(8,2)", "decimal(8,2)"),
  column("fine", "numeric(38,10)", "decimal(38,10)"),
  column("ratio", "float8", "double"),
  column("rough", "float4", "double", ["0.5", "-2.25", "NaN", "Infinity"]),
  column("seen", "timestamp", "timestamp"),
  column("seen_at", "timestamptz", "timestamptz"),
  column("flag", "bool", "boolean"),
  column("doc", "jsonb", "json", ["[1, 2, 3]", '{"k": "x", "n": 1}', '"x"']),
];

const asNumbers = (table: LaidTable): LaidTable => {
  const numbers = table.columns.filter(({ type }) => type === "int32" || type === "double");
  const cell = (value: unknown): number | null => (value === null ? null : Number(value));
  return {
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(numbers.map(({ name }) => [name, cell(row[name])])),
    })),
  };
};

const spelt = (value: Value): string | null => (value === null ? null : String(value));

export const openPostgres = async (): Promise<World> => {
  const server = await startTestPostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query("create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
  await admin.query("create type mood as enum ('happy', 'Sad', 'so so')");
  const laid = ["sales.accounts", "stock.parts", "sales.contacts", "stock.moves", "sales.visits", "stock.bins"].map(
    (full, index) => {
      const [source = "", name = ""] = full.split(".");
      return asNumbers(layOutTable({ source, name, native: name }, index, possible));
    },
  );
  await admin.query("create schema sales; create schema stock");
  for (const { source, name, columns, rows } of laid) {
    const list = columns.map((each) => `${each.name} ${each.nativeType}`).join(", ");
    await admin.query(`create table ${source}.${name} (${list})`);
    const places = columns.map((_, index) => `$${index + 1}`).join(", ");
    for (const row of rows)
      await admin.query(
        `insert into ${source}.${name} values (${places})`,
        columns.map((each) => spelt(row[each.name] ?? null)),
      );
  }
  await admin.query("analyze");
  await admin.end();
  const of = (schema: string) =>
    postgres({ name: schema, connector: "postgres", title: schema, connection: { url: { secret: "url" }, schema } });
  return worldOf(
    { sales: of("sales"), stock: of("stock") },
    laid,
    () => server.url,
    () => server.stop(),
  );
};
