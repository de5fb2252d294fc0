// What a policy of this project may name, gathered from catalog, flows and models.
import type { Catalog } from "../catalog/index.ts";
import { toolPath } from "../connect/kit/index.ts";
import { checkPolicy } from "../policy/index.ts";
import type { Policy, PolicyFacts } from "../policy/index.ts";
import type { Project } from "./project.ts";

type Parts = Pick<Project, "flows" | "introspection" | "tools">;

/** A model of a provider that is not configured here may well be so elsewhere. */
const providerModel = /^(?:openai|anthropic|google|compatible):./;

export const policyFacts = (catalog: Catalog, { flows, introspection, tools }: Parts): PolicyFacts => {
  const tables = Object.values(catalog.tables);
  const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
  const sources = Object.values(catalog.sources).map(({ name, connector, zone = "inside" }) => ({
    kind: connector === "smtp" ? ("mail" as const) : ("write" as const),
    channel: { name, zone },
  }));
  const channels = (kind: "mail" | "write") => sources.filter((it) => it.kind === kind).map((it) => it.channel);
  return {
    labels: columns.flatMap(({ column }) => column.labels),
    tables: tables.map((table) => table.name),
    columns: columns.map(({ table, column }) => `${table.name}.${column.name}`),
    channels: {
      tool: Object.entries(tools?.servers ?? {}).flatMap(([server, it]) =>
        Object.keys(it.tools).map((name) => ({ name: toolPath({ server, name }), zone: it.zone })),
      ),
      mail: channels("mail"),
      write: channels("write"),
      page: introspection === undefined ? [] : [{ name: introspection.surface, zone: "outside" }],
    },
    isModel: (name) => name.startsWith("builtin/") || providerModel.test(name),
    flows: flows.map((flow) => flow.name),
  };
};

/** @throws GantryError `bad-config` with file and line of all that the policy names and the project does not have. */
export const requireFittingPolicy = (policy: Policy, catalog: Catalog, parts: Parts): void =>
  checkPolicy(policy, policyFacts(catalog, parts));
