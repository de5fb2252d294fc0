// Everything that the CRM holds, and who may see it.
import type { CrmData, CrmField, CrmObject, CrmRecord } from "../systems/crm/schema.ts";
import { idSuffix } from "./crm-id.ts";
import { accountFields, caseFields, contactFields, opportunityFields, taskFields, userFields } from "./crm-fields.ts";
import { stream } from "./random.ts";
import { makeClient, makeUsers } from "./users.ts";

function crmObject(
  name: string,
  keyPrefix: string,
  fields: readonly CrmField[],
  accountField: string | null,
  records: CrmRecord[],
): CrmObject {
  return {
    name,
    label: name,
    labelPlural: name === "Opportunity" ? "Opportunities" : `${name}s`,
    keyPrefix,
    custom: false,
    createable: fields.some((field) => field.createable),
    updateable: fields.some((field) => field.updateable),
    fields,
    sharing: accountField === null ? { kind: "public" } : { kind: "region", accountField },
    records,
  };
}

export interface CrmRecords {
  readonly users: CrmRecord[];
  readonly accounts: CrmRecord[];
  readonly contacts: CrmRecord[];
  readonly opportunities: CrmRecord[];
  readonly cases: CrmRecord[];
  readonly tasks: CrmRecord[];
}

export function makeCrm(records: CrmRecords, seed: number): CrmData {
  const organization = `00D${stream(seed, "organization").text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 12)}`;
  return {
    organizationId: organization + idSuffix(organization),
    objects: [
      crmObject("User", "005", userFields, null, records.users),
      crmObject("Account", "001", accountFields, "Id", records.accounts),
      crmObject("Contact", "003", contactFields, "AccountId", records.contacts),
      crmObject("Opportunity", "006", opportunityFields, "AccountId", records.opportunities),
      crmObject("Case", "500", caseFields, "AccountId", records.cases),
      crmObject("Task", "00T", taskFields, "WhatId", records.tasks),
    ],
    users: makeUsers(seed),
    client: makeClient(seed),
  };
}
