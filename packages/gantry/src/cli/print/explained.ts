// How a question is understood and what it would take, in the terminal.
import type { AskExplained } from "@gantry/contract";
import { printTable } from "./table.ts";
import { block, bold, dim } from "./terminal.ts";

export function printExplained({ interpretation: { title, text, estimate }, problem }: AskExplained): void {
  console.log(`\n${bold(title)}\n${dim(block(text, ""))}\n`);
  if (estimate === undefined) console.log("What it would take can't be told.");
  else {
    console.log(`${block(`It ${estimate.text}.`, "")}\n`);
    printTable(
      [
        { name: "table", title: "Table", format: "text" },
        { name: "rows", title: "Rows", format: "number" },
        { name: "calls", title: "Calls", format: "number" },
      ],
      estimate.sources,
    );
  }
  if (problem !== undefined) console.log(`! ${problem.detail}`);
}
