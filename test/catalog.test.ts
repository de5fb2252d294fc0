// The catalog's tools on the sample company: pairs across two systems judged against the truth, labels against what people
// wrote, and what a run asked of its sources.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ExplainedStep } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateCompany } from "../examples/meridian/src/index.ts";
import { mainQuestion } from "./support/answer.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

const today = "2026-11-16";
const meridian = fileURLToPath(new URL("../examples/meridian/gantry.config.ts", import.meta.url));

/** The sample project in a folder of its own, so that what commands add to it stays there. */
let folder: string;
let env: Readonly<Record<string, string>>;
let house: House | undefined;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-catalog-test-"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(path.join(folder, "gantry.config.ts"), `export { project } from ${JSON.stringify(meridian)};\n`);
  env = { GANTRY_PROJECT: folder, GANTRY_TODAY: today };
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Matched {
  readonly pairs: readonly {
    readonly left: string;
    readonly right: string;
    readonly score: number;
    readonly ambiguous: boolean;
  }[];
}

/** Billing's customer number → the account it belongs to, whatever billing says itself. */
function truth(): { readonly accountOf: ReadonlyMap<string, string>; readonly bad: readonly string[] } {
  const company = generateCompany({ seed: 1, today });
  const accounts = company.crm.objects.find((it) => it.name === "Account")?.records ?? [];
  const customers = company.billing.find((it) => it.name === "customers")?.rows ?? [];
  const accountOf = new Map(
    customers.map(([id]) => [String(id), String(accounts[(Number(id) - 710_000_000) / 13]?.["Id"])]),
  );
  return {
    accountOf,
    bad: customers.filter(([id, crmId]) => crmId !== accountOf.get(String(id))).map(([id]) => String(id)),
  };
}

test("matching by name, country and first day finds the customers whose id in billing is missing or wrong", async () => {
  const { code, out, err } = await gantry(
    [
      "catalog",
      "match",
      "crm.accounts",
      "billing.customers",
      "--on",
      "name,billing_country=country,customer_since=created_at",
      "--accept",
      "0.95",
      "--json",
    ],
    env,
  );
  expect(code, err).toBe(0);
  const { accountOf, bad } = truth();
  const kept = (JSON.parse(out) as Matched).pairs.filter((pair) => pair.score >= 0.95 && !pair.ambiguous);
  const right = kept.filter((pair) => accountOf.get(pair.right) === pair.left);
  expect(bad.length).toBeGreaterThan(30);
  expect(right.length / kept.length).toBeGreaterThanOrEqual(0.99);
  expect(right.length / accountOf.size).toBeGreaterThanOrEqual(0.98);
  expect(right.filter((pair) => bad.includes(pair.right)).length / bad.length).toBeGreaterThanOrEqual(0.95);
});

test("what is kept, and what is printed where nobody looks, holds keys and scores, no names", async () => {
  const file = readFileSync(path.join(folder, "crosswalk/accounts_customers.ndjson"), "utf8").trim().split("\n");
  expect(Object.keys(JSON.parse(file[0] ?? "") as object)).toEqual(["accounts_id", "customers_id", "score", "decided"]);
  expect(readFileSync(path.join(folder, "crosswalks.json"), "utf8")).toContain('"left": "crm.accounts.id"');
});

test("the pairs are a table: SQL joins by them what the ids alone would lose", async () => {
  house = await openHouse(env);
  const director = await house.client("sales-director");
  const joined = await director.query(
    `select count(distinct b.id) as by_pairs, count(distinct case when b.crm_id = a.id then b.id end) as by_id
     from billing.customers b join crosswalk.accounts_customers x on x.customers_id = b.id join crm.accounts a on a.id = x.accounts_id`,
  );
  const [row] = joined.rows;
  const { bad } = truth();
  expect(Number(row?.["by_pairs"]) - Number(row?.["by_id"])).toBeGreaterThanOrEqual(Math.floor(bad.length * 0.95));
});

test("a query of one's own sees the rows, columns and values that its caller may see, and says what it took", async () => {
  const [manager, analyst, compliance] = await Promise.all(
    ["sales-manager", "analyst", "compliance"].map((name) => (house as House).client(name)),
  );
  const regions = await manager?.query("select region, count(*) as n from crm.accounts group by region");
  expect(regions?.rows.map((row) => row["region"])).toEqual(["EMEA"]);
  expect(regions?.scans).toMatchObject([
    { table: "crm.accounts", guarantee: expect.any(String), rows: expect.any(Number), calls: expect.any(Number) },
  ]);
  await expect(manager?.query("select discount_ceiling from crm.accounts")).rejects.toMatchObject({ code: "bad-sql" });

  const named = await analyst?.query("select id, name from crm.accounts order by id limit 5");
  expect(named?.columns.map((column) => column.treatment)).toEqual(["pass", "token"]);
  expect(named?.rows.every(({ name }) => typeof name === "string" && name.startsWith("COMPANY_"))).toBe(true);
  await expect(analyst?.query("select id from crm.accounts where name like 'A%'")).rejects.toMatchObject({
    code: "policy-breach",
  });

  await expect(compliance?.query("select 1")).rejects.toMatchObject({ code: "forbidden" });
});

test("after a run one sees what each source was asked and what it took, without the keys it was asked for", async () => {
  const manager = await (house as House).client("sales-manager");
  const answer = await manager.ask(mainQuestion, { wait: 60 });
  const { code, out, err } = await gantry(["explain", "--run", answer.run, "--json"], (house as House).env);
  expect(code, err).toBe(0);
  const steps = JSON.parse(out) as readonly ExplainedStep[];
  expect(steps.map((it) => it.step)).toContain("customers");
  const scans = steps.flatMap((it) => it.scans);
  expect(new Set(scans.map((scan) => scan.source))).toEqual(
    new Set(["crm", "billing", "usage", "erp"].filter((source) => scans.some((scan) => scan.source === source))),
  );
  expect(scans.every((scan) => scan.rows !== undefined && scan.calls !== undefined && scan.asOf !== undefined)).toBe(
    true,
  );
  expect(scans.map((scan) => scan.native).join()).not.toMatch(/'001Qx|'003Qx|'ws-/);
  expect(scans.some((scan) => scan.pushed.includes("values)"))).toBe(true);
  // Each step's row filters read the accounts; the steps of a run share them as far as they read the same.
  const accounts = scans.filter((scan) => scan.table === "crm.accounts");
  expect(accounts.length).toBeGreaterThan(5);
  expect(accounts.filter((scan) => scan.calls !== 0).length).toBeLessThanOrEqual(5);
});

test("suggestions agree with the sample's own catalog in nine of ten columns, and are never too lenient", async () => {
  const { out, err } = await gantry(["catalog", "suggest", "--measure", "--json"], env);
  const figures = JSON.parse(out || err) as { columns: number; share: number; lenient: number };
  expect(figures.columns).toBeGreaterThan(100);
  expect(figures.share).toBeGreaterThanOrEqual(0.9);
  expect(figures.lenient).toBe(0);
});
