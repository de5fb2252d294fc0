// A report on one row of facts: its sentences in their order, each in the form that says most of what is known.
import type { Cell } from "../../catalog/index.ts";
import { choosePhrase } from "../phrase/index.ts";
import type { ReportPhrases } from "./phrasebook.ts";

/** A sentence that the facts don't bear is left out, and a paragraph without any. Of forms that say as much, the first. */
export const writeReport = (
  phrases: ReportPhrases,
  facts: Readonly<Record<string, Cell>>,
  limits: { readonly subject: number; readonly body: number },
): { readonly subject: string; readonly body: string } => {
  const say = (forms: readonly string[]): string | null => choosePhrase(forms, facts, phrases, () => 0);
  const paragraphs = phrases.report.map((sentences) => sentences.map(say).filter((it) => it !== null));
  const whole = paragraphs.filter((sentences) => sentences.length > 0);
  // Too long for its field: rather a sentence less at the end than a torn one.
  const compose = (): string => whole.map((sentences) => sentences.join(" ")).join("\n\n");
  while (compose().length > limits.body && whole.length > 0) {
    whole.at(-1)?.pop();
    if (whole.at(-1)?.length === 0) whole.pop();
  }
  return { subject: (say(phrases.subjects) ?? "").slice(0, limits.subject), body: compose() };
};
