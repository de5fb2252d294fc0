// What two tables are compared by: pairs of columns, each with levels of agreement.
import { GantryError } from "@gantry/contract";
import type { Column, Table } from "../types.ts";

/** `text` is compared by likeness, `code` by equality, `date` and `number` by nearness. */
export type FieldKind = "text" | "code" | "date" | "number";

export interface MatchField {
  /** Column of the left and of the right table. */
  readonly left: string;
  readonly right: string;
  readonly kind: FieldKind;
}

/** Levels of agreement of each kind, from best to worst; the level of a pair is its index from the end, 0 = differs. */
export const levelNames: Readonly<Record<FieldKind, readonly string[]>> = {
  text: [
    "same but for spelling of signs",
    "almost the same (Jaro–Winkler ≥ 0.94)",
    "alike (Jaro–Winkler ≥ 0.88)",
    "differs",
  ],
  code: ["same", "differs"],
  date: ["same day", "within 31 days", "differs"],
  number: ["same", "within a tenth", "differs"],
};

const wordsOf = (name: string): readonly string[] =>
  name.split("_").filter((word) => !["iso", "code", "c"].includes(word));
const isText = (column: Column): boolean => column.type === "varchar";
const isTime = (column: Column): boolean => /^(?:date|timestamp)/.test(column.type);
const isNumber = (column: Column): boolean => /^(?:int|double|decimal)/.test(column.type);

/** Names, titles and addresses are written in many ways; a country, a currency, a number of a thing in one. */
const kindOf = (column: Column): FieldKind => {
  if (isTime(column)) return "date";
  if (isNumber(column)) return "number";
  const isWritten = /(?:^|_)(?:name|title|street|address|city|nm|addr)(?:$|_)/.test(column.name);
  return isWritten || column.labels.some((label) => /\.(?:name|address)$/.test(label)) ? "text" : "code";
};

const mayMeet = (left: Column, right: Column): boolean =>
  (isText(left) && isText(right)) || (isTime(left) && isTime(right)) || (isNumber(left) && isNumber(right));

const columnOf = (table: Table, name: string): Column => {
  const found = table.columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  throw new GantryError("bad-request", `table "${table.name}" has no column "${name}" to match on`, {
    remedy: `its columns: ${table.columns.map((column) => column.name).join(", ")}`,
  });
};

/** The column of the other table that is meant by the same name: itself, or the only one whose words it shares. */
const likeness = (left: Column, right: Column): number => {
  if (left.name === right.name) return 2;
  const a = wordsOf(left.name);
  const b = wordsOf(right.name);
  const shared = a.filter((word) => b.includes(word)).length;
  return shared === Math.min(a.length, b.length) && shared > 0 ? 1 + shared / Math.max(a.length, b.length) : 0;
};

const isKey = (table: Table, column: Column): boolean =>
  table.key.includes(column.name) || column.references !== undefined;

const counterpart = (left: Column, table: Table): Column | undefined => {
  const ranked = table.columns
    .filter((right) => !isKey(table, right) && mayMeet(left, right))
    .map((right) => ({ right, like: likeness(left, right) }))
    .filter(({ like }) => like > 0)
    .sort((a, b) => b.like - a.like);
  const [best, second] = ranked;
  return best === undefined || best.like === second?.like ? undefined : best.right;
};

/**
 * Fields from `name,billing_country=country`, or, where nothing is said, every column but keys that has one counterpart
 * of its name.
 *
 * @throws GantryError `bad-request` naming a column that is not there, or saying that there is nothing to compare by
 */
export function matchFields(left: Table, right: Table, on: string | undefined): readonly MatchField[] {
  if (on === undefined) {
    const own = left.columns.filter((column) => !isKey(left, column));
    const fields = own.flatMap((column): readonly MatchField[] => {
      const other = counterpart(column, right);
      return other === undefined ? [] : [{ left: column.name, right: other.name, kind: kindOf(column) }];
    });
    // One column answers one question: the better of two counterparts stays.
    return requireText(
      fields.filter((field, at) => fields.findIndex((it) => it.right === field.right) === at),
      left,
      right,
    );
  }
  const fields = on.split(",").map((part): MatchField => {
    const [first = "", second] = part.split("=").map((it) => it.trim());
    const leftColumn = columnOf(left, first);
    const rightColumn = second === undefined ? counterpart(leftColumn, right) : columnOf(right, second);
    if (rightColumn === undefined) {
      throw new GantryError("bad-request", `"${right.name}" has no one column that goes with "${left.name}.${first}"`, {
        remedy: `say which: --on ${first}=<column of ${right.name}>`,
      });
    }
    if (!mayMeet(leftColumn, rightColumn)) {
      throw new GantryError("bad-request", `"${first}" and "${rightColumn.name}" are of types that can't be compared`);
    }
    return { left: first, right: rightColumn.name, kind: kindOf(leftColumn) };
  });
  return requireText(fields, left, right);
}

function requireText(fields: readonly MatchField[], left: Table, right: Table): readonly MatchField[] {
  if (fields.some((field) => field.kind === "text")) return fields;
  throw new GantryError("bad-request", `"${left.name}" and "${right.name}" have no name in common to compare by`, {
    remedy: "say which columns: --on name=company_name,country",
  });
}
