import { existsSync } from "node:fs";
import path from "node:path";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { ReplayReport, ReplayRequest, RunView } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { readFlowFile } from "../flow-file.ts";
import { promptFolder } from "../prompt-files.ts";
import { openCases, writeCase } from "../cases.ts";
import { loadProject } from "../project.ts";
import { readPolicy } from "../policy-file.ts";
import { printReplay, printReplays } from "../print/replay.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";
import { find } from "./runs.ts";

/**
 * Runs a recorded run again with its sources as they were and sends nothing; says what differs under another flow, policy
 * or model. With `--all`, of every recorded run that rests; with `--save FILE`, writes the run as a case for `gantry test`. Exits 1 where something differs or could not be replayed.
 */
export const replay: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    flow: { type: "string" },
    since: { type: "string" },
    policy: { type: "string" },
    model: { type: "string" },
    offline: { type: "boolean", default: false },
    save: { type: "string" },
    "with-personal-data": { type: "boolean", default: false },
  });
  const { client } = await connectAs(readSettings(), values.as);
  const { flow, policy, model, offline } = values;
  const request: ReplayRequest = {
    ...(policy === undefined ? {} : { policy: await policyIn(policy) }),
    ...(model === undefined ? {} : { model }),
    ...(offline ? { offline } : {}),
  };
  if (values.all) {
    const runs = (await client.runs()).filter((it) => isWanted(it, flow, values.since));
    const outcomes = await replayAll(client, runs, request);
    if (values.json) console.log(JSON.stringify(outcomes, null, 2));
    else printReplays(outcomes);
    return outcomes.every((it) => it.report?.same) ? 0 : 1;
  }
  const { id } = find(await client.runs(), positionals[0]);
  if (values.save !== undefined) return save(client, id, values.save, values["with-personal-data"]);
  const report = await client.replay(id, { ...request, ...(flow === undefined ? {} : { flow: await flowIn(flow) }) });
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else printReplay(report);
  return report.same ? 0 : 1;
};

/** Writes the run as a case, with what it comes to now as what is expected. */
async function save(client: Client, run: string, file: string, withPersonalData: boolean): Promise<number> {
  const given = await client.flowCase(run, withPersonalData);
  const runner = openCases(await loadProject(readSettings().projectFolder));
  try {
    writeCase(file, given, await runner.run(given));
  } finally {
    await runner.close();
  }
  console.log(`saved ${file}: gantry test ${given.flow}`);
  return 0;
}

/** One run of several: what differs, or why it could not be replayed. */
export interface ReplayOutcome {
  readonly run: string;
  readonly report?: ReplayReport;
  readonly problem?: string;
}

async function replayAll(
  client: Client,
  runs: readonly RunView[],
  request: ReplayRequest,
): Promise<readonly ReplayOutcome[]> {
  const outcomes: ReplayOutcome[] = [];
  for (const { id: run } of runs) {
    try {
      outcomes.push({ run, report: await client.replay(run, request) });
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      outcomes.push({ run, problem: error.message });
    }
  }
  return outcomes;
}

function isWanted(run: RunView, flow: string | undefined, since: string | undefined): boolean {
  return run.status !== "running" && (flow === undefined || run.flow === flow) && run.createdAt >= (since ?? "");
}

async function policyIn(file: string): Promise<Record<string, unknown>> {
  if (!existsSync(file))
    throw new GantryError("not-found", `there is no file ${file}`, { remedy: "give --policy a file" });
  const { version: _version, ...document } = await readPolicy(path.resolve(file));
  return document;
}

/** A file that exports a flow or holds one as JSON, or a version. */
const flowIn = async (word: string): Promise<string | Record<string, unknown>> =>
  existsSync(word)
    ? { ...(await readFlowFile(path.resolve(word), promptFolder({ folder: readSettings().projectFolder }))) }
    : word;
