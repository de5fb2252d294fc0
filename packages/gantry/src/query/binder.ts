// Bound queries with the row filters that go with them, kept by what they depend on.
import type { Catalog, ColumnType } from "../catalog/index.ts";
import { bindRestrictions, noAccess, type Restriction } from "./access.ts";
import { bindQuery, type BoundQuery } from "./bind.ts";
import type { StepColumns, Stub } from "./stub/stub.ts";
import { createStubs } from "./stub/stubs.ts";
import type { Access, Lineage } from "./types.ts";

export interface Binding {
  readonly query: BoundQuery;
  readonly restrictions: readonly Restriction[];
  /** Of the query over what the caller may see: the filters' columns are part of its control. */
  readonly lineage: Lineage;
  /** The stub of what the caller sees, and that of the whole catalog, for row filters. */
  readonly stub: Stub;
  readonly whole: Stub;
}

interface BinderInput {
  readonly parameters: Readonly<Record<string, ColumnType>>;
  readonly steps: StepColumns;
  readonly access?: Access | undefined;
}

export interface Binder {
  bind(sql: string, input: BinderInput): Promise<Binding>;
  close(): Promise<void>;
}

const kept = 500;

const keyOf = (sql: string, { parameters, steps, access = noAccess }: BinderInput): string => {
  const types = Object.entries(access.parameters).map(([name, { type }]) => [name, type]);
  return JSON.stringify([sql, parameters, steps, access.rowFilters, access.forbidden, types]);
};

const withFilters = (lineage: Lineage, restrictions: readonly Restriction[]): Lineage => {
  const control = new Set([...lineage.control, ...restrictions.flatMap(({ query }) => query.lineage.control)]);
  return { ...lineage, control: [...control].sort() };
};

/** A binder over one catalog. Results are kept (they hold no values): the same SQL is bound once. */
export const createBinder = (catalog: Catalog): Binder => {
  const stubs = createStubs(catalog);
  const bindings = new Map<string, Promise<Binding>>();
  const bindFresh = async (sql: string, input: BinderInput): Promise<Binding> => {
    const access = input.access ?? noAccess;
    const [stub, whole] = await Promise.all([stubs.without(access.forbidden), stubs.without([])]);
    const { parameters, steps } = input;
    const query = await bindQuery(sql, { catalog, stub, forbidden: access.forbidden, steps, parameters });
    const restrictions = await bindRestrictions(query.tables, access, catalog, whole);
    return { query, restrictions, lineage: withFilters(query.lineage, restrictions), stub, whole };
  };
  return {
    bind: (sql, input) => {
      const key = keyOf(sql, input);
      const binding = bindings.get(key) ?? bindFresh(sql, input);
      bindings.delete(key);
      bindings.set(key, binding);
      binding.catch(() => bindings.delete(key));
      const [oldest] = bindings.keys();
      if (bindings.size > kept && oldest !== undefined) bindings.delete(oldest);
      return binding;
    },
    close: () => {
      bindings.clear();
      return stubs.close();
    },
  };
};
