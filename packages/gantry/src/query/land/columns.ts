// Values of relations and batches as packed columns, with names for what goes wrong.
import { GantryError } from "@gantry/contract";
import type { ColumnType } from "../../catalog/index.ts";
import { pack, WrongForm, type PackedColumn, type Value } from "../../connect/kit/index.ts";

/** Packs a column. Throws `source-drifted` naming it when a value is not of its declared type. */
export const packNamed = (type: ColumnType, values: readonly Value[], name: string): PackedColumn => {
  try {
    return pack(type, values);
  } catch (error) {
    if (!(error instanceof WrongForm)) throw error;
    throw new GantryError("source-drifted", `column "${name}" holds a value that is not of its declared type`, {
      remedy: "run `gantry catalog check` on its source",
      where: { column: name },
    });
  }
};
