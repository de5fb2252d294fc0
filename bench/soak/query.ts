// A hundred people ask one server at once, over two PostgreSQL databases, while the processes that queries run in are
// killed under them: every answer must be right and its asker's own, and the server must stay quick for everybody else.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Measurement } from "../measurement.ts";
import { openServer } from "../query/databases.ts";
import { openBenchHouse, rowFilter } from "../query/house.ts";
import { childrenOf, residentMemory } from "../query/memory.ts";
import { openGantry, type Gantry } from "../query/ours.ts";
import { percentile } from "../statistics.ts";

const askers = 100;
/** Milliseconds at the 99th percentile; megabytes of the server and all query processes together. */
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
const all = questions.flatMap((question) => Array.from({ length: variants }, (_, n) => question(n)));

/** What those see who see all, and those who see what the row filter lets through: whole tables landed, one after the other. */
const answers = async (gantry: Gantry): Promise<readonly ReadonlyMap<string, string>[]> => {
  const right = [new Map<string, string>(), new Map<string, string>()];
  for (const [role, map] of right.entries())
    for (const sql of all) {
      const { relation } = await gantry.engine.run(sql, {
        parameters: {},
        steps: {},
        access: { rowFilters: role === 0 ? {} : { "crm.accounts": rowFilter }, forbidden: [], parameters: {} },
        context: () => gantry.context(),
        signal: new AbortController().signal,
        pushdown: false,
      });
      map.set(sql, JSON.stringify(relation.rows));
    }
  return right;
};

/** The rows as text: as a document, or every third time as a stream. */
const ask = async (client: Client, sql: string, turn: number): Promise<string> => {
  if (turn % 3 !== 0) return JSON.stringify((await client.query(sql, { limit: 10_000 })).rows);
  const { body } = await client.queryStream(sql, "ndjson");
  const lines = (await new Response(body).text()).split("\n").filter(Boolean);
  return JSON.stringify(lines.map((line): unknown => JSON.parse(line)));
};

/** Whether it is what a killed process leaves: an error that says so, or a stream that breaks off. */
const isOfKill = (error: unknown): boolean =>
  error instanceof GantryError
    ? error.code === "query-failed" && error.retryable
    : error instanceof TypeError && error.message === "terminated";

/** Processes of the server that queries run in. */
const queryProcesses = (server: number): readonly number[] =>
  childrenOf(server).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("query/child/program");
    } catch {
      return false;
    }
  });

export const measure: Measurement = async ({ quick }) => {
  const rows = quick ? 20_000 : 100_000;
  const seconds = quick ? 12 : 90;
  const databases = await openServer();
  const closers: (() => Promise<void>)[] = [() => databases.close()];
  const stop = new AbortController();
  try {
    const { urls } = await databases.layOut(rows);
    console.error(`${rows} rows in each database: working out the right answers …`);
    const gantry = await openGantry(urls);
    const right = await answers(gantry).finally(() => gantry.close());
    const house = await openBenchHouse(urls, askers);
    closers.push(() => house.close());

    console.error(`${askers} askers at once for ${seconds} s …`);
    const memory: number[] = [];
    const took: number[] = [];
    const counts = { answered: 0, wrong: 0, killed: 0, hit: 0, harmed: 0 };
    const probed = house.probe();
    const end = performance.now() + seconds * 1000;

    const asker = async (client: Client, number: number): Promise<void> => {
      for (let turn = number; performance.now() < end; turn += 7) {
        const sql = all[turn % all.length] ?? "";
        const begun = performance.now();
        try {
          if ((await ask(client, sql, turn)) !== right[number % 2]?.get(sql)) counts.wrong += 1;
          counts.answered += 1;
          took.push(performance.now() - begun);
        } catch (error) {
          if (isOfKill(error)) counts.hit += 1;
          else {
            counts.harmed += 1;
            console.error(error);
          }
        }
      }
    };
    const weighing = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const processes = [house.pid, ...queryProcesses(house.pid)];
        memory.push(processes.reduce((sum, pid) => sum + residentMemory(pid), 0));
        await delay(500);
      }
    };
    const killing = async (): Promise<void> => {
      while (performance.now() < end) {
        await delay(3000);
        const [victim] = queryProcesses(house.pid).toSorted(() => Math.random() - 0.5);
        if (victim === undefined || performance.now() > end) continue;
        process.kill(victim, "SIGKILL");
        counts.killed += 1;
      }
    };
    const weighed = weighing();
    await Promise.all([killing(), ...house.clients.map(asker)]);
    const { lag, fileRead } = await probed();
    stop.abort();
    await weighed;

    const round = (value: number): number => Math.round(value * 10) / 10;
    const half = Math.ceil(memory.length / 2);
    const figures = {
      askers,
      seconds,
      ...counts,
      perSecond: round(counts.answered / seconds),
      answerMilliseconds: { median: round(percentile(took, 50)), p99: round(percentile(took, 99)) },
      lagMilliseconds: lag,
      fileReadMilliseconds: fileRead,
      megabytes: {
        peak: Math.round(Math.max(...memory)),
        firstHalf: Math.round(Math.max(...memory.slice(0, half))),
        secondHalf: Math.round(Math.max(...memory.slice(half))),
      },
    };
    console.table({ ...counts, "answers a second": figures.perSecond });
    console.table({
      "answer, ms": figures.answerMilliseconds,
      "server's event loop late, ms": lag,
      "file read in the server, ms": fileRead,
    });
    console.table({ "megabytes, server and query processes": figures.megabytes });
    const pass =
      counts.answered > 0 &&
      counts.wrong === goals.wrong &&
      counts.harmed === goals.harmed &&
      counts.hit <= counts.killed &&
      lag.p99 < goals.lag &&
      fileRead.p99 < goals.fileRead &&
      figures.megabytes.peak < goals.megabytes;
    return { pass, figures: { goals, ...figures } };
  } finally {
    stop.abort();
    for (const close of closers.toReversed()) await close();
  }
};
