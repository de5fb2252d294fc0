// `builtin/segment` as a score model: what customers bought, in; which segment and which group they are in, out.
import type { ModelCard } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import { analyticDeployment } from "../card/index.ts";
import { numeric } from "../phrase/index.ts";
import type { ScoreModel } from "../types.ts";
import { fifthsOf, groupsOf, scaled, segmentNameOf } from "./segments.ts";

const names = ["recency", "frequency", "amount"] as const;
const from: readonly string[] = names;

const card: ModelCard = {
  does: "puts customers into segments by how lately, how often and for how much they bought, and into groups that lie together",
  version: "1",
  date: "2026-11-23",
  data: "nothing: fifths and groups are those of the rows given",
  features: ["days since the last purchase", "purchases", "amount"],
  quality: [],
  notes: [
    "fifths are of the rows given: the same customer can be in another segment beside others",
    "k-means++ on logarithms scaled to one deviation; the number of groups, 2 to 7, by silhouette",
  ],
};

/** Of the three figures those that a row lacks. */
const lacks = (row: Readonly<Record<string, Cell>>): boolean => names.some((name) => numeric(row[name]) === null);

/**
 * Inputs: `recency` (days since the last purchase), `frequency` (purchases), `amount`. Outputs: `recency_fifth`,
 * `frequency_fifth` and `amount_fifth` (5 is best), `segment` (a name), `group` (1 is the largest) and `group_fit` (mean
 * silhouette of all groups, −1 to 1). Null for rows that lack a figure.
 */
export const segmentModel: ScoreModel = {
  deployment: analyticDeployment("segment"),
  card,
  inputs: names.map((name) => ({ name, type: "double" })),
  outputs: [
    { name: "recency_fifth", type: "int32", from, bounded: true, description: "1 to 5, 5 the latest" },
    { name: "frequency_fifth", type: "int32", from, bounded: true, description: "1 to 5, 5 the most often" },
    { name: "amount_fifth", type: "int32", from, bounded: true, description: "1 to 5, 5 the most" },
    {
      name: "segment",
      type: "varchar",
      from,
      bounded: true,
      description: "champion, loyal, promising, new, needs attention, at risk or lost",
    },
    { name: "group", type: "int32", from, bounded: true, description: "which group it lies in, 1 the largest" },
    { name: "group_fit", type: "double", from, bounded: true, description: "how well the groups lie apart, −1 to 1" },
  ],
  score: (rows) => {
    const whole = rows.flatMap((row, index) => (lacks(row) ? [] : [index]));
    const column = (name: string): readonly number[] => whole.map((index) => numeric(rows[index]?.[name]) ?? 0);
    const [recency, frequency, amount] = [column("recency"), column("frequency"), column("amount")];
    const fifths = {
      recency: fifthsOf(recency.map((it) => -it)),
      frequency: fifthsOf(frequency),
      amount: fifthsOf(amount),
    };
    const grouping = groupsOf(scaled(whole.map((_, at) => [recency[at] ?? 0, frequency[at] ?? 0, amount[at] ?? 0])));
    const outputs: Record<string, Cell>[] = rows.map(() => ({
      recency_fifth: null,
      frequency_fifth: null,
      amount_fifth: null,
      segment: null,
      group: null,
      group_fit: null,
    }));
    for (const [at, index] of whole.entries()) {
      const [r, f, a] = [fifths.recency[at] ?? 1, fifths.frequency[at] ?? 1, fifths.amount[at] ?? 1];
      outputs[index] = {
        recency_fifth: r,
        frequency_fifth: f,
        amount_fifth: a,
        segment: segmentNameOf(r, f, a),
        group: grouping.of[at] ?? 1,
        group_fit: Math.round(grouping.silhouette * 1000) / 1000,
      };
    }
    const lost = rows.length - whole.length;
    const coverage =
      lost === 0 ? [] : [`${lost} of ${rows.length} ${lost === 1 ? "lacks" : "lack"} a figure; in no segment`];
    return Promise.resolve({ outputs, coverage });
  },
};
