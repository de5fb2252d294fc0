// Runs a recorded run again: its sources as they were, its decisions as they were taken, under another flow, policy or model
// where one is given. Nothing is sent and nothing kept; what differs is told as the viewer may see it.
import { GantryError } from "@gantry/contract";
import type { ReceiptEgress, ReplayReport, ReplayRequest } from "@gantry/contract";
import type { Relation } from "../../catalog/index.ts";
import { flowVersion } from "../../flow/index.ts";
import type { PromptStep, Shape } from "../../flow/index.ts";
import { decide } from "../../policy/index.ts";
import type { Caller, Destination } from "../../policy/index.ts";
import { runRows } from "../../store/index.ts";
import { viewRows } from "../answer/viewing.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { planOf } from "../plan.ts";
import type { DeriveShapes } from "../shapes.ts";
import { compareDrafts, compareExposures, compareRows } from "./compare.ts";
import type { SeenRows } from "./compare.ts";
import { replayedEgresses } from "./egresses.ts";
import { pinnedSources } from "./pinned-sources.ts";
import { readDecisions, readWritten } from "./kept.ts";
import { readRecording } from "./recording.ts";
import { requestKeyOf } from "./request.ts";
import type { Replaying } from "./types.ts";
import { walk } from "./walk.ts";

/** A replay that asks a model anew for many rows takes its time. */
const mostMilliseconds = 10 * 60_000;

export async function replayRun(
  house: House,
  derive: DeriveShapes,
  run: PinnedRun,
  request: ReplayRequest,
  caller: Caller,
): Promise<ReplayReport> {
  const replaying = await settingOf(house, run, request, caller);
  const { document, shapes } = replaying;
  const again: PinnedRun = {
    ...run,
    document,
    plan: planOf(document),
    shapes: shapes === undefined ? run.shapes : await derive(document, shapes),
  };
  const written = await readWritten(house, run);
  const egresses = replayedEgresses((step, row) => written.get(`${step}/${row}`), request.offline ?? false);
  const used = { input: 0, output: 0, cost: 0 };
  let sourceCalls = 0;
  const replayed: House = {
    ...house,
    policy: replaying.policy,
    models: replaying.models,
    guard: {
      ...replaying.guard,
      model: async (egress) => {
        const result = await replaying.guard.model(egress);
        for (const name of ["input", "output", "cost"] as const) used[name] += result.usage?.[name] ?? 0;
        return result;
      },
    },
    query: {
      ...house.query,
      run: async (sql, options) => {
        const result = await house.query.run(sql, options);
        sourceCalls += result.scans.reduce((sum, { calls = 0 }) => sum + calls, 0);
        return result;
      },
    },
  };
  const tap = pinnedSources(await readRecording(house, run), requestKeyOf(house.keyring, run.id));
  const signal = AbortSignal.timeout(mostMilliseconds);
  const walked = await walk(replayed, again, {
    tap,
    pinned: egresses,
    signal,
    decisions: await readDecisions(house, run),
    recorded: (step) => outputOf(house, run, step),
  });

  const old = view(house, run, caller);
  const fresh = view({ ...replayed, guard: replaying.viewing }, again, caller);
  const rows: ReplayReport["rows"] = [];
  const drafts: ReplayReport["drafts"] = [];
  for (const { name, title, step, hidden } of again.plan.steps.values()) {
    if (hidden || (step.kind !== "query" && step.kind !== "score" && step.kind !== "prompt")) continue;
    const before = await old(name, await outputOf(house, run, name));
    const after = await fresh(name, walked.outputs.get(name));
    if (step.kind === "prompt") {
      const refused = walked.errors.get(name)?.code === "policy-breach";
      drafts.push(...compareDrafts(name, fieldsOf(step), before, after, refused));
    } else {
      const found = compareRows(name, title, before, after);
      if (found) rows.push(found);
    }
  }
  const receipt = await house.guard.egresses(run.id);
  const exposures = compareExposures(
    receipt,
    egresses.exposed(),
    ({ kind, destination: name, zone }, { label, level }) =>
      decide(replaying.policies, {
        labels: label === "unlabelled" ? [] : [label],
        level,
        destination: { kind, name, zone, ...regionOf(replaying, kind, name) },
      }).treatment,
  );
  const failed = walked.steps.some((it) => it.state !== "done");
  return {
    run: run.id,
    flow: document.name,
    same: !failed && rows.length + drafts.length + exposures.length === 0,
    policy: { before: run.policy, after: replaying.policy.version },
    version: { before: flowVersion(run.document), after: flowVersion(document) },
    steps: [...walked.steps],
    rows,
    drafts,
    exposures: [...exposures],
    cost: costOf(receipt, egresses.stood, used),
    calls: { sources: sourceCalls, models: sum(egresses.asked), repliesThatStood: sum(egresses.stood) },
  };
}

async function settingOf(house: House, run: PinnedRun, request: ReplayRequest, caller: Caller): Promise<Replaying> {
  if (run.caller.subject !== caller.subject && !house.policy.may(caller, "administer")) {
    throw new GantryError("forbidden", "only who started a run, or an administrator, may replay it");
  }
  const status = await runRows.status(house.store.pool, run.id);
  if (status === "running") {
    throw new GantryError("conflict", "the run still goes on", {
      where: { run: run.id },
      remedy: "wait until it rests",
    });
  }
  if (house.replaying === undefined) throw new GantryError("unsupported", "runs can't be replayed here");
  return house.replaying({ ...request, run: run.id, own: run.document, narrows: run.narrows });
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, it) => all + it, 0);

/** Undefined where the run did not get so far. */
async function outputOf(house: House, run: PinnedRun, step: string): Promise<Relation | undefined> {
  const kind = run.document.steps[step]?.kind;
  if (kind === undefined) return undefined;
  if (kind === "prompt" || kind === "reason" || kind === "draw" || kind === "call")
    return house.relations.of(run, step);
  return house.relations.whole(run, step);
}

const noShape: Shape = { columns: [], control: [] };

/** Rows of a step, as the caller may see them. */
const view =
  (house: House, run: PinnedRun, caller: Caller) =>
  async (step: string, relation: Relation | undefined): Promise<SeenRows> => {
    if (relation === undefined) return [];
    const shape = run.shapes.steps[step] ?? noShape;
    const names = shape.columns.map(({ name }) => name);
    const key = run.document.steps[step]?.key ?? "";
    return (await viewRows({ house, run, caller, tokens: {} }, shape, relation.rows, names, key)).rows;
  };

const fieldsOf = (step: PromptStep): readonly string[] => Object.keys(step.output);

/** A reply that stood costs what it did: its share of its step's. */
function costOf(
  receipt: readonly ReceiptEgress[],
  stood: ReadonlyMap<string, number>,
  asked: ReplayReport["cost"]["after"],
): ReplayReport["cost"] {
  const before = { input: 0, output: 0, cost: 0 };
  const after = { ...asked };
  for (const { step, rows, usage } of receipt) {
    if (usage === undefined) continue;
    const share = rows === 0 ? 0 : Math.min(1, (stood.get(step) ?? 0) / rows);
    for (const name of ["input", "output", "cost"] as const) {
      before[name] += usage[name];
      after[name] += usage[name] * share;
    }
  }
  return { before, after };
}

/** The receipt of a run does not tell in which region a model stood: as it stands now. */
const regionOf = ({ models }: Pick<Replaying, "models">, kind: Destination["kind"], name: string) => {
  const region = kind === "model" ? models.deployments.find((it) => it.name === name)?.region : undefined;
  return region === undefined ? {} : { region };
};
