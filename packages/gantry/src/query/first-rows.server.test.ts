// A limit goes to the source only where nothing that happens here can take rows away.
import { afterAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, memorySource } from "./testing/memory.ts";
import type { RunOptions } from "./types.ts";

const catalog = catalogOf({ "crm.tickets": { id: "int32" }, "crm.limits": { most: "int32" } });
const tickets = Array.from({ length: 50 }, (_, id) => ({ id }));
const { connector } = memorySource({ tickets, limits: [{ most: 5 }] });
const engine = createQueryEngine({ catalog, connectors: () => connector, workers: 1 });
const optionsFor = (filter: string): RunOptions => ({
  ...freeOptions,
  access: { rowFilters: { "crm.tickets": filter }, forbidden: [], parameters: {} },
});

describe("the first rows of what a caller may see", () => {
  afterAll(() => engine.close());

  it.each([
    ["id < (select max(most) from crm.limits)", [4, 3, 2]],
    ["exists (select 1 from crm.limits where most * 3 = tickets.id)", [15]],
    ["id in (select unnest([40, 41]))", [41, 40]],
    ["id % 7 = 3", [45, 38, 31]],
  ])("are all there where his row filter is %s", async (filter, ids) => {
    const { relation } = await engine.run("select id from crm.tickets order by id desc limit 3", optionsFor(filter));
    expect(relation.rows).toEqual(ids.map((id) => ({ id })));
  });

  it("are all that is read where his row filter goes to the source whole", async () => {
    const { relation, scans } = await engine.run(
      "select id from crm.tickets order by id limit 3",
      optionsFor("id > 9"),
    );
    expect(relation.rows).toEqual([{ id: 10 }, { id: 11 }, { id: 12 }]);
    expect(scans[0]?.rows).toBe(3);
  });
});
