// /sobjects: what objects there are, and their records one by one.
import { CrmError, noSuchColumn, notFound } from "../errors.ts";
import { idKey, isId } from "../ids.ts";
import { type ObjectTable, idOf, requireRecord } from "../organization.ts";
import type { CrmField, CrmRecord } from "../schema.ts";
import { type JsonRecord, attributesOf, wireValue } from "../soql/index.ts";
import { describe, summary } from "./describe.ts";
import type { ApiContext, ApiReply, ApiRequest, Parameters, Route } from "./router.ts";
import { createRecord, deleteRecord, findByExternalId, requireTable, updateRecord } from "./write.ts";

export const recordRoutes: readonly Route[] = [
  { method: "GET", pattern: "/sobjects", handle: listObjects },
  { method: "GET", pattern: "/sobjects/:object", handle: describeBriefly },
  { method: "POST", pattern: "/sobjects/:object", handle: create },
  { method: "GET", pattern: "/sobjects/:object/describe", handle: describeWholly },
  { method: "GET", pattern: "/sobjects/:object/:id", handle: read },
  { method: "PATCH", pattern: "/sobjects/:object/:id", handle: update },
  { method: "DELETE", pattern: "/sobjects/:object/:id", handle: remove },
  { method: "GET", pattern: "/sobjects/:object/:field/:value", handle: readByExternalId },
  { method: "PATCH", pattern: "/sobjects/:object/:field/:value", handle: upsertRoute },
];

const emptyReply: ApiReply = { status: 204 };

function listObjects({ organization, version }: ApiContext): ApiReply {
  const sobjects = organization.tables.map((it) => summary(it, version));
  return { status: 200, body: { encoding: "UTF-8", maxBatchSize: 200, sobjects } };
}

function describeBriefly(context: ApiContext, _: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  return { status: 200, body: { objectDescribe: summary(table, context.version), recentItems: [] } };
}

function describeWholly(context: ApiContext, _: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  return { status: 200, body: describe(context.organization, context.viewer, table, context.version) };
}

function create(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const id = createRecord(context, table, request.body);
  const headers = { location: `/services/data/${context.version}/sobjects/${table.definition.name}/${id}` };
  return { status: 201, body: { id, success: true, errors: [] }, headers };
}

function read(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const record = visibleRecord(context, table, parameters["id"]);
  return { status: 200, body: recordJson(context, table, record, request.query.get("fields")) };
}

function visibleRecord({ viewer }: ApiContext, table: ObjectTable, id = ""): CrmRecord {
  if (!isId(id)) throw notFound("Provided external ID field does not exist or is not accessible: " + id);
  return requireRecord(table, id, (it) => viewer.sees(table, it));
}

/** A record with its attributes: all fields that the viewer has, or those listed. Throws INVALID_FIELD. */
export function recordJson(
  context: ApiContext,
  table: ObjectTable,
  record: CrmRecord,
  list: string | null,
): JsonRecord {
  const { viewer, version } = context;
  const fields =
    list === null
      ? viewer.fields(table)
      : list.split(",").map((name) => {
          const field = viewer.field(table, name.trim());
          if (field === undefined) throw noSuchColumn(name.trim(), table.definition.name);
          return field;
        });
  const json: JsonRecord = { attributes: attributesOf(table, record, version) };
  for (const field of fields) json[field.name] = wireValue(field, record[field.name] ?? null);
  if (list !== null) json["Id"] = idOf(record);
  return json;
}

function update(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const record = visibleRecord(context, table, parameters["id"]);
  updateRecord(context, table, idOf(record), request.body);
  return emptyReply;
}

function remove(context: ApiContext, _: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const record = visibleRecord(context, table, parameters["id"]);
  deleteRecord(context, table, idOf(record));
  return emptyReply;
}

function externalIdField(context: ApiContext, table: ObjectTable, name = ""): CrmField {
  const field = context.viewer.field(table, name);
  if (field === undefined || (field.externalId !== true && field.type !== "id"))
    throw notFound("Provided external ID field does not exist or is not accessible: " + name);
  return field;
}

function readByExternalId(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const field = externalIdField(context, table, parameters["field"]);
  const found = visibleMatches(context, table, field, parameters["value"] ?? "");
  const [record] = found;
  if (record === undefined) throw notFound();
  if (found.length > 1) return several(context, table, found);
  return { status: 200, body: recordJson(context, table, record, request.query.get("fields")) };
}

function visibleMatches({ viewer }: ApiContext, table: ObjectTable, field: CrmField, value: string): CrmRecord[] {
  const byId = table.records.get(idKey(value));
  const found = field.type !== "id" ? findByExternalId(table, field, value) : byId === undefined ? [] : [byId];
  return found.filter((it) => viewer.sees(table, it));
}

/** 300: the external id is in more than one record; the body lists them. */
const several = ({ version }: ApiContext, table: ObjectTable, found: readonly CrmRecord[]): ApiReply => ({
  status: 300,
  body: found.map((it) => attributesOf(table, it, version)["url"]),
});

function upsertRoute(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const field = externalIdField(context, table, parameters["field"]);
  const found = visibleMatches(context, table, field, parameters["value"] ?? "");
  if (found.length > 1) return several(context, table, found);
  const { id, created } = upsert(context, table, field, parameters["value"] ?? "", request.body);
  return { status: created ? 201 : 200, body: { id, success: true, errors: [], created } };
}

/** Creates or updates by external id, which the body may repeat only if it is the same. */
export function upsert(
  context: ApiContext,
  table: ObjectTable,
  field: CrmField,
  value: string,
  body: unknown,
): { id: string; created: boolean } {
  const rest: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
  if (Object.keys(rest).some((it) => it.toLowerCase() === field.name.toLowerCase()))
    throw new CrmError(400, "INVALID_FIELD", `The ${field.name} field should not be specified in the sobject data.`, [
      field.name,
    ]);
  const [record, another] = visibleMatches(context, table, field, value);
  if (another !== undefined)
    throw new CrmError(400, "DUPLICATE_EXTERNAL_ID", `${field.name}: more than one record found`, [field.name]);
  if (record !== undefined) {
    updateRecord(context, table, idOf(record), rest);
    return { id: idOf(record), created: false };
  }
  if (field.type === "id") throw notFound();
  const key = field.type === "int" || field.type === "double" ? Number(value) : value;
  return { id: createRecord(context, table, { ...rest, [field.name]: key }), created: true };
}
