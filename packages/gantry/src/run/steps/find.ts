// `find`: passages of documents for each row, as the run's caller may see them.
import { GantryError } from "@gantry/contract";
import type { ColumnType, Row } from "../../catalog/index.ts";
import type { FindStep } from "../../flow/index.ts";
import type { Work } from "../house.ts";
import type { StepResult } from "../result.ts";
import type { PassageFound } from "../types.ts";
import { labelsOf } from "./known.ts";
import { keysOf, runSql, selectAs } from "./sql.ts";

const passageColumns: Readonly<Record<Exclude<keyof PassageFound, "subjects">, ColumnType>> = {
  passage: "varchar",
  document: "varchar",
  title: "varchar",
  place: "varchar",
  text: "varchar",
  rank: "int32",
  score: "double",
};

const usualTop = 5;

export async function runFind(work: Work, step: FindStep, after: readonly string[]): Promise<StepResult> {
  const { house, run, job, signal } = work;
  const { find } = house;
  if (!find) {
    throw new GantryError("unsupported", `step "${job.step}": there are no documents here`, {
      where: { step: job.step },
    });
  }
  const shape = run.shapes.each[job.step];
  const { relation, notes } = await runSql(work, step.each, after, shape);
  keysOf(job.step, step.key, relation);
  const query = shape?.columns.find((column) => column.name === step.query);
  const { access, select } = selectAs(work);
  const passages = await find({
    queries: relation.rows.map((row) => queryOf(row, step.query)),
    collections: step.in,
    top: step.top ?? usualTop,
    labels: query ? labelsOf(house.catalog, query) : [],
    caller: run.caller,
    access,
    select,
    run: run.id,
    signal,
  });
  const rows = relation.rows.flatMap((row, index) =>
    (passages[index] ?? []).map(({ subjects, ...passage }): Row => {
      const found: Row = { ...row, ...passage };
      house.subjects.note(found, [...new Set([...house.subjects.of(row), ...subjects])]);
      return found;
    }),
  );
  const columns = Object.entries(passageColumns).map(([name, type]) => ({ name, type }));
  return { relation: { columns: [...relation.columns, ...columns], rows }, notes };
}

/** Nothing is found for nothing. */
const queryOf = (row: Row, column: string): string => {
  const cell = row[column] ?? "";
  return typeof cell === "object" ? "" : String(cell);
};
