// Whether lineage holds: what it doesn't list has no influence in any version of the world.
import type { Lineage } from "../types.ts";
import type { Asked, Outcome, Perturbed, Version } from "./perturbed.ts";

/** A query and what was proven of it. */
export interface Proven {
  readonly sql: string;
  readonly lineage: Lineage;
  /** Tables and steps that it reads. */
  readonly reads: ReadonlySet<string>;
  /** Whether its column `rid` says of which rows each row is made. */
  readonly isTraced: boolean;
  /** How many queries of its sort it stands for. */
  readonly weight: number;
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
  /** How often a column of control changed and the same rows came out, so that values could be held against their levels. */
  readonly sameRows: number;
}

/** Results larger than this are not compared: they say no more than small ones. */
const mostRows = 1000;

type Rows = Exclude<Outcome, "failed">;

const bag = (rows: Rows, columns: readonly number[]): string =>
  rows
    .map((row) => columns.map((index) => row[index] ?? "").join("\u0001"))
    .sort()
    .join("\u0002");

/** The output columns in which `source` has no part. */
const untouchedBy = (source: string, { columns }: Lineage): readonly number[] =>
  columns.flatMap(({ sources }, index) => (source in sources ? [] : [index]));

const named = (indexes: readonly number[], { columns }: Lineage): string =>
  `column ${indexes.map((index) => columns[index]?.name).join(", ")}`;

/** What differs and must not: the rows, or the columns among which `source` has no influence. */
const difference = (before: Outcome, after: Outcome, lineage: Lineage, source: string): string | undefined => {
  if (before === "failed" || after === "failed") {
    const isListed = lineage.columns.some(({ sources }) => source in sources);
    return before === after || isListed ? undefined : "whether it fails";
  }
  if (before.length !== after.length) return "the number of rows";
  const untouched = untouchedBy(source, lineage);
  if (bag(before, untouched) === bag(after, untouched)) return undefined;
  const changed = untouched.filter((index) => bag(before, [index]) !== bag(after, [index]));
  return changed.length === 0 ? "how values stand together" : named(changed, lineage);
};

interface Running {
  readonly query: Proven;
  readonly asked: Asked;
  readonly before: Outcome;
  readonly control: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
  readonly mattered: Set<string>;
  readonly missed: Missed[];
  /** Whether it was run on another world before. */
  readonly isAgain: boolean;
  sameRows: number;
}

const open = async (query: Proven, world: Perturbed, seen?: Influences): Promise<Running | undefined> => {
  const asked = await world.ask(query.sql);
  const before = await asked?.run();
  if (asked === undefined || before === undefined || before === "failed" || before.length > mostRows) {
    asked?.close();
    return undefined;
  }
  const control = new Set(query.lineage.control);
  const all = [...control, ...query.lineage.columns.flatMap(({ sources }) => Object.keys(sources))];
  const listed = new Set(all.filter((name) => !name.startsWith("$")));
  const isAgain = seen !== undefined;
  const [mattered, missed] = [new Set(seen?.mattered), [...(seen?.missed ?? [])]];
  return { query, asked, before, control, listed, mattered, missed, isAgain, sameRows: seen?.sameRows ?? 0 };
};

/** Whether `version` can tell something new of the query: a column that its text doesn't name can't be in it. */
const concerns = (version: Version, { query, control, listed, mattered, isAgain }: Running): boolean => {
  const { source, table, column, isExtra } = version;
  if (!query.reads.has(table) || (column !== "*" && !query.sql.includes(`"${column}"`))) return false;
  if (isExtra || isAgain) return listed.has(source) && !mattered.has(source);
  return query.isTraced || !control.has(source) || !mattered.has(source);
};

/**
 * A column of control alone may decide which rows come out, and nothing else: where the same rows do, the values in which
 * it has no part are the same.
 */
const holdLevels = (source: string, running: Running, after: Outcome): void => {
  const { query, before, missed } = running;
  // A key is what the trace is made of.
  if (source.endsWith(".id")) return;
  const rid = query.lineage.columns.findIndex(({ name }) => name === "rid");
  if (before === "failed" || after === "failed" || rid < 0 || bag(before, [rid]) !== bag(after, [rid])) return;
  running.sameRows += 1;
  const untouched = [rid, ...untouchedBy(source, query.lineage)];
  if (bag(before, untouched) === bag(after, untouched)) return;
  const changed = untouched.filter((index) => bag(before, [rid, index]) !== bag(after, [rid, index]));
  missed.push({ source, what: `${named(changed, query.lineage)}, though it is listed as control only` });
};

const compare = ({ source }: Version, running: Running, after: Outcome): void => {
  const { query, before, control, listed, mattered, missed } = running;
  const isListed = listed.has(source);
  if (query.isTraced && control.has(source)) holdLevels(source, running, after);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isListed) mattered.add(source);
  const what = control.has(source) ? undefined : difference(before, after, query.lineage, source);
  if (what !== undefined) missed.push({ source, what });
};

/**
 * Runs each query on every version that concerns it. Those that fail on the world as it is are left out; where DuckDB
 * broke on the way, only those that were caught by then are told of.
 */
export const influencesOf = async (
  queries: readonly Proven[],
  world: Perturbed,
  seen: ReadonlyMap<Proven, Influences> = new Map(),
): Promise<readonly Influences[]> => {
  const running: Running[] = [];
  for (const query of queries) {
    const opened = await open(query, world, seen.get(query));
    if (opened !== undefined) running.push(opened);
  }
  let isWhole = true;
  for (const version of world.versions) {
    if (!isWhole) break;
    const concerned = running.filter((each) => concerns(version, each));
    if (concerned.length === 0) continue;
    const outcomes: Outcome[] = [];
    isWhole = await world.within(version, async () => {
      for (const each of concerned) outcomes.push(await each.asked.run());
    });
    if (isWhole) concerned.forEach((each, index) => compare(version, each, outcomes[index] ?? "failed"));
  }
  for (const { asked } of running) asked.close();
  return isWhole ? running : running.filter(({ missed }) => missed.length > 0);
};

const isSettled = ({ listed, mattered }: Influences): boolean => mattered.size === listed.size;

/** Runs again those of which a listed column hasn't mattered yet, on a world with the same catalog. */
export const moreInfluencesOf = async (
  influences: readonly Influences[],
  world: Perturbed,
): Promise<readonly Influences[]> => {
  const seen = new Map(influences.filter((each) => !isSettled(each)).map((each) => [each.query, each]));
  const again = new Map((await influencesOf([...seen.keys()], world, seen)).map((each) => [each.query, each]));
  return influences.map((each) => again.get(each.query) ?? each);
};
