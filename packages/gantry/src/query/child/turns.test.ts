import { describe, expect, it } from "vitest";
import { fairQueue } from "./queue.ts";
import { createTurns } from "./turns.ts";

const never = new AbortController().signal;
/** What has been settled by now, without waiting for more. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe("whose turn it is", () => {
  it("goes round the shares, and in order within one", () => {
    const queue = fairQueue<string>();
    const taken: string[] = [];
    for (const name of ["a1", "a2", "a3", "b1", "c1", "b2"])
      queue.add(name.slice(0, 1), { take: () => taken.push(name), refuse: () => undefined });
    for (let waiter = queue.next(); waiter !== undefined; waiter = queue.next()) waiter.take("");
    expect(taken).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
    expect(queue.length).toBe(0);
  });

  it("is lost by who leaves", () => {
    const queue = fairQueue<string>();
    const taken: string[] = [];
    const wait = (name: string) => queue.add("a", { take: () => taken.push(name), refuse: () => undefined });
    const leave = wait("first");
    wait("second");
    expect(leave()).toBe(true);
    queue.next()?.take("");
    expect(taken).toEqual(["second"]);
    expect(leave()).toBe(false);
    expect(queue.next()).toBeUndefined();
  });
});

describe("turns", () => {
  it("let no more be under way than may be, and the next when one ends", async () => {
    const turns = createTurns(2, 10);
    const order: string[] = [];
    const start = async (name: string, share: string): Promise<() => void> => {
      const end = await turns.take(share, never);
      order.push(name);
      return end;
    };
    const [first] = await Promise.all([start("a1", "a"), start("a2", "a")]);
    const waiting = [start("a3", "a"), start("a4", "a"), start("b1", "b")];
    await settled();
    expect(order).toEqual(["a1", "a2"]);
    first?.();
    first?.();
    await settled();
    expect(order).toEqual(["a1", "a2", "a3"]);
    (await waiting[0])?.();
    await settled();
    // b has waited less, but has had none yet.
    expect(order).toEqual(["a1", "a2", "a3", "b1"]);
  });

  it("are given back by who is cancelled while he waits, and refused when too many wait", async () => {
    const turns = createTurns(1, 1);
    const end = await turns.take("a", never);
    const caller = new AbortController();
    const waiting = turns.take("a", caller.signal);
    await expect(turns.take("b", never)).rejects.toMatchObject({ code: "rate-limited", retryable: true });
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
    const next = turns.take("b", never);
    end();
    expect(typeof (await next)).toBe("function");
  });
});
