// The gantry command: finds the command, runs it, turns errors into one clear message and an exit code.
import { GantryError } from "@gantry/contract";
import type { Command } from "./command.ts";
import { choiceLines } from "./print/choices.ts";
import { usage } from "./usage.ts";

// Each command is loaded when it is called: `gantry token` should not pay for DuckDB.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./commands/start.ts")).start,
  ask: async () => (await import("./commands/ask.ts")).ask,
  check: async () => (await import("./commands/check.ts")).check,
  policy: async () => (await import("./commands/policy.ts")).policy,
  explain: async () => (await import("./commands/explain.ts")).explain,
  audit: async () => (await import("./commands/audit.ts")).audit,
  erase: async () => (await import("./commands/erase.ts")).erase,
  receipt: async () => (await import("./commands/receipt.ts")).receipt,
  token: async () => (await import("./commands/token.ts")).token,
  systems: async () => (await import("./commands/systems.ts")).systems,
  model: async () => (await import("./commands/model.ts")).model,
  models: async () => (await import("./commands/model.ts")).model,
  mcp: async () => (await import("./commands/mcp.ts")).mcp,
  catalog: async () => (await import("./commands/catalog.ts")).catalog,
  connect: async () => (await import("./commands/connect.ts")).connect,
  documents: async () => (await import("./commands/documents.ts")).documents,
  query: async () => (await import("./commands/query.ts")).query,
  approvals: async () => (await import("./commands/approvals.ts")).approvals,
  runs: async () => (await import("./commands/runs.ts")).runs,
  replay: async () => (await import("./commands/replay.ts")).replay,
  test: async () => (await import("./commands/test.ts")).test,
  eval: async () => (await import("./commands/eval.ts")).evaluation,
  prompt: async () => (await import("./commands/prompt.ts")).prompt,
  questions: async () => (await import("./commands/questions.ts")).questions,
  triggers: async () => (await import("./commands/triggers.ts")).triggers,
  backup: async () => (await import("./commands/backup.ts")).backup,
  restore: async () => (await import("./commands/restore.ts")).restore,
  migrate: async () => (await import("./commands/migrate.ts")).migrate,
  stop: async () => (await import("./commands/stop.ts")).stop,
};

async function run(words: readonly string[]): Promise<number> {
  const [name = "help", ...rest] = words;
  if (name === "help" || name === "--help" || name === "-h") {
    console.log(usage);
    return 0;
  }
  const load = commands[name];
  if (!load) {
    console.error(`gantry: there is no command "${name}"\n\n${usage}`);
    return 2;
  }
  return (await load())(rest);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof GantryError)) throw error;
  const { message, remedy, choices = [] } = error;
  const mends = choices.length === 0 ? (remedy === undefined ? [] : [`  ${remedy}`]) : choiceLines(choices);
  console.error([`gantry: ${message}`, ...mends].join("\n"));
  process.exitCode = error.exit;
}
