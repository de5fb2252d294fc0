import Fastify from "fastify";
import { expect, test } from "vitest";
import { createDraining } from "./drain.ts";
import { useProblems } from "./problems.ts";

function house() {
  const draining = createDraining();
  const server = Fastify();
  useProblems(server, () => undefined);
  draining.attach(server);
  const held = Promise.withResolvers<string>();
  const entered = Promise.withResolvers<void>();
  server.get("/slow", async () => {
    entered.resolve();
    return held.promise;
  });
  server.get("/health", async () => "well");
  return { draining, server, held, entered };
}

test("a drain answers what is under way, turns away what comes, and is over with the last answer", async () => {
  const { draining, server, held, entered } = house();
  const slow = server.inject("/slow");
  await entered.promise;
  const drained = draining.begin(60_000).then(() => "drained");
  const turnedAway = await server.inject("/slow");
  expect(turnedAway.statusCode).toBe(503);
  expect(turnedAway.headers["retry-after"]).toBe("1");
  expect(turnedAway.json()).toMatchObject({ code: "unavailable", retryable: true });
  expect((await server.inject("/health")).statusCode).toBe(200);
  expect(draining.open()).toBe(1);
  held.resolve("done");
  expect((await slow).body).toBe("done");
  expect(await drained).toBe("drained");
  await server.close();
});

test("a request that does not end holds the drain up for as long as was said, and no longer", async () => {
  const { draining, server, held, entered } = house();
  const slow = server.inject("/slow");
  await entered.promise;
  await draining.begin(10);
  expect(draining.open()).toBe(1);
  held.resolve("late");
  await slow;
  await server.close();
});
