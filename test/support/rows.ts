// A whole house whose flow writes a line for each of many customers, by a model on loopback that takes its time.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Answer } from "@gantry/contract";
import { shopCatalog } from "../../packages/gantry/src/cli/testing/memory-shop.ts";
import type { Value } from "../../packages/gantry/src/connect/kit/index.ts";
import { column, flow, prompt, query, table } from "../../packages/gantry/src/flow/index.ts";
import type { FlowDocument, PromptStep } from "../../packages/gantry/src/flow/index.ts";
import { createModels } from "../../packages/gantry/src/model/index.ts";
import { defaultTreatments, definePolicy } from "../../packages/gantry/src/policy/index.ts";
import type { Caller } from "../../packages/gantry/src/policy/index.ts";
import { memorySource } from "../../packages/gantry/src/query/testing/memory.ts";
import { launchPostgres } from "../../packages/gantry/src/store/index.ts";
import { openSlowModel } from "./slow-model.ts";
import type { SlowModel } from "./slow-model.ts";
import { openWhole } from "../../packages/gantry/src/run/testing/whole.ts";
import type { Whole } from "../../packages/gantry/src/run/testing/whole.ts";

const columns = {
  id: "identifier",
  name: "person.name",
  company: "company.name",
  seats: "business",
  note: "text.untrusted",
};

const catalog = shopCatalog({ seats: 0, id: "", name: "", company: "", note: "" }, columns, []);

/** A line for each customer, written as the step's options say. */
export const linesFlow = (
  options: Partial<Pick<PromptStep, "batch" | "cache" | "concurrency" | "onError" | "retry">> = {},
): FlowDocument =>
  flow({
    name: "lines",
    title: "A line for each customer",
    asks: [],
    purpose: "measuring",
    input: {},
    record: false,
    steps: {
      found: query("id", "select id, name, company, seats, note from shop.customers"),
      lines: prompt({
        each: "select * from found",
        key: "id",
        task: "write",
        instructions: "Write one line to the customer, who is named first, on the seats in use.",
        template: "Customer: {{name}} of {{company}}\nSeats: {{seats}}\nWrote: {{note}}",
        output: { body: { type: "text", maxLength: 300 } },
        ...options,
      }),
    },
    answer: [table("lines", "Lines", [column("id", "Customer"), column("body", "Line")])],
  });

const given = ["Ada", "Grace", "Barbara", "Margaret", "Frances", "Katherine", "Radia", "Adele", "Karen", "Shafi"];
const family = [
  "Lovelace",
  "Hopper",
  "Liskov",
  "Hamilton",
  "Allen",
  "Johnson",
  "Perlman",
  "Goldberg",
  "Jones",
  "Wirth",
];

export type Customer = Readonly<Record<keyof typeof columns, Value>>;

/** So many customers, none like another. */
export const manyCustomers = (count: number): readonly Customer[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    name: `${given[index % 10] ?? ""} ${family[Math.floor(index / 10) % 10] ?? ""}`,
    company: `Number ${index} Works`,
    seats: 1000 + index,
    note: `The export of list ${index} is slow since the update.`,
  }));

export const writer: Caller = {
  subject: "u-writer",
  name: "Writer",
  roles: ["manager"],
  via: "issuer",
  attributes: {},
  tokens: {},
  surface: "api",
};

export interface RowsHouse extends Whole {
  readonly model: SlowModel;
  /** Runs the flow to its end and gives what its caller sees. */
  answer(document: FlowDocument, caller?: Caller): Promise<Answer>;
}

export interface RowsHouseOptions {
  readonly customers: readonly Customer[];
  /** Milliseconds that a call to the model takes. */
  readonly latency: number;
  readonly inFlight: number;
}

export async function openRowsHouse({ customers, latency, inFlight }: RowsHouseOptions): Promise<RowsHouse> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-rows-"));
  const postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
  const model = await openSlowModel(latency);
  const house = await openWhole({
    url: postgres.url,
    folder,
    catalog,
    connector: memorySource({ customers }).connector,
    policy: definePolicy({
      treatments: [{ label: "business", to: { kind: "model" }, treatment: "pass" }, ...defaultTreatments],
      roles: [{ name: "manager", title: "Manager" }],
      permissions: `permit (principal in Role::"manager", action, resource);`,
    }),
    models: createModels({
      environment: { GANTRY_MODEL_URL: model.url, GANTRY_MODEL_NAME: "slow", GANTRY_MODEL_PRICE: "1,2" },
    }),
    inFlight,
  });
  return {
    ...house,
    model,
    answer: async (document, caller = writer) => {
      const run = await house.start(document, {}, caller);
      await house.runs.settled(run);
      const { status, steps } = await house.runs.get(run, caller);
      const why = steps.flatMap((it) => it.problem?.detail ?? []);
      if (status !== "done") throw new Error(`the run is ${status}: ${why.join("; ")}`);
      return house.runs.answer(run, caller);
    },
    close: async () => {
      await house.close();
      await model.close();
      await postgres.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The lines of an answer, by customer. */
export const linesOf = ({ blocks }: Answer): ReadonlyMap<string, string> => {
  const [block] = blocks;
  if (block?.kind !== "table") throw new Error("the answer is no table");
  const text = (cell: unknown): string => (typeof cell === "string" ? cell : "");
  return new Map(block.rows.map((row) => [text(row["id"]), text(row["body"])]));
};
