// What a changed policy would newly allow or refuse, over all flows: two sets of proofs and two policies, side by side.
import type { Exposure, Treatment } from "@gantry/contract";
import { viewerExposures } from "../flow/index.ts";
import { permissionsOf, strictness } from "../policy/index.ts";
import type { Policy } from "../policy/index.ts";
import type { Proofs } from "./prove.ts";

export type Effect = "newly-refused" | "newly-allowed" | "stricter" | "looser" | "changed";

/** One difference: where it is, and what it is before and after. */
export interface PolicyChange {
  readonly kind: "flow" | "treatment" | "permission" | "row-filter" | "column";
  readonly effect: Effect;
  readonly before: string;
  readonly after: string;
  readonly flow?: string;
  readonly step?: string;
  readonly destination?: string;
  readonly column?: string;
  readonly label?: string;
  readonly level?: Exposure["level"];
  /** The rules that decide, before and after. */
  readonly rules?: readonly [string, string];
  readonly role?: string;
  readonly permission?: string;
  readonly table?: string;
}

export interface Side {
  readonly policy: Policy;
  readonly proofs: Proofs;
}

/** All differences, flows first, then permissions, rows and columns. */
export function diffPolicies(before: Side, after: Side): readonly PolicyChange[] {
  return [
    ...after.proofs.proved.flatMap(({ document }) => flowChanges(document.name, before, after)),
    ...roleNames(before, after).flatMap((role) => roleChanges(role, before, after)),
  ];
}

const roleNames = (...sides: readonly Side[]): readonly string[] => [
  ...new Set(sides.flatMap(({ policy }) => policy.roles.map((role) => role.name))),
];

function flowChanges(flow: string, before: Side, after: Side): readonly PolicyChange[] {
  const roles = roleNames(before, after);
  const [was, is] = [before, after].map((side) => exposuresOf(side, flow, roles));
  const changes: PolicyChange[] = [];
  const [passed, passes] = [before, after].map(
    (side) => side.proofs.proved.find((it) => it.document.name === flow)?.proof.ok,
  );
  if (passed !== passes) {
    const words = (ok: boolean | undefined): string => (ok ? "published" : "refused");
    const effect = passes ? "newly-allowed" : "newly-refused";
    changes.push({ kind: "flow", flow, effect, before: words(passed), after: words(passes) });
  }
  for (const [key, now] of is ?? []) {
    const then = was?.get(key);
    if (then === undefined || then.treatment === now.treatment) continue;
    const { step, destination, column, label, level } = now;
    changes.push({
      kind: "treatment",
      effect: effectOf(then.treatment, now.treatment),
      before: then.treatment,
      after: now.treatment,
      flow,
      step,
      destination: `${destination} (${now.zone})`,
      column,
      label,
      level,
      rules: [then.rule, now.rule],
    });
  }
  return changes;
}

const effectOf = (before: Treatment, after: Treatment): Effect => {
  if (after === "refuse") return "newly-refused";
  if (before === "refuse") return "newly-allowed";
  return strictness.indexOf(after) > strictness.indexOf(before) ? "stricter" : "looser";
};

function exposuresOf({ policy, proofs }: Side, flow: string, roles: readonly string[]): ReadonlyMap<string, Exposure> {
  const proved = proofs.proved.find((it) => it.document.name === flow);
  if (proved === undefined) return new Map();
  const { document, shapes, proof } = proved;
  const seen = viewerExposures({ document, shapes, catalog: proofs.catalog, policy, roles });
  return new Map(
    [...proof.exposures, ...seen].map((it) => [
      JSON.stringify([it.step, it.destination, it.zone, it.via, it.level, it.column, it.label]),
      it,
    ]),
  );
}

function roleChanges(role: string, before: Side, after: Side): readonly PolicyChange[] {
  const flows = after.proofs.proved.map(({ document }) => document.name);
  const [could, can] = [before, after].map(({ policy }) => new Set(permissionsOf(policy, role, flows)));
  const permissions = [...new Set([...(could ?? []), ...(can ?? [])])].flatMap(
    (permission): readonly PolicyChange[] => {
      const [then, now] = [could?.has(permission), can?.has(permission)];
      if (then === now) return [];
      const words = (allowed: boolean | undefined): string => (allowed ? "allow" : "deny");
      const effect = now ? "newly-allowed" : "newly-refused";
      return [{ kind: "permission", effect, role, permission, before: words(then), after: words(now) }];
    },
  );
  const [old, fresh] = [before, after].map(({ policy }) => policy.roles.find((it) => it.name === role));
  const tables = new Set([...Object.keys(old?.rowFilters ?? {}), ...Object.keys(fresh?.rowFilters ?? {})]);
  const filters = [...tables].flatMap((table): readonly PolicyChange[] => {
    const then = old?.rowFilters?.[table] ?? "all rows";
    const now = fresh?.rowFilters?.[table] ?? "all rows";
    return then === now ? [] : [{ kind: "row-filter", effect: "changed", role, table, before: then, after: now }];
  });
  const columns = [...new Set([...(old?.forbidden ?? []), ...(fresh?.forbidden ?? [])])].flatMap(
    (column): readonly PolicyChange[] => {
      const [then, now] = [old, fresh].map((it) => it?.forbidden?.includes(column) === true);
      if (then === now) return [];
      const words = (gone: boolean | undefined): string => (gone ? "does not exist" : "exists");
      const effect = now ? "newly-refused" : "newly-allowed";
      return [{ kind: "column", effect, role, column, before: words(then), after: words(now) }];
    },
  );
  return [...permissions, ...filters, ...columns];
}
