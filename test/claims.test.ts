// Where a number comes from: a click in the console says cell, source and time; what a check flagged needs a person who says so.
import type { Draft } from "@gantry/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { openBrowser, seriousViolations, unreachableByTab, visit } from "./support/browser.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { startOutsideModel } from "./support/outside-model.ts";
import type { OutsideModel } from "./support/outside-model.ts";
import { until } from "./support/until.ts";

let model: OutsideModel;
let house: House;
let browser: Browser;
let run = "";
let drafts: readonly Draft[] = [];

beforeAll(async () => {
  model = await startOutsideModel(undefined, "We give you 35 % off, and Zoltan Vereczkei will call you.");
  [house, browser] = await Promise.all([openHouse(model.env), openBrowser()]);
  const client = await house.client("sales-manager");
  ({ run } = await client.ask(mainQuestion, { wait: 30 }));
  const answer = await until(
    "letters",
    async () => {
      const now = await client.answer(run);
      return now.status === "waiting" ? now : undefined;
    },
    120,
  );
  drafts = draftsOf(answer);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
  await model?.close();
});

const flagged = (): Draft => {
  const found = drafts.find((draft) => draft.flags.length > 0);
  if (!found) throw new Error("no draft was flagged");
  return found;
};

test("every claim names its text, a cell of the draft's own row, its source and when that was read", () => {
  for (const draft of drafts) {
    const claims = draft.claims.filter((claim) => claim.field === "body" && claim.cells.length > 0);
    expect(claims.length).toBeGreaterThan(3);
    for (const { start, end, text, cells } of claims) {
      expect(draft.body.slice(start, end)).toBe(text);
      for (const cell of cells) {
        expect(cell).toMatchObject({ step: "drafts", row: draft.row });
        expect(cell.value).not.toBeNull();
        expect(cell.sources.length === 0 || /^\d{4}-\d{2}-\d{2}T/.test(cell.asOf ?? "")).toBe(true);
      }
    }
  }
  const renewal = drafts.flatMap((draft) => draft.claims).find((claim) => claim.cells[0]?.column === "renewal_date");
  expect(renewal?.cells[0]).toMatchObject({ sources: ["crm.accounts.renewal_date"], value: renewal?.text });
});

test("an analyst who sees no names is shown tokens in the cells, too", async () => {
  const analyst = await (await house.client("analyst")).answer(run).catch(() => undefined);
  const cells = analyst ? draftsOf(analyst).flatMap((draft) => draft.claims.flatMap((claim) => claim.cells)) : [];
  for (const { column, value } of cells) {
    if (column === "contact" && value !== null) expect(value).toMatch(/^PERSON_/);
  }
});

test("a promise, a number and a name that no cell holds are flagged, and marked in the text", () => {
  const draft = flagged();
  expect(draft.flags.join("\n")).toMatch(/number "35 %" traces to no cell/);
  expect(draft.flags.join("\n")).toMatch(/names somebody/);
  expect(draft.flags.join("\n")).toMatch(/promised by no cell/);
  expect(draft.claims.filter((claim) => claim.cells.length === 0).map((claim) => claim.text)).toEqual(["35 %"]);
});

test("a flagged draft is accepted only by who says that she has seen the flags, and the ledger keeps that", async () => {
  const client = await house.client("sales-manager");
  const { approval, contentHash, flags } = flagged();
  await expect(client.decide(approval, { decision: "accept", contentHash })).rejects.toMatchObject({
    code: "conflict",
  });
  const decided = await client.decide(approval, { decision: "accept", contentHash, acknowledgeFlags: true });
  expect(decided.state).toBe("accepted");
  const entries = await (await house.client("compliance")).ledger({ run });
  const decision = entries.find((entry) => entry.kind === "decision" && entry.body["approval"] === approval);
  expect(decision?.body).toMatchObject({ decision: "accept", acknowledged: flags.length });
});

async function openRun(width: number): Promise<Page> {
  const { page } = await visit(browser, house.door);
  await page.setViewportSize({ width, height: 900 });
  await page.getByRole("button", { name: "Sales manager EMEA" }).click();
  await page.getByRole("navigation").waitFor();
  await page.goto(`${house.url}/#/runs/${run}`);
  await page.getByRole("region", { name: "Letters" }).waitFor();
  return page;
}

test.each([1440, 400])("a click on a number, or Enter, says cell, source and time, %i pixels wide", async (width) => {
  const page = await openRun(width);
  const body = page.locator(".letter .body");
  const claim = body.locator("button.claim.number, button.claim.date").first();
  await claim.focus();
  await page.keyboard.press("Enter");
  const card = page.locator(".claim-card");
  await card.waitFor();
  expect(await card.innerText()).toMatch(/\w+\.\w+\.\w+/);
  expect(await card.innerText()).toMatch(/read \d+ \w+/);
  const [outer, inner] = [await body.boundingBox(), await card.boundingBox()];
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0) + 1);
  if (width > 1000) expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  if (width > 1000) expect(await unreachableByTab(page)).toEqual([]);
});

test("the flags stand above the letter, and its button waits for the acknowledgement", async () => {
  const page = await openRun(1440);
  const list = page.locator(".draft-list button");
  const other = drafts.findIndex((draft, index) => draft.flags.length > 0 && index > drafts.indexOf(flagged()));
  await list.nth(other).click();
  const letter = page.getByRole("article");
  await letter.getByRole("region", { name: "What a check found" }).waitFor();
  const accept = letter.getByRole("button", { name: "Accept and send" });
  expect(await accept.isDisabled()).toBe(true);
  await letter.getByLabel("I have looked at this and answer for it").check();
  await accept.click();
  await list.nth(other).getByText("accepted · sent").waitFor();
});
