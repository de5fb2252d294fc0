// The sample's questions as they are planned by rule: its flows, its catalog and the proof of what is made. No source is asked.
import { collection } from "../../../../../examples/meridian/flows/collection.ts";
import { followUp } from "../../../../../examples/meridian/flows/follow-up.ts";
import { retention } from "../../../../../examples/meridian/flows/retention.ts";
import { salesTrends } from "../../../../../examples/meridian/flows/sales-trends.ts";
import { createModels } from "../../model/index.ts";
import { createQueryEngine } from "../../query/index.ts";
import { createAsk } from "../index.ts";
import { catalog, time } from "../plan/testing/sample.ts";
import { caller } from "./caller.ts";
import { checkOver } from "./check.ts";

export interface SampleAsk {
  /** The flow and how the question was read, or "refused" and why. */
  told(question: string): Promise<string>;
  close(): Promise<void>;
}

export const openSampleAsk = (): SampleAsk => {
  const query = createQueryEngine({
    catalog,
    workers: 0,
    connectors: () => {
      throw new Error("a source was asked");
    },
  });
  const ask = createAsk({
    flows: [retention, salesTrends, followUp, collection],
    catalog,
    models: createModels({}),
    calendar: catalog.calendar,
    today: () => time.today,
    open: { catalog, hidden: () => [], check: checkOver(catalog, query) },
  });
  return {
    told: async (question) => {
      const planned = await ask.plan(question, caller);
      return planned.kind === "unable"
        ? `refused: ${planned.problem.message}`
        : `${planned.flow}: ${planned.interpretation.text}`;
    },
    close: () => query.close(),
  };
};
