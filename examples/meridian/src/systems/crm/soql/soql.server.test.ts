// What SOQL answers over HTTP, and what it refuses.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CrmServer, startCrm } from "../index.ts";
import { type Caller, type Composite, integration, refusalIn } from "../testing/client.ts";
import { account, contact, sampleCompany, today } from "../testing/company.ts";

let crm: CrmServer;
let caller: Caller;

beforeAll(async () => {
  crm = await startCrm(sampleCompany(), { now: () => new Date(`${today}T12:00:00Z`) });
  caller = await integration(crm);
});
afterAll(() => crm.close());

const names = async (where: string): Promise<unknown[]> =>
  (await caller.rows(`SELECT Name FROM Account WHERE ${where} ORDER BY Name`)).map((it) => it["Name"]);
const count = async (from: string): Promise<number> => {
  const { body, status } = await caller.query(`SELECT COUNT() FROM ${from}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.totalSize;
};
const refusal = async (soql: string): Promise<{ errorCode: string; message: string }> => {
  const reply = await caller.query(soql);
  expect(reply.status, soql).toBe(400);
  return refusalIn(reply);
};

describe("records", () => {
  it("come with attributes, selected fields in order, and datetimes in Salesforce's form", async () => {
    const { body } = await caller.query(
      `SELECT Name, Id, CreatedDate, Owner.Email, Parent.Owner.Name FROM Account WHERE Id = '${account(2)}'`,
    );
    expect(body).toEqual({
      totalSize: 1,
      done: true,
      records: [
        {
          attributes: { type: "Account", url: `/services/data/v62.0/sobjects/Account/${account(2)}` },
          Name: "acme Labs",
          Id: account(2),
          CreatedDate: "2026-08-08T08:00:00.000+0000",
          Owner: expect.objectContaining({ Email: "emma@meridian.example" }),
          Parent: {
            attributes: expect.objectContaining({ type: "Account" }),
            Owner: expect.objectContaining({ Name: "Emma Evans" }),
          },
        },
      ],
    });
  });

  it("hold null where a parent is missing", async () => {
    const [row] = await caller.rows(`SELECT Parent.Name FROM Account WHERE Id = '${account(1)}'`);
    expect(row).toMatchObject({ Parent: null });
  });

  it("are found by the 15-character form of an id", async () => {
    expect(await names(`Id = '${account(2).slice(0, 15)}'`)).toEqual(["acme Labs"]);
    expect(await count(`Contact WHERE AccountId IN ('${account(1).slice(0, 15)}')`)).toBe(2);
  });

  it("hold their children in a sub-select, filtered, sorted and limited", async () => {
    const rows = await caller.rows(
      "SELECT Name, (SELECT LastName FROM Contacts WHERE Email != null ORDER BY LastName LIMIT 1), " +
        "(SELECT Name FROM ChildAccounts) FROM Account WHERE Name LIKE 'z%' OR Name = 'nobody\\'s' ORDER BY Name DESC",
    );
    expect(rows).toMatchObject([
      {
        Name: "Zenith Optics",
        Contacts: { totalSize: 1, done: true, records: [{ LastName: "Berg" }] },
        ChildAccounts: { totalSize: 1, records: [{ Name: "acme Labs" }] },
      },
      { Name: "Nobody's", Contacts: null, ChildAccounts: null },
    ]);
  });
});

describe("conditions", () => {
  it.each([
    ["Name = 'ACME LABS'", ["acme Labs"]],
    ["Name != 'acme labs' AND Region__c = 'emea'", ["Acme Works 100%", "Zenith Optics"]],
    ["Name IN ('zenith optics', 'borealis')", ["Borealis", "Zenith Optics"]],
    ["Region__c NOT IN ('EMEA')", ["Borealis", "Nobody's"]],
    ["Region__c != 'EMEA'", ["Borealis", "Nobody's"]],
    ["(NOT Region__c = 'EMEA')", ["Borealis", "Nobody's"]],
    ["Region__c = null", ["Nobody's"]],
    ["Region__c = ''", ["Nobody's"]],
    ["Region__c != null AND (Segment__c = 'Small' OR Name LIKE '%optics')", ["Acme Works 100%", "Zenith Optics"]],
    ["Name LIKE 'acme%'", ["acme Labs", "Acme Works 100%"]],
    ["Name LIKE '%100\\%'", ["Acme Works 100%"]],
    ["Name LIKE '_cme L_bs'", ["acme Labs"]],
    ["Name = 'Nobody\\'s'", ["Nobody's"]],
    ["Name < 'b'", ["acme Labs", "Acme Works 100%"]],
    ["AnnualRevenue >= 99", ["Borealis", "Zenith Optics"]],
    ["AnnualRevenue < 99", ["acme Labs", "Acme Works 100%"]],
    ["AnnualRevenue IN (0.1, 99)", ["acme Labs", "Borealis"]],
    ["Is_Active__c = false", ["Acme Works 100%"]],
    ["Is_Active__c != false AND Region__c = 'AMER'", ["Borealis"]],
    ["Renewal_Date__c > 2026-11-16 AND Renewal_Date__c <= 2027-02-01", ["Borealis", "Zenith Optics"]],
    ["Renewal_Date__c = TODAY", ["acme Labs"]],
    ["Renewal_Date__c > TODAY", ["Borealis", "Zenith Optics"]],
    ["Renewal_Date__c = NEXT_N_DAYS:15", ["Zenith Optics"]],
    ["Renewal_Date__c = THIS_FISCAL_QUARTER", ["acme Labs"]],
    ["Renewal_Date__c = NEXT_FISCAL_QUARTER", ["Borealis", "Zenith Optics"]],
    ["Renewal_Date__c = THIS_QUARTER", ["acme Labs", "Zenith Optics"]],
    ["CreatedDate = LAST_N_DAYS:100", ["acme Labs", "Zenith Optics"]],
    ["CreatedDate < 2026-11-16T08:00:00Z AND CreatedDate >= 2026-08-08T10:00:00+02:00", ["acme Labs"]],
    ["Owner.Name = 'amir adams'", ["Borealis"]],
    ["Account.Owner.Name = 'amir adams'", ["Borealis"]],
    ["Parent.Name = 'Zenith Optics'", ["acme Labs"]],
    ["Parent.Name = null AND Region__c = 'AMER'", ["Borealis"]],
    [`Id IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'Acme\\_1')`, ["acme Labs"]],
    [`Id NOT IN (SELECT AccountId FROM Contact)`, ["Acme Works 100%", "Nobody's"]],
    [`Id > '${account(3)}'`, ["Borealis", "Nobody's"]],
  ])("%s", async (where, expected) => {
    expect(await names(where)).toEqual(expected);
  });

  it("nest as deeply as parentheses say", async () => {
    expect(await names("(NOT ((Region__c = 'EMEA' AND (NOT Segment__c = 'Small')) OR Name LIKE 'n%'))")).toEqual([
      "Acme Works 100%",
      "Borealis",
    ]);
  });
});

describe("order, limit and offset", () => {
  it("put nulls first, or last when told, and picklists in the order of their values", async () => {
    const renewals = await caller.rows("SELECT Renewal_Date__c FROM Account ORDER BY Renewal_Date__c DESC NULLS LAST");
    expect(renewals.map((it) => it["Renewal_Date__c"])).toEqual(["2027-02-01", "2026-12-01", "2026-11-16", null, null]);
    const segments = await caller.rows("SELECT Segment__c FROM Account ORDER BY Segment__c, Name LIMIT 3 OFFSET 0");
    expect(segments.map((it) => it["Segment__c"])).toEqual([null, "Small", "Enterprise"]);
    const rest = await caller.rows("SELECT Name FROM Account ORDER BY Name LIMIT 2 OFFSET 3");
    expect(rest.map((it) => it["Name"])).toEqual(["Nobody's", "Zenith Optics"]);
  });
});

describe("aggregates", () => {
  it("group, count and sum", async () => {
    const rows = await caller.rows(
      "SELECT Region__c, COUNT(Id) many, SUM(AnnualRevenue), AVG(AnnualRevenue) mean, MIN(Name), MAX(CreatedDate) newest, " +
        "COUNT(Renewal_Date__c) dated, COUNT_DISTINCT(Segment__c) kinds FROM Account " +
        "GROUP BY Region__c ORDER BY COUNT(Id) DESC, Region__c",
    );
    expect(rows).toEqual([
      {
        attributes: { type: "AggregateResult" },
        Region__c: "EMEA",
        many: 3,
        expr0: 1250.8,
        mean: 1250.8 / 3,
        expr1: "acme Labs",
        newest: "2026-11-16T08:00:00.000+0000",
        dated: 2,
        kinds: 2,
      },
      expect.objectContaining({ Region__c: null, many: 1, expr0: null, mean: null, dated: 0 }),
      expect.objectContaining({ Region__c: "AMER", many: 1, expr0: 99 }),
    ]);
  });

  it("group by a parent's field", async () => {
    const rows = await caller.rows("SELECT Account.Region__c, COUNT(Id) n FROM Contact GROUP BY Account.Region__c");
    expect(rows.map((it) => [it["Region__c"], it["n"]])).toEqual([
      ["EMEA", 3],
      ["AMER", 1],
    ]);
  });

  it("COUNT() gives the total alone", async () => {
    const { body } = await caller.query("SELECT COUNT() FROM Case WHERE IsClosed = true");
    expect(body).toEqual({ totalSize: 10, done: true, records: [] });
  });
});

describe("refusals", () => {
  it.each([
    ["SELECT Nope FROM Account", "INVALID_FIELD", "No such column 'Nope' on entity 'Account'"],
    ["SELECT Nope.Name FROM Account", "INVALID_FIELD", "Didn't understand relationship 'Nope'"],
    ["SELECT Id, (SELECT Id FROM Nopes) FROM Account", "INVALID_FIELD", "Didn't understand relationship 'Nopes'"],
    ["SELECT Id FROM Nope", "INVALID_TYPE", "sObject type 'Nope' is not supported"],
    ["SELECT Id Account", "MALFORMED_QUERY", ""],
    ["SELECT Id FROM Account WHERE (Name = 'a'", "MALFORMED_QUERY", "RParen"],
    ["SELECT Id FROM Account WHERE Name = 'a')", "MALFORMED_QUERY", "expecting EOF"],
    [
      "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
      "MALFORMED_QUERY",
      "unexpected token: 'OR'",
    ],
    ["SELECT Id FROM Account WHERE Name = 'a' AND NOT (Name = 'b')", "MALFORMED_QUERY", "unexpected token: 'NOT'"],
    ["SELECT Id FROM Account WHERE Description LIKE 'a%'", "INVALID_FIELD", "can not be filtered in a query call"],
    ["SELECT Id FROM Account ORDER BY Description", "MALFORMED_QUERY", "can not be sorted in a query call"],
    ["SELECT Description FROM Account GROUP BY Description", "MALFORMED_QUERY", "can not be grouped"],
    ["SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'", "INVALID_FIELD", "must be of type datetime"],
    ["SELECT Id FROM Account WHERE CreatedDate > 2026-01-01", "INVALID_FIELD", "must be of type datetime"],
    ["SELECT Id FROM Account WHERE Renewal_Date__c = 2026-02-30", "MALFORMED_QUERY", "Invalid date"],
    ["SELECT Id FROM Account WHERE AnnualRevenue = '5'", "INVALID_FIELD", "should not be enclosed in quotes"],
    ["SELECT Id FROM Account WHERE Name = 5", "INVALID_FIELD", "should be enclosed in quotes"],
    ["SELECT Id FROM Account WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field"],
    ["SELECT Id FROM Account WHERE AnnualRevenue LIKE '5'", "INVALID_QUERY_FILTER_OPERATOR", "LIKE"],
    ["SELECT Id FROM Account WHERE Is_Active__c > true", "INVALID_QUERY_FILTER_OPERATOR", ">"],
    ["SELECT Id, Name, Name FROM Account", "MALFORMED_QUERY", "duplicate field selected: Name"],
    ["SELECT Name n FROM Account", "MALFORMED_QUERY", "only aggregate expressions use field aliasing"],
    ["SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY", "Field must be grouped or aggregated: Name"],
    ["SELECT COUNT(), Id FROM Account", "MALFORMED_QUERY", "COUNT()"],
    ["SELECT SUM(Name) FROM Account", "MALFORMED_QUERY", "does not support aggregate operator SUM"],
    ["SELECT Region__c, COUNT(Id) FROM Account GROUP BY Region__c HAVING COUNT(Id) > 1", "MALFORMED_QUERY", "HAVING"],
    ["SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Name)", "MALFORMED_QUERY", "ROLLUP"],
    [
      "SELECT CALENDAR_YEAR(CreatedDate), COUNT(Id) FROM Account GROUP BY CALENDAR_YEAR(CreatedDate)",
      "MALFORMED_QUERY",
      "CALENDAR_YEAR",
    ],
    ["SELECT TYPEOF What WHEN Account THEN Name END FROM Task", "MALFORMED_QUERY", "TYPEOF"],
    ["SELECT Id FROM Account WITH SECURITY_ENFORCED", "MALFORMED_QUERY", "SECURITY_ENFORCED"],
    ["SELECT Id FROM Account WITH USER_MODE", "MALFORMED_QUERY", "USER_MODE"],
    ["SELECT Id FROM Account USING SCOPE mine", "MALFORMED_QUERY", "USING SCOPE"],
    ["SELECT Id FROM Account FOR UPDATE", "MALFORMED_QUERY", "FOR UPDATE"],
    ["SELECT Id FROM Account FOR VIEW", "MALFORMED_QUERY", "FOR VIEW"],
    ["SELECT Id FROM Account ALL ROWS", "MALFORMED_QUERY", ""],
    ["SELECT toLabel(Segment__c) FROM Account", "MALFORMED_QUERY", "toLabel"],
    ["SELECT Id FROM Account WHERE DISTANCE(Loc__c, GEOLOCATION(37,122), 'mi') < 20", "MALFORMED_QUERY", "DISTANCE"],
    ["SELECT Id FROM Account WHERE Segment__c INCLUDES ('a')", "MALFORMED_QUERY", "INCLUDES"],
    ["SELECT Id FROM Account WHERE AnnualRevenue > USD5", "MALFORMED_QUERY", "CURRENCY"],
    ["SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY", "LIMIT of at most 200"],
    ["SELECT Id FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "2000"],
    [
      "SELECT Id FROM Account WHERE Name = 'a' OR Id IN (SELECT AccountId FROM Contact)",
      "MALFORMED_QUERY",
      "not allowed with the 'OR' operator",
    ],
    ["SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Contact)", "MALFORMED_QUERY", "same object type"],
    ["SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Contact)", "MALFORMED_QUERY", "same object type"],
  ])("%s", async (soql, errorCode, message) => {
    const error = await refusal(soql);
    expect(error.errorCode).toBe(errorCode);
    expect(error.message).toContain(message);
  });

  it("a statement over 100,000 characters, which only a composite request can carry", async () => {
    const ids = Array.from({ length: 5000 }, () => `'${contact(1)}'`).join(",");
    const composite = (soql: string) =>
      caller.send<Composite>("POST", "/composite", {
        compositeRequest: [
          { method: "GET", referenceId: "q", url: `/services/data/v62.0/query?q=${encodeURIComponent(soql)}` },
        ],
      });
    const long = await composite(`SELECT Id FROM Contact WHERE Id IN (${ids})`);
    expect(long.body.compositeResponse[0]).toMatchObject({
      httpStatusCode: 400,
      body: [{ errorCode: "MALFORMED_QUERY" }],
    });
    const fits = await composite(`SELECT Id FROM Contact WHERE Id IN (${ids.slice(0, 21 * 4000 - 1)})`);
    expect(fits.body.compositeResponse[0]).toMatchObject({ httpStatusCode: 200, body: { totalSize: 1 } });
  });
});

it("FIELDS(ALL), FIELDS(STANDARD) and FIELDS(CUSTOM) give those fields", async () => {
  const [custom] = await caller.rows("SELECT FIELDS(CUSTOM) FROM Account LIMIT 1");
  expect(Object.keys(custom ?? {}).toSorted()).toEqual([
    "External_Key__c", "Is_Active__c", "Region__c", "Renewal_Date__c", "Segment__c", "attributes",
  ]); // prettier-ignore
  const [standard] = await caller.rows("SELECT FIELDS(STANDARD) FROM Account");
  expect(standard).toHaveProperty("Description");
  expect(standard).not.toHaveProperty("Region__c");
});
