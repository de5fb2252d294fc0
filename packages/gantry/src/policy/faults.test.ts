// Bad policies are refused with file and line. Each is written to a file and loaded as a project's is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GantryError } from "@gantry/contract";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { checkPolicy, definePolicy } from "./index.ts";
import type { Destination, Policy, PolicyFacts, TreatmentRule } from "./index.ts";
import { ruleFaults } from "./check/rules.ts";
import { decidingRule } from "./decide.ts";
import { findPart } from "./written/place.ts";

const folder = mkdtempSync(path.join(tmpdir(), "gantry-policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const roles = [
  { name: "manager", title: "Manager" },
  { name: "analyst", title: "Analyst" },
];
const facts: PolicyFacts = {
  labels: ["person.name", "person.email", "company.name", "public", "our.own"],
  tables: ["crm.accounts", "crm.contacts"],
  columns: ["crm.accounts.region", "crm.accounts.notes"],
  channels: {
    mail: [{ name: "mail", zone: "outside" }],
    write: [{ name: "crm", zone: "inside" }],
    page: [{ name: "crm-page", zone: "outside" }],
  },
  regions: ["eu", "eu-west", "local"],
  isModel: (name) => name.startsWith("builtin/") || name.startsWith("openai:"),
  flows: ["retention"],
};

/** The error that defining and checking the policy ends with. */
const refusal = (definition: unknown): GantryError => {
  try {
    checkPolicy(definePolicy(definition), facts);
  } catch (error) {
    if (error instanceof GantryError) return error;
    throw error;
  }
  throw new Error("the policy was accepted");
};
const rules = (...treatments: unknown[]): GantryError => refusal({ treatments, roles });
const token = { label: "person.*", to: { zone: "outside" }, treatment: "token" };

describe("a rule is refused", () => {
  test.each([
    ["an unknown treatment", { label: "public", to: {}, treatment: "allow" }, /rule 2 "public → …".*treatment/],
    ["an unknown zone", { label: "public", to: { zone: "moon" }, treatment: "pass" }, /rule 2.*to\.zone/],
    ["a misspelt member", { label: "public", too: {}, treatment: "pass" }, /rule 2/],
    ["a malformed label", { label: "Person Name", to: {}, treatment: "pass" }, /rule 2.*dotted lower case/],
    ["an undefined role", { label: "public", to: { role: "boss" }, treatment: "pass" }, /no role "boss"/],
    [
      "a role on a write",
      { label: "public", to: { role: "analyst", kind: "write" }, treatment: "pass" },
      /never match/,
    ],
    [
      "a viewer outside",
      { label: "public", to: { kind: "viewer", zone: "outside" }, treatment: "pass" },
      /never match/,
    ],
    ["what another says already", { ...token, why: "twice" }, /rule 2.*never match: rule 1/],
    ["the opposite of another", { ...token, treatment: "pass" }, /rule 2.*contradicts rule 1/],
    [
      "an unknown mail channel",
      { label: "public", to: { kind: "mail", name: "mial" }, treatment: "pass" },
      /no mail "mial"/,
    ],
    ["an unknown model", { label: "public", to: { kind: "model", name: "openay:x" }, treatment: "pass" }, /no model/],
    [
      "a region of no model",
      { label: "public", to: { region: ["eu", "eu-wset"] }, treatment: "pass" },
      /region "eu-wset"/,
    ],
    ["a region of a mail", { label: "public", to: { kind: "mail", region: "eu" }, treatment: "pass" }, /only models/],
    ["an empty list of regions", { label: "public", to: { region: [] }, treatment: "pass" }, /rule 2.*to\.region/],
    [
      "a channel in another zone",
      { label: "public", to: { kind: "write", name: "crm", zone: "outside" }, treatment: "pass" },
      /"crm" stands in zone inside/,
    ],
  ])("with %s", (_, rule, message) => {
    expect(rules(token, rule).message).toMatch(message);
    expect(rules(token, rule).code).toBe("bad-config");
  });

  test("whose label is misspelt, with the nearest that is known", () => {
    expect(rules({ ...token, label: "person.emial" })).toMatchObject({
      message: expect.stringContaining('"person.emial"'),
      remedy: expect.stringContaining('"person.email"'),
    });
    expect(rules({ ...token, label: "persom.*" }).remedy).toContain('"person.*"');
  });

  test("that more specific ones leave nothing to, by whatever label and level", () => {
    const shadowed = [
      { label: "our.*", to: { kind: "viewer" }, treatment: "token" },
      { label: "our.*", to: { kind: "viewer", zone: "inside" }, treatment: "pass" },
    ];
    expect(rules(...shadowed).message).toMatch(/rule 1 "our\.\* → viewer: token": it can never match.*rule 2/);
  });

  test("but not for having exceptions, nor for labels that no column carries yet", () => {
    const treatments = [
      { label: "person.*", to: { kind: "model" }, treatment: "refuse" },
      { label: "person.name", to: { kind: "model" }, treatment: "token" },
      { label: "person.email", to: { kind: "model" }, treatment: "drop" },
      { label: "secret.*", to: {}, treatment: "refuse" },
      { label: "*", level: "control", to: {}, treatment: "pass" },
      { label: "*", to: { kind: "model", name: "openai:gpt-5" }, treatment: "drop" },
    ];
    expect(() => checkPolicy(definePolicy({ treatments, roles }), facts)).not.toThrow();
  });

  test("all at once, so that one look mends them all", () => {
    const said = rules(
      { ...token, label: "persom.*" },
      { label: "public", to: { kind: "page", name: "crm-pag" }, treatment: "pass" },
    );
    expect(said.message).toMatch(/2 faults/);
    expect(said.message).toMatch(/persom.*\n.*crm-pag/);
  });
});

test("what is said never to match decides nothing, whatever leaves for wherever", () => {
  const label = fc.constantFrom("person", "person.name", "person.*", "public", "*");
  const to = fc.record(
    {
      kind: fc.constantFrom("model", "mail", "viewer", "page"),
      zone: fc.constantFrom("inside", "outside"),
      name: fc.constantFrom("one", "two"),
      role: fc.constantFrom("manager", "analyst"),
    },
    { requiredKeys: [] },
  );
  const level = fc.constantFrom("copied", "derived", "aggregated", "control");
  const treatment = fc.constantFrom("pass", "token", "refuse");
  const rule = fc.record({ label, to, treatment, level }, { requiredKeys: ["label", "to", "treatment"] });
  const labels = ["person", "person.name", "person.email", "person.name.first", "public", "other"];
  const destinations = (["model", "mail", "viewer", "page"] as const).flatMap((kind) =>
    (["inside", "outside"] as const)
      .filter((zone) => (kind !== "viewer" || zone === "inside") && (kind !== "page" || zone === "outside"))
      .flatMap((zone) =>
        ["one", "two", "three"].flatMap((name) =>
          (kind === "viewer" || kind === "page" ? [["manager"], ["analyst"], ["manager", "analyst"], []] : [[]]).map(
            (held): Destination => ({ kind, zone, name, roles: held }),
          ),
        ),
      ),
  );
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), (drawn) => {
      // As the table's type has it: the generators give nothing else.
      const treatments = drawn as TreatmentRule[];
      const policy: Policy = { version: "drawn", treatments, roles, permissions: "" };
      const never = new Set(
        ruleFaults(policy).flatMap(({ path: [, index], what }) => (what.includes("never match") ? [index] : [])),
      );
      const deciding = new Set<number>();
      for (const each of labels) {
        for (const at of ["copied", "derived", "aggregated", "control"] as const) {
          for (const destination of destinations) {
            const found = decidingRule(policy, each, at, destination);
            if (found !== undefined) deciding.add(treatments.indexOf(found));
          }
        }
      }
      for (const index of never) expect(deciding.has(Number(index))).toBe(false);
    }),
  );
});

describe("a role is refused", () => {
  test("that is there twice", () => {
    expect(refusal({ treatments: [], roles: [roles[0], roles[0]] }).message).toMatch(/"manager" is defined twice/);
  });
  test("whose filter or forbidden column names what is not there", () => {
    const filtered = { ...roles[0], rowFilters: { "crm.acounts": "true" } };
    expect(refusal({ treatments: [], roles: [filtered] })).toMatchObject({
      message: expect.stringContaining("no table crm.acounts"),
      remedy: expect.stringContaining("crm.accounts"),
    });
    const blind = { ...roles[0], forbidden: ["crm.accounts.note"] };
    expect(refusal({ treatments: [], roles: [blind] }).message).toMatch(/no column crm\.accounts\.note/);
  });
});

describe("permissions are refused", () => {
  const permissions = (text: string): GantryError =>
    refusal({ treatments: [], roles, permissions: { file: "/house/policy.cedar", text } });
  const good = 'permit (principal in Role::"manager", action, resource);\n// Für Prüfer:\n';

  test.each([
    ["a misspelt role", 'permit (principal in Role::"manger", action, resource);', /"manger"/],
    ["a misspelt action", 'permit (principal, action == Action::"aks", resource);', /"aks"/],
    [
      "a view that is not there",
      'permit (principal, action == Action::"see", resource == View::"ledgers");',
      /ledgers/,
    ],
    [
      "a flow that is not there",
      'permit (principal, action == Action::"run", resource == Flow::"retentoin");',
      /retentoin/,
    ],
    ["a misspelt word", "permti (principal, action, resource);", /./],
    ["a rule that never holds", 'permit (principal, action == Action::"run", resource == View::"runs");', /./],
  ])("for %s, with file and line", (_, text, message) => {
    const said = permissions(good + text);
    expect(said.message).toMatch(/^\/house\/policy\.cedar:3: permissions: /);
    expect(said.message).toMatch(message);
  });

  test("where a forbid takes back all that a permit gives", () => {
    const text = 'permit (principal in Role::"analyst", action == Action::"ask", resource);\n';
    expect(permissions(`${text}forbid (principal, action == Action::"ask", resource);\n`).message).toMatch(
      /policy\.cedar:1: .*never hold.*line 2/,
    );
  });
});

describe("the line of a policy in TypeScript", () => {
  const load = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    const own = pathToFileURL(path.join(import.meta.dirname, "index.ts")).href;
    writeFileSync(file, `import { definePolicy, defaultTreatments } from "${own}";\n${text}`);
    const { policy } = (await import(pathToFileURL(file).href).catch((error: Error) => ({ policy: error }))) as {
      policy: Policy | Error;
    };
    if (policy instanceof Error) return policy.message;
    try {
      checkPolicy(policy, facts);
      return "accepted";
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
  };

  test("is that of the rule, found behind comments, strings, spreads and names", async () => {
    const said = await load(
      "rules.ts",
      `const to = { kind: "model" } as const; // a bracket: ]
/* export const policy = definePolicy({ treatments: [ */
const roles = [
  { name: "manager", title: "definePolicy({" },
  {
    name: "analyst",
    title: \`An \${"analyst"}\`,
    forbidden: ["crm.accounts.note"],
  },
];
export const policy = definePolicy({
  treatments: [
    { label: "our.own", to, treatment: "pass" },
    ...defaultTreatments,
    {
      label: "persom.name", // a slip
      to: { kind: "viewer" },
      treatment: "token",
    },
  ],
  roles,
});
`,
    );
    expect(said).toMatch(/rules\.ts:16: rule \d+ "persom\.name → viewer: token"/);
    expect(said).toMatch(/rules\.ts:9: role "analyst": there is no column crm\.accounts\.note/);
  });

  test("is that of the call where the rules come from elsewhere", async () => {
    const said = await load(
      "made.ts",
      `const made = ["persom.*"].map((label) => ({ label, to: {}, treatment: "pass" }));
export const policy = definePolicy({
  roles: [],
  treatments: made,
});
`,
    );
    expect(said).toMatch(/made\.ts:2: rule 1/);
  });
});

test("a part is found by keys and indices, a spread counts for all it holds", () => {
  const text = `({ a: 1, "list": [ x(1, 2), ...more, { b: [true, "],"] } ] })`;
  const value = { a: 1, list: [1, 2, 3, { b: [true, "],"] }] };
  const at = (...into: (string | number)[]): string => text.slice(findPart(text, 1, into, value)).slice(0, 4);
  expect(at("list", 0)).toBe("x(1,");
  expect(at("list", 2)).toBe("...m");
  expect(at("list", 3, "b", 1)).toBe('"],"');
});
