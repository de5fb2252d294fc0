// What goes to a tool of somebody else's server and what comes back, as columns: the proof and the guard go by the same.
import type { Label } from "../catalog/index.ts";
import { untrusted } from "./shape.ts";
import type { ShapeColumn } from "./types.ts";

/** Words that a model wrote for a tool, beside the values in them. */
export const argumentsColumn: ShapeColumn = {
  name: "arguments",
  type: "json",
  sources: {},
  labels: ["input.arguments"],
  endorsed: true,
};

/** What comes back of a tool: a text, as its labels say. */
export const toolColumn = (labels: readonly Label[], name: string): ShapeColumn => ({
  name,
  type: "varchar",
  sources: {},
  labels,
  endorsed: !labels.includes(untrusted),
});
