import path from "node:path";
import { GantryError, problemCodes } from "@gantry/contract";
import type { Catalog } from "../../catalog/index.ts";
import { sarifOf, writtenPlace } from "../../flow/index.ts";
import type { FlowDocument, SarifFinding } from "../../flow/index.ts";
import { placeText } from "../../policy/index.ts";
import type { Place } from "../../policy/index.ts";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { checkMeasures } from "../measures.ts";
import { printProof } from "../print/proof.ts";
import { loadProject } from "../project.ts";
import { proveFlows } from "../prove.ts";
import type { ProvedFlow } from "../prove.ts";
import { readSettings } from "../settings.ts";

/**
 * Proves the project's flows offline, from catalog lock and policy alone; exits 1 on a breach or a trigger that could start nothing, 2 on a measure or row
 * filter that does not bind. `--sarif` for code hosts.
 */
export const check: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    json: { type: "boolean", default: false },
    sarif: { type: "boolean", default: false },
  });
  if (values.json && values.sarif) throw new GantryError("bad-request", "--json or --sarif, not both");
  const project = await loadProject(readSettings().projectFolder);
  const { catalog, proved, filters, triggers } = await proveFlows(project, positionals[0]);
  const measures = positionals[0] === undefined ? await checkMeasures(catalog) : [];
  const config = path.join(project.folder, "gantry.config.ts");
  const refused = triggers.map((message) => flawOf("refused-trigger", message, project.name, "triggers", undefined));
  const wrong: readonly SarifFinding[] = [
    ...refused,
    ...filters.map(({ message, place, role, table }) =>
      flawOf("bad-row-filter", message, `role ${role}`, table, place),
    ),
    ...measures.map((message) => flawOf("bad-measure", message, project.name, "measures", undefined)),
  ];
  if (values.sarif) {
    const findings = [...proved.flatMap(findingsOf), ...wrong];
    console.log(
      JSON.stringify(sarifOf(findings, { version: "0.1.0", root: process.cwd(), fallback: config }), null, 2),
    );
  } else if (values.json) {
    console.log(
      JSON.stringify(
        proved.map(({ proof, document }) => ({ ...proof, purpose: document.purpose })),
        null,
        2,
      ),
    );
  } else {
    for (const { proof, document } of proved)
      printProof(proof, document.purpose, (step) => placeOfStep(document, step));
    printSuggested(catalog);
  }
  for (const { message, place } of wrong)
    console.error(`✗ ${place === undefined ? "" : `${placeText(place)}: `}${message}`);
  if (proved.some((it) => !it.proof.ok) || refused.length > 0) return 1;
  return wrong.length > 0 ? problemCodes["bad-config"].exit : 0;
};

const placeOfStep = (document: FlowDocument, step: string): Place | undefined =>
  step === "narrows" ? writtenPlace(document, "narrows") : writtenPlace(document, "steps", step);

const findingsOf = ({ document, proof }: ProvedFlow): readonly SarifFinding[] =>
  proof.findings.map((finding) => ({ ...finding, of: document.name, place: placeOfStep(document, finding.step) }));

const flawOf = (code: string, message: string, of: string, step: string, place: Place | undefined): SarifFinding => ({
  severity: "breach",
  code,
  message,
  of,
  step,
  place,
});

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
