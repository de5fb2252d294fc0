// Peak memory of a process and all below it, as Linux counts it.
import { readFileSync, readdirSync } from "node:fs";

const childrenOf = (pid: number): readonly number[] => {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return []; // it has ended
  }
};

const peakOf = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** The sum of the highest resident sizes of a process and its descendants, in MB: an upper bound, for peaks may not coincide and shared pages count twice. */
export const peakMemory = (pid: number): number =>
  peakOf(pid) + childrenOf(pid).reduce((sum, child) => sum + peakMemory(child), 0);
