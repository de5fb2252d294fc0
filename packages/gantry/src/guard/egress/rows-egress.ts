// Rows to a model and back: each is prepared, answered by what an equal one was told, asked with others or alone, checked
// against itself, and kept.
import { GantryError } from "@gantry/contract";
import type { Usage } from "../../model/index.ts";
import { checkReply } from "../check/reply.ts";
import { keyedHash } from "../keys.ts";
import { createBook } from "../reuse/book.ts";
import type { Claim } from "../reuse/book.ts";
import { commonKey, fromCommon, toCommon } from "../reuse/canonical.ts";
import type { CommonReply } from "../reuse/canonical.ts";
import type { ModelEgress, ModelEgressResult, RowOutcome, RowsEgress } from "../types.ts";
import { ask } from "./ask.ts";
import type { House } from "./house.ts";
import { versionsOf } from "./house.ts";
import { createPrepare, isTemplate } from "./prepare.ts";
import type { CheckedReply, Prepared } from "./prepare.ts";
import { askTogether, callsOf, isForEach } from "./together.ts";

type Options = Omit<RowsEgress, "rows">;
type First = Extract<Claim, { isFirst: true }>;

/** A row on its way: prepared, with the claim on its question where it is the first to ask it. */
interface Asking {
  readonly prepared: Prepared;
  readonly claim?: First;
}

const nothing: Usage = { input: 0, output: 0, cost: 0 };
const sum = (one: Usage, other: Usage): Usage => ({
  input: one.input + other.input,
  output: one.output + other.output,
  cost: one.cost + other.cost,
});
const shareOf = (usage: Usage, rows: number): Usage => ({
  input: Math.round(usage.input / rows),
  output: Math.round(usage.output / rows),
  cost: usage.cost / rows,
});

/** `Guard.rows` over a house. */
export const createRowsEgress = (house: House): ((egress: RowsEgress) => Promise<readonly RowOutcome[]>) => {
  const prepare = createPrepare(house);
  const book = createBook(() => house.keys.data.version());

  /** Answers a row with what somebody else was told, where that holds for this row too. */
  const adopt = async (
    prepared: Prepared,
    common: CommonReply,
    from: "equal" | "cache",
  ): Promise<ModelEgressResult | undefined> => {
    const reply = fromCommon(prepared, common);
    const findings = checkReply(reply.output, prepared.expectation());
    if (findings.length > 0) return undefined;
    const { egress, route, policies } = prepared;
    const result = await prepared.keep({ ...reply, findings }, nothing);
    await house.ledger.append({
      kind: "reused",
      run: egress.run,
      caller: egress.caller ?? null,
      body: {
        step: egress.step,
        row: keyedHash(house.keys, "row", egress.row),
        egressKind: "model",
        destination: route.destination.name,
        zone: route.destination.zone,
        policy: versionsOf(policies),
        from,
      },
    });
    house.onReuse?.(from);
    return result;
  };

  const finish = async (
    { prepared, claim }: Asking,
    reply: CheckedReply,
    usage: Usage,
    options: Options,
  ): Promise<ModelEgressResult> => {
    const result = await prepared.keep(reply, usage);
    const isShared = reply.findings.length === 0 && claim !== undefined;
    const common = isShared ? toCommon(prepared, reply) : undefined;
    claim?.settle(common);
    if (common !== undefined && options.cache !== undefined) {
      const { tenant, seconds } = options.cache;
      const { subjects = [] } = prepared.egress;
      const key = commonKey(house.keys, prepared, `tenant ${tenant}`);
      await house.replies?.keep(tenant, key, common, { seconds, subjects });
    }
    return result;
  };

  const alone = async (asking: Asking, spent: Usage, options: Options): Promise<RowOutcome> => {
    try {
      const { reply, recorded, usage } = await ask(house, asking.prepared);
      const result = await finish(asking, reply, sum(spent, usage), options);
      await recorded;
      return { result };
    } catch (error) {
      return { error };
    } finally {
      asking.claim?.settle(undefined);
    }
  };

  /** One call for several rows, and one more for each that it did not answer beyond doubt. */
  const together = async (
    askings: readonly Asking[],
    rows: readonly [Prepared, ...Prepared[]],
    options: Options,
    settle: (prepared: Prepared, outcome: RowOutcome) => void,
  ): Promise<void> => {
    const asking = (prepared: Prepared): Asking => askings.find((it) => it.prepared === prepared) ?? { prepared };
    let left: readonly Prepared[] = rows;
    let share = nothing;
    if (rows.length > 1) {
      try {
        const { reply, recorded, usage } = await askTogether(house, rows);
        share = shareOf(usage, rows.length);
        for (const [prepared, told] of reply)
          settle(prepared, { result: await finish(asking(prepared), told, share, options) });
        left = rows.filter((prepared) => !reply.has(prepared));
        await recorded;
      } catch (error) {
        if (!isForEach(error)) {
          for (const prepared of left) settle(prepared, { error });
          return;
        }
      }
    }
    for (const prepared of left) settle(prepared, await alone(asking(prepared), share, options));
  };

  /** Every row once, on the model that it is routed to. */
  const attempt = async (
    rows: readonly ModelEgress[],
    options: Options,
    without: readonly string[],
  ): Promise<ReadonlyMap<ModelEgress, RowOutcome>> => {
    const outcomes = new Map<ModelEgress, RowOutcome>();
    const codes = new Set<string>();
    const askings: Asking[] = [];
    const waiting: { readonly prepared: Prepared; readonly reply: Promise<CommonReply | undefined> }[] = [];
    /** Claims the row's question, and answers it from what is kept; gives what is left to ask. */
    const begin = async (prepared: Prepared): Promise<void> => {
      const { egress } = prepared;
      const isOwn = [egress.replay, egress.past, egress.resumes].some((it) => it !== undefined);
      if (!options.reuse || isOwn || isTemplate(prepared.route)) {
        askings.push({ prepared });
        return;
      }
      const claim = book.claim(commonKey(house.keys, prepared, `run ${egress.run}`));
      if (!claim.isFirst) {
        waiting.push({ prepared, reply: claim.reply });
        return;
      }
      try {
        const { tenant = "" } = options.cache ?? {};
        const kept =
          options.cache === undefined
            ? undefined
            : await house.replies?.find(tenant, commonKey(house.keys, prepared, `tenant ${tenant}`));
        const result = kept === undefined ? undefined : await adopt(prepared, kept, "cache");
        if (result === undefined) askings.push({ prepared, claim });
        else {
          claim.settle(kept);
          outcomes.set(egress, { result });
        }
      } catch (error) {
        claim.settle(undefined);
        throw error;
      }
    };
    const guarded = async (egress: ModelEgress, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        outcomes.set(egress, { error });
      }
    };
    for (const egress of rows)
      await guarded(egress, async () => {
        const prepared = await prepare(egress, without, codes);
        if (prepared.stands === undefined) await begin(prepared);
        else outcomes.set(egress, { result: prepared.stands });
      });
    const settle = (prepared: Prepared, outcome: RowOutcome): void => {
      outcomes.set(prepared.egress, outcome);
    };
    try {
      const calls = callsOf(
        askings.map((it) => it.prepared),
        options.batch ?? 1,
      );
      for (const call of calls) await together(askings, call, options, settle);
    } finally {
      // Whoever waits for one of these is told that there is nothing.
      for (const { claim } of askings) claim?.settle(undefined);
    }
    // Others, of this call or of another, are asking the same: their turn came first.
    for (const { prepared, reply } of waiting)
      await guarded(prepared.egress, async () => {
        const told = await reply;
        const result = told === undefined ? undefined : await adopt(prepared, told, "equal");
        outcomes.set(prepared.egress, result === undefined ? await again(prepared, told, options) : { result });
      });
    return outcomes;
  };

  /** A row that waited for a reply in vain. */
  const again = async (prepared: Prepared, unfit: CommonReply | undefined, options: Options): Promise<RowOutcome> => {
    if (unfit !== undefined) return alone({ prepared }, nothing, options);
    const claim = book.claim(commonKey(house.keys, prepared, `run ${prepared.egress.run}`));
    if (claim.isFirst) return alone({ prepared, claim }, nothing, options);
    const told = await claim.reply;
    const result = told === undefined ? undefined : await adopt(prepared, told, "equal");
    return result === undefined ? again(prepared, told, options) : { result };
  };

  /** A model that is not to be had is passed over; its rows are decided and masked anew for the next. */
  const withFallback = async (
    rows: readonly ModelEgress[],
    options: Options,
    without: readonly string[] = [],
  ): Promise<ReadonlyMap<ModelEgress, RowOutcome>> => {
    const outcomes = new Map(await attempt(rows, options, without));
    const failed = Map.groupBy(
      [...outcomes].filter(([egress, outcome]) => awayOf(egress, outcome, without) !== undefined),
      ([egress, outcome]) => awayOf(egress, outcome, without) ?? "",
    );
    for (const [away, first] of failed) {
      const later = await withFallback(
        first.map(([egress]) => egress),
        options,
        [...without, away],
      );
      for (const [egress, outcome] of later) if (!isNobodyElse(outcome)) outcomes.set(egress, outcome);
    }
    return outcomes;
  };

  return async ({ rows, ...options }) => {
    const outcomes = await withFallback(rows, options);
    return rows.map((egress) => outcomes.get(egress) ?? { error: new GantryError("internal", "a row got no outcome") });
  };
};

/** The model that was not to be had, where another may be tried. */
const awayOf = (egress: ModelEgress, outcome: RowOutcome, without: readonly string[]): string | undefined => {
  if (!("error" in outcome) || egress.signal.aborted) return undefined;
  const { error } = outcome;
  const away = error instanceof GantryError && error.code === "model-unreachable" ? error.where?.["model"] : undefined;
  return away === undefined || without.includes(away) ? undefined : away;
};

/** What went wrong first is what there is to say. */
const isNobodyElse = (outcome: RowOutcome): boolean =>
  "error" in outcome &&
  outcome.error instanceof GantryError &&
  ["model-unreachable", "policy-breach"].includes(outcome.error.code);

/** `Guard.model`: one row, asked whatever others were told. */
export const createModelEgress =
  (rows: ReturnType<typeof createRowsEgress>): ((egress: ModelEgress) => Promise<ModelEgressResult>) =>
  async (egress) => {
    const [outcome] = await rows({ rows: [egress], reuse: false });
    if (outcome !== undefined && "result" in outcome) return outcome.result;
    throw outcome?.error ?? new GantryError("internal", "a row got no outcome");
  };
