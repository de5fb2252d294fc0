import { expect, test } from "vitest";
import { createWatchers } from "./watch.ts";

/** So long that only a wake or an end can end a wait. */
const never = 1_000_000;

test("everybody who watches a run is woken, nobody else is", async () => {
  const watchers = createWatchers(never);
  const { signal } = new AbortController();
  const [one, two, other] = [watchers.wait("r1", signal), watchers.wait("r1", signal), watchers.wait("r2", signal)];
  let woken = false;
  void other.woken.then(() => {
    woken = true;
  });
  watchers.wake("r1", "running");
  await Promise.all([one.woken, two.woken]);
  expect(woken).toBe(false);
  other.stop();
  await other.woken;
});

test("whoever leaves ends the wait, before it began too", async () => {
  const watchers = createWatchers(never);
  const leaving = new AbortController();
  const before = watchers.wait("r1", leaving.signal);
  leaving.abort();
  await before.woken;
  await watchers.wait("r1", leaving.signal).woken;
});

test("where another process works on the run, it is looked at again after a while", async () => {
  await createWatchers(1).wait("r1", new AbortController().signal).woken;
});
