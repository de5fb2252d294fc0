// Whether lineage holds: what it doesn't list has no influence in any version of the world.
import type { Lineage } from "../types.ts";
import type { Asked, Outcome, Perturbed, Version } from "./perturbed.ts";

/** A query and what was proven of it. */
export interface Proven {
  readonly sql: string;
  readonly lineage: Lineage;
  /** Tables and steps that it reads. */
  readonly reads: ReadonlySet<string>;
}

/** An influence that lineage doesn't list. */
export interface Missed {
  readonly source: string;
  readonly what: string;
}

export interface Influences {
  readonly query: Proven;
  readonly missed: readonly Missed[];
  /** Columns that lineage lists, and those among them that were seen to matter. */
  readonly listed: ReadonlySet<string>;
  readonly mattered: ReadonlySet<string>;
  /** Columns of its control that were seen to decide rows: how many, or which, by the columns that don't hold them. */
  readonly decided: ReadonlySet<string>;
}

/** Results larger than this are not compared: they say no more than small ones. */
const mostRows = 1000;

const bag = (rows: readonly (readonly string[])[], columns: readonly number[]): string =>
  rows
    .map((row) => columns.map((index) => row[index] ?? "").join("\u0001"))
    .sort()
    .join("\u0002");

/** What differs and must not: the rows, or the columns among which `source` has no influence. */
const difference = (before: Outcome, after: Outcome, lineage: Lineage, source: string): string | undefined => {
  if (before === "failed" || after === "failed") {
    const isListed = lineage.columns.some(({ sources }) => source in sources);
    return before === after || isListed ? undefined : "whether it fails";
  }
  if (before.length !== after.length) return "the number of rows";
  const untouched = lineage.columns.flatMap(({ sources }, index) => (source in sources ? [] : [index]));
  if (bag(before, untouched) === bag(after, untouched)) return undefined;
  const names = untouched.filter((index) => bag(before, [index]) !== bag(after, [index]));
  return names.length === 0
    ? "how values stand together"
    : `column ${names.map((index) => lineage.columns[index]?.name).join(", ")}`;
};

const isReordered = (before: Outcome, after: Outcome): boolean =>
  before !== "failed" &&
  after !== "failed" &&
  bag(before, [...(before[0] ?? []).keys()]) === bag(after, [...(after[0] ?? []).keys()]);

interface Running {
  readonly query: Proven;
  readonly asked: Asked;
  readonly before: Outcome;
  readonly control: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
  readonly mattered: Set<string>;
  readonly decided: Set<string>;
  readonly missed: Missed[];
}

const open = async (query: Proven, world: Perturbed): Promise<Running | undefined> => {
  const asked = await world.ask(query.sql);
  const before = await asked?.run();
  if (asked === undefined || before === undefined || before === "failed" || before.length > mostRows) {
    asked?.close();
    return undefined;
  }
  const control = new Set(query.lineage.control);
  const all = [...control, ...query.lineage.columns.flatMap(({ sources }) => Object.keys(sources))];
  const listed = new Set(all.filter((name) => !name.startsWith("$")));
  return { query, asked, before, control, listed, mattered: new Set(), decided: new Set(), missed: [] };
};

/** Whether `version` can tell something new of the query: a column that its text doesn't name can't be in it. */
const concerns = ({ source, table, column }: Version, { query, decided }: Running): boolean =>
  query.reads.has(table) && (column === "*" || query.sql.includes(`"${column}"`)) && !decided.has(source);

const compare = ({ source }: Version, running: Running, after: Outcome): void => {
  if (JSON.stringify(running.before) === JSON.stringify(after)) return;
  if (running.listed.has(source)) running.mattered.add(source);
  const what = difference(running.before, after, running.query.lineage, source);
  if (running.control.has(source)) {
    if (what !== undefined || isReordered(running.before, after)) running.decided.add(source);
  } else if (what !== undefined) running.missed.push({ source, what });
};

/** Runs each query on every version that concerns it. Those that fail on the world as it is are left out. */
export const influencesOf = async (queries: readonly Proven[], world: Perturbed): Promise<readonly Influences[]> => {
  const running: Running[] = [];
  for (const query of queries) {
    const opened = await open(query, world);
    if (opened !== undefined) running.push(opened);
  }
  for (const version of world.versions) {
    const concerned = running.filter((each) => concerns(version, each));
    if (concerned.length === 0) continue;
    const outcomes: Outcome[] = [];
    const isWhole = await world.within(version, async () => {
      for (const each of concerned) outcomes.push(await each.asked.run());
    });
    if (!isWhole) break;
    concerned.forEach((each, index) => compare(version, each, outcomes[index] ?? "failed"));
  }
  for (const { asked } of running) asked.close();
  return running;
};
