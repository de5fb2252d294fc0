// Where a run stands.
import type { RunStatus } from "@gantry/contract";

/** Whether anything may still happen in it: it runs, or waits for people. */
export const isLive = (status: RunStatus): boolean => status === "running" || status === "waiting";
