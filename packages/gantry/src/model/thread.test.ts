// A thread that answers in its turn, and is replaced when it takes too long or ends.
import { afterEach, expect, test } from "vitest";
import { createThread } from "./thread.ts";
import type { Thread } from "./thread.ts";

/** Replies with the order; "die" ends it, "hang" gets no reply. */
const program = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from "node:worker_threads";
    parentPort.on("message", (order) => {
      if (order === "die") process.exit(1);
      if (order !== "hang") parentPort.postMessage({ order, thread: threadId });
    });`)}`,
);
type Reply = { readonly order: string; readonly thread: number };
let thread: Thread<string, Reply>;
const open = (more: { readonly idle?: number; readonly patience?: number } = {}): void => {
  thread = createThread<string, Reply>(program, { patience: 20_000, memory: 64, ...more });
};
afterEach(() => thread.close());
const threadOf = (reply: object): unknown => ("thread" in reply ? reply.thread : undefined);

test("orders are answered one after the other, by the same thread", async () => {
  open();
  const replies = await Promise.all(["a", "b", "c"].map((it) => thread.ask(it)));
  expect(replies.map((it) => ("order" in it ? it.order : it))).toEqual(["a", "b", "c"]);
  expect(new Set(replies.map(threadOf)).size).toBe(1);
});

test("one that ends the thread is told so, and the next gets a new one", async () => {
  open();
  const [before, died, after] = await Promise.all(["a", "die", "b"].map((it) => thread.ask(it)));
  expect(died).toEqual({ lost: "ended" });
  expect(after).toMatchObject({ order: "b" });
  expect(threadOf(after!)).not.toBe(threadOf(before!));
});

test("one that takes too long is given up", async () => {
  open({ patience: 300 });
  expect(await thread.ask("hang")).toEqual({ lost: "late" });
});

test("nobody needing it, it stops; the next order starts another", async () => {
  open({ idle: 0 });
  const first = threadOf(await thread.ask("a"));
  // Timers of one length end in their order: its own comes first.
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(threadOf(await thread.ask("b"))).not.toBe(first);
});
