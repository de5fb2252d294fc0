// Answers of the service to requests that change something: PATCH of one entity, guarded by its entity tag.
import type { Entities } from "./entities.ts";
import { ODataError } from "./errors.ts";
import type { Reply } from "./read.ts";
import { readResource } from "./resource.ts";
import type { EntityProperty, EntityRow, EntitySet } from "./schema.ts";
import { exactNumber, isDate, sortableInstant } from "./values.ts";

export interface WriteRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

const fits = (property: EntityProperty, value: EntityRow[string]): boolean => {
  if (value === null) return property.nullable;
  switch (property.type) {
    case "Edm.String":
      return typeof value === "string" && value.length <= (property.maxLength ?? Number.POSITIVE_INFINITY);
    case "Edm.Boolean":
      return typeof value === "boolean";
    case "Edm.Date":
      return typeof value === "string" && isDate(value);
    case "Edm.DateTimeOffset":
      return typeof value === "string" && sortableInstant(value) !== undefined;
    case "Edm.Int32":
      return typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= 2 ** 31;
    case "Edm.Double":
      return typeof value === "number";
    case "Edm.Binary":
      return typeof value === "string" && /^[\w-]*=*$/.test(value);
    case "Edm.Int64":
      return typeof value === "string" && exactNumber(value)?.scale === 0;
    default:
      return typeof value === "string" && (exactNumber(value)?.scale ?? Infinity) <= (property.scale ?? 0);
  }
};

const isExactType = (property: EntityProperty): boolean =>
  property.type === "Edm.Int64" || property.type === "Edm.Decimal";

const readPatch = (set: EntitySet, body: string): EntityRow => {
  let parsed: unknown;
  try {
    // `source` is the number's own text, before it became a double.
    parsed = JSON.parse(body, (name: string, value: unknown, context?: { source?: string }) => {
      const property = set.properties.find((it) => it.name === name);
      return typeof value === "number" && property && isExactType(property) ? (context?.source ?? value) : value;
    });
  } catch {
    throw new ODataError("bad-body", "the body is no JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new ODataError("bad-body", "the body is no JSON object");
  const patch: EntityRow = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (name.startsWith("@")) continue;
    const property = set.properties.find((it) => it.name === name);
    if (property === undefined) throw new ODataError("unknown-property", `${set.type} has no property of that name`);
    if (set.key.includes(name)) throw new ODataError("bad-body", `${name} is part of the key`, name);
    if (!fits(property, value)) throw new ODataError("bad-body", `the value does not fit ${property.type}`, name);
    patch[name] = value;
  }
  return patch;
};

/** Answers a writing request (its csrf token already checked). Throws ODataError. */
export const write = (entities: Entities, request: WriteRequest): Reply => {
  const resource = readResource(entities, request.path);
  if (request.method !== "PATCH")
    throw new ODataError("not-implemented", "only PATCH of one entity is implemented for writing");
  if (resource.kind !== "entity") throw new ODataError("method-not-allowed", "PATCH takes the URL of one entity");
  const row = entities.find(resource.set, resource.key);
  if (row === undefined) throw new ODataError("no-such-entity", `${resource.set.name} has no entity with that key`);
  const match = request.header("if-match");
  if (match === undefined) throw new ODataError("etag-required", "If-Match with the entity's tag is required");
  if (match !== "*" && match !== entities.etag(row))
    throw new ODataError("etag-mismatch", "the entity was changed since it was read");
  const after = entities.change(resource.set, resource.key, readPatch(resource.set, request.body));
  if (after === undefined) throw new ODataError("no-such-entity", `${resource.set.name} has no entity with that key`);
  return { status: 204, headers: { etag: entities.etag(after) }, body: "", rows: 0 };
};
