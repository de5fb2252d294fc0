// A project's flows through the checker, offline: from catalog lock and policy alone.
import { GantryError } from "@gantry/contract";
import type { Proof } from "@gantry/contract";
import { defineCatalog } from "../catalog/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { checkFlow } from "../flow/index.ts";
import type { FlowDocument, Shape } from "../flow/index.ts";
import { createModels, logistic } from "../model/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { connectors } from "./compose.ts";
import { createConnections } from "./connections.ts";
import type { Project } from "./project.ts";
import { checkOptionsOf } from "./publish.ts";
import { secretsOf } from "./secrets.ts";

export interface ProvedFlow {
  readonly document: FlowDocument;
  readonly proof: Proof;
  /** By step: what its output is made of. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

/**
 * Proves all flows, or the one that is wanted.
 *
 * @throws GantryError `not-found` naming the flows that there are
 */
export async function proveFlows(
  project: Project,
  wanted?: string,
): Promise<{ readonly catalog: Catalog; readonly proved: readonly ProvedFlow[] }> {
  const flows = project.flows.filter((it) => wanted === undefined || it.name === wanted);
  if (wanted !== undefined && flows.length === 0) {
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
  try {
    const proved: ProvedFlow[] = [];
    for (const document of flows) {
      const options = checkOptionsOf({ catalog, policy: project.policy, query, models, connections });
      proved.push({ document, ...(await checkFlow(document, options)) });
    }
    return { catalog, proved };
  } finally {
    await query.close();
  }
}
