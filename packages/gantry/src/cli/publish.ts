// Publishing: every flow of a project goes through the checker; one that breaches is left out, and says why.
import type { Catalog } from "../catalog/index.ts";
import type { FindTool } from "../connect/kit/index.ts";
import { checkFlow } from "../flow/index.ts";
import type { CheckOptions, FlowDocument } from "../flow/index.ts";
import type { ModelRegistry } from "../model/index.ts";
import type { Policy } from "../policy/index.ts";
import type { QueryEngine } from "../query/index.ts";
import type { PublishedFlow } from "../serve/index.ts";
import type { Connections } from "./connections.ts";

export interface PublishOptions {
  /** All of the project, for those that call others. */
  readonly flows?: readonly FlowDocument[];
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly query: Pick<QueryEngine, "bind">;
  readonly models: ModelRegistry;
  readonly connections: Pick<Connections, "action">;
  readonly tools: FindTool;
}

/** What the checker needs, taken from a house. */
export const checkOptionsOf = ({
  flows = [],
  catalog,
  policy,
  query,
  models,
  connections,
  tools,
}: PublishOptions): CheckOptions => ({
  tool: tools,
  flow: (name) => flows.find((it) => it.name === name),
  catalog,
  policy,
  bind: (sql, options) => query.bind(sql, options),
  deployments: models.deployments.filter((it) => it.modality === "text" || it.modality === "image"),
  embeddings: models.deployments.filter((it) => it.modality === "embedding"),
  score: (name) =>
    models.deployments.some((it) => [name, `builtin/${name}`].includes(it.name)) ? models.score(name) : undefined,
  action: (operation) => {
    const bound = connections.action(operation);
    return bound && { source: bound.source, input: bound.action.input };
  },
});

export async function publishFlows(
  flows: readonly FlowDocument[],
  options: PublishOptions,
): Promise<{ readonly published: readonly PublishedFlow[]; readonly refused: readonly string[] }> {
  const checked = await Promise.all(
    flows.map(async (document) => ({
      document,
      ...(await checkFlow(document, checkOptionsOf({ flows, ...options }))),
    })),
  );
  return {
    published: checked
      .filter((it) => it.proof.ok)
      .map(({ document, proof, shapes }) => ({ document, version: proof.version, proof, shapes })),
    refused: checked
      .filter((it) => !it.proof.ok)
      .map(
        ({ document, proof }) =>
          `flow "${document.name}" is not published:\n${proof.findings.map((it) => `  ${it.message}`).join("\n")}`,
      ),
  };
}
