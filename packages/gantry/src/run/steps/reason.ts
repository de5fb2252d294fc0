// `reason`: for each row a model reads, turn by turn, until it answers or its limits are reached. Each turn is kept before
// the next, so a row that another process takes over asks nothing twice.
import type { Cell, Row } from "../../catalog/index.ts";
import type { ReasonStep, Shape, ShapeColumn } from "../../flow/index.ts";
import type { ModelEgress } from "../../guard/index.ts";
import type { SubjectKey } from "../../store/index.ts";
import type { Work } from "../house.ts";
import { findTool } from "../reason/find-tool.ts";
import { flowTool } from "../reason/flow-tool.ts";
import { controlOf, flowCalled, protocolOf, replySchema, serverToolCalled, usualTurns } from "../reason/protocol.ts";
import { queryTool } from "../reason/query-tool.ts";
import { callServerTool } from "../reason/server-tool.ts";
import { keepPart, readTurns, textOf } from "../reason/turns.ts";
import type { Came, KeptTurns, Turn } from "../reason/turns.ts";
import { todayOf } from "../today.ts";
import { knownValues } from "./known.ts";
import { noSuchRow, rowOf, writtenRow } from "./prompt.ts";
import type { Written } from "./prompt.ts";
import { accessOf } from "./sql.ts";

/** @returns undefined while a flow that it has called goes on: its end makes a job of its own */
export async function reasonRow(work: Work, step: ReasonStep, id: string): Promise<Written | undefined> {
  const { house, job } = work;
  const { position, values } = await rowOf(work, step, id);
  const erased: Written = { output: null, subjects: [], position };
  if (!values) return erased;
  const own = house.subjects.of(values);
  for (;;) {
    work.signal.throwIfAborted();
    const kept = await readTurns(house.store.pool, work.run, job.step, id);
    if (kept === undefined) return erased;
    const subjects = [...new Set([...own, ...kept.subjects])];
    const last = kept.turns.at(-1);
    if (last === undefined || last.came !== undefined) {
      await ask(work, step, { id, values, subjects, kept });
      continue;
    }
    if (last.said.output["tool"] === "answer" && isFilled(step, last.said.output)) {
      return {
        ...writtenRow(step, values, { ...last.said, flags: [...last.said.flags, ...limitFlags(step, kept.turns)] }),
        subjects,
        position,
      };
    }
    const came = await call(work, step, { id, values, subjects, kept }, last);
    if (came === undefined) return undefined;
    const read = came.kind === "rows" ? came.relation.rows.flatMap((row) => house.subjects.of(row)) : [];
    await keepPart(work, kept.turns.length - 1, { came }, [...new Set(read)]);
  }
}

interface State {
  readonly id: string;
  readonly values: Row;
  readonly subjects: readonly SubjectKey[];
  readonly kept: KeptTurns;
}

async function ask(work: Work, step: ReasonStep, state: State): Promise<void> {
  const { turns } = state.kept;
  const { asked: _, ...said } = await work.house.guard.model(egressOf(work, step, state, turns));
  await keepPart(work, turns.length, { said }, state.subjects);
}

/** What a tool gives; undefined while it works. Rows that no model may be shown are an error that says so. */
async function call(work: Work, step: ReasonStep, state: State, { said }: Turn): Promise<Came | undefined> {
  const came = await useTool(work, step, state, said);
  if (came === undefined || came.kind === "error") return came;
  const turns = [...state.kept.turns.slice(0, -1), { said, came }];
  const refusal = await work.house.guard.refusal(egressOf(work, step, state, turns));
  return refusal === undefined ? came : { kind: "error", message: refusal.message };
}

function useTool(work: Work, step: ReasonStep, state: State, said: Turn["said"]) {
  const { id, values: row, kept } = state;
  const tool = textOf(said.output["tool"]);
  const [written, values] = [textOf(said.control?.["call"]), said.tokens ?? {}];
  if (tool === "query") return queryTool(work, step, textOf(said.control?.["sql"]), values);
  if (tool === "find") {
    const base = work.run.shapes.each[work.job.step]?.columns.filter(({ name }) => row[name] !== undefined) ?? [];
    const read = kept.turns.flatMap(({ came }) => (came?.kind === "rows" ? came.shape.columns : []));
    return findTool(work, step, written, { values, seen: [...base, ...read] });
  }
  const called = serverToolCalled(step, tool);
  if (called) return callServerTool(work, { ...called, call: written, said }, egressOf(work, step, state, kept.turns));
  const flow = flowCalled(tool);
  if (flow !== undefined) return flowTool(work, { flow, input: written, row: id, turn: kept.turns.length, values });
  return Promise.resolve<Came>({ kind: "error", message: "the answer was empty" });
}

/** What the model wrote to its tool, as it reads it again. */
const askedOf = ({ output, control: said }: Turn["said"]): string => {
  const [sql, written] = [textOf(said?.["sql"]), textOf(said?.["call"])];
  const tool = textOf(output["tool"]);
  if (tool === "query" || tool === "answer" || written === "") return sql === "" ? "(nothing)" : sql;
  return `${tool} ${written}`;
};

/** One turn as the guard sees it: the row and all rows that came back, each column of those as a list. */
function egressOf(work: Work, step: ReasonStep, { id, values, subjects }: State, turns: readonly Turn[]): ModelEgress {
  const { house, run, job, signal } = work;
  const base = run.shapes.each[job.step];
  if (!base) throw noSuchRow(work);
  const columns: ShapeColumn[] = [...base.columns];
  const cells: Record<string, Cell> = { ...values };
  const controls = new Set(base.control);
  const parts: NonNullable<ModelEgress["past"]>["parts"][number][] = [];
  for (const [index, { said, came }] of turns.entries()) {
    parts.push({ note: `Turn ${index + 1}: you asked: ${askedOf(said)}` });
    if (came?.kind === "error") parts.push({ note: `It could not be done: ${came.message}` });
    if (came?.kind !== "rows") continue;
    for (const source of came.shape.control) controls.add(source);
    const table = came.shape.columns.map((column) => {
      const name = `turn_${index + 1}_${column.name}`;
      columns.push({ ...column, name });
      cells[name] = came.relation.rows.map((row) => numberIn(row[column.name] ?? null, column.type));
      return { column: name, title: column.name };
    });
    parts.push({ note: cameText(came), ...(came.relation.rows.length === 0 ? {} : { table }) });
  }
  const shape: Shape = { columns, control: [...controls].sort() };
  const closed = closedBy(step, turns);
  const today = todayOf(run);
  return {
    subjects,
    run: run.id,
    step: job.step,
    row: id,
    shape,
    values: cells,
    known: knownValues(house.catalog, shape, cells),
    task: "reason",
    instructions: step.instructions,
    template: step.template,
    schema: replySchema(step, closed !== undefined),
    past: {
      conversation: `${job.step}/${id}`,
      protocol: protocolOf(work, step, {
        access: accessOf(
          work,
          step.tools.query.filter((name) => run.document.steps[name]),
        ),
        closed,
        left: turnsOf(step) - turns.length,
      }),
      parts,
      control: [...controlOf(step)],
    },
    signal,
    caller: run.caller.subject,
    ...(today === undefined ? {} : { today }),
  };
}

/** Exact numbers are kept as texts; in a list of them the checks would take one for prose. */
const numberIn = (cell: Cell, type: ShapeColumn["type"]): Cell => {
  if (typeof cell !== "string" || !/^(?:int|decimal)/.test(type)) return cell;
  const number = Number(cell);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : cell;
};

const cameText = ({ relation, total, scans, notes = [] }: Extract<Came, { kind: "rows" }>): string => {
  const { length } = relation.rows;
  const counted = length < total ? `The first ${length} of ${total} rows` : total === 1 ? "One row" : `${total} rows`;
  const rows = length === 0 ? "No rows came back." : `${counted} came back:`;
  return [...scans.flatMap((scan) => scan.notes ?? []), ...notes, rows].join("\n");
};

const turnsOf = ({ limits }: ReasonStep): number => limits?.turns ?? usualTurns;

/** Why the model can only answer; undefined where its tools are open. */
function closedBy(step: ReasonStep, turns: readonly Turn[]): string | undefined {
  if (turns.some(({ came }) => came?.kind === "rows" && came.closes)) return "You have read text from outside.";
  return limitReached(step, turns) === undefined ? undefined : "You have used what you were given to read.";
}

function limitReached(step: ReasonStep, turns: readonly Turn[]): string | undefined {
  const { cost = Infinity } = step.limits ?? {};
  if (turns.length >= turnsOf(step) - 1) return `its limit of ${turnsOf(step)} turns`;
  const spent = turns.reduce((sum, { said, came }) => sum + (said.usage?.cost ?? 0) + (came?.cost ?? 0), 0);
  return spent >= cost ? "its limit of cost" : undefined;
}

/** An answer that had to be given: a person should know. The last turn is the answer itself. */
function limitFlags(step: ReasonStep, turns: readonly Turn[]): readonly string[] {
  const before = turns.slice(0, -1);
  if (before.some(({ came }) => came?.kind === "rows" && came.closes)) return [];
  const limit = limitReached(step, before);
  return limit === undefined ? [] : [`answered at ${limit}: it may have wanted to read more`];
}

const isFilled = (step: ReasonStep, output: Row): boolean =>
  Object.keys(step.output).some((name) => textOf(output[name]) !== "");
