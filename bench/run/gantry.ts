// Our side: the real run engine, sealed results, ledger, policy, guard and query engine, over a source in memory.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { defineCatalog } from "../../packages/gantry/src/catalog/index.ts";
import { createBudget } from "../../packages/gantry/src/connect/kit/index.ts";
import { approve, checkFlow, column, flow, query, score, table, text } from "../../packages/gantry/src/flow/index.ts";
import { checkpointFile, createGuard, createLedger } from "../../packages/gantry/src/guard/index.ts";
import type { ModelRegistry } from "../../packages/gantry/src/model/index.ts";
import { access, defaultTreatments, definePolicy, may } from "../../packages/gantry/src/policy/index.ts";
import type { Caller } from "../../packages/gantry/src/policy/index.ts";
import { createQueryEngine } from "../../packages/gantry/src/query/index.ts";
import { memorySource } from "../../packages/gantry/src/query/testing/memory.ts";
import { createRuns } from "../../packages/gantry/src/run/index.ts";
import { createKeyring, openStore } from "../../packages/gantry/src/store/index.ts";
import { customers, models } from "./work.ts";
import type { Side } from "./work.ts";

const offer = flow({
  name: "offer",
  title: "An offer for a customer",
  asks: [],
  purpose: "measuring",
  input: { customer: text() },
  steps: {
    found: query("id", "select id, name, spend, seats, note from shop.customers where id = $customer"),
    valued: score("value", { rows: "found", key: "id" }),
    weighed: score("weight", { rows: "valued", key: "id" }),
    review: approve({
      rows: "select * from weighed",
      key: "id",
      by: "manager",
      content: ["name", "weight"],
      editable: [],
    }),
    discounted: score("discount", { rows: "review", key: "id" }),
    priced: score("price", { rows: "discounted", key: "id" }),
  },
  answer: [table("priced", "Offer", [column("name", "Customer"), column("price", "Price", "number")])],
});

const manager: Caller = {
  subject: "bench:manager",
  name: "Manager",
  roles: ["manager"],
  via: "issuer",
  attributes: {},
  tokens: {},
  surface: "api",
};

const catalog = defineCatalog(
  {
    sources: { shop: { connector: "memory", title: "Shop", connection: {} } },
    tables: {
      "shop.customers": {
        columns: { id: "identifier", name: "company.name", spend: "financial", seats: "business", note: "business" },
      },
    },
    subjects: [],
    measures: [],
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    shop: [
      {
        name: "customers",
        native: "customers",
        key: ["id"],
        columns: (["id", "name", "spend", "seats", "note"] as const).map((name) => ({
          name,
          native: name,
          type: name === "spend" || name === "seats" ? ("double" as const) : ("varchar" as const),
          nullable: true,
          operators: ["=" as const],
        })),
      },
    ],
  },
);

const registry: ModelRegistry = {
  deployments: [...models.values()].map(({ deployment }) => deployment),
  text: () => {
    throw new GantryError("model-unreachable", "no text is written here");
  },
  score: (name) => {
    const found = models.get(name);
    if (found) return found;
    throw new GantryError("bad-flow", `there is no model "${name}"`);
  },
};

/** Opens the whole engine on the database. One per process. */
export async function openGantry(url: string, inFlight: number): Promise<Side> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-bench-run-"));
  const keyring = createKeyring(folder);
  const store = await openStore(url, { connections: inFlight });
  const policy = definePolicy({
    treatments: defaultTreatments,
    roles: [{ name: "manager", title: "Manager" }],
    permissions: `permit (principal in Role::"manager", action, resource);`,
  });
  const source = memorySource({ customers: customers.map((row) => ({ ...row })) });
  const engine = createQueryEngine({ catalog, connectors: () => source.connector, underWay: inFlight });
  const ledger = createLedger({
    store: store.ledger,
    keys: keyring,
    checkpoints: checkpointFile(path.join(folder, "checkpoints.jsonl")),
  });
  const guard = createGuard({ policy, catalog, models: registry, vaultStore: store.vault, ledger, keys: keyring });
  const { proof, shapes } = await checkFlow(offer, {
    catalog,
    policy,
    bind: (sql, options) => engine.bind(sql, options),
    deployments: [],
    score: (name) => models.get(name),
    action: () => undefined,
  });
  if (!proof.ok) throw new Error(proof.findings.map((it) => it.message).join("\n"));
  const runs = createRuns({
    store,
    keyring,
    catalog,
    query: engine,
    guard,
    models: registry,
    policy: {
      version: policy.version,
      may: (caller, permission) => may(policy, caller, permission),
      access: (caller) => access(policy, caller),
    },
    action: () => undefined,
    context: (_source, _caller, signal) => ({
      signal,
      now: () => new Date(),
      secret: () => "",
      budget: createBudget(1000),
    }),
    recheck: (edit) => guard.recheck(edit),
    record: ({ run, caller, ...body }) => ledger.append({ kind: "decision", run, caller, body }),
    executor: "bench",
    concurrency: inFlight,
    report: (error) => console.error(error),
  });
  await runs.launch();
  return {
    flow: async (customer) => {
      const { id } = customer;
      const run = await runs.start({
        flow: offer,
        shapes,
        input: {
          parameters: {
            customer: { type: "varchar", value: id },
            today: { type: "date", value: "2026-11-16" },
            now: { type: "timestamptz", value: "2026-11-16T08:00:00Z" },
          },
        },
        interpretation: { flow: "offer", title: offer.title, text: "offer", input: { customer: id }, planner: "none" },
        caller: manager,
        question: null,
      });
      await ended(run, "waiting");
      for (const { id: approval, contentHash } of await runs.approvals(manager, { run })) {
        await runs.decide(approval, { decision: "accept", contentHash }, manager);
      }
      await ended(run, "done");
      const { blocks } = await runs.answer(run, manager);
      const [block] = blocks;
      return block?.kind === "table" ? Number(block.rows[0]?.["price"]) : Number.NaN;
    },
    close: async () => {
      await runs.shutdown();
      await ledger.close();
      await engine.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function ended(run: string, wanted: string): Promise<void> {
    const status = await runs.settled(run);
    if (status !== wanted) throw new Error(`the run is ${status}, not ${wanted}`);
  }
}
