// Whether an answer, or the refusal of one, is what was expected. Whoever judges says where expected rows come from.
import type { Answer, Choice, Interpretation } from "@gantry/contract";
import { cellsOf, holdsRows } from "./compare.ts";
import type { Cells, Expected, Layout, Outcome } from "./types.ts";

/** Where rows to be compared come from. */
export interface Bench {
  /** Expected rows. */
  wanted(layout: Layout): Promise<Cells>;
  /** Cells of an answer, with what its tokens stand for. */
  found(cells: Cells, answer: Answer): Promise<Cells>;
}

/** Undefined where the answer holds the rows, else why not: sizes only, never a cell. */
export async function missingRows(
  expected: Extract<Expected, { kind: "rows" }>,
  answer: Answer,
  bench: Bench,
): Promise<string | undefined> {
  const { ordered, chart, decimals, layouts } = expected;
  if (chart === true && !answer.blocks.some((it) => it.kind === "chart" && it.rows.length > 0))
    return "there is no chart";
  const tables: Cells[] = [];
  for (const block of answer.blocks) if (block.kind === "table") tables.push(await bench.found(cellsOf(block), answer));
  const sizes: number[] = [];
  const how = { ...(ordered ? { ordered } : {}), ...(decimals === undefined ? {} : { decimals }) };
  for (const layout of layouts) {
    const rows = await bench.wanted(layout);
    if (tables.some((it) => holdsRows(rows, it, how))) return undefined;
    if (ordered && tables.some((it) => holdsRows(rows, it, { ...how, ordered: false })))
      return "the rows are right, and in another order";
    sizes.push(rows.length);
  }
  const has = tables.map((it) => it.length).join(" and ");
  return tables.length === 0
    ? "there is no table"
    : `expected are ${[...new Set(sizes)].join(" or ")} rows, the answer has ${has}${sizes.includes(tables[0]?.length ?? -1) ? " others" : ""}`;
}

/** Undefined where it is that flow with that input, else why not. */
export function otherFlow(
  { flow, input }: Extract<Expected, { kind: "flow" }>,
  interpretation: Pick<Interpretation, "flow" | "input">,
): string | undefined {
  if (interpretation.flow !== flow) return `expected is flow "${flow}", planned was "${interpretation.flow}"`;
  const odd = Object.entries(input).filter(([name, value]) => String(interpretation.input[name]) !== String(value));
  return odd.length === 0 ? undefined : `flow "${flow}" with another ${odd.map(([name]) => name).join(", ")}`;
}

/** What became of a question that was turned down. */
export function refusalIs(
  expected: Expected,
  said: { readonly remedy?: string | undefined; readonly choices?: readonly Choice[] | undefined },
): Extract<Outcome, "right" | "refused"> {
  if (expected.kind === "refused") return "right";
  if (expected.kind !== "choices") return "refused";
  const offered = [said.remedy ?? "", ...(said.choices ?? []).flatMap((it) => [it.title, it.question])]
    .join("\n")
    .toLowerCase();
  return expected.of.every((it) => offered.includes(it.toLowerCase())) ? "right" : "refused";
}

/** Whether there is an answer to it at all. */
export const isAnswerable = ({ kind }: Expected): boolean => kind === "rows" || kind === "flow";

interface Counted {
  readonly expected: Expected;
  readonly outcome: string;
}

const shareOf = (all: readonly Counted[], outcome: Outcome): number =>
  all.length === 0
    ? Number.NaN
    : Math.round((all.filter((it) => it.outcome === outcome).length / all.length) * 1000) / 1000;

export interface Shares {
  /** Of the questions that have an answer, those answered rightly. */
  readonly right: number;
  /** Of all questions. */
  readonly wrong: number;
  /** Of the questions that have an answer, those turned down. */
  readonly refused: number;
  /** Of the questions that must have no answer, or must be asked back, those that were. */
  readonly turnedDown: number;
}

/** Where there is no question of a kind, all of them came out well. */
export function sharesOf(all: readonly Counted[]): Shares {
  const answerable = all.filter(({ expected }) => isAnswerable(expected));
  const others = all.filter((it) => !answerable.includes(it));
  const or = (share: number, standard: number): number => (Number.isNaN(share) ? standard : share);
  return {
    right: or(shareOf(answerable, "right"), 1),
    wrong: or(shareOf(all, "wrong"), 0),
    refused: or(shareOf(answerable, "refused"), 0),
    turnedDown: or(shareOf(others, "right"), 1),
  };
}
