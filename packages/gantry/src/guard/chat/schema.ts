// A JSON Schema on its way to a model: every word and name of it searched, its form kept.
import type { Cell } from "../../catalog/index.ts";

export interface SchemaTools {
  readonly text: (text: string) => string;
  readonly name: (name: string) => string;
}

/** Members whose keys are names that the author chose, each with a schema (JSON Schema 2020-12, core 10.2 and 10.3). */
const named = new Set(["properties", "$defs", "definitions", "dependentSchemas", "dependentRequired", "dependencies"]);
/** Members that hold values. */
const values = new Set(["enum", "const", "default", "examples", "example"]);
const references = new Set(["$ref", "$dynamicRef", "$recursiveRef", "$id", "$anchor", "$dynamicAnchor"]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A number that is somebody's becomes a text, its token; all others stay numbers. Keys are names. */
export const treatValues = (cell: Cell, tools: SchemaTools): Cell => {
  if (typeof cell === "string") return tools.text(cell);
  if (typeof cell === "number") {
    const [text, masked] = [String(cell), tools.text(String(cell))];
    return masked === text ? cell : masked;
  }
  // JSON within JSON: every member is a cell.
  if (Array.isArray(cell)) return cell.map((item) => treatValues(item as Cell, tools));
  if (typeof cell !== "object" || cell === null) return cell;
  return Object.fromEntries(
    Object.entries(cell).map(([key, item]) => [tools.name(key), treatValues(item as Cell, tools)]),
  );
};

/** A pattern may write a value with its signs escaped: `ada@x\.example`. Where it does, the token stands in it. */
const treatPattern = (pattern: string, { text }: SchemaTools): string => {
  const unescaped = pattern.replaceAll(/\\([^\w\s])/g, "$1");
  const masked = text(unescaped);
  return masked === unescaped ? text(pattern) : masked;
};

/** `#/$defs/Name`: each stretch of it is a name. */
const treatReference = (reference: string, { text, name }: SchemaTools): string =>
  reference.startsWith("#") ? reference.split("/").map(name).join("/") : text(reference);

const treatMember = (key: string, item: unknown, tools: SchemaTools): unknown => {
  if (named.has(key) && isObject(item))
    return Object.fromEntries(Object.entries(item).map(([it, inner]) => [tools.name(it), treatNamed(inner, tools)]));
  if (key === "patternProperties" && isObject(item))
    return Object.fromEntries(
      Object.entries(item).map(([it, inner]) => [treatPattern(it, tools), treatAny(inner, tools)]),
    );
  if (key === "required") return treatNamed(item, tools);
  // Values are JSON: cells.
  if (values.has(key)) return treatValues((item ?? null) as Cell, tools);
  if (key === "pattern" && typeof item === "string") return treatPattern(item, tools);
  if (references.has(key) && typeof item === "string") return treatReference(item, tools);
  return treatAny(item, tools);
};

/** A schema, or a list of names. */
const treatNamed = (item: unknown, tools: SchemaTools): unknown =>
  Array.isArray(item)
    ? item.map((it: unknown) => (typeof it === "string" ? tools.name(it) : treatAny(it, tools)))
    : treatAny(item, tools);

const treatAny = (item: unknown, tools: SchemaTools): unknown => {
  if (typeof item === "string") return tools.text(item);
  if (Array.isArray(item)) return item.map((it: unknown) => treatAny(it, tools));
  return isObject(item) ? treatSchema(item, tools) : item;
};

/** Whether a member is a bound that is somebody's number: a token can't stand there, so it goes. */
const isTelling = (item: unknown, { text }: SchemaTools): boolean =>
  typeof item === "number" && text(String(item)) !== String(item);

/** The schema as it may leave. */
export const treatSchema = (
  schema: Readonly<Record<string, unknown>>,
  tools: SchemaTools,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([key, item]) => values.has(key) || !isTelling(item, tools))
      .map(([key, item]) => [tools.name(key), treatMember(key, item, tools)]),
  );
