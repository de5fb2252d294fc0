// A flow's input: from words and JSON to typed parameters of its SQL.
import { GantryError } from "@gantry/contract";
import { resolvePeriod } from "../catalog/index.ts";
import type { Calendar, ColumnType, Label, Period } from "../catalog/index.ts";
import type { TypedValue } from "../query/index.ts";
import type { FlowDocument, InputField } from "./types.ts";

export interface InputOptions {
  /** "YYYY-MM-DD" in the company's time zone; pinned in the run. */
  readonly today: string;
  /** ISO 8601 with "Z"; pinned in the run. */
  readonly now: string;
  readonly calendar: Calendar;
}

export interface ResolvedInput {
  /** As given, with defaults filled in. */
  readonly input: Readonly<Record<string, string | number>>;
  /** Parameters of the SQL, without `$`. A period gives `<name>_start` and `<name>_end` (half-open). */
  readonly parameters: Readonly<Record<string, TypedValue>>;
  /** For people, by field: "this fiscal quarter (2026-11-01 to 2027-01-31)". */
  readonly periods: Readonly<Record<string, Period>>;
}

/** Types of all parameters that a flow's SQL may name: its input's, `$today` and `$now`. */
export function parameterTypes(document: FlowDocument): Readonly<Record<string, ColumnType>> {
  const types: Record<string, ColumnType> = { today: "date", now: "timestamptz" };
  for (const [name, field] of Object.entries(document.input)) {
    if (field.kind === "period") {
      types[`${name}_start`] = "date";
      types[`${name}_end`] = "date";
    } else {
      types[name] = field.kind === "number" ? "double" : "varchar";
    }
  }
  return types;
}

/** What a parameter's value is: free text comes from a person, all else is one of few. */
export function parameterLabel(document: FlowDocument, parameter: string): Label {
  return document.input[parameter]?.kind === "text" ? "input.text" : "public";
}

/** Labels of all parameters that a flow's SQL may name. */
export const parameterLabels = (document: FlowDocument): Readonly<Record<string, Label>> =>
  Object.fromEntries(Object.keys(parameterTypes(document)).map((name) => [name, parameterLabel(document, name)]));

/**
 * @throws GantryError `bad-input` naming the field and what it may be; never repeats a free text.
 */
export function resolveInput(
  document: FlowDocument,
  given: Readonly<Record<string, unknown>>,
  options: InputOptions,
): ResolvedInput {
  const unknown = Object.keys(given).filter((name) => !document.input[name]);
  if (unknown.length > 0) {
    const known = Object.keys(document.input).join(", ") || "none";
    throw new GantryError(
      "bad-input",
      `flow "${document.name}" has no input "${unknown.join('", "')}"; its inputs: ${known}`,
    );
  }
  const input: Record<string, string | number> = {};
  const periods: Record<string, Period> = {};
  const parameters: Record<string, TypedValue> = {
    today: { type: "date", value: options.today },
    now: { type: "timestamptz", value: options.now },
  };
  for (const [name, field] of Object.entries(document.input)) {
    const value = readField(document.name, name, field, given[name] ?? field.default);
    input[name] = value;
    if (field.kind === "period") {
      const found = resolvePeriod(String(value), options);
      if (!found)
        throw wrong(document.name, name, 'a period: "this quarter", "next 90 days", "2026-11-01..2027-02-01" …');
      periods[name] = found;
      parameters[`${name}_start`] = { type: "date", value: found.start };
      parameters[`${name}_end`] = { type: "date", value: found.end };
    } else {
      parameters[name] = { type: field.kind === "number" ? "double" : "varchar", value };
    }
  }
  return { input, parameters, periods };
}

function readField(flow: string, name: string, field: InputField, value: unknown): string | number {
  if (value === undefined) throw new GantryError("bad-input", `flow "${flow}" needs the input "${name}"`);
  switch (field.kind) {
    case "one-of": {
      const found = field.values.find((it) => typeof value === "string" && it.toLowerCase() === value.toLowerCase());
      if (found === undefined) throw wrong(flow, name, `one of ${field.values.join(", ")}`);
      return found;
    }
    case "number": {
      const { min = -Infinity, max = Infinity } = field;
      if (typeof value !== "number" || !(value >= min && value <= max))
        throw wrong(flow, name, `a number from ${min} to ${max}`);
      return value;
    }
    default: {
      const longest = field.kind === "text" ? field.maxLength : 100;
      if (typeof value !== "string" || value.length > longest)
        throw wrong(flow, name, `a text of at most ${longest} characters`);
      return value;
    }
  }
}

const wrong = (flow: string, name: string, expected: string): GantryError =>
  new GantryError("bad-input", `input "${name}" of flow "${flow}" must be ${expected}`, {
    where: { flow, input: name },
  });
