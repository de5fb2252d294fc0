// The four use cases as the README gives them: each its command, in a process of its own against a server just started, with
// builtin models. What is timed is what a person waits for, from the command to the last line of its answer.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gantry, openHouse } from "../../test/support/house.ts";
import type { Measurement } from "../measurement.ts";
import { median } from "../statistics.ts";

/** Seconds within which each is to be done, the first time too. */
const goal = 10;

const readme = path.resolve(import.meta.dirname, "../../README.md");

interface Case {
  readonly question: string;
  /** The flag that names a folder for what is made, and the folder; empty where the command has none. */
  readonly flag: string;
  readonly folder: string;
}

/** The README's commands that ask. */
const casesOf = (text: string): readonly Case[] =>
  [...text.matchAll(/npx gantry ask "([^"]+)"(?: (--[a-z]+) ([a-z]+))?/gu)].map(
    ([, question = "", flag = "", folder = ""]) => ({ question, flag, folder }),
  );

export const measure: Measurement = async ({ quick }) => {
  const scratch = mkdtempSync(path.join(tmpdir(), "gantry-bench-cases-"));
  const house = await openHouse();
  try {
    const env = { ...house.env, PORT: new URL(house.url).port };
    const rows: Record<string, string | number>[] = [];
    for (const { question, flag, folder } of casesOf(readFileSync(readme, "utf8"))) {
      const out = path.join(scratch, folder);
      const seconds: number[] = [];
      let lines = 0;
      for (let turn = 0; turn < (quick ? 2 : 4); turn += 1) {
        const begun = performance.now();
        const done = await gantry(["ask", question, ...(flag === "" ? [] : [flag, out])], env);
        seconds.push((performance.now() - begun) / 1000);
        if (done.code !== 0) throw new Error(`gantry ask "${question}": exit ${done.code}\n${done.err}`);
        lines = done.out.trimEnd().split("\n").length;
      }
      const [first = Number.NaN, ...again] = seconds;
      const files = flag === "" ? 0 : readdirSync(out, { recursive: true }).length;
      rows.push({ question: `${question.slice(0, 48)} …`, first, again: median(again), lines, files });
    }
    const rounded = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, it]) => [name, typeof it === "number" ? Math.round(it * 100) / 100 : it]),
      ),
    );
    console.table(rounded);
    console.log("seconds of the whole command; files: what its flag had written");
    const slow = rows.filter(({ first, again }) => !(Number(first) < goal && Number(again) < goal));
    return { pass: rows.length === 4 && slow.length === 0, figures: { goalSeconds: goal, cases: rounded } };
  } finally {
    await house.close();
    rmSync(scratch, { recursive: true, force: true });
  }
};
