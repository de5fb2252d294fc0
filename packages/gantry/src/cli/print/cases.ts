// How cases came out, for people.
import type { CaseVerdict } from "../cases.ts";
import { printDifferences } from "./replay.ts";
import { block, bold, count } from "./terminal.ts";

export function printVerdicts(verdicts: readonly CaseVerdict[], updated: boolean): void {
  for (const { name, flow, difference } of verdicts) {
    console.log(`${difference ? (updated ? "↻" : "✗") : "✓"} ${bold(name)} (${flow})`);
    if (!difference || updated) continue;
    for (const line of difference.said) console.log(block(line, "  "));
    printDifferences(difference);
  }
  const held = verdicts.filter((it) => it.difference === undefined).length;
  const rest = verdicts.length - held;
  console.log(
    updated && rest > 0
      ? `${count(rest, "case")} updated: look at the difference before you commit it`
      : `${held} of ${count(verdicts.length, "case")} hold`,
  );
}
