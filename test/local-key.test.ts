// Who may sign in as a persona on a company's own data: whoever can read the data folder, and no proxy of this machine's.
import { statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, visit } from "./support/browser.ts";
import { openHouse, readData } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call, expectProblem } from "./support/http.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ GANTRY_PROJECT: path.resolve(import.meta.dirname, "projects/own") });
}, 60_000);
afterAll(() => house.close());

test("a proxy on this machine is not taken for its user: who has not the key of the data gets no token", async () => {
  // As a bare `proxy_pass` would send it.
  const { host } = new URL(house.url);
  for (const authorization of ["", "Bearer ", "Bearer local", `Bearer ${"A".repeat(43)}`]) {
    for (const route of ["personas", "systems"]) {
      expect((await call(`${house.url}/local/${route}`, { headers: { host, authorization } })).status).toBe(401);
    }
    const body = { persona: "compliance" };
    const asked = call(`${house.url}/local/token`, { headers: { host, authorization }, body });
    await expectProblem(asked, 401, "unauthenticated", /key/);
    expect((await fetch(`${house.url}/metrics`, { headers: { authorization } })).status).toBe(403);
  }
  expect(await house.token("compliance")).toMatch(/^ey/);
  const authorization = `Bearer ${readData(house, "local.key")}`;
  expect((await fetch(`${house.url}/metrics`, { headers: { authorization } })).status).toBe(200);
});

test("the start prints the address that lets a browser in, and only the owner of the folder can read its key", () => {
  expect(house.output()).toContain(`Open ${house.door}`);
  expect(statSync(path.join(house.dataFolder, "local.key")).mode & 0o077).toBe(0);
});

test("whoever has not that address is told where it is, and gets in with it on the page that is open", async () => {
  const browser = await openBrowser();
  try {
    const { page } = await visit(browser, house.url);
    expect(await page.getByRole("alert").innerText()).toContain("gantry console");
    await page.evaluate(`location.assign("${house.door}")`);
    await page.getByRole("button", { name: "Sales manager EMEA" }).waitFor();
    expect(page.url()).not.toContain("#/local");
  } finally {
    await browser.close();
  }
});
