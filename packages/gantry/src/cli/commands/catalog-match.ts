import { createInterface } from "node:readline/promises";
import { GantryError } from "@gantry/contract";
import { bitsOf, levelNames, matchFields } from "../../catalog/index.ts";
import type { AssignedPair, Catalog, MatchField, MatchTables, Table } from "../../catalog/index.ts";
import { createQueryEngine } from "../../query/index.ts";
import type { Command } from "../command.ts";
import { keepCrosswalk } from "../crosswalks.ts";
import type { CrosswalkPair } from "../crosswalks.ts";
import { readFlags } from "../flags.ts";
import { matchTables } from "../match/match.ts";
import type { MatchedPair, Matching } from "../match/match.ts";
import { loadProject } from "../project.ts";
import type { LoadedProject } from "../project.ts";
import { readSettings } from "../settings.ts";
import { openSources } from "../sources.ts";

/**
 * Finds records of two systems that are the same thing. Prints scored pairs to look at; `--accept 0.95` keeps those at
 * least as probable as a table that SQL can join (`crosswalk.<left>_<right>`), `--review` asks about the doubtful ones.
 * Names are shown at a terminal only; what is kept, and `--json`, hold keys and scores.
 */
export const catalogMatch: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    on: { type: "string" },
    accept: { type: "string" },
    review: { type: "boolean", default: false },
    as: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [leftName, rightName, ...more] = positionals;
  if (leftName === undefined || rightName === undefined || more.length > 0) {
    throw new GantryError("bad-request", "match which two tables?", {
      remedy: "gantry catalog match crm.accounts billing.customers [--on name,country] [--accept 0.95]",
    });
  }
  const threshold = values.accept === undefined ? undefined : Number(values.accept);
  if (threshold !== undefined && !(threshold > 0 && threshold <= 1))
    throw new GantryError("bad-request", "--accept takes a probability: more than 0, at most 1");
  if (values.review && !process.stdin.isTTY)
    throw new GantryError("bad-request", "--review asks at a terminal", {
      remedy: "--accept 0.95 keeps what is probable enough without asking",
    });

  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const sources = await openSources(project, settings);
  try {
    const catalog = sources.define();
    const tables = tablesOf(catalog, leftName, rightName, values.on);
    const engine = createQueryEngine({ catalog, connectors: sources.connections.connector });
    const signal = AbortSignal.timeout(600_000);
    try {
      const matching = await matchTables(tables, engine, {
        signal,
        context: (source) => sources.connections.context(source, signal),
      });
      if (values.json) printJson(tables, matching);
      else printMatching(tables, matching, threshold ?? 0.95);
      if (threshold === undefined && !values.review) return 0;
      const pairs = await decide(matching, threshold ?? 0.95, values.review);
      await keep(project, tables, pairs, threshold ?? 0.95, values.as);
      return 0;
    } finally {
      await engine.close();
    }
  } finally {
    await sources.close();
  }
};

function tablesOf(catalog: Catalog, leftName: string, rightName: string, on: string | undefined): MatchTables {
  const [left, right] = [leftName, rightName].map((name): Table => {
    const found = catalog.tables[name];
    if (found === undefined)
      throw new GantryError("not-found", `the catalog has no table "${name}"`, {
        remedy: `tables: ${Object.keys(catalog.tables).join(", ")}`,
      });
    if (found.key.length !== 1)
      throw new GantryError("bad-request", `table "${name}" has no key of one column to be paired by`, {
        remedy: 'give it one in catalog.ts: key: ["id"]',
      });
    return found;
  });
  if (left === undefined || right === undefined) throw new GantryError("internal", "two tables became fewer");
  const [leftKey = "", rightKey = ""] = [left.key[0], right.key[0]];
  const link = right.columns.find((column) => column.references === `${left.name}.${leftKey}`)?.name;
  return {
    left: { name: left.name, key: leftKey },
    right: { name: right.name, key: rightKey },
    fields: matchFields(left, right, on),
    ...(link === undefined ? {} : { link }),
  };
}

const isSure = ({ pair, ambiguous }: AssignedPair<MatchedPair>, threshold: number): boolean =>
  pair.score >= threshold && !ambiguous;

async function decide({ pairs }: Matching, threshold: number, review: boolean): Promise<readonly CrosswalkPair[]> {
  const kept = (pair: MatchedPair, decided: CrosswalkPair["decided"]): CrosswalkPair => ({
    left: pair.left,
    right: pair.right,
    score: round(pair.score),
    decided,
  });
  const sure = pairs.filter((it) => isSure(it, threshold)).map(({ pair }) => kept(pair, "matched"));
  if (!review) return sure;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const accepted: CrosswalkPair[] = [];
  try {
    for (const it of pairs.filter((each) => !isSure(each, threshold))) {
      const { pair } = it;
      const answer = await terminal.question(
        `${percent(pair.score)}  ${pair.leftShown} = ${pair.rightShown} ?  [y] same  [n] not  [q] stop: `,
      );
      if (answer.trim() === "q") break;
      if (answer.trim() === "y") accepted.push(kept(pair, "accepted"));
    }
  } finally {
    terminal.close();
  }
  return [...sure, ...accepted];
}

async function keep(
  project: LoadedProject,
  tables: MatchTables,
  pairs: readonly CrosswalkPair[],
  threshold: number,
  named: string | undefined,
): Promise<void> {
  const [left, right] = [tables.left, tables.right].map(({ name, key }) => ({
    full: `${name}.${key}`,
    source: name.split(".")[0] ?? "",
    local: name.split(".")[1] ?? "",
    key,
  }));
  if (left === undefined || right === undefined) return;
  const name = named ?? `${left.local}_${right.local}`;
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new GantryError("bad-request", `"${name}" is no name of a table`, {
      remedy: "lower snake case: --as accounts_customers",
    });
  const isSame = `${left.local}_${left.key}` === `${right.local}_${right.key}`;
  const columnOf = (of: typeof left): string => `${isSame ? `${of.source}_` : ""}${of.local}_${of.key}`;
  const file = await keepCrosswalk(
    project.folder,
    name,
    {
      left: left.full,
      right: right.full,
      leftColumn: columnOf(left),
      rightColumn: columnOf(right),
      on: tables.fields.map((field) => `${field.left}=${field.right}`),
      threshold,
      at: new Date().toISOString(),
    },
    pairs,
  );
  console.error(
    `kept ${pairs.length} pairs in ${file}\n  join them in SQL: … join crosswalk.${name} x on x.${columnOf(left)} = … join … on … = x.${columnOf(right)}`,
  );
}

const round = (score: number): number => Math.round(score * 10_000) / 10_000;
const percent = (score: number): string => `${(score * 100).toFixed(1).padStart(5)} %`;
const fieldText = ({ left, right }: MatchField): string => (left === right ? left : `${left}=${right}`);

function printJson(tables: MatchTables, { model, compared, pairs }: Matching): void {
  const { lambda, m, u, rounds } = model;
  const shown = pairs.map(({ pair, ambiguous }) => ({
    left: pair.left,
    right: pair.right,
    score: round(pair.score),
    levels: pair.levels,
    ambiguous,
    link: pair.link,
  }));
  console.log(
    JSON.stringify(
      {
        left: tables.left,
        right: tables.right,
        on: tables.fields,
        compared,
        model: { lambda, m, u, rounds },
        pairs: shown,
      },
      null,
      2,
    ),
  );
}

const mostShown = 40;

function printMatching(tables: MatchTables, { model, compared, pairs }: Matching, threshold: number): void {
  const { left, right, fields } = tables;
  console.log(`${left.name} and ${right.name} on ${fields.map(fieldText).join(", ")}: ${compared} pairs compared`);
  fields.forEach((field, at) => {
    const names = levelNames[field.kind];
    const bits = names.map((name, index) => `${name} ${bitsOf(model, at, names.length - 1 - index).toFixed(1)}`);
    console.log(`  ${fieldText(field)}: bits of evidence: ${bits.join(", ")}`);
  });
  const sure = pairs.filter((it) => isSure(it, threshold));
  const doubtful = pairs.filter((it) => !isSure(it, threshold));
  const isPerson = process.stdout.isTTY;
  // The doubtful first, most doubtful at the top; then those nearest to them.
  const shown = [
    ...doubtful.toSorted((a, b) => Math.abs(a.pair.score - 0.5) - Math.abs(b.pair.score - 0.5)),
    ...sure.toReversed(),
  ].slice(0, mostShown);
  for (const { pair, ambiguous } of shown) {
    const names = isPerson ? `  ${pair.leftShown} = ${pair.rightShown}` : "";
    console.log(
      `${percent(pair.score)}  ${pair.left} = ${pair.right}${names}${ambiguous ? "  (another is as good)" : ""}`,
    );
  }
  if (!isPerson) console.log("(names are shown at a terminal only)");
  console.log(`${sure.length} pairs at ${threshold} or more, ${doubtful.length} doubtful, ${shown.length} shown`);
  if (tables.link === undefined) return;
  const same = sure.filter(({ pair }) => pair.link === pair.left).length;
  const none = sure.filter(({ pair }) => pair.link === null).length;
  console.log(
    `${right.name}.${tables.link} says the same of ${same} of them, something else of ${sure.length - same - none}, nothing of ${none}`,
  );
}
