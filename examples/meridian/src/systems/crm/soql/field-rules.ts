// What Salesforce lets one do with a field by its type: filter, sort, group, aggregate. Describe and SOQL share these.
import type { CrmField, CrmFieldType } from "../schema.ts";

/** How values of a type compare: text without regard to case, ids by their first 15 characters. */
export type Comparable = "text" | "id" | "number" | "boolean" | "date" | "datetime";

const comparables: Readonly<Record<CrmFieldType, Comparable>> = {
  id: "id",
  reference: "id",
  string: "text",
  textarea: "text",
  picklist: "text",
  email: "text",
  phone: "text",
  url: "text",
  boolean: "boolean",
  int: "number",
  double: "number",
  currency: "number",
  date: "date",
  datetime: "datetime",
};

export const comparable = (field: CrmField): Comparable => comparables[field.type];

/** Long text areas can be read, but not filtered, sorted or grouped by. One without a length counts as long. */
const isLongText = (field: CrmField): boolean => field.type === "textarea" && (field.length ?? 32_768) > 255;

export const isFilterable = (field: CrmField): boolean => !isLongText(field);
export const isSortable = (field: CrmField): boolean => !isLongText(field);
export const isGroupable = (field: CrmField): boolean =>
  !isLongText(field) && field.type !== "double" && field.type !== "currency" && field.type !== "datetime";

/** For MIN and MAX; SUM and AVG take numbers, COUNT whatever can be filtered. */
export const isOrderable = (field: CrmField): boolean =>
  !isLongText(field) && !["id", "reference", "picklist", "boolean"].includes(field.type);
