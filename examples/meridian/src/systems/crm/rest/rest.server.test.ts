// The REST API over HTTP: paging, describe, records, composite, limits.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CrmServer, startCrm } from "../index.ts";
import {
  type Caller,
  type Composite,
  type Fields,
  type Page,
  type Written,
  integration,
  refusalIn,
} from "../testing/client.ts";
import { account, contact, sampleCompany, sampleId, today } from "../testing/company.ts";

let crm: CrmServer;
let caller: Caller;
let now = new Date(`${today}T12:00:00Z`);

beforeAll(async () => {
  crm = await startCrm(sampleCompany(4500), { now: () => now, tokenSeconds: 7 * 24 * 3600 });
  caller = await integration(crm);
});
afterAll(() => crm.close());

describe("paging", () => {
  it("gives every record once, 2,000 at a time", async () => {
    const seen: string[] = [];
    const sizes: number[] = [];
    let { body } = await caller.query("SELECT CaseNumber FROM Case ORDER BY CaseNumber");
    for (;;) {
      expect(body.totalSize).toBe(4500);
      sizes.push(body.records.length);
      seen.push(...body.records.map((it) => String(it["CaseNumber"])));
      if (body.done) break;
      ({ body } = await caller.get<Page>(body.nextRecordsUrl));
    }
    expect(sizes).toEqual([2000, 2000, 500]);
    expect(seen).toEqual(Array.from({ length: 4500 }, (_, index) => String(index + 1).padStart(8, "0")));
  });

  it("follows the batch size that the client asks for, within 200 to 2,000", async () => {
    const { body } = await caller.query("SELECT Id FROM Case", { "sforce-query-options": "batchSize=200" });
    expect(body.records).toHaveLength(200);
    expect(body.nextRecordsUrl).toMatch(/^\/services\/data\/v62\.0\/query\/0r8\w{15}-200$/);
    for (const size of ["199", "2001", "many"]) {
      const refused = await caller.query("SELECT Id FROM Case", { "sforce-query-options": `batchSize=${size}` });
      expect(refused.status).toBe(400);
    }
  });

  it("refuses a locator that is made up, past the end, or older than two days", async () => {
    const { body } = await caller.query("SELECT Id FROM Case");
    const url = body.nextRecordsUrl;
    for (const wrong of ["/query/0r8xx0000000000000-2000", url.replace("-2000", "-9999"), "/query/x"]) {
      const reply = await caller.get(wrong);
      expect([reply.status, refusalIn(reply).errorCode]).toEqual([400, "INVALID_QUERY_LOCATOR"]);
    }
    now = new Date(now.getTime() + 49 * 3600 * 1000);
    expect(refusalIn(await caller.get(url)).errorCode).toBe("INVALID_QUERY_LOCATOR");
  });

  it("pages children too", async () => {
    const { body } = await caller.query(`SELECT Id, (SELECT Id FROM Cases) FROM Account WHERE Id = '${account(1)}'`, {
      "sforce-query-options": "batchSize=1000",
    });
    expect(body.records).toMatchObject([{ Cases: { totalSize: 1500, done: false } }]);
    const [parent] = body.records as readonly { readonly Cases: Page }[];
    const more = await caller.get<Page>(parent?.Cases.nextRecordsUrl ?? "");
    expect(more.body).toMatchObject({ done: true, totalSize: 1500 });
    expect(more.body.records).toHaveLength(500);
  });

  it("refuses to page aggregates", async () => {
    const refused = await caller.query("SELECT CaseNumber, COUNT(Id) FROM Case GROUP BY CaseNumber");
    expect(refusalIn(refused).errorCode).toBe("EXCEEDED_ID_LIMIT");
  });
});

describe("versions and describe", () => {
  it("lists versions to anyone, resources and limits to those signed in", async () => {
    const versions = await fetch(`${crm.url}/services/data`).then((it) => it.json());
    expect(versions).toContainEqual({ label: "Winter '25", url: "/services/data/v62.0", version: "62.0" });
    expect((await caller.get("/")).body).toHaveProperty("sobjects", "/services/data/v62.0/sobjects");
    const { body, headers } = await caller.get<{ DailyApiRequests: { Max: number } }>("/limits");
    expect(body.DailyApiRequests.Max).toBe(100_000);
    expect(headers.get("sforce-limit-info")).toMatch(/^api-usage=\d+\/100000$/);
    expect((await caller.get("/services/data/v20.0/limits")).status).toBe(404);
  });

  it("says what fields are and may do", async () => {
    const { body } = await caller.get<{ fields: readonly { name: string }[]; childRelationships: readonly Fields[] }>(
      "/sobjects/account/describe",
    );
    const named = (name: string) => body.fields.find((it) => it.name === name);
    expect(named("Description")).toMatchObject({
      type: "textarea",
      filterable: false,
      sortable: false,
      length: 32_000,
    });
    expect(named("Segment__c")).toMatchObject({ custom: true, picklistValues: [{ value: "Small" }, {}, {}] });
    expect(named("OwnerId")).toMatchObject({ type: "reference", referenceTo: ["User"], relationshipName: "Owner" });
    expect(named("External_Key__c")).toMatchObject({ externalId: true, idLookup: true, unique: true });
    expect(body.childRelationships).toContainEqual(
      expect.objectContaining({ childSObject: "Contact", field: "AccountId", relationshipName: "Contacts" }),
    );
    const all = await caller.get<{ sobjects: readonly { name: string }[] }>("/sobjects");
    expect(all.body.sobjects.map((it) => it.name)).toContain("Case");
  });
});

describe("records", () => {
  it("are created with defaults, read, changed and deleted", async () => {
    const created = await caller.send("POST", "/sobjects/Contact", {
      LastName: "New",
      FirstName: "Ann",
      AccountId: account(1),
    });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({ id: expect.stringMatching(/^003\w{15}$/), success: true, errors: [] });
    const path = `/sobjects/Contact/${created.body.id}`;
    expect(created.headers.get("location")).toBe(`/services/data/v62.0${path}`);
    expect((await caller.get(path)).body).toMatchObject({
      attributes: { type: "Contact" },
      Name: "Ann New",
      Email: null,
      CreatedDate: now.toISOString().replace("Z", "+0000"),
      OwnerId: sampleId("005", 1),
    });
    expect((await caller.send("PATCH", path, { Email: "ann@example.com" })).status).toBe(204);
    expect((await caller.get(`${path}?fields=Email`)).body).toMatchObject({ Email: "ann@example.com" });
    expect((await caller.send("DELETE", path)).status).toBe(204);
    const gone = await caller.get(path);
    expect([gone.status, refusalIn(gone).errorCode]).toEqual([404, "ENTITY_IS_DELETED"]);
  });

  it("number themselves and know when they are closed", async () => {
    const { body } = await caller.send("POST", "/sobjects/Case", { Subject: "Hot", Status: "Closed" });
    const found = await caller.get(`/sobjects/Case/${body.id}`);
    expect(found.body).toMatchObject({ CaseNumber: "00004501", IsClosed: true });
    await caller.send("DELETE", `/sobjects/Case/${body.id}`);
  });

  it("are upserted by external id: created once, then updated", async () => {
    const path = "/sobjects/Account/External_Key__c/EXT-77";
    const first = await caller.send("PATCH", path, { Name: "Upserted" });
    expect([first.status, first.body.created]).toEqual([201, true]);
    const second = await caller.send("PATCH", path, { Name: "Upserted again" });
    expect([second.status, second.body.id, second.body.created]).toEqual([200, first.body.id, false]);
    expect((await caller.get(path)).body["Name"]).toBe("Upserted again");
    await caller.send("DELETE", `/sobjects/Account/${first.body.id}`);
  });

  it.each([
    ["POST", "/sobjects/Contact", { FirstName: "No last name" }, 400, "REQUIRED_FIELD_MISSING"],
    ["POST", "/sobjects/Contact", { LastName: "X", Nope: 1 }, 400, "INVALID_FIELD"],
    ["POST", "/sobjects/Contact", { LastName: "X", Email: "not an address" }, 400, "INVALID_EMAIL_ADDRESS"],
    ["POST", "/sobjects/Contact", { LastName: "X", AccountId: account(99) }, 400, "INVALID_CROSS_REFERENCE_KEY"],
    ["POST", "/sobjects/Contact", { LastName: "X", AccountId: contact(1) }, 400, "FIELD_INTEGRITY_EXCEPTION"],
    [
      "POST",
      "/sobjects/Contact",
      { LastName: "X", CreatedDate: "2020-01-01T00:00:00Z" },
      400,
      "INVALID_FIELD_FOR_INSERT_UPDATE",
    ],
    ["POST", "/sobjects/Account", { Name: "X", AnnualRevenue: "5" }, 400, "JSON_PARSER_ERROR"],
    ["POST", "/sobjects/Account", { Name: "X", Renewal_Date__c: "2026-02-30" }, 400, "JSON_PARSER_ERROR"],
    ["POST", "/sobjects/Account", { Name: "X", Region__c: "Mars" }, 400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"],
    ["POST", "/sobjects/Account", { Name: "X", External_Key__c: "x".repeat(21) }, 400, "STRING_TOO_LONG"],
    ["POST", "/sobjects/Account", { Name: "X", External_Key__c: "ext-1" }, 400, "DUPLICATE_VALUE"],
    ["POST", "/sobjects/Account", "{", 400, "JSON_PARSER_ERROR"],
    ["POST", "/sobjects/User", { Name: "X" }, 400, "INSUFFICIENT_ACCESS_OR_READONLY"],
    ["PATCH", `/sobjects/User/${sampleId("005", 2)}`, { Name: "X" }, 400, "INSUFFICIENT_ACCESS_OR_READONLY"],
    ["PATCH", `/sobjects/Account/${account(1)}`, { Id: account(2) }, 400, "INVALID_FIELD"],
    ["PATCH", `/sobjects/Account/${account(1)}`, { Name: null }, 400, "REQUIRED_FIELD_MISSING"],
    ["PATCH", `/sobjects/Account/${account(99)}`, { Name: "X" }, 404, "NOT_FOUND"],
    ["GET", "/sobjects/Nope", undefined, 404, "NOT_FOUND"],
    ["GET", `/sobjects/Account/${account(1)}?fields=Nope`, undefined, 400, "INVALID_FIELD"],
    ["GET", "/queryAll?q=SELECT+Id+FROM+Account", undefined, 404, "NOT_FOUND"],
    ["PUT", `/sobjects/Account/${account(1)}`, {}, 405, "METHOD_NOT_ALLOWED"],
    ["GET", "/query", undefined, 400, "MALFORMED_QUERY"],
  ])("%s %s %j → %i %s", async (method, path, body, status, errorCode) => {
    const reply = await caller.send(method, path, body);
    expect([reply.status, refusalIn(reply).errorCode]).toEqual([status, errorCode]);
    expect(typeof refusalIn(reply).message).toBe("string");
  });

  it("refuse preconditions that the stand-in doesn't honour", async () => {
    const reply = await caller.send("PATCH", `/sobjects/Account/${account(1)}`, {}, { "if-match": '"x"' });
    expect(reply.status).toBe(400);
  });
});

describe("composite", () => {
  const sub = (referenceId: string, method: string, path: string, body?: unknown) => ({
    referenceId,
    method,
    url: `/services/data/v62.0${path}`,
    ...(body === undefined ? {} : { body }),
  });

  const composite = (requests: object) => caller.send<Composite>("POST", "/composite", requests);

  it("lets later requests refer to earlier replies", async () => {
    const { body } = await composite({
      allOrNone: true,
      compositeRequest: [
        sub("made", "POST", "/sobjects/Account", { Name: "Composite" }),
        sub("person", "POST", "/sobjects/Contact", { LastName: "Of it", AccountId: "@{made.id}" }),
        sub("found", "GET", "/query?q=SELECT+Id,Account.Name+FROM+Contact+WHERE+AccountId='@{made.id}'"),
        sub("gone", "DELETE", "/sobjects/Contact/@{found.records[0].Id}"),
        sub("cleared", "DELETE", "/sobjects/Account/@{made.id}"),
      ],
    });
    const replies = body.compositeResponse;
    expect(replies.map((it) => it.httpStatusCode)).toEqual([201, 201, 200, 204, 204]);
    expect(replies[2]?.body).toMatchObject({ records: [{ Account: { Name: "Composite" } }] });
    expect(replies[0]?.httpHeaders["Location"]).toContain("/sobjects/Account/001");
  });

  it("takes everything back with allOrNone, and only the dependents without", async () => {
    const requests = [
      sub("made", "POST", "/sobjects/Account", { Name: "Taken back" }),
      sub("wrong", "POST", "/sobjects/Contact", { FirstName: "no last name" }),
      sub("after", "GET", "/sobjects/Contact/@{wrong.id}"),
    ];
    const count = async () =>
      (await caller.query("SELECT COUNT() FROM Account WHERE Name = 'Taken back'")).body.totalSize;
    const all = await composite({ allOrNone: true, compositeRequest: requests });
    expect(all.body.compositeResponse.slice(0, 2).map((it) => refusalIn(it).errorCode)).toEqual([
      "PROCESSING_HALTED",
      "REQUIRED_FIELD_MISSING",
    ]);
    expect(await count()).toBe(0);
    const some = await composite({ allOrNone: false, compositeRequest: requests });
    expect(some.body.compositeResponse.map((it) => it.httpStatusCode)).toEqual([201, 400, 400]);
    expect(await count()).toBe(1);
    await caller.send("DELETE", `/sobjects/Account/${String(some.body.compositeResponse[0]?.body["id"])}`);
  });

  it("writes collections record by record, or not at all", async () => {
    const records = [
      { attributes: { type: "Contact" }, LastName: "One" },
      { attributes: { type: "Contact" }, FirstName: "Two" },
    ];
    const none = await caller.send("POST", "/composite/sobjects", { allOrNone: true, records });
    expect(none.body).toMatchObject([
      { success: false, errors: [{ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" }] },
      { success: false, errors: [{ statusCode: "REQUIRED_FIELD_MISSING", fields: ["LastName"] }] },
    ]);
    const some = await caller.send<readonly Written[]>("POST", "/composite/sobjects", { records });
    expect(some.body.map((it) => it.success)).toEqual([true, false]);
    const id = some.body[0]?.id;
    const changed = await caller.send("PATCH", "/composite/sobjects", {
      records: [{ attributes: { type: "Contact" }, id, LastName: "Changed" }],
    });
    expect(changed.body).toEqual([{ id, success: true, errors: [] }]);
    const read = await caller.send("POST", "/composite/sobjects/Contact", {
      ids: [id, contact(99)],
      fields: ["LastName"],
    });
    expect(read.body).toMatchObject([{ LastName: "Changed" }, null]);
    const removed = await caller.send("DELETE", `/composite/sobjects?ids=${id}`);
    expect(removed.body).toMatchObject([{ success: true }]);
    const tooMany = await caller.send("POST", "/composite/sobjects", {
      records: Array.from({ length: 201 }, () => records[0]),
    });
    expect(tooMany.status).toBe(400);
  });
});

describe("limits", () => {
  it("refuses a URI over 16,384 bytes with 414, and URI and headers together with 431", async () => {
    const get = async (length: number, header: string) => {
      const headers = { authorization: `Bearer ${caller.token}`, "x-long": header };
      return (await fetch(`${crm.url}/services/data/v62.0/query?q=${"x".repeat(length)}`, { headers })).status;
    };
    expect(await get(16_384, "")).toBe(414);
    expect(await get(10_000, "y".repeat(6400))).toBe(431);
    expect(await get(10_000, "")).toBe(400);
  });

  it("stops at the day's calls", async () => {
    const small = await startCrm(sampleCompany(0), { dailyCalls: 2 });
    const user = await integration(small);
    await user.rows("SELECT Id FROM Account");
    await user.rows("SELECT Id FROM Account");
    const reply = await user.query("SELECT Id FROM Account");
    expect([reply.status, refusalIn(reply).errorCode]).toEqual([403, "REQUEST_LIMIT_EXCEEDED"]);
    await small.close();
  });
});
