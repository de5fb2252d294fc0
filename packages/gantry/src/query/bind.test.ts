import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import type { Access, Lineage } from "./types.ts";

const catalog = catalogOf({
  "crm.accounts": {
    id: "varchar",
    name: "varchar",
    region: "varchar",
    seats: "int32",
    arr: "decimal(12,2)",
    renewal: "date",
    tags: "json",
  },
  "crm.contacts": { id: "varchar", account_id: "varchar", email: "varchar", phone: "varchar" },
  "usage.weekly": { account_id: "varchar", week: "date", logins: "int64" },
});
const engine = createQueryEngine({
  catalog,
  connectors: () => {
    throw new Error("binding touches no source");
  },
});
afterAll(() => engine.close());

const steps = {
  risk: [
    { name: "id", type: "varchar" },
    { name: "probability", type: "double" },
  ],
} as const;
const bind = (sql: string, access?: Access): Promise<Lineage> =>
  engine.bind(sql, {
    parameters: { region: "varchar", since: "date", n: "int32" },
    steps,
    ...(access === undefined ? {} : { access }),
  });
const failure = async (sql: string, access?: Access) => {
  const error = await bind(sql, access).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return error as { code: string; message: string; remedy?: string } | undefined;
};

describe("the lineage of a query", () => {
  it("tells copied, derived and aggregated values apart, with names and types", async () => {
    const { columns, control } = await bind(
      "select name, upper(name) as loud, sum(seats) as seats, count(*) as n, max(arr) as top from crm.accounts group by 1, 2",
    );
    expect(columns).toEqual([
      { name: "name", type: "varchar", sources: { "crm.accounts.name": "copied" } },
      { name: "loud", type: "varchar", sources: { "crm.accounts.name": "derived" } },
      { name: "seats", type: "decimal(38,0)", sources: { "crm.accounts.seats": "aggregated" } },
      { name: "n", type: "int64", sources: { "crm.accounts.*": "aggregated" } },
      { name: "top", type: "decimal(12,2)", sources: { "crm.accounts.arr": "copied" } },
    ]);
    expect(control).toEqual(["crm.accounts.*", "crm.accounts.name"]);
  });

  it("puts what decides the rows into control: filters, join keys, order, limit, parameters", async () => {
    const { columns, control } = await bind(
      `select a.name, c.email from crm.accounts a join crm.contacts c on c.account_id = a.id
       where a.region = $region and a.renewal >= $since order by a.seats limit $n`,
    );
    expect(columns.map((column) => column.sources)).toEqual([
      { "crm.accounts.name": "copied" },
      { "crm.contacts.email": "copied" },
    ]);
    expect(control).toEqual([
      "$n",
      "$region",
      "$since",
      "crm.accounts.*",
      "crm.accounts.id",
      "crm.accounts.region",
      "crm.accounts.renewal",
      "crm.accounts.seats",
      "crm.contacts.*",
      "crm.contacts.account_id",
    ]);
  });

  it("names steps' columns by step, and parameters in values", async () => {
    const { columns, control } = await bind("select r.id, $region as region, probability >= 0.5 as high from risk r");
    expect(columns.map((column) => column.sources)).toEqual([
      { "risk.id": "copied" },
      { $region: "copied" },
      { "risk.probability": "derived" },
    ]);
    expect(control).toEqual(["risk.*"]);
  });

  it("sees through CTEs, set operations, windows, correlated sub-queries and laterals", async () => {
    const { columns } = await bind(
      `with recent as (select account_id, logins, row_number() over (partition by account_id order by week desc) as nth from usage.weekly)
       select a.id,
              (select count(*) from crm.contacts c where c.account_id = a.id) as people,
              r.logins,
              t.tag
       from crm.accounts a left join recent r on r.account_id = a.id and r.nth = 1,
            unnest(from_json(a.tags, '["varchar"]')) as t(tag)
       union all select id, 0, null, phone from crm.contacts`,
    );
    expect(columns[0]?.sources).toEqual({ "crm.accounts.id": "copied", "crm.contacts.id": "copied" });
    expect(Object.keys(columns[1]?.sources ?? {})).toContain("crm.contacts.*");
    expect(columns[2]?.sources).toMatchObject({ "usage.weekly.logins": "copied", "usage.weekly.week": "derived" });
    expect(columns[3]?.sources).toMatchObject({ "crm.accounts.tags": "copied", "crm.contacts.phone": "copied" });
  });

  it("makes output names unique", async () => {
    const { columns } = await bind("select a.id, c.id from crm.accounts a join crm.contacts c on a.id = c.account_id");
    expect(columns.map((column) => column.name)).toEqual(["id", "id_1"]);
  });
});

describe("what a query may not do", () => {
  it.each([
    ["delete from crm.accounts", "only a SELECT"],
    ["select 1; select 2", "exactly one SELECT"],
    ["", "empty"],
    ["copy crm.accounts to 'x'", "only a SELECT"],
    ["show tables", "only tables"],
    ["select * from (describe crm.accounts)", "only tables"],
    ["select * from read_csv('/etc/passwd')", 'function "read_csv"'],
    ["select * from '/etc/passwd'", "does not exist or is not visible"],
    ["select * from duckdb_settings()", 'function "duckdb_settings"'],
    ["select * from information_schema.tables", "duckdb_tables"],
    ["select * from query('select 1')", 'function "query"'],
    ["select error(name) from crm.accounts", 'function "error"'],
    ["select current_setting('memory_limit')", 'function "current_setting"'],
    ["select current_query()", 'function "current_query"'],
    ["select getvariable('x')", 'function "getvariable"'],
    ["select list_transform([1], lambda x: random())", 'function "random"'],
    ["select * from range(epoch_ms(now()))", 'function "now"'],
    ["select name from crm.accounts limit (select max(seats) from crm.accounts)", "computed LIMIT"],
    ["select name from crm.accounts offset (select 1)", "computed LIMIT"],
    ["select * from crm.accounts using sample 10%", "sample"],
    ["select * from crm.accounts a positional join crm.contacts c", "positional"],
    ["select $nobody", "parameter $nobody"],
    ["select ?", "can't be bound"],
    ["select 1\0", "character"],
  ])("refuses %s", async (sql, why) => {
    const error = await failure(sql);
    expect(error?.code).toBe("bad-sql");
    expect(error?.message).toContain(why);
  });

  it.each(["select now()", "select current_date", "select current_timestamp", "select today()"])(
    "%s: points to the pinned inputs",
    async (sql) => {
      expect((await failure(sql))?.remedy).toContain("$today / $now");
    },
  );

  it("says where, and what was probably meant", async () => {
    const error = await failure("select name,\n  regoin from crm.accounts where region = $region");
    expect(error?.message).toBe('column "regoin" at line 2, column 3 does not exist or is not visible to you');
    expect(error?.remedy).toBe("did you mean crm.accounts.region?");
    const late = await failure("select name from crm.accounts where region = $region\n and foo = 1");
    expect(late?.message).toContain("at line 2, column 6");
    expect((await failure("select * from crm.acounts"))?.remedy).toBe("did you mean crm.accounts?");
  });

  it("never repeats a literal of the SQL", async () => {
    for (const sql of [
      "select * from crm.accounts where name = 'Grace Hopper' and",
      "select 'Grace Hopper' 'x",
      "select cast('Grace Hopper' as int) + name from crm.accounts",
      'select "Grace Hopper" from crm.accounts',
      "select date_trunc('Grace Hopper', renewal) + 1 from crm.accounts",
      "select json_extract(tags, 'Grace Hopper') + interval 'Grace Hopper' day from crm.accounts",
    ]) {
      const error = await failure(sql);
      expect(error?.code, sql).toBe("bad-sql");
      expect(`${error?.message} ${error?.remedy}`, sql).not.toContain("Hopper");
    }
  });
});

describe("what a caller may not see", () => {
  const access: Access = {
    rowFilters: { "crm.contacts": "account_id in (select id from crm.accounts where region = $caller_region)" },
    forbidden: ["crm.contacts.phone", "crm.accounts.arr"],
    parameters: { caller_region: { type: "varchar", value: "EMEA" } },
  };

  it("a forbidden column and an unknown one read the same", async () => {
    const forbidden = await failure("select phone from crm.contacts", access);
    const unknown = await failure("select phonx from crm.contacts", access);
    expect(forbidden?.message.replace("phone", "phonx")).toBe(unknown?.message);
    expect(forbidden?.remedy).toBe(unknown?.remedy);
    expect((await bind("select * from crm.contacts", access)).columns.map((column) => column.name)).toEqual([
      "id",
      "account_id",
      "email",
    ]);
  });

  it("a row filter's columns decide which rows come out", async () => {
    const { control } = await bind("select email from crm.contacts", access);
    expect(control).toEqual([
      "$caller_region",
      "crm.accounts.*",
      "crm.accounts.id",
      "crm.accounts.region",
      "crm.contacts.*",
      "crm.contacts.account_id",
    ]);
    expect((await bind("select name from crm.accounts", access)).control).toEqual(["crm.accounts.*"]);
  });

  it("a filter that is no expression is a mistake of the policy", async () => {
    const error = await failure("select email from crm.contacts", {
      ...access,
      rowFilters: { "crm.contacts": "true) union select * from crm.contacts where (true" },
    });
    expect(error?.code).toBe("bad-config");
  });
});
