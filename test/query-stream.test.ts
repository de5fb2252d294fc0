// Rows of SQL as a stream through a whole house: treated row by row, made only as they are read, ended with their reader.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { streamTypes } from "@gantry/contract";
import type { StreamType } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gantry, openHouse, readData } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { openHospital } from "./support/own-data.ts";
import type { Hospital } from "./support/own-data.ts";
import { until } from "./support/until.ts";

let folder: string;
let hospital: Hospital;
let house: House;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-stream-"));
  hospital = await openHospital();
  await hospital.client.query(
    "create view endless as select n, repeat('x', 1000) as filler from generate_series(1, 100000000) n",
  );
  await hospital.client.query("grant select on endless to reader");
  const project = path.join(folder, "project");
  const env = { GANTRY_PROJECT: project, GANTRY_DATA: path.join(folder, "data"), GANTRY_TODAY: "2026-11-16" };
  expect(await gantry(["connect", hospital.url, "--to", project, "--yes"], env)).toMatchObject({ code: 0 });
  const labels = { "klinik.endless.n": "public", "klinik.endless.filler": "public" };
  writeFileSync(path.join(project, "catalog.labels.json"), JSON.stringify(labels));
  // What the catalog lets be kept for a while.
  const catalog = path.join(project, "catalog.ts");
  const text = readFileSync(catalog, "utf8");
  const cached = text.replace(/("klinik\.staff_members": \{)/, "$1\n      cache: { seconds: 600 },");
  expect(cached).not.toBe(text);
  writeFileSync(catalog, cached);
  house = await openHouse({ GANTRY_PROJECT: project, GANTRY_SECRET_KLINIK_PASSWORD: hospital.password });
  for (const persona of ["owner", "analyst"]) tokens[persona] = await house.token(persona);
});
afterAll(async () => {
  await house?.close();
  await hospital?.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (persona: string, body: object, accept: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${house.url}/api/query`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens[persona]}`, "content-type": "application/json", accept },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
const stream = async (persona: string, sql: string, format: StreamType): Promise<Response> => {
  const reply = await post(persona, { sql }, streamTypes[format]);
  expect(reply.status, reply.ok ? "" : await reply.clone().text()).toBe(200);
  expect(reply.headers.get("content-type")).toContain(streamTypes[format]);
  return reply;
};
type Rows = readonly Readonly<Record<string, unknown>>[];
const lines = (text: string): Rows =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Rows[number]);
const parquetRows = async (bytes: Uint8Array): Promise<Rows> => {
  const file = path.join(folder, "rows.parquet");
  writeFileSync(file, bytes);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`from '${file}'`);
  connection.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJson();
};
const document = async (persona: string, body: object): Promise<{ rows: Rows; total: number; scans: Rows }> =>
  (await (await post(persona, body, "application/json")).json()) as { rows: Rows; total: number; scans: Rows };

/** Processes that the house's queries run in, with the time they have computed. */
const queryProcesses = (): ReadonlyMap<string, string> => {
  const { pid: server } = JSON.parse(readData(house, "server.json")) as { pid: number };
  const children = readFileSync(`/proc/${server}/task/${server}/children`, "utf8").split(" ").filter(Boolean);
  return new Map(
    children.flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("query/child/program")) return [];
        const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ").slice(13, 15);
        return [[pid, `${user} ${system}`] as const];
      } catch {
        return [];
      }
    }),
  );
};

const staff = "select pers_no, fname, mail, dob from klinik.staff_members order by pers_no";

describe("rows leave as a stream", () => {
  test("in each form they are those of the document, and say when they were read", async () => {
    const { rows, total } = await document("owner", { sql: staff });
    expect([rows.length, total]).toEqual([240, 240]);
    const reply = await stream("owner", staff, "ndjson");
    expect(reply.headers.get("gantry-as-of")).toMatch(/^klinik="\d{4}-\d\d-\d\dT[\d:.]+Z"$/);
    expect(lines(await reply.text())).toEqual(rows);
    const csv = (await (await stream("owner", staff, "csv")).text()).split("\r\n");
    expect(csv.slice(0, 2)).toEqual([
      "pers_no,fname,mail,dob",
      `10001,"Luca","p1@klinik.example",${String(rows[0]?.["dob"])}`,
    ]);
    expect(csv).toHaveLength(242);
    expect(await parquetRows(await (await stream("owner", staff, "parquet")).bytes())).toEqual(rows);
  });

  test("an analyst gets the same tokens in all of them, and nothing in clear", async () => {
    const { rows } = await document("analyst", { sql: staff });
    expect(rows[0]?.["mail"]).toMatch(/^EMAIL_/);
    const ndjson = await (await stream("analyst", staff, "ndjson")).text();
    expect(lines(ndjson)).toEqual(rows);
    const csv = await (await stream("analyst", staff, "csv")).text();
    for (const row of rows) expect(csv).toContain(`"${String(row["fname"])}","${String(row["mail"])}"`);
    const file = await (await stream("analyst", staff, "parquet")).bytes();
    expect((await parquetRows(file)).map(({ fname, mail }) => ({ fname, mail }))).toEqual(
      rows.map(({ fname, mail }) => ({ fname, mail })),
    );
    for (const bytes of [ndjson, csv]) expect(bytes).not.toMatch(/klinik\.example|Anna|Luca/);
  });

  test("what he may not see is refused before the first byte, as a problem document", async () => {
    for (const [sql, code] of [
      ["select lohn from klinik.staff_members", "policy-breach"],
      ["select nmae from klinik.sites", "bad-sql"],
      ["select cast(fname as int) as n from klinik.staff_members", "query-failed"],
    ]) {
      const reply = await post("owner", { sql }, streamTypes.csv);
      expect(reply.headers.get("content-type")).toContain("application/problem+json");
      expect(await reply.json()).toMatchObject({ code });
    }
    const strange = await post("owner", { sql: staff }, "application/xml");
    expect(await strange.json()).toMatchObject({ code: "bad-request", remedy: expect.stringContaining("text/csv") });
  });

  test("the command writes them to a file, whole or not at all", async () => {
    const env = { GANTRY_DATA: house.dataFolder, ...house.env };
    const file = path.join(folder, "staff.parquet");
    expect(await gantry(["query", staff, "--format", "parquet", "--out", file], env)).toMatchObject({
      code: 0,
      out: "",
    });
    expect(await parquetRows(readFileSync(file))).toHaveLength(240);
    const printed = await gantry(["query", `${staff} limit 2`, "--format", "ndjson", "--as", "analyst"], env);
    expect(lines(printed.out).map(({ pers_no }) => pers_no)).toEqual([10001, 10002]);
    const none = path.join(folder, "none.csv");
    const refused = await gantry(
      ["query", "select lohn from klinik.staff_members", "--format", "csv", "--out", none],
      env,
    );
    expect(refused.code).toBe(7);
    const nowhere = await gantry(["query", staff, "--format", "csv", "--out", path.join(folder, "no/such.csv")], env);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining("can't be written") });
    expect(readdirSync(folder).filter((name) => name.startsWith("none"))).toEqual([]);
  });
});

describe("a reader", () => {
  const long = "select a.range as n, repeat('x', 1000) as filler from range(1000000000) a";

  test("who stops reading stops the query, and who reads on gets more", async () => {
    const reader = (await stream("owner", long, "ndjson")).body?.getReader();
    if (reader === undefined) return expect.unreachable("a body");
    const read = async (bytes: number): Promise<void> => {
      for (let had = 0; had < bytes;) had += (await reader.read()).value?.length ?? bytes;
    };
    await read(3_000_000);
    // Nobody takes what is made: after a while no process computes any more.
    const still = async (): Promise<boolean> => {
      const before = queryProcesses();
      await new Promise((done) => setTimeout(done, 300));
      const after = queryProcesses();
      return before.size > 0 && [...before].every(([pid, time]) => after.get(pid) === time);
    };
    await until("the query to stand still", still);
    await read(30_000_000);
    await reader.cancel();
    expect((await document("owner", { sql: "select 1 as one" })).rows).toEqual([{ one: 1 }]);
  });

  test("who goes away ends what the sources do for him", async () => {
    const running = async (): Promise<boolean> => {
      const sql =
        "select 1 from pg_stat_activity where query like '%endless%' and state <> 'idle' and usename = 'reader'";
      return (await hospital.client.query(sql)).rowCount !== 0;
    };
    for (const accept of ["application/json", ...Object.values(streamTypes)]) {
      const caller = new AbortController();
      const reply = post("owner", { sql: "select n, filler from klinik.endless" }, accept, caller.signal);
      await until("the source to be asked", running);
      caller.abort();
      await expect(reply).rejects.toThrow();
      await until("the source to be let go", async () => !(await running()));
    }
  });
});

describe("rows that may be kept for a while", () => {
  const sql = "select pers_no, mail from klinik.staff_members where pers_no < 10050 order by pers_no";

  test("answer again for who may see the same, treated for each who asks", async () => {
    const [first] = (await document("owner", { sql })).scans;
    const again = await document("owner", { sql });
    expect(again.scans).toMatchObject([{ cached: true, calls: 0, asOf: first?.["asOf"] }]);
    expect(again.rows[0]).toEqual({ pers_no: 10001, mail: "p1@klinik.example" });
    const other = await document("analyst", { sql });
    expect(other.rows[0]?.["mail"]).toMatch(/^EMAIL_/);
    const explained = await gantry(["query", sql, "--explain"], house.env);
    expect(explained.out).toContain(`not asked: rows read at ${String(first?.["asOf"])} answer`);
  });
});
