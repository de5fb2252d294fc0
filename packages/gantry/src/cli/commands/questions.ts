import { formatMoment } from "@gantry/client";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { QuestionAlert, QuestionView, SaveQuestionRequest } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { printTable } from "../print/table.ts";
import { block, bold, dim } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

interface Flags {
  readonly json: boolean;
  readonly question?: string;
  readonly flow?: string;
  readonly input?: string;
  readonly cron?: string;
  readonly zone?: string;
  readonly alert?: string;
}

type Verb = (client: Client, words: readonly string[], flags: Flags) => Promise<void>;

/** Saved questions: listed, shown with what came of them, saved, asked now, removed, subscribed to. */
export const questions: Command = async (words) => {
  const text = { type: "string" } as const;
  const { values, positionals } = readFlags(words, {
    as: text,
    json: { type: "boolean", default: false },
    question: text,
    flow: text,
    input: text,
    cron: text,
    zone: text,
    alert: text,
  });
  const [word = "list", ...rest] = positionals;
  const verb = verbs[word];
  if (!verb) {
    throw new GantryError("bad-request", `"${word}" is nothing that can be done with saved questions`, {
      remedy: `gantry questions ${Object.keys(verbs).join(" | ")}`,
    });
  }
  const { as, ...flags } = values;
  const { client } = await connectAs(readSettings(), as);
  await verb(client, rest, withoutUndefined(flags));
  return 0;
};

const verbs: Readonly<Record<string, Verb>> = {
  list: async (client, _words, { json }) => {
    const all = await client.questions();
    if (json) print(all);
    else printQuestions(all);
  },
  show: async (client, [id], { json }) => {
    const found = await client.savedQuestion(named(id));
    if (json) print(found);
    else printQuestion(found);
  },
  save: async (client, [name], flags) => {
    const saved = await client.saveQuestion(requestOf(name, flags));
    if (flags.json) print(saved);
    else console.log(`saved ${saved.id}\n${dim(`gantry questions run ${saved.id}`)}`);
  },
  run: async (client, [id], { json }) => {
    const started = await client.runQuestion(named(id));
    if (json) print(started);
    else console.log(`started ${started.run}\n${dim(`gantry runs show ${started.run}`)}`);
  },
  remove: async (client, [id]) => {
    await client.removeQuestion(named(id));
    console.log("removed");
  },
  subscribe: async (client, [id], { json }) => tell(await client.changeQuestion(named(id), "subscribe"), json),
  unsubscribe: async (client, [id], { json }) => tell(await client.changeQuestion(named(id), "unsubscribe"), json),
  mute: async (client, [id], { json }) => tell(await client.changeQuestion(named(id), "mute"), json),
  unmute: async (client, [id], { json }) => tell(await client.changeQuestion(named(id), "unmute"), json),
};

function named(id: string | undefined): string {
  if (id !== undefined) return id;
  throw new GantryError("bad-request", "which question?", { remedy: "gantry questions list" });
}

function requestOf(name: string | undefined, { question, flow, input, cron, zone, alert }: Flags): SaveQuestionRequest {
  const wrong = (what: string, remedy: string): GantryError => new GantryError("bad-request", what, { remedy });
  const example = 'gantry questions save "At risk" --question "which …" --cron "0 7 * * MON" --alert changed';
  if (name === undefined) throw wrong("what is it to be called?", example);
  if ((question === undefined) === (flow === undefined)) throw wrong("--question, or --flow with --input", example);
  let given: SaveQuestionRequest["input"];
  try {
    // What it holds is checked by the server.
    given = input === undefined ? undefined : (JSON.parse(input) as SaveQuestionRequest["input"]);
  } catch {
    throw wrong("--input takes JSON", `--input '{"region": "EMEA"}'`);
  }
  return {
    name,
    ...(question === undefined ? {} : { question }),
    ...(flow === undefined ? {} : { flow }),
    ...(given === undefined ? {} : { input: given }),
    ...(cron === undefined ? {} : { schedule: { cron, ...(zone === undefined ? {} : { timeZone: zone }) } }),
    ...(alert === undefined ? {} : { alert: alertOf(alert) }),
  };
}

/** `changed`, `count>10`, `probability<0.2`. */
function alertOf(text: string): QuestionAlert {
  if (text === "changed") return { kind: "changed" };
  const [, what, sign, number] = /^\s*(\w+)\s*([<>])\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (what === undefined || number === undefined)
    throw new GantryError("bad-request", "--alert takes changed, count>N, or COLUMN>N", {
      remedy: '--alert changed, --alert "count>10", --alert "probability<0.2"',
    });
  const bound = sign === ">" ? { above: Number(number) } : { below: Number(number) };
  return what === "count" ? { kind: "count", ...bound } : { kind: "value", column: what, ...bound };
}

const withoutUndefined = (flags: { readonly [Name in keyof Flags]: Flags[Name] | undefined }): Flags =>
  // What is not given is absent, as the type says.
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as unknown as Flags;

const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

const tell = (question: QuestionView, json: boolean): void => {
  if (json) print(question);
  else console.log(`${question.name}: ${hearingOf(question)}`);
};

const hearingOf = ({ subscribed, muted, byMail }: QuestionView): string => {
  if (!subscribed) return "not subscribed";
  if (muted) return "muted";
  return byMail ? "by mail" : "in the console";
};

const column = (name: string, title = name) => ({ name, title, format: "text" }) as const;

function printQuestions(all: readonly QuestionView[]): void {
  if (all.length === 0) return console.log("no saved questions: docs/guides/saved-questions.md");
  printTable(
    [column("id"), column("name"), column("owner"), column("next"), column("last"), column("told"), column("problem")],
    all.map((it) => ({
      id: it.id,
      name: it.unseen ? `• ${it.name}` : it.name,
      owner: it.mine ? "you" : it.owner,
      next: it.active ? (it.next === null ? "by hand" : formatMoment(it.next)) : "stopped",
      last: it.outcomes[0] === undefined ? "" : it.outcomes[0].text,
      told: hearingOf(it),
      problem: it.problem?.code ?? "",
    })),
  );
}

function printQuestion(it: QuestionView): void {
  const asked = it.question ?? `${it.flow ?? ""} ${JSON.stringify(it.input)}`;
  const when = it.schedule === null ? "by hand" : `${it.schedule.cron}, ${it.schedule.timeZone}`;
  console.log(`${bold(it.name)}\n${asked}\n${dim(`${it.id} · ${when} · ${hearingOf(it)}`)}`);
  if (it.problem !== null)
    console.log(block(`${it.problem.code}, ${formatMoment(it.problem.at)}: ${it.problem.detail}`, "  "));
  if (it.outcomes.length === 0) return;
  console.log();
  printTable(
    [column("at"), column("what"), column("told"), column("run")],
    it.outcomes.map((one) => ({
      at: formatMoment(one.at),
      what: one.text,
      told: one.alert ? "yes" : "",
      run: one.run,
    })),
  );
}
