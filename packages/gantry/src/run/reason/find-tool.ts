// The tool `find`: passages of the step's collections, as the caller may see them. Its words come from the model and may hold
// what it has read; where they go to an embedding model, they bear the labels of all that.
import type { ReasonStep, Shape, ShapeColumn } from "../../flow/index.ts";
import type { Row } from "../../catalog/index.ts";
import { isFromOutside } from "../../flow/index.ts";
import { restoreText } from "../../guard/index.ts";
import type { Work } from "../house.ts";
import { labelsOf } from "../steps/known.ts";
import { selectAs } from "../steps/sql.ts";
import type { Came } from "./turns.ts";

/** Passages that a search gives. */
const mostPassages = 5;
const told = ["document", "title", "place", "text"] as const;

/**
 * @param values what the tokens in the words stand for
 * @param seen columns that the model was shown so far
 */
export async function findTool(
  work: Work,
  { tools: { find: collections = [] } }: ReasonStep,
  words: string,
  { values, seen }: { readonly values: Readonly<Record<string, string>>; readonly seen: readonly ShapeColumn[] },
): Promise<Came> {
  const { house, run, signal } = work;
  if (words === "") return { kind: "error", message: "call was empty: it holds the words to search for" };
  if (!house.find) return { kind: "error", message: "there are no documents here" };
  const { access, select } = selectAs(work);
  const [passages = []] = await house.find({
    queries: [restoreText(words, (short) => values[short])],
    collections,
    top: mostPassages,
    labels: [...new Set(seen.flatMap((column) => labelsOf(house.catalog, column)))],
    caller: run.caller,
    access,
    select,
    run: run.id,
    signal,
  });
  const rows = passages.map(({ subjects, ...passage }): Row => {
    const row: Row = Object.fromEntries(told.map((name) => [name, passage[name]]));
    house.subjects.note(row, subjects);
    return row;
  });
  const shape = shapeOf(work, collections);
  return {
    kind: "rows",
    shape,
    relation: { columns: told.map((name) => ({ name, type: "varchar" })), rows },
    total: rows.length,
    scans: [],
    closes: rows.length > 0 && shape.columns.some((column) => !column.endorsed),
  };
}

/** A collection says whether outsiders wrote its text: it is labelled so. */
const shapeOf = ({ house }: Work, collections: readonly string[]): Shape => {
  const endorsed = !isFromOutside(house.catalog, collections);
  return {
    columns: told.map((name) => ({
      name,
      type: "varchar",
      sources: Object.fromEntries(collections.map((collection) => [`${collection}.${name}`, "copied"])),
      labels: [],
      endorsed,
    })),
    control: collections.flatMap((it) => [`${it}.*`, `${it}.text`]),
  };
};
