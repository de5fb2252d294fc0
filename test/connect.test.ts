// One's own data in minutes: from a URL, or a folder, to the first right answer within five commands.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHospital, writeFiles } from "./support/own-data.ts";
import type { Hospital } from "./support/own-data.ts";
import { person, textsIn } from "./support/own-project.ts";
import type { Person } from "./support/own-project.ts";

const cost = `select d.dept_name, count(*) as orders, sum(w.cost) as cost
  from klinik.work_orders w join klinik.devices v on v.asset_no = w.asset_no
  join klinik.department d on d.dept_no = v.dept_no
  join klinik.device_models m on m.model_code = v.model_code
  join klinik.device_categories c on c.cat_id = m.cat_id
  where c.risk = 'III' and w.priority = 'urgent' and w.opened_at >= timestamptz '2026-01-01 00:00:00+00'
  group by d.dept_name order by cost desc`;

describe("a PostgreSQL database of fifteen tables that nobody described", () => {
  let folder: string;
  let hospital: Hospital;
  let one: Person;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "gantry-own-"));
    hospital = await openHospital();
    one = person(folder);
  });
  afterAll(async () => {
    await one.leave();
    await hospital.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("given only its URL, the first right answer comes within five commands", async () => {
    const project = path.join(folder, "klinik");
    const connected = await one.gantry("connect", hospital.url, "--to", project, "--yes");
    expect(connected, connected.err).toMatchObject({ code: 0 });
    expect(connected.out).toContain("15 tables");
    one.export("GANTRY_PROJECT", project);
    one.export("GANTRY_SECRET_KLINIK_PASSWORD", hospital.password);
    const answered = await one.gantry("query", cost, "--format", "json");
    expect(answered, answered.err).toMatchObject({ code: 0 });
    expect(one.commands).toBeLessThanOrEqual(5);

    const direct = await hospital.client.query(
      cost
        .replaceAll(/klinik\.(\w+)/g, (_, table) => (table === "department" ? '"Department"' : table))
        .replaceAll("dept_name", '"DeptName"')
        .replace("d.dept_no", 'd."DeptNo"'),
    );
    const { rows } = JSON.parse(answered.out) as {
      rows: readonly { dept_name: string; orders: string; cost: string }[];
    };
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.map((row) => [row.dept_name, Number(row.orders), Number(row.cost)])).toEqual(
      direct.rows.map((row) => [row["DeptName"], Number(row["count"] ?? row["orders"]), Number(row["cost"])]),
    );
  });

  test("the password stands in no file of the project", () => {
    expect(textsIn(path.join(folder, "klinik")).filter((text) => text.includes(hospital.password))).toEqual([]);
  });

  test("its first question is answered", async () => {
    const asked = await one.gantry("ask", "show the devices", "--json");
    expect(asked, asked.err).toMatchObject({ code: 0 });
    const answer = JSON.parse(asked.out) as { blocks: readonly { kind: string; rows: readonly unknown[] }[] };
    expect(answer.blocks.find((block) => block.kind === "table")?.rows).toHaveLength(100);
  });

  test("an analyst gets tokens in place of people", async () => {
    const analyst = await one.client("analyst");
    const { columns, rows } = await analyst.query(
      "select pers_no, fname, mail from klinik.staff_members order by pers_no limit 3",
    );
    expect(columns.map((column) => [column.name, column.treatment])).toEqual([
      ["pers_no", "pass"],
      ["fname", "token"],
      ["mail", "token"],
    ]);
    expect(rows.every(({ mail }) => typeof mail === "string" && mail.startsWith("EMAIL_"))).toBe(true);
  });

  test("what she sees as tokens she can't guess at by a condition", async () => {
    const analyst = await one.client("analyst");
    await expect(
      analyst.query("select count(*) from klinik.staff_members where lname = 'Keller'"),
    ).rejects.toMatchObject({
      code: "policy-breach",
      message: expect.stringContaining("klinik.staff_members.lname (person.name) would decide which rows you see"),
    });
  });

  test("a column without a label is refused with the command that labels it, and that command works", async () => {
    const sql = "select pers_no, lohn from klinik.staff_members order by pers_no limit 2";
    const refused = await one.gantry("query", sql);
    expect(refused).toMatchObject({
      code: 7,
      err: expect.stringContaining("gantry catalog label klinik.staff_members.lohn <label>"),
    });
    expect(await one.gantry("catalog", "label", "klinik.staff_members.lohn", "financial")).toMatchObject({ code: 0 });
    await one.leave();
    const answered = await one.gantry("query", sql, "--format", "csv");
    expect(answered, answered.err).toMatchObject({
      code: 0,
      out: "pers_no,lohn\r\n10001,60317.00\r\n10002,60634.00\r\n",
    });
  });

  test("suggested labels are named as such until somebody accepts them", async () => {
    expect((await one.gantry("check")).out).toContain("nobody has accepted");
  });

  test("bad SQL, an unknown table and a function off the list are refused by name", async () => {
    const owner = await one.client("owner");
    await expect(owner.query("select nmae from klinik.sites")).rejects.toThrow('column "nmae"');
    await expect(owner.query("select * from klinik.site")).rejects.toMatchObject({
      remedy: expect.stringContaining("klinik.sites"),
    });
    await expect(owner.query("select getenv('HOME') from klinik.sites")).rejects.toThrow("getenv");
  });

  test("where the database changes, `catalog check` names what changed, and a run that needs it fails by name", async () => {
    await hospital.client.query(
      "alter table sites drop column plz; alter table spare_parts alter unit_price type numeric(12,4)",
    );
    const checked = await one.gantry("catalog", "check");
    expect(checked.code).toBe(9);
    expect(checked.out).toContain("klinik.sites.plz: gone");
    expect(checked.out).toContain("klinik.spare_parts.unit_price: type decimal(8,2) → decimal(12,4)");
    const asked = await one.gantry("query", "select plz from klinik.sites");
    expect(asked).toMatchObject({ code: 9, err: expect.stringContaining('table "sites" is not as the catalog says') });
    // A type that grew would be cut to the old one in silence: the server found it at its start.
    await one.leave();
    const cut = await one.gantry("query", "select sum(unit_price) from klinik.spare_parts");
    expect(cut).toMatchObject({ code: 9, err: expect.stringContaining("unit_price") });
    expect(await one.gantry("catalog", "lock")).toMatchObject({ code: 0 });
  });
});

describe("a folder of CSV, JSON and Parquet files", () => {
  let folder: string;
  let one: Person;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "gantry-files-"));
    await writeFiles(path.join(folder, "shop"));
    one = person(folder);
  });
  afterAll(async () => {
    await one.leave();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the first right answer comes within five commands", async () => {
    const project = path.join(folder, "project");
    const connected = await one.gantry("connect", path.join(folder, "shop"), "--to", project, "--yes");
    expect(connected, connected.err).toMatchObject({ code: 0 });
    one.export("GANTRY_PROJECT", project);
    const sql = `select c.country, k.currency, sum(o.net_amount) as net from shop.orders o
      join shop.customers_2026 c on c.cust_no = o.cust join shop.countries k on k.country = c.country group by all order by net desc`;
    const answered = await one.gantry("query", sql, "--format", "json");
    expect(answered, answered.err).toMatchObject({ code: 0 });
    expect(one.commands).toBeLessThanOrEqual(5);
    const { rows } = JSON.parse(answered.out) as { rows: readonly Record<string, string>[] };

    const instance = await DuckDBInstance.create();
    const duckdb = await instance.connect();
    const direct = await duckdb.runAndReadAll(`select c.country, k.currency, sum("Net Amount")::varchar as net
      from read_parquet('${folder}/shop/orders/*.parquet') o join read_csv('${folder}/shop/Customers 2026.csv') c on c."Cust No" = o."Cust"
      join read_json('${folder}/shop/countries.json') k on k.country = c.country group by all order by sum("Net Amount") desc`);
    expect(rows.map((row) => [row["country"], row["currency"], row["net"]])).toEqual(direct.getRows());
    instance.closeSync();
  });

  test("nothing is written where there is nobody to ask", async () => {
    const refused = await one.gantry("connect", path.join(folder, "shop"), "--to", path.join(folder, "other"));
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
    expect(existsSync(path.join(folder, "other"))).toBe(false);
  });
});
