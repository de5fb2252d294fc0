// Whatever is pushed, the answer is that of one DuckDB holding everything.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf, type ColumnSpec } from "./testing/catalog.ts";
import { freeContext, memorySource, type Rows } from "./testing/memory.ts";
import { asBag, openReference, type Reference } from "./testing/reference.ts";
import type { RunOptions, TypedValue } from "./types.ts";

const insensitive = { type: "varchar", collation: "insensitive" } satisfies ColumnSpec;
const catalog = catalogOf(
  {
    "crm.accounts": {
      id: "varchar",
      name: insensitive,
      region: "varchar",
      owner: "varchar",
      seats: "int64",
      arr: "decimal(12,2)",
      renewal: "date",
      vip: "boolean",
      tags: "json",
    },
    "crm.contacts": { id: "int32", account_id: "varchar", email: "varchar", score: "double" },
    "billing.invoices": {
      id: "int32",
      account_id: "varchar",
      amount: "decimal(12,2)",
      due: "date",
      paid: "timestamptz",
      seen: "timestamp",
    },
    "usage.weekly": { account_id: "varchar", week: "date", logins: "int64" },
  },
  { "crm.accounts": 30, "crm.contacts": 300, "billing.invoices": 3000, "usage.weekly": 20_000 },
);
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const two = (value: number): string => String(value).padStart(2, "0");
const data: Readonly<Record<string, Rows>> = {
  "crm.accounts": Array.from({ length: 30 }, (_, i) => ({
    id: `a${i}`,
    name: pick(["Acme", "acme", "Ünïcode 🚂", "O'Hara; drop", "日本", ""], i),
    region: i % 7 === 0 ? null : pick(["EMEA", "AMER", "APAC"], i),
    owner: pick(["a1", "a2", null], i),
    seats: i % 5 === 0 ? null : 9_007_199_254_740_990n + BigInt(i),
    arr: i % 6 === 0 ? null : `${i * 1000 - 5000}.${two((i * 7) % 100)}`,
    renewal: i % 9 === 0 ? null : `2026-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
    vip: i % 4 === 0 ? null : i % 3 === 0,
    tags:
      i % 3 === 0
        ? null
        : JSON.stringify([
            { k: "x", v: i },
            { k: "ÿ", v: null },
          ]),
  })),
  "crm.contacts": Array.from({ length: 60 }, (_, i) => ({
    id: i,
    account_id: i % 11 === 0 ? null : `a${(i * 7) % 40}`,
    email: `p${i}@example.org`,
    score: i % 8 === 0 ? null : i / 3,
  })),
  "billing.invoices": Array.from({ length: 90 }, (_, i) => ({
    id: i,
    account_id: `a${(i * 3) % 35}`,
    amount: `${i * 11}.${two((i * 13) % 100)}`,
    due: `2026-${two(1 + (i % 12))}-10`,
    paid: i % 4 === 0 ? null : `2026-0${1 + (i % 9)}-10T0${i % 10}:30:00.${i % 2 === 0 ? "5" : "000001"}Z`,
    seen: `2026-0${1 + (i % 9)}-10T0${i % 10}:30:00`,
  })),
  "usage.weekly": Array.from({ length: 200 }, (_, i) => ({
    account_id: `a${i % 33}`,
    week: `2026-${two(1 + (Math.floor(i / 33) % 12))}-05`,
    logins: BigInt((i * 37) % 100),
  })),
};
const risk = {
  columns: [
    { name: "id", type: "varchar" },
    { name: "p", type: "double" },
    { name: "big", type: "int64" },
    { name: "why", type: "json" },
  ],
  rows: [
    { id: "a1", p: 0.75, big: 9007199254740993n, why: '["late"]' },
    { id: "a2", p: 0.25, big: null, why: null },
    { id: "zz", p: null, big: 1n, why: "{}" },
  ],
} as const;
const parameters: Readonly<Record<string, TypedValue>> = {
  region: { type: "varchar", value: "EMEA" },
  name: { type: "varchar", value: "O'Hara; drop" },
  since: { type: "date", value: "2026-04-01" },
  until: { type: "date", value: "2026-10-01" },
  least: { type: "decimal(12,2)", value: "1000.50" },
  seats: { type: "int64", value: 9_007_199_254_740_993n },
  at: { type: "timestamptz", value: "2026-05-10T04:30:00.5Z" },
  n: { type: "int32", value: 5 },
  none: { type: "varchar", value: null },
};

const queries: readonly string[] = [
  "select * from crm.accounts",
  "select count(*) as n from crm.accounts",
  "select count(*) as n from billing.invoices where due >= $since",
  "select id, name from crm.accounts where region = $region order by id",
  "select id from crm.accounts where name = $name",
  "select id from crm.accounts where name <> 'acme'",
  "select id from crm.accounts where name like 'Ac%'",
  "select id from crm.accounts where name >= 'a' and name < 'z'",
  "select id from crm.accounts where region = $none or region is null",
  "select id from crm.accounts where region is distinct from 'EMEA'",
  "select id, seats from crm.accounts where seats > $seats order by seats",
  "select id, seats from crm.accounts where seats in (9007199254740993, 9007199254740995, 1)",
  "select id, arr from crm.accounts where arr >= $least and arr < 20000.75",
  "select id, arr from crm.accounts where arr between -4000 and 1000.21 or arr is null",
  "select id from crm.accounts where renewal >= $since and renewal < $until",
  "select id from crm.accounts where not (renewal < $since)",
  "select id from crm.accounts where vip",
  "select id from crm.accounts where not vip",
  "select id from crm.accounts where vip is not true",
  "select id from crm.accounts where (region = 'EMEA' and arr > 0) or (region = 'APAC' and renewal is null) or id = 'a5'",
  "select id from crm.accounts where id in ('a1','a2','a3','nope') and region in ('EMEA','AMER')",
  "select id from crm.accounts where id not in ('a1','a2')",
  "select id from billing.invoices where paid > $at and seen <= timestamp '2026-08-10 06:30:00'",
  "select id, paid, seen from billing.invoices where paid is null or paid = $at order by id",
  "select extract(month from paid) as m, count(*) as n from billing.invoices group by all order by all",
  "select a.id, c.email from crm.accounts a join crm.contacts c on c.account_id = a.id where a.region = $region",
  "select a.id, c.email from crm.accounts a left join crm.contacts c on c.account_id = a.id where a.region = $region",
  "select a.id, c.email from crm.accounts a right join crm.contacts c on c.account_id = a.id and a.region = $region",
  "select a.id, c.email from crm.accounts a full join crm.contacts c on c.account_id = a.id and c.score > 10",
  "select a.id from crm.accounts a semi join crm.contacts c on c.account_id = a.id and c.score > 10",
  "select a.id from crm.accounts a anti join crm.contacts c on c.account_id = a.id",
  "select id from crm.accounts where id in (select account_id from billing.invoices where amount > $least)",
  "select id from crm.accounts where id not in (select account_id from crm.contacts)",
  "select id from crm.accounts a where exists (select 1 from billing.invoices i where i.account_id = a.id and i.due < $since)",
  "select id from crm.accounts a where not exists (select 1 from billing.invoices i where i.account_id = a.id and i.amount > 100)",
  "select a.id, (select count(*) from crm.contacts c where c.account_id = a.id) as n from crm.accounts a where a.region = $region",
  "select a.id, (select max(amount) from billing.invoices i where i.account_id = a.id and i.due >= a.renewal) as top from crm.accounts a",
  "select x.id, y.id as boss from crm.accounts x join crm.accounts y on y.id = x.owner where x.region = 'EMEA'",
  "select x.id from crm.accounts x left join crm.accounts y on y.id = x.owner and y.region = 'AMER' where y.id is null",
  "select a.region, sum(i.amount) as total, avg(u.logins) as logins from crm.accounts a join billing.invoices i on i.account_id = a.id join usage.weekly u on u.account_id = i.account_id where a.region = $region group by 1",
  "with big as (select account_id, sum(amount) as total from billing.invoices group by 1 having sum(amount) > $least) select a.id, b.total from big b join crm.accounts a on a.id = b.account_id where a.region = 'APAC'",
  "with t as (select * from crm.accounts where region = 'EMEA') select t1.id, t2.id as other from t t1 join t t2 on t1.owner = t2.id or t1.id < t2.id",
  "with recursive up as (select id, owner, 1 as depth from crm.accounts where id = 'a5' union all select a.id, a.owner, depth + 1 from crm.accounts a join up on a.id = up.owner where depth < 4) select * from up",
  "select account_id, week, logins, sum(logins) over (partition by account_id order by week rows between 2 preceding and current row) as s from usage.weekly where account_id = 'a3'",
  "select account_id, week from usage.weekly qualify row_number() over (partition by account_id order by week desc, logins) = 1",
  "select u.account_id, u.change from (select account_id, logins - lag(logins) over (partition by account_id order by week) as change, week from usage.weekly) u join crm.accounts a on a.id = u.account_id where a.vip and week >= $since",
  "select id from crm.accounts union select account_id from crm.contacts",
  "select id, 1 as s from crm.accounts where region = 'EMEA' union all select account_id, 2 from crm.contacts where score > 5",
  "select id from crm.accounts except select account_id from billing.invoices",
  "select id from crm.accounts intersect select account_id from crm.contacts where score is not null",
  'select a.id, t.x.k as k, t.x.v as v from crm.accounts a, unnest(from_json(a.tags, \'[{"k":"varchar","v":"int"}]\')) as t(x) where a.region = $region',
  "select id, tags->0->>'k' as k, json_array_length(tags) as n from crm.accounts where tags is not null",
  "select id, list_transform([1, 2], lambda q: q + length(name)) as l, {'a': seats, 'b': arr} as s from crm.accounts where id < 'a2'",
  "select region, list(id order by id) as ids, string_agg(name, ',' order by id) as names from crm.accounts group by region",
  "select distinct region, vip from crm.accounts",
  "select distinct on (region) region, id from crm.accounts order by region, id",
  "select region, vip, count(*) as n, grouping(region) as g from crm.accounts group by rollup (region, vip)",
  "from crm.accounts pivot (count(*) for region in ('EMEA', 'AMER') group by owner)",
  "select id, arr from crm.accounts where region is not null order by arr desc nulls last, id limit $n offset 2",
  "select a.id, i.id as invoice from (select id from crm.accounts order by id limit 5) a join billing.invoices i on i.account_id = a.id",
  "select r.id, r.p, a.name, r.big, r.why from risk r left join crm.accounts a using (id)",
  "select a.id from crm.accounts a join risk r on r.id = a.id where r.p >= 0.5",
  "select u.account_id, sum(u.logins) as s from usage.weekly u where u.account_id in (select id from risk) group by 1",
  "select i.account_id, u.week from billing.invoices i asof join usage.weekly u on i.account_id = u.account_id and i.due >= u.week where i.amount < 200",
  "select case when arr > 1000 then 'big' when arr is null then 'unknown' else 'small' end as size, count(*) as n from crm.accounts group by 1",
  "select cast(max(seats) as varchar) as s, sum(seats) as t, min(arr) as lo, avg(arr) as mid from crm.accounts",
  "select a.id, b.id as contact from crm.accounts a, crm.contacts b where a.id = b.account_id and a.renewal > $since and b.score < 15 and lower(a.name) like 'a%'",
  "select x.id from (select * exclude (tags) from crm.accounts) x natural join (select id, region from crm.accounts where vip) y",
  "select id from crm.accounts where false",
  "select a.id from crm.accounts a join crm.contacts c on c.account_id = a.id where a.region = 'nowhere'",
  "select $region as region, $seats as seats, $at as at, date '2026-02-28' + interval 1 day as d, 1e308::double as f, 0.1::double + 0.2::double as g",
];

describe("the same answer", () => {
  const precise = memorySource(local("crm"), { batch: 7, groups: true });
  const sources: Record<string, ReturnType<typeof memorySource>> = {
    crm: precise,
    billing: memorySource(local("billing"), { filters: false }),
    usage: memorySource(local("usage"), { batch: 50, groups: true }),
  };
  const engine = createQueryEngine({ catalog, connectors: (source) => sources[source]?.connector as never });
  let reference: Reference;
  beforeAll(async () => {
    reference = await openReference(catalog, data, { risk });
  });
  afterAll(async () => {
    reference.close();
    await engine.close();
  });
  const options: RunOptions = {
    parameters,
    steps: {
      risk: {
        columns: risk.columns,
        rows: risk.rows.map((row) => ({
          ...row,
          big: row.big === null ? null : String(row.big),
          why: row.why === null ? null : JSON.parse(row.why),
        })),
      },
    },
    context: () => freeContext(),
    signal: new AbortController().signal,
  };

  it.each(queries)("%s", async (sql) => {
    const pushed = await engine.run(sql, options);
    const whole = await engine.run(sql, { ...options, pushdown: false });
    const expected = await reference.answer(sql, pushed.relation.columns, parameters);
    const compare = /\border by\b[^()]*$/u.test(sql)
      ? (rows: unknown) => rows
      : (rows: unknown) => asBag(rows as never);
    expect(compare(pushed.relation.rows)).toEqual(compare(expected));
    expect(compare(whole.relation.rows)).toEqual(compare(expected));
    const sum = (scans: typeof pushed.scans): number => scans.reduce((total, scan) => total + (scan.rows ?? 0), 0);
    expect(sum(pushed.scans)).toBeLessThanOrEqual(sum(whole.scans));
  });
});

function local(source: string): Record<string, Rows> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, rows]) =>
      name.startsWith(`${source}.`) ? [[name.slice(source.length + 1), rows]] : [],
    ),
  );
}
