// "Orders with pipettes": an order knows no product, but its items do. Values that what is asked about does not reach are of
// rows that refer to both.
import { valueConditions } from "./conditions.ts";
import { nearest, spansOf } from "./question.ts";
import type { Question } from "./question.ts";
import type { Condition } from "./types.ts";
import type { What } from "./about.ts";

/** Conditions on such rows, where it is plain which they are; their values are marked as accounted for. */
export const throughRows = (question: Question, what: What): readonly Condition[] => {
  if (what.subject === undefined || what.measure !== undefined) return [];
  const beyond = spansOf(question, "value").filter(
    (it) => !question.used.has(it) && nearest(question, it, "value", what.table).length === 0,
  );
  if (beyond.length === 0) return [];
  const between = question.catalog.measures.filter(
    ({ table }) =>
      question.paths(table, what.table)?.length === 1 &&
      beyond.every((it) => nearest(question, it, "value", table).length > 0),
  );
  const [measure] = between;
  if (measure === undefined || between.some((it) => it.table !== measure.table)) return [];
  const where = valueConditions(question, measure.table, (it) => !beyond.includes(it));
  const title = measure.table.split(".").at(-1)?.replaceAll("_", " ") ?? measure.table;
  return [{ kind: "related", related: { table: measure.table, title, where, joins: [], not: false } }];
};
