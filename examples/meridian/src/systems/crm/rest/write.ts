// Creating, changing and deleting one record, with Salesforce's checks.
import { CrmError, insufficientAccess, notFound } from "../errors.ts";
import { type ObjectTable, idOf, requireRecord } from "../organization.ts";
import type { CrmField, CrmRecord } from "../schema.ts";
import { isDeletable, isDefaulted } from "./describe.ts";
import { storedValue } from "./field-values.ts";
import { applyDerived, autoNumber } from "./derived.ts";
import type { ApiContext } from "./router.ts";

const systemFields = new Set([
  "Id",
  "CreatedDate",
  "CreatedById",
  "LastModifiedDate",
  "LastModifiedById",
  "SystemModstamp",
  "OwnerId",
  "IsDeleted",
]);

/** The object by name. Throws NOT_FOUND, as paths to unknown objects do. */
export function requireTable({ organization }: ApiContext, name = ""): ObjectTable {
  const table = organization.table(name);
  if (table === undefined) throw notFound();
  return table;
}

/** Creates a record and gives its id. Throws CrmError; nothing is written then. */
export function createRecord(context: ApiContext, table: ObjectTable, body: unknown): string {
  const { organization, viewer } = context;
  const { definition } = table;
  if (!definition.createable) throw insufficientAccess(`entity type ${definition.name} does not support create`);
  const given = checkedValues(context, table, body, "createable");
  const record: CrmRecord = {};
  const at = organization.now().toISOString();
  for (const field of definition.fields) record[field.name] = field.type === "boolean" ? false : null;
  const defaults: CrmRecord = {
    Id: organization.nextId(table),
    CreatedDate: at,
    LastModifiedDate: at,
    SystemModstamp: at,
    CreatedById: viewer.user.id,
    LastModifiedById: viewer.user.id,
    OwnerId: viewer.user.id,
  };
  for (const [name, value] of Object.entries({ ...defaults, ...given }))
    if (table.fields.has(name.toLowerCase())) record[name] = value;
  const missing = definition.fields.filter(
    (it) => it.createable && !it.nillable && !isDefaulted(it) && (record[it.name] ?? null) === null,
  );
  if (missing.length > 0) {
    const names = missing.map((it) => it.name);
    throw new CrmError(400, "REQUIRED_FIELD_MISSING", `Required fields are missing: [${names.join(", ")}]`, names);
  }
  for (const field of definition.fields)
    if (!systemFields.has(field.name) && record[field.name] === null) autoNumber(table, field, record);
  applyDerived(table, record, Object.keys(given), at);
  refuseDuplicates(table, record, Object.keys(given));
  organization.put(table, record);
  return idOf(record);
}

/** Changes a record that the viewer sees. Throws CrmError; nothing is written then. */
export function updateRecord(context: ApiContext, table: ObjectTable, id: string, body: unknown): void {
  const { organization, viewer } = context;
  const record = requireRecord(table, id, (it) => viewer.sees(table, it));
  if (!table.definition.updateable) throw insufficientAccess("insufficient access rights on object id");
  const given = checkedValues(context, table, body, "updateable");
  const after = { ...record, ...given };
  const at = organization.now().toISOString();
  applyDerived(table, after, Object.keys(given), at);
  refuseDuplicates(table, after, Object.keys(given));
  const patch: CrmRecord = {};
  for (const [name, value] of Object.entries({
    ...after,
    LastModifiedDate: at,
    SystemModstamp: at,
    LastModifiedById: viewer.user.id,
  }))
    if (table.fields.has(name.toLowerCase()) && record[name] !== value) patch[name] = value;
  organization.change(record, patch);
}

export function deleteRecord(context: ApiContext, table: ObjectTable, id: string): void {
  const { organization, viewer } = context;
  const record = requireRecord(table, id, (it) => viewer.sees(table, it));
  if (!isDeletable(table)) throw insufficientAccess("insufficient access rights on object id");
  organization.remove(table, record);
}

/** The body as field name → stored value. `attributes` is allowed and ignored, as in Salesforce. */
function checkedValues(
  { organization, viewer }: ApiContext,
  table: ObjectTable,
  body: unknown,
  right: "createable" | "updateable",
): CrmRecord {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new CrmError(
      400,
      "JSON_PARSER_ERROR",
      "The HTTP entity body is required, but this request has no entity body.",
    );
  const values: CrmRecord = {};
  const locked: CrmField[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === "attributes") continue;
    const field = viewer.field(table, name);
    if (field === undefined)
      throw new CrmError(400, "INVALID_FIELD", `No such column '${name}' on sobject of type ${table.definition.name}`, [
        name,
      ]);
    if (field.type === "id")
      throw new CrmError(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", ["Id"]);
    if (field[right]) values[field.name] = storedValue(organization, viewer, field, value);
    else locked.push(field);
  }
  if (locked.length > 0) {
    const names = locked.map((it) => it.name);
    throw new CrmError(
      400,
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      `Unable to create/update fields: ${names.join(", ")}. Please check the security settings of this field and ` +
        "verify that it is read/write for your profile or permission set.",
      names,
    );
  }
  return values;
}

function refuseDuplicates(table: ObjectTable, record: CrmRecord, changed: readonly string[]): void {
  for (const name of changed) {
    const field = table.fields.get(name.toLowerCase());
    if (field?.externalId !== true || record[name] === null) continue;
    for (const other of findByExternalId(table, field, String(record[name]))) {
      if (idOf(other) === idOf(record)) continue;
      throw new CrmError(
        400,
        "DUPLICATE_VALUE",
        `duplicate value found: ${name} duplicates value on record with id: ${idOf(other)}`,
        [name],
      );
    }
  }
}

/** Records whose external id is this, whatever its case. Dirty data may hold several. */
export function findByExternalId(table: ObjectTable, field: CrmField, value: string): CrmRecord[] {
  const wanted = value.toLowerCase();
  const found: CrmRecord[] = [];
  for (const record of table.records.values()) {
    const held = record[field.name];
    if (held !== null && held !== undefined && String(held).toLowerCase() === wanted) found.push(record);
  }
  return found;
}
