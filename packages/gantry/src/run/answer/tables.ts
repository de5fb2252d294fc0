// Blocks that show the rows of a finished step: table, chart, text.
import { chartColumns } from "@gantry/contract";
import type { BlockColumn, ChartBlock, Claim, ImagesBlock, TableBlock, TextBlock, Treatment } from "@gantry/contract";
import type { z } from "zod";
import type { AnswerPart, ColumnView, Shape } from "../../flow/index.ts";
import { rowIdOf } from "../identity.ts";
import { claimsOf } from "./claims.ts";
import { scalarOf, textOf, textsOf, viewRows, wireCellOf } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

type Part<Kind extends AnswerPart["kind"]> = Extract<AnswerPart, { readonly kind: Kind }>;

export async function tableBlock(viewer: Viewer, part: Part<"table">): Promise<z.infer<typeof TableBlock>> {
  const { shape, key } = keyed(viewer, part.step);
  const { rows } = await viewer.house.relations.of(viewer.run, part.step);
  const units = part.columns.flatMap(({ unit }) => (unit !== undefined && hasColumn(shape, unit) ? [unit] : []));
  const names = [...part.columns.map((column) => column.name), ...units];
  const viewed = await viewRows(viewer, shape, rows, names, key);
  return {
    kind: "table",
    step: part.step,
    title: part.title,
    key,
    columns: part.columns.map((column) => blockColumn(column, viewed.column(column.name))),
    rows: viewed.rows.map(({ key: $key, cells }) => ({
      $key,
      ...Object.fromEntries(names.map((name) => [name, wireCellOf(cells[name])])),
    })),
  };
}

export async function chartBlock(viewer: Viewer, { step, spec }: Part<"chart">): Promise<z.infer<typeof ChartBlock>> {
  const { shape, key } = keyed(viewer, step);
  const { rows } = await viewer.house.relations.of(viewer.run, step);
  const names = chartColumns(spec);
  const viewed = await viewRows(viewer, shape, rows, names, key);
  return {
    kind: "chart",
    step,
    spec,
    rows: viewed.rows.map(({ cells }) => Object.fromEntries(names.map((name) => [name, scalarOf(cells[name])]))),
  };
}

export async function textBlock(viewer: Viewer, { step, column }: Part<"text">): Promise<z.infer<typeof TextBlock>> {
  const { shape, key } = keyed(viewer, step);
  const { rows } = await viewer.house.relations.of(viewer.run, step);
  const viewed = await viewRows(viewer, shape, rows, [column], key);
  const find = await claimsOf(viewer, step);
  const claims: Claim[] = [];
  let text = "";
  for (const [index, { cells }] of viewed.rows.entries()) {
    const part = textOf(cells[column]);
    const from = text === "" ? 0 : text.length + 2;
    const id = rowIdOf(viewer.house.keyring, rows[index]?.[key] ?? null);
    for (const claim of await find(id, { text: part }, textsOf(rows[index]?.["flags"])))
      claims.push({ ...claim, start: claim.start + from, end: claim.end + from });
    text = from === 0 ? part : `${text}\n\n${part}`;
  }
  return { kind: "text", text, ...(claims.length === 0 ? {} : { claims }) };
}

/** Pictures of a `draw` step, each with what is said of it; none where this viewer may not see it. */
export async function imagesBlock(viewer: Viewer, part: Part<"images">): Promise<z.infer<typeof ImagesBlock>> {
  const { shape, key } = keyed(viewer, part.step);
  const { rows } = await viewer.house.relations.of(viewer.run, part.step);
  const viewed = await viewRows(viewer, shape, rows, ["image", "template", part.caption], key);
  const images = viewed.rows.flatMap(({ cells }) => {
    const [, mediaType, data] = /^data:(image\/[\w.+-]+);base64,(.*)$/s.exec(textOf(cells["image"])) ?? [];
    if (mediaType === undefined || data === undefined) return [];
    return [{ title: textOf(cells[part.caption]), mediaType, data, composed: cells["template"] === true }];
  });
  return { kind: "images", step: part.step, title: part.title, images };
}

/** A step's output shape and the column that identifies its rows. */
function keyed({ run }: Viewer, name: string): { readonly shape: Shape; readonly key: string } {
  return {
    shape: run.shapes.steps[name] ?? { columns: [], control: [] },
    key: run.document.steps[name]?.key ?? "",
  };
}

const blockColumn = (
  { name, title, format, unit }: ColumnView,
  seen: { readonly labels: readonly string[]; readonly treatment: Treatment } | undefined,
): BlockColumn => ({
  name,
  title,
  format,
  labels: [...(seen?.labels ?? [])],
  treatment: seen?.treatment ?? "drop",
  ...(unit === undefined ? {} : { unit }),
});

const hasColumn = (shape: Shape, name: string): boolean => shape.columns.some((column) => column.name === name);
