// Cases kept beside a project's flows: recorded runs with what they must come to, run with no database and no network.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FlowCase, GantryError } from "@gantry/contract";
import type { ReplayReport } from "@gantry/contract";
import { z } from "zod";
import { defineCatalog } from "../catalog/index.ts";
import { createBudget } from "../connect/kit/index.ts";
import { checkFlow, parameterLabels } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import { createGuard, createLedger } from "../guard/index.ts";
import { createModels, logistic } from "../model/index.ts";
import { narrow } from "../policy/index.ts";
import { createQueryEngine } from "../query/index.ts";
import { compareDrafts, compareExposures, compareRows, runCase, runPolicyOf } from "../run/index.ts";
import type { CaseOutcome, CaseParts } from "../run/index.ts";
import { keyringOf } from "../store/index.ts";
import { connectors } from "./connectors.ts";
import { createConnections } from "./connections.ts";
import { requireFittingPolicy } from "./policy-facts.ts";
import type { LoadedProject } from "./project.ts";
import { checkOptionsOf } from "./publish.ts";
import { keepingNothing } from "./replaying.ts";
import { secretsOf } from "./secrets.ts";
import { toolsOf } from "./tools.ts";

/** A case as it stands in its file. What is expected is plain JSON of a `CaseOutcome`. */
const CaseFile = z.object({ given: FlowCase, expected: z.record(z.string(), z.unknown()) });

export interface CaseVerdict {
  readonly name: string;
  readonly flow: string;
  /** Undefined where it holds. */
  readonly difference?: Pick<ReplayReport, "rows" | "drafts" | "exposures"> & { readonly said: readonly string[] };
}

export interface CaseRunner {
  run(given: FlowCase): Promise<CaseOutcome>;
  close(): Promise<void>;
}

export const caseFolder = (project: Pick<LoadedProject, "folder">): string => path.join(project.folder, "cases");

/** Runs cases over a project as it stands: its flows, policy and builtin models. */
export function openCases(project: LoadedProject): CaseRunner {
  const catalog = defineCatalog(project.catalog, project.lock);
  requireFittingPolicy(project.policy, catalog, project);
  const connections = createConnections(connectors, catalog, secretsOf(undefined), 0);
  const models = createModels({
    environment: {},
    phrasebooks: project.phrasebooks,
    scores: Object.values(project.scores).map((it) => logistic(it)),
  });
  const tools = toolsOf(project, () => "none");
  const query = createQueryEngine({ catalog, connectors: connections.connector, workers: 1 });
  // The same keys each time: tokens come out the same.
  const keyring = keyringOf(new Uint8Array(32));
  const { policy } = project;
  const partsOf = (document: FlowDocument): CaseParts => ({
    keyring,
    catalog,
    query,
    models,
    policy: runPolicyOf(policy),
    action: connections.action,
    context: (_source, _caller, signal) => ({
      signal,
      now: () => new Date(0),
      secret: () => "",
      budget: createBudget(0),
    }),
    guard: createGuard({
      own: [project.title],
      vocabulary: [
        ...(project.vocabulary ?? []),
        ...catalog.subjects.flatMap(({ name, synonyms }) => [name, ...synonyms]),
      ],
      catalog,
      models,
      policy: narrow(policy, document.narrows),
      parameterLabels: () => parameterLabels(document),
      keys: keyring,
      vaultStore: keepingNothing({ find: async () => [] }),
      ledger: createLedger({
        keys: keyring,
        store: { append: async () => undefined, ofRun: async () => [], heads: async () => [] },
        checkpoints: { write: async () => undefined },
      }),
      action: (operation) => {
        const bound = connections.action(operation);
        if (bound) return bound.action;
        throw new GantryError("bad-flow", `no source offers the operation "${operation}"`);
      },
    }),
  });
  return {
    run: async (given) => {
      const document = project.flows.find((it) => it.name === given.flow);
      if (!document) throw new GantryError("not-found", `there is no flow "${given.flow}" any more`);
      const { shapes } = await checkFlow(
        document,
        checkOptionsOf({ catalog, policy, query, models, connections, tools }),
      );
      return runCase(partsOf(document), document, shapes, given);
    },
    close: async () => {
      await query.close();
      await connections.close();
    },
  };
}

/** Files of cases, those of one flow where it is named. */
export function readCases(
  folder: string,
  flow: string | undefined,
): readonly (readonly [file: string, FlowCase, CaseOutcome])[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith(".json")) : [];
  return files.sort().flatMap((name) => {
    const file = path.join(folder, name);
    const parsed = CaseFile.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (!parsed.success) {
      throw new GantryError("bad-config", `${file} is no case`, { remedy: "gantry replay RUN --save FILE writes one" });
    }
    const { given, expected } = parsed.data;
    if (flow !== undefined && given.flow !== flow) return [];
    // As `writeCase` wrote it; what does not compare shows as a difference.
    return [[file, given, expected as unknown as CaseOutcome] as const];
  });
}

export function writeCase(file: string, given: FlowCase, expected: CaseOutcome): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const rows = JSON.stringify({ given: { ...given, scans: [] }, expected }, null, 1);
  // Rows of sources stand one on a line: a change of one shows as one.
  const scans = given.scans.map(
    ({ rows: cells, ...scan }) =>
      `${JSON.stringify(scan).slice(0, -1)},"rows":[\n${cells.map((row) => JSON.stringify(row)).join(",\n")}]}`,
  );
  writeFileSync(file, `${rows.replace('"scans": []', () => `"scans": [\n${scans.join(",\n")}]`)}\n`);
}

const words = { decided: "decided", open: "open", wouldSend: "would send" } as const;

/** Undefined where both are the same. */
export function differenceOf(
  flow: FlowDocument,
  expected: CaseOutcome,
  found: CaseOutcome,
): CaseVerdict["difference"] | undefined {
  const rows: ReplayReport["rows"] = [];
  const drafts: ReplayReport["drafts"] = [];
  for (const step of new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)])) {
    const [before = [], after = []] = [expected.rows[step], found.rows[step]];
    const is = flow.steps[step];
    if (is?.kind === "prompt") drafts.push(...compareDrafts(step, Object.keys(is.output), before, after, false));
    else {
      const one = compareRows(step, is?.title ?? step, before, after);
      if (one) rows.push(one);
    }
  }
  const exposures = [...compareExposures(expected.exposures, found.exposures, () => "pass")];
  const said = found.steps.flatMap((it) => {
    const was = expected.steps.find(({ step }) => step === it.step);
    const same = was && JSON.stringify({ ...was, problem: null }) === JSON.stringify({ ...it, problem: null });
    if (same) return [];
    const counts = (["decided", "open", "wouldSend"] as const).flatMap((name) =>
      was?.[name] === it[name] ? [] : [`, ${words[name]} ${was?.[name] ?? 0} → ${it[name] ?? 0}`],
    );
    return [
      `${it.step}: ${was?.state ?? "not there"} → ${it.state}${counts.join("")}${it.problem ? `: ${it.problem.detail}` : ""}`,
    ];
  });
  const differs = rows.length + drafts.length + exposures.length + said.length > 0;
  return differs ? { rows, drafts, exposures, said } : undefined;
}
