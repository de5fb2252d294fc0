// A prompt in a file of its own: front matter says what goes in and what comes out, the body what to do and how the data is
// laid out. Its version follows from its text, so that a trace can say which words a model was given.
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { parse } from "yaml";
import { z } from "zod";
import { nearMatches } from "../catalog/index.ts";
import type { ColumnType } from "../catalog/index.ts";
import { placesIn } from "./template.ts";
import type { PromptReference, PromptStep } from "./types.ts";

export interface PromptFile extends Pick<PromptStep, "task" | "instructions" | "template" | "output"> {
  readonly prompt: PromptReference;
  readonly phrasebook?: string;
}

const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/i, "letters, digits and _ only");

/** JSON Schema, as far as a cell can be: `format: date` for days, `array` for lists. */
const Input = z.strictObject({
  type: z.enum(["string", "number", "integer", "boolean", "array"]),
  format: z.literal("date").optional(),
  description: z.string().optional(),
  /** Text that outsiders wrote: in cases it bears no claim, as where it comes from a source. */
  untrusted: z.boolean().optional(),
});
export type PromptInput = z.infer<typeof Input>;

const Output = z.strictObject({
  type: z.literal("string", "outputs are texts: { type: string, maxLength: 500 }"),
  maxLength: z.number().int().positive().optional(),
  enum: z.array(z.string()).min(1).optional(),
  description: z.string().optional(),
});

const FrontMatter = z.strictObject({
  title: z.string().optional(),
  task: z.string().default("write"),
  phrasebook: z.string().optional(),
  input: z.record(Name, Input),
  output: z.record(Name, Output),
});

const longest = 10_000;

/**
 * Reads a prompt file: front matter between `---` lines, then `# Instructions` and `# Data`.
 *
 * @param name that of the file, without `.md`
 * @throws GantryError `bad-flow` naming the file, what is wrong in it and what would mend it
 * @example
 * parsePromptFile("thanks", `---
 * input: { account: { type: string } }
 * output: { body: { type: string, maxLength: 500 } }
 * ---
 * # Instructions
 * Thank the customer in two sentences.
 * # Data
 * Customer: {{account}}
 * `);
 */
export function parsePromptFile(name: string, text: string): PromptFile {
  const plain = text.replaceAll("\r\n", "\n");
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(plain);
  if (!parts) throw wrong(name, "has no front matter", "begin it with ---, then input: and output:, then ---");
  const front = readFrontMatter(name, parts[1] ?? "");
  const { instructions, template } = readBody(name, parts[2] ?? "");
  checkPlaces(name, placesIn(template), Object.keys(front.input));
  const output = Object.entries(front.output).map(
    ([field, { maxLength, enum: values }]) =>
      [field, { type: "text" as const, maxLength: maxLength ?? longest, ...(values ? { values } : {}) }] as const,
  );
  if (output.length === 0) throw wrong(name, "has no output", "output: { body: { type: string, maxLength: 500 } }");
  return {
    prompt: { name, version: versionOf(plain), input: plainJson(front.input) },
    task: front.task,
    instructions,
    template,
    output: Object.fromEntries(output),
    ...(front.phrasebook === undefined ? {} : { phrasebook: front.phrasebook }),
  };
}

/** Blanks at the ends of lines and of the file say nothing to a model. */
const versionOf = (text: string): string =>
  createHash("sha256")
    .update(`${text.replaceAll(/[ \t]+\n/g, "\n").trimEnd()}\n`)
    .digest("hex")
    .slice(0, 12);

function readFrontMatter(name: string, text: string): z.infer<typeof FrontMatter> {
  let json: unknown;
  try {
    json = parse(text);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split("\n")[0] : "it can't be read";
    throw wrong(name, `has front matter that is no YAML: ${said}`, "input: { account: { type: string } }", cause);
  }
  const parsed = FrontMatter.safeParse(json ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join(".") || "front matter"}: ${issue.message}`);
  throw wrong(
    name,
    `has front matter that does not fit: ${issues.join("; ")}`,
    "input: { account: { type: string } } and output: { body: { type: string, maxLength: 500 } }",
  );
}

function readBody(name: string, body: string): { readonly instructions: string; readonly template: string } {
  const headings = body.split(/^# (Instructions|Data)[ \t]*$/m);
  const [before = "", first, instructions = "", second, template = ""] = headings;
  if (before.trim() !== "" || first !== "Instructions" || second !== "Data" || headings.length !== 5) {
    throw wrong(
      name,
      "needs two parts",
      "# Instructions (the author's words), then # Data (the template with {{places}})",
    );
  }
  const [says, lays] = [instructions.trim(), template.trim()];
  if (says === "" || lays === "") throw wrong(name, "has an empty part", "write something below each heading");
  if (placesIn(says).length > 0) {
    throw wrong(
      name,
      `has the place {{${placesIn(says)[0]}}} in its instructions`,
      "data stands below # Data alone: what a system holds never becomes an instruction",
    );
  }
  return { instructions: says, template: lays };
}

function checkPlaces(name: string, places: readonly string[], inputs: readonly string[]): void {
  for (const place of places.filter((it) => !inputs.includes(it))) {
    const [close] = nearMatches(place, inputs);
    const mend = close === undefined ? `add to input: ${place}: { type: string }` : `did you mean {{${close}}}?`;
    throw wrong(name, `has the place {{${place}}}, which is none of its inputs`, mend);
  }
  const unused = inputs.find((it) => !places.includes(it));
  if (unused !== undefined) {
    throw wrong(name, `declares the input "${unused}" and has no place for it`, `write {{${unused}}} below # Data`);
  }
}

const wrong = (name: string, what: string, remedy: string, cause?: unknown): GantryError =>
  new GantryError("bad-flow", `prompt "${name}" ${what}`, { remedy, where: { prompt: name }, cause });

/** Whether cells of a column are what a prompt's input asks for. */
export function fitsPromptInput({ type, format }: PromptInput, column: ColumnType): boolean {
  const isNumber = /^(?:int|double|decimal)/.test(column);
  switch (type) {
    case "number":
      return isNumber;
    case "integer":
      return column.startsWith("int") || /^decimal\(\d+,0\)$/.test(column);
    case "boolean":
      return column === "boolean";
    case "array":
      return column === "json";
    case "string":
      return format === "date" ? /^(?:date|timestamp)/.test(column) : !isNumber && column !== "boolean";
  }
}

/** zod writes optional fields as `T | undefined`; after JSON they are absent. */
const plainJson = (input: Readonly<Record<string, PromptInput>>): PromptReference["input"] =>
  JSON.parse(JSON.stringify(input)) as PromptReference["input"];
