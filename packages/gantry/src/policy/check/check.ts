// A policy held against the house it is for: labels, tables, columns, channels and flows that it names must be there.
import { nearMatches } from "../../catalog/index.ts";
import type { Policy, TreatmentRule } from "../types.ts";
import { refuseFaults } from "./fault.ts";
import type { Fault } from "./fault.ts";
import { covers, vocabulary } from "./labels.ts";
import { permissionFaults } from "./permissions.ts";
import { nameRule } from "./rules.ts";
import { sourceOf } from "./source.ts";

/** What a house has that a policy may name. */
export interface PolicyFacts {
  /** Labels that columns of the catalog carry. */
  readonly labels: readonly string[];
  /** Full names of tables and of columns. */
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  /** By kind: names of destinations that there are, with their zone. Of a kind that is left out, every name is let through. */
  readonly channels: Readonly<
    Partial<Record<"tool" | "mail" | "write" | "page", readonly { readonly name: string; readonly zone: string }[]>>
  >;
  /** Whether such a deployment could be configured: `builtin/rules`, `openai:gpt-5`. */
  readonly isModel: (name: string) => boolean;
  readonly flows: readonly string[];
}

/**
 * @throws GantryError `bad-config` with file and line of each fault: a label that neither the catalog nor our vocabulary
 * knows (with the nearest), a rule for a channel, zone, table or column that is not there, a flow that is not there.
 */
export const checkPolicy = (policy: Policy, facts: PolicyFacts): void => {
  const known = [...new Set([...facts.labels, ...vocabulary])];
  refuseFaults(sourceOf(policy), [
    ...policy.treatments.flatMap((rule, index) => {
      const what = labelFault(rule, known) ?? channelFault(rule, facts);
      if (what === undefined) return [];
      const [text, remedy] = what;
      return [
        {
          path: ["treatments", index],
          what: `${nameRule(policy, rule)}: ${text}`,
          ...(remedy === undefined ? {} : { remedy }),
        },
      ];
    }),
    ...roleFaults(policy, facts),
    ...approvalFaults(policy, facts),
    ...permissionFaults(policy, facts.flows),
  ]);
};

type Said = readonly [what: string, remedy?: string | undefined];

const didYouMean = (near: readonly string[], others: readonly string[]): string | undefined => {
  if (near.length > 0) return `did you mean ${near.map((it) => `"${it}"`).join(" or ")}?`;
  return others.length === 0 ? undefined : `there are: ${others.slice(0, 8).join(", ")}`;
};

const labelFault = ({ label }: TreatmentRule, known: readonly string[]): Said | undefined => {
  if (known.some((it) => covers(label, it))) return undefined;
  const what = `no column carries a label that "${label}" covers, and we know none`;
  if (label.endsWith(".*")) {
    const stems = known.map((it) => it.slice(0, Math.max(0, it.lastIndexOf("."))) || it);
    const near = nearMatches(label.slice(0, -2), stems).map((it) => `${it}.*`);
    return [what, didYouMean(near.slice(0, 2), [])];
  }
  const near = nearMatches(label, known);
  const ofFamily = near.filter((it) => familyOf(it) === familyOf(label));
  return [what, didYouMean((ofFamily.length > 0 ? ofFamily : near).slice(0, 2), [])];
};

const familyOf = (label: string): string | undefined => label.split(".")[0];

const channelFault = ({ to }: TreatmentRule, { channels, isModel }: PolicyFacts): Said | undefined => {
  const { kind, name, zone } = to;
  if (name === undefined || kind === "viewer") return undefined;
  if (kind === "model") return isModel(name) ? undefined : [`it can never match: there is no model "${name}"`];
  const all =
    kind === undefined
      ? [channels.tool, channels.mail, channels.write, channels.page].flatMap((it) => it ?? [])
      : channels[kind];
  if (all === undefined || (kind === undefined && isModel(name))) return undefined;
  const named = all.filter((it) => it.name === name);
  const names = all.map((it) => it.name);
  const thing = kind ?? "channel";
  if (named.length === 0) {
    return [`it can never match: there is no ${thing} "${name}"`, didYouMean(nearMatches(name, names), names)];
  }
  if (zone === undefined || named.some((it) => it.zone === zone)) return undefined;
  return [`it can never match: ${thing} "${name}" stands in zone ${named[0]?.zone ?? "?"}, not ${zone}`];
};

const approvalFaults = ({ approvals = [] }: Policy, { flows }: PolicyFacts): readonly Fault[] =>
  approvals.flatMap(({ flow }, index) => {
    if (flow === undefined || flows.includes(flow)) return [];
    const remedy = didYouMean(nearMatches(flow, flows).slice(0, 2), flows);
    const what = `approvals: there is no flow "${flow}"`;
    return [{ path: ["approvals", index], what, ...(remedy === undefined ? {} : { remedy }) }];
  });

const roleFaults = ({ roles }: Policy, { tables, columns }: PolicyFacts): readonly Fault[] =>
  roles.flatMap((role, index) => {
    const fault = (path: Fault["path"], kind: string, name: string, known: readonly string[]): Fault => {
      const remedy = didYouMean(nearMatches(name, known).slice(0, 2), []);
      return {
        path: ["roles", index, ...path],
        what: `role "${role.name}": there is no ${kind} ${name}`,
        ...(remedy === undefined ? {} : { remedy }),
      };
    };
    return [
      ...Object.keys(role.rowFilters ?? {})
        .filter((table) => !tables.includes(table))
        .map((table) => fault(["rowFilters", table], "table", table, tables)),
      ...(role.forbidden ?? []).flatMap((column, position) =>
        columns.includes(column) ? [] : [fault(["forbidden", position], "column", column, columns)],
      ),
    ];
  });
