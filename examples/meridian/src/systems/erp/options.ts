// System query options of a request: read, checked against the entity set, and refused where they are not implemented.
import { createHash } from "node:crypto";
import type { Entities, Navigation } from "./entities.ts";
import { ODataError } from "./errors.ts";
import { compileFilter, findProperty } from "./filter.ts";
import type { EntityProperty, EntityRow, EntitySet } from "./schema.ts";

export interface Expansion {
  readonly navigation: Navigation;
  readonly target: EntitySet;
  readonly select: readonly EntityProperty[];
  readonly selected: boolean;
}

export interface QueryOptions {
  readonly filter: ((row: EntityRow) => boolean) | undefined;
  readonly select: readonly EntityProperty[];
  /** Whether the client chose the properties, or got all. */
  readonly selected: boolean;
  readonly expand: readonly Expansion[];
  readonly orderBy: readonly { readonly property: EntityProperty; readonly descending: boolean }[];
  readonly top: number | undefined;
  readonly skip: number;
  readonly count: boolean;
  /** Rows delivered by the pages before this one. */
  readonly delivered: number;
  /** The options as they came, without `$skiptoken`: what a next link repeats. */
  readonly repeat: readonly (readonly [string, string])[];
}

const known = new Set([
  "$filter",
  "$select",
  "$expand",
  "$orderby",
  "$top",
  "$skip",
  "$count",
  "$skiptoken",
  "$format",
]);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new ODataError("bad-uri", "the query has a malformed percent-encoding");
  }
};

/** Cuts at a separator, but not inside parentheses or strings. */
const cut = (text: string, separator: string): string[] => {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === "'") quoted = !quoted;
    else if (!quoted && character === "(") depth += 1;
    else if (!quoted && character === ")") depth -= 1;
    if (character === separator && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = "";
    } else part += character;
  }
  if (depth !== 0 || quoted) throw new ODataError("bad-uri", "unbalanced parentheses or quotes in the query");
  return [...parts, part.trim()];
};

/** Name → value of the raw query (without `?`). Refuses unknown and repeated options; `sap-…` options pass. */
export const readQuery = (raw: string): ReadonlyMap<string, string> => {
  const options = new Map<string, string>();
  for (const pair of raw === "" ? [] : raw.split("&")) {
    const at = pair.indexOf("=");
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    if (!known.has(name) && !name.startsWith("sap-")) {
      if (name.startsWith("$")) throw new ODataError("not-implemented", `query option ${name} is not implemented`);
      throw new ODataError("not-implemented", "custom query options, other than sap-…, are not implemented");
    }
    if (options.has(name)) throw new ODataError("bad-uri", `query option ${name} occurs twice`);
    options.set(name, at < 0 ? "" : decode(pair.slice(at + 1)));
  }
  const format = options.get("$format");
  if (format !== undefined && !/^(json|application\/json(;.*)?)$/.test(format))
    throw new ODataError("not-acceptable", "only the format json is served");
  return options;
};

const readNumber = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new ODataError("bad-uri", `${name} takes a whole number, not negative`);
  return Number(text);
};

const readSelect = (set: EntitySet, text: string | undefined): readonly EntityProperty[] => {
  if (text === undefined) return set.properties;
  const names = cut(text, ",");
  if (names.includes("*")) return set.properties;
  for (const name of names)
    if (name.includes("/") || set.navigation.some((it) => it.name === name))
      throw new ODataError("not-implemented", "paths and navigation properties in $select are not implemented");
  const wanted = new Set(names.map((name) => findProperty(set, name)));
  return set.properties.filter((it) => wanted.has(it));
};

const readExpansion = (entities: Entities, set: EntitySet, text: string): Expansion => {
  const [, name = "", inner] = /^([^()]*)(?:\((.*)\))?$/s.exec(text) ?? [];
  const refused = /[*/$]/.test(name) ? "paths, * and $ref or $count in $expand are" : undefined;
  if (refused) throw new ODataError("not-implemented", `${refused} not implemented`);
  const navigation = set.navigation.find((it) => it.name === name.trim());
  if (navigation === undefined) throw new ODataError("unknown-property", `${set.type} has no such navigation property`);
  const target = entities.set(navigation.target);
  if (target === undefined) throw new Error(`navigation ${navigation.name} leads to no entity set`);
  let select: string | undefined;
  for (const option of inner === undefined ? [] : cut(inner, ";")) {
    const [, key = "", value = ""] = /^\s*([^=]*?)\s*=(.*)$/s.exec(option) ?? [];
    if (key !== "$select")
      throw new ODataError("not-implemented", "only $select is implemented inside of $expand", navigation.name);
    select = value;
  }
  return { navigation, target, select: readSelect(target, select), selected: select !== undefined };
};

const readExpand = (entities: Entities, set: EntitySet, text: string | undefined): readonly Expansion[] => {
  if (text === undefined) return [];
  const expansions = cut(text, ",").map((it) => readExpansion(entities, set, it));
  const names = new Set(expansions.map((it) => it.navigation.name));
  if (names.size < expansions.length) throw new ODataError("bad-uri", "$expand names a navigation property twice");
  return expansions;
};

const readOrderBy = (set: EntitySet, text: string | undefined): QueryOptions["orderBy"] =>
  text === undefined
    ? []
    : cut(text, ",").map((item) => {
        const [, name, direction] = /^(\w+)(?:\s+(asc|desc))?$/.exec(item) ?? [];
        if (name === undefined)
          throw new ODataError(
            "not-implemented",
            "$orderby takes properties with asc or desc; more is not implemented",
          );
        return { property: findProperty(set, name), descending: direction === "desc" };
      });

const readCount = (text: string | undefined): boolean => {
  if (text !== undefined && text !== "true" && text !== "false")
    throw new ODataError("bad-uri", "$count takes true or false");
  return text === "true";
};

// A skip token counts what was delivered and is bound to the query that it continues.
const fingerprint = (set: EntitySet, repeat: QueryOptions["repeat"]): string =>
  createHash("sha256")
    .update(JSON.stringify([set.name, ...repeat]))
    .digest("hex")
    .slice(0, 12);

/** The token that continues a query after `delivered` rows. */
export const skipToken = (set: EntitySet, options: QueryOptions, delivered: number): string =>
  `${delivered}-${fingerprint(set, options.repeat)}`;

const readSkipToken = (set: EntitySet, repeat: QueryOptions["repeat"], text: string | undefined): number => {
  if (text === undefined) return 0;
  const [, delivered, print] = /^(\d{1,9})-([\da-f]{12})$/.exec(text) ?? [];
  if (delivered === undefined || print !== fingerprint(set, repeat))
    throw new ODataError("bad-token", "the $skiptoken does not belong to this query: follow @odata.nextLink as it is");
  return Number(delivered);
};

/** Which options fit which kind of resource. */
const allowed = {
  collection: known,
  entity: new Set(["$select", "$expand", "$format"]),
  count: new Set(["$filter"]),
} as const;

/** Reads the options for an entity set. Throws ODataError: 400 on a mistake, 501 on what is not implemented. */
export const readOptions = (
  entities: Entities,
  set: EntitySet,
  query: ReadonlyMap<string, string>,
  resource: keyof typeof allowed,
): QueryOptions => {
  for (const name of query.keys())
    if (name.startsWith("$") && !allowed[resource].has(name))
      throw new ODataError("bad-uri", `query option ${name} does not apply to this resource`);
  const repeat = [...query].filter(([name]) => name !== "$skiptoken").sort(([a], [b]) => (a < b ? -1 : 1));
  const filter = query.get("$filter");
  return {
    filter: filter === undefined ? undefined : compileFilter(set, filter),
    select: readSelect(set, query.get("$select")),
    selected: query.has("$select"),
    expand: readExpand(entities, set, query.get("$expand")),
    orderBy: readOrderBy(set, query.get("$orderby")),
    top: readNumber("$top", query.get("$top")),
    skip: readNumber("$skip", query.get("$skip")) ?? 0,
    count: readCount(query.get("$count")),
    delivered: readSkipToken(set, repeat, query.get("$skiptoken")),
    repeat,
  };
};
