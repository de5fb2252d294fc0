export { openQueue } from "./queue.ts";
export type { EnqueueOptions, Queue, QueueOptions } from "./queue.ts";
