import { formatMoment } from "@gantry/client";
import type { Client } from "@gantry/client";
import { EffectOutcome, GantryError } from "@gantry/contract";
import type { RunView, UncertainEffectView } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { printTable } from "../print/table.ts";
import { block, bold, dim, shorten } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

type Verb = (client: Client, words: readonly string[], flags: Flags) => Promise<void>;

interface Flags {
  readonly json: boolean;
  readonly reason?: string;
  readonly step?: string;
}

/**
 * What an operator does with runs: lists them, shows one step by step, cancels one, lets a failed one go on, and says what became of the mails and
 * writes of which nobody knows whether they happened.
 */
export const runs: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    reason: { type: "string" },
    step: { type: "string" },
  });
  const [word = "list", ...rest] = positionals;
  const verb = verbs[word];
  if (!verb) {
    throw new GantryError("bad-request", `"${word}" is nothing that can be done with runs`, {
      remedy: `gantry runs ${Object.keys(verbs).join(" | ")}`,
    });
  }
  const { client } = await connectAs(readSettings(), values.as);
  const { json, reason, step } = values;
  await verb(client, rest, {
    json,
    ...(reason === undefined ? {} : { reason }),
    ...(step === undefined ? {} : { step }),
  });
  return 0;
};

const verbs: Readonly<Record<string, Verb>> = {
  list: async (client, _words, { json }) => {
    const all = await client.runs();
    if (json) print(all);
    else printRuns(all);
  },
  show: async (client, [id], { json }) => {
    const { id: run } = find(await client.runs(), id);
    const found = await client.runState(run);
    if (json) print(found);
    else printRun(found);
  },
  cancel: async (client, [id], { json }) => {
    const cancelled = await client.cancel(find(await client.runs(), id).id);
    if (json) print(cancelled);
    else console.log(`${cancelled.status}: ${cancelled.title}`);
  },
  retry: async (client, [id], { json, step }) => {
    const again = await client.retry(find(await client.runs(), id).id, step);
    if (json) print(again);
    else console.log(`${again.status}: ${again.title}`);
  },
  uncertain: async (client, _words, { json }) => {
    const all = await client.uncertain();
    if (json) print(all);
    else printUncertain(all);
  },
  resolve: async (client, [id, outcome], { json, reason }) => {
    const said = EffectOutcome.safeParse(outcome);
    if (!said.success) {
      throw new GantryError("bad-request", "what became of it?", {
        remedy: `gantry runs resolve ID ${EffectOutcome.options.join(" | ")}`,
      });
    }
    const found = find(await client.uncertain(), id);
    const left = await client.resolve(found, { outcome: said.data, ...(reason === undefined ? {} : { reason }) });
    if (json) print(left);
    else console.log(`${said.data}: ${found.title} · uncertain still: ${left.length}`);
  },
};

/** By its id, or by a beginning of it that no other has. */
export function find<T extends { readonly id: string }>(all: readonly T[], id: string | undefined): T {
  const found = all.filter((it) => id !== undefined && id !== "" && it.id.startsWith(id));
  const exact = found.find((it) => it.id === id) ?? (found.length === 1 ? found[0] : undefined);
  if (exact) return exact;
  throw new GantryError(
    found.length > 1 ? "bad-request" : "not-found",
    found.length > 1 ? "several begin like that" : "there is none of that id among those you may see",
    { remedy: "ids: gantry runs list, gantry runs uncertain" },
  );
}

const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

const column = (name: string, title = name) => ({ name, title, format: "text" }) as const;

function printRuns(all: readonly RunView[]): void {
  if (all.length === 0) return console.log("no runs yet");
  printTable(
    [column("id"), column("status"), column("started"), column("asked", "asked by"), column("question")],
    all.map((it) => ({
      id: it.id,
      status: it.status,
      started: formatMoment(it.createdAt),
      asked: it.requestedBy,
      question: it.question ?? it.title,
    })),
  );
}

function printRun(run: RunView): void {
  console.log(`${bold(run.question ?? run.title)}\n${dim(`${run.status} · ${run.flow} · ${run.id}`)}\n`);
  printTable(
    [column("step"), column("state"), column("rows"), column("problem")],
    run.steps.map((it) => ({
      step: it.title,
      state: it.state,
      rows: it.total === undefined ? "" : `${it.done ?? 0} of ${it.total}`,
      problem: it.problem?.code ?? "",
    })),
  );
  const problems = run.steps.flatMap(({ problem }) => problem ?? []);
  const told = new Map(problems.map((it) => [it.detail, it.remedy]));
  for (const [detail, remedy] of told)
    console.log(`✗ ${block(detail, "  ").trimStart()}${remedy === undefined ? "" : `\n${dim(block(remedy, "  "))}`}`);
}

function printUncertain(all: readonly UncertainEffectView[]): void {
  if (all.length === 0) return console.log("of every mail and write it is known what became of it");
  for (const it of all) {
    const tries = it.attempts === 1 ? "" : `, ${it.attempts} attempts`;
    console.log(bold(`${it.title} (${it.operation}, since ${formatMoment(it.since)}${tries})`));
    console.log(`  ${it.id}`);
    for (const [field, value] of Object.entries(it.content)) {
      console.log(block(`${field}: ${shorten(String(value ?? "–").replace(/\s+/g, " "), 160)}`, "  "));
    }
    if (it.look !== null) console.log(block(`look for: ${it.look}`, "  "));
    console.log();
  }
  console.log(dim(`gantry runs resolve ID ${EffectOutcome.options.join("|")} --reason "how you found out"`));
}
