// Rows as one viewer may see them: through the guard, with their identity, in the form that crosses the wire.
import type { Cell as WireCell, ReceiptColumn, Reason, Scalar, TokenReference } from "@gantry/contract";
import type { Catalog, Cell, Row } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import type { ViewedColumn } from "../../guard/index.ts";
import type { Caller, Destination } from "../../policy/index.ts";
import type { House } from "../house.ts";
import { rowIdOf } from "../identity.ts";
import type { PinnedRun } from "../pinned.ts";

export interface Viewer {
  readonly house: House;
  readonly run: PinnedRun;
  readonly caller: Caller;
  /** Collects, over all that is viewed, the tokens that stand in place of values. */
  readonly tokens: Record<string, TokenReference>;
  /** The channel that it goes to the viewer by, and what it carries: collected like the tokens. */
  readonly channel?: Channel | undefined;
}

export interface Channel {
  readonly through: Destination;
  readonly carried: ReceiptColumn[];
}

export interface Viewed {
  readonly column: (name: string) => ViewedColumn | undefined;
  readonly rows: readonly { readonly key: string; readonly cells: Row }[];
}

/** The named columns of the rows, and each row's identity: its key where the viewer may see it, else an id that tells nothing. */
export async function viewRows(
  viewer: Viewer,
  shape: Shape,
  rows: readonly Row[],
  wanted: readonly string[],
  key: string,
): Promise<Viewed> {
  const { house, run, caller, channel } = viewer;
  const names = new Set([...wanted, key, ...keyColumns(shape, house.catalog)]);
  const narrow: Shape = { columns: shape.columns.filter((it) => names.has(it.name)), control: shape.control };
  const seen = await house.guard.view(run.id, caller, narrow, rows, undefined, channel?.through);
  Object.assign(viewer.tokens, seen.tokens);
  channel?.carried.push(...seen.carried);
  const columns = new Map(seen.columns.map((column) => [column.name, column]));
  const keyShows = columns.get(key)?.treatment === "pass";
  return {
    column: (name) => columns.get(name),
    rows: seen.rows.map((cells, index) => {
      const value = rows[index]?.[key] ?? null;
      return { key: keyShows ? textOf(value) : rowIdOf(house.keyring, value), cells };
    }),
  };
}

/** Columns that hold keys of records, copied: by them a page finds what stands behind a token. */
const keyColumns = (shape: Shape, catalog: Catalog): readonly string[] => {
  const keys = new Set(
    Object.values(catalog.tables).flatMap(({ name, key }) => key.map((column) => `${name}.${column}`)),
  );
  return shape.columns
    .filter(({ sources }) => Object.entries(sources).some(([source, level]) => level === "copied" && keys.has(source)))
    .map(({ name }) => name);
};

export function scalarOf(cell: Cell | undefined): Scalar {
  if (cell === undefined || cell === null) return null;
  return typeof cell === "object" ? JSON.stringify(cell) : cell;
}

/** Lists and reasons stay as they are; other nested values become JSON text. */
export function wireCellOf(cell: Cell | undefined): WireCell {
  if (!Array.isArray(cell)) return scalarOf(cell);
  const items: readonly unknown[] = cell;
  if (items.every(isScalar)) return [...items];
  if (items.every(isReason)) return items.map(({ feature, text, contribution }) => ({ feature, text, contribution }));
  return JSON.stringify(cell);
}

export const textOf = (cell: Cell | undefined): string => {
  const scalar = scalarOf(cell);
  return scalar === null ? "" : String(scalar);
};

export const textsOf = (cell: Cell | undefined): string[] =>
  Array.isArray(cell) ? cell.filter((it): it is string => typeof it === "string") : [];

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const isReason = (value: unknown): value is Reason =>
  typeof value === "object" &&
  value !== null &&
  "feature" in value &&
  typeof value.feature === "string" &&
  "text" in value &&
  typeof value.text === "string" &&
  "contribution" in value &&
  typeof value.contribution === "number";
