import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BillingTable } from "../../company/types.ts";
import { queryOnce, startTestPostgres } from "../postgres-for-tests.ts";
import type { TestPostgres } from "../postgres-for-tests.ts";
import { loadBilling, readBillingMark } from "./index.ts";
import type { BillingConnection } from "./index.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const customers: BillingTable = {
  name: "customers",
  ddl: `create table customers (id bigint primary key, name text not null, "since" date, active boolean);
        create index on customers (name)`,
  columns: ["id", "name", "since", "active"],
  rows: [
    ["9007199254740993", `O'Neill, {"quoted"} \\ AG`, "2024-02-29", true],
    [2, "", null, null],
  ],
};

const invoices: BillingTable = {
  name: "invoices",
  ddl: `create table invoices (number text primary key, customer_id bigint not null references customers (id),
          amount numeric(12,2) not null, issued_at timestamptz not null)`,
  columns: ["number", "customer_id", "amount", "issued_at"],
  rows: Array.from({ length: 45_000 }, (_, i) => [
    `I-${i}`,
    i % 2 === 0 ? 2 : "9007199254740993",
    `${i}.10`,
    "2026-11-16T08:00:00Z",
  ]),
};

const readerUrl = ({ host, port, database, user, password }: BillingConnection) =>
  `postgresql://${user}:${password}@${host}:${port}/${database}`;

describe("the billing database", () => {
  it("holds every row with every digit and character", async () => {
    const connection = await loadBilling(postgres.url, [customers, invoices]);
    expect(connection).toMatchObject({
      host: "127.0.0.1",
      database: "meridian_billing",
      user: "meridian_billing_reader",
    });
    const rows = await queryOnce(
      readerUrl(connection),
      `select id::text, name, since::text, active from customers order by id desc`,
    );
    expect(rows).toEqual([
      { id: "9007199254740993", name: `O'Neill, {"quoted"} \\ AG`, since: "2024-02-29", active: true },
      { id: "2", name: "", since: null, active: null },
    ]);
    const totals = await queryOnce(
      readerUrl(connection),
      "select count(*)::int as n, sum(amount)::text as sum from invoices",
    );
    expect(totals).toEqual([{ n: 45_000, sum: "1012482000.00" }]);
  });

  it("is made anew each time, with a new password, and remembers whose rows it holds", async () => {
    const first = await loadBilling(postgres.url, [customers, invoices], "billing_two", "first");
    expect(await readBillingMark(postgres.url, "billing_two")).toBe("first");
    const second = await loadBilling(postgres.url, [customers], "billing_two", "second");
    expect(await readBillingMark(postgres.url, "billing_two")).toBe("second");
    expect(second.password).not.toBe(first.password);
    await expect(queryOnce(readerUrl(second), "select from invoices")).rejects.toMatchObject({ code: "42P01" });
    expect(await queryOnce(readerUrl(second), "select id from customers")).toHaveLength(2);
    expect(await readBillingMark(postgres.url, "billing_never")).toBeNull();
  });

  it("can't be changed by who may read it, nor can he look elsewhere", async () => {
    const connection = await loadBilling(postgres.url, [customers], "billing_three");
    const url = readerUrl(connection);
    for (const sql of ["update customers set name = ''", "delete from customers", "create table x (a int)"]) {
      await expect(queryOnce(url, sql)).rejects.toMatchObject({ code: "25006" });
      await expect(queryOnce(url, `set transaction read write; ${sql}`)).rejects.toMatchObject({ code: "42501" });
    }
    await loadBilling(postgres.url, [customers], "billing_four");
    await expect(queryOnce(url.replace(/billing_three$/, "billing_four"), "select 1")).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("is not complete when its loading failed", async () => {
    const broken = { ...customers, rows: [[1, null, null, null]] };
    await expect(loadBilling(postgres.url, [broken], "billing_five", "done")).rejects.toMatchObject({ code: "23502" });
    expect(await readBillingMark(postgres.url, "billing_five")).toBeNull();
  });

  it("says what is missing when the role may not make databases", async () => {
    await queryOnce(postgres.url, "create role poor login password 'poor'");
    const url = Object.assign(new URL(postgres.url), { username: "poor", password: "poor" });
    await expect(loadBilling(url.href, [customers], "billing_six")).rejects.toMatchObject({ code: "bad-config" });
  });
});
