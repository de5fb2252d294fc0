// Values on their way in: checked against the field's type as Salesforce does, and brought to the form they are kept in.
import { CrmError } from "../errors.ts";
import { idKey, isId } from "../ids.ts";
import type { Organization } from "../organization.ts";
import type { CrmField } from "../schema.ts";
import { isDay, normalInstant } from "../soql/index.ts";
import type { Viewer } from "../viewer.ts";
import { lengthOf } from "./describe.ts";

type Stored = string | number | boolean | null;

const refuse = (errorCode: string, message: string, field: CrmField): CrmError =>
  new CrmError(400, errorCode, message, [field.name]);

/** Throws CrmError naming the field, never the value. */
export function storedValue(organization: Organization, viewer: Viewer, field: CrmField, value: unknown): Stored {
  if (value === null || value === "") {
    if (field.type === "boolean") throw wrongType(field);
    if (!field.nillable) throw refuse("REQUIRED_FIELD_MISSING", `Required fields are missing: [${field.name}]`, field);
    return null;
  }
  switch (field.type) {
    case "boolean":
      if (typeof value === "boolean") return value;
      throw wrongType(field);
    case "int":
      if (typeof value === "number" && Number.isInteger(value)) return value;
      throw wrongType(field);
    case "double":
    case "currency":
      if (typeof value === "number" && Number.isFinite(value)) return value;
      throw wrongType(field);
    case "date":
      if (typeof value === "string" && isDay(value)) return value;
      throw wrongType(field);
    case "datetime": {
      const instant = typeof value === "string" ? normalInstant(value) : null;
      if (instant === null) throw wrongType(field);
      return instant;
    }
    case "id":
    case "reference":
      return reference(organization, viewer, field, value);
    default:
      return text(field, value);
  }
}

const wrongType = (field: CrmField): CrmError =>
  refuse("JSON_PARSER_ERROR", `Cannot deserialize the value of field ${field.name} as ${field.type}`, field);

function text(field: CrmField, value: unknown): Stored {
  if (typeof value !== "string") throw wrongType(field);
  const kept = value.trim();
  const most = lengthOf(field);
  if (kept.length > most)
    throw refuse("STRING_TOO_LONG", `${field.label}: data value too large (max length=${most})`, field);
  if (field.type === "picklist" && field.picklist !== undefined && !field.picklist.includes(kept))
    throw refuse(
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
      `${field.label}: bad value for restricted picklist field`,
      field,
    );
  if (field.type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(kept))
    throw refuse("INVALID_EMAIL_ADDRESS", `${field.label}: invalid email address`, field);
  return kept === "" ? null : kept;
}

function reference(organization: Organization, viewer: Viewer, field: CrmField, value: unknown): Stored {
  if (typeof value !== "string") throw wrongType(field);
  if (!isId(value)) throw refuse("MALFORMED_ID", `${field.label}: id value of incorrect type`, field);
  const table = organization.tableOfId(value);
  if (table === undefined || table.definition.name !== field.referenceTo)
    throw refuse("FIELD_INTEGRITY_EXCEPTION", `${field.label}: id value of incorrect type`, field);
  const target = table.records.get(idKey(value));
  if (target === undefined || !viewer.sees(table, target))
    throw refuse("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field);
  return String(target["Id"]);
}
