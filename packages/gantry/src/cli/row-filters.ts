// Row filters are SQL that people write: each is bound against the catalog, so that a wrong one is found before it is asked for.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { policyPlace } from "../policy/index.ts";
import type { Place, Policy } from "../policy/index.ts";
import type { QueryEngine, TypedValue } from "../query/index.ts";

export interface WrongFilter {
  readonly role: string;
  readonly table: string;
  readonly message: string;
  readonly place: Place | undefined;
}

/** The filters that do not bind; every `$caller_…` counts as a text. No source is asked. */
export async function checkRowFilters(
  policy: Policy,
  catalog: Catalog,
  query: Pick<QueryEngine, "bind">,
): Promise<readonly WrongFilter[]> {
  const filters = policy.roles.flatMap(({ name, rowFilters = {} }, index) =>
    Object.entries(rowFilters).map(([table, filter]) => ({ name, index, table, filter })),
  );
  const wrong: WrongFilter[] = [];
  for (const { name, index, table, filter } of filters) {
    if (catalog.tables[table] === undefined) continue;
    const names = [...filter.matchAll(/\$(caller_\w+)/g)].map(([, parameter = ""]) => parameter);
    const parameters = Object.fromEntries(
      names.map((parameter): [string, TypedValue] => [parameter, { type: "varchar", value: "" }]),
    );
    const quoted = table.split(".").map((part) => `"${part}"`);
    try {
      await query.bind(`select count(*) as n from ${quoted.join(".")}`, {
        parameters: {},
        steps: {},
        access: { rowFilters: { [table]: filter }, forbidden: [], parameters },
      });
      await query.bind(`select count(*) as n from ${quoted.join(".")} where ${filter}`, {
        parameters: Object.fromEntries(names.map((parameter) => [parameter, "varchar" as const])),
        steps: {},
      });
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      const remedy = error.remedy === undefined ? "" : ` (${error.remedy})`;
      wrong.push({
        role: name,
        table,
        message: `role "${name}", row filter on ${table}: ${error.message}${remedy}`,
        place: policyPlace(policy, ["roles", index, "rowFilters", table]),
      });
    }
  }
  return wrong;
}
