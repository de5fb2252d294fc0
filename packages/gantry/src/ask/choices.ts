// "Here is what I can": the published flows as questions that work, and the errors that offer them.
import { GantryError } from "@gantry/contract";
import type { Choice } from "@gantry/contract";
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

/** Those whose question can be asked as it stands. */
const askable = (choices: readonly AskChoice[]): readonly Choice[] =>
  choices.filter((it) => !/<\w+>/.test(it.example)).map(({ title, example }) => ({ title, question: example }));

/** The question with each value that an input may have. */
export const choicesOfValues = (document: FlowDocument, field: InputField, question: string): readonly AskChoice[] => {
  const whole = question.trim().replace(/\s*[?.!]+$/, "");
  const values = field.kind === "one-of" ? field.values : [];
  return values.map((value) => ({ flow: document.name, title: value, example: `${whole} ${value}` }));
};

/** "I can't", with what can be asked instead, in words and as questions. */
export const unableBut = (
  code: "bad-input" | "not-understood",
  why: string,
  choices: readonly AskChoice[],
  where?: Readonly<Record<string, string>>,
  told: readonly AskChoice[] = choices,
): Planned => ({
  kind: "unable",
  choices,
  problem: new GantryError(code, why, {
    where,
    remedy: `here is what I can: ${offered(told)}`,
    choices: askable(choices),
  }),
});

/** The same with the published flows; `choices`: questions that are nearer than they are. */
export const unable = (
  code: "bad-input" | "not-understood",
  why: string,
  flows: readonly FlowDocument[],
  where?: Readonly<Record<string, string>>,
  choices: readonly AskChoice[] = choicesOf(flows),
): Planned => unableBut(code, why, choices, where, choicesOf(flows));
