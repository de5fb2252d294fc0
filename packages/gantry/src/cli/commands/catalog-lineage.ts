import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { lineageEvents } from "../open-lineage.ts";
import { loadProject } from "../project.ts";
import { proveFlows } from "../prove.ts";
import { readSettings } from "../settings.ts";

/**
 * Where each column of each step comes from, proved offline. With `--json` one OpenLineage event a line and step, ready to
 * be posted to a catalog that reads them.
 */
export const catalogLineage: Command = async (words) => {
  const { values, positionals } = readFlags(words, { json: { type: "boolean", default: false } });
  const project = await loadProject(readSettings().projectFolder);
  const { catalog, proved } = await proveFlows(project, positionals[0]);
  if (values.json) {
    const flows = proved.map(({ document, shapes, proof }) => ({ document, shapes, version: proof.version }));
    const events = lineageEvents({ project: project.name, catalog, flows, at: new Date().toISOString() });
    for (const event of events) console.log(JSON.stringify(event));
    return 0;
  }
  for (const { document, shapes } of proved) {
    for (const step of Object.keys(document.steps)) {
      const { columns = [], control = [] } = shapes[step] ?? {};
      console.log(`${document.name}.${step}`);
      for (const { name, sources } of columns) {
        const from = Object.entries(sources).map(([source, level]) => `${source} (${level})`);
        console.log(`  ${name} ← ${from.length === 0 ? "nothing of a source" : from.join(", ")}`);
      }
      if (control.length > 0) console.log(`  rows decided by ${control.join(", ")}`);
    }
  }
  return 0;
};
