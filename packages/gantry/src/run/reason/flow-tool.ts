// The tool `flow:NAME`: a published flow that only reads, as a run of its own with the caller's rights. It is started once for
// each turn; the row's job ends meanwhile, and a look at the run that has ended goes on behind that turn.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { Row } from "../../catalog/index.ts";
import { restoreText } from "../../guard/index.ts";
import type { CalledFlow } from "../../flow/index.ts";
import { runRows } from "../../store/index.ts";
import { cancelRun } from "../called.ts";
import type { Work } from "../house.ts";
import { jobId } from "../job.ts";
import { isLive } from "../status.ts";
import { startProved } from "../steps/call.ts";
import { mostRows } from "./protocol.ts";
import type { Came } from "./turns.ts";

const Input = z.record(z.string(), z.union([z.string(), z.number()]));

/** Seconds that a flow may take where the step says nothing. */
const usualSeconds = 600;

/** What a turn's job looks at when the time of its flow is over. */
const lateLook = (turn: number): string => `late${turn}`;

/** Whether a job looks at the time of a flow alone: it goes on with nothing, others do. */
export const isLateLook = (look: string | undefined): boolean => look?.startsWith("late") === true;

/** What a call says: which flow, with which input, and for which turn of which row. */
export interface FlowCall {
  readonly flow: string;
  /** A JSON object, as the model wrote it. */
  readonly input: string;
  readonly row: string;
  readonly turn: number;
  /** What the tokens in it stand for. */
  readonly values: Readonly<Record<string, string>>;
  /** Seconds that it may take. */
  readonly seconds: number | undefined;
}

/** @returns undefined while the run goes on */
export async function flowTool(work: Work, call: FlowCall): Promise<Came | undefined> {
  const { house, run, job } = work;
  const called = run.shapes.steps[job.step]?.offered?.[call.flow];
  if (!called) return { kind: "error", message: `there is no flow ${call.flow} here` };
  const key = keyOf(work, call);
  const { pool } = house.store;
  const known = await runRows.findByIdempotencyKey(pool, run.caller.subject, key);
  if (known === undefined) {
    const refused = await start(work, called, call, key);
    if (refused === undefined) await limitTime(work, call);
    return refused;
  }
  const child = (await runRows.children(pool, run.id, job.step)).find(({ id }) => id === known);
  if (child === undefined) return { kind: "error", message: `flow ${call.flow} is gone` };
  if (child.status === "done") return rowsOf(work, called, known);
  if (!isLive(child.status)) {
    const why = child.code === "source-timeout" ? "took too long" : `came to no end: ${child.status}`;
    return { kind: "error", message: `flow ${call.flow} ${why}` };
  }
  // Once is enough: the process that started it may have died before.
  await limitTime(work, call);
  return undefined;
}

const keyOf = ({ run, job }: Work, { row, turn }: Pick<FlowCall, "row" | "turn">): string =>
  `reason/${run.id}/${job.step}/${row}/${turn}`;

/** Ends the flow of a turn whose time is over; its end makes the job that goes on. */
export async function endLateFlow(work: Work, row: string, turn: number): Promise<void> {
  const { house, run, job } = work;
  if (job.look !== lateLook(turn)) return;
  const { pool } = house.store;
  const known = await runRows.findByIdempotencyKey(pool, run.caller.subject, keyOf(work, { row, turn }));
  const status = known === undefined ? undefined : await runRows.status(pool, known);
  if (known !== undefined && status !== undefined && isLive(status)) await cancelRun(house, known, "source-timeout");
}

const limitTime = ({ house, run, job }: Work, { row, turn, seconds: delaySeconds = usualSeconds }: FlowCall) =>
  house.store.transaction((tx) =>
    house.queue.enqueue(tx, jobId({ ...job, run: run.id, row, look: lateLook(turn) }), { delaySeconds }),
  );

async function start(
  work: Work,
  called: CalledFlow,
  { flow, input, values }: FlowCall,
  key: string,
): Promise<Came | undefined> {
  const { house, run } = work;
  if (!house.policy.may(run.caller, `run:${flow}`))
    return { kind: "error", message: `whoever asked may not run ${flow}` };
  const given = inputOf(input);
  if (given === undefined) return { kind: "error", message: "call is no JSON object of texts and numbers" };
  const restored = Object.entries(given).map(([name, value]) => [
    name,
    typeof value === "string" ? restoreText(value, (short) => values[short]) : value,
  ]);
  try {
    await startProved(work, called, Object.fromEntries(restored), key);
    return undefined;
  } catch (error) {
    if (!(error instanceof GantryError) || error.code !== "bad-input") throw error;
    return { kind: "error", message: `${error.message}${error.remedy === undefined ? "" : ` (${error.remedy})`}` };
  }
}

function inputOf(text: string): z.infer<typeof Input> | undefined {
  try {
    return Input.safeParse(JSON.parse(text === "" ? "{}" : text)).data;
  } catch {
    return undefined;
  }
}

async function rowsOf({ house }: Work, called: CalledFlow, child: string): Promise<Came> {
  const { rows } = await house.relations.of(await house.load(child), called.step);
  const from = called.shapes[called.step];
  const columns = (from?.columns ?? []).filter((it) => called.columns.includes(it.name));
  const shown = rows.slice(0, mostRows).map((row): Row => {
    const own: Row = Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
    house.subjects.note(own, house.subjects.of(row));
    return own;
  });
  return {
    kind: "rows",
    shape: { columns, control: from?.control ?? [] },
    relation: { columns: columns.map(({ name, type }) => ({ name, type })), rows: shown },
    total: rows.length,
    scans: [],
    closes: shown.length > 0 && columns.some((column) => !column.endorsed),
  };
}
