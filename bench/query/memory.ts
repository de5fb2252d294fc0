// Peak memory of a process and all below it, as Linux counts it.
import { readFileSync, readdirSync } from "node:fs";

/** Processes that a process has started and that still run. */
export const childrenOf = (pid: number): readonly number[] => {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return []; // it has ended
  }
};

const sizeOf = (pid: number, line: "VmHWM" | "VmRSS"): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** The sum of the highest resident sizes of a process and its descendants, in MB: an upper bound, for peaks may not coincide and shared pages count twice. */
export const peakMemory = (pid: number): number =>
  sizeOf(pid, "VmHWM") + childrenOf(pid).reduce((sum, child) => sum + peakMemory(child), 0);

/** The resident size of a process now, in MB; of pages that it shares with others too. */
export const residentMemory = (pid: number): number => sizeOf(pid, "VmRSS");
