// Which rows of an aggregate over people may be given. Sources of the rules: Hundepool et al., Handbook on Statistical
// Disclosure Control, ch. 4 (https://sdctools.github.io/HandbookSDC/04-magnitude-tabular-data.html): the threshold rule (a cell needs a minimum of contributors) and the p% rule (no one, not
// even the second largest contributor, may tell the largest contribution to within p percent).
import type { Cell, Relation, RelationColumn, Row } from "../../catalog/index.ts";
import type { Checked, Rewritten } from "./rewrite.ts";

/** How near, in percent, a contribution may be told by another contributor: the p of the p% rule. */
export const nearness = 10;

const numberOf = (cell: Cell | undefined): number => (cell === null || cell === undefined ? 0 : Number(cell));

/** The threshold rule, for a part and for what is left of the whole without it. */
const isMany = (row: Row, { inside, outside }: Checked, minimum: number): boolean => {
  const rest = numberOf(row[outside]);
  return numberOf(row[inside]) >= minimum && (rest === 0 || rest >= minimum);
};

/**
 * The p% rule: what is left of a number without its two largest contributions is at least p percent of the largest. It
 * holds of contributions, so in a sum each row must be another person's.
 */
const isBlended = (row: Row, { inside, most, second, total, rows }: Checked): boolean => {
  if (rows !== undefined && numberOf(row[rows]) !== numberOf(row[inside])) return false;
  const first = numberOf(row[most]);
  return numberOf(row[total]) - first - numberOf(row[second]) >= (nearness / 100) * first;
};

const mayBeGiven = (row: Row, { rows, checks }: Rewritten, minimum: number): boolean =>
  rows.every((name) => numberOf(row[name]) >= minimum) &&
  checks.every((check) => isMany(row, check, minimum) && isBlended(row, check));

export interface Withheld {
  readonly relation: Relation;
  /** How many rows are not given. */
  readonly withheld: number;
}

/** The rows that may be given, in the query's own `columns`, cut to its limit; and how many may not. */
export const withhold = (
  relation: Relation,
  columns: readonly RelationColumn[],
  rewritten: Rewritten,
  minimum: number,
  limit: { readonly count: number; readonly offset: number },
): Withheld => {
  const given = relation.rows.filter((row) => mayBeGiven(row, rewritten, minimum));
  // The hidden columns come last.
  const nameAt = (index: number): string => relation.columns[index]?.name ?? "";
  const rows = given
    .slice(limit.offset, limit.offset + limit.count)
    .map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[nameAt(index)] ?? null])));
  return { relation: { columns, rows }, withheld: relation.rows.length - given.length };
};
