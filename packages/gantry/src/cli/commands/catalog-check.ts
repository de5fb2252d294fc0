import { GantryError, problemCodes } from "@gantry/contract";
import { breaks, driftOf, driftText } from "../../catalog/index.ts";
import type { Drift } from "../../catalog/index.ts";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { checkMeasures } from "../measures.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";
import { openSources } from "../sources.ts";

/**
 * Compares the lock with the sources as they are, and binds the measures. Exits 9 where something that was locked has
 * changed or gone or a source can't be asked, 2 on a measure that does not bind, 0 on mere additions.
 */
export const catalogCheck: Command = async (words) => {
  const { values } = readFlags(words, { json: { type: "boolean", default: false } });
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const sources = await openSources(project, settings);
  const drift: Drift[] = [];
  const failed: string[] = [];
  let measures: readonly string[];
  try {
    for (const name of Object.keys(sources.catalog.sources)) {
      try {
        drift.push(...driftOf(name, project.lock[name] ?? [], await sources.discover(name)));
      } catch (error) {
        if (!(error instanceof GantryError)) throw error;
        failed.push(error.message);
      }
    }
    measures = await checkMeasures(sources.define());
  } finally {
    await sources.close();
  }
  const broken = drift.filter(breaks);
  if (values.json) console.log(JSON.stringify({ drift, failed, measures }, null, 2));
  else {
    for (const it of broken) console.log(`✗ ${driftText(it)}`);
    for (const it of drift.filter((each) => !breaks(each))) console.log(`+ ${driftText(it)}`);
    for (const it of [...failed, ...measures]) console.log(`✗ ${it}`);
    const count = Object.keys(sources.catalog.sources).length;
    console.log(
      broken.length + failed.length > 0
        ? `${broken.length} differences from catalog.lock.json in ${new Set(broken.map((it) => it.source)).size} of ${count} sources: look at them, then \`gantry catalog lock\``
        : `${count} sources are as catalog.lock.json says${drift.length > 0 ? ", and have more: `gantry catalog lock` takes it in" : ""}`,
    );
  }
  if (broken.length + failed.length > 0) return problemCodes["source-drifted"].exit;
  return measures.length > 0 ? problemCodes["bad-config"].exit : 0;
};
