// Labels that people gave on the command line. They stand in a file beside the catalog, which has the last word.
import { GantryError } from "@gantry/contract";
import type { CatalogDocument, TableAnnotation } from "./define.ts";

/** Full column name → labels, several with a space between: `{ "crm.accounts.internal_notes": "text.untrusted" }`. */
export type AcceptedLabels = Readonly<Record<string, string>>;

const isOpen = (annotation: TableAnnotation["columns"][string] | undefined): boolean => {
  const labels = typeof annotation === "string" ? annotation.split(" ").filter(Boolean) : (annotation?.labels ?? []);
  return labels.length === 0 || labels.some((label) => label.endsWith("?"));
};

/** Whether the catalog leaves it to others to label the column: it says nothing of it, or only a suggestion. */
export const leavesOpen = (document: CatalogDocument, column: string): boolean => {
  const at = column.lastIndexOf(".");
  return isOpen(document.tables[column.slice(0, at)]?.columns[column.slice(at + 1)]);
};

/**
 * The catalog with the accepted labels where it leaves them open; a label that it writes itself stays.
 *
 * @throws GantryError `bad-config` naming a column of a table that the catalog does not have
 */
export function withAcceptedLabels(document: CatalogDocument, accepted: AcceptedLabels): CatalogDocument {
  const tables: Record<string, TableAnnotation> = { ...document.tables };
  for (const [column, label] of Object.entries(accepted)) {
    const at = column.lastIndexOf(".");
    const table = column.slice(0, at);
    const name = column.slice(at + 1);
    const annotation = tables[table];
    if (annotation === undefined) {
      throw new GantryError(
        "bad-config",
        `catalog.labels.json labels "${column}", but the catalog has no table "${table}"`,
        {
          remedy: "remove the line, or add the table to catalog.ts",
        },
      );
    }
    const before = annotation.columns[name];
    if (!isOpen(before)) continue;
    const labels = label.split(" ").filter(Boolean);
    const after = typeof before === "object" ? { ...before, labels } : labels.join(" ");
    tables[table] = { ...annotation, columns: { ...annotation.columns, [name]: after } };
  }
  return { ...document, tables };
}
