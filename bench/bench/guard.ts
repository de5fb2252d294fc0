// What the guard costs a model call with 50 rows of 8 columns: the same call to the same endpoint with and without it.
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  checkpointFile,
  createGuard,
  createLedger,
  type LedgerStore,
  type ModelEgress,
  type VaultStore,
} from "../../packages/gantry/src/guard/index.ts";
import { createModels } from "../../packages/gantry/src/model/index.ts";
import type { TextModel, TextRequest } from "../../packages/gantry/src/model/index.ts";
import { defaultTreatments, definePolicy } from "../../packages/gantry/src/policy/index.ts";
import { createKeyring, launchPostgres, openStore } from "../../packages/gantry/src/store/index.ts";
import { profiled } from "../guard/profile.ts";
import { catalogOf, randomOf, rowCount, rowOf, shape, template } from "../guard/rows.ts";
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
  const vaultStore: VaultStore = { ...store.vault, put: (entries) => timed(store.vault.put(entries)) };
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
  const guard = createGuard({ policy, catalog: catalogOf(), models, vaultStore, ledger, keys: keyring });
  try {
    const random = randomOf(seed);
    const rows = Array.from({ length: 20 }, () => rowOf(random));
    const egressOf = (index: number): ModelEgress => ({
      run: "bench",
      step: "drafts",
      row: `row-${index}`,
      shape,
      values: rows[index % rows.length] ?? {},
      known: [],
      task: "write",
      instructions: "Sum the tickets up in a few words.",
      template,
      schema: {
        type: "object",
        properties: { body: { type: "string" } },
        required: ["body"],
        additionalProperties: false,
      },
      signal: new AbortController().signal,
    });
    const { model } = registry.text("write", { zones: ["outside"] });
    let turn = 0;
    const once = async (): Promise<{ guarded: number; plain: number; stored: number }> => {
      const before = stored;
      sent.length = 0;
      const begun = performance.now();
      await guard.model(egressOf((turn += 1)));
      const guarded = performance.now() - begun;
      const request = sent[0];
      if (sent.length !== 1 || request === undefined) throw new Error("a call was repeated or not made");
      const again = performance.now();
      await model.generate(request);
      return { guarded, plain: performance.now() - again, stored: stored - before };
    };
    for (let index = 0; index < 50; index += 1) await once();
    const figures = [];
    for (let index = 0; index < calls; index += 1) {
      figures.push(await once());
      if (index % 200 === 199) console.error(`${index + 1} calls …`);
    }
    const processor = await profiled(100, async () => {
      for (let index = 0; index < 100; index += 1) await guard.model(egressOf((turn += 1)));
    });
    // Processor time tells more than the clock on a machine that does other things too.
    const spend = async (work: () => Promise<unknown>): Promise<number> => {
      const before = process.cpuUsage();
      for (let index = 0; index < 100; index += 1) await work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 100_000;
    };
    const request = sent[0];
    const guardedSpends = await spend(() => guard.model(egressOf((turn += 1))));
    const plainSpends = await spend(() => (request === undefined ? Promise.resolve() : model.generate(request)));
    const milliseconds = Math.round((guardedSpends - plainSpends) * 100) / 100;
    const characters = sent[0]?.prompt.length ?? 0;
    const overhead = figures.map(({ guarded, plain }) => guarded - plain);
    const of = (values: readonly number[]) => ({
      median: Math.round(median(values) * 100) / 100,
      p95: Math.round(percentile(values, 95) * 100) / 100,
    });
    const table = {
      "AI SDK, no guard": of(figures.map((it) => it.plain)),
      "through the guard": of(figures.map((it) => it.guarded)),
      overhead: of(overhead),
      "of it: ledger and vault commit": of(figures.map((it) => it.stored)),
      "of it: all else": of(figures.map((it) => it.guarded - it.plain - it.stored)),
    };
    console.log(
      `${rowCount} rows of ${shape.columns.length} columns, a prompt of ${characters} characters; milliseconds a call`,
    );
    console.table(table);
    console.log(`the guard's own processor time: ${milliseconds} milliseconds a call`);
    console.log("where it goes, milliseconds a call with the guard");
    console.table(processor);
    const reached = median(overhead);
    return {
      pass: reached < goal,
      figures: { goalMilliseconds: goal, calls, characters, ...table, processorMilliseconds: milliseconds, processor },
    };
  } finally {
    await ledger.close();
    await store.close();
    await postgres.stop();
    await endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A model on loopback that answers at once, in OpenAI's protocol, with two of the tokens that it was given. */
async function openEndpoint(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      // The data alone: the instructions name tokens as examples.
      const text = Buffer.concat(chunks).toString().split("⟦data").at(-1) ?? "";
      const [person = "someone", company = "somewhere"] = ["PERSON", "COMPANY"].map(
        (type) => new RegExp(String.raw`\b${type}_[0-9A-Z]{4}\b`).exec(text)?.[0],
      );
      const content = JSON.stringify({ body: `The export stops. ${person} at ${company} waits for a call.` });
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          id: "1",
          object: "chat.completion",
          created: 1,
          model: "stand-in",
          choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
          usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
        }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the endpoint has no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
