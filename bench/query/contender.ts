// One contender in a process of its own: `node contender.ts NAME QUESTION REPEATS`, the databases' addresses on stdin.
// Prints one line of JSON.
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { duckdb } from "./duckdb.ts";
import { javascript } from "./javascript.ts";
import { ours } from "./ours.ts";
import type { Contender, QuestionName } from "./questions.ts";

/** What a contender's process says. */
export interface Said {
  /** Of the first time, in milliseconds, and of each further one. */
  readonly first: number;
  readonly again: readonly number[];
  readonly moved: number;
  readonly rows: number;
  /** Over the answer's rows: equal for all contenders. */
  readonly digest: string;
}

const [name = "", question = "", repeats = "1"] = process.argv.slice(2);
const isQuestion = (word: string): word is QuestionName => word === "join" || word === "aggregate";
if (!isQuestion(question)) throw new Error(`no question ${question}`);
const urls = JSON.parse(await text(process.stdin)) as { crm: string; billing: string };
const open: Readonly<Record<string, () => Contender | Promise<Contender>>> = {
  gantry: () => ours(urls),
  javascript: () => javascript(urls, false),
  lean: () => javascript(urls, true),
  duckdb: () => duckdb(urls),
};
const contender = await open[name]?.();
if (contender === undefined) throw new Error(`no contender ${name}`);

const times: number[] = [];
const digests = new Set<string>();
let moved = 0;
let rows = 0;
for (let turn = 0; turn <= Number(repeats); turn += 1) {
  const begun = performance.now();
  const outcome = await contender.answer(question);
  times.push(performance.now() - begun);
  digests.add(createHash("sha256").update(JSON.stringify(outcome.rows)).digest("hex").slice(0, 16));
  ({ moved } = outcome);
  rows = outcome.rows.length;
}
const [digest = ""] = digests;
const [first = Number.NaN, ...again] = times;
// The peak is read off this process and its children before they end.
process.stdout.write(
  `${JSON.stringify({ first, again, moved, rows, digest: digests.size === 1 ? digest : "varies" } satisfies Said)}\n`,
);
process.once("message", () => {
  void contender.close().then(() => process.exit(0));
});
