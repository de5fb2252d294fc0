// What can be told of another process of this machine by its pid.
import fs from "node:fs";

/** Whether a process runs under this pid (a zombie does not). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return statOf(pid)?.state !== "Z";
}

/** Whether a process of that name runs under this pid; on systems without /proc any process counts. */
export const isRunning = (pid: number, name: string): boolean => {
  if (!isAlive(pid)) return false;
  const stat = statOf(pid);
  return stat === undefined || stat.name === name;
};

/** When the process started, in the kernel's ticks; null where the system does not tell. */
export const startedAt = (pid: number): string | null => statOf(pid)?.started ?? null;

/** proc(5): `pid (name) state …`, the 22nd field is the start time; the name may hold spaces and brackets. */
function statOf(pid: number): { name: string; state: string; started: string } | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const [open, close] = [stat.indexOf("("), stat.lastIndexOf(")")];
    const rest = stat.slice(close + 2).split(" ");
    return { name: stat.slice(open + 1, close), state: rest[0] ?? "", started: rest[19] ?? "" };
  } catch {
    return undefined;
  }
}
