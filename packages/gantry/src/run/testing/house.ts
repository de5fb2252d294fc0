// Everything that runs need, small and in memory, but for Postgres and DBOS, which are real.
import { GantryError } from "@gantry/contract";
import type { Catalog, Relation } from "../../catalog/index.ts";
import type { ActionDef, Context } from "../../connect/kit/index.ts";
import type { Guard, ModelEgress } from "../../guard/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { QueryEngine } from "../../query/index.ts";
import { keyringOf } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import type { RunDependencies, StartRequest } from "../types.ts";
import { letters, queries, queryColumns, shapes } from "./flow.ts";
import { analyticDeployment } from "./deployment.ts";

export const manager: Caller = {
  subject: "mara",
  name: "Mara",
  roles: ["sales-manager"],
  via: "issuer",
  attributes: {},
  tokens: {},
  surface: "api",
};

export const catalog: Catalog = {
  version: "1",
  sources: {},
  tables: {
    "crm.accounts": {
      name: "crm.accounts",
      source: "crm",
      local: "accounts",
      native: "Account",
      key: ["id"],
      columns: [
        ["id", []],
        ["name", ["company.name"]],
        ["email", ["person.email"]],
      ].map(([name, labels]) => ({
        name: String(name),
        native: String(name),
        type: "varchar",
        nullable: true,
        operators: [],
        labels: Array.isArray(labels) ? labels : [],
        synonyms: [],
      })),
    },
  },
  subjects: [],
  measures: [],
  calendar: { timeZone: "UTC", fiscalYearStart: 1 },
};

const engine: QueryEngine = {
  bind: async (sql) => ({
    columns: (queryColumns[sql] ?? []).map((name) => ({
      name,
      type: "varchar",
      sources: { [`crm.accounts.${name}`]: "copied" },
    })),
    control: [],
  }),
  explain: async () => [],
  foresee: async () => ({ scans: [], step: { rows: 0, types: [], columns: {} } }),
  run: async (sql, { steps, parameters, signal }) => {
    signal.throwIfAborted();
    const evaluate = queries[sql];
    if (!evaluate) throw new GantryError("bad-sql", "the test knows no such query");
    const given = Object.fromEntries(Object.entries(steps).map(([name, relation]) => [name, relation.rows]));
    const values = Object.fromEntries(Object.entries(parameters).map(([name, it]) => [name, it.value]));
    const rows = evaluate(given, values);
    const names = Object.keys(rows[0] ?? {});
    const relation: Relation = { columns: names.map((name) => ({ name, type: "varchar" })), rows };
    const scans = sql.includes("crm.accounts")
      ? [
          {
            source: "crm",
            table: "crm.accounts",
            native: "",
            columns: names,
            pushed: "",
            kept: [],
            guarantee: "exact" as const,
            rows: rows.length,
            calls: 1,
            asOf: "2026-11-16T08:00:00.000Z",
          },
        ]
      : [];
    return { relation, scans, total: relation.rows.length };
  },
  stream: () => {
    throw new GantryError("unsupported", "no test streams a result");
  },
  forget: () => undefined,
  close: async () => undefined,
};

const models: ModelRegistry = {
  deployments: [],
  text: () => {
    throw new GantryError("model-unreachable", "the test's guard writes itself");
  },
  score: () => ({
    deployment: analyticDeployment("churn"),
    inputs: [],
    outputs: [{ name: "probability", type: "double", from: ["trend"], bounded: true, description: "" }],
    score: async (rows) => ({ outputs: rows.map(() => ({ probability: 0.75 })), coverage: ["1 of 3 lack usage data"] }),
  }),
};

export interface TestHouse {
  readonly mail: ActionDef;
  readonly log: ActionDef;
  /** Called with each model egress, before the text is written. */
  readonly onModel?: (egress: ModelEgress) => Promise<void> | void;
}

const writing =
  (onModel: TestHouse["onModel"]): Guard["model"] =>
  async (egress) => {
    await onModel?.(egress);
    return {
      asked: "",
      output: { subject: `A word on your renewal, ${JSON.stringify(egress.values["name"])}`, body: "Let us talk." },
      model: "builtin/rules",
      template: true,
      arguments: ["trend"],
      flags: [],
    };
  };

const guardOf = ({ mail, log, onModel }: TestHouse): Guard => ({
  model: writing(onModel),
  rows: ({ rows }) =>
    Promise.all(
      rows.map((egress) =>
        writing(onModel)(egress).then(
          (result) => ({ result }),
          (error: unknown) => ({ error }),
        ),
      ),
    ),
  draw: () => Promise.reject(new Error("nothing draws here")),
  scored: () => {},
  refusal: async () => undefined,
  question: async ({ model, request, question }) => ({ ...(await model.generate(request(question))), names: {} }),
  act: async ({ operation, input, key, context }) => (operation === "mail.send" ? mail : log).run(input, key, context),
  claims: async () => [],
  reconcile: async ({ operation, input, key, context }) =>
    (operation === "mail.send" ? mail : log).reconcile(input, key, context),
  recheck: async ({ after }) => ({ content: after, flags: [] }),
  inspect: async () => [],
  view: async (_run, _caller, shape, rows) => ({
    columns: shape.columns.map(({ name, labels }) => ({ name, labels, treatment: "pass" })),
    rows: rows.map((row) => Object.fromEntries(shape.columns.map(({ name }) => [name, row[name] ?? null]))),
    tokens: {},
    carried: [],
  }),
  chat: () => Promise.reject(new Error("no chats here")),
  texts: () => Promise.reject(new Error("no texts here")),
  tool: () => Promise.reject(new Error("no tools here")),
  egresses: async () => [],
  settled: async () => {},
});

const contextOf = (signal: AbortSignal): Context => ({
  signal,
  now: () => new Date(),
  secret: () => "",
  budget: { spend: () => undefined, spent: 0 },
});

/** Dependencies of `createRuns` over a real store. */
export function dependenciesOf(store: Store, house: TestHouse): RunDependencies {
  const source = (name: string, connector: string) => ({ name, connector, title: name, connection: {} });
  return {
    store,
    keyring: keyringOf(new Uint8Array(32).fill(7)),
    catalog,
    query: engine,
    guard: guardOf(house),
    models,
    policy: {
      version: "p1",
      may: (caller, permission) => !caller.roles.includes("nobody") && permission !== "administer",
      access: (caller) => ({
        rowFilters: caller.roles.includes("narrow") ? { "crm.accounts": "region = 'APAC'" } : {},
        forbidden: [],
        parameters: {},
      }),
    },
    action: (operation) =>
      operation === "mail.send"
        ? { source: source("mail", "smtp"), action: house.mail }
        : operation === "crm.log"
          ? { source: source("crm", "salesforce"), action: house.log }
          : undefined,
    context: (_source, _caller, signal) => contextOf(signal),
    recheck: async ({ after }) => ({ content: after, flags: ["edited"] }),
    executor: "test",
    sweep: 200,
  };
}

export const startLetters = (count: number, more: Partial<StartRequest> = {}): StartRequest => ({
  flow: letters,
  shapes,
  input: { parameters: { region: { type: "varchar", value: "EMEA" }, count: { type: "int64", value: BigInt(count) } } },
  interpretation: { flow: "letters", title: "Letters", text: "letters", input: {}, planner: "test" },
  caller: manager,
  question: "Who is at risk?",
  ...more,
});
