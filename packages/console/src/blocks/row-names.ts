// What a row is called: the first column of the table that holds it.
import type { Block } from "@gantry/contract";

/** By row key, for blocks that know their rows by key alone. */
export function namesOfRows(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const block of blocks) {
    if (block.kind !== "table") continue;
    const first = block.columns[0]?.name;
    for (const row of block.rows) {
      const name = first === undefined ? undefined : row[first];
      if (typeof row["$key"] === "string" && typeof name === "string") names.set(row["$key"], name);
    }
  }
  return names;
}
