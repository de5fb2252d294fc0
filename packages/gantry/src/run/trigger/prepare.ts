// A trigger made ready: who it is, the flow with its proof for what comes with events, and why it can't start one.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../../catalog/index.ts";
import type { EventInputs, FlowDocument, Shape } from "../../flow/index.ts";
import { findService, may } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import { eventFieldsOf } from "./check.ts";
import { triggerPlace } from "./document.ts";
import { eventInputsOf } from "./mapping.ts";
import type { TriggerDocument } from "./types.ts";

/** A flow that passed the checker. */
export interface ProvedFlow {
  readonly document: FlowDocument;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface PrepareOptions {
  readonly published: readonly ProvedFlow[];
  readonly policy: Policy;
  readonly catalog: Catalog;
  /** Proves the flow once more, its input being what events bring. Gives what it would breach. */
  readonly prove: (
    flow: FlowDocument,
    events: EventInputs,
  ) => Promise<Pick<ProvedFlow, "shapes"> & { readonly breaches: readonly string[] }>;
  readonly secret: (name: string) => string;
}

export interface Prepared {
  readonly trigger: TriggerDocument;
  readonly caller: Caller;
  readonly events: EventInputs;
  /** The flow, or why none is started. */
  readonly flow: ProvedFlow | GantryError;
}

export const prepareTriggers = (
  triggers: readonly TriggerDocument[],
  options: PrepareOptions,
): Promise<readonly Prepared[]> => Promise.all(triggers.map((trigger) => prepare(trigger, options)));

async function prepare(trigger: TriggerDocument, options: PrepareOptions): Promise<Prepared> {
  const { policy, catalog, published } = options;
  const caller = findService(policy, trigger.as);
  if (caller === undefined)
    throw new GantryError("bad-config", `trigger "${trigger.name}": there is no service "${trigger.as}"`);
  const { on } = trigger;
  const completed = on.kind === "flow" ? published.find((it) => it.document.name === on.flow) : undefined;
  const flow = published.find((it) => it.document.name === trigger.flow);
  const events = flow ? eventInputsOf(trigger, flow.document, eventFieldsOf(trigger, catalog, completed)) : {};
  try {
    return { trigger, caller, events, flow: await flowOf(trigger, caller, flow, events, options) };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return { trigger, caller, events, flow: error };
  }
}

async function flowOf(
  trigger: TriggerDocument,
  caller: Caller,
  flow: ProvedFlow | undefined,
  events: EventInputs,
  { policy, prove, secret }: PrepareOptions,
): Promise<ProvedFlow> {
  const refuse = (code: "forbidden" | "policy-breach" | "not-found", into: string, what: string, remedy: string) =>
    new GantryError(code, `${triggerPlace(trigger, into)}: ${what}`, {
      remedy,
      where: { trigger: trigger.name },
    });
  if (flow === undefined)
    throw refuse("not-found", "flow", `flow "${trigger.flow}" is not published`, "see why: gantry check");
  if (!may(policy, caller, `run:${trigger.flow}`)) {
    const what = `the policy does not grant "run:${trigger.flow}" to service "${trigger.as}" (${caller.roles.join(", ")})`;
    throw refuse("forbidden", "as", what, "give it a role that may, or permit it in policy.cedar");
  }
  if (trigger.on.kind === "webhook") for (const name of trigger.on.secrets) secret(name);
  if (Object.keys(events).length === 0) return flow;
  const { shapes, breaches } = await prove(flow.document, events);
  if (breaches.length === 0) return { document: flow.document, shapes };
  throw refuse(
    "policy-breach",
    "input",
    `with what its events bring, flow "${trigger.flow}" would breach the policy:\n  ${breaches.join("\n  ")}`,
    "take what chooses rows as key(…), a number or one of a list, and recipients from systems of your own",
  );
}
