// Which rows and columns exist for a caller.
import { GantryError } from "@gantry/contract";
import type { Caller, Policy, Role } from "./types.ts";

/** What a caller may see, as data for the query engine: it applies it at landing, before the caller's SQL runs. */
export interface CallerAccess {
  /** By table: a boolean SQL expression with `$caller_<attribute>` parameters. */
  readonly rowFilters: Readonly<Record<string, string>>;
  /** Full names of columns that do not exist for this caller. */
  readonly forbidden: readonly string[];
  /** By name without `$`: `caller_subject`, and `caller_<attribute>` for each attribute, in lower snake case. */
  readonly parameters: Readonly<Record<string, { readonly type: "varchar"; readonly value: string }>>;
  /** How many distinct people an aggregated value must cover. */
  readonly people: { readonly minimum: number; readonly labels: Readonly<Record<string, number>> };
}

/** Where a policy doesn't say: a common choice of statistical offices lies between 3 and 10. */
const usualMinimum = 5;

/** The rule for a role that has none of its own. */
export const usualPeopleRule = ({ aggregates }: Policy): CallerAccess["people"] => ({
  minimum: aggregates?.minimum ?? usualMinimum,
  labels: aggregates?.labels ?? {},
});

/** The rule that each of the caller's roles agrees to: the highest minimum. A role's own stands in place of the policy's. */
const peopleRule = (policy: Policy, roles: readonly Role[]): CallerAccess["people"] => {
  const { minimum, labels } = usualPeopleRule(policy);
  const own = roles.map((role) => role.minimumPeople);
  const stated = own.filter((each) => each !== undefined);
  const isOwn = stated.length === own.length;
  return {
    minimum: Math.max(...stated, isOwn ? 1 : minimum),
    labels: isOwn ? {} : labels,
  };
};

const rolesOf = (policy: Policy, caller: Caller): readonly Role[] =>
  policy.roles.filter((role) => caller.roles.includes(role.name));

/**
 * The caller's view of the data. A table that several of his roles filter shows the rows of each (OR); a role without a
 * filter on it widens nothing (a role that is to see all says `true`). A column forbidden by any of his roles is gone.
 * Throws `forbidden` when no role of his is known, or when a filter needs an attribute that he has not.
 */
export const access = (policy: Policy, caller: Caller): CallerAccess => {
  const roles = rolesOf(policy, caller);
  if (roles.length === 0) {
    throw new GantryError("forbidden", "none of the caller's roles is known to the policy", {
      remedy: `give the caller one of: ${policy.roles.map((role) => role.name).join(", ")}`,
    });
  }
  const parameters: Record<string, { type: "varchar"; value: string }> = {
    caller_subject: { type: "varchar", value: caller.subject },
  };
  for (const [name, value] of Object.entries(caller.attributes)) {
    parameters[`caller_${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`] = { type: "varchar", value };
  }
  const filters = new Map<string, Set<string>>();
  for (const role of roles) {
    for (const [table, filter] of Object.entries(role.rowFilters ?? {})) {
      for (const [, parameter = ""] of filter.matchAll(/\$(caller_\w+)/g)) {
        if (parameters[parameter] !== undefined) continue;
        throw new GantryError(
          "forbidden",
          `role "${role.name}" filters ${table} by $${parameter}, which the caller lacks`,
          {
            remedy: `give the caller the attribute "${parameter.slice("caller_".length)}"`,
            where: { table },
          },
        );
      }
      filters.set(table, (filters.get(table) ?? new Set()).add(filter));
    }
  }
  const rowFilters: Record<string, string> = {};
  for (const [table, expressions] of filters) {
    rowFilters[table] = [...expressions].map((expression) => `(${expression})`).join(" or ");
  }
  const forbidden = [...new Set(roles.flatMap((role) => role.forbidden ?? []))].sort();
  return { rowFilters, forbidden, parameters, people: peopleRule(policy, roles) };
};
