// Ask, put together: a language model plans where one is configured, the rules where none is or it fails.
import { randomUUID } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { resolveInput } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import type { TextReply, TextRequest } from "../model/index.ts";
import type { Caller } from "../policy/index.ts";
import { builtinPlanner, builtinPlannerOf } from "./builtin.ts";
import { conversationsInMemory } from "./conversations.ts";
import { interpretationOf } from "./interpretation.ts";
import { choosePlanner } from "./choose-planner.ts";
import { planFromReply, planRequest } from "./language-model.ts";
import { makingOf } from "./made.ts";
import { editKept, explainKept } from "./kept-plan.ts";
import { emptyMemory } from "./memory.ts";
import type { Memory } from "./memory.ts";
import { earlierOf, planOpenly } from "./planner/index.ts";
import type { Running } from "./planner/index.ts";
import { asked, asksWhy } from "./plan/index.ts";
import type { Edits } from "./plan/index.ts";
import type {
  Ask,
  AskOptions,
  FilledFlow,
  OpenQuestions,
  Planned,
  PlannedRun,
  PlannerCall,
  PlannerReply,
  Planning,
} from "./types.ts";
import { findPeriods } from "./period.ts";
import { plainer } from "./talk/index.ts";
import { ordinaryWords, vocabularyOf } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

/** A planner that takes longer is not waited for. */
const patience = 30_000;

/** What a follow-up starts from: the newest turn that was answered. */
const lastRun = ({ turns }: Memory): PlannedRun | null =>
  turns.flatMap(({ planned }) => (planned.kind === "run" ? [planned] : [])).at(-1) ?? null;

/** Tokens of a text, roughly: four letters each. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** With how long it took. */
const timed = (planned: Planned, milliseconds: number): Planned =>
  planned.kind === "unable"
    ? planned
    : {
        ...planned,
        interpretation: { ...planned.interpretation, planningTime: Math.round(milliseconds * 10) / 10 },
      };

interface Edited {
  readonly question: string;
  readonly visible: readonly FlowDocument[];
  readonly caller: Caller;
  readonly memory: Memory;
  readonly edits: Edits;
}

/**
 * @example
 * const ask = createAsk({ flows: [retention], catalog, models, calendar: catalog.calendar, today: () => "2026-11-16" });
 * const planned = await ask.plan("which enterprise customers in EMEA are at risk of leaving this quarter", caller);
 */
export const createAsk = (options: AskOptions): Ask => {
  const { flows, catalog, models, calendar } = options;
  const byRule = builtinPlannerOf({ flows, subjects: catalog.subjects });
  const conversations = options.conversations ?? conversationsInMemory();
  const send = options.send ?? (({ model, request, question, aside }) => model.generate(request(question, aside)));
  const vocabulary = vocabularyOf(catalog.subjects);
  const making = options.open === undefined ? undefined : makingOf(options.open, vocabulary);

  /** A published flow first; what none answers is planned over the catalog, where the caller may. */
  const planAsSaid = async (
    question: string,
    flows: readonly FlowDocument[],
    caller: Caller,
    notes: readonly string[],
    last: Planned | null,
  ): Promise<Planned> => {
    const time = { today: options.today(), calendar };
    const published = byRule(question, { ...time, flows, notes, last });
    if (making === undefined || options.mayRun?.(caller, asked) === false) return published;
    // What says all of a flow's pattern asks for it; what says a part may ask for that part alone.
    const whole = byRule(question, { ...time, flows, notes, last, least: 1 });
    if (whole.kind === "run") return whole;
    const before = last?.kind === "run" ? last.made?.plan : undefined;
    const understood = making.understand(question, caller, time, before);
    if (understood.kind === "plan")
      return making.make(understood.plan, caller, {
        ...time,
        planner: builtinPlanner,
        notes: [...understood.notes, ...notes],
      });
    if (published.kind === "run") return published;
    // A flow that is asked for, and lacks a value, says so itself.
    const isNear = published.problem.code === "bad-input" || published.problem.where?.["flow"] !== undefined;
    return isNear ? published : making.explain(understood, flows);
  };

  /** What can't be read as it is said may be read without the talk around it. */
  const planByRule: typeof planAsSaid = async (question, flows, caller, notes, last) => {
    const planned = await planAsSaid(question, flows, caller, notes, last);
    if (planned.kind === "run") return planned;
    const time = { today: options.today(), calendar };
    const known = making?.knows(caller);
    const plain = plainer(question, {
      value: (text) => (known?.value(text) ?? false) || byRule.holds(text, time),
      time: (text) => findPeriods(wordsOf(text), time).length > 0,
      thing: (text) => known?.thing(text) ?? false,
      word: (word) => byRule.word(word) || (known?.word(word) ?? false),
    });
    let told = planned;
    for (const it of plain) {
      const again = await planAsSaid(it.question, flows, caller, [...it.notes, ...notes], last);
      if (again.kind === "run") return again;
      // What is in the way is said without the words of the talk.
      if (it.isShorter) told = again;
    }
    return told;
  };

  /** What a plan that was kept is checked by, as of now. */
  const runningFor = (open: OpenQuestions, caller: Caller, planner = builtinPlanner): Running => ({
    open,
    hidden: new Set(open.hidden(caller)),
    time: { today: options.today(), calendar },
    planner,
  });

  const decide = async (
    { question, visible, caller, memory }: Omit<Edited, "edits">,
    run: string,
    planner: string | undefined,
    took: (model: string, reply: TextReply) => void,
  ): Promise<Planned> => {
    const time = { today: options.today(), calendar };
    const last = lastRun(memory);
    const kept = last?.made?.reply;
    if (options.open !== undefined && kept !== undefined && asksWhy.test(question))
      return explainKept(kept, runningFor(options.open, caller, last?.interpretation.planner));
    const rules = (notes: readonly string[]): Promise<Planned> => planByRule(question, visible, caller, notes, last);
    if (visible.length === 0 || (last?.made?.plan !== undefined && asksWhy.test(question))) return rules([]);
    const signal = AbortSignal.timeout(patience);
    const request = (asked: string): TextRequest => planRequest(asked, visible, time.today, signal);
    const { instructions, prompt } = request(question);
    const model = choosePlanner(models, tokensOf(instructions + prompt), planner);
    const { name } = model.deployment;
    if (name === builtinPlanner) return rules([]);
    const earlier = earlierOf(memory);
    try {
      const ordinary = new Set([...ordinaryWords(visible, vocabulary), ...(making?.words(caller) ?? [])]);
      const ask =
        (unrestored: boolean) =>
        async (asked: PlannerCall["request"]): Promise<PlannerReply> => {
          const aside = earlier?.told ?? "";
          const reply = await send({ question, aside, model, request: asked, unrestored, ordinary, caller, run });
          took(name, reply);
          return reply;
        };
      const published = (reply: TextReply): Planned => planFromReply(reply, visible, catalog.subjects, name, time);
      if (options.open === undefined || making === undefined || options.mayRun?.(caller, asked) === false)
        return published(await ask(false)(request));
      return await planOpenly({
        open: options.open,
        hidden: new Set(options.open.hidden(caller)),
        flows: visible,
        relevant: making.relevant(caller),
        earlier,
        time,
        planner: name,
        signal,
        send: ask(true),
        published,
      });
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      // Whoever asks for this model wants to know how it plans.
      if (planner !== undefined) return { kind: "unable", problem: error, choices: [] };
      return await rules([`planned by rule, since model "${name}" gave no plan (${error.code})`]);
    }
  };

  /** With what it would take, before anything is read. A price that can't be told holds up no answer. */
  const priced = async (planned: Planned, caller: Caller, planning: Planning): Promise<Planned> => {
    if (planned.kind !== "run" || options.price === undefined) return planned;
    const estimate = await options.price(planned, caller, planning).catch((error: unknown) => {
      if (error instanceof GantryError) return undefined;
      throw error;
    });
    return estimate === undefined ? planned : { ...planned, interpretation: { ...planned.interpretation, estimate } };
  };

  /** The question as it was read before, with fields changed: no model is asked. */
  const withEdits = async ({ question, visible, caller, memory, edits }: Edited): Promise<Planned> => {
    const newest = memory.turns.at(-1);
    const before =
      newest?.question === question ? newest.planned : await planByRule(question, visible, caller, [], lastRun(memory));
    if (before.kind === "unable") return before;
    const { planner } = before.interpretation;
    const flow = before.made === undefined ? flows.find((it) => it.name === before.flow) : undefined;
    if (flow !== undefined) {
      const { input, interpretation } = filled(flow, { ...before.input, ...edits }, planner);
      return { kind: "run", flow: flow.name, input, interpretation: { ...interpretation, edits: { ...edits } } };
    }
    const { read, reply } = before.made ?? {};
    if (options.open !== undefined && reply !== undefined)
      return editKept(reply, edits, runningFor(options.open, caller, planner));
    if (making === undefined || read === undefined)
      throw new GantryError("bad-input", "how this question was read can't be changed by parts", {
        remedy: "ask it in other words",
      });
    return making.make(read, caller, { today: options.today(), calendar, planner, notes: [], edits });
  };

  const filled = (flow: FlowDocument, input: Readonly<Record<string, unknown>>, planner: string): FilledFlow => {
    const today = options.today();
    const resolved = resolveInput(flow, input, { today, now: `${today}T00:00:00Z`, calendar });
    const interpretation = interpretationOf(flow, resolved, catalog.subjects, planner, []);
    return { input: resolved.input, interpretation };
  };

  const lookBy =
    (planner: string | undefined): Ask["look"] =>
    async (question, caller, conversation, edits = {}, run = `q_${randomUUID()}`) => {
      const begun = performance.now();
      const visible = flows.filter((it) => options.mayRun?.(caller, it.name) ?? true);
      const memory = conversation === undefined ? emptyMemory : await conversations.recall(caller, conversation);
      let planning: Planning = { calls: 0, tokens: 0, cost: 0 };
      const note = (model: string, { usage }: TextReply): void => {
        planning = {
          model,
          calls: planning.calls + 1,
          tokens: planning.tokens + usage.input + usage.output,
          cost: planning.cost + usage.cost,
        };
      };
      const isEdited = Object.keys(edits).length > 0;
      const planned = isEdited
        ? await withEdits({ question, visible, caller, memory, edits })
        : await decide({ question, visible, caller, memory }, run, planner, note);
      return priced(timed(planned, performance.now() - begun), caller, planning);
    };

  const by = (planner: string | undefined): Pick<Ask, "look" | "plan"> => {
    const look = lookBy(planner);
    return {
      look,
      plan: async (question, caller, conversation, run, edits) => {
        const planned = await look(question, caller, conversation, edits, run);
        if (conversation !== undefined) await conversations.keep(caller, conversation, planned, question);
        return planned;
      },
    };
  };

  return {
    ...by(undefined),
    by,
    fill: (flow, input) => filled(flow, input, "named outright"),
  };
};
