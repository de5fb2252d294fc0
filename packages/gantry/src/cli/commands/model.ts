// `gantry model`: which models there are, whether they answer, and what was spent on them.
import { GantryError } from "@gantry/contract";
import type { ModelView, UsageView } from "@gantry/contract";
import { createModels, logistic, testModels } from "../../model/index.ts";
import type { Command } from "../command.ts";
import { readFlags, requireNoWords } from "../flags.ts";
import { printCard } from "../print/card.ts";
import { tableOf } from "../print/rows.ts";
import { dim } from "../print/terminal.ts";
import { loadProject } from "../project.ts";
import { connectAs } from "../running.ts";
import { secretsOf } from "../secrets.ts";
import { readSettings } from "../settings.ts";

const none =
  "no language model is configured, so the builtin ones work: set OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_GENERATIVE_AI_API_KEY or GANTRY_MODEL_URL, look for servers on this machine with `gantry model discover`, or give the project models (docs/guides/models.md)";

/** Sends one small structured request to each configured language model. */
const test: Command = async (words) => {
  requireNoWords(words);
  const { models: document } = await loadProject(readSettings().projectFolder);
  const results = await testModels(
    { environment: process.env, document, secret: secretsOf(undefined) },
    AbortSignal.timeout(120_000),
  );
  for (const { deployment, zone, ok, latency, problem } of results) {
    console.log(`${ok ? "✓" : "✗"} ${deployment} (${zone})  ${ok ? `answered in ${latency} ms` : problem?.detail}`);
    if (problem?.remedy) console.log(`  ${problem.remedy}`);
  }
  if (results.length === 0) console.log(none);
  return results.every((it) => it.ok) ? 0 : 10;
};

type Type = "varchar" | "double";

/** Prints rows under these columns, numbers to the right. */
const print = (columns: Readonly<Record<string, Type>>, rows: readonly Readonly<Record<string, string | number>>[]) =>
  process.stdout.write(
    tableOf({
      columns: Object.entries(columns).map(([name, type]) => ({ name, type, labels: [], treatment: "pass" })),
      rows: rows.map((row) => ({ ...row })),
      total: rows.length,
      tokens: {},
      scans: [],
    }),
  );

const priceOf = ({ price, priceFrom }: ModelView): string =>
  priceFrom === "unknown" ? "unknown" : `${price.input}/${price.output}`;

const list: Command = async (words) => {
  const { values } = readFlags(words, { as: { type: "string" }, json: { type: "boolean", default: false } });
  const { client } = await connectAs(readSettings(), values.as);
  const view = await client.models();
  if (values.json) console.log(JSON.stringify(view, null, 2));
  else {
    print(
      {
        model: "varchar",
        kind: "varchar",
        zone: "varchar",
        region: "varchar",
        "$/M in/out": "varchar",
        context: "double",
        latency: "varchar",
        breaker: "varchar",
      },
      view.models.map((it) => ({
        model: it.name,
        kind: it.modality,
        zone: it.zone,
        region: it.region,
        "$/M in/out": priceOf(it),
        context: it.context,
        latency: it.latency === null ? "not called yet" : `${Math.round(it.latency)} ms`,
        breaker: it.breaker,
      })),
    );
    console.log(dim(`prices: ${view.prices}, unless configured`));
  }
  return 0;
};

const budgetLine = ({ name, holder, period, ...it }: UsageView["budgets"][number]): string => {
  const tokens = `${it.tokens}${it.mostTokens === null ? "" : ` of ${it.mostTokens}`} tokens`;
  const cost = `$${it.cost.toFixed(4)}${it.mostCost === null ? "" : ` of $${it.mostCost}`}`;
  return `budget "${name}"${holder === "" ? "" : ` of ${holder}`}, from ${period}: ${tokens}, ${cost}`;
};

const usage: Command = async (words) => {
  const { values } = readFlags(words, {
    as: { type: "string" },
    since: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { client } = await connectAs(readSettings(), values.as);
  const view = await client.usage(values.since);
  if (values.json) console.log(JSON.stringify(view, null, 2));
  else {
    console.log(`Used since ${view.since}, as the ledger has it`);
    print(
      {
        caller: "varchar",
        model: "varchar",
        calls: "double",
        images: "double",
        "tokens in": "double",
        "tokens out": "double",
        $: "double",
      },
      view.usage.map((it) => ({
        caller: it.caller,
        model: it.model,
        calls: it.calls,
        images: it.images,
        "tokens in": it.input,
        "tokens out": it.output,
        $: it.cost.toFixed(4),
      })),
    );
    for (const budget of view.budgets) console.log(budgetLine(budget));
  }
  return 0;
};

/** Needs no server: what the project's models are stands in its files. */
const card: Command = async (words) => {
  const { values, positionals } = readFlags(words, { json: { type: "boolean", default: false } });
  const { scores } = await loadProject(readSettings().projectFolder);
  const models = createModels({ scores: Object.values(scores).map((it) => logistic(it)) });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1)
    throw new GantryError("bad-request", "gantry model card takes the name of an analytic model", {
      remedy: `gantry model card ${models.deployments.find((it) => it.modality === "analytic")?.name ?? "NAME"}`,
    });
  const model = models.score(name);
  if (model.card === undefined) throw new GantryError("not-found", `model "${name}" has no card`);
  if (values.json) console.log(JSON.stringify({ name: model.deployment.name, ...model.card }, null, 2));
  else printCard(model.deployment.name, model.card);
  return 0;
};

const commands = new Map<string, Command>([
  ["discover", async (words) => (await import("./model-discover.ts")).discover(words)],
  ["list", list],
  ["card", card],
  ["test", test],
  ["usage", usage],
]);

/** `gantry model list | card NAME | test | usage | discover`. */
export const model: Command = async ([word = "", ...words]) => {
  const command = commands.get(word);
  if (command === undefined)
    throw new GantryError("bad-request", "gantry model takes list, card, test, usage or discover", {
      remedy: "gantry model usage [--since YYYY-MM-DD] [--as PERSONA] [--json]",
    });
  return command(words);
};
