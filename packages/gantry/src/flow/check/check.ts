// The static proof: walks a flow, composes lineage down to source columns, and says what would leave, and whether it may.
import { chartColumns, GantryError } from "@gantry/contract";
import type { Proof } from "@gantry/contract";
import { narrow } from "../../policy/index.ts";
import { withControl } from "../condition.ts";
import { flowVersion } from "../document.ts";
import { fallbacksOf } from "../fallbacks.ts";
import { resolveReferences } from "../references.ts";
import type { FlowDocument, Shape, Step } from "../types.ts";
import { checkCall } from "./call.ts";
import { checkDraw } from "./draw.ts";
import type { CheckCalled } from "./call.ts";
import { bindCondition, bindSql, breach } from "./context.ts";
import type { Check, CheckOptions } from "./context.ts";
import { checkFailure } from "./failure.ts";
import { checkFind } from "./find.ts";
import { checkNarrowing } from "./narrowing.ts";
import { checkReason } from "./reason.ts";
import { checkAct, checkApprove, checkPrompt, checkScore } from "./steps.ts";

export interface CheckedFlow {
  readonly proof: Proof;
  /** By step: what its output is made of. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

/**
 * Proves what a flow would expose, before it runs and without touching a source; with it all flows that it calls.
 *
 * @returns a proof whose `ok` is false when there is a breach; each finding names column, label, step and rule.
 * @throws GantryError `bad-sql` naming the step, for SQL that does not bind.
 */
export async function checkFlow(document: FlowDocument, options: CheckOptions): Promise<CheckedFlow> {
  const check = openCheck(document, options, { origins: options.events ?? {}, path: [document.name], steering: [] });
  await walk(check);
  const ok = check.findings.every((finding) => finding.severity !== "breach");
  return {
    proof: {
      flow: document.name,
      version: flowVersion(document),
      policy: check.policy.version,
      ok,
      exposures: check.exposures,
      findings: check.findings,
    },
    shapes: check.shapes,
  };
}

/** What another flow brings along when it calls this one. */
interface Calling extends Pick<Check, "origins" | "path"> {
  /** Columns that decide whether the flow runs at all. */
  readonly steering: readonly string[];
}

function openCheck(document: FlowDocument, options: CheckOptions, { origins, path, steering }: Calling): Check {
  resolveReferences(document);
  return {
    ...options,
    policy: narrow(options.policy, document.narrows),
    document,
    shapes: {},
    exposures: [],
    findings: [],
    approved: new Set(),
    fallbacks: fallbacksOf(document),
    steering: new Map(Object.keys(document.steps).map((name) => [name, steering])),
    read: new Map(),
    destinations: new Map(),
    origins,
    path,
  };
}

async function walk(check: Check): Promise<void> {
  const { document } = check;
  checkNarrowing(check);
  for (const [name, step] of Object.entries(document.steps)) {
    check.shapes[name] = await inStep(name, () => checkWhole(check, name, step));
  }
  for (const part of document.answer) await checkAnswerPart(check, part);
  if (document.coverage !== undefined)
    await inStep("coverage", () => bindSql(check, "coverage", document.coverage ?? ""));
}

const checkCalled: CheckCalled = async (caller, document, calling) => {
  const check = openCheck(document, caller, calling);
  await walk(check);
  return check;
};

/** The step itself, whether it runs, and what stands in for it. */
async function checkWhole(check: Check, name: string, step: Step): Promise<Shape> {
  if (step.when !== undefined) {
    const led = check.steering.get(name) ?? [];
    check.steering.set(name, [...led, ...(await bindCondition(check, name, step.when))]);
  }
  const shape = await checkStep(check, name, step);
  return checkFailure(check, name, step, withControl(shape, check.steering.get(name) ?? []));
}

async function checkStep(check: Check, name: string, step: Step): Promise<Shape> {
  switch (step.kind) {
    case "query": {
      const shape = await bindSql(check, name, step.sql);
      if (!shape.columns.some((column) => column.name === step.key)) {
        breach(check, name, "unknown-column", `step "${name}": the key "${step.key}" is not among its columns`);
      }
      return shape;
    }
    case "score":
      return checkScore(check, name, step);
    case "find":
      return checkFind(check, name, step);
    case "prompt":
      return checkPrompt(check, name, step);
    case "draw":
      return checkDraw(check, name, step);
    case "reason":
      return checkReason(check, name, step, checkCalled);
    case "approve":
      return checkApprove(check, name, step);
    case "act":
      return checkAct(check, name, step);
    case "call":
      return checkCall(check, name, step, checkCalled);
  }
}

async function checkAnswerPart(check: Check, part: FlowDocument["answer"][number]): Promise<void> {
  const columns = check.shapes[part.step]?.columns.map((column) => column.name) ?? [];
  const named =
    part.kind === "table"
      ? part.columns.map((column) => column.name)
      : part.kind === "chart"
        ? chartColumns(part.spec)
        : part.kind === "text"
          ? [part.column]
          : part.kind === "images"
            ? ["image", "template", part.caption]
            : [];
  for (const name of named.filter((it) => !columns.includes(it))) {
    breach(
      check,
      part.step,
      "unknown-column",
      `the answer's ${part.kind} shows column "${name}", which step "${part.step}" does not have`,
    );
  }
  if (part.kind === "drafts" && part.without !== undefined)
    await inStep("without", () => bindSql(check, "without", part.without ?? ""));
}

/** Errors of the binder learn which step they happened in. */
async function inStep<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    throw new GantryError(error.code, `step "${step}": ${error.message}`, {
      remedy: error.remedy,
      where: { ...error.where, step },
      retryable: error.retryable,
      cause: error,
    });
  }
}
