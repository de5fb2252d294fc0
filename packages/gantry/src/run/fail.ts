// A step, or one row of it, that has failed for good: what its flow says of that case.
import type { GantryError } from "@gantry/contract";
import type { Row } from "../catalog/index.ts";
import { defaultsOf } from "../flow/index.ts";
import type { Step } from "../flow/index.ts";
import { commitDefault, commitFailure, commitRows, commitSkip, commitWritten } from "./commit.ts";
import type { Work } from "./house.ts";
import { openRows } from "./row-jobs.ts";
import { rowOfCall } from "./steps/call.ts";
import { replaceRow } from "./steps/prompt.ts";

export async function settleFailure(work: Work, step: Step, error: GantryError): Promise<void> {
  const { onError = "fail" } = step;
  if (onError === "fail") return commitFailure(work, error);
  const defaults = defaultsOf(onError);
  const writes = step.kind === "prompt" || step.kind === "reason" || step.kind === "draw";
  if (writes && work.job.row !== undefined && (onError === "skip" || defaults !== undefined)) {
    const rows = await openRows(work);
    const instead = defaults?.[0] ?? null;
    const written = rows.map(async (id) => ({ id, written: await replaceRow(work, step, id, error.code, instead) }));
    return commitWritten(work, await Promise.all(written));
  }
  if (step.kind === "call" && work.job.row !== undefined && (onError === "skip" || defaults !== undefined)) {
    const { values, position } = await rowOfCall(work, step);
    const key: Row = step.each === undefined || !values ? {} : { [step.key]: values[step.key] ?? null };
    const rows = (values ? (defaults ?? []) : []).map((row) => ({ ...row, ...key }));
    return commitRows(work, rows, position, error.code);
  }
  if (defaults === undefined) return commitSkip(work, "error", error);
  // Without its rows there is nothing that a default could stand for.
  if (writes || step.kind === "call") return commitFailure(work, error);
  return commitDefault(work, defaults, error);
}
