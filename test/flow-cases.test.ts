// Recorded runs kept beside the sample's flow: they hold, and one that comes out otherwise is told so that it can be read.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gantry } from "./support/house.ts";

const meridian = path.resolve(import.meta.dirname, "../examples/meridian");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-cases-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sample under another policy, with its cases. */
function project(name: string, rule: string): string {
  const own = path.join(folder, name);
  cpSync(path.join(meridian, "cases"), path.join(own, "cases"), { recursive: true });
  writeFileSync(path.join(own, "package.json"), '{ "type": "module" }');
  writeFileSync(
    path.join(own, "gantry.config.ts"),
    `import { definePolicy, defineProject } from "gantry";
import { project as meridian } from ${JSON.stringify(path.join(meridian, "gantry.config.ts"))};
const { treatments, roles, permissions } = meridian.policy;
export const project = defineProject({
  ...meridian,
  triggers: [],
  policy: definePolicy({ treatments: [...treatments, ${rule}], roles, permissions }),
});
`,
  );
  return own;
}

test("the sample's cases hold, with no server and no database", async () => {
  const { code, out, err } = await gantry(["test"], { GANTRY_DATA: path.join(folder, "none") });
  expect(err).toBe("");
  expect(out).toContain("2 of 2 cases hold");
  expect(code).toBe(0);
});

test("a flow without cases is told how one is recorded", async () => {
  const one = await gantry(["test", "nothing-of-the-kind"], {});
  expect(one.code).not.toBe(0);
  expect(one.err).toContain("there are no cases");
});

test("under a policy that lets the writer see less, the case says which column and what would not be written", async () => {
  const own = project("less", `{ label: "usage", to: { kind: "model" }, treatment: "refuse" }`);
  const { code, out } = await gantry(["test", "retention"], { GANTRY_PROJECT: own });
  expect(code).toBe(1);
  expect(out).toContain("✗ enterprise-emea");
  expect(out).toContain("✓ another-region");
  expect(out).toMatch(/drafts: done → failed: .*usage\.weekly/s);
  expect(out).toContain("1 of 2 cases hold");
});

test("--update takes what comes out for what is expected", async () => {
  const own = project(
    "update",
    `{ label: "company.*", to: { kind: "viewer", role: "sales-manager" }, treatment: "token" }`,
  );
  const file = path.join(own, "cases/enterprise-emea.json");
  const before = readFileSync(file, "utf8");
  expect((await gantry(["test"], { GANTRY_PROJECT: own })).code).toBe(1);
  expect(readFileSync(file, "utf8")).toBe(before);
  const updated = await gantry(["test", "--update"], { GANTRY_PROJECT: own });
  expect(updated.out).toContain("1 case updated");
  expect(readFileSync(file, "utf8")).not.toBe(before);
  expect((await gantry(["test"], { GANTRY_PROJECT: own })).code).toBe(0);
});
