// A planned treatment, carried out on a cell.
import type { Cell, Label } from "../../catalog/index.ts";
import { band, bandText, dateBand, numberOf } from "../band/band.ts";
import type { ColumnPlan } from "./plan.ts";

/** How values become tokens and texts are masked in this call. */
export interface CellTools {
  /** A token for a whole value. */
  readonly token: (label: Label, value: string) => string;
  /** The text with everything found in it masked. */
  readonly mask: (text: string) => string;
  /** The text with the row's treated values masked, nothing else: for texts that may pass. */
  readonly scrub: (text: string) => string;
  /** The column's numbers over the whole step, for bands. */
  readonly column?: readonly number[];
}

const isNumeric = (plan: ColumnPlan): boolean => /^(?:int|double|decimal)/.test(plan.column.type);
const isTime = (plan: ColumnPlan): boolean => /^(?:date|timestamp)/.test(plan.column.type);

const treatString = (text: string, plan: ColumnPlan, tools: CellTools): Cell => {
  if (plan.whole !== null) return text === "" ? "" : tools.token(plan.whole, text);
  if (isNumeric(plan)) {
    const number = plan.bands ? numberOf(text) : null;
    return number === null ? text : band(number, tools.column);
  }
  if (isTime(plan)) return plan.bands ? dateBand(text) : text;
  // A number that was cast to a text is one still, however small.
  const cast = plan.bands ? numberOf(text) : null;
  if (cast !== null) return band(cast, tools.column);
  const masked = plan.masks ? tools.mask(text) : tools.scrub(text);
  return plan.bands ? bandText(masked) : masked;
};

/**
 * Treats a cell by its column's plan. Lists and objects are treated leaf by leaf (names of members are the author's).
 * What can't take the treatment decided takes the next stricter: a copied text that should be a band becomes a token, a
 * truth value that should be a token is dropped (its token would tell it). Refused columns must not get here.
 */
export const treatCell = (cell: Cell, plan: ColumnPlan, tools: CellTools): Cell => {
  if (cell === null || plan.treatment === "drop" || plan.treatment === "refuse") return null;
  if (typeof cell === "string") return treatString(cell, plan, tools);
  if (typeof cell === "boolean") return plan.whole === null ? cell : null;
  if (typeof cell === "number") {
    if (plan.whole !== null) return tools.token(plan.whole, String(cell));
    return plan.bands ? band(cell, tools.column) : cell;
  }
  // JSON within JSON: every member is a cell.
  if (Array.isArray(cell)) return cell.map((item) => treatCell((item ?? null) as Cell, plan, tools));
  return Object.fromEntries(
    Object.entries(cell).map(([name, item]) => [name, treatCell((item ?? null) as Cell, plan, tools)]),
  );
};

/** Applies a function to every string of a cell. */
export const mapStrings = (cell: Cell, change: (text: string) => string): Cell => {
  if (typeof cell === "string") return change(cell);
  if (Array.isArray(cell)) return cell.map((item) => mapStrings((item ?? null) as Cell, change));
  if (typeof cell !== "object" || cell === null) return cell;
  return Object.fromEntries(
    Object.entries(cell).map(([name, item]) => [name, mapStrings((item ?? null) as Cell, change)]),
  );
};

/** Every string of a cell. */
export const stringsIn = (cell: Cell | undefined): readonly string[] => {
  if (typeof cell === "string") return [cell];
  if (typeof cell !== "object" || cell === null) return [];
  return Object.values(cell).flatMap((item) => stringsIn(item as Cell));
};
