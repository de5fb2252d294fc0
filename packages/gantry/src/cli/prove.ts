// A project's flows through the checker, offline: from catalog lock and policy alone.
import { GantryError } from "@gantry/contract";
import type { ProblemCode, Proof, ProofFinding } from "@gantry/contract";
import { defineCatalog } from "../catalog/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { checkFlow, flowVersion } from "../flow/index.ts";
import type { CheckOptions, FlowDocument, Shape } from "../flow/index.ts";
import { createModels, logistic } from "../model/index.ts";
import type { Deployment } from "../model/index.ts";
import { createQueryEngine } from "../query/index.ts";
import type { QueryEngine } from "../query/index.ts";
import { connectors } from "./connectors.ts";
import { createConnections } from "./connections.ts";
import { requireFittingPolicy } from "./policy-facts.ts";
import type { Project } from "./project.ts";
import { checkOptionsOf } from "./publish.ts";
import { checkRowFilters } from "./row-filters.ts";
import type { WrongFilter } from "./row-filters.ts";
import { secretsOf } from "./secrets.ts";
import { toolsOf } from "./tools.ts";
import { refusedTriggers, requireFittingTriggers } from "./triggers.ts";

export interface ProvedFlow {
  readonly document: FlowDocument;
  readonly proof: Proof;
  /** By step: what its output is made of. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface Proofs {
  readonly catalog: Catalog;
  readonly proved: readonly ProvedFlow[];
  /** Row filters of the policy that do not bind. */
  readonly filters: readonly WrongFilter[];
  /** Why triggers of the project would start nothing, with file and line; of a single flow none are looked at. */
  readonly triggers: readonly string[];
  /** Text models that the router might choose: each proof holds for all of them. */
  readonly deployments: readonly Deployment[];
}

/**
 * Proves all flows, or the one that is wanted. One whose SQL does not bind has a proof that says so.
 *
 * @throws GantryError `not-found` naming the flows that there are; `bad-config` for a policy that does not fit the project
 */
export async function proveFlows(project: Project, wanted?: string): Promise<Proofs> {
  const flows = project.flows.filter((it) => wanted === undefined || it.name === wanted);
  if (wanted !== undefined && flows.length === 0) {
    throw new GantryError("not-found", `there is no flow "${wanted}"`, {
      remedy: `flows: ${project.flows.map((it) => it.name).join(", ")}`,
    });
  }
  const catalog = defineCatalog(project.catalog, project.lock);
  requireFittingPolicy(project.policy, catalog, project);
  if (wanted === undefined) requireFittingTriggers(project, catalog);
  const connections = createConnections(connectors, catalog, secretsOf(undefined), 0);
  const models = createModels({
    environment: process.env,
    document: project.models,
    secret: noKey,
    phrasebooks: project.phrasebooks,
    scores: Object.values(project.scores).map((it) => logistic(it)),
  });
  const tools = toolsOf(project, noKey);
  // DuckDB binds on threads of its own: with many flows, two engines keep two cores busy.
  const lanes = Array.from({ length: flows.length < manyFlows ? 1 : 2 }, () =>
    createQueryEngine({ catalog, workers: 0, connectors: connections.connector }),
  );
  try {
    const { flows: all, policy } = project;
    const partsOf = (query: QueryEngine) => ({ flows: all, catalog, policy, query, models, connections, tools });
    const optionsOf = (query: QueryEngine): CheckOptions => checkOptionsOf(partsOf(query));
    const proved: ProvedFlow[] = [];
    const work = lanes.map(async (query, lane) => {
      // One after the other: side by side they would lay out each other's steps again and again in one stub.
      for (let at = lane; at < flows.length; at += lanes.length) {
        const document = flows[at];
        if (document !== undefined) proved[at] = await proveFlow(document, optionsOf(query));
      }
    });
    await Promise.all(work);
    const [first] = lanes;
    const filters = first === undefined ? [] : await checkRowFilters(project.policy, catalog, first);
    const published = proved.filter((it) => it.proof.ok);
    const triggers =
      wanted === undefined && first !== undefined ? await refusedTriggers(project, published, partsOf(first)) : [];
    return {
      catalog,
      proved,
      filters,
      triggers,
      deployments: models.deployments.filter((it) => it.modality === "text" || it.modality === "image"),
    };
  } finally {
    await Promise.all(lanes.map((query) => query.close()));
  }
}

/** Nothing is asked here, and whoever proves flows need not hold the keys. */
const noKey = (): string => "none";

/** From how many flows on a second engine is worth its start. */
const manyFlows = 20;

/** Errors that say what is wrong with a flow's text. */
const textual = new Set<ProblemCode>(["bad-sql", "bad-flow", "unsupported"]);

async function proveFlow(document: FlowDocument, options: CheckOptions): Promise<ProvedFlow> {
  try {
    return { document, ...(await checkFlow(document, options)) };
  } catch (error) {
    if (!(error instanceof GantryError) || !textual.has(error.code)) throw error;
    const { code, message, remedy, where } = error;
    const finding: ProofFinding = { severity: "breach", code, step: where?.["step"] ?? "document", message };
    return {
      document,
      shapes: {},
      proof: {
        flow: document.name,
        version: flowVersion(document),
        policy: options.policy.version,
        ok: false,
        exposures: [],
        findings: [remedy === undefined ? finding : { ...finding, remedy }],
      },
    };
  }
}
