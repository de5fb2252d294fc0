// A hundred questions at once on one process, over two PostgreSQL databases, while query processes are killed under
// them: every answer must be right, and the process must stay quick for everybody else.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { GantryError } from "@gantry/contract";
import type { Measurement } from "../measurement.ts";
import { openServer } from "../query/databases.ts";
import { childrenOf, residentMemory } from "../query/memory.ts";
import { openGantry } from "../query/ours.ts";
import { percentile } from "../statistics.ts";

const askers = 100;
/** Milliseconds at the 99th percentile; megabytes of this process and all query processes together. */
const goals = { wrong: 0, harmed: 0, lag: 50, fileRead: 100, megabytes: 1500 };

const regions = ["EMEA", "AMER", "APAC", "LATAM"];
const questions = [
  // Selective: keys of one source go to the other.
  (n: number) => `select a.id, a.name, count(*) as n, sum(i.amount) as total
    from crm.accounts a join billing.invoices i on i.account_id = a.id
    where a.region = '${regions[n % 4]}' and a.renewal >= date '2026-0${1 + (n % 9)}-01' and a.renewal < date '2026-0${1 + (n % 9)}-08'
    group by all order by all`,
  // One row.
  (n: number) => `select id, name, arr from crm.accounts where id = 'A${String(n * 97 + 1).padStart(9, "0")}'`,
  // Unselective: everything is read.
  (n: number) => `select status, count(*) as n, sum(amount) as total, min(due) as first
    from billing.invoices where amount > ${n * 100} group by all order by all`,
  // Sorted and windowed.
  (
    n: number,
  ) => `select region, id, arr from (select region, id, arr, row_number() over (partition by region order by arr desc nulls last, id) as place
    from crm.accounts where segment = 'enterprise' and owner <> 'owner${n}@vendor.example') where place <= 5 order by all`,
  // No source at all.
  (n: number) => `select range as n, range * ${n} as m from range(${100 + n}) order by 1`,
];
const variants = 8;

/** Query processes of this process that are there now. */
const queryProcesses = (): readonly number[] =>
  childrenOf(process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("query/child/program");
    } catch {
      return false;
    }
  });

export const measure: Measurement = async ({ quick }) => {
  const rows = quick ? 20_000 : 100_000;
  const seconds = quick ? 12 : 90;
  const server = await openServer();
  const { urls } = await server.layOut(rows);
  const gantry = await openGantry(urls);
  const stop = new AbortController();
  try {
    const ask = async (sql: string, share: string, pushdown = true): Promise<string> => {
      const { relation } = await gantry.engine.run(sql, {
        parameters: {},
        steps: {},
        context: () => gantry.context(),
        signal: new AbortController().signal,
        share,
        pushdown,
      });
      return JSON.stringify(relation.rows);
    };
    const all = questions.flatMap((question) => Array.from({ length: variants }, (_, n) => question(n)));
    console.error(`${rows} rows in each database: working out the right answers, one after the other …`);
    const right = new Map<string, string>();
    for (const sql of all) right.set(sql, await ask(sql, "check", false));

    console.error(`${askers} askers at once for ${seconds} s …`);
    const lag = monitorEventLoopDelay({ resolution: 5 });
    const reads: number[] = [];
    const memory: number[] = [];
    const took: number[] = [];
    const counts = { answered: 0, wrong: 0, killed: 0, hit: 0, harmed: 0 };
    lag.enable();
    const end = performance.now() + seconds * 1000;

    const asker = async (number: number): Promise<void> => {
      for (let turn = number; performance.now() < end; turn += 7) {
        const sql = all[turn % all.length] ?? "";
        const begun = performance.now();
        try {
          if ((await ask(sql, `asker ${number}`)) !== right.get(sql)) counts.wrong += 1;
          counts.answered += 1;
          took.push(performance.now() - begun);
        } catch (error) {
          // A query whose process was killed says so, and that trying again may help.
          if (error instanceof GantryError && error.code === "query-failed" && error.retryable) counts.hit += 1;
          else {
            counts.harmed += 1;
            console.error(error);
          }
        }
      }
    };
    const beside = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const begun = performance.now();
        await readFile(import.meta.filename);
        reads.push(performance.now() - begun);
        await delay(20);
      }
    };
    const weighing = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        memory.push(residentMemory(process.pid));
        await delay(500);
      }
    };
    const killing = async (): Promise<void> => {
      while (performance.now() < end) {
        await delay(3000);
        const [victim] = queryProcesses().toSorted(() => Math.random() - 0.5);
        if (victim === undefined || performance.now() > end) continue;
        process.kill(victim, "SIGKILL");
        counts.killed += 1;
      }
    };
    const watching = [beside(), weighing()];
    await Promise.all([killing(), ...Array.from({ length: askers }, (_, number) => asker(number))]);
    lag.disable();
    stop.abort();
    await Promise.all(watching);

    const round = (value: number): number => Math.round(value * 10) / 10;
    const figures = {
      askers,
      seconds,
      ...counts,
      perSecond: round(counts.answered / seconds),
      answerMilliseconds: { median: round(percentile(took, 50)), p99: round(percentile(took, 99)) },
      // The monitor counts its own interval in.
      lagMilliseconds: { median: round(lag.percentile(50) / 1e6 - 5), p99: round(lag.percentile(99) / 1e6 - 5) },
      fileReadMilliseconds: { median: round(percentile(reads, 50)), p99: round(percentile(reads, 99)) },
      megabytes: {
        peak: Math.round(Math.max(...memory)),
        firstHalf: Math.round(Math.max(...memory.slice(0, memory.length / 2))),
        secondHalf: Math.round(Math.max(...memory.slice(memory.length / 2))),
      },
    };
    console.table({ ...counts, "answers a second": figures.perSecond });
    console.table({
      "answer, ms": figures.answerMilliseconds,
      "event loop lag, ms": figures.lagMilliseconds,
      "file read beside, ms": figures.fileReadMilliseconds,
    });
    console.table({ megabytes: figures.megabytes });
    const pass =
      counts.answered > 0 &&
      counts.wrong === goals.wrong &&
      counts.harmed === goals.harmed &&
      counts.hit <= counts.killed &&
      figures.lagMilliseconds.p99 < goals.lag &&
      figures.fileReadMilliseconds.p99 < goals.fileRead &&
      figures.megabytes.peak < goals.megabytes;
    return { pass, figures: { goals, ...figures } };
  } finally {
    stop.abort();
    await gantry.close();
    await server.close();
  }
};
