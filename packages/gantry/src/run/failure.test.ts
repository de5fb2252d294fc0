import { GantryError } from "@gantry/contract";
import { expect, test } from "vitest";
import { isDatabaseAway } from "../store/index.ts";
import { asAsked, failureOf, orUnavailable, pauseAfter } from "./failure.ts";

test.each([
  ["Connection terminated unexpectedly", undefined],
  ["Client has encountered a connection error and is not queryable", undefined],
  ["terminating connection due to administrator command", "57P01"],
  ["could not extend file: No space left on device", "53100"],
  ["connect ECONNREFUSED 127.0.0.1:4404", "ECONNREFUSED"],
])("%s: the database is away, not the step at fault", (message, code) => {
  expect(isDatabaseAway(Object.assign(new Error(message), { code }))).toBe(true);
});

test("a broken rule of the database, and an error of ours, are no outage", () => {
  expect(isDatabaseAway(Object.assign(new Error("duplicate key value"), { code: "23505" }))).toBe(false);
  expect(isDatabaseAway(new GantryError("source-unreachable", "ECONNREFUSED"))).toBe(false);
});

test("callers learn of an outage as something to try again", async () => {
  const outage = orUnavailable(() => Promise.reject(Object.assign(new Error("x"), { code: "57P03" })));
  await expect(outage).rejects.toMatchObject({ code: "unavailable", retryable: true });
});

test("an error that is not ours shows nothing of its text", () => {
  const failure = failureOf(new Error("ada@example.com"), { step: "drafts" });
  expect(JSON.stringify(failure.toProblem())).not.toContain("ada");
});

const limited = (retryAfter?: number): GantryError =>
  new GantryError("rate-limited", 'source "crm" limits its calls', { retryable: true, retryAfter });

test("a system that asks for patience gets it, one that doesn't is asked again soon", () => {
  const mail = { kind: "act" } as const;
  expect(asAsked(pauseAfter(mail, 1), limited())).toBe(1);
  expect(asAsked(pauseAfter(mail, 1), limited(120))).toBe(120);
  expect(asAsked(pauseAfter(mail, 6), limited(120))).toBe(300);
  expect(asAsked(pauseAfter(mail, 1), limited(10_000_000))).toBe(86_400);
  expect(asAsked(pauseAfter(mail, 8), limited(120))).toBeUndefined();
});

test("how long a system asked to wait is kept when an error gets its place", () => {
  expect(limited(7).at({ step: "tasks" }).retryAfter).toBe(7);
});
