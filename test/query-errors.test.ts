// What goes wrong with a query is said by name: code, table, step and what mends it; never a value, never an engine's own words.
import { readFileSync } from "node:fs";
import { Problem } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TableDef } from "../packages/gantry/src/catalog/index.ts";
import { startFaultProxy } from "../packages/gantry/src/connect/kit/fault-proxy.ts";
import type { Fault, FaultProxy } from "../packages/gantry/src/connect/kit/fault-proxy.ts";
import { elsewhere } from "./support/elsewhere.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { startTcpProxy } from "./support/tcp-proxy.ts";
import type { TcpProxy } from "./support/tcp-proxy.ts";

let house: House;
let crm: FaultProxy;
let crmAddress: string | undefined;
let billing: TcpProxy;
let billingAddress: { host: string; port: number } | undefined;
let token: string;
/** Values that no error may hold. */
let values: readonly string[];

/** Stands in each query as a constant: it is data too. */
const constant = "Winterthur 8400";
const lock = JSON.parse(
  readFileSync(new URL("../examples/meridian/catalog.lock.json", import.meta.url), "utf8"),
) as Record<string, readonly TableDef[]>;
const users = lock["crm"]?.find(({ name }) => name === "users")?.columns.map(({ name }) => `crm.users.${name}`);

const post = (sql: string, accept = "application/json"): Promise<Response> =>
  fetch(`${house.url}/api/query`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept },
    body: JSON.stringify({ sql }),
  });

beforeAll(async () => {
  crm = await startFaultProxy(
    () => crmAddress,
    (path) => path.includes("/query"),
  );
  billing = await startTcpProxy(() => billingAddress);
  house = await openHouse({
    ...elsewhere({
      crm: { url: crm.url, limits: { timeoutSeconds: 2, attempts: 1 } },
      billing: { host: "127.0.0.1", port: billing.port },
    }),
    TEST_FORBIDDEN: JSON.stringify({ "sales-director": users }),
    GANTRY_ROW_BUDGET: "2000",
  });
  crmAddress = (await house.system("crm")).address;
  const { hostname, port } = new URL((await house.system("billing")).address);
  billingAddress = { host: hostname, port: Number(port) };
  token = await house.token("sales-director");
  const reply = await post("select name, id from crm.accounts order by name limit 50");
  const { rows } = (await reply.json()) as { rows: readonly Readonly<Record<string, string>>[] };
  values = rows.flatMap((row) => Object.values(row));
  expect(values).toHaveLength(100);
});
afterAll(async () => {
  await house?.close();
  await crm?.close();
  await billing?.close();
});

/** Words of DuckDB, PostgreSQL and JavaScript about what went wrong. */
const engineWords =
  /Binder|Catalog Error|Conversion Error|Invalid Input|Parser Error|LINE \d|Candidate|DuckDB|ECONN|SyntaxError|Unexpected token|terminating|at \S+\.[tj]s/;

interface Case {
  readonly name: string;
  readonly sql: string;
  readonly code: string;
  /** In the problem's `where`, beside the step. */
  readonly where?: Readonly<Record<string, string>>;
  /** In its text. */
  readonly says: RegExp;
  /** What mends it. */
  readonly remedy?: RegExp;
  readonly before?: () => void;
}

const fails = (fault: Fault) => (): void => crm.fail(fault);
const accounts = `select name from crm.accounts where name <> '${constant}'`;
const cases: readonly Case[] = [
  {
    name: "bad SQL",
    sql: `select name from crm.accounts wehre = '${constant}'`,
    code: "bad-sql",
    says: /syntax error at line 1, column \d+/,
  },
  {
    name: "an unknown column",
    sql: `select nmae from crm.accounts where name <> '${constant}'`,
    code: "bad-sql",
    where: { column: "nmae" },
    says: /column "nmae" at line 1/,
    remedy: /did you mean crm\.accounts\.name/,
  },
  {
    name: "an unknown table",
    sql: `select name from crm.acounts where name <> '${constant}'`,
    code: "bad-sql",
    where: { table: "acounts" },
    says: /table "acounts"/,
    remedy: /crm\.accounts/,
  },
  {
    name: "a table that the caller may not see",
    sql: `select name from crm.users where name <> '${constant}'`,
    code: "bad-sql",
    where: { table: "users" },
    says: /table "users" at line 1, column 18 does not exist or is not visible to you/,
    remedy: /gantry catalog/,
  },
  {
    name: "a function outside the allow-list",
    sql: `select error(name || '${constant}') from crm.accounts`,
    code: "bad-sql",
    says: /function "error"/,
    remedy: /./,
  },
  {
    name: "a function that reads files",
    sql: `select * from read_csv('${constant}')`,
    code: "bad-sql",
    says: /read_csv/,
  },
  {
    name: "more rows than one query may read, known before",
    sql: `select week, '${constant}' as c from usage.weekly`,
    code: "budget-exceeded",
    where: { source: "usage", table: "usage.weekly" },
    says: /usage\.weekly has about [\d,]+ rows: one query may read 2,000/,
    remedy: /GANTRY_ROW_BUDGET/,
  },
  {
    name: "more rows than one query may read, found while they come",
    sql: `select amount, '${constant}' as c from billing.invoices where amount > -1`,
    code: "budget-exceeded",
    where: { source: "billing", table: "billing.invoices" },
    says: /reading billing\.invoices went over the budget/,
  },
  {
    name: "a value that has no form of the type asked for",
    sql: `select cast(name as int) as n from crm.accounts where name <> '${constant}'`,
    code: "query-failed",
    where: { table: "crm.accounts" },
    says: /converted to INT/,
    remedy: /try_cast/,
  },
  {
    name: "a source that breaks off in the middle of a page",
    before: fails("cut"),
    sql: accounts,
    code: "source-unreachable",
    where: { source: "crm", table: "accounts" },
    says: /source "crm"/,
  },
  {
    name: "a source that says nothing",
    before: fails("silence"),
    sql: accounts,
    code: "source-timeout",
    where: { source: "crm", table: "accounts" },
    says: /source "crm"/,
  },
  {
    name: "a source that sends rubbish",
    before: fails({ status: 200, headers: { "content-type": "text/html" }, body: `<p>${constant}</p>` }),
    sql: accounts,
    code: "source-refused",
    where: { source: "crm", table: "accounts" },
    says: /source "crm"/,
  },
  {
    name: "a source that sends JSON of another form",
    before: fails({
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ records: constant }),
    }),
    sql: accounts,
    code: "source-refused",
    where: { source: "crm", table: "accounts" },
    says: /source "crm"/,
  },
  {
    name: "a database that dies in the middle of its rows",
    before: () => billing.cutAfter(20_000),
    sql: `select id, crm_id, name from billing.customers where name <> '${constant}'`,
    code: "source-unreachable",
    where: { source: "billing", table: "customers" },
    says: /source "billing"/,
  },
];

describe("a query that fails", () => {
  test.each(cases)("$name: a typed error that names table and step, and no value", async (one) => {
    for (const accept of ["application/json", "text/csv"]) {
      one.before?.();
      const reply = await post(one.sql, accept);
      const text = await reply.text();
      expect(reply.headers.get("content-type"), text).toContain("application/problem+json");
      const problem = Problem.parse(JSON.parse(text));
      expect(problem, text).toMatchObject({ code: one.code, where: { ...one.where, step: "query" } });
      expect(problem.detail).toMatch(one.says);
      expect(problem.remedy ?? "").toMatch(one.remedy ?? /^/);
      expect(text).not.toMatch(engineWords);
      for (const value of [constant, ...values]) expect(text).not.toContain(value);
    }
    // Nothing is left behind: the next one is answered.
    expect((await post("select count(*) as n from billing.customers")).status).toBe(200);
  });

  test("the command line says the same, with what mends it", async () => {
    const { code, err } = await gantry(["query", "select nmae from crm.accounts"], house.env);
    expect(code).toBe(2);
    expect(err).toMatch(/column "nmae"[^]*did you mean crm\.accounts\.name/);
  });

  test("nor does the server's own output hold a value", () => {
    for (const value of [constant, ...values]) expect(house.output()).not.toContain(value);
  });
});
