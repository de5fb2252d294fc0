export type { Lane, LaneLimits } from "./lanes.ts";
export { AlreadyQueued, openQueue } from "./queue.ts";
export type { EnqueueOptions, Queue, QueueOptions } from "./queue.ts";
