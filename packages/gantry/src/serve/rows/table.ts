// A table of an answer as plain columns, as spreadsheets and BI tools take them.
import { GantryError } from "@gantry/contract";
import type { Answer, Block, Cell } from "@gantry/contract";

export interface Column {
  readonly name: string;
  /** `number` only where every cell is one that a double holds exactly as written. */
  readonly kind: "number" | "boolean" | "text";
  readonly cells: readonly Cell[];
}

type Table = Extract<Block, { readonly kind: "table" }>;

/** A double shows at most fifteen digits as they were written. */
const isExact = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, "").length <= 15;

const kindOf = (cells: readonly Cell[], format: string): Column["kind"] => {
  const told = cells.filter((it) => it !== null);
  if (told.length > 0 && told.every((it) => typeof it === "boolean")) return "boolean";
  const isNumber = (it: Cell): boolean =>
    typeof it === "number" || (format !== "text" && format !== "id" && typeof it === "string" && isExact(it));
  return told.length > 0 && told.every(isNumber) ? "number" : "text";
};

/** The tables of an answer by the step that each shows. */
export const tablesOf = ({ blocks }: Answer): readonly Table[] =>
  blocks.filter((it): it is Table => it.kind === "table");

/**
 * The columns of one table: those that are shown, and the currencies beside amounts.
 *
 * @param step which table; default: the answer's first
 * @throws GantryError `not-found` naming those there are
 */
export function columnsOf(answer: Answer, step?: string): readonly Column[] {
  const tables = tablesOf(answer);
  const table = step === undefined ? tables[0] : tables.find((it) => it.step === step);
  if (table === undefined)
    throw new GantryError(
      "not-found",
      step === undefined ? "the answer has no table" : `the answer has no table "${step}"`,
      {
        remedy: tables.length === 0 ? "ask a flow that shows one" : `tables: ${tables.map((it) => it.step).join(", ")}`,
      },
    );
  const units = table.columns.flatMap(({ unit }) =>
    unit !== undefined && table.rows.some((row) => unit in row) ? [{ name: unit, format: "text" }] : [],
  );
  const named = new Map([...units, ...table.columns].map((it) => [it.name, it.format]));
  const ordered = [...table.columns, ...units].map((it) => it.name);
  return [...new Set(ordered)].map((name) => {
    const cells = table.rows.map((row) => row[name] ?? null);
    return { name, kind: kindOf(cells, named.get(name) ?? "text"), cells };
  });
}
