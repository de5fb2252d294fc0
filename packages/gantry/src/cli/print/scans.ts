// What sources were or would be asked, for people.
import type { ExplainedScan, ExplainedStep } from "@gantry/contract";
import { block, bold, count, dim } from "./terminal.ts";

const indent = "    ";

const expectedOf = ({ estimatedRows, estimatedCalls }: ExplainedScan): string =>
  [
    ...(estimatedRows === undefined ? [] : [`about ${count(estimatedRows, "row")}`]),
    ...(estimatedCalls === undefined ? [] : [count(estimatedCalls, "call")]),
  ].join(", ");

/** One scan: what is asked there, what is done here instead and why, expected and actual size. */
function printScan(scan: ExplainedScan): void {
  const { rows, calls, milliseconds, asOf, pushed, native } = scan;
  const expected = expectedOf(scan);
  console.log(`  ${scan.table}  ${dim([scan.guarantee, ...(expected === "" ? [] : [expected])].join(", "))}`);
  console.log(
    block(native !== "" ? native : scan.cached ? `not asked: rows read at ${asOf} answer` : "not asked", indent),
  );
  if (pushed !== "") console.log(dim(block(`filtered there: ${pushed}`, indent)));
  for (const kept of scan.kept) console.log(dim(block(`here, not there: ${kept}`, indent)));
  for (const note of scan.notes ?? []) console.log(dim(block(note, indent)));
  if (rows === undefined) return;
  const took = [
    count(rows, "row"),
    ...(calls === undefined ? [] : [count(calls, "call")]),
    ...(milliseconds === undefined ? [] : [`${milliseconds} ms`]),
  ];
  console.log(block(`took ${took.join(", ")}${asOf === undefined ? "" : `, as of ${asOf}`}`, indent));
}

/** What a model thought and asked for about one row. */
function printTurns(row: string, turns: NonNullable<ExplainedStep["turns"]>): void {
  console.log(`  ${row}`);
  for (const { turn, thought, tool, sql, call, rows, error } of turns) {
    console.log(block(`${turn}. ${thought} ${dim(`(${tool})`)}`, indent));
    for (const asked of [sql, call].filter(Boolean)) console.log(dim(block(asked ?? "", `${indent}  `)));
    if (rows !== null) console.log(dim(block(`${count(rows, "row")} came back`, `${indent}  `)));
    if (error !== null) console.log(dim(block(`not done: ${error}`, `${indent}  `)));
  }
}

/** Steps with their scans, and a line for each source that adds them up. */
export function printExplained(steps: readonly ExplainedStep[]): void {
  for (const { step, scans, turns = [] } of steps) {
    console.log(bold(step));
    for (const [row, all] of Map.groupBy(turns, (it) => it.row)) printTurns(row, all);
    for (const scan of scans) printScan(scan);
  }
  const bySource = Map.groupBy(
    steps.flatMap((it) => it.scans),
    (scan) => scan.source,
  );
  for (const [source, scans] of bySource) {
    const sum = (of: (scan: ExplainedScan) => number | undefined): number =>
      scans.reduce((total, scan) => total + (of(scan) ?? 0), 0);
    const expected = `expected about ${count(
      sum((it) => it.estimatedRows),
      "row",
    )} in ${count(
      sum((it) => it.estimatedCalls),
      "call",
    )}`;
    const took = scans.some((scan) => scan.rows !== undefined)
      ? `${count(
          sum((it) => it.rows),
          "row",
        )} in ${count(
          sum((it) => it.calls),
          "call",
        )}; `
      : "";
    console.log(`${bold(source)}: ${count(scans.length, "scan")}, ${took}${expected}`);
  }
}
