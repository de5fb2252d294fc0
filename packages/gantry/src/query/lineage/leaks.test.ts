// Leaks that random queries found once (`npm run fuzz -- lineage`), each by name so that it stays shut.
import { afterAll, describe, expect, it } from "vitest";
import { createBinder } from "../binder.ts";
import { catalogOf } from "../testing/catalog.ts";
import type { Lineage } from "../types.ts";

const binder = createBinder(
  catalogOf({
    "crm.people": { id: "int32", name: "varchar", salary: "int32", team: "varchar" },
    "crm.teams": { id: "varchar", title: "varchar", secret: "varchar" },
  }),
);
afterAll(() => binder.close());
const lineage = async (sql: string): Promise<Lineage> =>
  (await binder.bind(sql, { parameters: {}, steps: {} })).lineage;
const sourcesOf = ({ columns }: Lineage, name: string) => columns.find((column) => column.name === name)?.sources;

describe("lineage", () => {
  it("lists in a scalar sub-query's value what decided which rows it saw", async () => {
    const found = await lineage(
      "select t.id, (select count(*) from crm.people p where p.salary > 9000) as rich from crm.teams t",
    );
    expect(sourcesOf(found, "rich")).toMatchObject({ "crm.people.salary": "aggregated", "crm.people.*": "aggregated" });
    expect(sourcesOf(found, "id")).toEqual({ "crm.teams.id": "copied" });
    // It takes no row away.
    expect(found.control).toEqual(["crm.teams.*"]);
  });

  it("takes the order in which a window leaves rows for a sign of what it sorted by", async () => {
    const found = await lineage(
      "select string_agg(name, ',') as names from (select name, rank() over (partition by team order by salary) as place from crm.people)",
    );
    expect(found.control).toEqual(["crm.people.*", "crm.people.salary", "crm.people.team"]);
  });

  it("takes it that a CTE's column may fail, though nobody selects it", async () => {
    const found = await lineage(
      "with c as materialized (select id, cast(name as integer) as number, try_cast(team as integer) as safe from crm.people) select count(id) as n from c",
    );
    expect(found.control).toEqual(["crm.people.*", "crm.people.name"]);
  });

  it("takes it that a recursive CTE's column may fail, though nobody selects it", async () => {
    const found = await lineage(
      "with recursive c(n, v) as (select 0, 1 from crm.teams union all select n + 1, cast(secret as integer) from c, crm.teams where n < 2) select n from c",
    );
    expect(found.control).toContain("crm.teams.secret");
  });

  it("takes the order in which a correlated sub-query leaves rows for a sign of what it found", async () => {
    const found = await lineage(
      "select string_agg(name, ',') as names from (select name, (select max(title) from crm.teams t where t.id = p.team) as title from crm.people p)",
    );
    expect(found.control).toEqual(["crm.people.*", "crm.people.team", "crm.teams.*", "crm.teams.id"]);
  });
});

describe("lineage says no more than it must", () => {
  it("of IN: it takes no row away where only their answer is selected", async () => {
    const found = await lineage(
      "select name, team in (select id from crm.teams where secret = 'x') as known from crm.people",
    );
    expect(found.control).toEqual(["crm.people.*"]);
    expect(sourcesOf(found, "known")).toMatchObject({ "crm.teams.id": "derived", "crm.teams.secret": "derived" });
    const filtered = await lineage(
      "select name from crm.people where team in (select id from crm.teams where secret = 'x')",
    );
    expect(filtered.control).toEqual(
      ["crm.people.*", "crm.people.team", "crm.teams.*", "crm.teams.id", "crm.teams.secret"].sort(),
    );
  });

  it("of a scalar sub-query that nobody selects", async () => {
    const found = await lineage(
      "select name from (select name, (select max(title) from crm.teams) as title from crm.people p)",
    );
    expect(found.control).toEqual(["crm.people.*"]);
  });
});
