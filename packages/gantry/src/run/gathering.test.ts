import { expect, test } from "vitest";
import { createGathering } from "./gathering.ts";

test("what comes while a write is under way goes in one more; nothing is lost, and a failed write fails those alone", async () => {
  const gather = createGathering<number>();
  const writes: (readonly number[])[] = [];
  const turns = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const write = (items: readonly number[]): Promise<void> =>
    turns[writes.push(items) - 1]?.promise ?? Promise.resolve();
  const first = gather("a", [1], write);
  await Promise.resolve();
  await Promise.resolve();
  const second = [gather("a", [2, 3], write), gather("a", [4], write)];
  const elsewhere = gather("b", [5], write);
  await Promise.resolve();
  await Promise.resolve();
  expect(writes).toEqual([[1], [5]]);
  turns[0]?.reject(new Error("the database is away"));
  await expect(first).rejects.toThrow("away");
  turns[1]?.resolve();
  turns[2]?.resolve();
  await Promise.all([...second, elsewhere, gather("a", [6], write)]);
  expect(writes.slice(2)).toEqual([[2, 3, 4], [6]]);
});
