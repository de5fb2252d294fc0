// What a question would take, asked for in the console before it is asked.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test("a question tells how it is understood and what it would take; once asked, what was expected stands with its answer", async () => {
  const { page, errors } = await visit(browser, house.door);
  await page.getByRole("button", { name: "Sales manager EMEA" }).click();
  await page.getByRole("textbox", { name: "Question" }).fill("Which customers are in Switzerland?");
  await page.getByRole("button", { name: "What would it take?" }).click();
  const told = page.getByRole("status").filter({ hasText: "Understood as" });
  await told.waitFor();
  expect(await told.innerText()).toMatch(
    /It reads about \d+ rows in 1 call; no model is asked; nothing leaves the house\./,
  );
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const expected = page.getByText(/^Expected: it reads about \d+ rows in 1 call/);
  await expected.waitFor();
  expect(errors).toEqual([]);
});
