// A random flow through the real checker and, where that lets it, through the real engine, guard, provider and mail connector.
// Only the durable queue is left out: steps run in their order, and everything that waits for a person is accepted.
import { GantryError } from "@gantry/contract";
import type { Catalog, Cell, Relation, Row } from "../../../packages/gantry/src/catalog/index.ts";
import { smtp } from "../../../packages/gantry/src/connect/smtp/index.ts";
import { checkFlow, conditionSql, defaultsOf, fallbacksOf, goToOf } from "../../../packages/gantry/src/flow/index.ts";
import type { CallStep, CheckedFlow, FlowDocument, ScoreStep, Step } from "../../../packages/gantry/src/flow/index.ts";
import { createGuard, createLedger, newKeys } from "../../../packages/gantry/src/guard/index.ts";
import type { Guard, GuardKeys } from "../../../packages/gantry/src/guard/index.ts";
import {
  memoryCheckpoints,
  memoryLedgerStore,
  memoryVaultStore,
} from "../../../packages/gantry/src/guard/testing/memory-stores.ts";
import { createModels } from "../../../packages/gantry/src/model/index.ts";
import type { ModelRegistry } from "../../../packages/gantry/src/model/index.ts";
import { createQueryEngine } from "../../../packages/gantry/src/query/index.ts";
import type { QueryEngine, TypedValue } from "../../../packages/gantry/src/query/index.ts";
import { freeContext, memorySource } from "../../../packages/gantry/src/query/testing/memory.ts";
import { createShapes } from "../../../packages/gantry/src/run/shapes.ts";
import type { DeriveShapes, FlowShapes } from "../../../packages/gantry/src/run/shapes.ts";
import { knownValues } from "../../../packages/gantry/src/run/steps/known.ts";
import { catalogWith, rows as data } from "./company.ts";
import type { Drawn, Zone } from "./draw.ts";
import type { Endpoints } from "./endpoints.ts";

export interface Bench {
  readonly engine: QueryEngine;
  readonly endpoints: Endpoints;
  readonly models: Readonly<Record<Zone, ModelRegistry>>;
  close(): Promise<void>;
}

/** The parts that all cases share: the engine knows tables and types, labels belong to the case. */
export const openBench = (endpoints: Endpoints): Bench => {
  const source = memorySource(
    Object.fromEntries(Object.entries(data).map(([table, rows]) => [table.split(".")[1] ?? "", rows])),
  );
  const engine = createQueryEngine({
    catalog: catalogWith(new Map(), endpoints.mail),
    connectors: () => source.connector,
  });
  const modelsIn = (zone: Zone): ModelRegistry => {
    const registry = createModels({
      environment: {
        GANTRY_MODEL_URL: endpoints.modelUrl,
        GANTRY_MODEL_KEY: "sk-fuzz",
        GANTRY_MODEL_NAME: "echo-1",
        GANTRY_MODEL_ZONE: zone,
      },
    });
    // Without the builtin writer everything goes over the wire.
    return { ...registry, deployments: registry.deployments.filter((it) => it.name !== "builtin/rules") };
  };
  return {
    engine,
    endpoints,
    models: { inside: modelsIn("inside"), partner: modelsIn("partner"), outside: modelsIn("outside") },
    close: () => engine.close(),
  };
};

export interface Ran {
  /** `refused`: by the checker; `stopped`: by the guard, in the run. */
  readonly outcome: "ran" | "refused" | "stopped";
  readonly why: string;
  readonly checked: CheckedFlow | null;
  readonly shapes: FlowShapes | null;
  readonly ledger: ReturnType<typeof memoryLedgerStore>["entries"];
  readonly keys: GuardKeys;
}

const catalogs = (drawn: Drawn, endpoints: Endpoints): Catalog => catalogWith(drawn.labels, endpoints.mail);

interface Work {
  /** Of a flow that another one called, one for each row. */
  readonly run: string;
  readonly parameters: Readonly<Record<string, TypedValue>>;
  readonly failing: ReadonlySet<string>;
  readonly shapesOf: DeriveShapes;
  readonly bench: Bench;
  readonly guard: Guard;
  readonly catalog: Catalog;
  readonly flow: FlowDocument;
  readonly shapes: FlowShapes;
  readonly done: Record<string, Relation>;
}

const plain = (cell: Cell | undefined): string =>
  typeof cell === "string" ? cell : cell === undefined || cell === null ? "" : JSON.stringify(cell);

const signal = new AbortController().signal;

/** All of them, also where one fails: what it sends may not come in when the next flow runs. */
const settled = async <T>(all: readonly Promise<T>[]): Promise<readonly T[]> => {
  await Promise.allSettled(all);
  return Promise.all(all);
};

const sqlOf = async (work: Work, sql: string): Promise<Relation> => {
  const { bench, done } = work;
  const steps = Object.fromEntries(Object.entries(done).filter(([name]) => new RegExp(`\\b${name}\\b`).test(sql)));
  const { relation } = await bench.engine.run(sql, {
    parameters: work.parameters,
    steps,
    context: () => freeContext(),
    signal,
  });
  return relation;
};

const writeAll = async (work: Work, name: string): Promise<Relation> => {
  const step = work.flow.steps[name];
  const shape = work.shapes.each[name];
  if (step?.kind !== "prompt" || shape === undefined) throw new Error(`no prompt ${name}`);
  const each = await sqlOf(work, step.each);
  const schema = {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(step.output).map(([field, { maxLength }]) => [field, { type: "string", maxLength }]),
    ),
    required: Object.keys(step.output),
    additionalProperties: false,
  };
  const written = await settled(
    each.rows.map(async (values): Promise<Row> => {
      const { output, model, template, flags, ...more } = await work.guard.model({
        run: work.run,
        step: name,
        row: plain(values[step.key]),
        shape,
        values,
        known: knownValues(work.catalog, shape, values),
        task: step.task,
        instructions: step.instructions,
        template: step.template,
        schema,
        signal,
      });
      return { [step.key]: values[step.key] ?? null, ...output, model, template, arguments: more.arguments, flags };
    }),
  );
  const { columns } = work.shapes.steps[name] ?? { columns: [] };
  return { columns: columns.map(({ name: column, type }) => ({ name: column, type })), rows: written };
};

const actAll = async (work: Work, name: string): Promise<Relation> => {
  const step = work.flow.steps[name];
  if (step?.kind !== "act") throw new Error(`no act ${name}`);
  const relation = work.done[step.each] ?? { columns: [], rows: [] };
  const shape = work.shapes.steps[step.each] ?? { columns: [], control: [] };
  const send = async (row: Row): Promise<void> => {
    const columns = Object.entries(step.input).map(([field, column]) => {
      const found = shape.columns.find((it) => it.name === column);
      if (found === undefined) throw new Error(`no column ${column}`);
      return { ...found, name: field };
    });
    await work.guard.act({
      run: work.run,
      step: name,
      row: plain(row[step.key]),
      operation: step.operation,
      destination: { kind: "mail", zone: "outside", name: "mail" },
      shape: { columns, control: shape.control },
      input: Object.fromEntries(Object.entries(step.input).map(([field, column]) => [field, plain(row[column])])),
      key: `${work.run}/${name}/${plain(row[step.key])}`,
      context: { ...freeContext(signal), secret: (secret) => work.bench.endpoints.secrets[secret] ?? "" },
    });
  };
  await settled(relation.rows.map(send));
  return relation;
};

const emptyOf = ({ shapes }: Work, name: string): Relation => ({
  columns: (shapes.steps[name]?.columns ?? []).map(({ name: column, type }) => ({ name: column, type })),
  rows: [],
});

const callAll = async (work: Work, name: string, step: CallStep): Promise<Relation> => {
  const called = work.shapes.steps[name]?.called;
  if (called === undefined) throw new Error(`no proof of what ${name} calls`);
  const { document, origins, columns } = called;
  const shapes = await work.shapesOf(document, called.shapes, origins);
  const each = await sqlOf(work, step.each ?? "");
  const rows: Row[] = [];
  for (const [index, values] of each.rows.entries()) {
    const parameters = { who: { type: "varchar", value: plain(values["who"]) } } as const;
    const run = `${work.run}/${name}/${index}`;
    const inner: Work = { ...work, run, parameters, flow: document, shapes, failing: new Set(), done: {} };
    await runAll(inner);
    for (const row of inner.done[called.step]?.rows ?? []) {
      const own = Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
      rows.push({ [step.key]: values[step.key] ?? null, ...own });
    }
  }
  return { ...emptyOf(work, name), rows };
};

const scoreAll = async (work: Work, step: ScoreStep): Promise<Relation> => {
  const from = work.done[step.rows] ?? { columns: [], rows: [] };
  const model = work.bench.models.inside.score(step.model);
  const { outputs } = await model.score(from.rows);
  return {
    columns: [...from.columns, ...model.outputs.map(({ name: column, type }) => ({ name: column, type }))],
    rows: from.rows.map((row, index) => ({ ...row, ...outputs[index] })),
  };
};

const runStep = (work: Work, name: string, step: Step): Promise<Relation> => {
  switch (step.kind) {
    case "query":
      return sqlOf(work, step.sql);
    case "approve":
      return sqlOf(work, step.rows);
    case "prompt":
      return writeAll(work, name);
    case "reason":
      throw new Error("random flows don't reason");
    case "act":
      return actAll(work, name);
    case "call":
      return callAll(work, name, step);
    case "score":
      return scoreAll(work, step);
    case "draw":
      throw new Error("random flows draw nothing");
  }
};

/** What stands in for a step that fails: nothing, rows that the flow names, or another step. */
const insteadOf = async (work: Work, name: string, step: Step): Promise<Relation> => {
  const target = goToOf(step);
  const other = target === undefined ? undefined : work.flow.steps[target];
  if (target !== undefined && other !== undefined) {
    const { rows } = await runStep(work, target, other);
    const { columns } = emptyOf(work, name);
    return {
      columns,
      rows: rows.map((row) => Object.fromEntries(columns.map((it) => [it.name, row[it.name] ?? null]))),
    };
  }
  const [row] = defaultsOf(step.onError) ?? [];
  if (row === undefined || step.kind !== "prompt") return { ...emptyOf(work, name), rows: row ? [row] : [] };
  const { rows } = await sqlOf(work, step.each);
  const made = { model: "default", template: true, arguments: [], flags: [] };
  return { ...emptyOf(work, name), rows: rows.map((it) => ({ [step.key]: it[step.key] ?? null, ...row, ...made })) };
};

const runAll = async (work: Work): Promise<void> => {
  const fallbacks = fallbacksOf(work.flow);
  for (const [name, step] of Object.entries(work.flow.steps)) {
    if (fallbacks.has(name)) continue;
    const holds = step.when === undefined || (await sqlOf(work, conditionSql(step.when))).rows[0]?.["holds"] === true;
    if (!holds) work.done[name] = emptyOf(work, name);
    else work.done[name] = await (work.failing.has(name) ? insteadOf : runStep)(work, name, step);
  }
};

/** Checks and runs one case. Throws what is neither a refusal of the checker nor of the guard. */
export const runDrawn = async (bench: Bench, drawn: Drawn): Promise<Ran> => {
  const { endpoints, engine } = bench;
  const catalog = catalogs(drawn, endpoints);
  const mail = smtp({ name: "mail", connector: "smtp", title: "Mail", zone: "outside", connection: endpoints.mail });
  const { send } = mail.actions ?? {};
  if (send === undefined) throw new Error("mail has no send");
  const keys = newKeys();
  const store = memoryLedgerStore();
  const models = bench.models[drawn.zone];
  const base = { ledger: store.entries, keys, checked: null, shapes: null };
  const bind: QueryEngine["bind"] = (sql, options) => engine.bind(sql, options);
  const refusedBy = (error: unknown): string => {
    if (error instanceof GantryError && ["policy-breach", "bad-sql", "answer-rejected"].includes(error.code))
      return error.message;
    throw error;
  };
  let checked: CheckedFlow;
  try {
    checked = await checkFlow(drawn.flow, {
      catalog,
      policy: drawn.policy,
      bind,
      deployments: models.deployments.filter((it) => it.modality === "text"),
      score: (name) => models.score(name),
      flow: (name) => drawn.called.get(name),
      action: (operation) => {
        const source = catalog.sources["mail"];
        return operation === "mail.send" && source ? { source, input: send.input } : undefined;
      },
    });
  } catch (error) {
    return { ...base, outcome: "refused", why: refusedBy(error) };
  }
  if (!checked.proof.ok) {
    return { ...base, outcome: "refused", why: checked.proof.findings[0]?.message ?? "", checked };
  }
  const shapesOf = createShapes(catalog, bind);
  const own = await shapesOf(drawn.flow, checked.shapes);
  // What called flows hold is looked for as well.
  const each = { ...own.each };
  for (const [name, { called }] of Object.entries(checked.shapes)) {
    if (called === undefined) continue;
    const inner = await shapesOf(called.document, called.shapes, called.origins);
    for (const [step, shape] of Object.entries(inner.each)) each[`${name}/${step}`] = shape;
  }
  const shapes = { ...own, each };
  const guard = createGuard({
    policy: drawn.policy,
    catalog,
    models,
    vaultStore: memoryVaultStore(),
    ledger: createLedger({ store, keys, checkpoints: memoryCheckpoints() }),
    keys,
    action: () => send,
  });
  try {
    const { flow, failing } = drawn;
    await runAll({ run: "run", parameters: {}, failing, shapesOf, bench, guard, catalog, flow, shapes, done: {} });
    return { ...base, outcome: "ran", why: "", checked, shapes };
  } catch (error) {
    return { ...base, outcome: "stopped", why: refusedBy(error), checked, shapes };
  } finally {
    await mail.close();
  }
};
