// What the guard costs a model call with 50 rows of 8 columns: the same call to the same endpoint with and without it.
// Measured twice: with labelled columns, of which the goal speaks, and with a text of 300 characters in each row, where
// nearly all the time goes into reading the texts for names.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  checkpointFile,
  createGuard,
  createLedger,
  type Guard,
  type LedgerStore,
  type ModelEgress,
  type SealedEntry,
  type VaultStore,
} from "../../packages/gantry/src/guard/index.ts";
import { createModels } from "../../packages/gantry/src/model/index.ts";
import type { ModelRegistry, TextModel, TextRequest } from "../../packages/gantry/src/model/index.ts";
import { defaultTreatments, definePolicy } from "../../packages/gantry/src/policy/index.ts";
import { createKeyring, launchPostgres, openStore } from "../../packages/gantry/src/store/index.ts";
import { profiled } from "../guard/profile.ts";
import { openEndpoint } from "../guard/endpoint.ts";
import { catalogOf, kinds, rowCount, rowOf, shapeOf, templateOf } from "../guard/rows.ts";
import type { Kind } from "../guard/rows.ts";
import { createDice } from "../material/dice.ts";
import type { Measurement } from "../measurement.ts";
import { median, percentile } from "../statistics.ts";

/** The goal: the median call costs less than this many milliseconds more with the guard. */
const goal = 3;
const seed = 20_261_116;

export const measure: Measurement = async ({ quick }) => {
  const calls = quick ? 200 : 1_000;
  console.log(`seed ${seed}, ${calls} calls each way`);
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-bench-guard-"));
  const endpoint = await openEndpoint();
  const postgres = await launchPostgres({ dataDir: folder });
  const store = await openStore(postgres.url);
  const keyring = createKeyring(folder, {});
  let stored = 0;
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work;
    stored += performance.now() - begun;
    return result;
  };
  const ledgerStore: LedgerStore = { ...store.ledger, append: (entries) => timed(store.ledger.append(entries)) };
  const ledger = createLedger({
    store: ledgerStore,
    keys: keyring,
    checkpoints: checkpointFile(path.join(folder, "checkpoints.jsonl")),
  });
  const registry = createModels({
    environment: { GANTRY_MODEL_URL: endpoint.url, GANTRY_MODEL_NAME: "stand-in", GANTRY_MODEL_ZONE: "outside" },
  });
  // The request as it left, so that the call without a guard sends the very same bytes.
  const sent: TextRequest[] = [];
  const models = {
    ...registry,
    text: (...words: Parameters<typeof registry.text>) => {
      const chosen = registry.text(...words);
      const model: TextModel = {
        ...chosen.model,
        generate: (request) => {
          sent.push(request);
          return chosen.model.generate(request);
        },
      };
      return { ...chosen, model };
    },
  };
  const policy = definePolicy({ treatments: [...defaultTreatments], roles: [] });
  const guard = createGuard({ policy, catalog: catalogOf(), models, vaultStore: store.vault, ledger, keys: keyring });
  try {
    const of = (kind: Kind) =>
      measureKind(kind, { guard, registry, sent, calls, vault: store.vault, storeTime: () => stored });
    const figures = { columns: await of("columns"), texts: await of("texts") };
    const reached = figures.columns.overhead.median;
    return { pass: reached < goal, figures: { goalMilliseconds: goal, calls, ...figures } };
  } finally {
    await ledger.close();
    await store.close();
    await postgres.stop();
    await endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Bench {
  readonly guard: Guard;
  readonly registry: ModelRegistry;
  /** The requests that left, latest last; emptied before each call. */
  readonly sent: TextRequest[];
  readonly calls: number;
  readonly vault: VaultStore;
  /** Milliseconds spent in the database so far. */
  readonly storeTime: () => number;
}

async function measureKind(kind: Kind, { guard, registry, sent, calls, vault, storeTime }: Bench) {
  const dice = createDice(seed);
  const rows = Array.from({ length: 20 }, () => rowOf(dice, kind));
  const [shape, template] = [shapeOf(kind), templateOf(kind)];
  const entries: SealedEntry[] = [];
  let turn = 0;
  const guarded = (): Promise<unknown> => {
    turn += 1;
    const egress: ModelEgress = {
      run: `bench-${kind}`,
      step: "drafts",
      row: `row-${turn}`,
      shape,
      values: rows[turn % rows.length] ?? {},
      known: [],
      // As a step has it: what the vault is to hold goes along with the step's own rows.
      keep: (sealed) => void entries.push(...sealed),
      task: "write",
      instructions: "Sum the rows up in a few words.",
      template,
      schema: {
        type: "object",
        properties: { body: { type: "string" } },
        required: ["body"],
        additionalProperties: false,
      },
      signal: new AbortController().signal,
    };
    return guard.model(egress);
  };
  const { model } = registry.text("write", { zones: ["outside"] });
  const once = async (): Promise<Timing> => {
    const before = storeTime();
    sent.length = 0;
    const begun = performance.now();
    await guarded();
    const took = performance.now() - begun;
    const stored = storeTime() - before;
    const request = sent[0];
    if (sent.length !== 1 || request === undefined) throw new Error("a call was repeated or not made");
    const again = performance.now();
    await model.generate(request);
    const plain = performance.now() - again;
    const kept = performance.now();
    await vault.put(entries.splice(0));
    return { guarded: took, plain, stored, later: performance.now() - kept };
  };
  for (let index = 0; index < 50; index += 1) await once();
  const timings = [];
  for (let index = 0; index < calls; index += 1) {
    timings.push(await once());
    if (index % 200 === 199) console.error(`${kind}: ${index + 1} calls …`);
  }
  const processor = await profiled(100, async () => {
    for (let index = 0; index < 100; index += 1) await guarded();
  });
  const request = sent[0];
  // Processor time tells more than the clock on a machine that does other things too.
  const guardedSpends = await spend(guarded);
  const plainSpends = await spend(() => (request === undefined ? Promise.resolve() : model.generate(request)));
  const processorMilliseconds = Math.round((guardedSpends - plainSpends) * 100) / 100;
  const table = {
    "AI SDK, no guard": summary(timings.map((it) => it.plain)),
    "through the guard": summary(timings.map((it) => it.guarded)),
    overhead: summary(timings.map((it) => it.guarded - it.plain)),
    "of it: the ledger's commit": summary(timings.map((it) => it.stored)),
    "of it: all else": summary(timings.map((it) => it.guarded - it.plain - it.stored)),
    "later, were the vault's rows written by themselves": summary(timings.map((it) => it.later)),
  };
  const characters = request?.prompt.length ?? 0;
  console.log(
    `${rowCount} rows of ${kinds[kind].join(", ")}: a prompt of ${characters} characters; milliseconds a call`,
  );
  console.table(table);
  console.log(
    `the guard's own processor time: ${processorMilliseconds} milliseconds a call; where it goes, by sampling`,
  );
  console.table(processor);
  return { characters, ...table, processorMilliseconds, processor };
}

/** Milliseconds of one call. */
interface Timing {
  readonly guarded: number;
  readonly plain: number;
  /** Until the ledger's entry was committed; part of `guarded`. */
  readonly stored: number;
  /** What a step's transaction takes along, in one of its own. */
  readonly later: number;
}

/** Milliseconds of processor a call. */
async function spend(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < 100; index += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 100_000;
}

const summary = (values: readonly number[]) => ({
  median: Math.round(median(values) * 100) / 100,
  p95: Math.round(percentile(values, 95) * 100) / 100,
});
