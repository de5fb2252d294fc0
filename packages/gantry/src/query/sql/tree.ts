// DuckDB's parse tree as JSON, changed and given back: its numbers pass as they are written.
import { isNode, type Node } from "./statement.ts";

// Both are in Node 24 but not yet in TypeScript's library.
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
const rawJson = (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON;

/** A tree whose numbers are kept as text, so that 9007199254740993 stays what it is. */
export const readTree = (json: string): Node => {
  const tree = parseWithSource(json, (_, value, { source }) =>
    typeof value === "number" && source !== undefined ? rawJson(source) : value,
  );
  return isNode(tree) ? tree : {};
};

/** A number of such a tree. */
export const numberIn = (value: unknown): number =>
  isNode(value) && typeof value["rawJSON"] === "string" ? Number(value["rawJSON"]) : Number.NaN;

export const nodesIn = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** Every node of a tree, from the top. */
export const everyNode = function* (value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* everyNode(item);
  if (!isNode(value)) return;
  yield value;
  for (const item of Object.values(value)) yield* everyNode(item);
};

/** A copy with each column reference of a name in `by` replaced by what it stands for. */
export const substitute = (value: unknown, by: ReadonlyMap<string, Node>): unknown => {
  if (Array.isArray(value)) return value.map((item) => substitute(item, by));
  if (!isNode(value) || "rawJSON" in value) return value;
  const names = value["column_names"];
  if (value["class"] === "COLUMN_REF" && Array.isArray(names) && names.length === 1) {
    const found = by.get(String(names[0]));
    if (found !== undefined) return found;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, by)]));
};

/** As text, places left out: two parts of a query that read the same are the same. */
export const asWritten = (node: Node): string =>
  JSON.stringify(node, (key, value: unknown) => (key === "query_location" || key === "alias" ? undefined : value));
