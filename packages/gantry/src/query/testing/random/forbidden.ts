// Queries that must be refused: what reads settings, clocks, chance or files, or lets data steer what can't be seen.
import type { Maker } from "./maker.ts";

/** Puts something forbidden around or into `sql`. */
export const forbidden = (maker: Maker, sql: string): { readonly sql: string; readonly why: string } => {
  const { choices } = maker;
  const { sql: table, columns } = maker.table();
  const column = choices.one(columns).sql;
  const number = columns.find(({ kind }) => kind === "integer")?.sql ?? "1";
  const as = maker.alias();
  return choices.one([
    { why: "limit (select)", sql: `select * from (${sql}) ${as} limit (select max(${number}) from ${table})` },
    { why: "offset (select)", sql: `select * from (${sql}) ${as} limit 3 offset (select count(*) from ${table})` },
    { why: "limit (expression)", sql: `select * from (${sql}) ${as} limit (select 1) + 1` },
    { why: "error(…)", sql: `select error(cast(${column} as varchar)) from ${table}` },
    {
      why: "error(…)",
      sql: `select * from (${sql}) ${as} where exists (select error(cast(${column} as varchar)) from ${table})`,
    },
    {
      why: "clock",
      sql: `select ${column}, ${choices.one(["now()", "current_date", "today()", "current_timestamp"])} from ${table}`,
    },
    { why: "chance", sql: `select ${column} from ${table} order by ${choices.one(["random()", "uuid()"])}` },
    {
      why: "setting",
      sql: `select ${choices.one(["current_setting('memory_limit')", "current_query()", "getvariable('x')", "version()"])}, ${column} from ${table}`,
    },
    {
      why: "file",
      sql: `select * from ${choices.one(["read_csv('/etc/passwd')", "'/etc/passwd'", "read_text('/etc/hostname')", "glob('/*')"])}`,
    },
    { why: "sample", sql: `select ${column} from ${table} using sample 2 rows` },
    { why: "positional join", sql: `select ${column} from ${table} positional join (select 1 as one) ${as}` },
    { why: "row number of the table", sql: `select rowid from ${table}` },
    { why: "second statement", sql: `${sql}; select 1` },
    { why: "write", sql: `insert into ${table.slice(0, table.lastIndexOf(" "))} select * from ${table}` },
    { why: "setting by table function", sql: `select * from duckdb_settings()` },
  ]);
};
