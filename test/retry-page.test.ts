// The console's page of a run that has failed: whoever may lets it go on from there, and what was done stays done.
import type { Client } from "@gantry/client";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import { openLetters } from "./support/letters.ts";
import type { Letters } from "./support/letters.ts";
import { until } from "./support/until.ts";

let letters: Letters;
let browser: Browser;
let manager: Client;

beforeAll(async () => {
  [letters, browser] = await Promise.all([openLetters({ TEST_UNDO_SECONDS: "0" }), openBrowser()]);
  manager = await letters.house.client("manager0");
});
afterAll(async () => {
  await browser?.close();
  await letters?.close();
});

/** Three letters are accepted; the mail server refuses one of them for good. */
async function failOne(): Promise<string> {
  const { run } = await manager.runFlow("letters", {}, { wait: 60 });
  letters.mail.failNext(1, { kind: "refuse", code: 550, at: "recipient" });
  for (const { id, contentHash } of await manager.approvals({ run })) {
    await manager.decide(id, { decision: "accept", contentHash });
  }
  await until("the run to fail", async () => (await manager.runState(run)).status === "failed");
  return run;
}

test("a run that failed at one of three mails goes on at a click, and sends just that one", async () => {
  const run = await failOne();
  expect(await letters.mail.list()).toHaveLength(2);
  const { page, errors } = await visit(browser, letters.house.door);
  await page.getByRole("button", { name: "Manager 0" }).click();
  await page.getByRole("navigation").waitFor();
  await page.goto(`${letters.house.url}/#/runs/${run}`);
  const again = page.getByRole("button", { name: "Try again from there" });
  await again.waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await again.click();
  await again.waitFor({ state: "detached" });
  await page.locator(".run-facts").getByText("done", { exact: true }).waitFor();
  expect(new Set((await letters.mail.list()).map((it) => it.messageId)).size).toBe(3);
  // The answer of a failed run is a failure.
  expect(errors.filter((it) => !it.includes("502"))).toEqual([]);
});

test("nobody is offered it who did not start the run, nor for a run that is not through", async () => {
  const run = await failOne();
  expect((await manager.runState(run)).mayRetry).toBe(true);
  const other = await letters.house.client("manager1");
  expect((await other.runState(run)).mayRetry).toBe(false);
  const waiting = await manager.runFlow("letters", {}, { wait: 60 });
  expect((await manager.runState(waiting.run)).mayRetry).toBe(false);
});
