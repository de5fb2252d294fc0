// `gantry prompt`: the project's prompts, and whether they do what their cases say.
import { GantryError } from "@gantry/contract";
import type { PromptFile } from "../../flow/index.ts";
import { createModels } from "../../model/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import type { Command } from "../command.ts";
import { readFlags, requireNoWords } from "../flags.ts";
import { block, bold, count, dim } from "../print/terminal.ts";
import { loadProject } from "../project.ts";
import { caseFileOf, readPromptCases, recordReplies, unmet } from "../prompt-cases.ts";
import type { PromptCase } from "../prompt-cases.ts";
import { promptFolder, readPrompts } from "../prompt-files.ts";
import { recordedModels, runPrompt } from "../prompt-runs.ts";
import type { PromptRun } from "../prompt-runs.ts";
import { secretsOf } from "../secrets.ts";
import { readSettings } from "../settings.ts";

/** Cases that a model is asked at a time. */
const atOnce = 16;
/** Milliseconds that it may take over one. */
const patience = 300_000;

interface Verdict {
  readonly prompt: string;
  readonly version: string;
  readonly case: string;
  readonly model: string;
  /** 2 where the first reply failed a check. */
  readonly asked: number;
  /** What is wrong, a sentence each; none where the case holds. */
  readonly problems: readonly string[];
  readonly remedy?: string;
}

const list: Command = async (words) => {
  requireNoWords(words);
  const folder = promptFolder(await loadProject(readSettings().projectFolder));
  const prompts = Object.values(readPrompts(folder));
  for (const file of prompts) {
    const { name, version, input } = file.prompt;
    console.log(`${bold(name)} ${dim(version)}  ${count(readPromptCases(folder, file).length, "case")}`);
    console.log(block(`takes ${Object.keys(input).join(", ")}; gives ${Object.keys(file.output).join(", ")}`, "  "));
  }
  if (prompts.length === 0) console.log(`no prompts in ${folder}: write one as NAME.md (docs/guides/prompts.md)`);
  return 0;
};

/** Runs the cases: from recorded replies, or with `--live` by the configured model, whose replies `--record` keeps. */
const test: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    live: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const project = await loadProject(readSettings().projectFolder);
  const folder = promptFolder(project);
  const prompts = readPrompts(folder);
  const [wanted] = positionals;
  const files = wanted === undefined ? Object.values(prompts) : [prompts[wanted]].filter((it) => it !== undefined);
  if (files.length === 0) {
    const known = Object.keys(prompts).join(", ");
    throw new GantryError(
      "not-found",
      wanted === undefined ? `there are no prompts in ${folder}` : `there is no prompt "${wanted}"`,
      {
        remedy: known === "" ? `write ${folder}/NAME.md (docs/guides/prompts.md)` : `prompts: ${known}`,
      },
    );
  }
  const live = values.live || values.record ? liveModels(project) : undefined;
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const replies = new Map<number, { readonly model: string; readonly reply: PromptRun["reply"] }>();
    const cases = [...readPromptCases(folder, file).entries()];
    for (let from = 0; from < cases.length; from += atOnce) {
      const some = cases.slice(from, from + atOnce);
      const judged = await Promise.all(some.map(async ([at, it]) => ({ at, ...(await judge(file, it, live)) })));
      for (const { at, verdict, run } of judged) {
        verdicts.push(verdict);
        if (run) replies.set(at, { model: run.model, reply: run.reply });
      }
    }
    if (values.record && replies.size > 0) recordReplies(folder, file.prompt, replies);
  }
  if (verdicts.length === 0) {
    throw new GantryError(
      "not-found",
      `${wanted === undefined ? "no prompt has" : `prompt "${wanted}" has no`} cases`,
      {
        remedy: `write them into ${caseFileOf(folder, files[0]?.prompt.name ?? "NAME")} (docs/guides/prompts.md)`,
      },
    );
  }
  if (values.json) console.log(JSON.stringify(verdicts, null, 2));
  else print(verdicts);
  return verdicts.every((it) => it.problems.length === 0) ? 0 : 1;
};

function liveModels(project: Awaited<ReturnType<typeof loadProject>>): ModelRegistry {
  const models = createModels({
    environment: process.env,
    document: project.models,
    secret: secretsOf(undefined),
    phrasebooks: project.phrasebooks,
  });
  if (models.deployments.some((it) => it.modality === "text" && !it.name.startsWith("builtin/"))) return models;
  throw new GantryError("bad-config", "no language model is configured to ask", {
    remedy: "set OPENAI_API_KEY or GANTRY_MODEL_URL (docs/guides/models.md), or leave --live away",
  });
}

async function judge(
  file: PromptFile,
  it: PromptCase,
  live: ModelRegistry | undefined,
): Promise<{ readonly verdict: Verdict; readonly run?: PromptRun }> {
  const { name, version } = file.prompt;
  const verdict = { prompt: name, version, case: it.case, model: "", asked: 0 };
  const { recorded } = it;
  const record = `gantry prompt test ${name} --record`;
  if (!live && recorded?.version !== version) {
    const problem = recorded ? "was recorded with other words of the prompt" : "has no recorded reply";
    return { verdict: { ...verdict, problems: [problem], remedy: record } };
  }
  try {
    const models = live ?? recordedModels(recorded?.reply ?? {});
    const run = await runPrompt(file, it, models, AbortSignal.timeout(patience));
    const flags = run.flags.length > it.flags ? run.flags : [];
    const problems = [...unmet(it.expect, run.reply), ...flags];
    const model = live ? run.model : `${recorded?.model}, recorded`;
    return { verdict: { ...verdict, model, asked: run.asked, problems }, ...(live ? { run } : {}) };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    const remedy = error.remedy === undefined ? {} : { remedy: error.remedy };
    return { verdict: { ...verdict, problems: [error.message], ...remedy } };
  }
}

function print(verdicts: readonly Verdict[]): void {
  for (const { prompt, case: name, model, asked, problems, remedy } of verdicts) {
    const how = [model, ...(asked > 1 ? ["asked twice"] : [])].filter((it) => it !== "").join(", ");
    console.log(`${problems.length === 0 ? "✓" : "✗"} ${bold(prompt)}: ${name}${how === "" ? "" : dim(` (${how})`)}`);
    for (const line of problems) console.log(block(line, "  "));
    if (remedy !== undefined) console.log(block(remedy, "    "));
  }
  console.log(`${verdicts.filter((it) => it.problems.length === 0).length} of ${count(verdicts.length, "case")} hold`);
}

const commands: Readonly<Record<string, Command>> = { list, test };

export const prompt: Command = async ([name = "", ...words]) => {
  const command = commands[name];
  if (command) return command(words);
  throw new GantryError("bad-request", "gantry prompt what?", {
    remedy: "gantry prompt list, or gantry prompt test [NAME] [--live] [--record]",
  });
};
