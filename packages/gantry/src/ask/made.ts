// Questions that no published flow answers: planned over the catalog's own vocabulary, and checked like any flow.
import type { PeriodOptions } from "../catalog/index.ts";
import { resolveInput } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import type { Caller } from "../policy/index.ts";
import { choicesOf, unableBut } from "./choices.ts";
import { asked, changed, documentOf, namesOf, opensFollowUp, tellWhole, understandingOf } from "./plan/index.ts";
import type { AskPlan, Edits, Understand, Understood } from "./plan/index.ts";
import { relevantPart } from "./planner/index.ts";
import type { AskChoice, OpenQuestions, Planned } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What one person may know of the catalog, compiled once for all who may know the same. */
const mostKept = 50;

const unable = (why: string, choices: readonly AskChoice[]): Planned => unableBut("not-understood", why, choices);

export interface MadeOptions extends PeriodOptions {
  readonly planner: string;
  readonly notes: readonly string[];
  /** Fields that are to be otherwise than the question was read. */
  readonly edits?: Edits | undefined;
}

export interface Making {
  /** How a question is read by rule. */
  understand(question: string, caller: Caller, time: PeriodOptions, before?: AskPlan): Understood;
  /** A checked flow of a plan. */
  make(plan: AskPlan, caller: Caller, options: MadeOptions): Promise<Planned>;
  /** Words of the catalog's vocabulary, in lower case. */
  words(caller: Caller): ReadonlySet<string>;
  /** What its vocabulary knows of a text. */
  knows(caller: Caller): Understand["knows"];
  /** The part of the catalog that a question is about, as a model is told it. */
  relevant(caller: Caller): (question: string) => string;
  /** What is said of a question that was not understood. */
  explain(understood: Exclude<Understood, { kind: "plan" }>, flows: readonly FlowDocument[]): Planned;
}

/** A plan's own measures and subjects as questions that work: what is nearest is offered first. */
const examplesOf = (open: OpenQuestions, unknown: readonly string[]): readonly AskChoice[] => {
  const { measures, subjects } = open.catalog;
  const said = new Set(unknown.map((it) => it.toLowerCase()));
  const near = (words: readonly string[]): number => words.filter((it) => said.has(it.toLowerCase())).length;
  const all = [
    ...measures
      .filter((it) => it.date !== undefined && it.synonyms.length > 0)
      .map((it) => ({
        title: it.title ?? it.name,
        example: `${it.title ?? it.name} last quarter`,
        near: near(it.synonyms),
      })),
    ...subjects.map((it) => ({ title: it.name, example: `how many ${it.name}s are there`, near: near(it.synonyms) })),
  ];
  return all
    .toSorted((a, b) => b.near - a.near)
    .slice(0, 4)
    .map(({ title, example }) => ({ title, example: example.toLowerCase() }));
};

export const makingOf = (open: OpenQuestions, vocabulary: Vocabulary): Making => {
  interface Known {
    readonly understand: Understand;
    readonly relevant: (question: string) => string;
  }
  const known = new Map<string, Known>();
  const knownTo = (caller: Caller): Known => {
    const hidden = [...open.hidden(caller)].sort();
    const key = hidden.join(" ");
    const found = known.get(key) ?? {
      understand: understandingOf(open.catalog, new Set(hidden), vocabulary.filler),
      relevant: relevantPart(open.catalog, new Set(hidden), vocabulary.filler),
    };
    known.delete(key);
    known.set(key, found);
    if (known.size > mostKept) known.delete(known.keys().next().value ?? "");
    return found;
  };
  /** Who may not see the cells behind a figure is told how it was reckoned all the same. */
  const proved = async (plan: AskPlan, ground: Understand["ground"]) => {
    const document = documentOf(plan, ground);
    const found = { document, ...(await open.check(document)) };
    if (found.proof.ok || plan.why === undefined) return found;
    const without = documentOf(plan, ground, false);
    return { document: without, ...(await open.check(without)) };
  };
  const understandingFor = (caller: Caller): Understand => knownTo(caller).understand;
  return {
    knows: (caller) => understandingFor(caller).knows,
    words: (caller) => understandingFor(caller).words,
    relevant: (caller) => knownTo(caller).relevant,
    understand: (question, caller, time, before) => {
      const understand = understandingFor(caller);
      const own = understand(question, time);
      if (before === undefined || (own.kind === "plan" && !opensFollowUp.test(question))) return own;
      const changed = understand.followUp(question, before, time);
      return changed?.kind === "plan" || own.kind === "beyond" ? (changed ?? own) : own;
    },

    make: async (read, caller, { planner, notes, edits = {}, ...time }) => {
      const { ground } = understandingFor(caller);
      const { plan, fields } = changed({ ground, hidden: new Set(open.hidden(caller)), time }, read, edits);
      const { document, proof, shapes } = await proved(plan, ground);
      if (!proof.ok) {
        const why = proof.findings.filter((it) => it.severity === "breach").map((it) => it.message);
        return unable(`I may not answer that: ${why.join("; ")}`, examplesOf(open, []));
      }
      const { input } = resolveInput(document, namesOf(plan), { ...time, now: `${time.today}T00:00:00Z` });
      const text = tellWhole(plan, ground, time, notes);
      return {
        kind: "run",
        flow: asked,
        input,
        interpretation: {
          flow: asked,
          title: document.title,
          text,
          input: { ...input },
          planner,
          fields: [...fields],
          ...(Object.keys(edits).length === 0 ? {} : { edits: { ...edits } }),
        },
        made: { document, shapes, plan, read },
      };
    },

    explain: (understood, flows) => {
      if (understood.kind === "unclear") return unable(understood.unclear.why, understood.unclear.choices);
      const { unknown, why } = understood;
      const words = unknown
        .slice(0, 8)
        .map((it) => `"${it}"`)
        .join(", ");
      const said = unknown.length === 0 ? why : `I can't take ${words} into account, and won't leave it out in silence`;
      return unable(`I can't answer that: ${said}`, [...choicesOf(flows), ...examplesOf(open, unknown)]);
    },
  };
};
