export { openQueue } from "./queue.ts";
export type { EnqueueOptions, JobBatch, Queue, QueueOptions } from "./queue.ts";
