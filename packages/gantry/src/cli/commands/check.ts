import { GantryError } from "@gantry/contract";
import type { Proof } from "@gantry/contract";
import { defineCatalog } from "../../catalog/index.ts";
import { checkFlow } from "../../flow/index.ts";
import { createModels, logistic } from "../../model/index.ts";
import { createQueryEngine } from "../../query/index.ts";
import { connectors } from "../compose.ts";
import { createConnections } from "../connections.ts";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { loadProject } from "../project.ts";
import { checkOptionsOf } from "../publish.ts";
import { secretsOf } from "../secrets.ts";
import { readSettings } from "../settings.ts";

/** Proves the project's flows offline, from catalog lock and policy alone; exits 7 on a breach. */
export const check: Command = async (words) => {
  const { values, positionals } = readFlags(words, { json: { type: "boolean", default: false } });
  const project = await loadProject(readSettings().projectFolder);
  const [wanted] = positionals;
  const flows = project.flows.filter((it) => wanted === undefined || it.name === wanted);
  if (flows.length === 0) {
    throw new GantryError("not-found", `there is no flow "${wanted}"`, {
      remedy: `flows: ${project.flows.map((it) => it.name).join(", ")}`,
    });
  }
  const catalog = defineCatalog(project.catalog, project.lock);
  const connections = createConnections(connectors, catalog, secretsOf(undefined), 0);
  const query = createQueryEngine({ catalog, connectors: connections.connector });
  const models = createModels({
    environment: process.env,
    phrasebooks: project.phrasebooks,
    scores: Object.values(project.scores).map((it) => logistic(it)),
  });
  const proofs: Proof[] = [];
  for (const flow of flows) {
    proofs.push(
      (await checkFlow(flow, checkOptionsOf({ catalog, policy: project.policy, query, models, connections }))).proof,
    );
  }
  await query.close();
  if (values.json) console.log(JSON.stringify(proofs, null, 2));
  else for (const proof of proofs) printProof(proof);
  return proofs.every((it) => it.ok) ? 0 : 7;
};

function printProof({ flow, ok, exposures, findings, policy }: Proof): void {
  console.log(`${ok ? "✓" : "✗"} ${flow} (policy ${policy})`);
  const destinations = Map.groupBy(
    exposures.filter((it) => it.via === "value"),
    (it) => `${it.step} → ${it.destination} (${it.zone})`,
  );
  for (const [destination, all] of destinations) {
    console.log(`  ${destination}`);
    for (const [treatment, columns] of Map.groupBy(all, (it) => it.treatment)) {
      console.log(`    ${treatment}: ${[...new Set(columns.map((it) => it.column))].join(", ")}`);
    }
  }
  for (const { severity, message, remedy } of findings) {
    console.log(`  ${severity}: ${message}${remedy === undefined ? "" : `\n    ${remedy}`}`);
  }
}
