// A policy as written, checked on load: a rule that says nothing, twice the same, or something unknown is refused by name.
import { GantryError, Level, Treatment, Zone } from "@gantry/contract";
import { z } from "zod";
import { contentHash } from "./canonical.ts";
import { ruleText } from "./rule-text.ts";
import type { Policy, TreatmentRule } from "./types.ts";

const labelPattern = /^(?:\*|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*(?:\.\*)?)$/;

const Rule = z.strictObject({
  label: z.string().regex(labelPattern, "a label is dotted lower case, perhaps ending in `.*`, or `*`"),
  level: Level.optional(),
  to: z.strictObject({
    kind: z.enum(["model", "mail", "write", "viewer", "page"]).optional(),
    zone: Zone.optional(),
    name: z.string().min(1).optional(),
    role: z.string().min(1).optional(),
  }),
  treatment: Treatment,
  why: z.string().optional(),
});

const RoleDefinition = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "a role is named in lower case with dashes"),
  title: z.string().min(1),
  may: z.array(
    z
      .string()
      .regex(
        /^(?:\*|(?:ask|query|administer)|(?:run|approve|see):[a-z0-9*][a-z0-9*._-]*)$/,
        "a permission is `ask`, `query`, `run:<flow>`, `approve:<flow>`, `see:<what>`, `administer`, or ends in `*`",
      ),
  ),
  rowFilters: z.record(z.string(), z.string().min(1)).optional(),
  forbidden: z
    .array(z.string().regex(/^[^.\s]+\.[^.\s]+\.[^.\s]+$/, "a column is <source>.<table>.<column>"))
    .optional(),
  minimumPeople: z.int().min(1).optional(),
});

const Aggregates = z.strictObject({
  minimum: z.int().min(1),
  labels: z.record(z.string().regex(labelPattern, "a label is dotted lower case"), z.int().min(1)).optional(),
});

const Definition = z.strictObject({
  treatments: z.array(Rule),
  roles: z.array(RoleDefinition),
  aggregates: Aggregates.optional(),
});

/** What `definePolicy` takes: everything of a policy but its version. */
export type PolicyDefinition = Omit<Policy, "version">;

export interface PolicyCheck {
  /** Labels that the catalog uses: a rule whose label covers none of them is refused as a slip of the pen. */
  readonly knownLabels?: readonly string[];
  /** Where the policy was read from, for errors. */
  readonly file?: string;
}

const covers = (rule: string, label: string): boolean =>
  rule === "*" || rule === label || (rule.endsWith(".*") && (label + ".").startsWith(rule.slice(0, -1)));

const fail = (check: PolicyCheck, where: string, what: string, remedy?: string): never => {
  const file = check.file === undefined ? "policy" : `policy ${check.file}`;
  throw new GantryError("bad-config", `${file}, ${where}: ${what}`, { remedy, where: { policy: where } });
};

const checkRules = (definition: PolicyDefinition, check: PolicyCheck): void => {
  const roles = new Set(definition.roles.map((role) => role.name));
  const seen = new Map<string, number>();
  for (const [index, rule] of definition.treatments.entries()) {
    const where = `rule ${index + 1} "${ruleText(rule)}"`;
    if (rule.to.role !== undefined && !roles.has(rule.to.role))
      fail(check, where, `no role "${rule.to.role}" is defined`);
    if (rule.to.role !== undefined && rule.to.kind !== undefined && !["viewer", "page"].includes(rule.to.kind)) {
      fail(check, where, `it can never match: only viewers and pages have roles, not a ${rule.to.kind}`);
    }
    const matches = contentHash({ label: rule.label, level: rule.level, to: rule.to });
    const earlier = seen.get(matches);
    if (earlier !== undefined) {
      fail(check, where, `it can never match: rule ${earlier + 1} covers exactly the same`, "delete one of the two");
    }
    seen.set(matches, index);
    if (check.knownLabels !== undefined && rule.label !== "unlabelled") {
      if (!check.knownLabels.some((label) => covers(rule.label, label))) {
        fail(check, where, `no column carries a label that "${rule.label}" covers`);
      }
    }
  }
};

/**
 * Checks a policy and stamps it with its version (first 12 hex digits of the SHA-256 over its content).
 * Throws `bad-config` naming the rule or role: unknown treatment, zone, kind, level or role, a malformed label or
 * permission, two rules with the same match.
 */
export const definePolicy = (definition: unknown, check: PolicyCheck = {}): Policy => {
  const parsed = Definition.safeParse(definition);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const [section, index, ...rest] = issue?.path ?? [];
    const where = section === undefined ? "top level" : namePlace(String(section), index, definition);
    return fail(
      check,
      where,
      `${rest.map(String).join(".")}${rest.length > 0 ? ": " : ""}${issue?.message ?? "malformed"}`,
    );
  }
  // zod's optional properties are `T | undefined`; the parsed JSON has none that are present and undefined.
  const policy = parsed.data as PolicyDefinition;
  const names = new Set<string>();
  for (const role of policy.roles) {
    if (names.has(role.name)) fail(check, `role "${role.name}"`, "it is defined twice");
    names.add(role.name);
  }
  checkRules(policy, check);
  return { version: contentHash(policy).slice(0, 12), ...policy };
};

const namePlace = (section: string, index: PropertyKey | undefined, definition: unknown): string => {
  if (typeof index !== "number") return section;
  // Only reads names for the message: whatever else it is, it failed to parse.
  const item = (definition as Record<string, unknown[]>)[section]?.[index] as Partial<TreatmentRule> & {
    name?: string;
  };
  if (section === "roles") return `role "${item?.name ?? index + 1}"`;
  return `rule ${index + 1} "${typeof item?.label === "string" ? item.label : "?"} → …"`;
};
