// The login and console pages in a real browser, with a stand-in for Gantry's element from another origin.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openBrowser } from "../../../../../../test/support/browser.ts";
import { type CrmServer, startCrm } from "../index.ts";
import { account, contact, sampleCompany } from "../testing/company.ts";

// Keeps what the page gives it where the test can reach it.
const elementScript = `customElements.define("gantry-answer", class extends HTMLElement {
  set token(value) { window.givenToken = value; }
  set resolve(value) { window.givenResolve = value; }
});`;

let crm: CrmServer;
let browser: Browser;
let page: Page;
const gantry = createServer((_, reply) => {
  reply.writeHead(200, { "content-type": "text/javascript", "access-control-allow-origin": "*" }).end(elementScript);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => gantry.listen(0, "127.0.0.1", resolve));
  // A listening TCP server's address is never a pipe's path.
  const { port } = gantry.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  crm = await startCrm(sampleCompany(200));
  crm.setGantry({ url, script: `${url}/element.js` });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await crm?.close();
  gantry.close();
});
beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(`${crm.url}/console`);
});

async function signIn(name: string): Promise<void> {
  await page.getByLabel("Username").fill(`${name}@meridian.example`);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Accounts" }).waitFor();
}

it("a user signs in, sees her accounts only, and opens one with its cases", async () => {
  await page.getByLabel("Username").fill("emma@meridian.example");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByText("check your username and password").waitFor();
  await signIn("emma");
  expect(page.url()).toBe(`${crm.url}/console`);
  const rows = page.locator("tbody tr");
  await rows.first().waitFor();
  expect(await rows.allInnerTexts()).toHaveLength(3);
  expect(await page.locator("main").innerText()).not.toMatch(/Borealis|AnnualRevenue/);
  await page.getByRole("searchbox").fill("optics");
  await page.getByText("1 item").waitFor();
  await page.getByRole("link", { name: "Zenith Optics" }).click();
  await page.getByRole("heading", { name: "Zenith Optics" }).waitFor();
  await page.getByText("newest 10 of 67").waitFor();
  expect(await page.locator("gantry-answer").getAttribute("record")).toBe(account(1));
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByLabel("Username").waitFor();
});

it("the panel's element gets the gantry's address, her token, and names that she may see", async () => {
  await page.evaluate(() => localStorage.clear());
  await signIn("emma");
  await page.waitForFunction(() => Reflect.has(globalThis, "givenResolve"));
  expect(await page.locator("gantry-answer").getAttribute("endpoint")).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const token = await page.evaluate(() => Reflect.get(globalThis, "givenToken")());
  const { client } = sampleCompany(0);
  const introspection = await fetch(`${crm.url}/services/oauth2/introspect`, {
    method: "POST",
    body: new URLSearchParams({ token, client_id: client.id, client_secret: client.secret }),
  });
  expect(await introspection.json()).toMatchObject({ active: true, username: "emma@meridian.example" });
  const reference = (table: string, id: string, column: string, source = "crm") => ({ source, table, id, column });
  const values = await page.evaluate(
    (references) => Reflect.get(globalThis, "givenResolve")(references),
    [
      reference("accounts", account(1), "name"),
      reference("crm.accounts", account(2).slice(0, 15), "renewal_date"),
      reference("contacts", contact(1), "name"),
      reference("contacts", contact(1), "email"),
      reference("accounts", account(4), "name"),
      reference("customers", account(1), "name", "billing"),
      reference("accounts", "' OR Name != '", "name"),
    ],
  );
  expect(values).toEqual(["Zenith Optics", "2026-11-16", "Ada O'Neil", null, null, null, null]);
});

it("a page left open goes on with a fresh token when the old one has ended", async () => {
  await signIn("cora");
  crm.expireTokens();
  await page.getByRole("link", { name: "Contacts" }).click();
  await page.getByRole("link", { name: "Di Doe" }).waitFor();
});
