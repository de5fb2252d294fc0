// A small company for the CRM stand-in's tests: two regions, a few accounts, and enough cases for several pages.
import { longId } from "../ids.ts";
import type { CrmData, CrmField, CrmFieldType, CrmObject, CrmRecord } from "../schema.ts";

export const sampleId = (prefix: string, number: number): string =>
  longId(`${prefix}000000${String(number).padStart(6, "0")}`);

const field = (name: string, type: CrmFieldType, more: Partial<CrmField> = {}): CrmField => ({
  name,
  label: name.replace(/__c$/, "").replaceAll("_", " "),
  type,
  nillable: true,
  createable: true,
  updateable: true,
  custom: name.endsWith("__c"),
  ...more,
});

const locked = { createable: false, updateable: false };
const required = { nillable: false };

const systemFields: readonly CrmField[] = [
  field("Id", "id", { ...locked, ...required, label: "Record ID" }),
  field("CreatedDate", "datetime", { ...locked, ...required }),
  field("LastModifiedDate", "datetime", { ...locked, ...required }),
];

const owner = field("OwnerId", "reference", { ...required, referenceTo: "User", relationshipName: "Owner" });
const accountReference = field("AccountId", "reference", { referenceTo: "Account", relationshipName: "Account" });

function object(
  name: string,
  keyPrefix: string,
  labelPlural: string,
  fields: CrmField[],
  more: Partial<CrmObject> = {},
) {
  const base = { name, label: name, labelPlural, keyPrefix, custom: false, createable: true, updateable: true };
  const sharing = { kind: "region", accountField: "AccountId" } as const;
  const records: CrmRecord[] = [];
  return { ...base, sharing, fields: [...systemFields, ...fields], records, ...more };
}

const stamp = (day: string): CrmRecord => ({
  CreatedDate: `${day}T08:00:00.000Z`,
  LastModifiedDate: `${day}T08:00:00.000Z`,
});

export const users = {
  integration: sampleId("005", 1),
  emea: sampleId("005", 2),
  amer: sampleId("005", 3),
  all: sampleId("005", 4),
};

/** Accounts by number: 1 to 3 are EMEA, 4 is AMER, 5 has no region. */
export const account = (number: number): string => sampleId("001", number);
export const contact = (number: number): string => sampleId("003", number);

/** "2026-11-16" is a Monday, in the third month of a fiscal quarter when the fiscal year begins in September. */
export const today = "2026-11-16";

/** `cases` cases, spread over accounts 1, 2 and 4 in turn, one a day back from today. */
export function sampleCompany(cases = 30): CrmData {
  const day = (back: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);
  const accounts: CrmRecord[] = [
    ["Zenith Optics", "EMEA", "Enterprise", 1250.5, "2026-12-01", "EXT-1"],
    ["acme Labs", "EMEA", "Enterprise", 0.1, "2026-11-16", "EXT-2"],
    ["Acme Works 100%", "EMEA", "Small", 0.2, null, "EXT-3"],
    ["Borealis", "AMER", "Enterprise", 99, "2027-02-01", null],
    ["Nobody's", null, null, null, null, null],
  ].map(([name = null, region = null, segment = null, revenue = null, renewal = null, key = null], index) => ({
    Id: account(index + 1),
    ...stamp(day(index * 100)),
    Name: name,
    Region__c: region,
    Segment__c: segment,
    AnnualRevenue: revenue,
    Renewal_Date__c: renewal,
    External_Key__c: key,
    Description: "A long story",
    ParentId: index === 1 ? account(1) : null,
    OwnerId: index === 3 ? users.amer : users.emea,
    Is_Active__c: index !== 2,
  }));
  const contacts: CrmRecord[] = [1, 1, 2, 4].map((of, index) => ({
    Id: contact(index + 1),
    ...stamp(day(index)),
    FirstName: ["Ada", "Bo", "Cy", "Di"][index] ?? null,
    LastName: ["O'Neil", "Berg", "Acme_1", "Doe"][index] ?? null,
    Name: ["Ada O'Neil", "Bo Berg", "Cy Acme_1", "Di Doe"][index] ?? null,
    Email: `person${index + 1}@example.com`,
    AccountId: account(of),
    OwnerId: users.emea,
  }));
  const caseRecords: CrmRecord[] = Array.from({ length: cases }, (_, index) => ({
    Id: sampleId("500", index + 1),
    ...stamp(day(index % 400)),
    CaseNumber: String(index + 1).padStart(8, "0"),
    Subject: `Case ${index + 1}`,
    Status: ["New", "Working", "Closed"][index % 3] ?? null,
    Priority:
      index % 5 === 0 ? null : (["High", "Medium", "Low"][index % 3 === 0 ? 2 : index % 3 === 1 ? 0 : 1] ?? null),
    Description: "My pump leaks",
    IsClosed: index % 3 === 2,
    AccountId: account([1, 2, 4][index % 3] ?? 1),
    OwnerId: users.emea,
  }));
  const tasks: CrmRecord[] = [
    { Id: sampleId("00T", 1), ...stamp(day(1)), Subject: "Hers", WhatId: null, OwnerId: users.emea, Status: "Open" },
    { Id: sampleId("00T", 2), ...stamp(day(1)), Subject: "His", WhatId: null, OwnerId: users.amer, Status: "Open" },
  ];
  const userRecords: CrmRecord[] = [
    [users.integration, "Integration User", "integration@meridian.example"],
    [users.emea, "Emma Evans", "emma@meridian.example"],
    [users.amer, "Amir Adams", "amir@meridian.example"],
    [users.all, "Cora Chief", "cora@meridian.example"],
  ].map(([id = null, name = null, email = null]) => ({
    Id: id,
    ...stamp("2020-01-01"),
    Name: name,
    Email: email,
    Username: email,
  }));
  const user = (id: string, name: string, profile: "integration" | "sales-manager", regions: string[] | null) => ({
    id,
    username: `${name.split(" ")[0]?.toLowerCase()}@meridian.example`,
    password: "correct horse",
    name,
    email: `${name.split(" ")[0]?.toLowerCase()}@meridian.example`,
    profile,
    regions,
    hidden: {},
  });
  return {
    organizationId: "00D000000000001EAA",
    fiscalYearStartMonth: 9,
    client: { id: "3MVG9meridian", secret: "s3cret/+ value", runAs: users.integration },
    users: [
      user(users.integration, "Integration User", "integration", null),
      {
        ...user(users.emea, "Emma Evans", "sales-manager", ["EMEA"]),
        hidden: { Account: ["AnnualRevenue"], Contact: ["Email"] },
      },
      user(users.amer, "Amir Adams", "sales-manager", ["AMER"]),
      user(users.all, "Cora Chief", "sales-manager", null),
    ],
    objects: [
      object(
        "Account",
        "001",
        "Accounts",
        [
          field("Name", "string", required),
          field("Region__c", "picklist", { picklist: ["EMEA", "AMER", "APAC"] }),
          field("Segment__c", "picklist", { picklist: ["Small", "Mid-market", "Enterprise"] }),
          field("AnnualRevenue", "currency"),
          field("Renewal_Date__c", "date"),
          field("External_Key__c", "string", { externalId: true, length: 20 }),
          field("Description", "textarea", { length: 32_000 }),
          field("ParentId", "reference", {
            referenceTo: "Account",
            relationshipName: "Parent",
            childRelationshipName: "ChildAccounts",
          }),
          field("Is_Active__c", "boolean", required),
          owner,
        ],
        { sharing: { kind: "region", accountField: "Id" }, records: accounts },
      ),
      object(
        "Contact",
        "003",
        "Contacts",
        [
          field("FirstName", "string"),
          field("LastName", "string", required),
          field("Name", "string", { ...locked, ...required }),
          field("Email", "email"),
          accountReference,
          owner,
        ],
        { records: contacts },
      ),
      object(
        "Case",
        "500",
        "Cases",
        [
          field("CaseNumber", "string", { ...locked, ...required }),
          field("Subject", "string"),
          field("Status", "picklist", { picklist: ["New", "Working", "Closed"] }),
          field("Priority", "picklist", { picklist: ["Low", "Medium", "High"] }),
          field("Description", "textarea", { length: 32_000 }),
          field("IsClosed", "boolean", { ...locked, ...required }),
          accountReference,
          owner,
        ],
        { records: caseRecords },
      ),
      object(
        "Task",
        "00T",
        "Tasks",
        [
          field("Subject", "string"),
          field("Status", "picklist", { picklist: ["Open", "Completed"] }),
          field("WhatId", "reference", { referenceTo: "Account", relationshipName: "What" }),
          owner,
        ],
        { sharing: { kind: "region", accountField: "WhatId" }, records: tasks },
      ),
      object(
        "User",
        "005",
        "Users",
        [
          field("Name", "string", { ...locked, ...required }),
          field("Email", "email", locked),
          field("Username", "string", locked),
        ],
        { sharing: { kind: "public" }, createable: false, updateable: false, records: userRecords },
      ),
    ],
  };
}
