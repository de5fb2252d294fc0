// Three servers on one external database. First one at a time is killed with -9 while it has jobs, and what they wait until
// another has them is measured; then one at a time is stopped past its lease with a mail in its hands, and goes on.
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { openMachines } from "../../test/support/machines.ts";
import type { Machine, Machines } from "../../test/support/machines.ts";
import { until } from "../../test/support/until.ts";
import type { SystemsApart } from "../../test/support/systems-apart.ts";
import type { Dice } from "../material/dice.ts";
import { trouble } from "./embedded.ts";
import { startLoad } from "./load.ts";
import { mailsOf, takeStock } from "./tally.ts";
import type { Tally } from "./tally.ts";

export interface Shared extends Tally {
  /** Milliseconds from each kill until the last job of the dead process was another's. */
  readonly takeovers: readonly number[];
  readonly stops: number;
  /** Of these, how often it held a mail that was under way. */
  readonly stoppedSending: number;
  readonly surprises: Readonly<Record<string, number>>;
}

export async function killMachines(
  apart: SystemsApart,
  dice: Dice,
  counts: { readonly kills: number; readonly stops: number },
): Promise<Shared> {
  const machines = await openMachines(3, apart);
  const db = new pg.Pool({ connectionString: apart.postgresUrl, max: 2 });
  try {
    const living = (): readonly Machine[] => machines.all.filter((it) => isAlive(it) && !frozen.has(it));
    const mails = await mailsOf(apart);
    const load = startLoad(async () => dice.pick(living()).client("sales-manager"), dice, 3);
    const takeovers: number[] = [];
    for (let round = 1; round <= counts.kills; round += 1) {
      takeovers.push(await killOne(machines, db, dice));
      await machines.start();
      process.stderr.write(`\r${round}/${counts.kills} takeovers `);
    }
    let stoppedSending = 0;
    for (let round = 1; round <= counts.stops; round += 1) {
      if (dice.next() < 0.7) await trouble(apart, dice);
      if (await stopOne(machines, db, dice)) stoppedSending += 1;
      process.stderr.write(`\r${round}/${counts.stops} stops past the lease `);
    }
    process.stderr.write("\r");
    await load.stop();
    const tally = await takeStock(await dice.pick(living()).client("sales-manager"), load, mails, 90);
    return { ...tally, takeovers, stops: counts.stops, stoppedSending, surprises: Object.fromEntries(load.surprises) };
  } finally {
    await db.end();
    await machines.close();
  }
}

const frozen = new Set<Machine>();
const isAlive = ({ child }: Machine): boolean => child.exitCode === null && child.signalCode === null;

interface Job {
  readonly id: string;
  readonly executor: string;
  readonly pid: number;
}

/** Jobs that are being done, each with the process that does it. */
async function jobs(db: pg.Pool, like: string): Promise<readonly Job[]> {
  const { rows } = await db.query<Job>(
    `select w.workflow_uuid as id, e.id as executor, split_part(e.process, '/', 2)::int as pid
     from dbos.workflow_status w join gantry.executors e on e.id = w.executor_id
     where w.status = 'PENDING' and w.workflow_uuid like $1`,
    [like],
  );
  return rows;
}

/** A machine that is at work on such jobs. */
async function atWork(
  machines: Machines,
  db: pg.Pool,
  dice: Dice,
  like: string,
): Promise<readonly [Machine, readonly Job[]]> {
  for (const end = Date.now() + 60_000; Date.now() < end; await delay(5)) {
    const found = await jobs(db, like);
    if (found.length === 0) continue;
    const { pid } = dice.pick(found);
    const machine = machines.all.find((it) => it.child.pid === pid);
    if (machine && isAlive(machine)) return [machine, found.filter((it) => it.pid === pid)];
  }
  throw new Error("no server had anything to do for a minute");
}

async function killOne(machines: Machines, db: pg.Pool, dice: Dice): Promise<number> {
  await delay(dice.below(1500));
  const [machine] = await atWork(machines, db, dice, "%");
  machine.signal("SIGKILL");
  const killed = performance.now();
  await machine.ended();
  const left = (await jobs(db, "%")).filter((it) => it.pid === machine.child.pid);
  // It had finished them just before it died.
  if (left.length === 0) return killOne(machines, db, dice);
  await until("a takeover", () => areOthers(db, left), 60);
  return performance.now() - killed;
}

/** Whether none of the jobs is the dead process's, nor waiting for somebody to take it. */
async function areOthers(db: pg.Pool, left: readonly Job[]): Promise<boolean> {
  const { rows } = await db.query<{ count: string }>(
    `select count(*) from dbos.workflow_status
     where workflow_uuid = any($1) and ((status = 'PENDING' and executor_id = any($2)) or status = 'ENQUEUED')`,
    [left.map((it) => it.id), left.map((it) => it.executor)],
  );
  return rows[0]?.count === "0";
}

/** True where it held a mail when it was stopped. */
async function stopOne(machines: Machines, db: pg.Pool, dice: Dice): Promise<boolean> {
  const [machine, held] = await atWork(machines, db, dice, "%/emails/%");
  await delay(dice.below(15));
  machine.signal("SIGSTOP");
  frozen.add(machine);
  const left = (await jobs(db, "%/emails/%")).filter((it) => it.pid === machine.child.pid);
  const executor = held[0]?.executor;
  const isBuried = async (): Promise<boolean> => {
    const { rowCount } = await db.query("select 1 from gantry.executors where id = $1", [executor]);
    return rowCount === 0;
  };
  await until("the peers to take it for dead", isBuried, 60);
  await until("a takeover", () => areOthers(db, left), 60);
  await delay(dice.below(1000));
  machine.signal("SIGCONT");
  frozen.delete(machine);
  await until("it to answer again", async () => (await fetch(`${machine.url}/health`)).ok, 60);
  return left.length > 0;
}
