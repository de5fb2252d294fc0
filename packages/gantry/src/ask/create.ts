// Ask, put together: a language model plans where one is configured, the rules where none is or it fails.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { resolveInput } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import type { TextRequest } from "../model/index.ts";
import type { Caller } from "../policy/index.ts";
import { builtinPlanner, builtinPlannerOf } from "./builtin.ts";
import { conversationsInMemory } from "./conversations.ts";
import { interpretationOf } from "./interpretation.ts";
import { planFromReply, planRequest } from "./language-model.ts";
import { makingOf } from "./made.ts";
import { asked } from "./plan/index.ts";
import type { Ask, AskOptions, Planned } from "./types.ts";
import { ordinaryWords, vocabularyOf } from "./vocabulary.ts";

/** A planner that takes longer is not waited for. */
const patience = 30_000;

/** Tokens of a text, roughly: four letters each. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/**
 * @example
 * const ask = createAsk({ flows: [retention], catalog, models, calendar: catalog.calendar, today: () => "2026-11-16" });
 * const planned = await ask.plan("which enterprise customers in EMEA are at risk of leaving this quarter", caller);
 */
export const createAsk = (options: AskOptions): Ask => {
  const { flows, catalog, models, calendar } = options;
  const byRule = builtinPlannerOf({ flows, subjects: catalog.subjects });
  const conversations = options.conversations ?? conversationsInMemory();
  const send = options.send ?? (({ model, request, question }) => model.generate(request(question)));
  const vocabulary = vocabularyOf(catalog.subjects);
  const making = options.open === undefined ? undefined : makingOf(options.open, vocabulary);

  /** A published flow first; what none answers is planned over the catalog, where the caller may. */
  const planByRule = async (
    question: string,
    flows: readonly FlowDocument[],
    caller: Caller,
    notes: readonly string[],
  ): Promise<Planned> => {
    const time = { today: options.today(), calendar };
    const published = byRule(question, { ...time, flows, notes });
    if (published.kind === "run" || making === undefined || options.mayRun?.(caller, asked) === false) return published;
    const understood = making.understand(question, caller, time);
    if (understood.kind === "plan")
      return making.make(understood.plan, caller, {
        ...time,
        planner: builtinPlanner,
        notes: [...understood.notes, ...notes],
      });
    // A flow that is asked for, and lacks a value, says so itself.
    const isNear = published.problem.code === "bad-input" || published.problem.where?.["flow"] !== undefined;
    return isNear ? published : making.explain(understood, flows);
  };

  const decide = async (
    question: string,
    visible: readonly FlowDocument[],
    caller: Caller,
    run: string,
  ): Promise<Planned> => {
    const time = { today: options.today(), calendar };
    const rules = (notes: readonly string[]): Promise<Planned> => planByRule(question, visible, caller, notes);
    if (visible.length === 0) return rules([]);
    const signal = AbortSignal.timeout(patience);
    const request = (asked: string): TextRequest => planRequest(asked, visible, time.today, signal);
    const { instructions, prompt } = request(question);
    const { model } = models.text("plan", {
      zones: ["inside", "partner", "outside"],
      inputTokens: tokensOf(instructions + prompt),
    });
    const { name } = model.deployment;
    if (name === builtinPlanner) return rules([]);
    try {
      const ordinary = ordinaryWords(visible, vocabulary);
      const reply = await send({ question, model, request, ordinary, caller, run });
      return planFromReply(reply, visible, catalog.subjects, name, time);
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      return await rules([`planned by rule, since model "${name}" gave no plan (${error.code})`]);
    }
  };

  return {
    plan: async (question, caller, conversation, run = `q_${randomUUID()}`) => {
      const visible = flows.filter((it) => options.mayRun?.(caller, it.name) ?? true);
      const planned = await decide(question, visible, caller, run);
      if (conversation !== undefined) await conversations.keep(caller, conversation, planned, question);
      return planned;
    },
    fill: (flow, input) => {
      const today = options.today();
      const resolved = resolveInput(flow, input, { today, now: `${today}T00:00:00Z`, calendar });
      return {
        input: resolved.input,
        interpretation: interpretationOf(flow, resolved, catalog.subjects, "named outright", []),
      };
    },
  };
};
