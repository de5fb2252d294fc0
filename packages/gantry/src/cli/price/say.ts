// A price in a sentence.
import type { Estimate } from "@gantry/contract";

const many = (count: number, of: string): string =>
  `${Math.round(count).toLocaleString("en-US")} ${of}${Math.round(count) === 1 ? "" : "s"}`;

/** To two figures, so that it promises no more than it knows. */
const about = (count: number): number => (count < 100 ? Math.round(count) : Number(count.toPrecision(2)));

const dollars = (cost: number): string => `$${cost.toFixed(cost > 0 && cost < 0.1 ? 4 : 2)}`;

/** "reads about 1,240 rows in 6 calls; 12 model calls, about 9,000 tokens, $0.02; 6 columns leave the house". */
export const sayPrice = ({ sources, models, tokens, cost, leaves }: Omit<Estimate, "text">): string => {
  const sum = (of: "rows" | "calls"): number => sources.reduce((total, it) => total + it[of], 0);
  const calls = models.reduce((total, it) => total + it.calls, 0);
  const columns = new Set(leaves.filter(({ zone }) => zone !== "inside").map(({ column }) => column)).size;
  return [
    sum("calls") === 0 && sum("rows") === 0
      ? "reads nothing"
      : `reads about ${many(sum("rows"), "row")} in ${many(sum("calls"), "call")}`,
    calls === 0
      ? "no model is asked"
      : `${many(calls, "model call")}, ${tokens === 0 ? "no tokens" : `about ${many(about(tokens), "token")}`}, ${dollars(cost)}`,
    columns === 0
      ? "nothing leaves the house"
      : `${many(columns, "column")} ${columns === 1 ? "leaves" : "leave"} the house`,
  ].join("; ");
};
