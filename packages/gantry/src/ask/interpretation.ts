// How a question was understood, in words that the asker can check.
import type { Interpretation, InterpretationField } from "@gantry/contract";
import { addDays } from "../catalog/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { FlowDocument, ResolvedInput } from "../flow/index.ts";
import { plainWords } from "./words.ts";

/** The word for what a flow lists: its title's or first ask's own word for a subject ("customers"). */
const subjectOf = (document: FlowDocument, subjects: Catalog["subjects"]): string | null => {
  const words = [document.title, document.asks[0] ?? ""].flatMap(plainWords);
  const names = new Set(
    subjects.flatMap((it) => [it.name, `${it.name}s`, ...it.synonyms]).map((it) => it.toLowerCase()),
  );
  return words.find((word) => names.has(word)) ?? null;
};

/**
 * "customers · region EMEA · segment enterprise · renewal 2026-11-01 to 2027-01-31 (this fiscal quarter)".
 * Dates are given with their last day, not the day after it.
 */
export const interpretationOf = (
  document: FlowDocument,
  resolved: ResolvedInput,
  subjects: Catalog["subjects"],
  planner: string,
  notes: readonly string[],
): Interpretation => {
  const parts = Object.entries(document.input).map(([name, field]) => {
    const title = field.title ?? name;
    const period = resolved.periods[name];
    if (period === undefined) return `${title} ${resolved.input[name]}`;
    const span = `${title} ${period.start} to ${addDays(period.end, -1)}`;
    return /^\d/.test(period.title) ? span : `${span} (${period.title})`;
  });
  const text = [subjectOf(document, subjects) ?? document.title, ...parts, ...notes].join(" · ");
  const fields = fieldsOf(document, resolved);
  return { flow: document.name, title: document.title, text, input: { ...resolved.input }, planner, fields };
};

const kinds = { "one-of": "choice", period: "period", number: "number", text: "text" } as const;

/** The input of a flow as fields that can be changed. */
export const fieldsOf = (document: FlowDocument, { input }: ResolvedInput): InterpretationField[] =>
  Object.entries(document.input).map(([name, field]) => ({
    name,
    title: field.title ?? name.replaceAll("_", " "),
    kind: kinds[field.kind],
    value: input[name] ?? "",
    ...(field.kind === "one-of" ? { options: field.values.map((value) => ({ value, title: value })) } : {}),
  }));
