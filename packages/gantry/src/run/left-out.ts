// What is not there because something failed, in the words of the answer: never left out in silence.
import type { ProblemCode } from "@gantry/contract";
import type { Step } from "../flow/index.ts";
import { defaultsOf, goToOf } from "../flow/index.ts";
import type { Box } from "../store/index.ts";
import { notesPlace } from "./result.ts";
import type { StepNotes } from "./result.ts";

/** A step that failed as a whole, and what the flow says of that case. */
export function insteadOf(title: string, { onError }: Pick<Step, "onError">, code: ProblemCode): string {
  const target = goToOf({ onError: onError ?? "fail" });
  if (target !== undefined) return `${title}: could not be had (${code}); step "${target}" stands in for it`;
  return defaultsOf(onError) === undefined
    ? `${title}: could not be had (${code}) and is left out`
    : `${title}: could not be had (${code}); what the flow names for that case stands in for it`;
}

/** Rows of a step that failed, one sentence for each reason. */
export const rowsInsteadOf = (
  title: string,
  { onError }: Pick<Step, "onError">,
  total: number,
  failures: readonly { readonly code: ProblemCode; readonly count: number }[],
): readonly string[] =>
  failures.map(({ code, count }) =>
    defaultsOf(onError) === undefined
      ? `${title}: ${count} of ${total} rows could not be made (${code}) and are left out`
      : `${title}: ${count} of ${total} rows could not be made (${code}); what the flow names for that case stands in for them`,
  );

/** A step's notes with more to say, and more that was read. */
export function withCoverage(
  box: Box,
  step: string,
  sealed: Uint8Array | null,
  more: readonly string[],
  scans: StepNotes["scans"] = [],
): Uint8Array {
  // Sealed by `commit`, and authenticated.
  const notes = sealed === null ? undefined : (box.openIfKept(sealed, notesPlace(step)) as StepNotes | undefined);
  const coverage = [...(notes?.coverage ?? []), ...more];
  return box.seal({ scans: [...(notes?.scans ?? []), ...scans], coverage } satisfies StepNotes, notesPlace(step));
}
