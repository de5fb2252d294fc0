// What the house tells of itself while it works: each event once, to the log and to the figures behind /metrics.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { EgressFigures } from "../guard/index.ts";
import type { FinishedJob, LeaseEvent } from "../run/index.ts";
import type { MetricsDeps, Served } from "../serve/index.ts";
import { readFigures } from "../store/index.ts";
import type { Figures, Store } from "../store/index.ts";
import { describeError } from "./log.ts";
import type { Log } from "./log.ts";

export interface Observation {
  readonly job: (job: FinishedJob) => void;
  readonly lease: (event: LeaseEvent, executors: readonly string[]) => void;
  readonly egress: (egress: EgressFigures) => void;
  /** A row that a model need not be asked for. */
  readonly reuse: (from: "equal" | "cache") => void;
  readonly sourceCalls: (source: string, calls: number) => void;
  readonly served: (served: Served) => void;
  /** A checkpoint of the ledger that could not be written. */
  readonly unsigned: (error: unknown) => void;
  /** @param token that lets a scraper in from elsewhere */
  metrics(store: Store, whom: Pick<MetricsDeps, "tokens" | "openHere">): MetricsDeps;
}

/** Seconds; from a job that only looks something up to a model that writes a page. */
const jobBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const httpBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

export function observe(log: Log): Observation {
  const registers = [new Registry()];
  const [register = new Registry()] = registers;
  collectDefaultMetrics({ register });
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []): Counter<T> =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const steps = histogram("gantry_step_seconds", "Jobs done by this process", ["kind"], jobBuckets);
  const egresses = counter("gantry_egress_total", "What left: model calls, mails, writes", ["kind", "zone"]);
  const bytes = counter("gantry_egress_bytes_total", "Bytes of values that left", ["kind", "zone"]);
  const reused = counter("gantry_rows_reused_total", "Rows answered with what was known: nothing left", ["from"]);
  const calls = counter("gantry_source_calls_total", "Calls to systems", ["source"]);
  const requests = histogram("gantry_http_seconds", "Requests answered", ["method", "route", "status"], httpBuckets);
  const leases = counter("gantry_leases_lost_total", "Times that this process came back after its lease");
  const unsigned = counter("gantry_checkpoint_failures_total", "Checkpoints of the ledger that could not be written");
  const takeovers = counter("gantry_takeovers_total", "Processes whose jobs this one gave back to the queue");

  return {
    job: ({ run, flow, step, row, kind, attempt, milliseconds }) => {
      steps.observe({ kind }, milliseconds / 1000);
      const ms = Math.round(milliseconds);
      // A row of many is not worth a line at the usual level.
      if (row === undefined) log.info({ run, flow, step, kind, attempt, ms }, "step");
      else log.debug({ run, flow, step, row, kind, attempt, ms }, "row");
    },
    lease: (event, executors) => {
      if (event === "lease-lost") leases.inc();
      else takeovers.inc(executors.length);
      log.warn({ executors }, event);
    },
    egress: ({ kind, zone, bytes: size }) => {
      egresses.inc({ kind, zone });
      bytes.inc({ kind, zone }, size);
    },
    reuse: (from) => reused.inc({ from }),
    sourceCalls: (source, count) => calls.inc({ source }, count),
    served: ({ milliseconds, ...it }) => {
      requests.observe({ method: it.method, route: it.route, status: it.status }, milliseconds / 1000);
      log.info({ ...it, ms: Math.round(milliseconds * 10) / 10 }, "request");
    },
    unsigned: (error) => {
      unsigned.inc();
      log.error(
        describeError(error),
        "a checkpoint of the ledger can't be written: nothing vouches for its newest entries",
      );
    },
    metrics: (store, whom) => {
      observeStore(store, registers);
      return { ...whom, contentType: register.contentType, read: () => register.metrics() };
    },
  };
}

/** How long figures of the database answer again, however often they are asked for. */
const figuresMilliseconds = 5_000;

function observeStore(store: Store, registers: Registry[]): void {
  let figures: Promise<Figures | undefined> | undefined;
  let asked = -Infinity;
  const current = async (): Promise<Figures | undefined> => {
    if (performance.now() - asked > figuresMilliseconds) {
      asked = performance.now();
      // A database that is away has no figures: the rest is told all the same.
      figures = readFigures(store.pool).catch(() => undefined);
    }
    return figures;
  };
  const gauge = (
    name: string,
    help: string,
    label: string,
    values: (of: Figures) => Readonly<Record<string, number>>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: label === "" ? [] : [label],
      registers,
      collect: async function () {
        this.reset();
        const found = await current();
        if (!found) return;
        for (const [value, count] of Object.entries(values(found)))
          this.set(label === "" ? {} : { [label]: value }, count);
      },
    });
  gauge("gantry_runs", "Runs that live", "status", ({ running, waiting }) => ({ running, waiting }));
  gauge("gantry_runs_ended", "Runs that ended in the last five minutes", "status", ({ done, failed, cancelled }) => ({
    done,
    failed,
    cancelled,
  }));
  gauge("gantry_jobs", "The queue", "state", ({ enqueued, pending }) => ({ enqueued, pending }));
  gauge("gantry_approvals_waiting", "Rows that wait for a decision", "", ({ approvals }) => ({ approvals }));
  gauge("gantry_effects_uncertain", "Effects of which nobody knows", "", ({ uncertain }) => ({ uncertain }));
  gauge("gantry_servers", "Processes on this database that live", "", ({ servers }) => ({ servers }));
  const pool = new Gauge({
    name: "gantry_pool_connections",
    help: "Connections to the database, and who waits for one",
    labelNames: ["state"],
    registers,
    collect: () => {
      const { totalCount, idleCount, waitingCount } = store.pool;
      pool.set({ state: "open" }, totalCount);
      pool.set({ state: "idle" }, idleCount);
      pool.set({ state: "awaited" }, waitingCount);
    },
  });
}
