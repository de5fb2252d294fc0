// Test support: the CRM stand-in's sample company with one more object, which has every type of field and two pages of records.
import { generateKeyPairSync } from "node:crypto";
import type { CrmData, CrmField, CrmRecord } from "../../../../../examples/meridian/src/systems/crm/index.ts";
import { sampleCompany, sampleId } from "../../../../../examples/meridian/src/systems/crm/testing/company.ts";
import type { Source } from "../../catalog/index.ts";
import type { Cells } from "../kit/conformance.ts";
import { createBudget, type Context } from "../kit/index.ts";

const apiVersion = "62.0";
export const company = sampleCompany(30);

export const source = (url: string, more: object = {}): Source => ({
  name: "crm",
  connector: "salesforce",
  title: "CRM",
  connection: {
    url,
    apiVersion,
    clientId: company.client.id,
    clientSecret: { secret: "crm.client-secret" },
    limits: { timeoutSeconds: 1, attempts: 3, longestWaitSeconds: 0.01 },
    ...more,
  },
});

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const secrets: Readonly<Record<string, string>> = {
  "crm.client-secret": company.client.secret,
  "crm.key": keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
export const secret = (name: string): string => secrets[name] ?? "wrong";

export const context = (over: Partial<Context> = {}): Context => ({
  signal: new AbortController().signal,
  now: () => new Date(),
  secret,
  budget: createBudget(Infinity),
  ...over,
});

const field = (name: string, type: CrmField["type"], more: Partial<CrmField> = {}): CrmField => ({
  name,
  label: name,
  type,
  nillable: true,
  createable: true,
  updateable: true,
  custom: name.endsWith("__c"),
  ...more,
});

// An object with every type of field, and more records than a page holds.
export const facts: readonly CrmRecord[] = Array.from({ length: 2100 }, (_, index) => {
  const rare = index % 7 === 3;
  return {
    Id: sampleId("a01", index + 1),
    CreatedDate: "2026-11-16T10:00:00.000Z",
    LastModifiedDate: "2026-11-16T10:00:00.000Z",
    Name: ['O\'Neill \\ "x"', "Zoë 🔬", "acme 50%", "Acme 50%", "a_b", "{a};--"][index % 6] ?? null,
    Amount__c: rare ? null : index + 0.05,
    Ratio__c: rare ? null : index / 8,
    Count__c: rare ? null : index - 1000,
    Day__c: rare ? null : `20${String(index % 90).padStart(2, "0")}-02-28`,
    Seen__c: rare ? null : `2026-11-${String(1 + (index % 28)).padStart(2, "0")}T23:59:59.000Z`,
    Is_Open__c: index % 2 === 0,
    Kind__c: rare ? null : (["Gold", "Silver"][index % 2] ?? null),
    Story__c: rare ? null : "Line one\nLine two",
  };
});

export const withFacts: CrmData = {
  ...company,
  objects: [
    ...company.objects.map((object) =>
      object.name === "Task"
        ? {
            ...object,
            fields: [
              ...object.fields,
              field("Description", "textarea"),
              field("Priority", "picklist", { picklist: ["High", "Normal", "Low"] }),
              field("ActivityDate", "date"),
              field("WhoId", "reference", { referenceTo: "Contact", relationshipName: "Who" }),
              field("External_Key__c", "string", { externalId: true, length: 255 }),
            ].map((each) =>
              each.name === "Status" ? { ...each, picklist: ["Open", "Not Started", "Completed"] } : each,
            ),
          }
        : object,
    ),
    {
      name: "Fact__c",
      label: "Fact",
      labelPlural: "Facts",
      keyPrefix: "a01",
      custom: true,
      createable: true,
      updateable: true,
      sharing: { kind: "public" },
      fields: [
        field("Id", "id", { nillable: false }),
        field("CreatedDate", "datetime", { nillable: false }),
        field("LastModifiedDate", "datetime", { nillable: false }),
        field("Name", "string"),
        field("Amount__c", "currency"),
        field("Ratio__c", "double"),
        field("Count__c", "int"),
        field("Day__c", "date"),
        field("Seen__c", "datetime"),
        field("Is_Open__c", "boolean", { nillable: false }),
        field("Kind__c", "picklist", { picklist: ["Gold", "Silver"] }),
        field("Story__c", "textarea"),
      ],
      records: facts.map((fact) => ({ ...fact })),
    },
  ],
};

export const cells = (fact: CrmRecord): Cells => ({
  id: fact["Id"] ?? null,
  name: fact["Name"] ?? null,
  amount: typeof fact["Amount__c"] === "number" ? fact["Amount__c"].toFixed(2) : null,
  ratio: fact["Ratio__c"] ?? null,
  count: fact["Count__c"] ?? null,
  day: fact["Day__c"] ?? null,
  seen: typeof fact["Seen__c"] === "string" ? fact["Seen__c"].replace(".000Z", "Z") : null,
  is_open: fact["Is_Open__c"] ?? null,
  kind: fact["Kind__c"] ?? null,
  story: fact["Story__c"] ?? null,
});

/** The certificate's public key that belongs to the secret "crm.key". */
export const certificate: string = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
