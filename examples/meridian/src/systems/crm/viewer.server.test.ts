// Sharing and field-level security: what is hidden from a user doesn't exist for her, wherever she looks.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CrmServer, startCrm } from "./index.ts";
import { type Caller, callback, integration, refusalIn, userCaller } from "./testing/client.ts";
import { account, contact, sampleCompany, sampleId } from "./testing/company.ts";

let crm: CrmServer;
let emma: Caller;
let amir: Caller;
let cora: Caller;

beforeAll(async () => {
  crm = await startCrm(sampleCompany(3000), { redirectUris: [callback] });
  [emma, amir, cora] = await Promise.all([userCaller(crm, "emma"), userCaller(crm, "amir"), userCaller(crm, "cora")]);
});
afterAll(() => crm.close());

const count = async (who: Caller, from: string): Promise<number> =>
  (await who.query(`SELECT COUNT() FROM ${from}`)).body.totalSize;

it("each sees her regions' accounts and what belongs to them, in lists and counts", async () => {
  expect(await Promise.all([emma, amir, cora].map((who) => count(who, "Account")))).toEqual([3, 1, 5]);
  expect(await Promise.all([emma, amir, cora].map((who) => count(who, "Contact")))).toEqual([3, 1, 4]);
  expect(await Promise.all([emma, amir, cora].map((who) => count(who, "Case")))).toEqual([2000, 1000, 3000]);
  const grouped = await emma.rows("SELECT Account.Region__c, COUNT(Id) n FROM Case GROUP BY Account.Region__c");
  expect(grouped).toMatchObject([{ Region__c: "EMEA", n: 2000 }]);
});

it("a record without an account follows its owner", async () => {
  expect(await emma.rows("SELECT Subject FROM Task")).toMatchObject([{ Subject: "Hers" }]);
  expect(await amir.rows("SELECT Subject FROM Task")).toMatchObject([{ Subject: "His" }]);
  expect(await count(cora, "Task")).toBe(2);
});

it("hidden records are not found, by whatever way", async () => {
  const hidden = account(4);
  expect((await emma.get(`/sobjects/Account/${hidden}`)).status).toBe(404);
  expect((await emma.send("PATCH", `/sobjects/Account/${hidden}`, { Name: "Mine" })).status).toBe(404);
  expect((await emma.send("DELETE", `/sobjects/Account/${hidden}`)).status).toBe(404);
  expect(await emma.rows(`SELECT Id FROM Account WHERE Id = '${hidden}'`)).toEqual([]);
  const read = await emma.send("POST", "/composite/sobjects/Account", { ids: [hidden], fields: ["Name"] });
  expect(read.body).toEqual([null]);
  const linked = await emma.send("POST", "/sobjects/Contact", { LastName: "X", AccountId: hidden });
  expect(refusalIn(linked).errorCode).toBe("INVALID_CROSS_REFERENCE_KEY");
});

it("hidden parents read as none, in fields and in filters", async () => {
  crm.changeRecord("Account", account(2), { ParentId: account(4) });
  const soql = `SELECT Parent.Name FROM Account WHERE Id = '${account(2)}'`;
  expect(await cora.rows(soql)).toMatchObject([{ Parent: { Name: "Borealis" } }]);
  expect(await emma.rows(soql)).toMatchObject([{ Parent: null }]);
  expect(await count(emma, "Account WHERE Parent.Name = 'Borealis'")).toBe(0);
  expect(await count(cora, "Account WHERE Parent.Name = 'Borealis'")).toBe(1);
});

it("hidden fields are no columns, in describe, reads, queries, filters and writes", async () => {
  const names = async (who: Caller): Promise<string[]> =>
    (await who.get<{ fields: readonly { name: string }[] }>("/sobjects/Account/describe")).body.fields.map(
      (it) => it.name,
    );
  expect(await names(emma)).not.toContain("AnnualRevenue");
  expect(await names(amir)).toContain("AnnualRevenue");
  expect((await emma.get(`/sobjects/Account/${account(1)}`)).body).not.toHaveProperty("AnnualRevenue");
  for (const soql of [
    "SELECT AnnualRevenue FROM Account",
    "SELECT Id FROM Account WHERE AnnualRevenue > 5",
    "SELECT Id FROM Account ORDER BY AnnualRevenue",
    "SELECT SUM(AnnualRevenue) FROM Account",
    "SELECT Account.AnnualRevenue FROM Contact",
    "SELECT Id FROM Contact WHERE Account.AnnualRevenue = 99",
    "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE AnnualRevenue > 5)",
    "SELECT Id, (SELECT Email FROM Contacts) FROM Account",
  ]) {
    const reply = await emma.query(soql);
    expect([reply.status, refusalIn(reply).errorCode], soql).toEqual([400, "INVALID_FIELD"]);
    expect(refusalIn(reply).message).toContain("No such column");
  }
  const [all] = await emma.rows("SELECT FIELDS(ALL) FROM Contact LIMIT 1");
  expect(all).not.toHaveProperty("Email");
  const written = await emma.send("PATCH", `/sobjects/Contact/${contact(1)}`, { Email: "x@example.com" });
  expect(refusalIn(written).errorCode).toBe("INVALID_FIELD");
});

it("one user's pages are not another's", async () => {
  const { body } = await cora.query("SELECT Id FROM Case");
  expect(refusalIn(await emma.get(body.nextRecordsUrl)).errorCode).toBe("INVALID_QUERY_LOCATOR");
});

it("read-only objects can be read, not written", async () => {
  const program = await integration(crm);
  const path = `/sobjects/User/${sampleId("005", 2)}`;
  expect((await program.get(path)).status).toBe(200);
  const reply = await program.send("PATCH", path, { Name: "X" });
  expect(refusalIn(reply).errorCode).toBe("INSUFFICIENT_ACCESS_OR_READONLY");
  expect(refusalIn(await program.send("DELETE", path)).errorCode).toBe("INSUFFICIENT_ACCESS_OR_READONLY");
});
