// The rows that the ERP serves: access by key and along navigation properties, and one way to change them.
import { createHash } from "node:crypto";
import type { EntityProperty, EntityRow, EntitySet, ErpData } from "./schema.ts";
import { keyOf, keyText } from "./values.ts";

export type Navigation = EntitySet["navigation"][number];

export interface Entities {
  readonly namespace: string;
  readonly sets: readonly EntitySet[];
  /** Grows with every change. */
  readonly version: number;
  set(name: string): EntitySet | undefined;
  rows(set: EntitySet): readonly EntityRow[];
  /** The row with these key values, in the order of `set.key`. */
  find(set: EntitySet, key: readonly (string | number | boolean)[]): EntityRow | undefined;
  related(row: EntityRow, navigation: Navigation): readonly EntityRow[];
  /** Weak entity tag of a row, `W/"…"`. */
  etag(row: EntityRow): string;
  /** Replaces a row by itself with the given properties changed; undefined when there is none with that key. */
  change(set: EntitySet, key: readonly (string | number | boolean)[], patch: EntityRow): EntityRow | undefined;
}

const joined = (properties: readonly EntityProperty[], values: readonly (string | number | boolean | null)[]): string =>
  JSON.stringify(
    properties.map((property, index) => {
      const key = keyOf(property.type, values[index] ?? null);
      return key === null ? null : keyText(key);
    }),
  );

const propertiesOf = (set: EntitySet, names: readonly string[]): EntityProperty[] =>
  names.map((name) => {
    const property = set.properties.find((it) => it.name === name);
    if (property === undefined) throw new Error(`${set.type} has no property ${name}`);
    return property;
  });

/** Opens the data for serving. Rows are never changed in place: who holds one keeps what it saw. */
export const openEntities = (data: ErpData): Entities => {
  const sets = new Map(data.sets.map((set) => [set.name, set]));
  const rowsOf = new Map(data.sets.map((set) => [set.name, [...set.rows]]));
  const places = new Map<string, Map<string, number>>();
  const relations = new Map<string, Map<string, EntityRow[]>>();
  const etags = new WeakMap<EntityRow, string>();
  let version = 0;

  const rows = (set: EntitySet): EntityRow[] => rowsOf.get(set.name) ?? [];

  const placesOf = (set: EntitySet): Map<string, number> => {
    const known = places.get(set.name);
    if (known) return known;
    const properties = propertiesOf(set, set.key);
    const index = new Map<string, number>();
    rows(set).forEach((row, place) => {
      index.set(
        joined(
          properties,
          set.key.map((name) => row[name] ?? null),
        ),
        place,
      );
    });
    places.set(set.name, index);
    return index;
  };

  const relationOf = (target: EntitySet, names: readonly string[]): Map<string, EntityRow[]> => {
    const id = `${target.name}:${names.join()}`;
    const known = relations.get(id);
    if (known) return known;
    const properties = propertiesOf(target, names);
    const index = new Map<string, EntityRow[]>();
    for (const row of rows(target)) {
      const values = names.map((name) => row[name] ?? null);
      if (values.includes(null)) continue;
      const key = joined(properties, values);
      const list = index.get(key);
      if (list) list.push(row);
      else index.set(key, [row]);
    }
    relations.set(id, index);
    return index;
  };

  const placeOf = (set: EntitySet, key: readonly (string | number | boolean)[]): number | undefined =>
    placesOf(set).get(joined(propertiesOf(set, set.key), key));

  return {
    namespace: data.namespace,
    sets: data.sets,
    get version() {
      return version;
    },
    set: (name) => sets.get(name),
    rows,
    find(set, key) {
      const place = placeOf(set, key);
      return place === undefined ? undefined : rows(set)[place];
    },
    related(row, navigation) {
      const target = sets.get(navigation.target);
      if (target === undefined) throw new Error(`navigation ${navigation.name} leads to no entity set`);
      const names = Object.values(navigation.on);
      const values = Object.keys(navigation.on).map((name) => row[name] ?? null);
      if (values.includes(null)) return [];
      return relationOf(target, names).get(joined(propertiesOf(target, names), values)) ?? [];
    },
    etag(row) {
      let tag = etags.get(row);
      if (tag === undefined) {
        tag = `W/"${createHash("sha256").update(JSON.stringify(row)).digest("hex").slice(0, 16)}"`;
        etags.set(row, tag);
      }
      return tag;
    },
    change(set, key, patch) {
      const place = placeOf(set, key);
      const before = place === undefined ? undefined : rows(set)[place];
      if (place === undefined || before === undefined) return undefined;
      const after = { ...before, ...patch };
      rows(set)[place] = after;
      version += 1;
      relations.clear();
      places.delete(set.name);
      return after;
    },
  };
};
