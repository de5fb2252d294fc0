// What left in this run, in a line; opened, to whom and how treated.
import type { Receipt } from "@gantry/contract";
import { counted } from "../format.ts";
import { make } from "./make.ts";

export function renderReceipt(receipt: Receipt, planner: string): HTMLElement {
  const lines = receipt.egresses.map(({ destination, zone, rows, columns }) => {
    const treated = columns.filter((column) => column.treatment !== "pass").length;
    return make(
      "li",
      {},
      make("strong", {}, destination),
      ` ${zone} · ${counted(rows, "row")}, ${counted(columns.length, "column")}, ${treated} of them treated`,
    );
  });
  return make(
    "details",
    { class: "receipt" },
    make("summary", {}, make("strong", {}, "Receipt"), make("small", {}, receipt.summary)),
    make("ul", {}, make("li", {}, make("strong", {}, planner), " planned it, without seeing a row"), ...lines),
    make(
      "p",
      { class: "note" },
      `Read from ${
        receipt.sources
          .map((it) => it.table)
          .filter((it, index, all) => all.indexOf(it) === index)
          .join(", ") || "nothing"
      }.`,
    ),
  );
}
