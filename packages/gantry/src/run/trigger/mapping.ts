// From an event to a flow's input: which field is taken from where, what that makes of it, and whether it can be.
import { GantryError } from "@gantry/contract";
import { nearMatches } from "../../catalog/index.ts";
import type { ColumnType } from "../../catalog/index.ts";
import { eventKey, eventText, fitsInput, parametersOf } from "../../flow/index.ts";
import type { EventInputs, FlowDocument, InputField, Origin } from "../../flow/index.ts";
import { parsePath, readPath } from "./path.ts";
import type { InputFrom, TriggerDocument } from "./types.ts";

/** A field that events of a kind have, where that is known beforehand. */
export interface EventField {
  readonly type: ColumnType;
  /** What it is made of; "own" is our own word. Without: what an outsider may have written. */
  readonly origin?: Origin | "own";
}

/** By name of the event's field; undefined where only the sender knows. */
export type EventFields = Readonly<Record<string, EventField>> | undefined;

/** What is wrong with one field of the mapping. */
export interface MappingFault {
  readonly into: readonly string[];
  readonly what: string;
  readonly remedy?: string;
}

/** Longer than that is no key, and what is in it no name. */
const keyForm = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

const pathOf = (from: InputFrom): string | undefined =>
  typeof from !== "object" ? undefined : "path" in from ? from.path : from.key;

/** What is wrong with a trigger's input, seen from the flow's input and from what its events have. */
export function mappingFaults(
  { input }: TriggerDocument,
  flow: Pick<FlowDocument, "name" | "input">,
  fields: EventFields,
): readonly MappingFault[] {
  const faults: MappingFault[] = [];
  for (const [name, from] of Object.entries(input)) {
    const field = flow.input[name];
    const what = field === undefined ? unknownInput(name, flow) : faultOf(name, field, from, fields);
    if (what) faults.push({ into: ["input", name], ...what });
  }
  for (const [name, field] of Object.entries(flow.input)) {
    if (input[name] === undefined && field.default === undefined)
      faults.push({ into: ["input"], what: `flow "${flow.name}" needs the input "${name}"` });
  }
  return faults;
}

type Said = Omit<MappingFault, "into">;

const unknownInput = (name: string, flow: Pick<FlowDocument, "name" | "input">): Said => {
  const names = Object.keys(flow.input);
  const [near] = nearMatches(name, names);
  return {
    what: `flow "${flow.name}" has no input "${name}"`,
    remedy: near === undefined ? `its inputs: ${names.join(", ") || "none"}` : `did you mean "${near}"?`,
  };
};

function faultOf(name: string, field: InputField, from: InputFrom, fields: EventFields): Said | undefined {
  const path = pathOf(from);
  if (path === undefined) {
    const wrong = constantFault(field, from);
    return wrong === undefined ? undefined : { what: `input "${name}" must be ${wrong}` };
  }
  if (typeof from === "object" && "key" in from && field.kind !== "text")
    return { what: `input "${name}" is no text: a key goes into one`, remedy: `write field("${path}")` };
  if (fields === undefined) return undefined;
  const [first = "", ...rest] = parsePath(path);
  const known = fields[first];
  if (known === undefined) {
    const names = Object.keys(fields);
    const [near] = nearMatches(String(first), names);
    return {
      what: `the event has no "${first}"`,
      remedy: near === undefined ? `it has ${names.join(", ")}` : `did you mean "${near}"?`,
    };
  }
  if (rest.length > 0 || fitsInput(field, known.type)) return undefined;
  return { what: `"${first}" is of type ${known.type}, which does not fit the input "${name}" (${field.kind})` };
}

function constantFault(field: InputField, value: InputFrom): string | undefined {
  if (field.kind === "number") return typeof value === "number" ? undefined : "a number";
  if (typeof value !== "string") return "a text";
  if (field.kind === "one-of" && !field.values.includes(value)) return `one of ${field.values.join(", ")}`;
  return undefined;
}

/** What each parameter that the event fills is, for the proof and for every egress of the run. */
export function eventInputsOf({ input }: TriggerDocument, flow: FlowDocument, fields: EventFields): EventInputs {
  const events: Record<string, Origin> = {};
  for (const [name, from] of Object.entries(input)) {
    const field = flow.input[name];
    const path = pathOf(from);
    if (field === undefined || path === undefined) continue;
    const { origin } = fields?.[parsePath(path)[0] ?? ""] ?? {};
    if (origin === "own") continue;
    const isKey = typeof from === "object" && "key" in from;
    // Of what an outsider sent only texts are free: all else is checked against the field, and one of few or a number.
    const outside = isKey ? eventKey : field.kind === "text" ? eventText : undefined;
    const found = origin ?? outside;
    if (found === undefined) continue;
    for (const parameter of parametersOf(name, field)) events[parameter] = { ...found, name: parameter };
  }
  return events;
}

/**
 * The flow's input as the event fills it; the flow checks each value against its field.
 *
 * @throws GantryError `bad-input` naming field and path; never the value.
 */
export function inputFrom(
  { input }: TriggerDocument,
  flow: FlowDocument,
  event: unknown,
): Readonly<Record<string, string | number>> {
  const given: Record<string, string | number> = {};
  for (const [name, from] of Object.entries(input)) {
    const path = pathOf(from);
    const field = flow.input[name];
    if (typeof from !== "object") given[name] = from;
    else if (path !== undefined && field !== undefined) {
      const found = readPath(event, parsePath(path)) ?? undefined;
      if (found === undefined && field.default !== undefined) continue;
      const value = valueOf(field, found);
      if (value === undefined) throw unfit(name, path, field.kind === "number" ? "no number" : "no text");
      if ("key" in from && !keyForm.test(String(value))) throw unfit(name, path, "nothing in the form of a key");
      given[name] = value;
    }
  }
  return given;
}

/** Numbers of a database come as texts ("12.50") or 64-bit integers. */
function valueOf({ kind }: InputField, value: unknown): string | number | undefined {
  if (kind === "number") {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number === "bigint") return Number(number);
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" ? value : undefined;
}

const unfit = (name: string, path: string, what: string): GantryError =>
  new GantryError("bad-input", `the event has ${what} at ${path}, which the input "${name}" is taken from`, {
    where: { input: name },
  });
