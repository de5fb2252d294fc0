// A stub is shared by many queries: what one of them does to DuckDB must not reach the next.
import { describe, expect, it } from "vitest";
import { createBinder } from "../binder.ts";
import { catalogOf } from "../testing/catalog.ts";
import { createStub, openDatabase } from "./stub.ts";

const catalog = catalogOf({ "crm.accounts": { id: "int32", name: "varchar" } });

describe("a query that DuckDB breaks on", () => {
  it("is refused, and the next one binds", async () => {
    const binder = createBinder(catalog);
    const options = { parameters: { p: "varchar" }, steps: {} } as const;
    // DuckDB 1.5.6 dereferences a null pointer where a JSON aggregate takes a parameter.
    const broken = "select json_group_object($p, id) from crm.accounts";
    await expect(binder.bind(broken, options)).rejects.toMatchObject({ code: "bad-sql" });
    const { lineage } = await binder.bind("select name from crm.accounts", { parameters: {}, steps: {} });
    expect(lineage.columns.map(({ name }) => name)).toEqual(["name"]);
    await binder.close();
  });

  it("costs the database it broke, steps and all, and a new one takes its place", async () => {
    let opened = 0;
    const stub = await createStub(catalog, new Set(), async (...of) => {
      const connection = await openDatabase(...of);
      opened += 1;
      const read = connection.runAndReadAll.bind(connection);
      connection.runAndReadAll = (sql, ...rest) =>
        sql.includes("'break'") && opened === 1
          ? Promise.reject(new Error("INTERNAL Error: Attempted to access index 7 within vector of size 7"))
          : read(sql, ...rest);
      return connection;
    });
    const steps = { risk: [{ name: "id", type: "int32" }] } as const;
    await stub.plan("select id from risk", steps, false);
    await expect(stub.plan("break", steps, false)).rejects.toMatchObject({ code: "bad-sql" });
    expect(opened).toBe(2);
    expect(JSON.parse(await stub.plan("select id from risk", steps, false))).toMatchObject({ error: false });
    stub.close();
  });
});
