// Answers that may be laid out in more than one way: every layout of the same figures is right.
import { rows } from "./types.ts";
import type { Expected } from "./types.ts";

export const withChart = (expected: Expected): Expected =>
  expected.kind === "rows" ? { ...expected, chart: true } : expected;

export const inOrder = (expected: Expected): Expected =>
  expected.kind === "rows" ? { ...expected, ordered: true } : expected;

/** A figure by week (Monday first) or month, oldest first; how the week or month itself is written is not judged. */
export const over = (each: "week" | "month", column: string, value: string, from: string): Expected =>
  inOrder(rows(`select ${value} ${from} group by date_trunc('${each}', ${column}) order by min(${column})`));

/** A figure in two spans: beside each other, or below each other. */
export const inSpans = (value: string, from: string, now: string, before: string): Expected =>
  rows(
    `select ${value} filter (${now}), ${value} filter (${before}) ${from}`,
    `select ${value} ${from} where ${now} union all select ${value} ${from} where ${before}`,
  );

/** A figure by group in two spans: beside each other, or a row each. */
export const byGroupInSpans = (group: string, value: string, from: string, now: string, before: string): Expected =>
  rows(
    `select ${group}, ${value} filter (${now}), ${value} filter (${before}) ${from}
     where (${now}) or (${before}) group by ${group}`,
    `select ${group}, ${value} ${from} where ${now} group by ${group}
     union all select ${group}, ${value} ${from} where ${before} group by ${group}`,
  );

/** A part of a whole, as a fraction or in percent. */
export function share(part: string, from: string, value = "count(*)"): Expected {
  const fraction = `${value} filter (${part})::double / ${value}`;
  return rows(`select ${fraction} ${from}`, `select 100 * ${fraction} ${from}`);
}

/** Each value's part of the whole. */
export function shares(column: string, from: string, value = "count(*)"): Expected {
  const fraction = `${value}::double / sum(${value}) over ()`;
  const of = `${from} group by ${column}`;
  return rows(`select ${column}, ${fraction} ${of}`, `select ${column}, 100 * ${fraction} ${of}`);
}

/** One value's part of the whole, alone or among those of the others. */
export const shareAmong = (column: string, its: string, from: string, value = "count(*)"): Expected =>
  either(share(`${column} = '${its}'`, from, value), shares(column, from, value));

/** The same answer in the layouts of each. */
export function either(first: Expected, ...others: readonly Expected[]): Expected {
  if (first.kind !== "rows") return first;
  const further = others.flatMap((it) => (it.kind === "rows" ? it.layouts : []));
  return { ...first, layouts: [...first.layouts, ...further] };
}

/** What belongs to no customer of the CRM has a row of its own, or is left out. */
export const unknownToo = (asked: (where: string) => Expected): Expected =>
  either(asked("true"), asked("region is not null"));

/** A customer is whoever bought or asked for help, or only who is one today. */
export const formerToo = (asked: (where: string) => Expected): Expected =>
  either(asked("true"), asked("account_id in (select id from customer)"));

/** A figure of two values of a column: below each other, or beside each other. */
export const ofTwo = (column: string, one: string, other: string, value: string, from: string): Expected =>
  rows(
    `select ${column}, ${value} ${from} group by ${column} having ${column} in ('${one}', '${other}')`,
    `select ${value} filter (${column} = '${one}'), ${value} filter (${column} = '${other}') ${from}`,
  );

/** By group, how many of it are so: as a fraction or in percent. */
export function sharesIn(group: string, part: string, from: string, of = "count(*)"): Expected {
  const fraction = `${part}::double / ${of}`;
  return rows(
    `select ${group}, ${fraction} ${from} group by ${group}`,
    `select ${group}, 100 * ${fraction} ${from} group by ${group}`,
  );
}
