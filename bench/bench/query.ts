// Questions over two PostgreSQL sources: ours against fetching all and joining by hand, each in fresh processes, in turns.
import { spawn } from "node:child_process";
import path from "node:path";
import type { Measurement } from "../measurement.ts";
import type { Said } from "../query/contender.ts";
import { openServer, type Databases } from "../query/databases.ts";
import { peakMemory } from "../query/memory.ts";
import { measurePlanning } from "../query/planning.ts";
import type { QuestionName } from "../query/questions.ts";
import { median } from "../statistics.ts";

const contenders = {
  gantry: "Gantry",
  javascript: "fetch all, JavaScript join",
  lean: "fetch needed columns, JavaScript join filtered by hand",
  duckdb: "fetch all into DuckDB",
} as const;
type ContenderName = keyof typeof contenders;
const names = Object.keys(contenders) as ContenderName[];

/** At the largest size: times faster than the JavaScript join, share of rows moved, share of memory; planning in milliseconds. */
const goals = { join: 20, moved: 0.01, memory: 0.2, aggregate: 2, planning: 5 };

interface Figure {
  readonly question: QuestionName;
  readonly size: number;
  readonly contender: ContenderName;
  readonly milliseconds: number;
  readonly first: number;
  readonly moved: number;
  readonly megabytes: number;
  readonly digest: string;
}

/** One contender in a fresh process: what it says, and the peak of its memory. */
const run = (
  contender: ContenderName,
  question: QuestionName,
  databases: Databases,
  repeats: number,
): Promise<Said & { readonly megabytes: number }> =>
  new Promise((resolve, reject) => {
    const program = path.join(import.meta.dirname, "../query/contender.ts");
    const child = spawn(process.execPath, [program, contender, question, String(repeats)], {
      stdio: ["pipe", "pipe", "inherit", "ipc"],
      // As packaged, code comes compiled: nobody is charged for turning TypeScript into JavaScript.
      env: { ...process.env, NODE_COMPILE_CACHE: databases.codeFolder },
    });
    let said: (Said & { readonly megabytes: number }) | undefined;
    let line = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      line += chunk.toString();
      if (!line.endsWith("\n")) return;
      // Our own program wrote it.
      said = { ...(JSON.parse(line) as Said), megabytes: peakMemory(child.pid ?? 0) };
      child.send("end");
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      said === undefined ? reject(new Error(`${contender} ended with ${code}`)) : resolve(said),
    );
    child.stdin?.end(JSON.stringify(databases.urls));
  });

async function measureSize(size: number, databases: Databases, rounds: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const question of ["join", "aggregate"] as const) {
    const said = new Map<ContenderName, (Said & { readonly megabytes: number })[]>();
    for (let round = 0; round < rounds; round += 1)
      for (const contender of names)
        said.set(contender, [...(said.get(contender) ?? []), await run(contender, question, databases, 2)]);
    for (const [contender, turns] of said)
      figures.push({
        question,
        size,
        contender,
        milliseconds: median(turns.flatMap(({ again }) => again)),
        first: median(turns.map(({ first }) => first)),
        moved: Math.max(...turns.map(({ moved }) => moved)),
        megabytes: median(turns.map(({ megabytes }) => megabytes)),
        digest: [...new Set(turns.map(({ digest }) => digest))].join(" "),
      });
  }
  return figures;
}

const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

const compare = (figures: readonly Figure[], size: number) => {
  const of = (question: QuestionName, contender: ContenderName): Figure => {
    const found = figures.find((it) => it.size === size && it.question === question && it.contender === contender);
    if (found === undefined) throw new Error("a figure is missing");
    return found;
  };
  const join = of("join", "gantry");
  const aggregate = of("aggregate", "gantry");
  const times = (question: QuestionName, ours: Figure): Record<string, number> =>
    Object.fromEntries(
      names.slice(1).map((name) => [name, round(of(question, name).milliseconds / ours.milliseconds)]),
    );
  return {
    size,
    joinFaster: times("join", join),
    joinMovedShare: round(join.moved / of("join", "javascript").moved, 5),
    joinMemoryShare: round(join.megabytes / of("join", "javascript").megabytes, 3),
    aggregateFaster: times("aggregate", aggregate),
    aggregateMemoryShare: round(aggregate.megabytes / of("aggregate", "javascript").megabytes, 3),
  };
};

export const measure: Measurement = async ({ quick }) => {
  const sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const rounds = quick ? 1 : 3;
  const server = await openServer();
  try {
    const figures: Figure[] = [];
    let planning: Awaited<ReturnType<typeof measurePlanning>> | undefined;
    for (const size of sizes) {
      console.error(`${size} rows: laying out …`);
      const databases = await server.layOut(size);
      planning ??= await measurePlanning(databases.urls);
      if (size === sizes[0]) for (const contender of names) await run(contender, "join", databases, 0);
      console.error(`${size} rows: asking …`);
      figures.push(...(await measureSize(size, databases, rounds)));
    }
    console.table(
      figures.map(({ question, size, contender, milliseconds, first, moved, megabytes }) => ({
        question,
        rows: size,
        contender: contenders[contender],
        "ms (median)": round(milliseconds),
        "ms (first time)": round(first),
        "rows moved": moved,
        "peak MB": Math.round(megabytes),
      })),
    );
    const ratios = sizes.map((size) => compare(figures, size));
    console.table(
      ratios.map(({ size, joinFaster, aggregateFaster, ...shares }) => ({
        rows: size,
        "join, times faster than JS": joinFaster["javascript"],
        "than lean JS": joinFaster["lean"],
        "than DuckDB": joinFaster["duckdb"],
        "aggregate, times faster than JS ": aggregateFaster["javascript"],
        "than lean JS ": aggregateFaster["lean"],
        "than DuckDB ": aggregateFaster["duckdb"],
        ...shares,
      })),
    );
    console.table(planning);
    const isSame = sizes.every((size) =>
      (["join", "aggregate"] as const).every(
        (question) =>
          new Set(figures.filter((it) => it.size === size && it.question === question).map(({ digest }) => digest))
            .size === 1,
      ),
    );
    if (!isSame) console.log("answers differ");
    const largest = ratios.at(-1);
    const isReached =
      largest !== undefined &&
      (largest.joinFaster["javascript"] ?? 0) >= goals.join &&
      largest.joinMovedShare < goals.moved &&
      largest.joinMemoryShare < goals.memory &&
      (largest.aggregateFaster["javascript"] ?? 0) >= goals.aggregate;
    const plans = planning !== undefined && planning.median < goals.planning;
    // The goals hold for a million rows: the quick run judges answers and planning only.
    return {
      pass: isSame && plans && (quick || isReached),
      figures: {
        goals,
        sameAnswers: isSame,
        planning,
        ratios,
        contenders: figures.map(({ digest: _digest, ...it }) => it),
      },
    };
  } finally {
    await server.close();
  }
};
