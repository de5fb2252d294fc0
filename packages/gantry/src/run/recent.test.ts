import { expect, test } from "vitest";
import { createRecent } from "./recent.ts";

const running = { version: "7", status: "running", steps: [] } as const;

test("a run that goes on is known, one that waits or is over is not held in memory", () => {
  const recent = createRecent({ version: () => 1 });
  recent.keep("r1", running);
  expect(recent.get("r1")).toEqual(running);
  recent.keep("r1", { ...running, status: "waiting" });
  expect(recent.get("r1")).toBeUndefined();
});

test("after an erasure nothing is known any more", () => {
  let version = 1;
  const recent = createRecent({ version: () => version });
  recent.keep("r1", running);
  version = 2;
  expect(recent.get("r1")).toBeUndefined();
});

test("only so many are known: the latest", () => {
  const recent = createRecent({ version: () => 1 }, 2);
  for (const run of ["r1", "r2", "r3"]) recent.keep(run, running);
  expect(["r1", "r2", "r3"].map((run) => recent.get(run) !== undefined)).toEqual([false, true, true]);
});
