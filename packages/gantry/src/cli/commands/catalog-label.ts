import { GantryError } from "@gantry/contract";
import { defineCatalog, findColumn, leavesOpen } from "../../catalog/index.ts";
import { nearMatches } from "../../query/index.ts";
import { keepLabels } from "../accepted-labels.ts";
import type { Command } from "../command.ts";
import { loadProject } from "../project.ts";
import { findRunning } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Labels a column that catalog.ts leaves open: `gantry catalog label crm.accounts.internal_notes text.untrusted`. */
export const catalogLabel: Command = async (words) => {
  const [column, ...labels] = words;
  if (column === undefined || labels.length === 0) {
    throw new GantryError("bad-request", "label which column as what?", {
      remedy: "gantry catalog label <source>.<table>.<column> <label>, for example person.email, financial or public",
    });
  }
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const known = defineCatalog(project.catalog, project.lock);
  if (findColumn(known, column) === undefined) {
    const names = Object.values(known.tables).flatMap((table) => table.columns.map((it) => `${table.name}.${it.name}`));
    throw new GantryError("not-found", `the catalog has no column "${column}"`, {
      remedy: `did you mean ${nearMatches(column, names).join(" or ") || "another one? `gantry catalog list` has them"}?`,
    });
  }
  if (!leavesOpen(project.written, column)) {
    throw new GantryError("conflict", `catalog.ts labels "${column}" itself`, { remedy: "change the label there" });
  }
  await keepLabels(project, { [column]: labels.join(" ") });
  console.log(`${column}: ${labels.join(" ")}, kept in catalog.labels.json`);
  if (await findRunning(settings.dataFolder))
    console.log("the running server takes it up at its next start: `gantry stop`");
  return 0;
};
