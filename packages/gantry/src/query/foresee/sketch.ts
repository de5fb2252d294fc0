// What is known of a table before a query: its rows, or a part of them, as codes. Read once, looked at for every question.
import { GantryError } from "@gantry/contract";
import type { Column, Table } from "../../catalog/index.ts";
import type { Connector, Context } from "../../connect/kit/index.ts";
import { countedContext } from "../land/counted.ts";
import { tableDef } from "../land/request.ts";
import type { Coder } from "./codes.ts";

export interface SketchColumn {
  /** One a row; NaN is NULL. */
  readonly codes: Float64Array;
  /** Of texts that the source compares as DuckDB does: where each stands. */
  readonly order?: Float64Array;
  /** Letters of a cell, on the mean. */
  readonly letters: number;
}

export interface Sketch {
  /** Rows held. */
  readonly held: number;
  /** Rows of the table, of which those held are a part. */
  readonly total: number;
  /** Whether those held are all, or picked one by one at random: else they may say little of the others. */
  readonly isEven: boolean;
  readonly columns: ReadonlyMap<string, SketchColumn>;
  /** Rows that one call brings; absent where one call brings all. */
  readonly pageSize?: number;
}

/** What of a table a sketch holds: columns by which rows are chosen, joined or grouped. Free text is none of them. */
export const sketched = ({ columns }: Table): readonly Column[] =>
  columns.filter(
    ({ type, labels, operators }) =>
      type !== "json" && operators.length > 0 && !labels.some((label) => /^(?:text|secret)\b/u.test(label)),
  );

interface Growing {
  readonly codes: number[];
  readonly order: number[];
  letters: number;
}

export interface SketchOptions {
  readonly connector: Connector;
  readonly context: Context;
  readonly coder: Coder;
  /** Most rows to read, and most calls. */
  readonly most: number;
  readonly mostCalls: number;
}

/** Reads a sketch of the table. Throws what the connector throws, or `source-refused`. */
export const readSketch = async (
  table: Table,
  { connector, context, coder, most, mostCalls }: SketchOptions,
): Promise<Sketch> => {
  const columns = sketched(table);
  const { own, calls } = countedContext(context, context.signal);
  const names = (columns.length > 0 ? columns : table.columns.slice(0, 1)).map(({ name }) => name);
  const plan = await connector.plan({ table: tableDef(table), columns: names, sample: most }, own);
  if ("refused" in plan)
    throw new GantryError("source-refused", `source "${table.source}" can't read ${table.name}: ${plan.refused}`, {
      where: { source: table.source, table: table.name },
    });
  const growing = new Map(columns.map(({ name }): [string, Growing] => [name, { codes: [], order: [], letters: 0 }]));
  let held = 0;
  let page = 0;
  let isWhole = plan.sample === undefined;
  let isCut = false;
  for await (const batch of connector.scan(plan, own)) {
    for (const { name, type, collation } of columns) {
      const cells = batch.columns[plan.columns.indexOf(name)] ?? [];
      const to = growing.get(name);
      if (to === undefined) continue;
      for (let row = 0; row < batch.rows; row += 1) {
        const value = cells[row] ?? null;
        to.codes.push(coder.code(type, value));
        if (type !== "varchar") continue;
        to.letters += value === null ? 0 : String(value).length;
        if (collation !== "insensitive") to.order.push(value === null ? Number.NaN : coder.order(String(value)));
      }
    }
    held += batch.rows;
    page = Math.max(page, batch.rows);
    // A sample may be a little larger than it was to be.
    if (held >= (plan.sample === undefined ? most : 2 * most) || calls() >= mostCalls) {
      [isWhole, isCut] = [false, true];
      break;
    }
  }
  // What could not be finished is no even sample: one that can be is smaller.
  if (isCut && plan.sample !== undefined && held > 0 && held < most)
    return readSketch(table, { connector, context, coder, most: Math.ceil(0.8 * held), mostCalls });
  return {
    held,
    isEven: isWhole || (plan.sample === "random" && !isCut),
    total: isWhole ? held : Math.max(held, table.rows ?? 0),
    columns: new Map(
      [...growing].map(([name, { codes, order, letters }]) => [
        name,
        {
          codes: Float64Array.from(codes),
          ...(order.length === 0 ? {} : { order: Float64Array.from(order) }),
          letters: held === 0 ? 0 : letters / held,
        },
      ]),
    ),
    ...(calls() > 1 && page > 0 ? { pageSize: page } : {}),
  };
};
