// One flow, five ways: console, REST, a client of the Model Context Protocol, a schedule with a digest mail, rows for a BI
// tool. The same rows for the same caller, each with a receipt.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { formatCell } from "@gantry/client";
import type { Answer } from "@gantry/contract";
import { Client as McpClient, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blockOf, draftsOf, tableOf } from "./support/answer.ts";
import { openBrowser, visit } from "./support/browser.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

const input = { region: "EMEA", segment: "enterprise", period: "this quarter" };
const folder = mkdtempSync(path.join(tmpdir(), "gantry-test-"));

let house: House;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  house = await openHouse({ GANTRY_PROJECT: path.resolve(import.meta.dirname, "projects/digests") });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const viaRest = async (persona: string): Promise<Answer> =>
  (await house.client(persona)).runFlow("retention", input, { wait: 60 });

async function mcp(persona: string): Promise<McpClient> {
  const client = new McpClient({ name: "test", version: "1.0.0" });
  const headers = { authorization: `Bearer ${await house.token(persona)}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${house.url}/mcp`), { requestInit: { headers } }));
  return client;
}

async function rowsOf(persona: string, form: "csv" | "parquet", query: Record<string, string> = input) {
  const headers = { authorization: `Bearer ${await house.token(persona)}` };
  const reply = await fetch(`${house.url}/api/flows/retention/rows.${form}?${new URLSearchParams(query).toString()}`, {
    headers,
  });
  const bytes = Buffer.from(await reply.arrayBuffer());
  return { reply, bytes };
}

/** Rows of a file as DuckDB reads it. */
async function read(bytes: Buffer, form: "csv" | "parquet"): Promise<readonly Record<string, unknown>[]> {
  const file = path.join(folder, `rows.${form}`);
  writeFileSync(file, bytes);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const source = form === "csv" ? "read_csv($file, all_varchar = true)" : "read_parquet($file)";
    return (await connection.runAndReadAll(`from ${source}`, { file })).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What tells a row apart, and figures of it, in one form for all ways. */
const figures = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((row) => [row["account"], Number(row["probability"]), Number(row["annual_value"]), row["currency"]]);

/** By whom the schedule runs, and whose mail its digest is, that she sees what the persona does. */
const digests = {
  "sales-manager": { trigger: "monday-digest", to: "sales-manager-emea@meridian.example" },
  analyst: { trigger: "overview", to: "analyst@meridian.example" },
} as const;

/** A digest's first table, cell by cell as its HTML has it. */
async function digestRows(html: string): Promise<readonly (readonly string[])[]> {
  const page = await browser.newPage();
  await page.setContent(html);
  const rows = page.locator("h2:has-text('At risk of leaving') + table > tbody > tr:not(:has(td[colspan]))");
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
  );
  await page.close();
  return cells;
}

/** The cells of a row as people read them. */
const shownFigures = (row: Readonly<Record<string, unknown>>) => [
  formatCell(Number(row["probability"]), "percent"),
  row["annual_value"] == null
    ? "–"
    : formatCell(Number(row["annual_value"]), "currency", typeof row["currency"] === "string" ? row["currency"] : ""),
];

/** What an analyst sees as tokens is named anew in each run. */
const countOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((row) => [Number(row["probability"]), row["currency"]]);

describe.each(["sales-manager", "analyst"] as const)("as %s", (persona) => {
  const shown = persona === "analyst" ? countOf : figures;
  let rest: Answer;
  let scheduled = "";
  beforeAll(async () => {
    const director = await house.client("sales-director");
    const fired = director.fireTrigger(digests[persona].trigger);
    rest = await viaRest(persona);
    scheduled = (await fired).run;
  });

  test.each(["csv", "parquet"] as const)(
    "rows.%s has the rows of REST, and says where its receipt is",
    async (form) => {
      const { reply, bytes } = await rowsOf(persona, form);
      expect(reply.status).toBe(200);
      const rows = await read(bytes, form);
      expect(shown(rows)).toEqual(shown(tableOf(rest).rows));
      if (persona === "analyst") for (const row of rows) expect(row["account"]).toMatch(/COMPANY_/);
      const headers = { authorization: `Bearer ${await house.token(persona)}` };
      const receipt = await fetch(`${house.url}${reply.headers.get("gantry-receipt") ?? ""}`, { headers });
      const told = (await receipt.json()) as Answer["receipt"];
      expect(told.run).toBe(reply.headers.get("gantry-run"));
      expect(told.summary).toBe(rest.receipt.summary);
      expect(told.ledger?.from).toBeGreaterThan(0);
    },
  );

  test("a tool of its name gives them to an MCP client, with receipt and pointer to what waits", async () => {
    const client = await mcp(persona);
    const { tools } = await client.listTools();
    const tool = tools.find((it) => it.name === "retention");
    expect(tool?.inputSchema).toMatchObject({ properties: { region: { enum: ["EMEA", "AMER", "APAC"] } } });
    expect(tool?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false });
    const called = await client.callTool({ name: "retention", arguments: input });
    expect(called.isError).not.toBe(true);
    const answer = called.structuredContent as Answer & {
      readonly approvals: { readonly waiting: number; readonly at: string };
    };
    expect(shown(blockOf(answer, "table").rows)).toEqual(shown(tableOf(rest).rows));
    expect(answer.receipt).toMatchObject({ run: answer.run, summary: rest.receipt.summary });
    expect(answer.approvals.at).toBe(`${house.url}/#/runs/${answer.run}`);
    expect(answer.approvals.waiting).toBeGreaterThanOrEqual(draftsOf(rest).length);
    expect(draftsOf(answer).every((it) => it.state === "pending")).toBe(true);
    expect(called.content).not.toContainEqual(expect.objectContaining({ type: "image" }));
    const drawn = await client.callTool({ name: "retention", arguments: { ...input, pictures: true } });
    const pictures = (drawn.content as readonly { readonly type: string; readonly data: string }[]).filter(
      (it) => it.type === "image",
    );
    expect(pictures).toHaveLength(rest.blocks.filter((it) => it.kind === "chart").length);
    for (const { data } of pictures) expect(Buffer.from(data, "base64").readUInt32BE(16)).toBe(720);
    await client.close();
  });

  test("a schedule mails them, as far as a mail's columns go, with the receipt of its run", async () => {
    const [run, { to }] = [scheduled, digests[persona]];
    const client = await house.client("sales-director");
    const mail = await until("the digest", async () =>
      (await client.inbox()).find((it) => it.to.includes(to) && it.text.includes(run)),
    );
    const rows = await digestRows(mail.html ?? "");
    const expected = tableOf(rest).rows;
    expect(rows.map((cells) => [cells[1], cells[3]])).toEqual(expected.map(shownFigures));
    const names = rows.map(([name]) => name);
    if (persona === "analyst") for (const name of names) expect(name).toMatch(/^COMPANY_/);
    else expect(names).toEqual(expected.map((row) => row["account"]));
    expect(mail.text).toContain(`Receipt: ${house.url}/#/runs/${run}`);
    const { receipt } = await (await house.client(persona)).answer(run);
    expect(receipt.summary).toMatch(
      new RegExp(`^${rest.receipt.summary.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}; \\d mails?$`),
    );
    expect(receipt.egresses).toContainEqual(expect.objectContaining({ kind: "mail", step: "digest", status: "done" }));
  });

  test("the console shows them, and the receipt beside them", async () => {
    const token = await house.token(persona);
    const { page, context } = await visit(browser, `${house.url}/#/runs/${rest.run}`, async (it) => {
      await it.addInitScript((value) => sessionStorage.setItem("gantry.token", value), token);
    });
    await page.getByRole("region", { name: "Receipt" }).waitFor();
    const names = await page.locator(".table-block tbody tr td:first-child").allInnerTexts();
    expect(names).toEqual(tableOf(rest).rows.map((row) => row["account"]));
    expect(await page.getByText(rest.receipt.summary).count()).toBeGreaterThan(0);
    await context.close();
  });
});

test("a client of the protocol's newest revision and one of 2025 are both served", async () => {
  const headers = { authorization: `Bearer ${await house.token("sales-manager")}`, "content-type": "application/json" };
  const post = async (body: object) => {
    const reply = await fetch(`${house.url}/mcp`, {
      method: "POST",
      headers: { ...headers, accept: "application/json, text/event-stream" },
      body: JSON.stringify(body),
    });
    return { status: reply.status, text: await reply.text() };
  };
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "old", version: "1" } };
  const old = await post({ jsonrpc: "2.0", id: 1, method: "initialize", params });
  expect(old.status).toBe(200);
  expect(old.text).toContain('"protocolVersion":"2025-11-25"');
  const listed = await post({ jsonrpc: "2.0", id: 2, method: "tools/list" });
  expect(listed.text).toContain('"name":"retention"');
});

test("nobody gets tools without signing in, none that she may not run, and no decision by a tool", async () => {
  const naked = await fetch(`${house.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  expect(naked.status).toBe(401);
  const compliance = await mcp("compliance");
  expect((await compliance.listTools()).tools).toEqual([]);
  const refused = await compliance.callTool({ name: "retention", arguments: input });
  expect(refused).toMatchObject({ isError: true, structuredContent: { problem: { code: "not-found" } } });
  await compliance.close();
  const manager = await mcp("sales-manager");
  expect((await manager.listTools()).tools.map((it) => it.name).filter((it) => /approv|decid|send/.test(it))).toEqual(
    [],
  );
  await manager.close();
});

test("what is wrong with an input is said in the same words everywhere", async () => {
  const manager = await mcp("sales-manager");
  const wrong = await manager.callTool({ name: "retention", arguments: { ...input, region: "MOON" } });
  const { reply, bytes } = await rowsOf("sales-manager", "csv", { ...input, region: "MOON" });
  const problem = JSON.parse(bytes.toString()) as { readonly code: string; readonly detail: string };
  expect(reply.status).toBe(400);
  expect(wrong).toMatchObject({
    isError: true,
    structuredContent: { problem: { code: problem.code, detail: problem.detail } },
  });
  await manager.close();

  const other = await rowsOf("sales-manager", "csv", { ...input, table: "moon" });
  expect([other.reply.status, other.bytes.toString()]).toEqual([404, expect.stringContaining("at_risk")]);
});
