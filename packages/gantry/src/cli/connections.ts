// Sources brought to life: a connector each, made when it is first needed, with what it may use.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { createBudget } from "../connect/kit/index.ts";
import type { CallBudget, Connector, ConnectorFactory, Context } from "../connect/kit/index.ts";
import type { BoundAction } from "../run/index.ts";

export interface Connections {
  /** Throws `bad-config` for a source or connector that does not exist. */
  readonly connector: (source: string) => Connector;
  /** `mail.send` → the action `send` of the source `mail`. */
  readonly action: (operation: string) => BoundAction | undefined;
  readonly context: (source: string, signal: AbortSignal, onBehalfOf?: string) => Context;
  close(): Promise<void>;
}

export function createConnections(
  factories: Readonly<Record<string, ConnectorFactory>>,
  catalog: Catalog,
  secret: (name: string) => string,
  budget: number,
  onCalls: (source: string, calls: number) => void = () => undefined,
): Connections {
  const open = new Map<string, Connector>();
  const connector = (name: string): Connector => {
    const known = open.get(name);
    if (known) return known;
    const source = catalog.sources[name];
    if (!source)
      throw new GantryError("bad-config", `there is no source "${name}"`, {
        remedy: `sources: ${Object.keys(catalog.sources).join(", ")}`,
      });
    const factory = factories[source.connector];
    if (!factory) {
      throw new GantryError(
        "bad-config",
        `source "${name}" names the connector "${source.connector}", which does not exist`,
        {
          remedy: `connectors: ${Object.keys(factories).join(", ")}`,
          where: { source: name },
        },
      );
    }
    const made = factory(source);
    open.set(name, made);
    return made;
  };
  return {
    connector,
    action: (operation) => {
      const [name = "", ...rest] = operation.split(".");
      const source = catalog.sources[name];
      const action = source ? connector(name).actions?.[rest.join(".")] : undefined;
      return source && action ? { source, action } : undefined;
    },
    context: (source, signal, onBehalfOf) => ({
      signal,
      now: () => new Date(),
      secret,
      budget: counted(createBudget(budget), (calls) => onCalls(source, calls)),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    }),
    close: async () => {
      await Promise.all([...open.values()].map((it) => it.close()));
    },
  };
}

const counted = (budget: CallBudget, count: (calls: number) => void): CallBudget => ({
  spend: (calls) => {
    budget.spend(calls);
    count(calls);
  },
  get spent() {
    return budget.spent;
  },
});
