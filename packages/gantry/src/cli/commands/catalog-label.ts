import { GantryError } from "@gantry/contract";
import { defineCatalog, findColumn, leavesOpen, nearMatches } from "../../catalog/index.ts";
import { keepLabels } from "../accepted-labels.ts";
import type { Command } from "../command.ts";
import { loadProject } from "../project.ts";
import { findRunning } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Labels columns that catalog.ts leaves open: `gantry catalog label crm.accounts.internal_notes text.untrusted`. */
export const catalogLabel: Command = async (words) => {
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const known = defineCatalog(project.catalog, project.lock);
  const end = words.findIndex((word) => findColumn(known, word) === undefined);
  const columns = words.slice(0, Math.max(end, 0));
  const labels = end < 0 ? [] : words.slice(end);
  const [first] = words;
  if (first !== undefined && first.split(".").length > 2 && columns.length === 0) {
    const names = Object.values(known.tables).flatMap((table) => table.columns.map((it) => `${table.name}.${it.name}`));
    throw new GantryError("not-found", `the catalog has no column "${first}"`, {
      remedy: `did you mean ${nearMatches(first, names).join(" or ") || "another one? `gantry catalog list` has them"}?`,
    });
  }
  if (columns.length === 0 || labels.length === 0) {
    throw new GantryError("bad-request", "label which columns as what?", {
      remedy: "gantry catalog label <source>.<table>.<column> … <label>, for example person.email, financial or public",
    });
  }
  const stray = labels.find((label) => label.split(".").length > 2);
  if (stray !== undefined) throw new GantryError("not-found", `the catalog has no column "${stray}"`);
  for (const column of columns) {
    if (leavesOpen(project.written, column)) continue;
    throw new GantryError("conflict", `catalog.ts labels "${column}" itself`, { remedy: "change the label there" });
  }
  await keepLabels(project, Object.fromEntries(columns.map((column) => [column, labels.join(" ")])));
  for (const column of columns) console.log(`${column}: ${labels.join(" ")}, kept in catalog.labels.json`);
  if (await findRunning(settings.dataFolder))
    console.log("the running server takes it up at its next start: `gantry stop`");
  return 0;
};
