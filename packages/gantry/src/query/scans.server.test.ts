// What the sources are asked.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, memorySource } from "./testing/memory.ts";
import type { Access, RunOptions } from "./types.ts";

const catalog = catalogOf(
  {
    "crm.accounts": {
      id: "varchar",
      name: { type: "varchar", collation: "insensitive" },
      region: "varchar",
      notes: { type: "varchar", operators: [] },
      seats: { type: "int32", operators: ["<=", ">=", "in"] },
    },
    "crm.contacts": { id: "varchar", account_id: "varchar", email: "varchar", phone: "varchar" },
    "billing.invoices": { id: "varchar", account_id: "varchar", amount: "decimal(12,2)" },
    "billing.lines": { id: "varchar", invoice_id: "varchar", item: "varchar" },
    "billing.prices": { country: "varchar", product: "int32", price: "decimal(12,2)" },
    "crm.offers": { id: "varchar", country: "varchar", product: "int32" },
  },
  {
    "billing.prices": 50_000,
    "crm.offers": 300,
    "crm.accounts": 1000,
    "crm.contacts": 5000,
    "billing.invoices": 20_000,
    "billing.lines": 100_000,
  },
);
const accounts = Array.from({ length: 40 }, (_, i) => ({
  id: `a${i}`,
  name: `N${i}`,
  region: i < 4 ? "EMEA" : "AMER",
  notes: `n${i}`,
  seats: i,
}));
const contacts = Array.from({ length: 200 }, (_, i) => ({
  id: `c${i}`,
  account_id: `a${i % 50}`,
  email: `c${i}@x.org`,
  phone: `${i}`,
}));
const invoices = Array.from({ length: 400 }, (_, i) => ({ id: `i${i}`, account_id: `a${i % 80}`, amount: `${i}.00` }));
const lines = Array.from({ length: 800 }, (_, i) => ({ id: `l${i}`, invoice_id: `i${i % 400}`, item: `t${i % 9}` }));

const prices = Array.from({ length: 400 }, (_, i) => ({
  country: `c${i % 20}`,
  product: Math.floor(i / 20),
  price: `${i}.00`,
}));
const offers = Array.from({ length: 6 }, (_, i) => ({ id: `o${i}`, country: `c${i % 2}`, product: i }));

const crm = memorySource({ accounts, contacts, offers });
const billing = memorySource({ invoices, lines, prices });
const engine = createQueryEngine({ catalog, connectors: (source) => (source === "crm" ? crm : billing).connector });
afterAll(() => engine.close());
beforeEach(() => {
  for (const source of [crm, billing]) {
    source.requests.length = 0;
    source.sent.clear();
  }
});

const options: RunOptions = freeOptions;
const asked = async (sql: string, more: Partial<RunOptions> = {}) => {
  const { scans, relation } = await engine.run(sql, { ...options, ...more });
  return { relation, of: (table: string) => scans.find((scan) => scan.table === table) };
};

describe("a source is asked", () => {
  it("for the columns that are used, and no more", async () => {
    expect((await asked("select count(*) as n from crm.accounts")).of("crm.accounts")?.columns).toEqual(["id"]);
    expect(
      (await asked("select upper(name) as n from crm.accounts where seats > 3")).of("crm.accounts")?.columns,
    ).toEqual(["name", "seats"]);
  });

  it("with filters on the operators that it declares, and the rest is named", async () => {
    const { of } = await asked(
      "select id from crm.accounts where region <> 'AMER' and name >= 'N' and notes = 'n1' and seats > 0 and seats = 1",
    );
    expect(of("crm.accounts")).toMatchObject({ pushed: expect.stringContaining("region <> …") });
    expect(crm.requests[0]?.filter).toEqual({
      op: "and",
      args: [
        { op: "<>", column: "region", type: "varchar", value: "AMER" },
        { op: "in", column: "seats", type: "int32", values: [1] },
      ],
    });
    expect(of("crm.accounts")?.kept).toEqual([
      "name >= …: the source ignores case there",
      "notes = …: the source declares no = on it",
    ]);
  });

  it("with a comparison one wider where it lacks the exact one", async () => {
    await asked("select id from crm.accounts where seats > 5");
    expect(crm.requests[0]?.filter).toEqual({ op: ">=", column: "seats", type: "int32", value: 5 });
  });

  it("for text that begins so, only where case counts there", async () => {
    await asked("select id from crm.accounts where name like 'N1%'");
    expect(crm.requests[0]?.filter).toBeUndefined();
    await asked("select id from crm.contacts where email like 'c1%'");
    expect(crm.requests[1]?.filter).toMatchObject({ op: "and" });
  });

  it("once for a table that is read twice, with either filter", async () => {
    const { of } = await asked(
      "select x.id from crm.accounts x where x.region = 'EMEA' union all select y.id from crm.accounts y where y.id = 'a9'",
    );
    expect(crm.requests).toHaveLength(1);
    expect(of("crm.accounts")).toMatchObject({ rows: 5, pushed: "region = … or id = …" });
  });

  it("with the keys of what came before, over several hops", async () => {
    const { of } = await asked(
      `select l.id from crm.accounts a join billing.invoices i on i.account_id = a.id join billing.lines l on l.invoice_id = i.id
       where a.region = 'EMEA'`,
    );
    expect(of("crm.accounts")).toMatchObject({ rows: 4, pushed: "region = …" });
    expect(of("billing.invoices")).toMatchObject({ rows: 20, pushed: "account_id in (4 values)" });
    expect(of("billing.lines")).toMatchObject({ rows: 40, pushed: "invoice_id in (20 values)" });
  });

  it("with keys on the inner side of an outer join only", async () => {
    const left = await asked(
      "select a.id, i.id as i from crm.accounts a left join billing.invoices i on i.account_id = a.id where a.region = 'EMEA'",
    );
    expect(left.of("billing.invoices")?.pushed).toBe("account_id in (4 values)");
    const right = await asked(
      "select a.id, i.id as i from (select * from crm.accounts where region = 'EMEA') a right join billing.invoices i on i.account_id = a.id",
    );
    expect(right.of("billing.invoices")?.pushed).toBe("");
    expect(right.relation.rows).toHaveLength(400);
  });

  it("with the keys of a step, and of a correlated sub-query", async () => {
    const steps = { risk: { columns: [{ name: "id", type: "varchar" }], rows: [{ id: "a1" }, { id: "a7" }] } } as const;
    const step = await asked("select r.id, a.name from risk r left join crm.accounts a on a.id = r.id", { steps });
    expect(step.of("crm.accounts")).toMatchObject({ pushed: "id in (2 values)", rows: 2 });
    const inner = await asked(
      "select a.id, (select sum(amount) from billing.invoices i where i.account_id = a.id) as s from crm.accounts a where a.region = 'EMEA'",
    );
    expect(inner.of("billing.invoices")?.pushed).toBe("account_id in (4 values)");
  });

  it("with pairs of keys where two columns join, and no more rows come than match", async () => {
    const sql = `select o.id, p.price from crm.offers o join billing.prices p
                 on p.country = o.country and p.product = o.product where o.id <> 'o5'`;
    const { of, relation } = await asked(sql);
    expect(relation.rows).toHaveLength(5);
    expect(of("billing.prices")?.rows).toBe(5);
    expect(of("billing.prices")?.pushed).toMatch(/country = … and product in \(\d values\)/u);
    // Of two scans of one table no pair is sure to be in one row.
    const apart = await asked(
      `with t as materialized (select * from crm.offers where id <> 'o5')
       select p.price from (select x.country, y.product from t x cross join t y) q
       left join billing.prices p on p.country = q.country and p.product = q.product`,
    );
    expect(apart.relation.rows.filter(({ price }) => price !== null)).toHaveLength(25);
  });

  it("with pairs of keys of a step", async () => {
    const steps = {
      wanted: {
        columns: [
          { name: "country", type: "varchar" },
          { name: "product", type: "int32" },
        ],
        rows: [
          { country: "c1", product: 1 },
          { country: "c2", product: 2 },
          { country: "c2", product: null },
        ],
      },
    } as const;
    const { of, relation } = await asked("select price from billing.prices join wanted using (country, product)", {
      steps,
    });
    expect(of("billing.prices")).toMatchObject({ rows: 2 });
    expect(relation.rows).toHaveLength(2);
  });

  it("not at all for rows that another part of the query reads anyway, and says so", async () => {
    const { of } = await asked(
      "select x.id from crm.accounts x where x.region = 'EMEA' union all select id from crm.accounts",
    );
    expect(of("crm.accounts")).toMatchObject({
      pushed: "",
      kept: ["region = …: another part of the query reads the other rows"],
    });
    const whole = await asked("select id from crm.accounts where region = 'EMEA'", { pushdown: false });
    expect(whole.of("crm.accounts")?.kept).toEqual(["pushing is off"]);
  });

  it("without join keys that would spare too little, and says which", async () => {
    const { of } = await asked("select c.id from crm.accounts a join crm.contacts c on c.account_id = a.id");
    expect(of("crm.contacts")?.kept).toEqual([
      "account_id: the keys of crm.accounts.id would spare too few rows to wait for them",
    ]);
  });

  it("for the first rows only, where the query wants no others", async () => {
    const first = await asked(
      "select upper(id) as u, phone from crm.contacts where account_id = 'a1' order by email desc, id limit 2 offset 1",
    );
    expect(first.relation.rows).toHaveLength(2);
    expect(first.of("crm.contacts")).toMatchObject({
      rows: 3,
      pushed: "account_id = … order by email desc, id limit 3",
      kept: [],
    });
    const any = await asked("select count(*) as n from (select * from crm.contacts limit 7)");
    expect(any.relation.rows).toEqual([{ n: "7" }]);
    expect(any.of("crm.contacts")).toMatchObject({ rows: 7, pushed: "limit 7" });
  });

  it("for all rows where the first can't be told there", async () => {
    const rowsOf = async (sql: string, table: string, more: Partial<RunOptions> = {}) => {
      const { of } = await asked(sql, more);
      return of(table)?.rows;
    };
    // Computed orders and conditions, a column whose order is the source's own, a wider comparison, another reader.
    expect(await rowsOf("select id from crm.contacts order by upper(id) limit 3", "crm.contacts")).toBe(200);
    expect(await rowsOf("select id from crm.contacts where upper(id) < 'C5' limit 3", "crm.contacts")).toBe(200);
    expect(await rowsOf("select id from crm.accounts order by name limit 3", "crm.accounts")).toBe(40);
    expect(await rowsOf("select id from crm.accounts where seats > 5 limit 3", "crm.accounts")).toBe(35);
    expect(
      await rowsOf("select id from crm.contacts where (account_id = 'a1' and upper(id) > 'C') limit 3", "crm.contacts"),
    ).toBe(4);
    expect(
      await rowsOf("(select id from crm.contacts limit 3) union all select id from crm.contacts", "crm.contacts"),
    ).toBe(200);
    expect(await rowsOf("select distinct account_id from crm.contacts limit 3", "crm.contacts")).toBe(200);
    // A row filter that reads another table is applied after landing.
    const access: Access = {
      rowFilters: { "crm.contacts": "account_id in (select id from crm.accounts where region = 'EMEA')" },
      forbidden: [],
      parameters: {},
    };
    expect(await rowsOf("select id from crm.contacts limit 3", "crm.contacts", { access })).toBe(16);
    const plain: Access = { ...access, rowFilters: { "crm.contacts": "account_id = 'a2'" } };
    const { relation, of } = await asked("select account_id from crm.contacts order by id limit 3", { access: plain });
    expect(relation.rows).toEqual(Array.from({ length: 3 }, () => ({ account_id: "a2" })));
    expect(of("crm.contacts")?.rows).toBe(3);
  });

  it("nothing at all where no row can match", async () => {
    const { of, relation } = await asked(
      "select i.id from crm.accounts a join billing.invoices i on i.account_id = a.id where a.region = 'nowhere'",
    );
    expect(relation.rows).toEqual([]);
    expect(of("billing.invoices")).toMatchObject({ calls: 0, rows: 0 });
    expect(billing.requests).toEqual([]);
  });

  it("for whole tables when pushing is off", async () => {
    const { of } = await asked("select id from crm.accounts where region = 'EMEA'", { pushdown: false });
    expect(of("crm.accounts")).toMatchObject({
      rows: 40,
      pushed: "",
      columns: ["id", "name", "region", "notes", "seats"],
    });
  });

  it("in explain: what it would be asked, and what waits for keys", async () => {
    const reports = await engine.explain(
      "select i.id from crm.accounts a join billing.invoices i on i.account_id = a.id where a.region = 'EMEA'",
      options,
    );
    expect(reports).toMatchObject([
      { table: "crm.accounts", native: "read accounts", pushed: "region = …" },
      { table: "billing.invoices", kept: ["account_id: limited to the values of crm.accounts.id once they are known"] },
    ]);
    expect([...crm.sent, ...billing.sent]).toEqual([]);
  });
});

describe("what a caller may not see", () => {
  const access: Access = {
    rowFilters: { "crm.contacts": "account_id in (select id from crm.accounts where region = $caller_region)" },
    forbidden: ["crm.contacts.phone", "crm.accounts.region"],
    parameters: { caller_region: { type: "varchar", value: "EMEA" } },
  };

  it("is gone before his SQL runs", async () => {
    const { relation, of } = await asked("select * from crm.contacts order by id", { access });
    expect(relation.columns.map(({ name }) => name)).toEqual(["id", "account_id", "email"]);
    expect(new Set(relation.rows.map((row) => row["account_id"]))).toEqual(new Set(["a0", "a1", "a2", "a3"]));
    expect(relation.rows).toHaveLength(16);
    expect(of("crm.contacts")?.columns).toEqual(["id", "account_id", "email"]);
    expect(of("crm.accounts")).toMatchObject({ pushed: "region = …", rows: 4 });
  });

  it("is not fetched where keys or filters can spare it", async () => {
    const { of } = await asked("select email from crm.contacts where id >= 'c1'", { access });
    expect(of("crm.contacts")).toMatchObject({ pushed: "account_id in (4 values) and id >= …" });
  });

  it("stays hidden where the same table is read for the filter and by the caller", async () => {
    const { relation } = await asked(
      "select a.*, count(*) as n from crm.accounts a left join crm.contacts c on c.account_id = a.id group by all",
      { access },
    );
    expect(relation.columns.map(({ name }) => name)).toEqual(["id", "name", "notes", "seats", "n"]);
    expect(relation.rows).toHaveLength(40);
    expect(relation.rows.filter((row) => row["n"] === "4").length).toBe(4);
  });

  it("does not show in errors or side effects of his own conditions", async () => {
    const sql =
      "select count(*) as n from crm.contacts where case when account_id = 'a9' then cast(email as int) = 1 else true end";
    expect((await asked(sql, { access })).relation.rows).toEqual([{ n: "16" }]);
    await expect(asked(sql)).rejects.toMatchObject({ code: "query-failed" });
  });

  it("holds with pushing off and for another caller on the same engine", async () => {
    const off = await asked("select id from crm.contacts", { access, pushdown: false });
    expect(off.relation.rows).toHaveLength(16);
    const amer = { ...access, parameters: { caller_region: { type: "varchar", value: "AMER" } } } as const;
    expect((await asked("select id from crm.contacts", { access: amer })).relation.rows).toHaveLength(144);
    expect((await asked("select id from crm.contacts")).relation.rows).toHaveLength(200);
  });

  it("a filter on a table that refers to itself", async () => {
    const own: Access = {
      rowFilters: { "crm.accounts": "seats >= (select avg(seats) from crm.accounts)" },
      forbidden: [],
      parameters: {},
    };
    const { relation } = await asked(
      "select id from crm.accounts where region = 'AMER' and seats < 22 order by seats",
      { access: own },
    );
    expect(relation.rows).toEqual([{ id: "a20" }, { id: "a21" }]);
  });
});
