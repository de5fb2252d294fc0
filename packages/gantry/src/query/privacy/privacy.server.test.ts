// What a number over people may tell: rows that cover too few of them, or mostly one of them, are withheld, and what
// can't be checked row by row is refused.
import { afterAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../catalog/index.ts";
import { createQueryEngine } from "../index.ts";
import { catalogOf } from "../testing/catalog.ts";
import { freeOptions, memorySource } from "../testing/memory.ts";
import type { Access, RunOptions } from "../types.ts";

const plain = catalogOf({
  "hr.people": {
    id: "int32",
    name: "varchar",
    team: "varchar",
    grade: "varchar",
    salary: "decimal(12,2)",
    bonus: "int64",
  },
  "hr.absences": { id: "int32", person_id: "int32", reason: "varchar", days: "int32" },
  "hr.teams": { id: "varchar", site: "varchar", budget: "int64" },
  "hr.visitors": { id: "int32", name: "varchar", team: "varchar" },
});
const labelled = (table: string, of: Readonly<Record<string, object>>) => {
  const found = plain.tables[table];
  if (found === undefined) throw new Error(`no table ${table}`);
  return { ...found, columns: found.columns.map((column) => ({ ...column, ...of[column.name] })) };
};
const catalog: Catalog = {
  ...plain,
  subjects: [{ name: "employee", table: "hr.people", synonyms: [], person: true }],
  tables: {
    ...plain.tables,
    "hr.people": labelled("hr.people", { name: { labels: ["person.name"] }, salary: { labels: ["financial"] } }),
    "hr.absences": labelled("hr.absences", {
      person_id: { references: "hr.people.id" },
      reason: { labels: ["person.health"] },
    }),
    "hr.visitors": labelled("hr.visitors", { name: { labels: ["person.name"] } }),
  },
};

// Team a: 8 people of like pay. Team b: 3. Team c: 6, one of whom earns nearly all.
const teamOf = (id: number): string => (id < 8 ? "a" : id < 11 ? "b" : "c");
const source = memorySource(
  {
    people: Array.from({ length: 17 }, (_, id) => ({
      id,
      name: `Person ${id}`,
      team: teamOf(id),
      grade: id % 8 === 7 ? "lead" : "staff",
      salary: id === 16 ? "90000000.00" : `${50000 + id}.00`,
      bonus: id === 0 ? 9007199254740993n : null,
    })),
    absences: Array.from({ length: 40 }, (_, id) => ({
      id,
      person_id: id < 20 ? id % 8 : 8,
      reason: "x",
      days: 1,
    })),
    teams: ["a", "b", "c"].map((id) => ({ id, site: id === "c" ? "south" : "north", budget: 1n })),
    visitors: Array.from({ length: 9 }, (_, id) => ({ id, name: `V${id}`, team: "a" })),
  },
  { groups: true },
);
const engine = createQueryEngine({ catalog, connectors: () => source.connector });
afterAll(() => engine.close());

const rule = { minimum: 5, labels: { "person.health": 9 } };
const options = (access: Partial<Access> = {}): RunOptions => ({
  ...freeOptions,
  access: { rowFilters: {}, forbidden: [], parameters: {}, people: rule, ...access },
});
const ask = async (sql: string, access?: Partial<Access>) => {
  const { relation, scans } = await engine.run(sql, options(access));
  return { rows: relation.rows, columns: relation.columns, notes: scans.flatMap(({ notes = [] }) => notes) };
};
const refusal = async (sql: string) => {
  const error: unknown = await ask(sql).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return error;
};

describe("a count of people", () => {
  it("is given where enough of them are in it, and the others' number is told", async () => {
    const { rows, columns, notes } = await ask("select team, count(*) as n from hr.people group by team order by team");
    expect(rows).toEqual([
      { team: "a", n: "8" },
      { team: "c", n: "6" },
    ]);
    expect(columns.map(({ name }) => name)).toEqual(["team", "n"]);
    expect(notes).toEqual(["1 row is withheld: over fewer than 5 people, or mostly one person's value"]);
  });

  it("counts people, not rows", async () => {
    const { rows, notes } = await ask("select person_id = 8 as eighth, count(*) as n from hr.absences group by 1", {
      people: { minimum: 5, labels: {} },
    });
    // The eighth's 20 absences are one person's; those of the others are eight people's.
    expect(rows).toEqual([{ eighth: false, n: "20" }]);
    expect(notes).toHaveLength(1);
  });

  it("needs as many as the most sensitive column that it reads asks for", async () => {
    const sql = "select count(reason) as n from hr.absences where person_id < 8";
    expect((await ask(sql)).rows).toEqual([]);
    expect((await ask(sql, { people: { minimum: 5, labels: {} } })).rows).toEqual([{ n: "20" }]);
  });

  it("is withheld where its filter, or all that its filter leaves out, is about too few", async () => {
    expect((await ask("select count(*) filter (where grade = 'lead') as n from hr.people")).rows).toEqual([]);
    expect(
      (await ask("select count(*) filter (where grade <> 'lead') as n from hr.people where team = 'a'")).rows,
    ).toEqual([]);
    expect((await ask("select count(bonus) as n from hr.people")).rows).toEqual([]);
    expect((await ask("select count(*) filter (where team = 'a') as n from hr.people")).rows).toEqual([{ n: "8" }]);
  });

  it("is withheld where one person's rows make it up", async () => {
    // Were the seventh person among them, the number would be larger by 999.
    const sql = "select count(*) as n from hr.people p join range(1000) r(n) on r.n = 0 or p.id = 7 where p.team = 'a'";
    expect((await ask(sql)).rows).toEqual([]);
    expect((await ask(sql.replace("or p.id = 7", "or r.n = 1"))).rows).toEqual([{ n: "16" }]);
  });

  it("takes its limit from the rows that are given", async () => {
    const { rows } = await ask("select team, count(*) from hr.people group by all order by count(*) limit 1");
    expect(rows).toEqual([{ team: "c", "count_star()": "6" }]);
  });

  it("keeps whole numbers that JSON can't hold", async () => {
    const { rows } = await ask(
      "select count(*) as n, 9007199254740993 as big from hr.people where bonus = 9007199254740993 or true",
    );
    expect(rows).toEqual([{ n: "17", big: "9007199254740993" }]);
  });
});

describe("a sum over people", () => {
  it("is withheld where one person makes up nearly all of it", async () => {
    const { rows, notes } = await ask(
      "select team, sum(salary) as paid, round(avg(salary)) as mean from hr.people group by team",
    );
    expect(rows).toEqual([{ team: "a", paid: "400028.00", mean: 50004 }]);
    expect(notes).toEqual(["2 rows are withheld: over fewer than 5 people, or mostly one person's value"]);
  });

  it("is withheld where a person stands in it more than once, since then nobody's share is known", async () => {
    const joined = "from hr.people p join hr.absences a on a.person_id = p.id where p.id < 8";
    const people = { minimum: 5, labels: {} };
    expect((await ask(`select sum(p.salary) as paid ${joined}`, { people })).rows).toEqual([]);
    const { rows } = await ask(
      "select t.site, sum(p.salary) as paid from hr.people p join hr.teams t on t.id = p.team where p.team = 'a' group by t.site",
    );
    expect(rows).toEqual([{ site: "north", paid: "400028.00" }]);
  });
});

describe("a sum of several columns", () => {
  it("is withheld where a value is missing for too few: less the sums of each, it would be theirs", async () => {
    expect((await ask("select sum(salary + bonus) as all_in from hr.people where id < 8")).rows).toEqual([]);
    const { rows } = await ask("select sum(salary + id - id) as paid from hr.people where id < 8");
    expect(rows).toEqual([{ paid: "400028.00" }]);
  });
});

describe("what could tell one person from the rest", () => {
  it.each([
    ["a total beside its parts", "select team, count(*) from hr.people group by rollup (team)"],
    ["a union of parts", "select count(*) from hr.people union all select count(*) from hr.people where id <> 7"],
    [
      "a difference of sub-queries",
      "select (select sum(salary) from hr.people) - (select sum(salary) from hr.people where id <> 7) as x",
    ],
    ["a CTE", "with c as (select sum(salary) as s from hr.people where id <> 7) select s from c"],
    ["a sub-query", "select count(*) from (select * from hr.people limit 1)"],
    ["two filters", "select sum(salary) filter (where id < 7), sum(salary) filter (where id < 8) from hr.people"],
    ["a condition within", "select sum(case when id = 7 then salary else 0 end) from hr.people"],
    ["a condition that is counted", "select count_if(id = 7) from hr.people"],
    ["weights", "select sum(salary), sum(salary * id) from hr.people"],
    ["a constant that cuts values off", "select sum(salary + 1e20 - 1e20) from hr.people"],
    [
      "a name that stands for a condition",
      "select cast(id = 7 as int) as salary, sum(salary) from hr.people group by all",
    ],
    ["a count by other means", "select len(list(1)) from hr.people where id = 7"],
    ["a count by other means beside a count", "select count(*), len(list(1) filter (where id = 7)) from hr.people"],
    ["a count made elsewhere", "select n from (select len(list(1)) as n from hr.people where id = 7)"],
    ["HAVING", "select team, count(*) from hr.people group by team having sum(salary) > 90000"],
    ["DISTINCT", "select distinct count(*) from hr.people group by team"],
    ["another statistic", "select stddev(salary) from hr.people"],
    ["an order", "select team, count(*) from hr.people group by team order by sum(case when id = 7 then 1 end)"],
    ["people whom the catalog doesn't tell apart", "select count(*) from hr.visitors"],
  ])("is refused: %s", async (_, sql) => {
    expect(await refusal(sql)).toMatchObject({ code: "policy-breach", remedy: expect.any(String) });
  });

  it("is refused before it runs, and when it would be streamed", async () => {
    const sql = "select stddev(salary) from hr.people";
    const bound = engine.bind(sql, {
      parameters: {},
      steps: {},
      access: options().access ?? { rowFilters: {}, forbidden: [], parameters: {} },
    });
    await expect(bound).rejects.toMatchObject({ code: "policy-breach" });
    const streamed = engine.stream("select count(*) from hr.people", options(), { format: "ndjson" });
    await expect(Array.fromAsync(streamed)).rejects.toMatchObject({ code: "policy-breach" });
  });
});

describe("what is not about people", () => {
  it("is given as it is", async () => {
    expect((await ask("select count(*) as n from hr.teams")).rows).toEqual([{ n: "3" }]);
    const listed = await ask("select name from hr.people where team = 'b'");
    expect(listed.rows).toHaveLength(3);
    // People only decide here which teams there are.
    const teams = await ask("select count(*) as n from hr.teams where id in (select team from hr.people where id = 7)");
    expect(teams.rows).toEqual([{ n: "1" }]);
  });

  it("is all that is left where the policy asks for one person", async () => {
    const { rows } = await ask("select team, stddev(salary) as s from hr.people group by team having count(*) < 5", {
      people: { minimum: 1, labels: {} },
    });
    expect(rows).toHaveLength(1);
  });
});

it("explains what would be withheld", async () => {
  const scans = await engine.explain("select team, count(*) from hr.people group by team", options());
  expect(scans.flatMap(({ notes }) => notes)).toEqual(["rows over fewer than 5 people are withheld"]);
});

describe("an earlier step", () => {
  it("no longer says whose value is whose: its columns of people aren't summed", async () => {
    const steps = { paid: { columns: [{ name: "salary", type: "int64" }], rows: [{ salary: "1" }] } } as const;
    const people = { ...rule, steps: ["paid.salary"] };
    const summed = engine.run("select sum(salary) as s from paid", { ...options({ people }), steps });
    await expect(summed).rejects.toMatchObject({ code: "policy-breach" });
    const shown = await engine.run("select salary from paid", { ...options({ people }), steps });
    expect(shown.relation.rows).toEqual([{ salary: "1" }]);
  });
});
