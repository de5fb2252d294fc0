// What sources were or would be asked, for people.
import type { ExplainedScan, ExplainedStep } from "@gantry/contract";

const counted = (n: number, thing: string): string => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;

/** One scan: what is asked there, what is done here instead and why, expected and actual size. */
export function printScan(scan: ExplainedScan): void {
  const { estimatedRows, estimatedCalls, rows, calls, milliseconds, asOf } = scan;
  const expected = [
    ...(estimatedRows === undefined ? [] : [`about ${counted(estimatedRows, "row")}`]),
    ...(estimatedCalls === undefined ? [] : [counted(estimatedCalls, "call")]),
  ].join(", ");
  console.log(`  ${scan.table}`);
  console.log(`    asked: ${scan.native === "" ? "nothing" : scan.native.replaceAll("\n", "\n           ")}`);
  console.log(
    `    filtered there: ${scan.pushed === "" ? "nothing" : `${scan.pushed} (${scan.guarantee === "exact" ? "exactly" : "roughly, and again here"})`}`,
  );
  for (const kept of scan.kept) console.log(`    here, not there: ${kept}`);
  if (expected !== "") console.log(`    expected: ${expected}`);
  if (rows === undefined) return;
  const took = [
    counted(rows, "row"),
    ...(calls === undefined ? [] : [counted(calls, "call")]),
    ...(milliseconds === undefined ? [] : [`${milliseconds} ms`]),
  ];
  console.log(`    took: ${took.join(", ")}${asOf === undefined ? "" : `, as of ${asOf}`}`);
}

/** Steps with their scans, and a line that adds them up by source. */
export function printExplained(steps: readonly ExplainedStep[]): void {
  for (const { step, scans } of steps) {
    console.log(step);
    for (const scan of scans) printScan(scan);
  }
  const bySource = Map.groupBy(
    steps.flatMap((it) => it.scans),
    (scan) => scan.source,
  );
  for (const [source, scans] of bySource) {
    const sum = (of: (scan: ExplainedScan) => number | undefined): number =>
      scans.reduce((total, scan) => total + (of(scan) ?? 0), 0);
    const ran = scans.some((scan) => scan.rows !== undefined);
    const expected = `expected about ${counted(
      sum((it) => it.estimatedRows),
      "row",
    )} in ${counted(
      sum((it) => it.estimatedCalls),
      "call",
    )}`;
    console.log(
      `${source}: ${counted(scans.length, "scan")}, ${
        ran
          ? `${counted(
              sum((it) => it.rows),
              "row",
            )} in ${counted(
              sum((it) => it.calls),
              "call",
            )}; `
          : ""
      }${expected}`,
    );
  }
}
