// What PostgreSQL holds that has no form here, or another form than it had: said by the column's name, never read as something
// else.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connector } from "../kit/index.ts";
import { startBilling, type BillingServer } from "./for-tests.ts";
import { postgres } from "./index.ts";

let billing: BillingServer;
let connector: Connector;
beforeAll(async () => {
  billing = await startBilling();
  await billing.admin.query("create schema forms");
  connector = postgres(billing.of("forms"));
});
afterAll(async () => {
  await connector.close();
  await billing.close();
});

describe("PostgreSQL", () => {
  it("keeps what has no form here apart from what has: NaN and far years are the column's name, no value", async () => {
    await billing.admin.query(
      `create table forms.odd (id int primary key, day date, at timestamptz, price numeric(12,2))`,
    );
    await billing.admin.query(`insert into forms.odd values (1, 'infinity', null, null), (2, null, '-infinity', null),
      (3, null, null, 'NaN'), (6, '-infinity', 'infinity', null), (4, '10000-01-01', null, null), (5, '9999-12-31', '0001-01-01 00:00:00+00', -0.01)`);
    const odd = await billing.table(connector, "odd");
    const read = async (id: number) => {
      const filter = { op: "=", column: "id", type: "int32", value: id } as const;
      const plan = await billing.plan(connector, { table: odd, columns: ["day", "at", "price"], filter });
      return (await Array.fromAsync(connector.scan(plan, billing.context()))).flatMap((batch) => batch.columns);
    };
    for (const [id, column] of [
      [3, "price"],
      [4, "day"],
    ] as const)
      await expect(read(id)).rejects.toMatchObject({
        code: "unsupported",
        message: expect.stringContaining(column),
      });
    expect(await read(1)).toEqual([["infinity"], [null], [null]]);
    expect(await read(2)).toEqual([[null], ["-infinity"], [null]]);
    expect(await read(6)).toEqual([["-infinity"], ["infinity"], [null]]);
    expect(await read(5)).toEqual([["9999-12-31"], ["0001-01-01T00:00:00Z"], ["-0.01"]]);
    await billing.admin.query("drop table forms.odd");
    await billing.admin.query("create table forms.huge (n numeric); insert into forms.huge values (1e28)");
    const huge = await billing.table(connector, "huge");
    const plan = await billing.plan(connector, { table: huge, columns: ["n"] });
    await expect(Array.fromAsync(connector.scan(plan, billing.context()))).rejects.toMatchObject({
      code: "unsupported",
    });
    await billing.admin.query("drop table forms.huge");
  });

  it("says so when a column has another type by now, instead of reading its bytes as the old one", async () => {
    await billing.admin.query("create table forms.moved (id int primary key, n int)");
    const moved = await billing.table(connector, "moved");
    await billing.admin.query("alter table forms.moved alter n type text using 'abcd'");
    await billing.admin.query("insert into forms.moved values (1, 'abcd')");
    const plan = await billing.plan(connector, { table: moved, columns: ["n"] });
    const reading = Array.fromAsync(connector.scan(plan, billing.context()));
    await expect(reading).rejects.toMatchObject({ code: "source-drifted", message: expect.stringContaining('"n"') });
    await billing.admin.query("drop table forms.moved");
  });
});
