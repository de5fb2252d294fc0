// Cases written beside a policy: who may do what, what goes where in which form, which rows exist for whom. What they
// say is held against the policy by pure functions; rows are found by a port, since that takes a query engine.
import { Level, Treatment, Zone } from "@gantry/contract";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { access } from "./access.ts";
import type { CallerAccess } from "./access.ts";
import { decidingPolicies } from "./cedar/index.ts";
import { decide } from "./decide.ts";
import type { Caller, Destination, Policy } from "./types.ts";
import { callSite, placeOf, placeText } from "./written/index.ts";
import type { PathInto, WrittenAt } from "./written/index.ts";

const CaseCaller = z.strictObject({
  roles: z.array(z.string()),
  attributes: z.record(z.string(), z.string()).default({}),
  via: z.enum(["issuer", "crm"]).default("issuer"),
  surface: z.string().default("console"),
  subject: z.string().default("somebody"),
});

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Rows = z.array(z.record(z.string(), Cell));

const Cases = z.strictObject({
  callers: z.record(z.string(), CaseCaller),
  permissions: z
    .array(
      z.strictObject({
        caller: z.string(),
        may: z.array(z.string()).default([]),
        mayNot: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  treatments: z
    .array(
      z.strictObject({
        label: z.string(),
        level: Level.default("copied"),
        to: z.strictObject({
          kind: z.enum(["model", "tool", "mail", "write", "viewer", "page"]),
          zone: Zone,
          name: z.string().default("any"),
          roles: z.array(z.string()).default([]),
        }),
        is: Treatment,
      }),
    )
    .default([]),
  data: z.record(z.string(), Rows).default({}),
  rows: z
    .array(
      z.strictObject({
        caller: z.string(),
        table: z.string(),
        by: z.string(),
        sees: z.array(Cell),
        hides: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

/** What `policyCases` takes. */
export type PolicyCasesDefinition = z.input<typeof Cases>;
export type PolicyCases = z.output<typeof Cases>;
export type CaseRows = PolicyCases["data"];

const written = new WeakMap<PolicyCases, WrittenAt>();

/**
 * Cases for `gantry policy test`.
 *
 * @throws GantryError `bad-config` naming the place that is malformed
 * @example
 * export const cases = policyCases({
 *   callers: { manager: { roles: ["sales-manager"], attributes: { region: "EMEA" } } },
 *   permissions: [{ caller: "manager", may: ["ask", "run:retention"], mayNot: ["see:ledger"] }],
 *   treatments: [{ label: "person.email", to: { kind: "model", zone: "outside" }, is: "refuse" }],
 *   data: { "crm.accounts": [{ id: "1", region: "EMEA" }, { id: "2", region: "APAC" }] },
 *   rows: [{ caller: "manager", table: "crm.accounts", by: "id", sees: ["1"] }],
 * });
 */
export const policyCases = (definition: PolicyCasesDefinition): PolicyCases => {
  const parsed = Cases.safeParse(definition);
  const at = callSite("policyCases", [import.meta.url]);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = at === undefined ? "policy cases" : placeText(placeOf(at, (issue?.path ?? []).map(part), definition));
    const where = (issue?.path ?? []).map(String).join(".");
    throw new GantryError("bad-config", `${place}: ${where}: ${issue?.message ?? "malformed"}`);
  }
  if (at !== undefined) written.set(parsed.data, at);
  return parsed.data;
};

const part = (key: PropertyKey): string | number => (typeof key === "number" ? key : String(key));

export interface CaseResult {
  readonly ok: boolean;
  /** "policy.cases.ts:12" */
  readonly at: string;
  /** What was expected, in words. */
  readonly expected: string;
  /** What is, and why; of a case that holds, nothing. */
  readonly found: string | null;
}

/** Values of `by` that exist for a caller with this access, over the cases' data. */
export type FindRows = (table: string, by: string, seen: CallerAccess) => Promise<readonly unknown[]>;

/** Holds a policy against cases, in the order in which they are written. */
export const runCases = async (policy: Policy, cases: PolicyCases, find: FindRows): Promise<readonly CaseResult[]> => {
  const site = written.get(cases);
  const at = (...into: PathInto): string => (site === undefined ? "case" : placeText(placeOf(site, into, cases)));
  const results: CaseResult[] = [];
  const tell = (place: string, expected: string, found: string | null): void => {
    results.push({ ok: found === null, at: place, expected, found });
  };
  for (const [index, { caller, may, mayNot }] of cases.permissions.entries()) {
    const place = at("permissions", index);
    const who = callerOf(cases, caller, place);
    for (const [permission, wanted] of [
      ...may.map((it) => [it, true] as const),
      ...mayNot.map((it) => [it, false] as const),
    ]) {
      const { allowed, policies } = decidingPolicies(policy, who, permission);
      const deciding = policies.map((it) => `policy ${it + 1}`).join(", ");
      const why = deciding === "" ? "no policy permits it" : `by ${deciding} of the permissions`;
      const said = `it is ${allowed ? "allowed" : "denied"}, ${why}`;
      tell(place, `${caller} ${wanted ? "may" : "may not"} ${permission}`, allowed === wanted ? null : said);
    }
  }
  for (const [index, { label, level, to, is }] of cases.treatments.entries()) {
    const { treatment, rule } = decide(policy, { label, level, destination: to });
    const expected = `${label} (${level}) → ${destinationWords(to)}: ${is}`;
    tell(at("treatments", index), expected, treatment === is ? null : `it is ${treatment}, by ${rule}`);
  }
  for (const [index, { caller, table, by, sees, hides }] of cases.rows.entries()) {
    const place = at("rows", index);
    const seen = access(policy, callerOf(cases, caller, place));
    const found = (await find(table, by, seen)).map(String).toSorted();
    const wanted = sees.map(String).toSorted();
    const same = found.length === wanted.length && found.every((value, position) => value === wanted[position]);
    const list = (values: readonly string[]): string => (values.length === 0 ? "none" : values.join(", "));
    tell(place, `${caller} finds in ${table}: ${list(wanted)}`, same ? null : `she finds: ${list(found)}`);
    for (const column of hides) {
      const isGone = seen.forbidden.includes(`${table}.${column}`);
      tell(place, `${caller} finds no column ${table}.${column}`, isGone ? null : "it exists for her");
    }
  }
  return results;
};

const callerOf = ({ callers }: PolicyCases, name: string, place: string): Caller => {
  const found = callers[name];
  if (found !== undefined) return { ...found, name, tokens: {} };
  throw new GantryError("bad-config", `${place}: there is no caller "${name}"`, {
    remedy: `callers: ${Object.keys(callers).join(", ") || "none"}`,
  });
};

const destinationWords = ({ kind, zone, name, roles = [] }: Destination): string =>
  [kind, name === "any" ? "" : `"${name}"`, roles.join("+"), zone].filter(Boolean).join(" ");
