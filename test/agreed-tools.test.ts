// Agreeing to what a server says of its tools, on the command line of a project of one's own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forecast, startToolServer } from "../packages/gantry/src/connect/mcp/testing/server.ts";
import type { ToolServer } from "../packages/gantry/src/connect/mcp/testing/server.ts";
import { gantry } from "./support/house.ts";

const folder = mkdtempSync(path.join(tmpdir(), "gantry-test-"));
let tools: ToolServer;

beforeAll(async () => {
  tools = await startToolServer();
  writeFileSync(
    path.join(folder, "gantry.config.ts"),
    `import { defaultTreatments, definePolicy, defineProject, defineTools } from "gantry";
export const project = defineProject({
  name: "own", title: "Own", lock: {}, flows: [], phrasebooks: {}, scores: {}, personas: [],
  catalog: { sources: {}, tables: {}, calendar: { timeZone: "UTC", fiscalYearStart: 1 } },
  policy: definePolicy({ treatments: defaultTreatments, roles: [] }),
  tools: defineTools({ servers: { weather: { url: "${tools.url}", tools: { forecast: {}, radar: { reads: true } } } } }),
});
`,
  );
});
afterAll(async () => {
  await tools?.close();
  rmSync(folder, { recursive: true, force: true });
});

const mcp = (...words: readonly string[]) => gantry(["mcp", ...words], { GANTRY_PROJECT: folder });
const lock = (): string => readFileSync(path.join(folder, "tools.lock.json"), "utf8");

test("what is new is shown and kept; what changes is told of until it is agreed anew", async () => {
  tools.tools = [
    { ...forecast, description: "Weather \u001B[2J for a city." },
    { ...forecast, name: "radar", annotations: {} },
    { ...forecast, name: "steer" },
  ];
  const before = await mcp("list");
  expect(before.out).toMatch(/✗ forecast {2}not agreed: `gantry mcp agree weather`/);
  const agreed = await mcp("agree", "weather");
  expect(agreed.code).toBe(0);
  expect(agreed.out).toContain("new: forecast  says that it only reads");
  expect(agreed.out).toContain("new: radar  only reads, as the configuration says");
  // Nothing that a server says moves the cursor.
  expect(agreed.out).not.toContain("\u001B[2J");
  expect(Object.keys(JSON.parse(lock()).weather)).toEqual(["forecast", "radar"]);
  expect((await mcp("test")).out).toMatch(
    /✓ weather answers, with 3 tools\n {2}✓ forecast is as agreed\n {2}✓ radar is as/,
  );

  tools.tools = [{ ...forecast, description: "Weather for a city and its people." }];
  const changed = await mcp("test", "weather");
  expect(changed.code).toBe(9);
  expect(changed.out).toContain("✗ forecast: its description changed since it was agreed");
  expect(changed.out).toContain("✗ radar: the server has no such tool");
  const anew = await mcp("agree", "weather");
  expect(anew.code).toBe(1);
  expect(anew.out).toContain("changed (its description): forecast");
  expect(anew.out).toContain("Weather for a city and its people.");
  expect(lock()).toContain("and its people");
  expect(lock()).not.toContain("radar");
});

test("a server that the project does not name is not asked", async () => {
  const { code, err } = await mcp("agree", "maps");
  expect(code).toBe(4);
  expect(err).toContain("servers: weather");
});
