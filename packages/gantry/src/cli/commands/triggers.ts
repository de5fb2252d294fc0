import { formatMoment } from "@gantry/client";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { TriggerView } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { printTable } from "../print/table.ts";
import { block, bold, dim } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

interface Flags {
  readonly json: boolean;
  readonly event?: string;
}

type Verb = (client: Client, name: string | undefined, flags: Flags) => Promise<void>;

/** What an operator does with triggers: lists them, shows one with what it fired, pauses, resumes and fires it by hand. */
export const triggers: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    event: { type: "string" },
  });
  const [word = "list", name] = positionals;
  const verb = verbs[word];
  if (!verb) {
    throw new GantryError("bad-request", `"${word}" is nothing that can be done with triggers`, {
      remedy: `gantry triggers ${Object.keys(verbs).join(" | ")}`,
    });
  }
  const { client } = await connectAs(readSettings(), values.as);
  const { json, event } = values;
  await verb(client, name, { json, ...(event === undefined ? {} : { event }) });
  return 0;
};

const verbs: Readonly<Record<string, Verb>> = {
  list: async (client, _name, { json }) => {
    const all = await client.triggers();
    if (json) print(all);
    else printTriggers(all);
  },
  show: async (client, name, { json }) => {
    const found = await client.trigger(named(name));
    if (json) print(found);
    else printTrigger(found);
  },
  pause: async (client, name, { json }) => tell(await client.pauseTrigger(named(name)), json),
  resume: async (client, name, { json }) => tell(await client.resumeTrigger(named(name)), json),
  fire: async (client, name, { json, event }) => {
    const fired = await client.fireTrigger(named(name), event === undefined ? undefined : readEvent(event));
    if (json) print(fired);
    else console.log(`started ${fired.run}\n${dim(`gantry runs show ${fired.run}`)}`);
  },
};

function named(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new GantryError("bad-request", "which trigger?", { remedy: "gantry triggers list" });
}

function readEvent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GantryError("bad-request", "--event takes JSON", { remedy: `--event '{"region": "EMEA"}'` });
  }
}

const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

const tell = (trigger: TriggerView, json: boolean): void => {
  if (json) print(trigger);
  else console.log(`${trigger.name} ${stateOf(trigger)}`);
};

/** "paused", "next 16 Nov 2026, 07:00", "listens". */
const stateOf = ({ paused, next, kind, problem }: TriggerView): string => {
  if (paused) return "is paused";
  if (next !== null) return `is next at ${formatMoment(next)}`;
  if (problem !== null && problem.at === null) return "can't start its flow";
  return kind === "change" ? "looks for changes" : "listens";
};

const column = (name: string, title = name) => ({ name, title, format: "text" }) as const;

function printTriggers(all: readonly TriggerView[]): void {
  if (all.length === 0) return console.log("no triggers: docs/guides/triggers.md");
  printTable(
    [column("name"), column("on"), column("flow"), column("as"), column("state"), column("last"), column("problem")],
    all.map((it) => ({
      name: it.name,
      on: it.source,
      flow: it.flow,
      as: it.as,
      state: stateOf(it),
      last: it.firings[0] === undefined ? "" : formatMoment(it.firings[0].at),
      problem: it.problem?.code ?? "",
    })),
  );
}

function printTrigger(it: TriggerView): void {
  console.log(`${bold(it.title)}\n${dim(`${it.name} · ${it.source} · starts ${it.flow} as ${it.as}`)}`);
  console.log(`${stateOf(it)}${it.changedBy === null ? "" : dim(` (said by ${it.changedBy})`)}`);
  if (it.position !== null) console.log(dim(`has come to ${it.position}`));
  if (it.problem !== null) {
    const since = it.problem.at === null ? "" : `, ${formatMoment(it.problem.at)}`;
    console.log(block(`${it.problem.code}${since}: ${it.problem.detail}`, "  "));
  }
  if (it.firings.length === 0) return;
  console.log();
  printTable(
    [column("at"), column("run"), column("problem")],
    it.firings.map(({ at, run, code }) => ({ at: formatMoment(at), run: run ?? "none", problem: code ?? "" })),
  );
}
