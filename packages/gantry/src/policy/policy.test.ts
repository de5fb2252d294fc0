import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  access,
  decide,
  defaultTreatments,
  definePolicy,
  may,
  narrow,
  permissionsOf,
  pseudonymous,
  stricter,
  strictness,
} from "./index.ts";
import type { Caller, Destination, Policy, TreatmentRule } from "./index.ts";

const roles = [
  {
    name: "sales-manager",
    title: "Sales manager",
    rowFilters: { "crm.accounts": "region = $caller_region" },
    forbidden: ["crm.contacts.phone"],
  },
  { name: "analyst", title: "Analyst" },
];
const permissions = `
permit (principal in Role::"sales-manager", action in [Action::"ask", Action::"approve"], resource);
permit (principal in Role::"sales-manager", action == Action::"run", resource == Flow::"retention")
  when { principal.hasTag("region") && principal.getTag("region") == "EMEA" };
permit (principal in Role::"analyst", action == Action::"see", resource == View::"catalog");
`;
const policyOf = (...treatments: TreatmentRule[]) => definePolicy({ treatments, roles });
const outside: Destination = { kind: "model", zone: "outside", name: "openai:gpt-5" };
const callerOf = (names: string[], attributes: Record<string, string> = {}): Caller => ({
  subject: "u1",
  name: "U One",
  roles: names,
  via: "issuer",
  attributes,
  tokens: {},
  surface: "console",
});

describe("what may go where", () => {
  test("the most specific label wins over the most specific destination", () => {
    const policy = policyOf(
      { label: "person.*", to: { name: "openai:gpt-5" }, treatment: "token" },
      { label: "person.email", to: { zone: "outside" }, treatment: "drop" },
    );
    const decision = decide(policy, { label: "person.email", level: "copied", destination: outside });
    expect(decision).toEqual({ treatment: "drop", rule: "person.email → outside: drop" });
  });

  test("among equal labels a named destination wins, among equal destinations a named level, then the stricter", () => {
    const policy = policyOf(
      { label: "financial", to: { kind: "model" }, treatment: "refuse" },
      { label: "financial", to: { name: "openai:gpt-5" }, treatment: "band" },
      { label: "financial", level: "control", to: { name: "openai:gpt-5" }, treatment: "pass" },
      { label: "usage", to: { kind: "viewer", role: "analyst" }, treatment: "pass" },
      { label: "usage", to: { kind: "viewer", role: "sales-manager" }, treatment: "band" },
    );
    expect(decide(policy, { label: "financial", level: "derived", destination: outside }).treatment).toBe("band");
    expect(decide(policy, { label: "financial", level: "control", destination: outside }).treatment).toBe("pass");
    const viewer = { kind: "viewer", zone: "inside", name: "console", roles: ["analyst", "sales-manager"] } as const;
    expect(decide(policy, { label: "usage", level: "copied", destination: viewer }).treatment).toBe("band");
  });

  test("a region, or any of several, is closer than a zone; what stands in none that is named is not meant", () => {
    const policy = policyOf(
      { label: "financial", to: { kind: "model", zone: "outside" }, treatment: "refuse" },
      { label: "financial", to: { kind: "model", region: ["eu", "ch"] }, treatment: "band" },
    );
    const at = (region?: string) =>
      decide(policy, {
        label: "financial",
        level: "copied",
        destination: region === undefined ? outside : { ...outside, region },
      });
    expect(at("ch")).toEqual({ treatment: "band", rule: "financial → model in region eu or ch: band" });
    for (const region of ["us", "unknown", undefined]) expect(at(region).treatment).toBe("refuse");
  });

  test("no rule, and no label, mean refuse; `*` covers every label but not its absence", () => {
    const policy = policyOf({ label: "*", to: {}, treatment: "pass" });
    expect(decide(policy, { labels: [], level: "copied", destination: outside })).toEqual({
      treatment: "refuse",
      rule: "no rule: refuse",
    });
    expect(decide(policyOf(), { label: "public", level: "copied", destination: outside }).treatment).toBe("refuse");
  });

  test("several labels, and a pinned with a current policy, give the strictest", () => {
    const label = fc.constantFrom("person.name", "person.email", "financial", "public", "unlabelled");
    const rule: fc.Arbitrary<TreatmentRule> = fc.record({
      label: fc.constantFrom("person.*", "person.name", "financial", "public", "*", "unlabelled"),
      to: fc.constantFrom({}, { zone: "outside" as const }, { kind: "model" as const }),
      treatment: fc.constantFrom(...strictness),
    });
    const rules = fc.uniqueArray(rule, { selector: (it) => JSON.stringify([it.label, it.to]), maxLength: 8 });
    fc.assert(
      fc.property(rules, rules, fc.array(label, { minLength: 1, maxLength: 3 }), (one, other, labels) => {
        const policies = [policyOf(...one), policyOf(...other)];
        const all = decide(policies, { labels, level: "copied", destination: outside });
        for (const policy of policies) {
          for (const each of labels) {
            const single = decide(policy, { label: each, level: "copied", destination: outside });
            expect(stricter(all, single)).toEqual(all);
          }
        }
      }),
    );
  });

  test("a flow's own rules make a decision stricter or leave it, and never looser", () => {
    const rule: fc.Arbitrary<TreatmentRule> = fc.record({
      label: fc.constantFrom("person.*", "person.name", "public", "*", "unlabelled"),
      to: fc.constantFrom({}, { zone: "outside" as const }, { kind: "model" as const }),
      treatment: fc.constantFrom(...strictness),
    });
    const rules = fc.uniqueArray(rule, { selector: (it) => JSON.stringify([it.label, it.to]), maxLength: 6 });
    const label = fc.constantFrom("person.name", "person.email", "public", "unlabelled");
    fc.assert(
      fc.property(rules, rules, label, (own, narrows, each) => {
        const policy: Policy = { version: "drawn", treatments: own, roles: [], permissions: "" };
        const request = { label: each, level: "copied", destination: outside } as const;
        const before = decide(policy, request);
        const after = decide(narrow(policy, narrows), request);
        expect(strictness.indexOf(after.treatment)).toBeGreaterThanOrEqual(strictness.indexOf(before.treatment));
        if (after.treatment !== before.treatment) expect(after.rule).toContain("(of the flow)");
      }),
    );
  });

  test("the defaults let ordinary flows pass and keep names, secrets and the unlabelled in", () => {
    const policy = definePolicy({ treatments: [...defaultTreatments, ...pseudonymous("analyst")], roles });
    const treat = (label: string, destination: Destination) =>
      decide(policy, { labels: label === "" ? [] : [label], level: "copied", destination }).treatment;
    expect(
      ["person.name", "company.name", "financial", "text.untrusted", "business.usage", "public", "secret", ""].map(
        (label) => treat(label, outside),
      ),
    ).toEqual(["token", "token", "band", "token", "pass", "pass", "refuse", "refuse"]);
    const inside: Destination = { kind: "model", zone: "inside", name: "builtin/rules" };
    expect(treat("person.name", inside)).toBe("pass");
    expect(treat("secret", inside)).toBe("refuse");
    expect(treat("person.email", { kind: "mail", zone: "outside", name: "mail" })).toBe("pass");
    const viewer = (role: string): Destination => ({ kind: "viewer", zone: "inside", name: "console", roles: [role] });
    expect(treat("person.name", viewer("sales-manager"))).toBe("pass");
    expect(treat("person.name", viewer("analyst"))).toBe("token");
    expect(treat("company.name", { ...viewer("sales-manager"), kind: "page", name: "crm-page" })).toBe("token");
  });
});

describe("a policy as written", () => {
  test("has a version that changes with its content alone", () => {
    const rule: TreatmentRule = { label: "public", to: {}, treatment: "pass" };
    expect(policyOf(rule).version).toBe(policyOf({ treatment: "pass", to: {}, label: "public" }).version);
    expect(policyOf({ ...rule, treatment: "drop" }).version).not.toBe(policyOf(rule).version);
    const inFile = definePolicy({
      treatments: [rule],
      roles,
      permissions: { file: "/a/policy.cedar", text: permissions },
    });
    expect(inFile.version).toBe(definePolicy({ treatments: [rule], roles, permissions }).version);
    expect(inFile.version).not.toBe(policyOf(rule).version);
  });
});

describe("who may do what", () => {
  const policy = definePolicy({ treatments: [], roles, permissions });
  test("what a permit covers is allowed, by any role and under its condition; all else is denied", () => {
    const manager = callerOf(["sales-manager"], { region: "EMEA" });
    expect(may(policy, manager, "approve:anything")).toBe(true);
    expect(may(policy, manager, "run:retention")).toBe(true);
    expect(may(policy, manager, "run:other")).toBe(false);
    expect(may(policy, callerOf(["sales-manager"], { region: "AMER" }), "run:retention")).toBe(false);
    expect(may(policy, callerOf(["sales-manager"]), "run:retention")).toBe(false);
    expect(may(policy, callerOf(["analyst", "sales-manager"]), "see:catalog")).toBe(true);
    expect(may(policy, callerOf(["nobody"]), "ask")).toBe(false);
    expect(may(policyOf(), manager, "ask")).toBe(false);
  });

  test("a forbid outweighs every permit", () => {
    const closed = `${permissions} forbid (principal in Role::"analyst", action == Action::"ask", resource);`;
    const both = callerOf(["analyst", "sales-manager"]);
    expect(may(policy, both, "ask")).toBe(true);
    expect(may(definePolicy({ treatments: [], roles, permissions: closed }), both, "ask")).toBe(false);
  });

  test("what a role may do can be listed", () => {
    expect(permissionsOf(policy, "analyst", ["retention"])).toEqual(["see:catalog"]);
    expect(permissionsOf(policy, "sales-manager", ["retention"])).toEqual(["ask", "approve:retention"]);
  });

  test("filters, forbidden columns and the caller's attributes become data for the query", () => {
    expect(access(policy, callerOf(["sales-manager", "analyst"], { Region: "EMEA" }))).toEqual({
      rowFilters: { "crm.accounts": "(region = $caller_region)" },
      forbidden: ["crm.contacts.phone"],
      parameters: {
        caller_subject: { type: "varchar", value: "u1" },
        caller_region: { type: "varchar", value: "EMEA" },
      },
      people: { minimum: 5, labels: {} },
    });
  });

  test("a number over people covers as many as the strictest of the caller's roles asks for", () => {
    const role = { title: "…" };
    const policy = definePolicy({
      treatments: [],
      roles: [
        { ...role, name: "nurse", minimumPeople: 1 },
        { ...role, name: "planner", minimumPeople: 3 },
        { ...role, name: "analyst" },
      ],
      aggregates: { minimum: 6, labels: { "person.health": 10 } },
    });
    const people = (...of: string[]) => access(policy, callerOf(of)).people;
    expect(people("nurse")).toEqual({ minimum: 1, labels: {} });
    expect(people("nurse", "planner")).toEqual({ minimum: 3, labels: {} });
    expect(people("nurse", "analyst")).toEqual({ minimum: 6, labels: { "person.health": 10 } });
  });

  test("a caller without a known role, or without the attribute that his filter needs, gets an error, not all rows", () => {
    expect(() => access(policy, callerOf(["nobody"]))).toThrow(/none of the caller's roles/);
    expect(() => access(policy, callerOf(["sales-manager"]))).toThrow(/crm\.accounts by \$caller_region/);
  });
});
