// Loaded into the server's own process before it starts (`node --import probe.ts …`): how late its event loop is, and how
// long a file takes that has nothing to do with any query. On "begin" it measures, on "end" it sends what it found.
import { readFile } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { percentile } from "../statistics.ts";

/** Milliseconds. */
export interface Probed {
  readonly lag: { readonly median: number; readonly p99: number; readonly most: number };
  readonly fileRead: { readonly median: number; readonly p99: number; readonly most: number };
}

const resolution = 5;
const readEvery = 20;
const lag = monitorEventLoopDelay({ resolution });
const reads: number[] = [];
let timer: NodeJS.Timeout | undefined;

const read = async (): Promise<void> => {
  const begun = performance.now();
  await readFile(import.meta.filename);
  reads.push(performance.now() - begun);
};
const round = (value: number): number => Math.round(value * 10) / 10;

process.on("message", (message) => {
  if (message === "begin") {
    lag.enable();
    timer = setInterval(() => void read(), readEvery);
  } else if (message === "end") {
    clearInterval(timer);
    lag.disable();
    // The monitor counts its own interval in.
    const late = (nanoseconds: number): number => round(nanoseconds / 1e6 - resolution);
    process.send?.({
      lag: { median: late(lag.percentile(50)), p99: late(lag.percentile(99)), most: late(lag.max) },
      fileRead: {
        median: round(percentile(reads, 50)),
        p99: round(percentile(reads, 99)),
        most: round(Math.max(...reads)),
      },
    } satisfies Probed);
  }
});
// The server ends when it wants to, whoever listens to it.
process.channel?.unref();
