// A table for a narrow panel: a card a row, its name and probability first, then the reasons, then the facts.
import type { BlockColumn, Cell, Reason, TableBlock } from "@gantry/contract";
import type { z } from "zod";
import { formatCell } from "../format.ts";
import { make } from "./make.ts";
import type { Surface } from "./surface.ts";

type Table = z.infer<typeof TableBlock>;
type Row = Table["rows"][number];

/** Reasons shown without asking for more. */
const strongest = 3;

export function renderTable(block: Table, surface: Surface): HTMLElement {
  if (block.rows.length === 0) return make("p", { class: "note" }, "No rows.");
  return make("ul", { class: "cards" }, ...block.rows.map((row) => renderRow(block.columns, row, surface)));
}

function renderRow(columns: readonly BlockColumn[], row: Row, { names }: Surface): HTMLElement {
  const [title, ...others] = columns;
  const score = others.find((column) => column.name === "probability");
  const reasons = others.find((column) => isReasons(row[column.name]));
  const facts = others.filter((column) => column !== score && column !== reasons);
  const head = make("div", { class: "head" }, make("strong", {}, ...(title ? names.nodes(text(row, title)) : [])));
  if (score) head.append(gauge(row[score.name]));
  const card = make("li", {}, head);
  const told = reasons ? row[reasons.name] : undefined;
  if (isReasons(told)) card.append(reasonList(told));
  card.append(
    make(
      "dl",
      {},
      ...facts.map((column) =>
        make("div", {}, make("dt", {}, column.title), make("dd", {}, ...names.nodes(text(row, column)))),
      ),
    ),
  );
  return card;
}

function text(row: Row, column: BlockColumn): string {
  const unit = column.unit === undefined ? undefined : (row[column.unit] ?? column.unit);
  return formatCell(row[column.name], column.format, typeof unit === "string" ? unit : undefined);
}

function gauge(cell: Cell | undefined): HTMLElement {
  if (typeof cell !== "number") return make("span", {}, formatCell(cell, "percent"));
  const fill = make("i", { class: cell >= 0.75 ? "high" : "medium" });
  fill.style.width = `${Math.round(cell * 100)}%`;
  return make("span", { class: "gauge" }, make("span", { "aria-hidden": "true" }, fill), formatCell(cell, "percent"));
}

const reasonList = (reasons: readonly Reason[]): HTMLElement =>
  make(
    "ul",
    { class: "reasons" },
    ...reasons
      .filter((reason) => reason.contribution > 0)
      .slice(0, strongest)
      .map((reason) => make("li", {}, reason.text)),
  );

const isReasons = (cell: Cell | undefined): cell is Reason[] =>
  Array.isArray(cell) && cell.length > 0 && cell.every((it) => typeof it === "object" && it !== null);
