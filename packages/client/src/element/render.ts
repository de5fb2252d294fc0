// Blocks as DOM. Every text goes through `named`, which puts the page's names in place of tokens.
import type { Answer, Block, BlockColumn, Cell, Draft } from "@gantry/contract";
import { make } from "./make.ts";

type Named = (text: string) => string;

export function renderAnswer(answer: Answer, named: Named): readonly Node[] {
  return [
    ...answer.blocks.flatMap((block) => renderBlock(block, named)),
    ...answer.coverage.map((line) => make("p", { class: "note" }, line)),
    make("p", { class: "note receipt" }, answer.receipt.summary),
  ];
}

function renderBlock(block: Block, named: Named): readonly Node[] {
  switch (block.kind) {
    case "text":
      return [make("p", {}, named(block.text))];
    case "metric":
      return [make("p", { class: "metric" }, `${block.title}: ${show(block.value, block.format, named)}`)];
    case "table":
      return [make("h3", {}, `${block.title} (${block.rows.length})`), renderTable(block.columns, block.rows, named)];
    case "drafts":
      return [
        make("h3", {}, `${block.title} (${block.drafts.length})`),
        ...block.drafts.map((draft) => renderDraft(draft, named)),
        ...block.without.map(({ account, why }) =>
          make("p", { class: "note" }, `No letter to ${named(account)}: ${why}.`),
        ),
      ];
    case "actions":
      return [
        make("h3", {}, `${block.title} (${block.actions.length})`),
        make(
          "ul",
          {},
          ...block.actions.map(({ account, title, due }) => make("li", {}, `${named(account)}: ${title}, by ${due}`)),
        ),
      ];
    case "chart":
    case "images":
      // The table says the same; a narrow page has no room for more.
      return [];
  }
}

function renderTable(
  columns: readonly BlockColumn[],
  rows: readonly Readonly<Record<string, Cell>>[],
  named: Named,
): HTMLElement {
  const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col" }, column.title)));
  const body = rows.map((row) =>
    make(
      "tr",
      {},
      ...columns.map((column) =>
        make("td", { class: column.format }, show(row[column.name] ?? null, column.format, named, unitOf(column, row))),
      ),
    ),
  );
  return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
}

function renderDraft(draft: Draft, named: Named): HTMLElement {
  const by = draft.template ? `${draft.model}, a template` : draft.model;
  return make(
    "details",
    {},
    make("summary", {}, named(draft.subject)),
    make("p", { class: "note" }, `${draft.state} · ${draft.language} · by ${by}`),
    make("div", { class: "body" }, named(draft.body)),
  );
}

/** The currency code: a column of the row, or the code itself. */
const unitOf = ({ unit }: BlockColumn, row: Readonly<Record<string, Cell>>): string => {
  const code = unit === undefined ? "" : (row[unit] ?? unit);
  return typeof code === "string" ? code : "";
};

function show(cell: Cell, format: BlockColumn["format"], named: Named, unit = ""): string {
  if (cell === null) return "–";
  if (Array.isArray(cell)) {
    const texts = cell.map((it) =>
      typeof it === "object" && it !== null ? (it.contribution > 0 ? it.text : "") : String(it),
    );
    return named(texts.filter(Boolean).slice(0, 3).join("; "));
  }
  if (format === "percent" && typeof cell === "number") return `${Math.round(cell * 100)}%`;
  if (format === "currency" && !Number.isNaN(Number(cell)))
    return `${Math.round(Number(cell)).toLocaleString("en-GB")} ${unit}`.trim();
  if (format === "number" && typeof cell === "number") return String(Math.round(cell * 100) / 100);
  return named(String(cell));
}
