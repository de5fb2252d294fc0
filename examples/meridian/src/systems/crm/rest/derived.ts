// Fields that the CRM fills in by itself: automatic numbers, compound names, closed flags.
import type { ObjectTable } from "../organization.ts";
import type { CrmField, CrmRecord } from "../schema.ts";

/** Next number for a field like CaseNumber: text that nobody may set and that is never empty. */
export function autoNumber(table: ObjectTable, field: CrmField, record: CrmRecord): void {
  if (field.type !== "string" || field.createable || field.updateable || field.nillable || field.name === "Name")
    return;
  let prefix = "";
  let width = 8;
  let highest = 0;
  for (const other of table.records.values()) {
    const found = /^(.*?)(\d+)$/.exec(String(other[field.name] ?? ""));
    const number = Number(found?.[2] ?? 0);
    if (found === null || number <= highest) continue;
    highest = number;
    prefix = found[1] ?? "";
    width = found[2]?.length ?? width;
  }
  record[field.name] = prefix + String(highest + 1).padStart(width, "0");
}

/**
 * Fills in what follows from the fields just written, as Salesforce's standard objects do: a person's whole name, and
 * whether and when a case, task or opportunity was closed. `at` is the time of writing.
 */
export function applyDerived(table: ObjectTable, record: CrmRecord, written: readonly string[], at: string): void {
  if (isReadOnly(table, "Name") && (written.includes("FirstName") || written.includes("LastName")))
    record["Name"] = [record["FirstName"], record["LastName"]].filter((it) => typeof it === "string").join(" ");
  const state = table.definition.name === "Opportunity" ? "StageName" : "Status";
  const value = record[state];
  if (!written.includes(state) || typeof value !== "string") return;
  const isClosed = /^(closed|completed)/i.test(value);
  if (isReadOnly(table, "IsClosed")) record["IsClosed"] = isClosed;
  if (isReadOnly(table, "IsWon")) record["IsWon"] = value === "Closed Won";
  if (isReadOnly(table, "ClosedDate")) record["ClosedDate"] = isClosed ? (record["ClosedDate"] ?? at) : null;
}

const isReadOnly = (table: ObjectTable, name: string): boolean => {
  const field = table.fields.get(name.toLowerCase());
  return field !== undefined && !field.createable && !field.updateable;
};
