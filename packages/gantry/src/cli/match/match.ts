// Runs a matching: two counts to fit the model, then the pairs worth a look.
import { GantryError } from "@gantry/contract";
import {
  assignPairs,
  comparedSql,
  fitMatchModel,
  levelCounts,
  probabilityOf,
  randomSql,
  scoredSql,
  sizesSql,
} from "../../catalog/index.ts";
import type {
  AssignedPair,
  MatchModel,
  MatchTables,
  PatternCount,
  Relation,
  Row,
  ScoredPair,
} from "../../catalog/index.ts";
import type { QueryEngine, RunOptions } from "../../query/index.ts";

export interface MatchedPair extends ScoredPair {
  readonly levels: readonly number[];
  /** The names, for a person's eyes alone. */
  readonly leftShown: string;
  readonly rightShown: string;
  /** What the right side says already of whom it belongs to. */
  readonly link: string | null;
}

export interface Matching {
  readonly model: MatchModel;
  /** Pairs that were compared. */
  readonly compared: number;
  /** The best pair of each record that is at least as probable as `least`, best first. */
  readonly pairs: readonly AssignedPair<MatchedPair>[];
}

/** Less than this is not worth a look. */
const least = 0.05;

const textOf = (row: Row, name: string): string => {
  const cell = row[name] ?? null;
  return cell === null ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
};
const numberOf = (row: Row, name: string): number => Number(row[name] ?? 0);

/** @throws GantryError what a source or the engine throws; `not-found` where no two records share so much as a word */
export async function matchTables(
  tables: MatchTables,
  engine: QueryEngine,
  run: Omit<RunOptions, "steps" | "parameters">,
): Promise<Matching> {
  const { fields } = tables;
  const ask = async (sql: string, steps: RunOptions["steps"] = {}): Promise<readonly Row[]> =>
    (await engine.run(sql, { ...run, parameters: {}, steps })).relation.rows;
  const levelsOf = (row: Row): readonly number[] => fields.map((_, at) => numberOf(row, `g${at}`));
  const countsOf = (rows: readonly Row[]): readonly PatternCount[] =>
    rows.map((row) => ({ levels: levelsOf(row), pairs: numberOf(row, "pairs") }));

  const compared = countsOf(await ask(comparedSql(tables)));
  const random = countsOf(await ask(randomSql(tables)));
  if (compared.length === 0)
    throw new GantryError("not-found", `no record of "${tables.left.name}" resembles one of "${tables.right.name}"`);
  const [records = {}] = await ask(sizesSql(tables));
  const model = fitMatchModel({
    compared,
    random,
    left: numberOf(records, "left"),
    right: numberOf(records, "right"),
    fields: fields.map(({ kind }) => ({ levels: levelCounts[kind], blocks: kind === "text" })),
  });
  const worth = compared
    .map(({ levels }) => ({ levels, score: probabilityOf(levels, model) }))
    .filter(({ score }) => score >= least);
  const patterns: Relation = {
    columns: [
      ...fields.map((_, at) => ({ name: `g${at}`, type: "int32" as const })),
      { name: "score", type: "double" as const },
    ],
    rows: worth.map(({ levels, score }) => ({
      ...Object.fromEntries(levels.map((level, at) => [`g${at}`, level])),
      score,
    })),
  };
  const rows = worth.length === 0 ? [] : await ask(scoredSql(tables), { patterns });
  const pairs = rows.map((row): MatchedPair => ({
    left: textOf(row, "left_key"),
    right: textOf(row, "right_key"),
    score: numberOf(row, "score"),
    likeness: numberOf(row, "likeness"),
    levels: levelsOf(row),
    leftShown: textOf(row, "left_shown"),
    rightShown: textOf(row, "right_shown"),
    link: textOf(row, "link") || null,
  }));
  return { model, compared: compared.reduce((sum, it) => sum + it.pairs, 0), pairs: assignPairs(pairs) };
}
