import { problemCodes } from "@gantry/contract";
import type { Proof } from "@gantry/contract";
import type { Catalog } from "../../catalog/index.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { checkMeasures } from "../measures.ts";
import { block, bold, dim } from "../print/terminal.ts";
import { loadProject } from "../project.ts";
import { proveFlows } from "../prove.ts";
import { readSettings } from "../settings.ts";

/** Proves the project's flows offline, from catalog lock and policy alone; exits 7 on a breach, 2 on a measure that does not bind. */
export const check: Command = async (words) => {
  const { values, positionals } = readFlags(words, { json: { type: "boolean", default: false } });
  const project = await loadProject(readSettings().projectFolder);
  const { catalog, proved } = await proveFlows(project, positionals[0]);
  const proofs = proved.map((it) => it.proof);
  const wrong = positionals[0] === undefined ? await checkMeasures(catalog) : [];
  if (values.json) console.log(JSON.stringify(proofs, null, 2));
  else {
    for (const proof of proofs) printProof(proof);
    printSuggested(catalog);
  }
  for (const it of wrong) console.error(`✗ ${it}`);
  if (proofs.some((it) => !it.ok)) return 7;
  return wrong.length > 0 ? problemCodes["bad-config"].exit : 0;
};

/** Labels that hold although no person has accepted them. */
function printSuggested(catalog: Catalog): void {
  const suggested = Object.values(catalog.tables).flatMap((table) =>
    table.columns.filter((column) => column.suggested).map((column) => `${table.name}.${column.name}`),
  );
  if (suggested.length === 0) return;
  const some = suggested.slice(0, 3).join(", ");
  console.log(
    `! ${suggested.length} labels are suggestions that nobody has accepted (${some}${suggested.length > 3 ? ", …" : ""}): take the "?" away in catalog.ts, or \`gantry catalog suggest --accept\``,
  );
}

function printProof({ flow, ok, exposures, findings, policy }: Proof): void {
  console.log(`${ok ? "✓" : "✗"} ${bold(flow)} ${dim(`(policy ${policy})`)}`);
  const destinations = Map.groupBy(
    exposures.filter((it) => it.via === "value"),
    (it) => `${it.step} → ${it.destination} (${it.zone})`,
  );
  for (const [destination, all] of destinations) {
    console.log(`  ${destination}`);
    for (const [treatment, columns] of Map.groupBy(all, (it) => it.treatment)) {
      console.log(`    ${treatment}:`);
      for (const line of byTable(columns.map((it) => it.column))) console.log(dim(block(line, "      ")));
    }
  }
  for (const { severity, message, remedy } of findings) {
    console.log(block(`${severity}: ${message}`, "  "));
    if (remedy !== undefined) console.log(block(remedy, "    "));
  }
}

/** "crm.accounts: id, name"; `*` is the existence of a row. */
function byTable(columns: readonly string[]): readonly string[] {
  const split = [...new Set(columns)].sort().map((column) => {
    const dot = column.lastIndexOf(".");
    return dot < 0 ? { table: "input", name: column } : { table: column.slice(0, dot), name: column.slice(dot + 1) };
  });
  return [...Map.groupBy(split, (it) => it.table)].map(
    ([table, all]) => `${table}: ${all.map((it) => it.name).join(", ")}`,
  );
}
