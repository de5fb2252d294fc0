// What tests of others use: changing records, failures on order, expired tokens, counted calls.
import { afterEach, beforeEach, expect, it } from "vitest";
import { type CrmServer, type FailureKind, startCrm } from "./index.ts";
import { type Caller, integration, refusalIn } from "./testing/client.ts";
import { account, sampleCompany } from "./testing/company.ts";

let crm: CrmServer;
let caller: Caller;

beforeEach(async () => {
  crm = await startCrm(sampleCompany());
  caller = await integration(crm);
});
afterEach(() => crm.close());

it("a changed record shows in the next answer, and the caller's data stays as it was", async () => {
  const data = sampleCompany();
  const own = await startCrm(data);
  own.changeRecord("Account", account(1), { Name: "Renamed" });
  const program = await integration(own);
  expect(await program.rows(`SELECT Name FROM Account WHERE Id = '${account(1)}'`)).toMatchObject([
    { Name: "Renamed" },
  ]);
  expect(own.record("Account", account(1))).toMatchObject({ Name: "Renamed" });
  expect(data.objects[0]?.records[0]?.["Name"]).toBe("Zenith Optics");
  expect(() => own.changeRecord("Account", account(1), { Nope: 1 })).toThrow("Account has no field Nope");
  expect(() => own.changeRecord("Account", account(77), {})).toThrow("no such record");
  own.removeRecord("Account", account(1));
  expect((await program.get(`/sobjects/Account/${account(1)}`)).status).toBe(404);
  await own.close();
});

it.each<[FailureKind, number, string]>([
  ["429", 429, "REQUEST_LIMIT_EXCEEDED"],
  ["500", 500, "UNKNOWN_EXCEPTION"],
  ["503", 503, "SERVER_UNAVAILABLE"],
  ["limit", 403, "REQUEST_LIMIT_EXCEEDED"],
  ["lock", 400, "UNABLE_TO_LOCK_ROW"],
  ["expired", 401, "INVALID_SESSION_ID"],
])("the next calls fail on order: %s", async (kind, status, errorCode) => {
  crm.fail({ kind, calls: 2, after: 1 });
  const replies = [];
  for (let call = 0; call < 4; call++) replies.push(await caller.get("/limits"));
  expect(replies.map((it) => it.status)).toEqual([200, status, status, 200]);
  expect(replies.slice(1, 3).map((it) => refusalIn(it).errorCode)).toEqual([errorCode, errorCode]);
  expect(crm.stats().failed).toBe(2);
});

it("calls hang, break off or send rubbish on order, and only those that match", async () => {
  crm.fail({ kind: "timeout", path: /\/query/ });
  expect((await caller.get("/limits")).status).toBe(200);
  const hanging = fetch(`${crm.url}/services/data/v62.0/query?q=x`, { signal: AbortSignal.timeout(100) });
  await expect(hanging).rejects.toThrow(/timeout|aborted/i);
  for (const kind of ["reset", "cut", "rubbish"] as const) {
    crm.fail({ kind });
    await expect(caller.get("/limits")).rejects.toThrow();
  }
  crm.fail({ kind: "503", calls: Number.POSITIVE_INFINITY });
  expect((await caller.get("/limits")).status).toBe(503);
  crm.heal();
  expect((await caller.get("/limits")).status).toBe(200);
});

it("tokens expire on order, and a new one works", async () => {
  crm.expireTokens();
  expect((await caller.get("/limits")).status).toBe(401);
  expect((await (await integration(crm)).get("/limits")).status).toBe(200);
});

it("calls are counted by resource, with rows and bytes", async () => {
  crm.resetStats();
  await caller.rows("SELECT Id FROM Account");
  await caller.get("/sobjects/Account/describe");
  await caller.send("POST", "/composite", {
    compositeRequest: [{ method: "GET", referenceId: "a", url: "/services/data/v62.0/limits" }],
  });
  const stats = crm.stats();
  expect(stats).toMatchObject({ calls: 3, byResource: { query: 1, sobjects: 1, composite: 1 }, rows: 5, failed: 0 });
  expect(stats.bytes).toBeGreaterThan(1000);
});

it("data that can't be served is refused at the start", async () => {
  const data = sampleCompany();
  await expect(startCrm({ ...data, regionField: "Nope__c" })).rejects.toThrow("Account has no field Nope__c");
});
