// Triggers of a project made ready: each flow is proved once more for what comes with events.
import { GantryError } from "@gantry/contract";
import { checkFlow } from "../flow/index.ts";
import { prepareTriggers } from "../run/index.ts";
import type { Prepared, RisingColumns, TriggerDocument } from "../run/index.ts";
import type { PublishedFlow } from "../serve/index.ts";
import { checkOptionsOf } from "./publish.ts";
import type { PublishOptions } from "./publish.ts";

/** By connector: the columns that can lead a change feed. Connectors that are not here offer none. */
export const risingColumns: Readonly<Record<string, RisingColumns>> = {
  // Times and numbers: that one rises with every change is its owner's word.
  postgres: ({ type }) => ["timestamp", "timestamptz", "int32", "int64"].includes(type),
  // The platform sets it with every change, by whomever.
  salesforce: ({ native }) => native === "SystemModstamp",
};

/** What can't start its flow is among them, and told in `refused`. */
export async function readyTriggers(
  documents: readonly TriggerDocument[],
  published: readonly PublishedFlow[],
  options: PublishOptions,
  secret: (name: string) => string,
): Promise<{ readonly triggers: readonly Prepared[]; readonly refused: readonly string[] }> {
  const check = checkOptionsOf(options);
  const triggers = await prepareTriggers(documents, {
    published,
    policy: options.policy,
    catalog: options.catalog,
    secret,
    prove: async (flow, events) => {
      const { proof, shapes } = await checkFlow(flow, { ...check, events });
      return {
        shapes,
        breaches: proof.findings.filter((it) => it.severity === "breach").map((it) => it.message),
      };
    },
  });
  const refused = triggers.flatMap(({ flow }) =>
    flow instanceof GantryError ? [`${flow.message}${flow.remedy === undefined ? "" : `\n  ${flow.remedy}`}`] : [],
  );
  return { triggers, refused };
}
