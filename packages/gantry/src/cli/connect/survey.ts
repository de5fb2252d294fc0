// A first look at a source: it answers, this is what it has, and this is what its columns seem to be.
import { GantryError } from "@gantry/contract";
import { defineCatalog, steadyLock, suggest } from "../../catalog/index.ts";
import type { SampledTable, Suggestions, TableDef } from "../../catalog/index.ts";
import { connectors } from "../connectors.ts";
import { createConnections } from "../connections.ts";
import { sampleTable } from "../sample.ts";
import { secretsOf } from "../secrets.ts";
import type { Target } from "./target.ts";

export interface Survey {
  readonly target: Target;
  /** What the source says of itself. */
  readonly health: string;
  readonly tables: readonly TableDef[];
  readonly suggestions: Suggestions;
}

/** Calls for the whole look. */
const callBudget = 2_000;

/** @throws GantryError what the connector throws, or `not-found` where there is no table to read */
export async function survey(target: Target): Promise<Survey> {
  const { source, secrets } = target;
  const { name, ...described } = source;
  const catalog = defineCatalog(
    { sources: { [name]: described }, tables: {}, calendar: { timeZone: "UTC", fiscalYearStart: 1 } },
    {},
  );
  const fromEnvironment = secretsOf(undefined);
  const connections = createConnections(
    connectors,
    catalog,
    (secret) => secrets[secret] ?? fromEnvironment(secret),
    callBudget,
  );
  try {
    const connector = connections.connector(name);
    const context = connections.context(name, AbortSignal.timeout(300_000));
    const { ok, detail } = await connector.check(context);
    if (!ok) throw new GantryError("source-refused", `source "${name}": ${detail}`, { where: { source: name } });
    const discovered = await connector.discover(context);
    if (discovered.length === 0) {
      throw new GantryError("not-found", `source "${name}" answers, but has no table that it lets us read`, {
        remedy:
          source.connector === "postgres"
            ? "name another schema with --schema, or grant select to the user"
            : "put .parquet, .csv or .json files into the folder",
      });
    }
    const tables = steadyLock(discovered);
    const sampled: SampledTable[] = [];
    for (const def of discovered) {
      sampled.push({ name: `${name}.${def.name}`, def, sample: await sampleTable(def, connector, context) });
    }
    return { target, health: detail, tables, suggestions: suggest(sampled) };
  } finally {
    await connections.close();
  }
}
