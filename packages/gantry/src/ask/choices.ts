// "Here is what I can": the published flows as questions that work, and the errors that offer them.
import { GantryError } from "@gantry/contract";
import type { FlowDocument, InputField } from "../flow/index.ts";
import type { AskChoice, Planned } from "./types.ts";

const sampleOf = (name: string, field: InputField): string => {
  if (field.default !== undefined) return String(field.default);
  switch (field.kind) {
    case "one-of":
      return field.values[0] ?? name;
    case "number":
      return String(field.min ?? 10);
    default:
      return `<${name}>`;
  }
};

/** A question of a flow's own, with values filled in. */
export const exampleOf = (document: FlowDocument): string =>
  (document.asks[0] ?? document.title).replaceAll(/\{([a-z0-9_]+)\}/g, (whole, name: string) => {
    const field = document.input[name];
    return field === undefined ? whole : sampleOf(name, field);
  });

export const choicesOf = (flows: readonly FlowDocument[]): readonly AskChoice[] =>
  flows.map((it) => ({ flow: it.name, title: it.title, example: exampleOf(it) }));

const offered = (choices: readonly AskChoice[]): string =>
  choices.length === 0
    ? "no flow is published for you yet"
    : choices.map((it) => `${it.title}: ask "${it.example}"`).join("; ");

/** What a field may be, in words. */
export const possible = (field: InputField): string => {
  switch (field.kind) {
    case "one-of":
      return field.values.join(", ");
    case "period":
      return '"this quarter", "next 90 days", "in Q3", "by March" and the like';
    case "number":
      return `a number${field.min === undefined ? "" : ` from ${field.min}`}${field.max === undefined ? "" : ` to ${field.max}`}`;
    case "text":
      return `a text of at most ${field.maxLength} characters`;
  }
};

/** "I can't", with what can be asked instead. */
export const unableBut = (
  code: "bad-input" | "not-understood",
  why: string,
  choices: readonly AskChoice[],
  where?: Readonly<Record<string, string>>,
): Planned => ({
  kind: "unable",
  choices,
  problem: new GantryError(code, why, { where, remedy: `here is what I can: ${offered(choices)}` }),
});

/** The same with the published flows. */
export const unable = (
  code: "bad-input" | "not-understood",
  why: string,
  flows: readonly FlowDocument[],
  where?: Readonly<Record<string, string>>,
): Planned => unableBut(code, why, choicesOf(flows), where);
