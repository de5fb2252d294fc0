// CPU time of this process, of all that it started, and of the PostgreSQL server, as Linux counts it.
import { readFileSync, readdirSync } from "node:fs";

interface Counted {
  readonly pid: number;
  readonly parent: number;
  /** Seconds, with those of children that have ended. */
  readonly seconds: number;
}

/** Clock ticks a second: 100 on every Linux. */
const ticks = 100;

function counted(pid: number): Counted | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which may hold anything: state, parent …, and from the 12th on utime, stime, cutime, cstime.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const seconds = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / ticks;
    return { pid, parent: Number(fields[1]), seconds };
  } catch {
    return undefined;
  }
}

/** CPU seconds so far of these processes and all below them; NaN where there is no /proc. */
export function cpuSeconds(roots: readonly number[]): number {
  let all: readonly Counted[];
  try {
    all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (counted(Number(name)) ?? []) : []));
  } catch {
    return Number.NaN;
  }
  const within = new Set(roots);
  for (let grown = true; grown;) {
    const before = within.size;
    for (const { pid, parent } of all) if (within.has(parent)) within.add(pid);
    grown = within.size > before;
  }
  return all.reduce((sum, it) => (within.has(it.pid) ? sum + it.seconds : sum), 0);
}
