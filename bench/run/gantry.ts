// Our side: the real run engine, sealed results, ledger, policy, guard and query engine, over a source in memory.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { approve, column, flow, query, score, table, text } from "../../packages/gantry/src/flow/index.ts";
import type { ModelRegistry } from "../../packages/gantry/src/model/index.ts";
import { defaultTreatments, definePolicy } from "../../packages/gantry/src/policy/index.ts";
import type { Caller } from "../../packages/gantry/src/policy/index.ts";
import { memorySource } from "../../packages/gantry/src/query/testing/memory.ts";
import { shopCatalog } from "../../packages/gantry/src/cli/testing/memory-shop.ts";
import { openWhole } from "../../packages/gantry/src/run/testing/whole.ts";
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

const catalog = shopCatalog(
  { ...customers[0] },
  { id: "identifier", name: "company.name", spend: "financial", seats: "business", note: "business" },
  ["="],
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
  const house = await openWhole({
    url,
    folder,
    catalog,
    connector: memorySource({ customers: customers.map((row) => ({ ...row })) }).connector,
    policy: definePolicy({
      treatments: defaultTreatments,
      roles: [{ name: "manager", title: "Manager" }],
      permissions: `permit (principal in Role::"manager", action, resource);`,
    }),
    models: registry,
    inFlight,
  });
  const { runs } = house;
  const ended = async (run: string, wanted: string): Promise<void> => {
    const status = await runs.settled(run);
    if (status !== wanted) throw new Error(`the run is ${status}, not ${wanted}`);
  };
  return {
    flow: async ({ id }) => {
      const run = await house.start(offer, { customer: { type: "varchar", value: id } }, manager);
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
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
