// An answer as somebody takes it along: pictures beside what is said of the same thing, then all other pieces.
import type { Answer, Block, BlockColumn } from "@gantry/contract";

type Of<Kind extends Block["kind"]> = Extract<Block, { readonly kind: Kind }>;
type Table = Of<"table">;
export type Row = Table["rows"][number];
export type Image = Of<"images">["images"][number];

/** One thing: its picture, and the rows of the table that bear its name. */
export interface Item {
  readonly name: string;
  readonly image: Image;
  readonly rows: readonly Row[];
}

export interface Content {
  readonly title: string;
  /** How the question was read. */
  readonly reading: string;
  readonly items: readonly Item[];
  /** Of the items' rows, but for their name. */
  readonly columns: readonly BlockColumn[];
  /** What is in no item, in the answer's order. */
  readonly blocks: readonly Block[];
  readonly coverage: readonly string[];
  readonly run: string;
  /** What left, in a sentence. */
  readonly left: string;
}

const naming = (table: Table, { images }: Of<"images">): BlockColumn | undefined =>
  table.columns.find(({ name }) => images.every((it) => table.rows.some((row) => row[name] === it.title)));

export function contentOf({ blocks, interpretation, coverage, run, receipt }: Answer): Content {
  const pictures = blocks.find((it) => it.kind === "images" && it.images.length > 0);
  const base = { title: interpretation.title, reading: interpretation.text, coverage, run, left: receipt.summary };
  if (pictures?.kind === "images") {
    for (const table of blocks) {
      if (table.kind !== "table") continue;
      const column = naming(table, pictures);
      if (column === undefined) continue;
      const items = pictures.images.map((image) => ({
        name: image.title,
        image,
        rows: table.rows.filter((row) => row[column.name] === image.title),
      }));
      const columns = table.columns.filter((it) => it !== column);
      return { ...base, items, columns, blocks: blocks.filter((it) => it !== pictures && it !== table) };
    }
  }
  return { ...base, items: [], columns: [], blocks };
}

/** The same as plain data: rows by column name, pictures in base64. */
export const exportJson = (answer: Answer): object => {
  const { items, columns, blocks, ...rest } = contentOf(answer);
  const plain = (row: Row, names: readonly { readonly name: string }[]): object =>
    Object.fromEntries(names.map(({ name }) => [name, row[name] ?? null]));
  return {
    ...rest,
    items: items.map(({ name, image: { mediaType, data, composed }, rows }) => ({
      name,
      image: { mediaType, data, composed },
      texts: rows.map((row) => plain(row, columns)),
    })),
    blocks: blocks.map((block) =>
      block.kind === "table"
        ? { kind: block.kind, title: block.title, rows: block.rows.map((row) => plain(row, block.columns)) }
        : block,
    ),
    receipt: answer.receipt,
  };
};
