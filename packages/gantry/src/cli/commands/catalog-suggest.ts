import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { GantryError } from "@gantry/contract";
import { defineCatalog, documentsConnector, findColumn, leavesOpen, suggest } from "../../catalog/index.ts";
import type { LabelSuggestion, SampledTable, Suggestions } from "../../catalog/index.ts";
import { keepLabels } from "../accepted-labels.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { loadProject } from "../project.ts";
import type { LoadedProject } from "../project.ts";
import { sampleTable } from "../sample.ts";
import { readSettings } from "../settings.ts";
import { openSources } from "../sources.ts";

/**
 * Proposes labels for columns that the catalog leaves open, with a reason each, and references and keys that nobody
 * declared. Prints lines to paste; `--write` puts them into catalog.suggested.json; `--accept` asks one by one. Words
 * narrow it to tables or columns whose name begins so. `--measure` compares with the labels that the catalog has.
 */
export const catalogSuggest: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    write: { type: "boolean", default: false },
    accept: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    measure: { type: "boolean", default: false },
  });
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const suggestions = suggest(await sampleAll(project, settings));
  if (values.measure) return measure(project, suggestions, values.json);
  const isWanted = (name: string): boolean =>
    positionals.length === 0 || positionals.some((it) => `${name}.`.startsWith(`${it}.`));
  const open = suggestions.labels.filter((it) => isWanted(it.column) && leavesOpen(project.written, it.column));
  const references = suggestions.references.filter((it) => isWanted(it.column) && !isDeclared(project, it.column));
  const keys = suggestions.keys.filter(
    (it) => isWanted(it.table) && project.catalog.tables[it.table]?.key === undefined,
  );
  if (values.accept) return accept(project, open);
  if (values.write) {
    const file = path.join(project.folder, "catalog.suggested.json");
    await writeFile(file, `${JSON.stringify({ labels: open, references, keys }, null, 2)}\n`);
    console.log(
      `wrote ${open.length} labels, ${references.length} references and ${keys.length} keys to ${file}: nothing of it holds until it stands in catalog.ts`,
    );
    return 0;
  }
  if (values.json) {
    console.log(JSON.stringify({ labels: open, references, keys }, null, 2));
    return 0;
  }
  for (const [table, all] of Map.groupBy(open, (it) => it.column.slice(0, it.column.lastIndexOf(".")))) {
    console.log(`"${table}"${project.catalog.tables[table] === undefined ? " (not in catalog.ts)" : ""}: { columns: {`);
    for (const { column, label, reason } of all) {
      const name = column.slice(table.length + 1);
      console.log(
        label === null ? `  // ${name}: no label: ${reason}` : `  ${name}: ${JSON.stringify(label)}, // ${reason}`,
      );
    }
    console.log("} },");
  }
  for (const it of references) console.log(`// ${it.column} references ${it.references}: ${it.reason}`);
  for (const it of keys) console.log(`// ${it.table}: key ${JSON.stringify(it.key)}: ${it.reason}`);
  if (open.length === 0) console.log("the catalog leaves nothing open here");
  return 0;
};

async function sampleAll(
  project: LoadedProject,
  settings: ReturnType<typeof readSettings>,
): Promise<readonly SampledTable[]> {
  const sources = await openSources(project, settings);
  try {
    const sampled: SampledTable[] = [];
    for (const [source, { connector }] of Object.entries(sources.catalog.sources)) {
      // Collections of documents have the columns that the house gives them, and the labels that their author says.
      if (connector === documentsConnector) continue;
      const context = sources.connections.context(source, AbortSignal.timeout(300_000));
      for (const def of await sources.discover(source)) {
        const name = nameInCatalog(project, source, def.name);
        sampled.push({ name, def, sample: await sampleTable(def, sources.connections.connector(source), context) });
      }
    }
    return sampled;
  } finally {
    await sources.close();
  }
}

/** As catalog.ts calls the table of the lock. */
const nameInCatalog = (project: LoadedProject, source: string, table: string): string =>
  Object.entries(project.catalog.tables).find(([name, { of }]) => of === table && name.startsWith(`${source}.`))?.[0] ??
  `${source}.${table}`;

const isDeclared = (project: LoadedProject, column: string): boolean =>
  findColumn(defineCatalog(project.catalog, project.lock), column)?.references !== undefined;

/** Asks for each suggestion; what is accepted goes to catalog.labels.json. */
async function accept(project: LoadedProject, open: readonly LabelSuggestion[]): Promise<number> {
  if (!process.stdin.isTTY) {
    throw new GantryError("bad-request", "labels are accepted at a terminal, one by one", {
      remedy: "paste lines into catalog.ts, or `gantry catalog label <column> <label>`",
    });
  }
  const here = open.filter(
    (it) => project.catalog.tables[it.column.slice(0, it.column.lastIndexOf("."))] !== undefined,
  );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const accepted: Record<string, string> = {};
  try {
    for (const { column, label, reason } of here) {
      const answer = (
        await terminal.question(
          `${column}: ${label ?? "(no label)"} (${reason})\n  [y] ${label === null ? "leave it" : "accept"}  [another label]  [s] skip  [q] stop: `,
        )
      ).trim();
      if (answer === "q") break;
      if (answer === "s" || answer === "" || (answer === "y" && label === null)) continue;
      accepted[column] = answer === "y" ? (label ?? "") : answer;
    }
  } finally {
    terminal.close();
  }
  await keepLabels(project, accepted);
  console.log(`${Object.keys(accepted).length} labels kept in catalog.labels.json`);
  return 0;
}

/** How often the suggestion is what the catalog says, and where it would be too lenient. */
function measure(project: LoadedProject, suggestions: Suggestions, json: boolean): number {
  const catalog = defineCatalog(project.written, project.lock);
  const sampled = Object.values(catalog.tables).filter(
    ({ source }) => catalog.sources[source]?.connector !== documentsConnector,
  );
  const compared = sampled.flatMap((table) =>
    table.columns
      .filter((column) => column.labels.length > 0)
      .map((column) => {
        const name = `${table.name}.${column.name}`;
        return {
          column: name,
          written: column.labels.join(" "),
          suggested: suggestions.labels.find((it) => it.column === name)?.label ?? null,
        };
      }),
  );
  const same = compared.filter((it) => it.suggested === it.written);
  const none = compared.filter((it) => it.suggested === null);
  const lenient = compared.filter((it) => it.suggested === "public" && it.written !== "public");
  const figures = {
    columns: compared.length,
    same: same.length,
    none: none.length,
    lenient: lenient.length,
    share: same.length / Math.max(1, compared.length),
  };
  if (json) {
    console.log(JSON.stringify({ ...figures, others: compared.filter((it) => it.suggested !== it.written) }, null, 2));
    return 0;
  }
  for (const it of compared)
    if (it.suggested !== it.written)
      console.log(`${it.column}: catalog ${it.written}, suggested ${it.suggested ?? "(no label)"}`);
  console.log(
    `${same.length} of ${compared.length} labels are suggested as written (${Math.round(figures.share * 100)} %); ${none.length} left open, ${lenient.length} too lenient`,
  );
  return 0;
}
