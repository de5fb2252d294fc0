// Runs a case: a flow over the rows that were recorded for it, with no database, no source and no model outside of this process.
import type { FlowCase, ReplayReport } from "@gantry/contract";
import type { Catalog, Relation } from "../../catalog/index.ts";
import type { FlowDocument, Shape } from "../../flow/index.ts";
import type { Guard } from "../../guard/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { QueryEngine, TypedValue } from "../../query/index.ts";
import { createSealer } from "../../store/index.ts";
import type { Keyring } from "../../store/index.ts";
import { viewRows } from "../answer/viewing.ts";
import type { House } from "../house.ts";
import { rowIdOf } from "../identity.ts";
import type { PinnedRun } from "../pinned.ts";
import { planOf } from "../plan.ts";
import { createShapes } from "../shapes.ts";
import { createSubjects } from "../subjects.ts";
import type { RunDependencies } from "../types.ts";
import type { SeenRows } from "./compare.ts";
import { replayedEgresses } from "./egresses.ts";
import type { Exposed } from "./egresses.ts";
import { pinnedSources } from "./pinned-sources.ts";
import { valueOf } from "./recording.ts";
import type { RecordedScan } from "./recording.ts";
import { walk } from "./walk.ts";
import type { Decision } from "./walk.ts";

export interface CaseParts {
  readonly keyring: Pick<Keyring, "data" | "hmac">;
  readonly catalog: Catalog;
  readonly query: QueryEngine;
  readonly guard: Guard;
  readonly models: ModelRegistry;
  readonly policy: RunDependencies["policy"];
  readonly action: RunDependencies["action"];
  readonly context: RunDependencies["context"];
}

/** What a case came to, as its own caller sees it. */
export interface CaseOutcome {
  readonly steps: ReplayReport["steps"];
  /** By step: its rows, drafts included. */
  readonly rows: Readonly<Record<string, SeenRows>>;
  readonly exposures: readonly Exposed[];
}

/** Every case is this run. */
export const caseRun = "r_case";

/** @param outputs the flow's shapes, as the checker found them */
export async function runCase(
  parts: CaseParts,
  document: FlowDocument,
  outputs: Readonly<Record<string, Shape>>,
  given: FlowCase,
): Promise<CaseOutcome> {
  const { roles, attributes, surface } = given.caller;
  const caller: Caller = { subject: "case", name: "case", via: "issuer", tokens: {}, roles, attributes, surface };
  const run: PinnedRun = {
    id: caseRun,
    document,
    plan: planOf(document),
    shapes: await createShapes(parts.catalog, parts.query.bind.bind(parts.query))(document, outputs),
    parameters: Object.fromEntries(
      Object.entries(given.parameters).map(([name, { type, value }]) => [
        name,
        // As \`caseOf\` wrote it.
        { type, value: valueOf(value) } as TypedValue,
      ]),
    ),
    interpretation: { flow: document.name, title: document.title, text: "", input: {}, planner: "case" },
    caller,
    question: null,
    policy: parts.policy.version,
    narrows: [],
    createdAt: new Date(0),
    box: createSealer(parts.keyring).box(caseRun),
  };
  // Store, queue and watchers are what no step of a replay touches.
  const house = {
    ...parts,
    subjects: createSubjects(parts.catalog),
    now: () => new Date(0),
    report: () => undefined,
  } as unknown as House;
  const egresses = replayedEgresses(() => undefined, true);
  // As \`caseOf\` wrote them.
  const scans = given.scans.map((scan) => ({
    ...scan,
    rows: scan.rows.map((row) => row.map(valueOf)),
  })) as unknown as RecordedScan[];
  const walked = await walk(house, run, {
    tap: pinnedSources({ scans, missing: [] }, Buffer.from(given.key, "base64")),
    pinned: egresses,
    signal: new AbortController().signal,
    decisions: decisionsOf(parts, given),
    recorded: async () => undefined,
  });
  const rows: Record<string, SeenRows> = {};
  for (const [name, { kind, key }] of Object.entries(document.steps)) {
    const relation: Relation | undefined = walked.outputs.get(name);
    const shape = run.shapes.steps[name];
    if (!relation || !shape || (kind !== "query" && kind !== "score" && kind !== "prompt")) continue;
    const columns = shape.columns.map((it) => it.name);
    rows[name] = (await viewRows({ house, run, caller, tokens: {} }, shape, relation.rows, columns, key)).rows;
  }
  return { steps: [...walked.steps], rows, exposures: egresses.exposed() };
}

function decisionsOf({ keyring }: CaseParts, { decisions }: FlowCase): ReadonlyMap<string, Decision> {
  const all = new Map<string, Decision>();
  for (const [step, rows] of Object.entries(decisions))
    for (const [key, state] of Object.entries(rows)) all.set(`${step}/${rowIdOf(keyring, key)}`, { state });
  return all;
}
