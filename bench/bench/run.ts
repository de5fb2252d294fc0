// Durable flows of five steps and an approval: ours, LangGraph.js with its Postgres checkpointer, and the bare commits of the
// same PostgreSQL, in turns, in one process.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { launchPostgres } from "../../packages/gantry/src/store/index.ts";
import type { Measurement } from "../measurement.ts";
import { openCommits } from "../run/commits.ts";
import { cpuSeconds } from "../run/cpu.ts";
import { openGantry } from "../run/gantry.ts";
import { openPeer, peerName } from "../run/peer.ts";
import { customers, expectedPrice } from "../run/work.ts";
import type { Side } from "../run/work.ts";
import { median } from "../statistics.ts";

interface Turn {
  readonly flowsPerSecond: number;
  readonly cpuMilliseconds: number;
  readonly commitsPerFlow: number;
  readonly wrong: number;
}

const explanation = `One flow: SQL over a customer read from memory, two models add a number each, a person's approval (waits, and is given
at once by a call of its own), two more models. 6 steps, the same functions on both sides, the same PostgreSQL with fsync
on, as many flows in flight.
Gantry: each step is a job that another process could take over; a step's result is sealed (AES-256-GCM), committed
  together with what it makes ready before the next begins; SQL runs in DuckDB under the caller's rights; the decision
  is checked against policy and content hash, and written to the hash-chained ledger; the answer is read as its viewer
  may see it.
LangGraph: nodes run in the process that called them, state is checkpointed in clear; "async" (its default) writes a
  checkpoint while the next node runs, "sync" before it; the approval is interrupt() and a Command to resume. SQL runs in
  DuckDB, in its own process and under nobody's rights; "without SQL" looks the customer up instead.
Raw: INSERT and COMMIT of one row of 512 bytes, as many connections. CPU is of all processes: Node, DuckDB, PostgreSQL.`;

/** So many flows, so many at a time. */
async function turn(side: Side, flows: number, inFlight: number, meters: Meters): Promise<Turn> {
  let begun = 0;
  let wrong = 0;
  const lane = async (): Promise<void> => {
    for (let index = begun++; index < flows; index = begun++) {
      const customer = customers[index % customers.length];
      if (!customer) continue;
      if (Math.abs((await side.flow(customer)) - expectedPrice(customer)) > 1e-9) wrong += 1;
    }
  };
  const [cpu, commits, began] = [meters.cpu(), await meters.commits(), performance.now()];
  await Promise.all(Array.from({ length: inFlight }, lane));
  const seconds = (performance.now() - began) / 1000;
  return {
    flowsPerSecond: flows / seconds,
    cpuMilliseconds: ((meters.cpu() - cpu) * 1000) / flows,
    commitsPerFlow: ((await meters.commits()) - commits) / flows,
    wrong,
  };
}

interface Meters {
  cpu(): number;
  /** Transactions that have written, as the database counts them. */
  commits(): Promise<number>;
}

export const measure: Measurement = async ({ quick }) => {
  const inFlight = 16;
  const [rounds, flows, rawSeconds] = quick ? [2, 48, 1] : [7, 300, 3];
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-bench-run-"));
  const postgres = await launchPostgres({ dataDir: folder });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
  // Connections at rest may be told that the server goes.
  pool.on("error", () => undefined);
  const postmaster = Number(readFileSync(path.join(folder, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);
  const meters: Meters = {
    cpu: () => cpuSeconds([process.pid, postmaster]),
    commits: async () => {
      // Only transactions that write take a number.
      const { rows } = await pool.query<{ at: string }>("select pg_snapshot_xmax(pg_current_snapshot())::text as at");
      return Number(rows[0]?.at);
    },
  };
  const raw = await openCommits(postgres.url, inFlight);
  const sides: Readonly<Record<string, Side>> = {
    gantry: await openGantry(postgres.url, inFlight),
    langgraph: await openPeer(postgres.url, inFlight, "async"),
    "langgraph sync": await openPeer(postgres.url, inFlight, "sync"),
    "langgraph without SQL": await openPeer(postgres.url, inFlight, "async", "lookup"),
  };
  try {
    const { rows } = await pool.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'server_version')",
    );
    console.log(explanation);
    console.log(
      `Beside: ${peerName}. PostgreSQL: ${rows.map(({ name, setting }) => `${name} ${setting}`).join(", ")}.`,
    );
    const turns = new Map<string, Turn[]>(Object.keys(sides).map((name) => [name, []]));
    const raws: number[] = [];
    // Warm: code compiled, statements prepared.
    for (const side of Object.values(sides)) await turn(side, inFlight * 2, inFlight, meters);
    for (let round = 1; round <= rounds; round += 1) {
      raws.push(await raw.run(rawSeconds));
      // Nobody always comes first.
      const order = Object.entries(sides);
      for (const [name, side] of round % 2 === 0 ? order.toReversed() : order) {
        const done = await turn(side, flows, inFlight, meters);
        turns.get(name)?.push(done);
        console.error(`round ${round}/${rounds} ${name}: ${done.flowsPerSecond.toFixed(1)} flows/s`);
      }
    }
    const rawCommits = median(raws);
    const figures = Object.fromEntries(
      [...turns].map(([name, all]) => {
        const of = (pick: (turn: Turn) => number, digits: number): number =>
          Number(median(all.map(pick)).toFixed(digits));
        const flowsPerSecond = of((it) => it.flowsPerSecond, 1);
        return [
          name,
          {
            flowsPerSecond,
            lowest: Number(Math.min(...all.map((it) => it.flowsPerSecond)).toFixed(1)),
            highest: Number(Math.max(...all.map((it) => it.flowsPerSecond)).toFixed(1)),
            cpuMillisecondsPerFlow: of((it) => it.cpuMilliseconds, 1),
            commitsPerFlow: of((it) => it.commitsPerFlow, 1),
            ofRawCommitRate: Number((flowsPerSecond / rawCommits).toFixed(4)),
            wrong: all.reduce((sum, it) => sum + it.wrong, 0),
          },
        ];
      }),
    );
    console.table(figures);
    const of = (name: string): number => figures[name]?.flowsPerSecond ?? 0;
    const [toPeer, toSync] = [of("gantry") / of("langgraph"), of("gantry") / of("langgraph sync")];
    console.log(
      `raw: ${rawCommits.toFixed(0)} commits/s. Gantry does ${toPeer.toFixed(2)} × the flows of LangGraph (async), ${toSync.toFixed(2)} × (sync).`,
    );
    const wrong = Object.values(figures).reduce((sum, it) => sum + it.wrong, 0);
    return {
      pass: wrong === 0 && toPeer >= 1,
      figures: {
        rounds,
        flowsPerRound: flows,
        inFlight,
        rawCommitsPerSecond: Math.round(rawCommits),
        timesLangGraph: Number(toPeer.toFixed(3)),
        timesLangGraphSync: Number(toSync.toFixed(3)),
        sides: figures,
      },
    };
  } finally {
    for (const side of Object.values(sides)) await side.close();
    await raw.close();
    await pool.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
