// A proof for people: each egress with what reaches it, by treatment and label; then what is wrong, with its line.
import type { Exposure, Proof } from "@gantry/contract";
import { placeText, placeWords, strictness } from "../../policy/index.ts";
import type { Place } from "../../policy/index.ts";
import { block, bold, count, dim } from "./terminal.ts";

/** @param placeOf the line of a step */
export function printProof(proof: Proof, purpose: string, placeOf: (step: string) => Place | undefined): void {
  const { flow, ok, exposures, findings, policy } = proof;
  console.log(`${ok ? "✓" : "✗"} ${bold(flow)} for ${purpose} ${dim(`(policy ${policy})`)}`);
  for (const [egress, all] of Map.groupBy(exposures, (it) => `${it.step} → ${it.destination} (${placeWords(it)})`)) {
    console.log(`  ${egress}`);
    const values = all.filter((it) => it.via === "value");
    for (const treatment of strictness.toReversed()) {
      const treated = values.filter((it) => it.treatment === treatment);
      for (const [label, columns] of Map.groupBy(treated, (it) => it.label)) {
        console.log(block(`${treatment} ${label}: ${byTable(columns)}`, "    "));
      }
    }
    console.log(dim(block(controlText(all.filter((it) => it.via === "control")), "    ")));
  }
  for (const { severity, message, remedy, step } of findings) {
    const place = placeOf(step);
    console.log(block(`${severity}: ${place === undefined ? "" : `${placeText(place)}: `}${message}`, "  "));
    if (remedy !== undefined) console.log(block(remedy, "    "));
  }
}

function controlText(control: readonly Exposure[]): string {
  const treatments = [...Map.groupBy(control, (it) => it.treatment)];
  const said = treatments.map(([treatment, all]) => `${treatment} ${count(all.length, "column")}`).join(", ");
  const labels = [...new Set(control.map((it) => it.label))].sort().join(", ");
  return control.length === 0 ? "no column decides which rows" : `deciding which rows: ${said} (${labels})`;
}

/** "crm.accounts: id, name; crm.users: *"; `*` is the existence of a row. */
function byTable(exposures: readonly Exposure[]): string {
  const split = [...new Set(exposures.map((it) => it.column))].sort().map((column) => {
    const dot = column.lastIndexOf(".");
    return dot < 0 ? { table: "input", name: column } : { table: column.slice(0, dot), name: column.slice(dot + 1) };
  });
  return [...Map.groupBy(split, (it) => it.table)]
    .map(([table, all]) => `${table}: ${all.map((it) => it.name).join(", ")}`)
    .join("; ");
}
