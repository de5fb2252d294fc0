// A client that we didn't write: jsforce signs in, describes, pages and writes.
import { Connection } from "@jsforce/jsforce-node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CrmServer, startCrm } from "./index.ts";
import { account, sampleCompany } from "./testing/company.ts";

let crm: CrmServer;
let connection: Connection;

beforeAll(async () => {
  crm = await startCrm(sampleCompany(5100));
  const { client } = sampleCompany(0);
  connection = new Connection({
    version: "62.0",
    instanceUrl: crm.url,
    oauth2: { clientId: client.id, clientSecret: client.secret, loginUrl: crm.url },
  });
  await connection.authorize({ grant_type: "client_credentials" });
});
afterAll(() => crm.close());

it("knows who it is", async () => {
  expect(await connection.identity()).toMatchObject({ username: "integration@meridian.example" });
});

it("fetches every page", async () => {
  const { records, totalSize } = await connection.query("SELECT CaseNumber, Account.Name FROM Case", {
    autoFetch: true,
    maxFetch: 10_000,
  });
  expect([totalSize, records.length, new Set(records.map((it) => it["CaseNumber"])).size]).toEqual([5100, 5100, 5100]);
  expect(records[0]?.["Account"]?.Name).toBe("Zenith Optics");
});

it("describes", async () => {
  const account = await connection.describe("Account");
  expect(account.fields.find((it) => it.name === "Renewal_Date__c")).toMatchObject({ type: "date", custom: true });
  expect((await connection.describeGlobal()).sobjects).toHaveLength(5);
});

it("creates, reads, updates, upserts and deletes", async () => {
  const contacts = connection.sobject("Contact");
  const made = await contacts.create({ LastName: "Force", AccountId: account(1) });
  expect(made.success).toBe(true);
  const id = made.id ?? "";
  await contacts.update({ Id: id, FirstName: "J." });
  expect(await contacts.retrieve(id)).toMatchObject({ Name: "J. Force" });
  const upserted = await connection
    .sobject("Account")
    .upsert({ Name: "By key", External_Key__c: "EXT-J" }, "External_Key__c");
  expect(upserted.success).toBe(true);
  await contacts.destroy(id);
  await expect(contacts.retrieve(id)).rejects.toMatchObject({ errorCode: "ENTITY_IS_DELETED" });
  const several = await contacts.create([{ LastName: "A" }, { LastName: "B" }]);
  expect(several.map((it) => it.success)).toEqual([true, true]);
});

it("hears errors by their codes", async () => {
  await expect(connection.query("SELECT Nope FROM Account")).rejects.toMatchObject({ errorCode: "INVALID_FIELD" });
  await expect(connection.sobject("Contact").create({ FirstName: "x" })).rejects.toMatchObject({
    errorCode: "REQUIRED_FIELD_MISSING",
  });
});
