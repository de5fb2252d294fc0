export { LeaseLost } from "./lease.ts";
export type { Fence } from "./lease.ts";
export { openQueue } from "./queue.ts";
export type { EnqueueOptions, Queue, QueueOptions } from "./queue.ts";
export type { LeaseEvent } from "./takeover.ts";
