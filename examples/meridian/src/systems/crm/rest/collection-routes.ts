// /composite/sobjects: up to 200 records in one call, each with a result of its own.
import { CrmError, type CrmErrorEntry, noSuchObject } from "../errors.ts";
import { idKey } from "../ids.ts";
import type { ObjectTable } from "../organization.ts";
import { recordJson, upsert } from "./record-routes.ts";
import type { ApiContext, ApiReply, ApiRequest, Parameters, Route } from "./router.ts";
import { createRecord, deleteRecord, requireTable, updateRecord } from "./write.ts";

export const collectionRoutes: readonly Route[] = [
  { method: "POST", pattern: "/composite/sobjects", handle: createAll },
  { method: "PATCH", pattern: "/composite/sobjects", handle: updateAll },
  { method: "DELETE", pattern: "/composite/sobjects", handle: deleteAll },
  { method: "POST", pattern: "/composite/sobjects/:object", handle: retrieve },
  { method: "GET", pattern: "/composite/sobjects/:object", handle: retrieveByUrl },
  { method: "PATCH", pattern: "/composite/sobjects/:object/:field", handle: upsertAll },
];

const maxWrites = 200;
const maxReads = 2000;

type Result = { id?: string; success: boolean; errors: unknown[]; created?: boolean };

function createAll(context: ApiContext, request: ApiRequest): ApiReply {
  const { records, allOrNone } = collection(request.body);
  return each(context, allOrNone, records, (record) => ({
    id: createRecord(context, tableOf(context, record), record),
  }));
}

function updateAll(context: ApiContext, request: ApiRequest): ApiReply {
  const { records, allOrNone } = collection(request.body);
  return each(context, allOrNone, records, (record) => {
    const { id, Id, ...rest } = record;
    const key = id ?? Id;
    if (typeof key !== "string")
      throw new CrmError(400, "MISSING_ARGUMENT", "Id not specified in an update call", ["Id"]);
    updateRecord(context, tableOf(context, record), key, rest);
    return { id: key };
  });
}

function deleteAll(context: ApiContext, request: ApiRequest): ApiReply {
  const ids = (request.query.get("ids") ?? "").split(",").filter((it) => it !== "");
  tooMany(ids.length, maxWrites);
  return each(context, request.query.get("allOrNone") === "true", ids, (id) => {
    const table = context.organization.tableOfId(id);
    if (table === undefined) throw new CrmError(400, "MALFORMED_ID", "malformed id", ["Id"]);
    deleteRecord(context, table, id);
    return { id };
  });
}

function upsertAll(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const table = requireTable(context, parameters["object"]);
  const field = context.viewer.field(table, parameters["field"] ?? "");
  if (field?.externalId !== true) throw new CrmError(404, "NOT_FOUND", "Provided external ID field does not exist");
  const { records, allOrNone } = collection(request.body);
  return each(context, allOrNone, records, (record) => {
    if (tableOf(context, record) !== table)
      throw new CrmError(400, "INVALID_TYPE", "the record's type isn't the one in the URL");
    const { [field.name]: value, ...rest } = record;
    if (typeof value !== "string" && typeof value !== "number")
      throw new CrmError(400, "MISSING_ARGUMENT", `${field.name} not specified`, [field.name]);
    return upsert(context, table, field, String(value), rest);
  });
}

function retrieve(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const { ids, fields } = Object(request.body);
  const isList = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((it) => typeof it === "string");
  if (!isList(ids) || !isList(fields))
    throw new CrmError(400, "JSON_PARSER_ERROR", "ids and fields must be lists of strings");
  return retrieveRecords(context, requireTable(context, parameters["object"]), ids, fields.join(","));
}

function retrieveByUrl(context: ApiContext, request: ApiRequest, parameters: Parameters): ApiReply {
  const ids = request.query.get("ids");
  const fields = request.query.get("fields");
  if (ids === null || fields === null) throw new CrmError(400, "MISSING_ARGUMENT", "ids and fields are needed");
  return retrieveRecords(context, requireTable(context, parameters["object"]), ids.split(","), fields);
}

function retrieveRecords(context: ApiContext, table: ObjectTable, ids: readonly string[], fields: string): ApiReply {
  tooMany(ids.length, maxReads);
  const body = ids.map((id) => {
    const record = table.records.get(idKey(id));
    return record !== undefined && context.viewer.sees(table, record)
      ? recordJson(context, table, record, fields)
      : null;
  });
  return { status: 200, body };
}

function tooMany(count: number, most: number): void {
  if (count > most)
    throw new CrmError(
      400,
      "EXCEEDED_ID_LIMIT",
      `record limit reached. cannot submit more than ${most} records in this call`,
    );
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function collection(body: unknown): { records: readonly Fields[]; allOrNone: boolean } {
  const { records, allOrNone = false } = Object(body);
  if (!Array.isArray(records) || !records.every(isFields) || typeof allOrNone !== "boolean")
    throw new CrmError(400, "JSON_PARSER_ERROR", "the body must be { allOrNone, records: [ … ] }");
  tooMany(records.length, maxWrites);
  return { records, allOrNone };
}

function tableOf(context: ApiContext, record: Fields): ObjectTable {
  const { type } = Object(record["attributes"]);
  if (typeof type !== "string") throw new CrmError(400, "INVALID_TYPE", "attributes.type must name the object");
  const table = context.organization.table(type);
  if (table === undefined) throw noSuchObject(type);
  return table;
}

const failed = ({ errorCode, message, fields }: CrmErrorEntry): Result => ({
  success: false,
  errors: [{ statusCode: errorCode, message, fields: fields ?? [] }],
});

const rolledBack: CrmErrorEntry = {
  errorCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK",
  message: "Record rolled back because not all records were valid and the request was using AllOrNone header",
};

function each<T>(
  { organization }: ApiContext,
  allOrNone: boolean,
  items: readonly T[],
  work: (item: T) => { id: string; created?: boolean },
): ApiReply {
  return organization.transaction(() => {
    const results = items.map((item): Result => {
      try {
        return { ...work(item), success: true, errors: [] };
      } catch (error) {
        if (error instanceof CrmError) return failed(error.entry);
        throw error;
      }
    });
    const commit = !allOrNone || results.every((it) => it.success);
    const body = commit ? results : results.map((it) => (it.success ? failed(rolledBack) : it));
    return { commit, value: { status: 200, body } };
  });
}
