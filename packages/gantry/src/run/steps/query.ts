// `query`: SQL over the catalog and earlier steps.
import type { QueryStep } from "../../flow/index.ts";
import type { Work } from "../house.ts";
import type { StepResult } from "../result.ts";
import { runSql } from "./sql.ts";

export const runQuery = (work: Work, step: QueryStep, after: readonly string[]): Promise<StepResult> =>
  runSql(work, step.sql, after, work.run.shapes.steps[work.job.step]);
