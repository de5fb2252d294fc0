// One firing: its row and its run begin in one transaction, so that what came once or ten times starts one run.
import { GantryError } from "@gantry/contract";
import type { Interpretation } from "@gantry/contract";
import type { Calendar } from "../../catalog/index.ts";
import { resolveInput } from "../../flow/index.ts";
import type { FlowDocument } from "../../flow/index.ts";
import { may } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import { digestRows, firingRows, triggerRows } from "../../store/index.ts";
import type { Queryable, Store, Transaction } from "../../store/index.ts";
import type { Foresee, Foreseen, Runs } from "../types.ts";
import { inputFrom } from "./mapping.ts";
import type { Prepared } from "./prepare.ts";
import type { Fired } from "./types.ts";

export interface StartHouse {
  readonly store: Store;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly start: Runs["start"];
  /** Input with its defaults, and how it is told to people. Throws `bad-input`. */
  readonly fill: (
    flow: FlowDocument,
    input: Readonly<Record<string, unknown>>,
  ) => { readonly input: Readonly<Record<string, unknown>>; readonly interpretation: Interpretation };
  /** The company's day and the instant, which a run pins. */
  readonly clock: () => { readonly today: string; readonly now: string };
  readonly now: () => Date;
  /** What its run would take; absent where no budget asks. */
  readonly foresee?: Foresee;
  /** Writes to the ledger that the trigger starts a run, before it does, or why it begins none. */
  readonly record: (caller: Caller, trigger: string, refused?: GantryError) => Promise<unknown>;
}

export interface Firing {
  readonly key: string;
  readonly event: unknown;
  /** Done in the same transaction. */
  readonly also?: (tx: Transaction) => Promise<void>;
}

/** The key has been used: what was done for this start is undone. */
class AlreadyFired extends Error {}

/**
 * Starts the trigger's flow for an event, once for each key. Where a budget has no room for it, the run has failed before it
 * began, and the trigger says so.
 *
 * @throws GantryError `not-found`, `forbidden`, `policy-breach`, `bad-config` (the trigger can't start its flow),
 *   `bad-input` (the event does not fit), and what starting throws.
 */
export async function startFor(
  house: StartHouse,
  { trigger, caller, flow, events }: Prepared,
  { key, event, also }: Firing,
): Promise<Fired> {
  const { store } = house;
  const earlier = async (): Promise<Fired | undefined> => {
    const known = await firingRows.find(store.pool, trigger.name, key);
    return known?.run == null ? undefined : { run: known.run, repeated: true };
  };
  const known = await earlier();
  if (known !== undefined) return known;
  if (flow instanceof GantryError) throw flow;
  if (!may(house.policy, caller, `run:${trigger.flow}`))
    throw new GantryError("forbidden", `service "${trigger.as}" may not run "${trigger.flow}"`);
  const { document, shapes } = flow;
  const { input, interpretation: read } = house.fill(document, inputFrom(trigger, document, event));
  const foreseen: Foreseen | undefined = await house.foresee?.(flow, { input, interpretation: read }, caller);
  const { interpretation = read, refused } = foreseen ?? {};
  await house.record(caller, trigger.name, refused);
  let begun: string | undefined;
  const fire = async (tx: Queryable, run: string): Promise<void> => {
    const row = { trigger: trigger.name, key, at: house.now(), run, code: refused?.code ?? null };
    if (!(await firingRows.insert(tx, row))) throw new AlreadyFired();
    // Of what was not begun there is nothing to mail.
    if (trigger.digest !== undefined && refused === undefined)
      await digestRows.insert(tx, { run, origin: `trigger:${trigger.name}`, state: "due" }, [""], row.at);
    const problem = refused === undefined ? null : { code: refused.code, text: refused.message, at: row.at };
    await triggerRows.note(tx, trigger.name, problem);
  };
  try {
    const run = await house.start({
      flow: document,
      shapes,
      input: resolveInput(document, input, { ...house.clock(), calendar: house.calendar }),
      interpretation: { ...interpretation, planner: `trigger ${trigger.name}` },
      caller,
      question: null,
      ...(Object.keys(events).length === 0 ? {} : { events }),
      ...(refused === undefined ? {} : { refused }),
      also: async (tx, id) => {
        begun = id;
        await fire(tx, id);
        await also?.(tx);
      },
    });
    // A run with the same input waits or works, and the flow's queue wants no second.
    if (run !== begun) {
      await store.transaction(async (tx) => {
        await fire(tx, run);
        await also?.(tx);
      });
    }
    return { run, repeated: run !== begun };
  } catch (error) {
    const fired = error instanceof AlreadyFired ? await earlier() : undefined;
    if (fired !== undefined) return fired;
    if (error instanceof AlreadyFired)
      throw new GantryError("conflict", "this has been tried before, and no run could be started for it", {
        remedy: `gantry triggers show ${trigger.name}`,
      });
    throw error;
  }
}

/** Notes why no run was started; with a key, the same is not tried again. */
export async function noteFailure(
  { store, now }: Pick<StartHouse, "store" | "now">,
  trigger: string,
  error: GantryError,
  key?: string,
): Promise<void> {
  const at = now();
  await store.transaction(async (tx) => {
    if (key !== undefined) await firingRows.insert(tx, { trigger, key, at, run: null, code: error.code });
    await triggerRows.note(tx, trigger, { code: error.code, text: error.message, at });
  });
}
