// An answer's blocks as DOM.
import type { Answer, Block } from "@gantry/contract";
import { formatCell } from "../format.ts";
import { claimed } from "./claimed.ts";
import { make } from "./make.ts";
import { renderActions } from "./render-actions.ts";
import { renderChart } from "./render-chart.ts";
import { renderDrafts } from "./render-drafts.ts";
import { renderReceipt } from "./render-receipt.ts";
import { renderTable } from "./render-table.ts";
import { heading } from "./surface.ts";
import type { Surface } from "./surface.ts";

export function renderAnswer(answer: Answer, surface: Surface): readonly Node[] {
  const charts = answer.blocks.filter((it) => it.kind === "chart");
  return [
    make("p", { class: "interpretation" }, answer.interpretation.text),
    ...answer.blocks.flatMap((block) =>
      block.kind === "chart" ? renderChart(block, charts.indexOf(block) + 1, surface) : renderBlock(block, surface),
    ),
    ...(answer.coverage.length === 0
      ? []
      : [
          heading("How complete this is"),
          make("ul", { class: "coverage" }, ...answer.coverage.map((line) => make("li", {}, line))),
        ]),
    renderReceipt(answer.receipt, answer.interpretation.planner),
  ];
}

function renderBlock(block: Exclude<Block, { kind: "chart" }>, surface: Surface): readonly Node[] {
  switch (block.kind) {
    case "text":
      return claimed(block.text, "text", block.claims ?? [], surface.names);
    case "metric":
      return [
        make(
          "p",
          { class: "metric" },
          make("small", {}, block.title),
          make("strong", {}, formatCell(block.value, block.format)),
        ),
      ];
    case "table":
      return [heading(block.title, block.rows.length), renderTable(block, surface)];
    case "drafts":
      return renderDrafts(block, surface);
    case "actions":
      return renderActions(block, surface);
    case "images":
      // The table says the same; a panel has no room for more.
      return [];
  }
}
