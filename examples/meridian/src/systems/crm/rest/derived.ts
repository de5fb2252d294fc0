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

/** Fields that follow from others, as Salesforce's standard objects have them. */
export function applyDerived(table: ObjectTable, record: CrmRecord): void {
  const name = table.fields.get("name");
  if (name !== undefined && !name.createable && table.fields.has("lastname"))
    record["Name"] = [record["FirstName"], record["LastName"]].filter((it) => typeof it === "string").join(" ");
  const isReadOnly = (field: string): boolean => {
    const found = table.fields.get(field.toLowerCase());
    return found !== undefined && !found.createable && !found.updateable;
  };
  if (isReadOnly("IsClosed")) {
    const stage = record[table.definition.name === "Opportunity" ? "StageName" : "Status"];
    if (typeof stage === "string") record["IsClosed"] = /^(closed|completed)/i.test(stage);
  }
  if (isReadOnly("IsWon")) record["IsWon"] = record["StageName"] === "Closed Won";
}
