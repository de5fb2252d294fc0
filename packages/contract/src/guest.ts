// What Gantry and a guest say to each other: a company's own agent service that writes for a step, over HTTP.
import { z } from "zod";

/** Where a guest calls the house back, and with what. The token is good for one row of one run, and for an hour. */
export const GuestHouse = z.object({
  /** `<url>/v1` speaks OpenAI's protocol, `<url>/api/guest` keeps checkpoints. */
  url: z.string(),
  token: z.string(),
});
export type GuestHouse = z.infer<typeof GuestHouse>;

/** `POST` to a guest's address: one row that it is to write for. Everything in it has passed the guard. */
export const GuestAsk = z.object({
  gantry: z.literal(1),
  /** The same whenever the same is asked about the same row: what was begun under it is gone on with. */
  thread: z.string(),
  task: z.string(),
  /** The flow author's words. */
  instructions: z.string(),
  /** The template with the row's data in it, inside a fence. */
  prompt: z.string(),
  /** The row's data by column, as treated. */
  facts: z.record(z.string(), z.unknown()),
  /** JSON Schema of the output. */
  schema: z.record(z.string(), z.unknown()),
  /** The thread waits at an interrupt: it goes on with these facts, which a person has decided on. */
  resume: z.literal(true).optional(),
  /** Absent where nobody can be called back: at a replay without a server. */
  house: GuestHouse.optional(),
});
export type GuestAsk = z.infer<typeof GuestAsk>;

/** What a guest replies with status 200: its output, or what it wants a person to see before it goes on. */
export const GuestReply = z.union([
  z.object({ output: z.record(z.string(), z.unknown()) }),
  z.object({ interrupt: z.record(z.string(), z.unknown()) }),
]);
export type GuestReply = z.infer<typeof GuestReply>;

/** A value as a guest's serializer wrote it: JSON as it is, all else in base64. */
const Written = z.object({ type: z.string().max(64), text: z.string() });
export type GuestValue = z.infer<typeof Written>;

const threadName = z.string().min(1).max(400);
const namespace = z.string().max(1_000);
const checkpointName = z.string().regex(/^[\w-]{1,100}$/);

/** What a channel of a graph held from a checkpoint on, until it was written again under another version. */
const GuestChannel = z.object({ channel: z.string().max(1_000), version: z.string().max(200), value: Written });

/** One state of a graph. */
export const GuestCheckpoint = z.object({
  thread: threadName,
  namespace,
  id: checkpointName,
  parent: checkpointName.nullable(),
  /** Without what its channels hold. */
  checkpoint: Written,
  metadata: Written,
  /** By channel: the version that holds here. */
  versions: z.record(z.string().max(1_000), z.string().max(200)),
  /** On its way in: channels written anew. On its way out: all that hold here. */
  values: z.array(GuestChannel).max(10_000),
});
export type GuestCheckpoint = z.infer<typeof GuestCheckpoint>;

/** A write that a task made after a checkpoint and before the next. A negative place is taken anew each time. */
const GuestWrite = z.object({
  task: z.string().min(1).max(400),
  path: z.string().max(4_000),
  place: z.int(),
  channel: z.string().max(1_000),
  value: Written,
});
export type GuestWrite = z.infer<typeof GuestWrite>;

export const GuestWrites = z.object({
  thread: threadName,
  namespace,
  id: checkpointName,
  writes: z.array(GuestWrite).max(10_000),
});
export type GuestWrites = z.infer<typeof GuestWrites>;

/** Which checkpoints are wanted, newest first; those of all threads of the row where none is named. */
export const GuestQuery = z.object({
  thread: threadName.optional(),
  namespace: namespace.optional(),
  id: checkpointName.optional(),
  /** Older than this one. */
  before: checkpointName.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
});
export type GuestQuery = z.infer<typeof GuestQuery>;

export const GuestCheckpoints = z.object({
  checkpoints: z.array(GuestCheckpoint.extend({ writes: z.array(GuestWrite) })),
});
export type GuestCheckpoints = z.infer<typeof GuestCheckpoints>;
