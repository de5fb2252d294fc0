// Which resource a URL path of the service names.
import type { Entities } from "./entities.ts";
import { ODataError } from "./errors.ts";
import type { EntityProperty, EntitySet } from "./schema.ts";
import { tokenize } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { familyOf } from "./values.ts";

export type KeyValues = readonly (string | number | boolean)[];

export type Resource =
  | { readonly kind: "service" }
  | { readonly kind: "metadata" }
  | { readonly kind: "collection"; readonly set: EntitySet }
  | { readonly kind: "count"; readonly set: EntitySet }
  | { readonly kind: "entity"; readonly set: EntitySet; readonly key: KeyValues };

const keyValue = (property: EntityProperty, token: Token): string | number | boolean => {
  const family = familyOf[property.type];
  const kind = token.kind === "name" && /^(true|false)$/.test(token.text) ? "boolean" : token.kind;
  if (kind !== family) throw new ODataError("bad-uri", `key property ${property.name} takes a ${property.type}`);
  return family === "boolean" ? token.text === "true" : token.text;
};

/** `('P-1001')`, `(Id='P-1001')` or `(Order='O-1',Position=10)`, in the order of the set's key. */
const readKey = (set: EntitySet, text: string): KeyValues => {
  const tokens = tokenize(text);
  const given = new Map<string, Token>();
  const [first, second] = tokens;
  if (first && second?.kind === "end" && set.key.length === 1) given.set(set.key[0] ?? "", first);
  else
    for (let at = 0; at < tokens.length; at += 4) {
      const [name, equals, value, comma] = tokens.slice(at, at + 4);
      const closed = comma?.kind === "," || (comma?.kind === "end" && at + 4 === tokens.length);
      if (name?.kind !== "name" || equals?.kind !== "=" || value === undefined || !closed || given.has(name.text))
        throw new ODataError("bad-uri", `malformed key of ${set.name}`);
      given.set(name.text, value);
    }
  if (given.size !== set.key.length) throw new ODataError("bad-uri", `the key of ${set.name} is ${set.key.join()}`);
  return set.key.map((name) => {
    const token = given.get(name);
    const property = set.properties.find((it) => it.name === name);
    if (token === undefined || property === undefined)
      throw new ODataError("bad-uri", `the key of ${set.name} is ${set.key.join()}`);
    return keyValue(property, token);
  });
};

/** Reads a path below the service root, without leading slash and still percent-encoded. Throws ODataError. */
export const readResource = (entities: Entities, path: string): Resource => {
  let segments: string[];
  try {
    segments = path.split("/").map(decodeURIComponent);
  } catch {
    throw new ODataError("bad-uri", "the path has a malformed percent-encoding");
  }
  const [head = "", tail, ...rest] = segments;
  if (head === "" && tail === undefined) return { kind: "service" };
  if (head === "$metadata" && tail === undefined) return { kind: "metadata" };
  if (head.startsWith("$")) throw new ODataError("not-implemented", "$batch and the like are not implemented");
  const [, name = "", key] = /^(\w+)(?:\((.*)\))?$/s.exec(head) ?? [];
  const set = entities.set(name);
  if (set === undefined) throw new ODataError("unknown-resource", "the service has no such entity set");
  if (tail === "$count" && key === undefined && rest.length === 0) return { kind: "count", set };
  if (tail !== undefined) throw new ODataError("not-implemented", "paths below an entity are not implemented");
  return key === undefined ? { kind: "collection", set } : { kind: "entity", set, key: readKey(set, key) };
};
