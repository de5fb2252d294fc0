// A column that a step names must be one of its rows'; the error says which is near.
import { nearMatches } from "../../catalog/index.ts";
import type { Shape, ShapeColumn } from "../types.ts";
import { breach } from "./context.ts";
import type { Check } from "./context.ts";

/** The column, or nothing and a breach. `why` goes before its name: "the key is". */
export function requireColumn(
  check: Check,
  step: string,
  shape: Shape,
  name: string,
  why: string,
): ShapeColumn | undefined {
  const found = shape.columns.find((column) => column.name === name);
  if (found) return found;
  const names = shape.columns.map((column) => column.name);
  const [close] = nearMatches(name, names);
  breach(
    check,
    step,
    "unknown-column",
    `step "${step}": ${why} column "${name}", which its rows do not have`,
    close === undefined ? `they have ${names.join(", ")}` : `did you mean "${close}"?`,
  );
  return undefined;
}
