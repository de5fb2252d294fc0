export type { Lane, LaneLimits } from "./lanes.ts";
export { LeaseLost } from "./lease.ts";
export type { Fence } from "./lease.ts";
export { AlreadyQueued, openQueue, prepareQueue } from "./queue.ts";
export type { EnqueueOptions, JobBatch, Queue, QueueOptions } from "./queue.ts";
export type { LeaseEvent } from "./takeover.ts";
