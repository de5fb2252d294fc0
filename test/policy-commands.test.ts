// The policy from the command line: bad ones refused with file and line, cases, differences, the proof as SARIF, the record.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { gantry } from "./support/house.ts";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "gantry-policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const meridian = JSON.stringify(path.join(root, "examples/meridian/gantry.config.ts"));

file(
  "gantry.config.ts",
  `import { defineProject } from "gantry";
import { project as meridian } from ${meridian};
import { policy } from "./policy.ts";
export const project = defineProject({ ...meridian, policy, triggers: [] });
`,
);
/** Writes the project's policy: Meridian's, with more rules. */
const policyText = (rules: string, permissions = ""): string => `import { definePolicy } from "gantry";
import { project } from ${meridian};
const { treatments, roles, permissions } = project.policy;
export const policy = definePolicy({
  treatments: [
    ...treatments,
    ${rules}
  ],
  roles,
  permissions: permissions + ${JSON.stringify(permissions)},
});
`;
const own = { GANTRY_PROJECT: folder };

describe("a bad policy stops every command that needs it, with file and line", () => {
  test.each([
    [
      "a misspelt label",
      `{ label: "persn.email", to: { kind: "model" }, treatment: "token" },`,
      'did you mean "person.email"',
    ],
    [
      "a rule that can never match",
      `{ label: "public", to: { kind: "mail", name: "post" }, treatment: "pass" },`,
      "never match",
    ],
    ["contradictory rules", `{ label: "secret", to: {}, treatment: "pass" },`, "contradicts rule"],
  ])("%s", async (_, rule, said) => {
    const written = file("policy.ts", policyText(rule));
    const { code, err } = await gantry(["check"], own);
    expect(err.replaceAll(/\s+/g, " ")).toContain(said);
    expect(err).toContain(`${written}:7: rule`);
    expect(code).toBe(2);
  });
});

describe("gantry policy test", () => {
  test("holds the sample's cases", async () => {
    const { code, out } = await gantry(["policy", "test"], {});
    expect(out).toMatch(/✓ \d\d of \d\d cases hold/);
    expect(code).toBe(0);
  });

  test("says of each case that fails what was expected, what is, by which rule, and on which line it stands", async () => {
    file("policy.ts", policyText(""));
    const cases = file(
      "policy.cases.ts",
      `import { policyCases } from "gantry";
export const cases = policyCases({
  callers: { boss: { roles: ["sales-director"] }, manager: { roles: ["sales-manager"], attributes: { region: "EMEA" } } },
  permissions: [{ caller: "boss", may: ["ask", "see:ledger"] }],
  treatments: [
    { label: "person.email", to: { kind: "model", zone: "inside" }, is: "token" },
  ],
  data: { "crm.accounts": [{ id: "1", region: "EMEA" }, { id: "2", region: "APAC" }] },
  rows: [{ caller: "manager", table: "crm.accounts", by: "id", sees: ["1", "2"] }],
});
`,
    );
    const { code, out } = await gantry(["policy", "test"], own);
    expect(code).toBe(1);
    expect(out).toContain(`✗ ${cases}:4: boss may see:ledger\n    it is denied, no policy permits it`);
    expect(out).toContain(
      `✗ ${cases}:6: person.email (copied) → model inside: token\n    it is refuse, by person.* → model: refuse`,
    );
    expect(out).toContain(`✗ ${cases}:9: manager finds in crm.accounts: 1, 2\n    she finds: 1`);
    expect(out).toContain("1 of 4 cases hold");
  });
});

test("gantry policy test holds what services may, and how many must accept", async () => {
  file(
    "policy.ts",
    policyText("").replace(
      "definePolicy({",
      `definePolicy({
  services: [{ name: "digest", title: "Digest", roles: ["sales-manager"], attributes: { region: "EMEA" } }],
  approvals: [{ flow: "retention", people: 2 }, { notRequester: true }],`,
    ),
  );
  const cases = file(
    "policy.cases.ts",
    `import { policyCases } from "gantry";
export const cases = policyCases({
  callers: { digest: { service: "digest" } },
  permissions: [{ caller: "digest", may: ["ask"], mayNot: ["see:ledger"] }],
  approvals: [
    { flow: "retention", people: 2, notRequester: true },
    { flow: "sales-trends", people: 2 },
  ],
  data: { "crm.accounts": [{ id: "1", region: "EMEA" }, { id: "2", region: "APAC" }] },
  rows: [{ caller: "digest", table: "crm.accounts", by: "id", sees: ["1"] }],
});
`,
  );
  const { code, out } = await gantry(["policy", "test"], own);
  expect(code).toBe(1);
  expect(out).toContain(
    `✗ ${cases}:7: what goes out of sales-trends: acceptances of 2 people\n    it takes: one acceptance, none by whoever asked`,
  );
  expect(out).toContain("4 of 5 cases hold");
  file(
    "policy.cases.ts",
    `import { policyCases } from "gantry";
export const cases = policyCases({ callers: { digest: { service: "digset" } }, permissions: [{ caller: "digest", may: ["ask"] }] });
`,
  );
  expect(await gantry(["policy", "test"], own)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no service "digset"[\s\S]*services: digest/),
  });
});

describe("gantry policy diff", () => {
  test("says by flow, step, label and role what a changed policy would newly refuse and allow", async () => {
    const changed = file(
      "changed.ts",
      policyText(
        `{ label: "person.email", to: { kind: "mail" }, treatment: "refuse" },`,
        '\npermit (principal in Role::"analyst", action == Action::"approve", resource);',
      ).replace('from "gantry"', `from ${JSON.stringify(path.join(root, "packages/gantry/src/index.ts"))}`),
    );
    const { code, out } = await gantry(["policy", "diff", changed, "--json"], {});
    expect(code).toBe(1);
    const { changes } = JSON.parse(out) as { changes: Record<string, unknown>[] };
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: "flow", flow: "retention", effect: "newly-refused" }),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({
        effect: "newly-refused",
        step: "emails",
        destination: "mail (outside)",
        column: "crm.contacts.email",
        label: "person.email",
        before: "pass",
        after: "refuse",
      }),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({ effect: "newly-allowed", role: "analyst", permission: "approve:retention" }),
    );
    // The permission is for every flow, and two of them send mail: each is refused as a whole, for one column.
    const flows = ["retention", "sales-trends", "follow-up", "collection", "document-answers"];
    for (const flow of flows)
      expect(changes).toContainEqual(expect.objectContaining({ role: "analyst", permission: `approve:${flow}` }));
    expect(changes).toHaveLength(flows.length + 4);
  });

  test("of a policy with itself there is none", async () => {
    const { code, out } = await gantry(["policy", "diff", path.join(root, "examples/meridian/policy.ts")], {});
    expect(out).toContain("no difference");
    expect(code).toBe(0);
  });
});

test("gantry check --sarif points to the step's line in the flow's file, and exits 1", async () => {
  const project = path.join(root, "test/projects/leaky");
  const { code, out } = await gantry(["check", "leaky", "--sarif"], { GANTRY_PROJECT: project });
  expect(code).toBe(1);
  const [run] = (JSON.parse(out) as { runs: { results: Record<string, unknown>[] }[] }).runs;
  expect(run?.results).toHaveLength(1);
  expect(run?.results[0]).toMatchObject({
    ruleId: "refused-by-policy",
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "test/projects/leaky/gantry.config.ts" },
          region: { startLine: 17 },
        },
        logicalLocations: [{ fullyQualifiedName: "leaky.letters" }],
      },
    ],
  });
});

test("gantry audit report lists purposes, categories of data, recipients, regions and retention", async () => {
  const { code, out } = await gantry(["audit", "report", "--json"], {});
  expect(code).toBe(0);
  const { stated, processing } = JSON.parse(out) as {
    stated: unknown;
    processing: {
      purpose: string;
      categories: { label: string }[];
      recipients: Record<string, unknown>[];
      retention: string[];
    }[];
  };
  expect(stated).toMatchObject({ controller: expect.stringContaining("Meridian") });
  expect(processing.map((it) => it.purpose)).toEqual([
    "customer retention",
    "sales planning",
    "customer care",
    "product marketing",
    "product information",
  ]);
  const [
    { purpose, categories, recipients, retention } = { purpose: "", categories: [], recipients: [], retention: [] },
  ] = processing;
  expect(purpose).toBe("customer retention");
  expect(categories.map((it) => it.label)).toEqual(
    expect.arrayContaining(["person.name", "person.email", "company.name"]),
  );
  expect(recipients).toContainEqual(
    expect.objectContaining({
      kind: "model",
      name: "builtin/rules",
      region: "local",
      receives: expect.objectContaining({ token: ["company.name", "person.name", "text.untrusted"] }),
    }),
  );
  expect(recipients.map((it) => it["name"])).toEqual(expect.arrayContaining(["mail", "crm", "analyst"]));
  // No model gets an address, and nobody who may not run the flow is a recipient.
  expect(JSON.stringify(recipients.filter((it) => it["kind"] === "model"))).not.toContain("person.email");
  expect(recipients.map((it) => it["name"])).not.toContain("compliance");
  expect(retention.join("\n")).toContain("336 hours");
});
