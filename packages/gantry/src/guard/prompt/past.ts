// What a model that works in several turns has asked for so far, and what came back: shown behind the template, as data.
import type { Cell } from "../../catalog/index.ts";
import { placesIn } from "../../flow/index.ts";
import type { ModelEgress } from "../types.ts";
import { neutralise } from "./fence.ts";

/** A column of the shape that the table of a turn shows: a list, with a cell for each of its rows. */
export interface PastColumn {
  readonly column: string;
  readonly title: string;
}

/** One turn, or what came of it. */
export interface PastPart {
  /** The model's own words, or the house's on what came of them. */
  readonly note: string;
  /** The rows that came back. */
  readonly table?: readonly PastColumn[];
}

/** A call that is one of several turns about the same row. */
export interface PastTurns {
  /** The same for all of them: a value has the same token in each. */
  readonly conversation: string;
  /** What the house says of tools and turns, behind the author's instructions. No author's word: it bears no claim. */
  readonly protocol: string;
  /** Oldest first. */
  readonly parts: readonly PastPart[];
  /** Outputs that are orders to tools and thoughts, no prose: no claim in them is looked for. */
  readonly control: readonly string[];
}

/** The columns of the shape that a prompt shows. */
export const namedIn = ({ template, past }: Pick<ModelEgress, "template" | "past">): readonly string[] => [
  ...placesIn(template),
  ...(past?.parts.flatMap(({ table = [] }) => table.map(({ column }) => column)) ?? []),
];

/**
 * The turns as text for the end of the prompt's data.
 *
 * @param scrub takes the row's treated values out of a note: another model may have been shown them in clear
 */
export const renderPast = (
  past: PastTurns | undefined,
  facts: Readonly<Record<string, Cell>>,
  scrub: (text: string) => string,
): string =>
  (past?.parts ?? [])
    .map(({ note, table }) => {
      const said = neutralise(scrub(note));
      return table === undefined ? `\n${said}` : `\n${said}\n${renderTable(table, facts)}`;
    })
    .join("\n");

function renderTable(table: readonly PastColumn[], facts: Readonly<Record<string, Cell>>): string {
  const columns = table.map(({ column }) => {
    const cells = facts[column] ?? null;
    return Array.isArray(cells) ? cells : [];
  });
  const length = Math.max(0, ...columns.map((cells) => cells.length));
  const lines = Array.from({ length }, (_, at) =>
    // What the policy drops is no list any more.
    columns.map((cells) => (cells.length === 0 ? "(withheld)" : cellText(cells[at]))).join(" | "),
  );
  return [table.map(({ title }) => inline(title)).join(" | "), ...lines].join("\n");
}

const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return "";
  return inline(typeof cell === "string" ? cell : JSON.stringify(cell));
};

/** One line, in which a bar can't pass for the next cell. */
const inline = (text: string): string =>
  neutralise(text)
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "/");

/** The prompt with more at the end of its data, inside the fence. */
export const withPast = (prompt: string, past: string): string => {
  if (past === "") return prompt;
  const end = prompt.lastIndexOf("\n⟦end ");
  return `${prompt.slice(0, end)}\n${past}${prompt.slice(end)}`;
};
