// How tables meet: along references from many rows to at most one, so that nothing is counted twice.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../../catalog/index.ts";
import type { Place } from "./types.ts";

/** `from` refers to `to`. */
export interface Edge {
  readonly from: Place;
  readonly to: Place;
}

export type Paths = (from: string, to: string) => readonly Edge[] | undefined;

const edgesOf = (catalog: Pick<Catalog, "tables">): ReadonlyMap<string, readonly Edge[]> => {
  const found = new Map<string, Edge[]>();
  for (const table of Object.values(catalog.tables))
    for (const column of table.columns) {
      if (column.references === undefined) continue;
      const at = column.references.lastIndexOf(".");
      const to = { table: column.references.slice(0, at), column: column.references.slice(at + 1) };
      const target = catalog.tables[to.table];
      const referred = target?.columns.find((it) => it.name === to.column);
      if (target === undefined || referred === undefined || to.table === table.name) continue;
      const isOne = (target.key.length === 1 && target.key[0] === to.column) || referred.unique === true;
      if (!isOne) continue;
      const edge = { from: { table: table.name, column: column.name }, to };
      found.set(table.name, [...(found.get(table.name) ?? []), edge]);
    }
  return found;
};

/** Shortest ways between the tables of a catalog; of equals the one whose columns come first. Empty for a table itself. */
export const pathsOf = (catalog: Pick<Catalog, "tables">): Paths => {
  const edges = edgesOf(catalog);
  const known = new Map<string, ReadonlyMap<string, readonly Edge[]>>();
  const from = (start: string): ReadonlyMap<string, readonly Edge[]> => {
    const ways = new Map<string, readonly Edge[]>([[start, []]]);
    const queue = [start];
    for (let table = queue.shift(); table !== undefined; table = queue.shift())
      for (const edge of edges.get(table) ?? []) {
        if (ways.has(edge.to.table)) continue;
        ways.set(edge.to.table, [...(ways.get(table) ?? []), edge]);
        queue.push(edge.to.table);
      }
    return ways;
  };
  return (start, end) => {
    let ways = known.get(start);
    if (ways === undefined) known.set(start, (ways = from(start)));
    return ways.get(end);
  };
};

/** Of a plan, which has been read over these paths. */
export const requirePath = (paths: Paths, from: string, to: string): readonly Edge[] => {
  const path = paths(from, to);
  if (path === undefined) throw new GantryError("bad-flow", `no reference leads from ${from} to ${to}`);
  return path;
};
